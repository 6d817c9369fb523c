"""The form of a decree: what a text says of everybody whom it names, and what is answered of single names."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import lazy_gettext
from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import Optional

from webapp.domain.citing.selection import trimmed
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.decrees.rows import DecreeReading, lead_of, proposed_status
from webapp.domain.decrees.sentence_changes import CHANGES, SentenceChange
from webapp.domain.refusals import Refused
from webapp.domain.text.passage_details import details_of
from webapp.domain.text.quote_location import Span
from webapp.models import SourceVersion
from webapp.vocab.charges import Basis, StepKind
from webapp.vocab.decrees import NameOutcome
from webapp.vocab.liberty import Cause, Status
from webapp.web.forms.base import ReasonedForm, states
from webapp.web.forms.fields import PartialDateField, WordField
from webapp.web.forms.lists.compared_list import ComparedListFields
from webapp.web.forms.sources.passage_claims import span_of

# What is said of a change of sentences, which an address may carry.
_CHANGE = (
    "step", "since", "numerator", "denominator", "years", "months", "days", "basis", "instrument",
)  # fmt: skip


class DecreeForm(ReasonedForm, ComparedListFields):
    """What a text says of many; what is said of a single name is no field, since a text has any number."""

    status = WordField(lazy_gettext("Says"), Status, optional=True, nothing=lazy_gettext("choose"))
    cause = WordField(lazy_gettext("Cause of release"), Cause, optional=True)
    since = PartialDateField(lazy_gettext("Since"))
    place_words = StringField(lazy_gettext("Place"), render_kw={"placeholder": lazy_gettext("not stated")})
    step = WordField(
        lazy_gettext("Changes the sentence"), StepKind, optional=True, words=CHANGES,
        nothing=lazy_gettext("no; a status as above"),
        description=lazy_gettext("Then no status is recorded, and “Since” is the day of the change."),
    )  # fmt: skip
    numerator = IntegerField(
        lazy_gettext("Parts"),
        description=lazy_gettext("Of a fraction of what is left: 1 of 2 is half."),
        validators=[Optional()],
    )
    denominator = IntegerField(lazy_gettext("Of"), validators=[Optional()])
    years = IntegerField(lazy_gettext("Years"), validators=[Optional()])
    months = IntegerField(lazy_gettext("Months"), validators=[Optional()])
    days = IntegerField(lazy_gettext("Days"), validators=[Optional()])
    basis = WordField(lazy_gettext("Basis"), Basis, optional=True)
    instrument = StringField(lazy_gettext("Decree or ruling"))
    pasted = TextAreaField(
        lazy_gettext("Paste the names instead"),
        description=lazy_gettext("One a line; without them, the names are looked for in the text."),
    )
    expected = HiddenField()
    seen = HiddenField()

    def __init__(self, version: SourceVersion) -> None:
        super().__init__()
        self._version = version
        self.within = self._selection()
        if not self.is_submitted():
            self._begin()

    @property
    def common(self) -> Span | None:
        """The words that decide for all: those selected, or else those that lead the list of names."""
        return self.within or lead_of(self._version.text or "")

    def address(self) -> dict[str, Any]:
        """Return the query of the address under which this text is looked at again."""
        span = self.within._asdict() if self.within else {}
        change = {name: request.form.get(name) for name in _CHANGE} if self.step.data else {}
        return span | {name: typed for name, typed in change.items() if typed} | (
            {"search": self.search.data} if self.search.data else {}
        )

    def reading(self) -> DecreeReading:
        """Return what is said of everybody, and what was answered of single names."""
        answers = _typed("answer-") | _typed("typed-")
        statuses = {key: word for key, code in _typed("says-").items() if (word := _status(code))}
        left_out = set(request.form.getlist("name")) - set(request.form.getlist("in"))
        return DecreeReading(
            self._content(), self.common, answers, statuses, frozenset(left_out), self._change()
        )

    @classmethod
    def parameters(cls) -> set[str]:
        """Return the names of the keyword arguments that `values` gives."""
        return {"within", "pasted", "reading", "expected", "seen", "state"}

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of `record_decree`, without the version."""
        seen = self.seen.data or ""
        return {
            "within": self.within,
            "pasted": self.pasted.data,
            "reading": self.reading(),
            "expected": _counts(self.expected.data or ""),
            "seen": int(seen) if seen.isdecimal() and len(seen) < 18 else 0,
            "state": states()[0],
        }

    def _content(self) -> StatusContent | None:
        if self.status.data is None:
            return None
        place_words = (self.place_words.data or "").strip() or None
        return StatusContent(
            status=self.status.data, cause=self.cause.data, since=self.since.data, place=None,
            place_words=place_words, authority=None,
        )  # fmt: skip

    def _change(self) -> SentenceChange | None:
        if self.step.data is None:
            return None
        return SentenceChange(
            step=self.step.data, date=self.since.data, numerator=self.numerator.data,
            denominator=self.denominator.data, years=self.years.data, months=self.months.data,
            days=self.days.data, basis=self.basis.data,
            instrument=(self.instrument.data or "").strip() or None,
        )  # fmt: skip

    def _begin(self) -> None:
        """Begin with what the deciding words tell."""
        self.reason.data = self._version.source.title[:1000]
        if self.common is not None:
            text, common = self._version.text or "", self.common
            status, details = proposed_status(text, common)
            if status is None:
                # A decree that frees nobody may change sentences, on its day.
                details = details_of(text[common.start : common.end], 0)
            self.status.data, self.since.data = status, details.since
            self.place_words.data = details.place_words
        for name in _CHANGE if "step" in request.args else ():
            self[name].process(request.args)

    def _selection(self) -> Span | None:
        try:
            span = span_of(request.args.get("start"), request.args.get("end"))
            return trimmed(self._version.text or "", span)
        except Refused:
            return None


def expectation(counts: Mapping[NameOutcome, int]) -> str:
    """Return how many names come to what, as the form carries it."""
    return " ".join(str(counts[outcome]) for outcome in NameOutcome)


def _counts(text: str) -> dict[NameOutcome, int]:
    numbers = [int(word) if word.isdecimal() and len(word) < 10 else -1 for word in text.split()]
    return dict(zip(NameOutcome, numbers, strict=False))


def _typed(prefix: str) -> dict[str, str]:
    """Return what was filled in of single names, by their keys."""
    return {
        name.removeprefix(prefix): value.strip()
        for name, value in request.form.items()
        if name.startswith(prefix) and value.strip()
    }


def _status(code: str) -> Status | None:
    return next((word for word in Status if word.value == code), None)
