"""What curators type for a date or a stretch of time, in figures or in words, turned into EDTF."""

import re
from dataclasses import replace
from datetime import timedelta

from webapp.vocab.dates.edtf import LONGEST, BadDate, moments, shown
from webapp.vocab.dates.month_names import folded
from webapp.vocab.dates.typed_date import Typed, plain, typed
from webapp.vocab.words import N_

_END = r"(?:\.\.|[0-9]{2}[0-9X]{2}(?:-[0-9X]{2}){0,2}[?~%]?)"
_EDTF = re.compile(rf"{_END}(?:/{_END})?", re.IGNORECASE)
_YEAR_WORD = re.compile(r"(?<=\d{4})(?:-?(?:cu|ci))?(?: (?:года|году|год|г|ilde|ili|il)\b)?\.?(?=[ ,?-]|$)")
_JOINED = re.compile(r"(?:\b(\d{1,2})-)?\b([^\W\dx]{3,})-(\d{4})\b")
_VAGUE = re.compile(r"\b(?:late|early|mid|end|beginning|start|middle|spring|summer|autumn|fall|winter)\b")
_AFTER = re.compile(r"(?:since|after)\b")
_DOUBTFUL = re.compile(r"[ ,]+uncertain$")

_BEFORE = re.compile(r"(?:before|earlier than) (?P<end>.+)")
_BY = re.compile(r"(?:by|until|till|up to|no later than|not later than) (?P<end>.+)")
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
        raise BadDate(N_("“{text}” is too long for a date."), text=shown(text))
    bare = plain(text)
    if not bare:
        raise BadDate(N_("Enter a date."))
    if _EDTF.fullmatch(bare):
        return bare.upper()
    line = _YEAR_WORD.sub("", folded(bare))
    line = _JOINED.sub(lambda match: " ".join(filter(None, match.groups())), line)
    if _VAGUE.search(line):
        raise BadDate(
            N_("“{text}” has no exact bounds: write for example between October and December 2023, or 2023."),
            text=shown(text),
        )
    if _AFTER.match(line):
        raise BadDate(
            N_("“{text}”: write only the date; where no more is known than a start, write from 2023 on."),
            text=shown(text),
        )
    return _edtf(_DOUBTFUL.sub("", line), text, doubtful=bool(_DOUBTFUL.search(line)))


def _edtf(line: str, text: str, *, doubtful: bool) -> str:
    def one(part: str) -> Typed:
        found = typed(part, text)
        return replace(found, uncertain=found.uncertain or doubtful)

    if match := _BEFORE.fullmatch(line):
        return "../" + _just_before(one(match["end"]))
    if match := _BY.fullmatch(line):
        return "../" + one(match["end"]).edtf
    if match := _FROM.fullmatch(line):
        return one(match["start"] + match["mark"]).edtf + "/.."
    for pattern in _BETWEEN:
        if match := pattern.fullmatch(line):
            return _interval(one(match["start"]), one(match["end"]), text)
    return one(line).edtf


def _interval(start: Typed, end: Typed, text: str) -> str:
    """Return start/end; a start without a year takes the end's, and shares the end's doubt."""
    if not start.year:
        if not end.month or (not start.month and not end.day):
            raise BadDate(N_("“{text}”: write both ends in full."), text=shown(text))
        start = replace(
            start, year=end.year, month=start.month or end.month, uncertain=start.uncertain or end.uncertain
        )
    return f"{start.edtf}/{end.edtf}"


def _just_before(found: Typed) -> str:
    """Return the last year, month or day that lies wholly before `found`, at the precision that it has."""
    moment = moments(found.edtf)[0]
    assert moment is not None
    try:
        last = moment.earliest - timedelta(days=1)
    except OverflowError:
        raise BadDate(N_("Nothing lies before “{text}”."), text=shown(found.edtf)) from None
    length = 10 if found.day.isdigit() else 7 if found.month.isdigit() else 4
    return last.isoformat()[:length] + moment.qualifier
