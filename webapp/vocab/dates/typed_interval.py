"""What curators type for a date or a stretch of time, in figures or in words, turned into EDTF."""

import re
from dataclasses import replace
from datetime import timedelta
from unicodedata import normalize

from webapp.vocab.dates.edtf import LONGEST, BadDate, clip, parse_edtf
from webapp.vocab.dates.month_names import folded
from webapp.vocab.dates.typed_date import TypedDate, normalized, parse_typed_date
from webapp.vocab.words import N_

_END = r"(?:\.\.|[0-9]{2}[0-9X]{2}(?:-[0-9X]{2}){0,2}[?~%]?)"
_EDTF = re.compile(rf"{_END}(?:/{_END})?", re.IGNORECASE)
# What hangs on a year: "2021г.", "2021-м году", "2021-ci ilin", "2021 yılının", "2021'de".
_YEAR_WORD = re.compile(
    r"(?<=\d{4})(?:['-]?(?:cu|ci|d[ae]n?|t[ae]n?|n?[iu]n)|-(?:го|и|м))?"
    r"(?: ?(?:году?|года|г|y?il(?:in|inin|inda|inde|i|da|de)?)\b)?\.?(?=[ ,?)-]|$)"
)
# What hangs on a day: "5-го мая", "mayın 5-də", "Mayıs'ın 5'inde".
_DAY_ENDING = re.compile(
    r"(?<![\d.])(\d{1,2})(?:-?(?:ого|го|ое|е)|['-](?:[sn]?[iu]|(?:[iu]?n)?[dt][ae]n?))(?=[ ,.]|$)"
)
_QUOTATION_MARKS = str.maketrans(dict.fromkeys("«»“”„\"", ""))
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))
_JOINED = re.compile(r"(?:\b(\d{1,2})-)?\b([^\W\dx]{3,})-(\d{4})\b")
# The figures of Chinese and Japanese dates, and Portuguese weekdays, whose hyphen joins no two dates.
# Chinese, Japanese and Korean dates; the Korean letters as `folded` leaves them.
_HAN = re.compile(
    normalize("NFD", r"(\d{4}) ?(?:年|년)(?: ?(\d{1,2}) ?(?:月|월)(?: ?(\d{1,2}) ?(?:[日号號]|일))?)?")
)
_FEIRA = re.compile(r"\b[a-z]+-feira\b,? ?")
_VAGUE = re.compile(r"\b(?:late|early|mid|end|beginning|start|middle)\b")
_AFTER = re.compile(r"(?:since|after)\b")
_DOUBTFUL = re.compile(r"[ ,]+uncertain$")

_UNCERTAIN = re.compile(r" *\(uncertain\)")

_BEFORE = re.compile(r"(?:before|earlier than) (?P<end>.+)")
_BY = re.compile(r"(?:on or before|by|until|till|up to|no later than|not later than) (?P<end>.+)")
_FROM = re.compile(r"from (?P<start>.+?) (?:on|onwards?)(?P<mark>\??)")
_BETWEEN = [
    re.compile(pattern)
    for pattern in (
        r"between (?P<start>.+?) and (?P<end>.+)",
        r"(?:from )?(?P<start>.+?) (?:to|until|till|through|-) (?P<end>.+)",
        r"(?P<start>\d{4})-(?P<end>\d{4}\??)",
        r"(?P<start>\d{1,2})-(?P<end>\d{1,2}(?: \D|\.\d).+)",
        r"(?P<start>[\d.]*\.\d{4})-(?P<end>[\d.]*\.\d{4}\??)",
        r"(?P<start>.*[^\W\dx])-(?P<end>.+)",
        r"(?P<start>.+)-(?P<end>[^\W\dx].*)",
    )
]


def to_edtf(text: str) -> str:
    """Return as EDTF what a curator typed; figures put the day first. Raises BadDate.

    The outcome has the shape of EDTF and may still name an impossible day: `PartialDate.parse` judges.
    """
    if len(text) > LONGEST:
        raise BadDate(N_("“{text}” is too long for a date."), text=clip(text))
    plain_text = normalized(text.translate(_QUOTATION_MARKS))
    if not plain_text:
        raise BadDate(N_("Enter a date."))
    if _EDTF.fullmatch(plain_text):
        return plain_text.upper()
    line = folded(plain_text).translate(_APOSTROPHES).strip("' ")
    line = _UNCERTAIN.sub("?", line)
    line = _DAY_ENDING.sub(r"\1", _YEAR_WORD.sub("", line))
    line = _HAN.sub(lambda match: "-".join(filter(None, match.groups())), _FEIRA.sub("", line)).strip()
    line = _JOINED.sub(lambda match: " ".join(filter(None, match.groups())), line)
    if _VAGUE.search(line):
        raise BadDate(
            N_("“{text}” has no exact bounds: write for example between October and December 2023, or 2023."),
            text=clip(text),
        )
    if _AFTER.match(line):
        raise BadDate(
            N_("“{text}”: write only the date; where no more is known than a start, write from 2023 on."),
            text=clip(text),
        )
    return _edtf(_DOUBTFUL.sub("", line), text, doubtful=bool(_DOUBTFUL.search(line)))


def _edtf(line: str, text: str, *, doubtful: bool) -> str:
    def end_of(part: str) -> TypedDate:
        typed_date = parse_typed_date(part, text)
        return replace(typed_date, uncertain=typed_date.uncertain or doubtful)

    if match := _BEFORE.fullmatch(line):
        return "../" + _just_before(end_of(match["end"]))
    if match := _BY.fullmatch(line):
        return "../" + end_of(match["end"]).edtf
    if match := _FROM.fullmatch(line):
        return end_of(match["start"] + match["mark"]).edtf + "/.."
    for pattern in _BETWEEN:
        if match := pattern.fullmatch(line):
            return _interval(end_of(match["start"]), end_of(match["end"]), text)
    return end_of(line).edtf


def _interval(start: TypedDate, end: TypedDate, text: str) -> str:
    """Return start/end; a start without a year takes the end's, and shares the end's doubt."""
    if not start.year:
        if not end.month or (not start.month and not end.day):
            raise BadDate(N_("“{text}”: write both ends in full."), text=clip(text))
        start = replace(
            start, year=end.year, month=start.month or end.month, uncertain=start.uncertain or end.uncertain
        )
    return f"{start.edtf}/{end.edtf}"


def _just_before(date: TypedDate) -> str:
    """Return the last year, month or day that lies wholly before a date, at the precision that it has."""
    edtf_date = parse_edtf(date.edtf)[0]
    assert edtf_date is not None
    try:
        last = edtf_date.earliest - timedelta(days=1)
    except OverflowError:
        raise BadDate(N_("Nothing lies before “{text}”."), text=clip(date.edtf)) from None
    length = 10 if date.day.isdigit() else 7 if date.month.isdigit() else 4
    return last.isoformat()[:length] + edtf_date.qualifier
