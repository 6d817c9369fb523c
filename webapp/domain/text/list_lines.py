"""Lines of lists: the marks of their items, headings in capitals, family names before a comma."""

import re
from collections.abc import Set

from webapp.domain.text.quote_location import Span
from webapp.domain.text.word_lists import word_lists

# The mark of an item: a bullet, a number, a letter with a bracket or point; a table's bar, marks of Markdown.
MARK = (
    r"(?:[-–—•·▪▫●○◦■□▸►▶➢➤✓✔‣⁃※>→⇒➔➜➥▻▹◆◇★☆❖∙⚫»›~+]|\*{1,3}|__|#{1,6}(?=\s)|[|]|[\u2600-\u27bf\U0001f000-\U0001faff]\ufe0f?"
    r"|(?:№|#|No\.?|Nr\.?)?\s*[\[(]?\d{1,4}(?:\.\d{1,3}){0,2}\s*(?:[-.):|/、\]°º]|\ufe0f?\u20e3|(?=\s))"
    r"|[（(]?[一二三四五六七八九十]{1,3}[、.．)）]"
    r"|\(?(?:[IVXІХ]{1,6}|[IVXLC]{2,9}|[a-zа-я])[.)]"
    r"|[^\W\d_]{2,12}\s?[№#]?\s?\d{1,4}[.:)]|(?:[Nn]ame|[Ии]мя|ФИО|[Aa]d|[İi]sim|[Nn]ombre|[Nn]om|Ім'я)\s?:)"
)
LINE_MARK = re.compile(rf"\s*{MARK}")
_CAPITAL = r"[^\W\d_a-zа-яёіїєґўəıçşğöüñéèêàâ][\w'’ʼ]*"
_WORD = rf"(?:[ae][lrsndtz]h?-)?{_CAPITAL}(?:[-‐]{_CAPITAL})*"
_MARKS = rf"^[ \t]*(?:{MARK}[ \t\u00a0]*)*"
_INVERTED = re.compile(
    rf"{_MARKS}({_WORD}(?:[ \u00a0]{_WORD})?),[ \u00a0]({_WORD}(?:[ \u00a0]{_WORD}){{0,2}}"
    r"(?:[ \u00a0](?:o[gğ]lu|q[ıi]z[ıi]|g[ıi]z[ıi]|k[ıi]z[ıi]|ogly|оглы|кызы))?)"
    r"(?=[ \u00a0]*(?:$|[;:(|\t–—]|-\s|[.,]\s))",
    re.MULTILINE,
)

_FATHER = re.compile(r"\S+[ \u00a0](?:o[gğ]lu|q[ıi]z[ıi]|g[ıi]z[ıi]|k[ıi]z[ıi]|ogly|оглы|кызы)")
# A line of a sentence that begins with the second of several names: X Y, Z W, and U V.
_ROW_GOES_ON = re.compile(rf",\s+(?:(?:and|и|і|ды|və|ve|y|e|et|und)\s|{_WORD}\s{_WORD}\s)")

_IN_CAPITALS = re.compile(
    rf"{_MARKS}((?:[^\W\d_a-z]\.[ \u00a0]?){{0,3}}[^\W\d_a-z][^\n\d.,:;a-zа-я]{{4,60}}?)"
    r"[ \t]*(?:(?:[(,:–—]|(?<=\s)-)[^\n]{0,30})?$",
    re.MULTILINE,
)


def lines_in_capitals(text: str) -> set[tuple[int, int]]:
    """Return where the words stand of each line that is in capitals, but for its mark and what follows."""
    return {match.span(1) for match in _IN_CAPITALS.finditer(text)}


def inverted_names(text: str, no_part: Set[str]) -> list[tuple[Span, str]]:
    """Return where several lines begin with a family name, a comma and a given name, and the name as spoken.

    A single line may as well be a place in a country. Words of `no_part` belong to no name.
    """
    names = [
        (Span(match.start(1), match.end(2)), _as_spoken(match[1], match[2]))
        for match in _INVERTED.finditer(text)
        if not any(word.lower() in no_part for word in f"{match[1]} {match[2]}".split())
        and not (" " in match[1] and " " in match[2] and _ROW_GOES_ON.match(text, match.end(2)))
    ]
    return names if len(names) > 1 else []


def _as_spoken(before: str, behind: str) -> str:
    """Return a name in the order in which it is spoken, whose parts stand before and behind a comma.

    Behind it may be the father's alone: Elvin X, Raqif oğlu.
    """
    is_father = " " in before and _FATHER.fullmatch(behind)
    return " ".join(f"{before} {behind}".split() if is_father else f"{behind} {before}".split())


# The label of a line, or the first cell of a row: Prison: X; and what shows of no person in it.
_LABEL = re.compile(rf"[ \t]*(?:{MARK}[ \t]*)?([^\n:;.|\t]{{2,40}}?)[ ]*(?:\([^()\n]*\)[ ]*)?(?:[ \t]*:|\t)")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_KINDS = {
    _NO_LETTERS.sub(" ", label.casefold()).strip(): kind
    for kind, labels in word_lists("list_words")["headers"].items()
    for label in labels
}


def label_kind(text: str, place: int) -> str | None:
    """Return what the line of a place holds by its label, as columns of lists are called; None without one.

    `Prison: X` holds a "place", `Situation: X` a "status".
    """
    label = _LABEL.match(text, text.rfind("\n", 0, place) + 1)
    return _kind_of_label(label) if label and place >= label.start(1) else None


def is_label(text: str, start: int, end: int) -> bool:
    """Tell whether words are the label of their line, or within it: Full Name: X."""
    label = _LABEL.match(text, text.rfind("\n", 0, start) + 1)
    within = label is not None and label.start(1) <= start and end <= label.end(1)
    return label is not None and within and _kind_of_label(label) is not None


def is_header(text: str, place: int) -> bool:
    """Tell whether a line is the header of a table: half of its cells or more are called as columns are."""
    end = text.find("\n", place)
    line = text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]
    cells = [cell for cell in _CELLS.split(line) if cell.strip()] if len(line) <= _LONGEST_HEADER else []
    return len(cells) > 1 and 2 * sum(_kind(cell) is not None for cell in cells) >= len(cells)


def _kind_of_label(label: re.Match[str]) -> str | None:
    return _kind(label[1])


def _kind(words: str) -> str | None:
    return _KINDS.get(_NO_LETTERS.sub(" ", words.replace("İ", "i").casefold()).strip())


_CELL_END, _CELLS = re.compile(r"[\t\n]"), re.compile(r"\t|\s\|\s")
_LONGEST_CELL, _LONGEST_HEADER = 120, 400
# What shows that a text numbers its items by Roman numbers; then one figure is no initial.
_ROMAN = re.compile(r"^[ \t(]*(?:II|III|IV|VI|VII|VIII|IX)[.)]\s", re.MULTILINE)
_FIGURES = frozenset("IVXL")
_LETTERED = re.compile(r"^[ \t(]*([A-ZА-Я])[.)]\s", re.MULTILINE)
_FIRST_TWO = frozenset("AB"), frozenset("АБ"), frozenset("АВ")


def numbering_letters(text: str) -> frozenset[str]:
    """Return the capitals by which a text numbers its parts, which are no initials there: I, V, A, B."""
    roman = _FIGURES if _ROMAN.search(text) else frozenset[str]()
    lettered = {match[1] for match in _LETTERED.finditer(text)}
    return roman | frozenset(lettered if any(pair <= lettered for pair in _FIRST_TWO) else ())


def numbers_an_item(text: str, start: int, end: int, *, letters: frozenset[str]) -> bool:
    """Tell whether a word is the letter, or the Roman number of one figure, of an item, and no initial."""
    letter = text[start:end]
    if not (len(letter) == 1 and letter.islower()) and letter not in letters:
        return False
    if text[end : end + 1] not in (".", ")"):
        return False
    return not text[text.rfind("\n", 0, start) + 1 : start].strip(" (\t")


def begins_other_cell(text: str, end: int, start: int) -> bool:
    """Tell whether a tab parts two words, the cell of one of which is longer, and so no part of a name."""
    if "\n" in text[end:start]:
        # The last cell of a row, and the first of the next.
        last = text[text.rfind("\n", 0, end) + 1 : end]
        first = text[start : (text.find("\n", start) + 1 or len(text) + 1) - 1]
        return _CELLS.search(last) is not None and _CELLS.search(first) is not None
    if "\t" not in text[end:start]:
        return False
    before = _CELL_END.split(text[max(0, end - _LONGEST_CELL) : end])[-1]
    after = _CELL_END.split(text[start : start + _LONGEST_CELL])[0]
    return len(before.split()) > 1 or len(after.split()) > 1
