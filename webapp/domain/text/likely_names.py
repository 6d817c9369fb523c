"""Names as a text is likely to print them: of the shape of a person's, and no institution, place or month."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from webapp.domain.text.base_forms import base_form, is_given_name
from webapp.domain.text.list_lines import inverted_names, is_header, is_label, label_kind
from webapp.domain.text.name_folding import PARTICLES, fold
from webapp.domain.text.name_orders import is_patronymic, is_surname_by_place
from webapp.domain.text.name_rows.institutions import is_institution, names_institution
from webapp.domain.text.name_rows.named_things import is_named_thing
from webapp.domain.text.name_rows.officials import OF, are_officials, is_official
from webapp.domain.text.name_rows.parsed_text import BETWEEN, NAME_LISTS, NO_PART, ParsedText, parsed_text
from webapp.domain.text.name_rows.places import ARTICLES, articles_of, is_place, is_where
from webapp.domain.text.name_rows.rows import WHOLE_WORDS, rows
from webapp.domain.text.name_rows.shapes import is_shaped, last_initials
from webapp.domain.text.word_lists import word_lists
from webapp.domain.text.words import without_ending


class LikelyName(NamedTuple):
    """A likely name: its place, and its words in their base form, with one space between them."""

    start: int
    end: int
    name: str


def likely_names(text: str) -> list[LikelyName]:
    """Return the likely names of a text in order: two or three capitalised words in a row.

    Heads of state and judges are left out wherever they are named, by the title before one of their names.
    """
    parsed = parsed_text(text)
    candidates: list[tuple[LikelyName, frozenset[str]]] = []
    officials: set[frozenset[str]] = set()
    places: set[frozenset[str]] = set()
    of_several = -1
    for first, last in rows(parsed):
        key = frozenset(parsed.words[index].folded for index in range(first, last + 1))
        if is_official(parsed, first) or (of_several >= 0 and _is_next(parsed, of_several, first)):
            officials.add(key)
            of_several = last if are_officials(parsed, first) or of_several >= 0 else -1
            continue
        of_several = -1
        where = is_place(parsed, first, last) or is_where(parsed, first, last)
        if where or is_named_thing(parsed, first, last):
            places.add(key)
            continue
        if _is_likely(parsed, first, last):
            candidates.append((_likely_name(parsed, first, last), key))
    inverted = [LikelyName(span.start, span.end, name) for span, name in inverted_names(text, NO_PART)]
    spoken = [name for name, key in candidates if key not in officials | places]
    spoken = [*_without_surnames_in_places(spoken, german=" und " in text)]
    return sorted([*inverted, *_apart(spoken, inverted)])


def _without_surnames_in_places(names: Sequence[LikelyName], *, german: bool) -> Iterator[LikelyName]:
    """Yield the names but for a surname of one of them before a place, or a given one before a thing.

    Tufanlı Berlində; Konrads Mantel.
    """
    whole = [name.name.split(" ") for name in names]
    surnames = {words[-1] for words in whole if len(words) > 1}
    given = {words[0] + "s" for words in whole if len(words) > 1 and german}
    for name, words in zip(names, whole, strict=True):
        is_placed = len(words) == 2 and words[0] in surnames and _IN_PLACE.search(words[1])
        if not is_placed and words[0] not in given:
            yield name


def _is_next(parsed: ParsedText, before: int, first: int) -> bool:
    """Tell whether a row is the next of several names: judges X, Y and Z."""
    between = parsed.text[parsed.words[before].end : parsed.words[first].start]
    return _BETWEEN_SEVERAL.fullmatch(between) is not None


def _apart(names: Sequence[LikelyName], others: Sequence[LikelyName]) -> Iterator[LikelyName]:
    """Yield the names that begin before or after each of these others."""
    ends = [other.end for other in others]
    for name in names:
        place = bisect_right(ends, name.start)
        if place == len(others) or others[place].start >= name.end:
            yield name


def _is_likely(parsed: ParsedText, first: int, last: int) -> bool:
    parts = [index for index in range(first, last + 1) if _is_part(parsed, index, first, last)]
    most = 5 if any(parsed.plain(index) in BETWEEN for index in range(first, last)) else 4
    separate = [index for index in parts if index - 1 not in parts or parsed.joint(index) != "-"]
    if not 2 <= len(separate) <= most or not is_shaped(parsed, parts, (first, last)):
        return False
    if names_institution(parsed, first, last):
        return False
    if any(is_institution(parsed, index) for index in parts[1:]) or _is_of_body(parsed, first):
        return False
    if _is_quoted(parsed, first, last) or _goes_on(parsed, first) or _is_of_noun(parsed, first, last):
        return False
    if parsed.text.startswith((".-", ".–", ".—"), parsed.words[last].end):
        # CARACAS.- The journalist X
        return False
    if _is_of_columns(parsed.text, parsed.words[first].start, parsed.words[last].end):
        return False
    if parsed.joined(first) and parsed.plain(first - 1) in _BEFORE_PLACES:
        return False
    if _has_article(parsed, first) or _is_heading_of_signals(parsed, parts) or _is_in_headline(parsed, first):
        return False
    if label_kind(parsed.text, parsed.words[first].start) in _NO_PERSONS or is_place(parsed, first, last):
        return False
    return not all(parsed.plain(index) in parsed.small for index in parts)


def _is_of_columns(text: str, start: int, end: int) -> bool:
    """Tell whether words are the label of a line, or headers of columns: Full Name: X."""
    return is_label(text, start, end) or ("\t" in text[start:end] and is_header(text, start))


def _is_heading_of_signals(parsed: ParsedText, parts: Sequence[int]) -> bool:
    """Tell whether words in capitals are a heading of what is told: NUEVAS DETENCIONES, YENİ GÖZALTILAR."""
    printed = [parsed.text[parsed.words[index].start : parsed.words[index].end] for index in parts]
    if not all(word.isupper() for word in printed):
        return False
    signals = [index for index in parts if parsed.words[index].start in parsed.signals]
    return any(len(parsed.plain(index)) >= _SHORTEST_SIGNAL for index in signals)


def _is_in_headline(parsed: ParsedText, first: int) -> bool:
    """Tell whether words are of an English headline, all with capitals but the small ones, and no given name.

    Labor Activists Detained in January as Crackdown Escalates.
    """
    start = parsed.words[first].start
    begin = parsed.text.rfind("\n", 0, start) + 1
    line = parsed.text[begin:].partition("\n")[0].strip()
    words = _LONG_WORD.findall(line) if _LONG_WORD.search(parsed.text, begin, start) else ()
    if len(words) < _FEWEST_IN_HEADLINE or sum(not word[0].isupper() for word in words) > 1:
        return False
    is_sentence = line.endswith((".", ",", ";", ":")) or ", " in line or _SMALL_WORD.search(line) is None
    return not is_sentence and not is_given_name(parsed.text[start : parsed.words[first].end])


def _has_article(parsed: ParsedText, first: int) -> bool:
    """Tell whether an article stands before a row or begins it: les Rêvés, Le Matin Libre."""
    articles = articles_of(parsed)
    after = parsed.joined(first) and parsed.plain(first - 1) in articles
    following = range(first + 2, min(first + 4, len(parsed.words)))
    if parsed.plain(first) == "el" and "el" in articles and "de" in map(parsed.plain, following):
        # El Faro de Papel is no Arab.
        return True
    # Lê is a family name.
    printed = parsed.text[parsed.words[first].start : parsed.words[first].end]
    return after or printed.lower() in _CAPITAL_ARTICLES & articles


def _is_of_body(parsed: ParsedText, first: int) -> bool:
    """Tell whether a row says what a body is of: Court on Grave Crimes, Ministry of Internal Affairs."""
    index = first - 1
    while index > 0 and parsed.plain(index) in ARTICLES:
        index -= 1
    return index > 0 and parsed.plain(index) in OF and parsed.plain(index - 1) in _BODIES


def _is_quoted(parsed: ParsedText, first: int, last: int) -> bool:
    """Tell whether quotation marks stand around a row and nothing else: a newspaper, a work."""
    start, end = parsed.words[first].start, parsed.words[last].end
    quoted = parsed.text[max(0, start - 1) : start] in _QUOTES
    return quoted and _REST_OF_TITLE.match(parsed.text, end) is not None


def _goes_on(parsed: ParsedText, first: int) -> bool:
    """Tell whether a row goes on the name of an institution: of Policía Nacional Bolivariana the last two."""
    if not (parsed.joined(first) and parsed.capital(first - 1)):
        return False
    # In the Romance languages an institution is called first what it is.
    begun = _BEGUN_INSTITUTIONS | _INSTITUTIONS if articles_of(parsed) - ARTICLES else _BEGUN_INSTITUTIONS
    return parsed.plain(first - 1) in begun


def _is_of_noun(parsed: ParsedText, first: int, last: int) -> bool:
    """Tell whether a row is a noun and of what it is, in German, which prints nouns so: Ende der Strafe."""
    return last == first + 2 and parsed.plain(first + 1) in ("der", "des")


def _is_part(parsed: ParsedText, index: int, first: int, last: int) -> bool:
    """Tell whether a word of a row is a given or family name: no father's, no nickname, no particle."""
    if not parsed.capital(index) or parsed.is_nickname(index) or parsed.plain(index) in BETWEEN:
        return False
    return not _is_father(parsed, index, first, last)


def _is_father(parsed: ParsedText, index: int, first: int, last: int) -> bool:
    word, following = parsed.words[index], parsed.words[index + 1 : last + 1]
    if index == first and not (following and following[0].folded in PARTICLES):
        # Ludovic X: nobody's name begins with the father's.
        return False
    if following and following[0].folded in PARTICLES and parsed.joint(index + 1) != "-":
        return True
    row = parsed.words[first : last + 1]
    if is_patronymic(word) and is_surname_by_place(row, index - first):
        return len(row) == 2 and word.folded.startswith(_FATHERS)
    return is_patronymic(word)


def _likely_name(parsed: ParsedText, first: int, last: int) -> LikelyName:
    name = ""
    for index in range(first, last + 1):
        word = parsed.words[index]
        printed = parsed.text[word.start : word.end]
        if _JOINED.search(printed):
            printed = unicodedata.normalize("NFKC", printed)
        name += _between(parsed, index) if index > first else ""
        name += without_ending(printed) if index == last else printed
    start, end = parsed.words[first].start, parsed.words[last].end
    if elided := _ELIDED.match(name):
        start, name = start + elided.end(), name[elided.end() :]
    elif _is_mister(parsed, first, last):
        start, name = parsed.words[first + 1].start, name.partition(" ")[2]
    if last_initials(parsed, (first, last)):
        return LikelyName(start, end + 1, name + ".")
    return LikelyName(start, end, base_form(name, ukrainian=parsed.ukrainian))


def _is_mister(parsed: ParsedText, first: int, last: int) -> bool:
    """Tell whether the first letter of a row is Monsieur, in a text in French."""
    is_letter = parsed.plain(first) == "m" and parsed.is_initial(first)
    french = {"de", "et", "le", "la"} <= parsed.small or "été" in parsed.text
    return is_letter and last - first > 1 and french


def _between(parsed: ParsedText, index: int) -> str:
    """Return how a word of a name is parted from the one before it: as printed, with one space at most."""
    before, word = parsed.words[index - 1], parsed.words[index]
    gap = parsed.text[before.end : word.start].replace("\u00a0", " ")
    mark = parsed.joint(index)
    if mark == "-":
        return "-"
    if mark or gap.strip(" .\n"):
        return gap
    initial = before.end - before.start == 1 and parsed.text[before.start] not in WHOLE_WORDS
    if initial and parsed.capital(index - 1):
        return "." if gap == "." else ". "
    return " "


_BETWEEN_SEVERAL = re.compile(r",?\s(?:(?:and|и|və|ve|y|et|und|і|ды|та|i)\s)?")
_SHORTEST_SIGNAL = 6
_IN_PLACE = re.compile(r"\w{3}(?:(?<!za)də|(?<!za)de|da|dan|dən|den|ta|tə|te)$")
_CAPITAL_ARTICLES = frozenset({"le", "la", "les", "los", "las"})
# Whose place is no person's: Prison: X.
_NO_PERSONS = frozenset({"place", "charge", "court", "occupation", "organization"})
_INSTITUTIONS, _BODIES = NAME_LISTS["institutions"], NAME_LISTS["bodies"]
_LONG_WORD, _FEWEST_IN_HEADLINE = re.compile(r"[^\W\d_]{4,}"), 5
_SMALL_WORD = re.compile(r"\s(?:in|as|of|to|for|on|at|by|after|over)\s")
# The end of what is quoted, all of it in capitals but for the small words: "X Y Workers' Union".
_REST_OF_TITLE = re.compile(
    r"(?:[ \u00a0](?:[^\W\d_a-zà-ÿа-яёіїєґўəıçşğ][\w’'-]*|of|the|and|for|de|и|və|ve)){0,6}[«»“”„\"]"
)
_BEGUN_INSTITUTIONS, _QUOTES = NAME_LISTS["begun_institutions"], tuple("«»“”„\"")
# Letters that are printed as one: ﬁ.
_JOINED = re.compile("[\ufb00-\ufb06]")
_ELIDED = re.compile(r"[dl]['’](?=[^\W\d_a-zà-ÿ])")
# In Vietnamese a place follows these.
_BEFORE_PLACES = frozenset({"tại", "tai", "ở", "tỉnh", "huyện", "trại"})
# Fathers of whom a word is the patronymic and no surname, where only a given name stands before it.
_FATHERS = tuple(map(fold, word_lists("names")["fathers"].split()))
