"""The shape of a row of capitalised words, of which a name is: letters, capitals, initials."""

import re
from collections.abc import Sequence

from webapp.domain.text.name_rows.parsed_text import BETWEEN, ParsedText
from webapp.domain.text.name_rows.rows import ARTICLE_SOUNDS, WHOLE_WORDS


def is_shaped(parsed: ParsedText, parts: Sequence[int], row: tuple[int, int]) -> bool:
    """Tell whether the parts of a row are long enough for a name, and no abbreviations or headings."""
    printed = [parsed.text[parsed.words[index].start : parsed.words[index].end] for index in parts]
    initials = last_initials(parsed, row)
    if initials:
        return len(printed) > len(initials) and all(len(word) > 2 for word in printed[: -len(initials)])
    if all(len(word) == 1 for word in printed) or not _may_end_name(printed[-1]):
        return False
    for index, word in zip(parts, printed, strict=True):
        after = parsed.text[parsed.words[index].end : parsed.words[index].end + 1]
        if len(word) == 1 and after != "." and word not in WHOLE_WORDS:
            return False
    capitals = [word for word in printed if len(word) > 1 and word.isupper()]
    if len(capitals) == len([word for word in printed if len(word) > 1]):
        is_heading = _is_heading_of_several(parsed, row)
        if not all(len(word) > 2 or _may_be_in_capitals(word, is_heading=is_heading) for word in capitals):
            return False
        return is_heading or _line_is_quiet(parsed, parts)
    # A family name may be in capitals, TV and EU are something else.
    return all(len(word) > 3 for word in capitals)


def last_initials(parsed: ParsedText, row: tuple[int, int]) -> list[int]:
    """Return the two initials at the end of a row: of one alone nobody knows what it stands for."""
    last = [row[1] - 1, row[1]]
    return last if row[1] - row[0] > 1 and all(map(parsed.is_initial, last)) else []


def _may_end_name(printed: str) -> bool:
    """Tell whether a word is long enough for the last of a name: of two letters one must be a vowel."""
    if len(printed) > 2:
        return True
    return len(printed) == 2 and printed[1:].islower() and not _ENDS_NO_NAME.fullmatch(printed)


def _may_be_in_capitals(word: str, *, is_heading: bool) -> bool:
    """Tell whether two capitals are of a name: an article, or in a heading a syllable, as LI and VŨ are."""
    return word.lower() in ARTICLE_SOUNDS or (is_heading and _may_end_name(word.capitalize()))


def _is_heading_of_several(parsed: ParsedText, row: tuple[int, int]) -> bool:
    """Tell whether a row is one of several lines in capitals, of words that are nowhere in small letters."""
    span = parsed.words[row[0]].start, parsed.words[row[1]].end
    listed = len(parsed.headings) > 1 and span in parsed.headings
    # What joins a name, and two letters, are small elsewhere: al-Wahmi, de la Prueba, a.
    own = {parsed.plain(index) for index in range(row[0], row[1] + 1)} - BETWEEN
    return listed and not any(len(plain) > 2 for plain in own & parsed.small)


def _line_is_quiet(parsed: ParsedText, parts: Sequence[int]) -> bool:
    start, end = parsed.words[parts[0]].start, parsed.words[parts[-1]].end
    line = parsed.text[parsed.text.rfind("\n", 0, start) + 1 : start] + parsed.text[end:].partition("\n")[0]
    return any(char.islower() for char in line)


# Words of two letters that end no name, and those without a vowel.
_ENDS_NO_NAME = re.compile(
    "An|As|At|By|He|If|In|Is|It|Me|My|No|Of|On|Or|So|To|Up|Us|We|De|Du|La|Le|El|Il|Et|En|Au|Am|Im|Zu|Da|Do"
    "|[^AEIOUYaeiouyÀ-ɏḀ-ỿ\u0400-\u04ff]{2}|[БВГДЖЗКЛМНПРСТФХЦЧШЩбвгджзклмнпрстфхцчшщ]{2}"
)
