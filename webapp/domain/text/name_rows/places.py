"""Rows of capitalised words that are where something is: a town, a prison, a saint's street."""

import re

from webapp.domain.text.base_forms import is_given_name
from webapp.domain.text.name_rows.parsed_text import NAME_LISTS, ParsedText
from webapp.domain.text.words import without_ending


def is_place(parsed: ParsedText, first: int, last: int) -> bool:
    """Tell whether a row is where something is: in Port Aldous, cárcel de mujeres Santa Rita."""
    if parsed.plain(first) in _SAINTS and (last == first + 1 or parsed.plain(first + 2) in ("de", "del")):
        return True
    if not parsed.joined(first) or not parsed.plain(first - 1)[0].isalpha():
        return False
    start = parsed.words[first].start
    if _TRAVELS.search(parsed.text, max(0, start - _LONGEST_WAY), start):
        return True
    begin = max(0, first - 3)
    begin = next((index for index in range(first - 1, begin, -1) if not parsed.joined(index)), begin)
    before = [parsed.plain(index) for index in range(begin, first) if not parsed.capital(index)]
    if before[-1:] == ["en"] and articles_of(parsed) - ARTICLES:
        return True
    if before[-1:] in (["near"], ["outside"]) and len(_ENGLISH & parsed.small) > 1:
        return True
    is_at = before[-1:] == ["at"] and _AT_SOMEBODY.isdisjoint(before)
    if (is_at or before[-1:] == ["in"]) and len(_ENGLISH & parsed.small) > 1:
        printed = parsed.text[parsed.words[last].start : parsed.words[last].end]
        # In Elvin X's case; the women's colony at Lower Marsh.
        return without_ending(printed) == printed
    if parsed.plain(first - 1) in _PRISONS:
        # In prison are X, Y and Z.
        return _ANOTHER.match(parsed.text, parsed.words[last].end) is None
    in_place = parsed.plain(first - 1) in _IN and parsed.joined(first - 1)
    if in_place and parsed.plain(first - 2).startswith(_KEPT):
        # Recluido en Ramo Verde.
        return True
    if not articles_of(parsed) - ARTICLES:
        return False
    # La cour d'appel de Tizi Ouzou.
    return not (_PRISONS | (_BODIES if before[-1:] == ["de"] else frozenset())).isdisjoint(before)


def is_where(parsed: ParsedText, first: int, last: int) -> bool:
    """Tell whether a row has the case of a place: в Нижнем Выдумске, İzmir Düşkent'te."""
    given, final = parsed.words[first], parsed.words[last]
    if _AT_APOSTROPHE.search(parsed.text, final.start, final.end + 4):
        return not is_given_name(parsed.text[given.start : given.end])
    if not parsed.joined(first):
        return False
    before, begins = parsed.plain(first - 1), parsed.plain(first)
    if before in _IN_POLISH and begins.endswith(_POLISH_LOCATIVES):
        # W Nowej Wólce.
        return True
    if before in _IN_UKRAINIAN and begins.endswith("ому"):
        # У Старому Криму: the given name of nobody ends so.
        return True
    return before in _IN_CYRILLIC and parsed.plain(last).endswith(_LOCATIVES)


def articles_of(parsed: ParsedText) -> frozenset[str]:
    """Return the articles before which no name stands, in the language of a text."""
    # In Spanish somebody is told of after "a".
    articles = ARTICLES if "the" in parsed.small else ARTICLES - {"a"}
    romance = {"de", "la"} <= parsed.small and len(_ROMANCE & parsed.small) > 1
    return articles | _ROMANCE if romance else articles


_ANOTHER = re.compile(r",\s[^\W\d_a-zà-ÿ]\w+\s[^\W\d_a-zà-ÿ]\w+(?:,|\s(?:y|et|and|e)\s[^\W\d_a-zà-ÿ])")
_AT_APOSTROPHE = re.compile(r"\w['’](?:t[ae]|d[ae])(?!\w)")
_IN_CYRILLIC, _LOCATIVES = frozenset({"в", "во", "ў"}), ("е", "и", "ах", "ях", "і", "ы")
_IN_UKRAINIAN, _IN_POLISH = frozenset({"в", "у", "на"}), frozenset({"w", "we"})
_POLISH_LOCATIVES = ("ej", "ym", "im", "ych", "ich")
# On his return from Greater Highland.
_LONGEST_WAY = 40
_TRAVELS = re.compile(
    r"\b(?:return\w*|arriv\w+|flights?|fled|flew|deport\w+|extradit\w+|travel\w*|exiled|moved|transferred)\s"
    r"(?:\w+\s){0,2}(?:from|to|for|via)\s$"
)
_ROMANCE = frozenset({"le", "la", "les", "el", "los", "las"})
_SAINTS = frozenset({"santa", "san", "saint", "sainte", "são", "sao", "sankt", "st", "ste", "sveti"})
# Of which a name follows in the Romance languages that is no person's.
_PRISONS = frozenset({
    "cárcel", "carcel", "prision", "prisión", "penal", "penitenciaria", "penitenciaría", "prison", "carcere",
    "presidio", "cadeia", "avenida", "calle", "plaza", "hospital", "universidad", "barrio", "avenue", "rue",
    "place", "hôpital", "hopital", "quartier",
})  # fmt: skip
_ENGLISH = frozenset({"the", "and", "was", "her", "his", "of", "on", "to"})
# No place: they aimed at X.
_AT_SOMEBODY = frozenset({"aimed", "directed", "shouted", "shot", "looked", "angry", "laughed", "levelled"})
_IN = frozenset({"en", "à", "in", "im", "a"})
_KEPT = (
    "reclui", "encarcel", "internad", "preso", "presa", "incarcér", "détenu", "écroué", "inhaftiert", "held",
)  # fmt: skip
ARTICLES = frozenset({"the", "a", "an"})
_BODIES = NAME_LISTS["bodies"]
