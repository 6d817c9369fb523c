"""All lists side by side: people by organizations, from what each organization's lists tell, and do not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.known_organizations import may_see_organization
from webapp.domain.text.name_folding import name_tokens
from webapp.domain.visibility import Reader, in_lists, in_use, may_see_claim, may_see_person, may_see_source
from webapp.models import (
    Assessment,
    Citation,
    Organization,
    Passage,
    Person,
    PersonSummary,
    Source,
    SourceVersion,
    SourceWord,
)
from webapp.vocab.assessments import Listing, Outcome
from webapp.vocab.organizations import OrganizationKind

# A list names several people; whoever speaks of a single one has published no list.
_LEAST = 2
# These list their own members: nobody else is looked for on such a list.
_OF_MEMBERS = (OrganizationKind.UNION, OrganizationKind.PARTY)
_DENIALS = (Outcome.NOT_POLITICAL_PRISONER, Outcome.NOT_ARBITRARY, Outcome.NOT_LISTED)
_UNDECIDED = (Outcome.PENDING, Outcome.NO_DECISION, Outcome.SUBJECT_OF_SOLIDARITY)
_FOR, _AGAINST = {Listing.LISTED}, {Listing.DENIED, Listing.LEFT, Listing.NOT_LISTED}


# What is told of a person in a line of the matrix.
_OF_PERSON = (
    PersonSummary.person_id, PersonSummary.reference, PersonSummary.name, PersonSummary.name_script,
    PersonSummary.name_language, PersonSummary.held, PersonSummary.status, PersonSummary.possible_statuses,
    PersonSummary.held_since_latest, PersonSummary.sort_key,
)  # fmt: skip


class MatrixCell(NamedTuple):
    """What an organization tells of a person; the claim that it rests on, None for silence."""

    listing: Listing
    outcome: Outcome | None = None
    day: date | None = None
    claim_id: UUID | None = None


@dataclass(frozen=True)
class ReadList:
    """The newest list of an organization that was read: how many people it was recorded of, and its words."""

    version_id: UUID
    day: date | None
    people: frozenset[UUID]
    words: frozenset[str]


@dataclass(frozen=True)
class MatrixRow:
    """A person with a cell for each organization; `disagreed` where some list them and others do not.

    `person` is a row of columns of the person's summary: there may be very many.
    """

    person: Row[Any]
    cells: list[MatrixCell]

    @property
    def disagreed(self) -> bool:
        """Whether one organization lists the person, and another was read and does not."""
        listings = {cell.listing for cell in self.cells}
        return bool(listings & _FOR and listings & _AGAINST)


@dataclass(frozen=True)
class Matrix:
    """People by organizations; of each organization the newest list that was read, if one was."""

    organizations: list[Organization]
    newest: dict[UUID, ReadList]
    rows: list[MatrixRow] = field(default_factory=list)

    @property
    def disagreed(self) -> list[MatrixRow]:
        """The rows on which organizations disagree."""
        return [row for row in self.rows if row.disagreed]


class _Judgement(NamedTuple):
    claim_id: UUID
    person_id: UUID
    organization_id: UUID
    outcome: Outcome
    day: date | None
    version_id: UUID
    version_day: date | None


def assessment_matrix(session: Session, *, to: Reader) -> Matrix:
    """Return everybody on whom an organization's judgement is recorded, by what each organization tells."""
    judgements = _judgements(session, to)
    by_organization: dict[UUID, list[_Judgement]] = defaultdict(list)
    for judgement in judgements:
        by_organization[judgement.organization_id].append(judgement)
    newest = {
        organization: read
        for organization, theirs in by_organization.items()
        if (read := _newest(session, theirs)) is not None
    }
    organizations = _organizations(session, by_organization, to)
    cells: dict[tuple[UUID, UUID], list[_Judgement]] = defaultdict(list)
    for judgement in judgements:
        cells[judgement.person_id, judgement.organization_id].append(judgement)
    people = _people(session, {judgement.person_id for judgement in judgements}, to)
    rows = [
        MatrixRow(person, [_cell(person, each, newest.get(each.id), cells) for each in organizations])
        for person in people
    ]
    return Matrix(organizations, newest, rows)


def _judgements(session: Session, to: Reader) -> list[_Judgement]:
    query = (
        select(
            Assessment.id, Assessment.person_id, Assessment.organization_id, Assessment.outcome,
            Assessment.date, SourceVersion.id, Source.date,
        )
        .join(Person, Assessment.person_id == Person.id)
        .join(Citation, Citation.claim_id == Assessment.id)
        .join(Passage, Citation.passage_id == Passage.id)
        .join(SourceVersion, Passage.source_version_id == SourceVersion.id)
        .join(Source, SourceVersion.source_id == Source.id)
        .where(
            may_see_claim(in_lists(to)), may_see_source(in_lists(to)), may_see_person(to), in_use(Person),
        )
    )  # fmt: skip
    return [
        _Judgement(
            claim, person, organization, outcome, _last(stated) or _last(source), version, _last(source)
        )
        for claim, person, organization, outcome, stated, version, source in session.execute(query)
    ]


def _last(stated: object) -> date | None:
    """Return the last day that a date may mean."""
    return getattr(stated, "latest", None) or getattr(stated, "earliest", None)


def _newest(session: Session, judgements: Iterable[_Judgement]) -> ReadList | None:
    """Return the newest list among the sources of an organization's judgements."""
    lists: dict[tuple[date, UUID], set[UUID]] = defaultdict(set)
    for each in judgements:
        if each.outcome is Outcome.LISTED:
            lists[each.version_day or each.day or date.min, each.version_id].add(each.person_id)
    read = {key: people for key, people in lists.items() if len(people) >= _LEAST}
    if not read:
        return None
    day, version_id = max(read)
    query = select(SourceWord.word).where(SourceWord.source_version_id == version_id)
    words = frozenset(session.scalars(query))
    return ReadList(version_id, day if day > date.min else None, frozenset(read[day, version_id]), words)


def _cell(
    person: Row[Any],
    organization: Organization,
    read: ReadList | None,
    judgements: Mapping[tuple[UUID, UUID], list[_Judgement]],
) -> MatrixCell:
    own = judgements.get((person.person_id, organization.id), [])
    last = max(own, key=lambda each: each.day or date.min, default=None)
    if last is not None:
        stated = (last.outcome, last.day, last.claim_id)
        if last.outcome in _DENIALS:
            return MatrixCell(Listing.DENIED, *stated)
        if last.outcome in _UNDECIDED:
            return MatrixCell(Listing.SILENT, *stated)
        absent = last.outcome is Outcome.LISTED and read is not None and person.person_id not in read.people
        if read is None or not absent or organization.kind in _OF_MEMBERS or not _is_newer(read, last.day):
            return MatrixCell(Listing.LISTED, *stated)
        listing = Listing.UNDECIDED if _names(person, read) else Listing.LEFT
        return MatrixCell(listing, *stated)
    if read is None or organization.kind in _OF_MEMBERS or _is_older(read, person.held_since_latest):
        return MatrixCell(Listing.SILENT)
    return MatrixCell(Listing.UNDECIDED if _names(person, read) else Listing.NOT_LISTED)


def _is_newer(read: ReadList, day: date | None) -> bool:
    return read.day is not None and (day is None or read.day > day)


def _is_older(read: ReadList, held_since: date | None) -> bool:
    """Tell whether a list was published before somebody was taken, or nobody knows when it was."""
    return read.day is None or (held_since is not None and read.day < held_since)


def _names(person: Row[Any], read: ReadList) -> bool:
    """Tell whether all words of a name stand in a list, which may then mean the person."""
    return read.words.issuperset(name_tokens(person.name).tokens)


def _organizations(
    session: Session, judgements: Mapping[UUID, list[_Judgement]], to: Reader
) -> list[Organization]:
    """Return the organizations that judged, first the one that judged most people."""
    query = select(Organization).where(may_see_organization(to))
    rows = [
        row for batch in batches(judgements)
        for row in session.scalars(query.where(Organization.id.in_(batch)))
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-len({each.person_id for each in judgements[row.id]}), row.name))


def _people(session: Session, ids: Iterable[UUID], to: Reader) -> list[Row[Any]]:
    query = select().add_columns(*_OF_PERSON).where(PersonSummary.audience == in_lists(to).audience)
    rows = [
        row for batch in batches(ids)
        for row in session.execute(query.where(PersonSummary.person_id.in_(batch)))
    ]  # fmt: skip
    return sorted(rows, key=lambda row: row.sort_key)
