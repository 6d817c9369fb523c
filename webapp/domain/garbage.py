"""Looking for garbage less often while a long list is read, which took a third of the time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects made since the last look, of which a row of a list makes some hundreds. Every third look goes
# further back, every third of those at everything: a row that was made ready is of no use any more.
_LOOKS = (100_000, 2, 2)


@contextmanager
def collected_rarely() -> Iterator[None]:
    """Look for garbage rarely within a block, and not at all at what was there before.

    What a process has already taken as lasting stays so: it is not looked through after the block either.
    """
    usual = gc.get_threshold()
    lasting = gc.get_freeze_count() > 0
    if not lasting:
        gc.freeze()
    gc.set_threshold(*_LOOKS)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        if not lasting:
            gc.unfreeze()
