"""What stands beside a term in its cell, and no claim holds: a fine, lashes, the time of a probation."""

import re
from functools import cache

from webapp.domain.imports.cells.terms import LENGTH, UNITS
from webapp.domain.imports.headers import has_beginning, has_words, known_words, plain
from webapp.domain.text.word_lists import any_of, word_lists
from webapp.vocab.charges import SentenceKind

_BETWEEN = re.compile(
    r"\s*(?:;|,(?!\d)|，|\+|\(|\))\s*|\s+(?:and|plus|и|плюс|і|й|та|və|ve|y|et|und|e|i|و|with|с|со|з|із|avec|con|ilə)\s+",
    re.IGNORECASE,
)
# As in `18 months, suspended for 2 years`.
_FOR_A_TIME = re.compile(
    rf"(?P<term>{LENGTH.pattern}(?:\s*{LENGTH.pattern})?)[\s,;(]+(?P<suspended>[^\W\d_]+)\s+(?P<for>for\s+)?"
    rf"(?P<time>{LENGTH.pattern})\)?"
)
_LIFE = (SentenceKind.LIFE, SentenceKind.DEATH)


def without_further(text: str) -> str:
    """Return a sentence without further punishments beside it, and without the time of a probation.

    As it is where there are none, or where nothing else would be left.
    """
    text = _without_probation(text) if _is_suspended(text) else text
    pieces = [piece for piece in _BETWEEN.split(text) if piece.strip()]
    own = [piece for piece in pieces if not _is_further(piece)]
    if not own or len(pieces) < 2:
        return text
    lasting = [piece for piece in own if known_words("terms").get(plain(piece)) in _LIFE]
    if len(lasting) == 1 and all(piece in lasting or _is_length(piece) for piece in own):
        # Beside a sentence for life no other term matters.
        return lasting[0]
    # A restriction of liberty that follows prison is a second punishment.
    in_prison = [piece for piece in own if not _is_restriction(piece)]
    own = in_prison if any(any(map(str.isdigit, piece)) for piece in in_prison) else own
    return text if len(own) == len(pieces) else ", ".join(own)


def _is_restriction(piece: str) -> bool:
    """Tell whether words are of a restriction of liberty with a length of its own."""
    return has_words(plain(piece), "other_terms") and any(map(str.isdigit, piece))


def _is_suspended(text: str) -> bool:
    return any(word in known_words("suspended_term") for word in plain(text).split())


def _without_probation(text: str) -> str:
    """Return a suspended term without the time for which it is so, as in `suspended for 3 years`."""
    text = _of_probation().sub(" ", text).strip()
    if (match := _FOR_A_TIME.fullmatch(text)) and (match["for"] or _is_longer(match["time"], match["term"])):
        return f"{match['term']} {match['suspended']}"
    return text


def _is_longer(time: str, term: str) -> bool:
    """Tell whether a length is longer than another, so that it is no part of that."""
    return _months(time) > _months(term) > 0


def _months(text: str) -> float:
    in_months, units = {"years": 12, "months": 1}, known_words("terms")
    return sum(
        float(number.replace(",", ".")) * in_months.get(units.get(plain(unit), ""), 0)
        for number, unit in LENGTH.findall(text)
    )


def _is_further(piece: str) -> bool:
    return has_beginning(plain(piece), "further_punishments")


def _is_length(piece: str) -> bool:
    """Tell whether words are a length and no more."""
    match = LENGTH.fullmatch(piece.strip())
    return match is not None and known_words("terms").get(plain(match[2])) in UNITS


@cache
def _of_probation() -> re.Pattern[str]:
    """Return the pattern of the time of a probation, as in `с испытательным сроком 3 года`."""
    words = any_of(word_lists("list_words")["probation"]["words"])
    after = rf"(?:\w{{1,4}}\s+)?(?:{words})\w*(?:\s+[^\W\d_]+){{0,2}}[\s:]*{LENGTH.pattern}"
    before = rf"{LENGTH.pattern}\s+(?:{words})\w*(?:\s+[^\W\d_]+)?"
    return re.compile(rf"[,;(]?\s*(?<!\w)(?:{after}|{before})\)?", re.IGNORECASE)
