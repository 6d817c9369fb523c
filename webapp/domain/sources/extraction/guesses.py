"""What the first lines of a text may say of it, for a person to confirm: its title and its day."""

import re

from webapp.domain.sources.extraction.stated_facts import stated_day, stated_title
from webapp.domain.text.tabular import without_records
from webapp.domain.text.word_lists import word_lists
from webapp.vocab.dates.in_text import PrintedDate, dates_in_text, plain_digits
from webapp.vocab.dates.other_calendars import CALENDARS, readings

_LONGEST_TITLE = 200
_LONGEST_DATE_LINE = 100
_FIRST_LINES = 12
_HEADS = word_lists("heads")
# What may stand before the date of a text in its line, as a byline and its comma; and after it, as a time.
# Words of publication, weekdays and bylines: they stand before a date, or after it.
_BESIDE = rf"(?:{'|'.join(_HEADS['published'])})"
_PUBLISHED = rf"{_BESIDE}(?:\W{{1,3}}|(?<=[\u3400-\u9fff]))"
_ON = (
    r"(?:on|as of|по состоянию на|станом на|на|в|от|від|ад|le|am|vom|el|il|em|den|di|dnia"
    r"|w dniu|في|بتاريخ|به تاریخ|بتاریخ)\s+"
)
_BEFORE = re.compile(rf"(?:.*[,;|·•—–:/()\[\]]\s*|.*\s-\s+)?(?:{_PUBLISHED}|{_ON}){{0,4}}", re.IGNORECASE)
# A day whose year has two figures, alone on its line or after the name of a place: 04.12.23.
_SHORT_YEAR = re.compile(
    rf"(?:[^\W\d_]+, )?(?:{_PUBLISHED})?(\d{{1,2}})\.(\d{{1,2}})\.(\d\d)(?:,? \d{{1,2}}[:.]\d\d)?",
    re.IGNORECASE,
)
# The item of a list tells of somebody; 14. März 2024 is a day.
_ITEM = re.compile(r"\d{1,3}[.)]\s+[^\W\d_]")
_TIME = r"(?:T|(?:в|о|у|at|um|à|às|a las|ore|saat)?\W{0,3})\d{1,2}(?:[:.hч時时点시]|\s?h\s?|시 )\d\d.{0,20}"
_AFTER = re.compile(
    rf"\W{{0,3}}(?:(?:{_BESIDE}\W{{1,3}})?{_TIME}|[|·•—–,/()-].{{0,60}}|{_BESIDE}"
    r"|\s?[гр]\.|(?<=, г)\. \w.{0,40}|r\.|roku|(?:by|von|par|por) .{1,40})?",
    re.IGNORECASE,
)
_SOLAR_HIJRI = re.compile(
    rf"(?:{_PUBLISHED}|به تاریخ\s|\w+\s?[،,–-]?\s)?"
    r"(\d{1,2} \w+ 1[34]\d\d|1[34]\d\d[/-]\d{1,2}[/-]\d{1,2}"
    r"|\d{1,2}[/-]\d{1,2}[/-]1[34]\d\d)(?:\W{1,3}(?:ساعت\s)?\d{1,2}:\d\d)?"
)
# A day in figures, of which nobody knows which is the month: 06-02-2025 | News.
_BEGINS_WITH_FIGURES = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{4}(?!\d)")
# Of two numbers the one past 12 is the day; and months in Roman figures: 22.IX.2019.
_MONTH_FIRST = re.compile(
    rf"(?:{_PUBLISHED})?(\d{{1,2}})/(1[3-9]|2\d|3[01])/(\d{{4}})(?:,? \d{{1,2}}:\d\d.{{0,9}})?", re.IGNORECASE
)
_ROMAN_MONTH = re.compile(r"(?:.{1,40}[,—–-]\s+)?(\d{1,2})[. ](I{1,3}|IV|VI{0,3}|IX|XI{0,2})[. ](\d{4})\.?")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# From the 22nd to the 24th is no day; a time before a day is none of a range.
_RANGE = re.compile(r"(?<![:.\d])\d{1,2}\.?(?:\s[^\W\d_]{3,9}\.?)?\s*[-–—]\s*$")
_EVENT = re.compile(rf"(?:^|\W)(?:{'|'.join(_HEADS['events'])})[^:]{{0,20}}[:：]\s*$", re.IGNORECASE)
_HEADING_MARK = re.compile(r"#{1,6}\s+(?=\S)")
_EMPTY_CELLS = re.compile(r"[,;\t|]{2,}$")
_OF_A_TABLE = re.compile(r"\t|,(?=[^\s\d])|[;|](?=\S)")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_ENDED = (".", "!", "?", "…", ":", "”", "»")
_GOING_ON = (",", ";", ":", "،", "؛")
_SHORTEST_WRAPPED = 50
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)]*(?:\s|$)")
_ADDRESSED = re.compile(rf"(?:{'|'.join(_HEADS['addressed'])})(?!\w)", re.IGNORECASE)
_UNTITLED = re.compile("|".join(_HEADS["untitled"]), re.IGNORECASE)
_BYLINE = re.compile(rf"(?:{'|'.join(_HEADS['bylines'])})(?!\w)", re.IGNORECASE)


def guessed_title(text: str) -> str | None:
    """Return the first line of a text that is no date or byline, where it is no paragraph and no address."""
    lines = _first_lines(text)
    first = next((line for line in lines if not _is_untitled(line)), "")
    is_wrapped = bool(first) and _goes_on(text, first)
    first = _HEADING_MARK.sub("", first, count=1)
    if "\n" not in text.strip() or len(first) > _LONGEST_TITLE or not any(map(str.isalpha, first)):
        return None
    if _OF_A_TABLE.search(first) or first.count('"') % 2 or is_wrapped:
        return None
    # "Freedom for all!" is a title, two sentences are a paragraph, and "Dear colleagues," is a letter.
    inner = first.rstrip(".!?…\"'”’»)")
    if first.endswith(_GOING_ON) or _ADDRESSED.match(first) or len(_SENTENCE_END.findall(inner)) > 0:
        return None
    is_sentence = first.endswith(".") and (len(first) > _LONGEST_TITLE // 2 or text.rstrip().endswith(first))
    return None if is_sentence else stated_title(first)


def _goes_on(text: str, line: str) -> bool:
    """Tell whether a line is the first of a wrapped paragraph: the one below goes on with its sentence."""
    below = text.partition(line)[2].removeprefix(" ").removeprefix("\n").partition("\n")[0].strip()
    if not below[:1].isalpha() or line.endswith(_ENDED) or _dates(below):
        return False
    wrapped = len(line) > _SHORTEST_WRAPPED and not (below[0].isupper() or below[0].islower())
    return below[0].islower() or wrapped and len(below) > _SHORTEST_WRAPPED


def _is_untitled(line: str) -> bool:
    if not any(map(str.isalpha, line)):
        return True
    if _BYLINE.match(line) or _UNTITLED.fullmatch(line) or _BEGINS_WITH_FIGURES.match(line):
        return True
    if _SOLAR_HIJRI.fullmatch(plain_digits(line)):
        return True
    # A title may end with a month: Political prisoners, May 2024.
    return any(date.date.is_day or len(_WORDS.findall(line[: date.start])) < 3 for date in _dates(line))


def guessed_day(text: str) -> str | None:
    """Return the one date, as EDTF, that a line of a text's first twelve gives as its own, or None.

    It stands alone there, or after who wrote, and before a time: in a sentence it is another's. A day goes
    before a month.
    """
    dates = {date.date.edtf: date.date for line in _first_lines(text) for date in _dates(line)}
    days = [edtf for edtf, date in dates.items() if date.is_day] or list(dates)
    days = days or _solar_hijri(text) or _short_years(text) or _other_figures(text)
    return days[0] if len(days) == 1 else None


def _solar_hijri(text: str) -> list[str]:
    """Return the days of the Solar Hijri calendar that stand alone on one of the first lines, in EDTF."""
    found = (
        reading
        for line in _first_lines(text)
        if len(line) < _LONGEST_DATE_LINE and (match := _SOLAR_HIJRI.fullmatch(plain_digits(line)))
        for reading in readings(match[1])
    )
    calendar = CALENDARS["solar_hijri"].name
    days = (reading.date.edtf for reading in found if reading.calendar == calendar and reading.date.is_day)
    return list(dict.fromkeys(days))


def _short_years(text: str) -> list[str]:
    """Return the days with a year of two figures that stand alone on one of the first lines, in EDTF."""
    found = (_SHORT_YEAR.fullmatch(line) for line in _first_lines(text))
    days = (f"20{match[3]}-{int(match[2]):02}-{int(match[1]):02}" for match in found if match)
    return list(dict.fromkeys(day for day in days if stated_day(day)))


def _other_figures(text: str) -> list[str]:
    """Return the days written with the month first, or in Roman figures, alone on a line, in EDTF."""
    days: list[str] = []
    for line in _first_lines(text):
        if match := _MONTH_FIRST.fullmatch(line):
            days.append(f"{match[3]}-{int(match[1]):02}-{int(match[2]):02}")
        elif match := _ROMAN_MONTH.fullmatch(line):
            days.append(f"{match[3]}-{_ROMAN.index(match[2]) + 1:02}-{int(match[1]):02}")
    return list(dict.fromkeys(day for day in days if stated_day(day)))


def _dates(line: str) -> list[PrintedDate]:
    """Return the date of a line, at least to the month, where the line is one that tells a text's date."""
    if len(line) > _LONGEST_DATE_LINE:
        return []
    return [
        date
        for date in dates_in_text(line)
        if len(date.date.edtf) > len("2024")
        and _BEFORE.fullmatch(line[: date.start])
        and _AFTER.fullmatch(line, date.end)
        and not line[date.end :].lstrip().startswith("?")
        and not (date.start and _ITEM.match(line))
        and not _RANGE.search(line[: date.start])
        and not _EVENT.search(line[: date.start])
    ]


def _first_lines(text: str) -> list[str]:
    """Return the first lines that are not blank, but for those that only go on with the one above.

    Rows of a table say nothing of the text as a whole: what stands there is somebody's name and day.
    """
    first: list[str] = []
    above = ""
    is_above = True
    for printed in text[:10_000].split("\n"):
        line = printed.strip()
        # Above the rows of a table its title stands in the first cell.
        title = _EMPTY_CELLS.sub("", line)
        is_above = is_above and (title != line or not line)
        line = title if is_above else line
        goes_on = len(above) > _SHORTEST_WRAPPED and not above.endswith(_ENDED) and "\t" not in above
        if line and not (goes_on and first and _is_within(above, line)):
            first.append(line)
        above = line
    return without_records(first[:_FIRST_LINES])


def _is_within(above: str, line: str) -> bool:
    """Tell whether a line goes on in the middle of the sentence of the one above it."""
    return line[0].islower() or line[0].isdigit() and above[-1:].isalpha()
