"""What a field of the people filter is, as data: how it is read and worded, its rows and its sets."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from pyroaring import BitMap
from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import Session

from webapp.domain.lists.detention_lengths import has_lasted
from webapp.domain.lists.filter_values import Read, word_of
from webapp.domain.lists.filter_values import name as read_name
from webapp.domain.lists.name_matching import bearers, bears, beginning, typed_readings, with_slips
from webapp.domain.read_model.facet_members import members
from webapp.domain.read_model.facet_sets import number_of
from webapp.domain.read_model.liberty_spans import holds_on, liberty_table
from webapp.domain.references import canonical_reference
from webapp.domain.refusals import Refused
from webapp.domain.visibility import IN_USE, Reader, in_use
from webapp.models import (
    Judgement,
    LibertySpan,
    Organization,
    OrganizationName,
    Person,
    PersonSummary,
    Source,
    SummaryFacet,
    main_of,
)
from webapp.vocab.liberty import DetentionLength, Held, Status, held
from webapp.vocab.merging import MergeVerdict
from webapp.vocab.people import PublicationState
from webapp.vocab.verification import Freshness
from webapp.vocab.words import N_, Word

Values = tuple[str, ...]
Condition = ColumnElement[bool]
# Columns, and no objects: a page of figures names hundreds.
_NAMES = (
    select(
        Organization.reference, OrganizationName.text, OrganizationName.kind, OrganizationName.since,
        OrganizationName.position,
    )
    .join(Organization.names)
    .order_by(OrganizationName.position)
)  # fmt: skip


@dataclass(frozen=True)
class Scope:
    """For whom a field is evaluated, on which day, and whether a name may have slips.

    `day` is that of the filter, or today where the door says so. For the sets, `states` holds whose record is
    in which state, `liberty` who had which status on the day; `fresh` looks up how fresh the word on it was.
    """

    to: Reader
    as_of: date | None = None
    broad: bool = False
    day: date | None = None
    states: Mapping[str, BitMap] = field(default_factory=dict)
    liberty: Mapping[str, BitMap] = field(default_factory=dict)
    fresh: Callable[[], Mapping[str, BitMap]] = dict


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field of the filter, declared as one attribute of `PeopleFilter` as a column is of a table.

    `rows` and `sets` are the same question, put to `person_summary` in SQL and to the sets of people: each
    takes the field's name and value, and returns whom it leaves; None for everybody. A field without them
    changes how others are evaluated. An open field is evaluated only where `always` says so.
    """

    label: str
    read: Read
    rows: Callable[[str, Any, Scope], Condition | None] = lambda *_: None
    sets: Callable[[Session, str, Any, Scope], BitMap | None] = lambda *_: None
    # What it holds where nothing is asked; several values are alternatives.
    open: Any = ()
    always: bool = False
    # Its place among the numbers beside the list; 0 for one that is not counted there.
    counted: int = 0
    # It has so many values that the rows of few people are read faster than the sets of all values.
    many_values: bool = False
    words: type[Word] | None = None
    # Values that are ours and stand in no list of words, with what they are called.
    own_words: Mapping[str, str] = field(default_factory=dict)
    # What those values are called that are references.
    titles: Callable[[Session, Sequence[str]], dict[str, str]] | None = None

    def message(self, value: str) -> str | None:
        """Return the English words for a value, to be translated; None where it is not a word of ours."""
        return self._messages.get(value)

    @cached_property
    def _messages(self) -> dict[str, str]:
        return {**self.own_words, **{word.value: word.label for word in self.words or ()}}


def facet(label: str, read: Read, **settings: Any) -> Field:
    """A facet: values that each person may have several of, as rows of `summary_facet` and as sets."""
    return Field(label=label, read=read, rows=_has_facet, sets=_members, **settings)


def worded_facet(label: str, words: type[Word], **settings: Any) -> Field:
    """A facet whose values are the words of a list."""
    return facet(label, word_of(words), words=words, **settings)


def liberty(label: str, words: type[Word], *, counted: int) -> Field:
    """What is current of people's liberty, now or on the day of the filter."""
    return Field(
        label=label, read=word_of(words), words=words, rows=_at_liberty, sets=_at_liberty_in_sets,
        counted=counted,
    )  # fmt: skip


def freshness(label: str, *, counted: int) -> Field:
    """How fresh the last word on people's liberty is, today or on the day of the filter."""
    return Field(
        label=label, read=word_of(Freshness), words=Freshness, rows=_is_so_fresh, sets=_so_fresh_in_sets,
        counted=counted,
    )  # fmt: skip


def state(label: str) -> Field:
    """The state of the record: with nothing asked, those in use."""
    return Field(
        label=label, read=word_of(PublicationState), words=PublicationState, always=True,
        rows=lambda _, states, __: PersonSummary.state.in_(states) if states else in_use(PersonSummary),
        sets=lambda _, __, states, scope: _united(scope.states.get(state) for state in states or IN_USE),
    )  # fmt: skip


def length(label: str) -> Field:
    """How long the detention had lasted on the day of the filter; of no day it leaves everybody."""
    return Field(
        label=label, read=word_of(DetentionLength), words=DetentionLength, rows=_lasted,
        sets=_looked_up(_lasted),
    )  # fmt: skip


def name(label: str) -> Field:
    """A name in any spelling, or a reference; broadly, the name may have slips."""
    return Field(label=label, read=read_name, open="", rows=_is_named, sets=_is_named_in_sets)


def setting(
    label: str, read: Read, *, open: Any = "", own_words: Mapping[str, str] | None = None
) -> Field:
    """A field that leaves everybody by itself, and changes how the others are evaluated or shown."""
    return Field(label=label, read=read, open=open, own_words=own_words or {})


def status_as(name: str, status: str) -> str | None:
    """Return the value of a field, `held`, `status` or `freshness`, that somebody of this status has.

    `status` is a key of `day_sets.statuses_on`. Whose liberty is uncertain has no status.
    """
    status, _, freshness = status.partition(" ")
    if name == "freshness":
        return freshness or None
    if status == Held.UNCERTAIN:
        return status if name == "held" else None
    return held(Status(status)).value if name == "held" else status


def organization_names(session: Session, references: Sequence[str]) -> dict[str, str]:
    """Return the names of organizations by reference."""
    names: dict[str, list[Any]] = {}
    for row in session.execute(_NAMES.where(Organization.reference.in_(references))):
        names.setdefault(row.reference, []).append(row)
    return {reference: main_of(own).text for reference, own in names.items()}


def source_titles(session: Session, references: Sequence[str]) -> dict[str, str]:
    """Return the titles of sources by reference."""
    query = select(Source.reference, Source.title).where(Source.reference.in_(references))
    return dict(session.execute(query).all())


def _has_facet(name: str, values: Values, scope: Scope) -> Condition:
    return exists(
        select(SummaryFacet.person_id)
        .where(
            SummaryFacet.person_id == PersonSummary.person_id,
            SummaryFacet.audience == scope.to.audience,
            SummaryFacet.facet == name,
            SummaryFacet.value.in_(_with_left(values) if name == "organization" else values),
        )
        # The counting of facets joins the same table; it is another row that is meant here.
        .correlate(PersonSummary)
    )


def _members(session: Session, name: str, values: Sequence[str], scope: Scope) -> BitMap:
    if name == "organization":
        values = list(session.scalars(_with_left(values)))
    return members(session, scope.to.audience, name, values)


def _with_left(references: Sequence[str]) -> Select[tuple[str]]:
    """Return these organizations, and the records into which they were merged, one after another."""
    own = select(Organization.reference, Organization.merged_into_id)
    every = own.where(Organization.reference.in_(references)).cte(recursive=True)
    every = every.union(own.join(every, Organization.id == every.c.merged_into_id))
    return select(every.c.reference)


def _united(sets: Iterable[BitMap | None]) -> BitMap:
    return BitMap.union(BitMap(), *(people for people in sets if people is not None))


def _at_liberty(name: str, values: Values, scope: Scope) -> Condition:
    table = liberty_table(scope.as_of)
    condition: Condition = getattr(table, name).in_(values)
    if name == "status":
        condition = and_(condition, table.held != Held.UNCERTAIN)
    return condition if scope.as_of is None else _span(scope.as_of, condition)


def _at_liberty_in_sets(session: Session, name: str, values: Values, scope: Scope) -> BitMap:
    if scope.as_of is None:
        return _members(session, name, values, scope)
    return _united(people for status, people in scope.liberty.items() if status_as(name, status) in values)


def _is_so_fresh(_: str, values: Values, scope: Scope) -> Condition:
    return _span(_day_of(scope), LibertySpan.freshness.in_(values))


def _so_fresh_in_sets(_: Session, __: str, values: Values, scope: Scope) -> BitMap:
    _day_of(scope)
    return _united(map(scope.fresh().get, values))


def _day_of(scope: Scope) -> date:
    if scope.day is None:
        raise Refused("freshness", N_("How fresh a word was is asked as of a day; add as_of."))
    return scope.day


def _span(day: date, *conditions: Condition) -> Condition:
    span = select(LibertySpan.person_id).where(holds_on(day), *conditions)
    return exists(span.correlate(PersonSummary))


def _lasted(_: str, lengths: Values, scope: Scope) -> Condition | None:
    day = scope.as_of
    if day is None:
        return None
    return _span(day, LibertySpan.held == Held.YES, has_lasted(lengths, day))


def _looked_up(
    rows: Callable[[str, Any, Scope], Condition | None],
) -> Callable[[Session, str, Any, Scope], BitMap | None]:
    """Return what makes a set from the rows, of a question for which no sets are kept."""

    def sets(session: Session, name: str, value: Any, scope: Scope) -> BitMap | None:
        condition = rows(name, value, scope)
        if condition is None:
            return None
        query = select(PersonSummary.reference).where(PersonSummary.audience == scope.to.audience, condition)
        return BitMap(map(number_of, session.scalars(query)))

    return sets


def _is_named(_: str, typed: str, scope: Scope) -> Condition:
    reference = canonical_reference(typed)
    if reference is not None:
        return PersonSummary.person_id.in_(_referred_to(reference))
    fit = with_slips if scope.broad else beginning
    return bears(PersonSummary.person_id, typed_readings(typed), fit, to=scope.to)


def _is_named_in_sets(session: Session, name: str, typed: str, scope: Scope) -> BitMap | None:
    if canonical_reference(typed) is not None:
        return _looked_up(_is_named)(session, name, typed, scope)
    return bearers(session, scope.to.audience, typed_readings(typed), broad=scope.broad)


def _referred_to(reference: str) -> Select[tuple[UUID]]:
    """Return the person of a reference, and those into whom the record was merged, one after another."""
    own = select(Person.id.label("id")).where(Person.reference == reference).cte(recursive=True)
    further = select(Judgement.other_id).join(own, Judgement.one_id == own.c.id)
    every = own.union(further.where(Judgement.verdict == MergeVerdict.SAME))
    return select(every.c.id)
