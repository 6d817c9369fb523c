"""Which pages a process works out at once, and that they let whoever saves come first."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

# Pages that a process works out at once: more of them only take Python from one another, and all come later.
_AT_ONCE = 2
# Seconds after which a page is worked out beside them, should those before it wait for something.
_PATIENCE = 0.5
# Seconds for which a page lets saves come first. A save gives Python away at each of its statements, and
# beside pages it waits to have it again each time. Most need a tenth of this alone.
FOR_SAVES = 0.3


class Turns:
    """How many pages may still be worked out in this process, and since when somebody saves in it.

    `saves` has when each of those began who save.
    """

    def __init__(self, places: int = _AT_ONCE, *, for_saves: float = FOR_SAVES) -> None:
        """Begin with all places free and nobody saving."""
        self.free = places
        self._for_saves = for_saves
        self.saves: list[float] = []
        self._changed = Condition()

    def take(self, *, patience: float = _PATIENCE) -> bool:
        """Wait for the turn of a page, behind saves that began lately; tell whether it came in time."""
        with self._changed:
            self._changed.wait_for(lambda: not self.is_saved, self._for_saves)
            is_free = self._changed.wait_for(lambda: self.free > 0, patience)
            self.free -= is_free
            return is_free

    def give_back(self) -> None:
        """Let another page have the turn."""
        with self._changed:
            self.free += 1
            self._changed.notify_all()

    def let_saves_pass(self, patience: float) -> float:
        """Wait in the middle of a page while somebody saves, and return what is left of its patience."""
        if patience <= 0:
            return patience
        begun = time.monotonic()
        with self._changed:
            self._changed.wait_for(lambda: not self.is_saved, patience)
        return patience - (time.monotonic() - begun)

    @contextmanager
    def saving(self) -> Iterator[None]:
        """Have pages wait until the block is left, if that does not take long."""
        begun = time.monotonic()
        with self._changed:
            self.saves.append(begun)
        try:
            yield
        finally:
            with self._changed:
                self.saves.remove(begun)
                self._changed.notify_all()

    @property
    def is_saved(self) -> bool:
        """Tell whether somebody saves, and began lately."""
        return any(time.monotonic() - begun < self._for_saves for begun in self.saves)
