"""How long people were on remand and held, and to how long sentenced, by article, court or judge."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from statistics import median_low
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select, union
from sqlalchemy.orm import Session, selectinload

from webapp.domain.batches import batches
from webapp.domain.known_organizations import may_see_organization
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.read_model.summary_row import NO_PROVISION
from webapp.domain.visibility import Reader, in_lists, may_see_claim
from webapp.models import (
    Charge,
    ChargeStep,
    Claim,
    CourtCase,
    Hearing,
    LibertySpan,
    Organization,
    PersonSummary,
    SummaryFacet,
)
from webapp.vocab.charges import Joined, SentenceKind, StepKind
from webapp.vocab.claims import Rank
from webapp.vocab.liberty import Held, Status
from webapp.vocab.statistics import Duration, Grouping

_DAY = timedelta(days=1)
_AFTER_A_TERM = (Status.RELEASED_SERVED, Status.RELEASED_EARLY)
_JUDGES = (Hearing.judge_id, Hearing.second_judge_id, Hearing.third_judge_id)
NOT_STATED = NO_PROVISION
Numbers = dict[str, int]
"""A number each, by the reference of the person."""


class GroupFigures(NamedTuple):
    """The figures of a group, which are few however many people it has."""

    value: str
    label: str
    people: int
    total: int
    least: int
    middle: int
    most: int


@dataclass(frozen=True)
class DurationGroup:
    """The people of one article, court or judge and the number of each, by the person's reference."""

    value: str
    label: str
    numbers: Numbers

    @property
    def people(self) -> int:
        """How many people it has."""
        return len(self.numbers)

    @property
    def total(self) -> int:
        """All their numbers together."""
        return sum(self.numbers.values())

    @property
    def middle(self) -> int:
        """The number in the middle, of two in the middle the lower."""
        return median_low(self.numbers.values())

    @property
    def least(self) -> int:
        """The smallest number."""
        return min(self.numbers.values())

    @property
    def most(self) -> int:
        """The largest number."""
        return max(self.numbers.values())

    @property
    def figures(self) -> GroupFigures:
        """All of these."""
        return GroupFigures(
            self.value, self.label, self.people, self.total, self.least, self.middle, self.most
        )


class _Measured(NamedTuple):
    """The people whose lengths are measured, for which reader, and up to which day."""

    session: Session
    people: ColumnElement[bool]
    to: Reader
    day: date

    def of_people(self, query: Any, person_id: Any) -> Select[Any]:
        """Return a query of rows that belong to people, for these people alone."""
        own: Select[Any] = query.join(PersonSummary, PersonSummary.person_id == person_id)
        return own.where(self.people)


def durations(
    session: Session, people_filter: PeopleFilter, by: Grouping, *, to: Reader, today: date
) -> dict[Duration, list[DurationGroup]]:
    """Return the lengths of the people of a filter in groups, the group of most people first.

    Without an `as_of` it counts up to `today`. Who is in no group that is known counts under `not_stated`.
    """
    to = in_lists(to)
    question = _Measured(session, matching(people_filter, to=to), to, people_filter.as_of or today)
    numbers = _days(question) | {Duration.TERM_IMPOSED: _terms(question)}
    if by is Grouping.EVERYBODY:
        return {
            duration: [DurationGroup(by.value, by.label, numbers[duration])] if numbers[duration] else []
            for duration in Duration
        }
    labels, members = _by_article(question) if by is Grouping.ARTICLE else _by_organization(question, by)
    return {duration: _groups(numbers[duration], labels, members) for duration in Duration}


def named_members(
    session: Session, group: DurationGroup, *, to: Reader, start: int, size: int
) -> list[tuple[PersonSummary, int]]:
    """Return `size` people of a group from place `start` on and the number of each, the largest first."""
    orders: dict[str, str] = {}
    for batch in batches(group.numbers):
        query = select(PersonSummary.reference, PersonSummary.sort_key).where(*_named(batch, to))
        orders |= dict(session.execute(query).all())
    largest_first = sorted(group.numbers.items(), key=lambda item: (-item[1], orders[item[0]]))
    shown = dict(largest_first[start : start + size])
    rows = session.scalars(select(PersonSummary).where(*_named(list(shown), to)))
    people = {person.reference: person for person in rows}
    return [(people[reference], number) for reference, number in shown.items()]


def _named(references: Sequence[str], to: Reader) -> tuple[ColumnElement[bool], ...]:
    return PersonSummary.audience == to.audience, PersonSummary.reference.in_(references)


def _days(question: _Measured) -> dict[Duration, Numbers]:
    """Return the days on remand, before a release and in whatever detention, from everybody's spans."""
    columns = (LibertySpan.begins, LibertySpan.ends, LibertySpan.status, LibertySpan.held)
    query = question.of_people(select(PersonSummary.reference, *columns), LibertySpan.person_id).where(
        LibertySpan.audience == question.to.audience,
        LibertySpan.begins <= question.day,
        LibertySpan.held != Held.NOT_STATED,
    )
    rows = question.session.execute(query.order_by(PersonSummary.reference, LibertySpan.begins))
    days: dict[Duration, Numbers] = {duration: {} for duration in Duration}
    for reference, spans in groupby(rows, key=attrgetter("reference")):
        for duration, number in _days_of_person(spans, question.day):
            days[duration][reference] = days[duration].get(reference, 0) + number
    return days


def _days_of_person(spans: Iterator[Any], day: date) -> Iterator[tuple[Duration, int]]:
    """Yield the days of each of a person's spans, and of each detention that ended as a term ends."""
    detention = 0
    for _, begins, ends, status, held in spans:
        if held is Held.YES:
            lasted = (min(ends - _DAY, day) - begins).days + 1
            detention += lasted
            yield Duration.PRISONER_DAYS, lasted
            if status is Status.PRETRIAL_DETENTION:
                yield Duration.REMAND, lasted
        elif held is Held.NO:
            if detention and status in _AFTER_A_TERM:
                yield Duration.TERM_SERVED, detention
            detention = 0


def _terms(question: _Measured) -> Numbers:
    """Return the months to which people were sentenced."""
    step = ChargeStep.__table__.c
    lengths = (ChargeStep.years, ChargeStep.months, ChargeStep.days, ChargeStep.joined)
    query = question.of_people(select(PersonSummary.reference, *lengths), ChargeStep.person_id).where(
        _seen(ChargeStep, question.to),
        ChargeStep.step == StepKind.CONVICTED,
        ChargeStep.sentence == SentenceKind.TERM,
        ChargeStep.suspended.is_(False),
        or_(step.date_earliest.is_(None), step.date_earliest <= question.day),
    )
    terms: dict[str, tuple[bool, int]] = {}
    for reference, years, months, days, joined in question.session.execute(query):
        length = (years or 0) * 12 + (months or 0) + -(-(days or 0) // 30)
        if length:
            terms[reference] = max(terms.get(reference, (False, 0)), (joined is Joined.TOTAL, length))
    return {reference: length for reference, (_, length) in terms.items()}


def _seen(kind: type[Claim], to: Reader) -> ColumnElement[bool]:
    """Return the condition that a claim counts: the reader's lists hold it, and nobody deprecated it."""
    return and_(kind.rank != Rank.DEPRECATED, may_see_claim(to))


Members = dict[str, set[str]]
"""The references of the people of each group, by its value."""


def _by_article(question: _Measured) -> tuple[Mapping[str, str], Members]:
    """Return the articles of the people; a point of an article counts with its article."""
    query = question.of_people(
        select(SummaryFacet.value, PersonSummary.reference), SummaryFacet.person_id
    ).where(SummaryFacet.audience == question.to.audience, SummaryFacet.facet == "charge")
    members: Members = {}
    for value, reference in question.session.execute(query):
        if value != NO_PROVISION and "." not in value.split()[0]:
            members.setdefault(value, set()).add(reference)
    return {value: value for value in members}, members


def _by_organization(question: _Measured, by: Grouping) -> tuple[Mapping[str, str], Members]:
    """Return the courts, or the judges, that had to do with the people."""
    members: dict[UUID, set[str]] = {}
    ties = _court_ties(question) if by is Grouping.COURT else _judge_ties(question)
    for organization_id, reference in question.session.execute(union(*ties)):
        members.setdefault(organization_id, set()).add(reference)
    labels, by_reference = dict[str, str](), Members()
    for organization in _organizations(question, members):
        labels[organization.reference] = organization.name
        by_reference[organization.reference] = members[organization.id]
    return labels, by_reference


def _court_ties(question: _Measured) -> Iterator[Select[Any]]:
    for kind, case_id in ((Hearing, Hearing.case_id), (Charge, Charge.case_id)):
        yield _tie(question, kind, CourtCase.court_id).join(CourtCase, CourtCase.id == case_id)
    yield _tie(question, Hearing, Hearing.court_id)
    yield _tie(question, ChargeStep, ChargeStep.court_id)


def _judge_ties(question: _Measured) -> Iterator[Select[Any]]:
    for judge_id in _JUDGES:
        yield _tie(question, Hearing, judge_id)


def _tie(question: _Measured, kind: type[Claim], organization_id: Any) -> Select[Any]:
    """Return the query of what ties an organization to the people by claims of a kind."""
    query = select(organization_id, PersonSummary.reference).select_from(kind)
    tie = question.of_people(query, kind.person_id)
    return tie.where(_seen(kind, question.to), organization_id.is_not(None))


def _organizations(question: _Measured, keys: Iterable[UUID]) -> Iterator[Organization]:
    """Yield those of these organizations that the reader may know of."""
    for batch in batches(keys):
        query = select(Organization).where(Organization.id.in_(batch), may_see_organization(question.to))
        yield from question.session.scalars(query.options(selectinload(Organization.names)))


def _groups(numbers: Numbers, labels: Mapping[str, str], members: Members) -> list[DurationGroup]:
    groups = [
        DurationGroup(value, labels[value], shared)
        for value, people in members.items()
        if (shared := {reference: numbers[reference] for reference in people if reference in numbers})
    ]
    groups.sort(key=lambda group: (-group.people, group.label.casefold(), group.value))
    grouped = {reference for group in groups for reference in group.numbers}
    rest = {reference: number for reference, number in numbers.items() if reference not in grouped}
    return [*groups, DurationGroup(NOT_STATED, "", rest)] if rest else groups
