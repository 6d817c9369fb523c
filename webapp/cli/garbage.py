"""How often a serving process looks for garbage: what it loaded at its start is looked through once."""

import gc

# Objects made since the last look; a page of fifty people with all claims makes some thousands.
_BETWEEN = 10_000


def collect_rarely() -> None:
    """Take everything that is loaded by now as lasting, and look for garbage less often.

    By default Python looks through all modules, mappings and templates again every few pages, and a page of
    many records took a quarter longer for it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_BETWEEN)
