"""The initials of the name by which people are sorted: sets of them are blocks of the list, in its order."""

INITIALS = "initials"
# With which keys of names begin, in their order; that of a name without a Latin letter begins with a blank.
LETTERS = " abcdefghijklmnopqrstuvwxyz"


def initials_of(sort_key: str) -> tuple[str, str]:
    """Return facet and value of the block in which a key of names stands: those of one letter, and of two."""
    return facet_of(sort_key[:1]), sort_key[:2]


def facet_of(letter: str) -> str:
    """Return the facet of the blocks that begin with a letter."""
    return f"{INITIALS} {letter}"


def letters_from(beyond: str | None, *, down: bool) -> str:
    """Return the letters with which keys beyond this one begin, in their order, or down it; of None all."""
    letters = LETTERS[::-1] if down else LETTERS
    if beyond is None:
        return letters
    first = beyond[:1]
    return "".join(letter for letter in letters if (letter <= first if down else letter >= first))
