"""One date as curators type it, in figures or in words, taken apart into year, month, day and doubt."""

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, replace

from webapp.vocab.dates.date_words import ABOUT, BEFORE_DATES, PERHAPS, SEASONS, WITHIN_DATES
from webapp.vocab.dates.edtf import BadDate, clip
from webapp.vocab.dates.month_names import month_of, months_of_several_words, weekday_pattern
from webapp.vocab.words import N_

_ISO = re.compile(r"(?P<year>\d\d[\dx][\dx])(?:-(?P<month>[\dx]{2})(?:-(?P<day>[\dx]{2}))?)?")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?P<s>[-./])(?P<month>\d{1,2})(?:(?P=s)(?P<day>\d{1,2}))?")
_DAY_FIRST = re.compile(
    r"(?:(?P<day>\d{1,2})(?P<s>[-./]))?(?P<month>\d{1,2})(?(s)(?P=s)|[-./])(?P<year>\d{4})"
)
_SHORT_YEAR = re.compile(r"\d{1,2}([-./])\d{1,2}\1\d{2}")
_DECADE = re.compile(r"(\d\d[1-9])0s")
_OPEN = re.compile(r",? (?P<what>month and day|month|day) not stated$")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|o|a)?")
_DAY_WORD = re.compile(r",? (?:gunu|tarihinde|tarihli|tarixinde|tarixli)$")
_MARKS = {(False, False): "", (True, False): "?", (False, True): "~", (True, True): "%"}


@dataclass(frozen=True)
class TypedDate:
    """One date as typed; the start of an interval may leave its year, or month and year, to the end."""

    year: str = ""
    month: str = ""
    day: str = ""
    uncertain: bool = False
    approximate: bool = False

    @property
    def edtf(self) -> str:
        """The date as EDTF; raises BadDate where the year is missing."""
        if not self.year:
            raise BadDate(N_("The year is missing: write it with four digits."))
        date = "-".join(part for part in (self.year, self.month, self.day) if part)
        return date + _MARKS[self.uncertain, self.approximate]


def normalized(text: str) -> str:
    """Return `text` with plain digits, dashes and spaces, and without marks of direction."""
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        digit = unicodedata.decimal(letter, None)
        category = unicodedata.category(letter)
        if digit is not None:
            letters.append(str(digit))
        elif category == "Pd" or letter == "\N{MINUS SIGN}":
            letters.append("-")
        elif category != "Cf":
            letters.append(letter)
    return re.sub(r" ?/ ?", "/", " ".join("".join(letters).split()))


def parse_typed_date(part: str, text: str) -> TypedDate:
    """Return the parts of one date, given in folded letters; `text` is the whole as typed, for messages.

    Whatever is not understood is refused, never skipped. Raises BadDate.
    """
    remainder = part.strip(" ,").rstrip("?~% ,")
    marks = part[part.rindex(remainder) + len(remainder) :]
    uncertain, approximate = bool({"?", "%"} & set(marks)), bool({"~", "%"} & set(marks))
    if open_parts := _OPEN.search(remainder):
        remainder = remainder[: open_parts.start()]
    while match := ABOUT.match(remainder) or PERHAPS.match(remainder) or BEFORE_DATES.match(remainder):
        approximate = approximate or match.re is ABOUT
        uncertain = uncertain or match.re is PERHAPS
        remainder = remainder[match.end() :]
    date = _without_weekday(remainder, text)
    if open_parts:
        if date.day or (date.month and "month" in open_parts["what"]):
            raise _not_understood(text)
        date = replace(date, month=date.month or "XX", day="XX" if "day" in open_parts["what"] else "")
    return replace(date, uncertain=uncertain, approximate=approximate)


def _without_weekday(remainder: str, text: str) -> TypedDate:
    """Return a date beside which a day of the week may stand: "Monday, 5 May 2021", "в среду 5 мая 2021"."""
    weekday = weekday_pattern()
    bare = re.sub(rf"^{weekday}\b(?: gunu)?[., ]+|[, ]+\(?{weekday}(?: gunu)?\)?$", "", remainder)
    bare = _DAY_WORD.sub("", bare)
    date = TypedDate()
    with suppress(*() if bare == remainder else (BadDate,)):
        date = _in_figures(bare, text) or _in_words(bare, text)
    # Beside a day of the week stands a day: "Mar 2022" is March, and no Tuesday.
    return date if date.day or bare == remainder else _in_words(remainder, text)


def _in_figures(remainder: str, text: str) -> TypedDate | None:
    if _SHORT_YEAR.fullmatch(remainder):
        raise BadDate(N_("“{text}”: write the year with four digits."), text=clip(text))
    if match := _DECADE.fullmatch(remainder):
        return TypedDate(year=f"{match[1]}X")
    match = _ISO.fullmatch(remainder) or _YEAR_FIRST.fullmatch(remainder) or _DAY_FIRST.fullmatch(remainder)
    if match is None:
        return None
    year, month, day = (match[name] or "" for name in ("year", "month", "day"))
    if match.re is _DAY_FIRST and day and int(month) > 12 >= int(day):
        raise BadDate(
            N_("“{text}”: the day comes first here. Write {day}.{month}.{year}, or the month as a word."),
            text=clip(text), day=month, month=day, year=year,
        )
    return TypedDate(year.upper(), month and month.upper().zfill(2), day and day.upper().zfill(2))


def _in_words(remainder: str, text: str) -> TypedDate:
    year = month = day = ""
    line = months_of_several_words().sub(lambda match: match[0].replace(" ", "_"), remainder)
    for word in re.split(r"[ ,./]+|(?<=[^\W\d_])-(?=\d)", line):
        if not word or word in WITHIN_DATES:
            continue
        number = month_of(word)
        if word in SEASONS and not (month or day):
            month = SEASONS[word]
        elif number and month == f"{number:02}" and not word.isascii():
            # Two names of one month side by side, as Arabic newspapers print: مايو/أيار.
            continue
        elif number and not month:
            month = f"{number:02}"
        elif re.fullmatch(r"\d{4}", word) and not year:
            year = word
        elif (match := _ORDINAL.fullmatch(word)) and not day:
            day = match[1].zfill(2)
        elif re.fullmatch(r"\d{2}", word) and not year:
            raise BadDate(N_("“{text}”: write the year with four digits."), text=clip(text))
        else:
            raise _not_understood(text)
    if not (year or month or day) or (year and day and not month):
        raise _not_understood(text)
    return TypedDate(year, month, day)


def _not_understood(text: str) -> BadDate:
    return BadDate(
        N_("“{text}” is not a date. Write for example 2023, 2023-11, 2023-11-20 or 20 November 2023."),
        text=clip(text),
    )
