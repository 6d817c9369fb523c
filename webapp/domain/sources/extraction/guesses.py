"""What the first lines of a text may say of it, for a person to confirm: its title and its day."""

import re

from webapp.domain.sources.extraction.stated_facts import stated_title
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
_ON = r"(?:on\s+|в\s+|le\s+|am\s+|el\s+|den\s+)?"
_BEFORE = re.compile(rf"(?:.*[,;|·•—–:/()\[\]]\s*|.*\s-\s+)?(?:{_PUBLISHED}){{0,3}}{_ON}", re.IGNORECASE)
_TIME = r"(?:T|(?:в|о|у|at|um|à|a las|saat)?\W{0,3})\d{1,2}(?:[:.hч時时点시]|\s?h\s?|시 )\d\d.{0,20}"
_AFTER = re.compile(
    rf"\W{{0,3}}(?:(?:{_BESIDE}\W{{1,3}})?{_TIME}|[|·•—–,/()-].{{0,60}}|{_BESIDE}"
    r"|(?:by|von|par|por) .{1,40})?",
    re.IGNORECASE,
)
_SOLAR_HIJRI = re.compile(
    rf"(?:{_PUBLISHED}|\w+[،,]?\s)?(\d{{1,2}} \w+ 1[34]\d\d|1[34]\d\d[/-]\d{{1,2}}[/-]\d{{1,2}})"
    r"(?:\W{1,3}(?:ساعت\s)?\d{1,2}:\d\d)?"
)
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)]*(?:\s|$)")
_ADDRESSED = re.compile(rf"(?:{'|'.join(_HEADS['addressed'])})(?!\w)", re.IGNORECASE)
_UNTITLED = re.compile("|".join(_HEADS["untitled"]), re.IGNORECASE)
_BYLINE = re.compile(rf"(?:{'|'.join(_HEADS['bylines'])})(?!\w)", re.IGNORECASE)


def guessed_title(text: str) -> str | None:
    """Return the first line of a text that is no date or byline, where it is no paragraph and no address."""
    lines = _first_lines(text)
    first = next((line for line in lines if not _is_untitled(line)), "")
    if len(lines) < 2 or len(first) > _LONGEST_TITLE or not any(map(str.isalpha, first)):
        return None
    # "Freedom for all!" is a title, two sentences are a paragraph, and "Dear colleagues," is a letter.
    inner = first.rstrip(".!?…\"'”’»)")
    if first.endswith((",", ";", ":")) or _ADDRESSED.match(first) or len(_SENTENCE_END.findall(inner)) > 0:
        return None
    return None if first.endswith(".") and len(first) > _LONGEST_TITLE // 2 else stated_title(first)


def _is_untitled(line: str) -> bool:
    return bool(_BYLINE.match(line) or _UNTITLED.fullmatch(line) or _dates(line))


def guessed_day(text: str) -> str | None:
    """Return the one date, as EDTF, that a line of a text's first twelve gives as its own, or None.

    It stands alone there, or after who wrote, and before a time: in a sentence it is another's. A day goes
    before a month.
    """
    dates = {date.date.edtf: date.date for line in _first_lines(text) for date in _dates(line)}
    days = [edtf for edtf, date in dates.items() if date.is_day] or list(dates) or _solar_hijri(text)
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


def _dates(line: str) -> list[PrintedDate]:
    """Return the date of a line, at least to the month, where the line is one that tells a text's date."""
    if len(line) > _LONGEST_DATE_LINE:
        return []
    return [
        date
        for date in dates_in_text(line)
        if len(date.date.edtf) > len("2024")
        and _BEFORE.fullmatch(line[: date.start])
        and _AFTER.fullmatch(line[date.end :])
        and not line[date.end :].lstrip().startswith("?")
    ]


def _first_lines(text: str) -> list[str]:
    lines = (line.strip() for line in text[:10_000].split("\n"))
    return [line for line in lines if line][:_FIRST_LINES]
