"""What of a row of capitalised words is no part of a name: how its sentence begins, a place, a relative."""

import re
from collections.abc import Iterator, Sequence

from webapp.domain.text.base_forms import is_given_name, is_given_name_in_case
from webapp.domain.text.name_folding import PARTICLES
from webapp.domain.text.name_orders import is_patronymic
from webapp.domain.text.name_rows.parsed_text import ParsedText
from webapp.domain.text.status_phrases import COMPANIONS


def trimmed(parsed: ParsedText, row: list[int]) -> Iterator[tuple[int, int]]:
    while row and not parsed.capital(row[-1]) and not _may_be_last(parsed, row[-1]):
        row.pop()
    if len(row) > 2 and (_is_locative(parsed, row) or _is_led_by_abbreviation(parsed, row)):
        del row[0]
    if len(row) == 2 and (
        _is_short_opener(parsed, row[0]) or _is_opening_signal(parsed, row) or _is_relative(parsed, row)
    ):
        return
    if len(row) > 1 and _is_german_noun_of(parsed, row):
        row.pop()
    row = _without_place_behind(parsed, _without_relative(parsed, row))
    row = _without_german_noun(parsed, _from_given_name(parsed, row))
    if len(row) > 3 and _is_kurdish_place(parsed, row[0]):
        del row[:2]
    elif len(row) > 1 and _is_kurdish_place(parsed, row[0]):
        return
    # A sentence's first word is capitalised whatever it is; elsewhere in the text it shows that it is none.
    if len(row) > 2 and not parsed.joined(row[0]) and parsed.joint(row[1]) != "-":
        # Said X oglu Y: before a father's name stands a given one, whatever it says.
        is_given = len(row) > 3 and parsed.words[row[2]].folded in PARTICLES
        opener = parsed.plain(row[0]) in parsed.small and not (is_given or parsed.is_initial(row[0]))
        opener = opener or parsed.words[row[0]].start in parsed.signals
        del row[: 1 if opener else 0]
        row = _without_german_noun(parsed, row)
    if row:
        yield row[0], row[-1]


def _is_locative(parsed: ParsedText, row: Sequence[int]) -> bool:
    """Tell whether a sentence in Azerbaijani or Turkish begins with where: Gəncədə Elvin X was arrested."""
    first = parsed.words[row[0]]
    printed = _printed(parsed, row[0])
    where = len(printed) > _SHORTEST_PLACE and _LOCATIVE.search(printed) is not None
    # The next of several names is none: X, Handan Ceren Y.
    where = where and not parsed.text[: first.start].endswith(", ")
    return where and not parsed.joined(row[0]) and not first.every and _TURKIC.search(parsed.text) is not None


def _is_led_by_abbreviation(parsed: ParsedText, row: Sequence[int]) -> bool:
    """Tell whether a body stands before who leads it: the head of VICPU Elnur X, as the text has (VICPU)."""
    first = _printed(parsed, row[0])
    return _ABBREVIATION.fullmatch(first) is not None and f"({first})" in parsed.text


def _is_opening_signal(parsed: ParsedText, row: Sequence[int]) -> bool:
    """Tell whether a sentence begins with a word of arrest or trial, and no given name follows it."""
    first, second = row
    opens = parsed.words[first].start in parsed.signals and not parsed.joined(first)
    return opens and parsed.words[first].every and not is_given_name(_printed(parsed, second))


def _from_given_name(parsed: ParsedText, row: list[int]) -> list[int]:
    """Return a row of three words or more without a father's name from its given name on.

    East Slavic names have two words; what stands before them is another's, or a place: of Minsk Ivan Petrov.
    """
    if len(row) < 3 or not all(parsed.words[index].every for index in row):
        return row
    words = [parsed.words[index] for index in row]
    if any(is_patronymic(word) or word.folded in PARTICLES for word in words[:-1]):
        return row
    if parsed.plain(row[-1]).endswith(_OF_FATHERS) or is_given_name(_printed(parsed, row[0])):
        return row
    last = [place for place in range(1, len(row) - 1) if is_given_name_in_case(_printed(parsed, row[place]))]
    return row[last[-1] :] if last and parsed.joint(row[last[-1]]) == "" else row


def _without_german_noun(parsed: ParsedText, row: list[int]) -> list[int]:
    """Return a row of a text in German without what its article stands for: der Ökonom Ilham X, das Amt."""
    if not row or not _is_german(parsed):
        return row
    article = parsed.joined(row[0]) and parsed.plain(row[0] - 1) in _GERMAN_ARTICLES
    begins = not parsed.joined(row[0]) or not parsed.capital(row[0])
    if not article and parsed.plain(row[0]) in _GERMAN_ARTICLES and begins:
        article, row = True, row[1:]
    if not article:
        # Von X haben wir nichts gehört.
        return row[1:] if len(row) > 2 and parsed.plain(row[0]) == "von" else row
    while row and parsed.plain(row[0]).endswith(_GERMAN_ADJECTIVES):
        row = row[1:]
    return row[1:] if len(row) > 2 else []


def _without_place_behind(parsed: ParsedText, row: list[int]) -> list[int]:
    """Return a row without an abbreviation behind it, or where somebody is: Elvin X Umbakı həbsxanasında.

    In Azerbaijani and Turkish what is done stands last, and where or by whom right behind a name.
    """
    if len(row) < 3 or all(_printed(parsed, index).isupper() for index in row):
        return row
    if _SHORT_ABBREVIATION.fullmatch(_printed(parsed, row[-1])) and parsed.joint(row[-1]) == "":
        return row[:-1]
    if _TURKIC.search(parsed.text) and _LOCATIVE.search(last := _printed(parsed, row[-1])):
        # Səbuhi X İsveçrədə sığınacaq alıb.
        return row[:-1] if len(last) > _SHORTEST_PLACE and parsed.joint(row[-1]) == "" else row
    if row[-1] + 1 == len(parsed.words) or not _TURKIC.search(parsed.text):
        return row
    behind = parsed.joined(row[-1] + 1) and _is_place_or_body(parsed.plain(row[-1] + 1))
    first_two = [_printed(parsed, index) for index in row[:2]]
    named = is_given_name(first_two[0]) or ENDS_SURNAME.search(parsed.plain(row[1]))
    return row[:2] if behind and named and not ENDS_SURNAME.search(parsed.plain(row[2])) else row


def _is_place_or_body(plain: str) -> bool:
    return plain.startswith(_OF_PLACES)


def _without_relative(parsed: ParsedText, row: list[int]) -> list[int]:
    """Return a row without who begins its sentence: relatives of X, her lawyer X."""
    if len(row) < 3 or parsed.joined(row[0]) or is_given_name(_printed(parsed, row[0])):
        return row
    first = parsed.plain(row[0])
    if _TRADE.search(first) and _TURKIC.search(parsed.text) and parsed.words[row[-1]].folded not in PARTICLES:
        # Müxalifətçi Ramil X; Gazeteci Ruken Y.
        return row[1:]
    if first in _RELATIVES and parsed.plain(row[1]) in ("de", "del", "von", "di", "da"):
        return row[2:]
    return row[1:] if first in COMPANIONS and parsed.capital(row[1]) and first.endswith(_POSSESSED) else row


def _is_german_noun_of(parsed: ParsedText, row: Sequence[int]) -> bool:
    """Tell whether a row is what somebody has, as German writes nouns with a capital: X-s Gesundheit."""
    is_noun = parsed.plain(row[-1]).endswith(_GERMAN_NOUNS) and parsed.plain(row[-2]).endswith("s")
    return is_noun and _is_german(parsed)


def _is_relative(parsed: ParsedText, row: Sequence[int]) -> bool:
    """Tell whether a sentence begins with a relative and a given name alone: Anası Səkinə, Муж Анны."""
    plain = parsed.plain(row[0])
    if plain not in COMPANIONS or parsed.joined(row[0]):
        return False
    is_possessed = plain.endswith(_POSSESSED) and _TURKIC.search(parsed.text) is not None
    is_of_language = (is_possessed or "а" <= plain[0] <= "ӿ") and plain not in _CLERGY
    return is_of_language or is_given_name(_printed(parsed, row[1]))


def _is_german(parsed: ParsedText) -> bool:
    return len(_GERMAN_WORDS & parsed.small) > (1 if "der" in parsed.small else 2)


def _printed(parsed: ParsedText, index: int) -> str:
    return parsed.text[parsed.words[index].start : parsed.words[index].end]


def _is_short_opener(parsed: ParsedText, index: int) -> bool:
    """Tell whether a word of two letters, in small letters elsewhere, begins a sentence: Li Amedê."""
    is_short = parsed.words[index].end - parsed.words[index].start == 2
    return is_short and not parsed.joined(index) and parsed.plain(index) in parsed.small


def _is_kurdish_place(parsed: ParsedText, index: int) -> bool:
    """Tell whether a word begins a sentence with a place, as Kurdish does: Li Wanê."""
    following = parsed.plain(index + 1) if index + 1 < len(parsed.words) else ""
    begins = parsed.plain(index) in ("li", "ji") and not parsed.joined(index)
    return begins and following.endswith(("e", "a")) and "hat" in parsed.low


def _may_be_last(parsed: ParsedText, index: int) -> bool:
    """Tell whether a word in small letters may end a name."""
    return parsed.words[index].folded in PARTICLES or is_syllable(parsed, index)


def is_syllable(parsed: ParsedText, index: int) -> bool:
    """Tell whether a word is the second syllable of a Korean or Chinese given name: Sam-pul, Ming-che."""
    if index == 0 or parsed.joint(index) != "-" or not parsed.capital(index - 1):
        return False
    plain, before = parsed.plain(index), parsed.plain(index - 1)
    if plain in _SURNAME_ENDS:
        return True
    return _SYLLABLE.fullmatch(plain) is not None and _SYLLABLE.fullmatch(before) is not None


_SHORT_ABBREVIATION, _ABBREVIATION = (
    re.compile(f"[A-ZÇƏĞİÖŞÜА-ЯЁІЇЄ]{{2,{most}}}") for most in (4, 6)
)
# Who may be called so by one name: Брат Христофор.
_CLERGY = frozenset({"брат", "сестра", "отец", "мать", "мати", "маці", "батько", "бацька"})
# What an Azerbaijani or Turkish surname ends with, and how words begin for where people are held.
ENDS_SURNAME = re.compile(
    "(?:[oe]va?|l[iu]|zade|oglu|soy|c[iu]|dag|tas|kaya|demir|yilmaz|dogan|celik|yildiz|kilic|a[rs]?slan|bey|bay|er)$"
)
_OF_PLACES = (
    "hebsxana", "cezaev", "hapishane", "tecridxana", "kolon", "mehkeme", "polis", "istintaq", "muessise",
    "rayon", "seher", "kend", "cezacekme", "emniyet", "karakol", "adliye", "universite", "xestexana",
    "havaliman", "aeroport", "kapali", "acik", "kadin", "mahkeme", "il", "ilce", "qesebe",
)  # fmt: skip
# And whose we say somebody is: arkadaşımız X.
_TRADE = re.compile("[^iu]c[iu]$|[iu]m[iu]z$|yemiz$")
_RELATIVES = frozenset({
    "familiares", "parientes", "allegados", "amigos", "colegas", "abogados", "vecinos", "proches", "amis",
    "collegues", "avocats", "familia", "famille", "hermanos", "hijos", "padres", "parents", "freunde",
    "angehorige", "verwandte", "familie", "parenti",
})  # fmt: skip
# His lawyer, as Turkish and Azerbaijani say it in one word.
_POSSESSED = ("i", "u")
# Where something happened; given names of women end otherwise: Validə.
_OF_FATHERS = (
    "ич", "ича", "ичу", "ичем",
    *(part + end for part in ("вн", "чн", "шн") for end in ("а", "ы", "у", "е", "ой")),
)  # fmt: skip
# Of a surname in two parts: Əli-zadə.
_SURNAME_ENDS = frozenset({"zade", "zada"})
_TURKIC = re.compile("[əığş]")
# No place: Həsənzadə.
_LOCATIVE = re.compile("[^ıi](?:(?<!za)d[əea]|dan|dən|den|ta|tə|te)$")
_SHORTEST_PLACE = 4
_GERMAN_ARTICLES = frozenset({
    "der", "die", "das", "dem", "den", "des", "ein", "eine", "einen", "einem", "einer", "seine", "seiner",
    "ihre", "ihrer", "sein", "ihr",
})  # fmt: skip
_GERMAN_WORDS = frozenset({"und", "die", "das", "dem", "den", "ist", "wurde", "im", "am", "zu", "nach"})
_GERMAN_NOUNS = ("ung", "heit", "keit", "schaft", "tion", "tat", "stand", "ismus", "nis")
_GERMAN_ADJECTIVES = ("ische", "ischen", "ischer", "isches")
# A syllable as Korean and Chinese names have it, and English words of this shape after a hyphen.
_SYLLABLE = re.compile(
    "(?!(?:in|on|up|run|long|man|men|son|to|he|do|so|we|go|no|me|my|be)$)"
    "(?:[bcdfghjklmnprstwyzk]|ch|sh|zh|ts|kh|hw|kw|ky|hy|my|gy)?y?[aeiouwü]{1,3}(?:ng?|m|l|k|p|t|h|r|s|ck)?"
)
