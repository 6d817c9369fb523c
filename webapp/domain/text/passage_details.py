"""What a passage prints beside a status: day, place, charge and more, each where it prints only one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.domain.text.circumstances import articles_in, cause_in, occupation_in
from webapp.domain.text.list_lines import label_kind
from webapp.domain.text.prison_terms import term_words
from webapp.domain.text.quote_location import Span
from webapp.domain.text.sentences import sentences
from webapp.domain.text.word_lists import any_of, word_lists
from webapp.vocab.dates.in_text import dates_in_text
from webapp.vocab.dates.month_names import month_of
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Cause
from webapp.vocab.people import Occupation


@dataclass(frozen=True)
class PassageDetails:
    """What a passage seems to say beside a status; None where that is unclear.

    `articles` are numbers that may be that of the one article named, the most exact first.
    """

    since: PartialDate | None = None
    place_words: str | None = None
    offence: str | None = None
    term: str | None = None
    cause: Cause | None = None
    occupation: Occupation | None = None
    articles: tuple[str, ...] = ()


_OFFENCE, _PLACE = word_lists("details")["offence"], word_lists("details")["place"]
_BIRTHS = any_of(word_lists("details")["birth"]["before"])
_BIRTH = re.compile(rf"(?:\b(?:{_BIRTHS})|\*)[^.;\n]{{0,25}}$", re.I)
_CHARGE_BEFORE = re.compile(rf"\b(?:{any_of(_OFFENCE['before'])})(?:(?<=')|\s+)", re.I)
_CHARGE_END = re.compile(rf"\s+(?:{any_of(_OFFENCE['ends'])})(?!\w)|\s*(?:[,;:()\[\]\n—–]|\.(?!\d))", re.I)
_CHARGE_AFTER = re.compile(rf"((?:[^\W\d_]+\s+){{1,5}})(?:{any_of(_OFFENCE['after'])})(?!\w)", re.I)
_DETENTION = re.compile(rf"(?<!\w)(?:{any_of(_PLACE['detention'])})(?!\w)", re.I)
_CAPITAL = r"[^\W\d_a-zа-яёіїєґўәəıçşğöü][\w'’]*(?:-\w+)*"
_BEFORE_DETENTION = re.compile(rf"(?:(?<![\w-])(?:{_CAPITAL}|\d+\s+saylı)\s+)+(?:\w+-)?$")
_AFTER_DETENTION = re.compile(
    rf"(?:[- ](?:(?:No|Nr)\.?\s*\d+|[№#]\s*\d+|\d+\b|facility|centre|center|colony|{_CAPITAL}))+"
)
_TOWN = re.compile(rf"(?<!\w)(?:{any_of(_PLACE['before'])})\s+((?:{_CAPITAL})(?:[ ]{_CAPITAL}){{0,3}})")
_DATED = frozenset(_OFFENCE["dated"])
_MOST_CHARGE, _MOST_PLACE = 200, 100


def details_of(passage: str, place: int, names: Sequence[Span] = ()) -> PassageDetails:
    """Return what a passage prints beside the phrase of a status at `place`, and never of a `names`' words.

    Day, place and cause are those of the sentence of the phrase; all else is that of the passage.
    """
    parts = sentences(passage)
    own = next((part for part in parts if part.start <= place < part.end), None)
    start, end = (own.start, own.end) if own else (0, len(passage))
    if label_kind(passage, place) is not None:
        # Sentence: nine years; the day of arrest stands on a line of its own.
        start = max(start, passage.rfind("\n", 0, place) + 1)
        end = min(end, len(passage) if (line_end := passage.find("\n", place)) < 0 else line_end)
    return PassageDetails(
        _since(passage, Span(start, end)),
        _place_words(passage, Span(start, end), names),
        _only(_offences(passage)),
        term_words(passage),
        cause_in(passage[start:end]),
        occupation_in(passage, names),
        articles_in(passage),
    )


def _since(passage: str, sentence: Span) -> PartialDate | None:
    # Looked for in the whole passage: "14. März 2025" looks like the end of one sentence and the next.
    dates = {
        printed.date.edtf: printed.date
        for printed in dates_in_text(passage)
        if printed.start < sentence.end and sentence.start < printed.end
        and not _BIRTH.search(passage, 0, printed.start)
    }
    return dates.popitem()[1] if len(dates) == 1 else None


def _place_words(passage: str, sentence: Span, names: Sequence[Span]) -> str | None:
    """Return the one place of detention of a sentence, or else the one town after a preposition."""
    spans = _prisons(passage, sentence)
    if not spans:
        spans = [Span(*match.span(1)) for match in _TOWN.finditer(passage, *sentence)]
    places = [
        passage[span.start : span.end]
        for span in spans
        if not any(name.start < span.end and span.start < name.end for name in names)
        and month_of(passage[span.start : span.end].split()[0]) is None
    ]
    return _only([" ".join(words.split()) for words in places if len(words) <= _MOST_PLACE])


def prison_in(words: str) -> str | None:
    """Return the one prison that words name; None where they name none, or several."""
    names = [words[span.start : span.end] for span in _prisons(words, Span(0, len(words)))]
    return _only([" ".join(name.split()) for name in names if len(name) <= _MOST_PLACE])


def _prisons(passage: str, part: Span) -> list[Span]:
    return [span for match in _DETENTION.finditer(passage, *part) if (span := _widened(passage, match))]


def _widened(passage: str, match: re.Match[str]) -> Span | None:
    """Return a word for a place of detention with the name or number beside it, None where it has neither."""
    line = passage.rfind("\n", 0, match.start()) + 1
    before = _BEFORE_DETENTION.search(passage, line, match.start())
    after = _AFTER_DETENTION.match(passage, match.end())
    if before is None and (after is None or not re.search(r"[\d]|[^\W\d_]", after[0])):
        return None
    start = before.start() if before else match.start()
    return Span(start, after.end() if after else match.end())


def _offences(passage: str) -> list[str]:
    offences = []
    for match in _CHARGE_BEFORE.finditer(passage):
        end = _CHARGE_END.search(passage, match.end())
        offences.append(passage[match.end() : end.start() if end else len(passage)])
    for match in _CHARGE_AFTER.finditer(passage):
        words = match[1].split()
        bounds = [number for number, word in enumerate(words) if _is_outside(word)]
        offences.append(" ".join(words[bounds[-1] + 1 if bounds else 0 :]))
    return [" ".join(offence.split()) for offence in offences if 2 < len(offence) <= _MOST_CHARGE]


def _is_outside(word: str) -> bool:
    return word[0].isupper() or month_of(word) is not None or word in _DATED


def _only(words: Sequence[str]) -> str | None:
    different = list(dict.fromkeys(filter(None, words)))
    return different[0] if len(different) == 1 else None
