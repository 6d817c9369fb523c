"""The form of a reading: one passage, the people it speaks of, and what it says of them."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

from flask import request
from flask_babel import gettext, lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, HiddenField, StringField

from webapp.domain.citing.passage_claims import PassageContent
from webapp.domain.citing.people_mentioned import Mention
from webapp.domain.citing.selection import SelectedText, read_around, selection_of, trimmed
from webapp.domain.citing.typed_people import names_with_references, people_named
from webapp.domain.law.provisions import provision_of_number
from webapp.domain.refusals import Refused
from webapp.domain.sources.quoted_evidence import Quotation, QuotedEvidence
from webapp.domain.text.quote_location import Span
from webapp.domain.visibility import CURATOR
from webapp.models import Person, Provision, SourceVersion
from webapp.vocab.claims import Visibility
from webapp.vocab.liberty import Cause, Held, Status, held
from webapp.vocab.organizations import AffiliationRole
from webapp.vocab.people import FactKind, Occupation
from webapp.vocab.treatments import ActType
from webapp.vocab.words import N_
from webapp.web.db import db
from webapp.web.forms.claims.claims import StateForm
from webapp.web.forms.fields import PartialDateField, WordField
from webapp.web.forms.people_fields import PeopleField
from webapp.web.forms.quoting import QuotingForm
from webapp.web.forms.record_fields import PROVISIONS, organization_field, provision_field

CONTENT = frozenset(field.name for field in fields(PassageContent))
PLACING = frozenset(
    {
        "start", "end", "exact", "text_version", "proposed_from", "quote", "match",
        "credibility", "citation_note", "translation",
    }
)  # fmt: skip
# What is said of a status, and of nothing else.
OF_STATUS = frozenset({"since", "place_words", "cause"})
_EMPTY = (None, "")
BEGUN_WITH = ("start", "end", "people", "fill", "name", "printed", "status", "without")
_UNSAID_WORK = lazy_gettext("None in this passage")
_UNSAID = lazy_gettext("No status in this passage")
_OTHER_WORDS = N_("Other words proposed what stands below: ask for the place of these, and look at it.")


class ContentFields(Form):
    """What a passage may tell of people: each filled group becomes a claim."""

    status = WordField(lazy_gettext("Status"), Status, optional=True, nothing=_UNSAID)
    since = PartialDateField(lazy_gettext("Since"))
    cause = WordField(lazy_gettext("Cause of release"), Cause, optional=True)
    place_words = StringField(
        lazy_gettext("Place"), render_kw={"placeholder": lazy_gettext("not stated")}
    )
    act = WordField(lazy_gettext("Ill-treatment"), ActType, optional=True, nothing=_UNSAID)
    act_date = PartialDateField(lazy_gettext("When"))
    perpetrator_words = StringField(lazy_gettext("By whom, in its words"))
    provision = provision_field(lazy_gettext("Article of law"))
    offence = StringField(lazy_gettext("Charge, in its words"))
    characterisation = StringField(
        lazy_gettext("What it calls the charge"),
        description=lazy_gettext("Such as false: the source's judgement, never ours."),
    )
    term = StringField(
        lazy_gettext("Term"),
        description=lazy_gettext("Such as nine years, 7 years 6 months, or life: a conviction to it."),
    )
    organization = organization_field(lazy_gettext("Organization"))
    role = WordField(lazy_gettext("Role"), AffiliationRole, default=AffiliationRole.NOT_STATED)
    occupation = WordField(lazy_gettext("Occupation"), Occupation, optional=True, nothing=_UNSAID_WORK)
    fact = WordField(lazy_gettext("Fact"), FactKind, optional=True, nothing=_UNSAID)
    value = StringField(lazy_gettext("Value"))
    date = PartialDateField(lazy_gettext("Date of the fact"))
    printed = StringField(
        lazy_gettext("Name as printed"), description=lazy_gettext("The letters exactly as they stand.")
    )


class ReadingForm(QuotingForm, StateForm, ContentFields):
    """What one passage of a text says of people; the passage selected, or its words pasted."""

    start = HiddenField()
    end = HiddenField()
    exact = HiddenField()
    text_version = HiddenField()
    proposed_from = HiddenField()
    people = PeopleField(
        lazy_gettext("About"),
        render_kw={"placeholder": lazy_gettext("names or references, commas between")},
    )
    new_name = StringField(
        lazy_gettext("New people named here"),
        render_kw={"placeholder": lazy_gettext("full names, commas between")},
    )
    somebody_else = BooleanField(lazy_gettext("None of these: it is somebody else"))
    not_printed = BooleanField(lazy_gettext("The passage does not print this name; the reason says why"))
    visibility = WordField(
        lazy_gettext("Visible to"),
        Visibility,
        optional=True,
        nothing=lazy_gettext("as usual: health restricted, all else public"),
    )

    def __init__(
        self, version: SourceVersion, names: Callable[[Span], Sequence[Mention]], *args: Any, **options: Any
    ) -> None:
        self._version, self._names = version, names
        self.proposed: set[str] = set()
        super().__init__(*args, **options)
        self.people.query = {"source": version.source.reference}
        if not self.is_submitted():
            self._begin()
        elif "look" in request.form:
            self._fill_in()

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function, the evidence among them. Raises Refused."""
        values = super().values()
        content = {name: _filled(values.pop(name)) for name in CONTENT}
        values = {name: value for name, value in values.items() if name not in PLACING}
        people = self.people.people()
        return values | {"content": PassageContent(**content), "evidence": self.evidence(), "people": people}

    @classmethod
    def parameters(cls) -> set[str]:
        """Return the names of the keyword arguments that `values` gives."""
        return super().parameters() - CONTENT - PLACING | {"content", "evidence"}

    def cited_version(self) -> SourceVersion:
        """Return the version that is being read."""
        return self._version

    def evidence(self) -> QuotedEvidence:
        """Return the words pasted or selected, with their grading. Raises Refused."""
        if self.has_quote():
            quotation = self.pasted_quotation()
            if self.proposed_from.data not in (*_EMPTY, _place(quotation.span)):
                raise Refused("quote", _OTHER_WORDS)
            return self.graded(quotation)
        return self.graded(Quotation(self._version, self._selection()))

    def open_span(self) -> Span | None:
        """Return where the words stand that the form is about, or None while that is not known."""
        try:
            return self.pasted_quotation().span if self.has_quote() else self._selection()
        except Refused:
            return None

    def _selection(self) -> Span:
        """Return the span selected in the browser, whose word for it is not taken. Raises Refused."""
        text = self._version.text or ""
        span = trimmed(text, span_of(self.start.data, self.end.data))
        seen, there = (self.exact.data or "").split(), text[span.start : span.end].split()
        if seen != there or self.text_version.data != str(self._version.number):
            raise Refused("quote", N_("The text at this place is another now; select the words again."))
        return span

    def _begin(self) -> None:
        """Begin with what the address says: the span, and of whom; where it does not, with who is named."""
        self.reason.data = gettext("Read %(reference)s", reference=self._version.source.reference)
        self.text_version.data = str(self._version.number)
        given = request.args
        people, proposals = _asked_for(",".join(given.getlist("people"))), dict[str, Any]()
        try:
            selected = self._selected(span_of(given.get("start"), given.get("end")))
        except Refused:
            pass
        else:
            self.start.data, self.end.data = str(selected.span.start), str(selected.span.end)
            self.exact.data = selected.exact
            # Whoever comes back from saving, to say more of the same people, begins with an empty form.
            begins = "people" not in given or "fill" in given
            proposals = proposals_of(selected) if begins else {}
            people = people if given.keys() & {"people", "name", "status"} else list(selected.people)
        self._propose(proposals | _named(given))
        self.people.data = ", ".join(names_with_references(db(), people, to=CURATOR))

    def _fill_in(self) -> None:
        """Fill in what the words seem to tell whose place is asked for, as a selection does with scripts.

        What somebody typed stays; what other words proposed before goes.
        """
        span, before = self.open_span(), self._proposed_before()
        selected = self._selected(span) if span else None
        proposals = dict.fromkeys(before) | (proposals_of(selected) if selected else {})
        untouched = {
            name: value for name, value in proposals.items() if self[name].data in (*_EMPTY, before.get(name))
        }
        for name in untouched:
            self[name].data, self[name].raw_data = None, None
        self._propose(untouched)
        self.proposed_from.data = _place(span) if span and self.proposed else ""
        if selected and not self.people.data:
            self.people.data = ", ".join(
                names_with_references(db(), list(selected.people), to=CURATOR)
            )

    def _proposed_before(self) -> dict[str, Any]:
        """Return what was proposed from the words whose place was asked for before."""
        start, _, end = (self.proposed_from.data or "").partition("-")
        try:
            return proposals_of(self._selected(span_of(start, end)))
        except Refused:
            return {}

    def _selected(self, span: Span) -> SelectedText:
        return selection_of(self._version.text or "", span, self._names(read_around(span)))

    def _propose(self, proposals: dict[str, Any]) -> None:
        """Fill in what the words seem to tell, but for what was taken out again."""
        if not proposals.get("status"):
            proposals = {name: value for name, value in proposals.items() if name not in OF_STATUS}
        for name, value in proposals.items():
            if value and name not in request.args.getlist("without"):
                # What was sent empty would be shown before the value.
                self[name].data, self[name].raw_data = value, None
                self.proposed.add(name)

    def without(self, name: str) -> dict[str, list[str]]:
        """Return the query of the address under which this form begins without one of its proposals."""
        kept = {key: request.args.getlist(key) for key in BEGUN_WITH if key in request.args}
        if span := self.open_span():
            kept |= {"start": [str(span.start)], "end": [str(span.end)]}
        return kept | {"without": [*kept.get("without", ()), name]}


def proposals_of(selected: SelectedText) -> dict[str, Any]:
    """Return what selected words seem to tell, by the names of the fields that hold it."""
    details = selected.details
    return {
        "new_name": ", ".join(selected.new_names),
        "printed": selected.printed,
        "status": selected.status,
        "since": details.since if selected.status else None,
        "place_words": details.place_words if selected.status else None,
        "cause": details.cause if selected.status and held(selected.status) is Held.NO else None,
        "provision": provision_of_number(db(), details.articles),
        "offence": details.offence,
        "term": details.term,
        "occupation": details.occupation,
    }


def typed_as(value: Any) -> str:
    """Return what stands in its field for a value that is proposed."""
    return PROVISIONS.text(value) if isinstance(value, Provision) else str(value)


def _named(given: MultiDict[str, str]) -> dict[str, Any]:
    """Return what the address says of a new person: it goes before what the words seem to tell."""
    named: dict[str, Any] = {}
    if "name" in given:
        named = {"new_name": given["name"][:300], "printed": given.get("printed", "")[:300]}
    if given.keys() & {"name", "status"}:
        named["status"] = Status(given["status"]) if given.get("status") in set(Status) else None
    return named


def span_of(start: str | None, end: str | None) -> Span:
    """Return the span that two numbers of an address or a form mean. Raises Refused."""
    try:
        return Span(int(start or ""), int(end or ""))
    except ValueError:
        raise Refused("quote", N_("Select the words of the text that show this, or paste them.")) from None


def _place(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _asked_for(people: str) -> list[Person]:
    try:
        return people_named(db(), people, to=CURATOR)
    except Refused:
        return []


def _filled(value: Any) -> Any:
    """Return a value as it is, and None for a line of blanks."""
    return value.strip() or None if type(value) is str else value
