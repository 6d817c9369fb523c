"""Words of arrest or prison that mean another thing: to stop, to wait at a gate, to serve at home."""

import re

from webapp.domain.text.word_lists import beginnings, word_lists

_LISTS = word_lists("liberty")
_OUTSIDE, _INSIDE_OUT = (
    beginnings(_LISTS[name]) for name in ("outside", "outside_behind")
)
_STOPS = re.compile(r"(?<!\w)(?:[smt]['’ʼ](?:est |etait |etant |y )?|se |si (?:e |era )?|me |nos )$")
# One who is arrested, in Spanish: se detuvo a tres personas.
_OF_SOMEBODY = re.compile(r"\sa[l]?\s")
_REFLEXIVE = re.compile(r"arret|detuv|detien|deteng|detener|ferma|detev|detem")
_SERVING = re.compile("cumpl|serv|purg|verbuß|отбыва|відбува|адбыва|cek|yat|scont|cumpr|odbyw|odsiad")
_AT_HOME = re.compile(rf"\w*(?:\s[^\s,;:.]+){{0,3}}?\s(?:{'|'.join(word_lists('doubts')['at_home'])})")
_LONGEST_WAY, _LONGEST_BEFORE = 45, 12


def is_stop(plain: str, start: int, end: int) -> bool:
    """Tell whether a word of arrest says by a pronoun that somebody stops: l'on s'arrête, se detuvo."""
    if not _REFLEXIVE.match(plain, start):
        return False
    before = plain[max(0, start - _LONGEST_BEFORE) : start]
    return _STOPS.search(before) is not None and _OF_SOMEBODY.match(plain, end) is None


def is_outside(plain: str, start: int, end: int) -> bool:
    """Tell whether words of a prison say that somebody stands before it: at the gates of the colony."""
    before = plain[max(0, start - _LONGEST_WAY) : start]
    return _OUTSIDE.search(before) is not None or _INSIDE_OUT.match(plain, end) is not None


def is_served_at_home(plain: str, start: int, end: int) -> bool:
    """Tell whether words say that a sentence is served at home: cumpliendo condena en su domicilio."""
    return _SERVING.match(plain, start) is not None and _AT_HOME.match(plain, end) is not None
