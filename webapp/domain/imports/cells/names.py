"""Where a row has the name of its person: in one cell, or in parts, each in a column of its own."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from webapp.domain.claims.names import NameContent
from webapp.domain.imports.cells.status_words import guessed_status
from webapp.domain.imports.cells.values import (
    read_name,
    says_nothing,
    without_asides,
    without_note,
    without_titles,
)
from webapp.domain.imports.headers import known_words, names_a_column, plain
from webapp.domain.imports.table import Cell, TableRow
from webapp.domain.refusals import Refused
from webapp.domain.text.quote_location import Span
from webapp.domain.text.word_lists import any_of, word_lists
from webapp.vocab.imports import NAME_PARTS, ListField
from webapp.vocab.people import NameKind
from webapp.vocab.scripts import Script, script_of
from webapp.vocab.words import N_

# As in `Bahar Misallı / Бахар Мисаллы`, `Bahar Misallı (Бахар Мисаллы)` and `Bahar Misallı, Бахар Мисаллы`.
_TWO_NAMES = (
    re.compile(r"(?P<one>[^/|\n()\[\]]+?)\s*(?:[/|\n]|[(\[])\s*(?P<other>[^/|\n()\[\]]+?)\s*[)\]]?"),
    re.compile(r"(?P<one>[^,]+?)\s*,\s*(?P<other>[^,]+)"),
)
# A dash with space around it leads to what somebody is or what became of them.
_IN_NO_NAME = re.compile(r"[\d@<>{}_;…&?\ufffd]|:$|^[*•†‡§¹²³⁴⁵]|^=\w+\(|\s=\s|https?|www\.|\s[–—-]\s")
# Words of a sentence; those between the parts of a name are shorter.
_SMALL_WORD, _MOST_SMALL_WORDS = re.compile(r"[^\W\d_]{5,}"), 1
_BETWEEN_NAMES = re.compile(r"\n|\s/\s|;\s")
# A name by birth in brackets belongs to the name, as it stands.
_BIRTH_NAME = re.compile(
    r"\((?:née?|geb\.?|урожд\.?|ур\.?|born|в девичестве|у дівоцтві|у дзявоцтве|qızlıq soyadı|kızlık soyadı"
    r"|de soltera|épouse|ép\.|veuve|married|по мужу|в замужестве|в браке|у шлюбі|z domu"
    r"|de casada|verh\.)\s+(?=\w)",
    re.IGNORECASE,
)
_OF_THE_DEAD = re.compile(r"[†✝✞☦]|\s\+$")
# As in `Bir Sınaq (son)`.
_REMARK = re.compile(r"\s*[(\[]\s*(?P<first>[^\W\d_])[^()\[\]]*[)\]]\s*$")
# As in `Corwin (Corky)`.
_NICKNAME = re.compile(r"(?<=\w)\s*[(“\"«]\s*[^\W\d_]+\s*[)”\"»]$")
_LONGEST = 500
# Of names of many words, Arabic ones mostly; more are a sentence.
_MOST_WORDS, _MOST_COMMAS = 9, 1


def check_names(fields: Sequence[ListField]) -> None:
    """Raise Refused at `columns` unless one column holds whole names, or two the given and family names."""
    if not _have_names(fields):
        raise Refused("columns", N_("Say which column holds the names, or which two hold their parts."))


def name_cell(row: TableRow, fields: Sequence[ListField]) -> Cell | None:
    """Return the cell with the name of a row, or all from the first to the last that hold its parts.

    None where no column holds names.
    """
    parts = _parts(row, fields).values()
    if ListField.NAME in fields and (row.cell(fields.index(ListField.NAME)).text or not parts):
        return row.cell(fields.index(ListField.NAME))
    if not _have_names(fields):
        return None
    if not parts:
        return Cell("", Span(row.span.end, row.span.end))
    text = " ".join(word for cell in parts for word in cell.text.split())
    return Cell(text, Span(min(cell.span.start for cell in parts), max(cell.span.end for cell in parts)))


def names_in_cells(text: str, row: TableRow, fields: Sequence[ListField]) -> Iterator[NameContent]:
    """Yield the name by which a list speaks of a person, with its parts where each has its column.

    After it the same name in another script, where one cell has both.
    """
    parts = {part: cell.text for part, cell in _parts(row, fields).items()}
    if ListField.NAME in fields and (row.cell(fields.index(ListField.NAME)).text or not parts):
        if parts:
            raise Refused("value", N_("A column holds whole names: leave out those that hold parts of them."))
        names = _in_two_scripts(text)
        yield _whole(names[0], NameKind.MAIN)
        yield from (_whole(name, NameKind.AS_PRINTED) for name in names[1:])
        return
    printed = " ".join(word for part in parts.values() for word in part.split())
    parts |= {
        part: without_titles(_NICKNAME.sub("", parts[part])) for part in parts if part is ListField.GIVEN_NAME
    }  # fmt: skip
    given, patronymic, family = (parts.get(part) for part in NAME_PARTS)
    whole = " ".join(word for part in parts.values() for word in part.split())
    yield NameContent(
        text=whole, name_kind=NameKind.MAIN, language=None, given=given, patronymic=patronymic, family=family
    )
    if whole != printed:
        yield _whole(printed, NameKind.AS_PRINTED)


def names_nobody(row: TableRow, fields: Sequence[ListField]) -> bool:
    """Tell whether a row seems to name nobody, or several: a heading, a total, a note, a header once more."""
    cell = name_cell(row, fields)
    if cell is None:
        return False
    if not cell.text:
        # Something alone in another column, or a total.
        filled = [each.text for each in row.cells if each.text]
        return len(filled) == 1 or any(any(map(str.isalpha, text)) and is_no_name(text) for text in filled)
    first = next((each.text for each in row.cells if each.text), "")
    if first != cell.text and plain(first) in known_words("examples"):
        return True
    names = _in_two_scripts(cell.text)
    if len(names) == 1 and (_have_own_lines(cell.text) or _share_a_word(*cell.text.partition(",")[::2])):
        return True
    return any(_is_nobody(read_name(name)) for name in names)


def is_no_name(name: str) -> bool:
    """Tell whether a cell has the words of a heading, a total or a note, or no letter."""
    words, beginnings = plain(name), known_words("no_name")
    whole = beginnings.get(words) or beginnings.get(plain(name.partition(":")[0]))
    begins = any(words.startswith(f"{known} ") for known in beginnings if " " in known)
    return whole == "beginnings" or begins or not any(map(str.isalpha, name))


@lru_cache(maxsize=10_000)
def _is_nobody(name: str) -> bool:
    words, beginnings = plain(name), known_words("no_name")
    return (
        is_no_name(name)
        or _joins_names(name)
        or _has_companion(name)
        or any(beginnings.get(word) in ("groups", "unknown", "held") for word in words.split())
        or beginnings.get(words.partition(" ")[0]) == "counted"
        or len(words.split()) > _MOST_WORDS
        or name.count(",") > _MOST_COMMAS
        or name.count('"') % 2 == 1
        or _is_sentence(name)
        # What follows a comma of a heading, where no cell is quoted.
        or (name.islower() and guessed_status(name) is not None)
        or says_nothing(name)
        or words in known_words("sexes")
        or _IN_NO_NAME.search(name) is not None
        or names_a_column(name)
    )


def _joins_names(name: str) -> bool:
    """Tell whether an "and" stands between two names: at an end it is one itself, and `И.И.` are initials."""
    words = name.split()[1:-1]
    return any(known_words("no_name").get(plain(word)) == "joining" for word in words if "." not in word)


def _has_companion(name: str) -> bool:
    """Tell whether a word in small letters after the name is that of a relative, or joins another person."""
    words, companions = name.split()[1:], known_words("companions")
    return any(word[0].islower() and plain(word) in companions for word in words)


def _have_own_lines(text: str) -> bool:
    """Tell whether a cell has a name a line, or several with a stroke or a semicolon between them."""
    return sum(len(name.split()) > 1 for name in _BETWEEN_NAMES.split(text)) > 1


def _share_a_word(name: str, other: str) -> bool:
    """Tell whether what a comma parts is two names of one family, and not both parts of a name."""
    return bool(set(plain(name).split()) & set(plain(other).split()))


def _is_sentence(name: str) -> bool:
    """Tell whether words go on in small letters, as no name does that has capitals, also after a comma."""
    small = [word for word in name.split() if _SMALL_WORD.fullmatch(word) and word[0].islower()]
    beside = re.search(r"[,(\[]\s*(\w)", _BIRTH_NAME.sub(" ", name))
    is_beside = beside is not None and beside[1].islower()
    return is_beside or (len(small) > _MOST_SMALL_WORDS and any(map(str.isupper, name)))


def _in_two_scripts(text: str) -> list[str]:
    """Return the two names of a cell that has one in two scripts, or an alias; else the cell as it is.

    So is a long one, which is no name, and in which looking for two would take long.
    """
    if len(text) > _LONGEST:
        return [text]
    text = without_asides(text)
    for two in filter(None, (names.fullmatch(text.strip()) for names in _TWO_NAMES)):
        scripts = {script_of(two["one"]), script_of(two["other"])}
        if len(scripts) == 2 and not scripts & {Script.ZYYY}:
            return [two["one"], two["other"]]
    alias = _alias().fullmatch(" ".join(text.split()))
    return [alias["one"], alias["other"]] if alias else [text]


@cache
def _alias() -> re.Pattern[str]:
    """Return the pattern of two names of one person with a word between them: `Bir (aka) Iki`."""
    words = any_of(word_lists("list_words")["alias"]["words"])
    between = rf"\s*,?\s*[(\[]?\s*(?<!\w)(?:{words})(?!\w)\s*[:)\]]?\s*"
    other = "[“\"«]?(?P<other>[^()\\[\\],;“”\"«»]+?)[”\"»]?"
    return re.compile(rf"(?P<one>[^()\[\],;]+?){between}{other}[)\]]?", re.IGNORECASE)


def says_more_than_name(text: str) -> bool:
    """Tell whether a cell of a name has an aside or a remark beside it, or the sign of a dead person's."""
    text = text.strip()
    return bool(_OF_THE_DEAD.search(text)) or without_remarks(without_asides(text)) != text


def without_remarks(name: str) -> str:
    """Return a name without what brackets at its end say of its person: `Bir Sınaq` of `Bir Sınaq (son)`."""
    brackets = _REMARK.search(name)
    is_remark = brackets is not None and brackets["first"].islower() and not _BIRTH_NAME.search(name)
    return name[: brackets.start()].strip() or name if brackets and is_remark else name


def is_name_with_remark(text: str) -> bool:
    """Tell whether a cell has a name of two words, and in brackets what is said of its person."""
    name = without_remarks(text)
    is_name = len(name.split()) > 1 and not _is_nobody(read_name(name))
    return name != text and is_name and guessed_status(name) is None


def other_name(text: str) -> NameContent:
    """Return a name in another spelling."""
    return _whole(text, NameKind.AS_PRINTED)


def _whole(text: str, kind: NameKind) -> NameContent:
    name = read_name(without_remarks(text))
    return NameContent(
        text=name, name_kind=kind, language=None, given=None, patronymic=None, family=None
    )


def _have_names(fields: Sequence[ListField]) -> bool:
    return ListField.NAME in fields or {ListField.GIVEN_NAME, ListField.FAMILY_NAME} <= set(fields)


def _parts(row: TableRow, fields: Sequence[ListField]) -> dict[ListField, Cell]:
    """Return the cells of a row that hold the parts of its name, in the order of speech."""
    cells = {part: row.cell(fields.index(part)) for part in NAME_PARTS if part in fields}
    return {
        part: cell._replace(text=without_note(cell.text)) for part, cell in cells.items()
        if not says_nothing(cell.text)
    }  # fmt: skip
