"""Recording a decree: what one text says of many people, all of it or nothing, and who is not in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.claims.names import NameContent
from webapp.domain.claims.new_claims import new_citation, new_claim
from webapp.domain.claims.recording import Evidence
from webapp.domain.decrees.printed_names import printed_names
from webapp.domain.decrees.rows import DecreeReading, DecreeRow, outcome_counts, read_decree
from webapp.domain.decrees.unmatched_names import keep_names, names_to_keep
from webapp.domain.history.edits import editors_after
from webapp.domain.history.new_rows import write_new
from webapp.domain.imports.cells.values import read_name
from webapp.domain.lists.facet_selection import select_people
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.people.people import new_person
from webapp.domain.read_model.facet_sets import number_of, reference_of
from webapp.domain.references import next_references
from webapp.domain.refusals import Refused
from webapp.domain.sources.passages import fix_passages
from webapp.domain.text.quote_location import Span
from webapp.domain.visibility import CURATOR
from webapp.models import NewRows, Person, PersonSummary, SourceVersion
from webapp.vocab.claims import ClaimState
from webapp.vocab.decrees import NameOutcome
from webapp.vocab.people import NameKind
from webapp.vocab.words import N_


@dataclass(frozen=True)
class ListedPeople:
    """The people of a list whom a decree does not name, and how many the list has."""

    absent: list[PersonSummary]
    total: int


def changed_since(session: Session, rows: Iterable[DecreeRow], seen: int) -> dict[UUID, str]:
    """Return by person who changed what is told of them after a revision of that number."""
    return editors_after(session, [row.person for row in rows if row.person is not None], seen)


def record_decree(
    session: Session,
    *,
    version: SourceVersion,
    within: Span | None,
    pasted: str | None,
    reading: DecreeReading,
    expected: Mapping[NameOutcome, int],
    seen: int,
    state: ClaimState,
) -> list[Person]:
    """Record what a text says of the names that are ready, and return of whom; all of it or nothing.

    Names that are nobody of ours are kept with the source.
    `expected` is how many names came to what when somebody looked, `seen` the newest revision then. Raises
    Refused where either is otherwise by now, and where nobody is left to be written.
    """
    names = printed_names(session, version, within=within, pasted=pasted)
    rows = read_decree(session, version, names, reading)
    if outcome_counts(rows) != expected:
        message = N_("What becomes of the names has changed since you looked. Look at them again.")
        raise Refused("names", message)
    written = [row for row in rows if row.to_write]
    unmatched = names_to_keep(session, version, rows)
    if not (written or unmatched):
        message = N_("There is nothing to write: each name is recorded, left out, refused, or waits.")
        raise Refused("names", message)
    if changed := changed_since(session, written, seen):
        references = [row.person.reference for row in written if row.person and row.person.id in changed]
        message = N_("Somebody changed %(people)s since you looked; nothing was saved. Look, and save again.")
        raise Refused("names", message, people=references)
    people = _record(session, version, written, state)
    keep_names(session, version, unmatched)
    return people


def not_named(session: Session, people_filter: PeopleFilter, rows: Iterable[DecreeRow]) -> ListedPeople:
    """Return whom of a list the names of a decree do not mean, in the order of their names."""
    listed = select_people(session, people_filter, to=CURATOR).people
    named = {number_of(row.person.reference) for row in rows if row.person is not None}
    absent = [reference_of(number) for number in listed if number not in named]
    query = select(PersonSummary).where(PersonSummary.audience == CURATOR.audience)
    people: list[PersonSummary] = []
    for place in range(0, len(absent), 500):
        people += session.scalars(query.where(PersonSummary.reference.in_(absent[place : place + 500])))
    return ListedPeople(sorted(people, key=lambda row: row.sort_key), len(listed))


def _record(
    session: Session, version: SourceVersion, rows: list[DecreeRow], state: ClaimState
) -> list[Person]:
    references = iter(next_references(session, "P", sum(row.person is None for row in rows)))
    people, new = [], NewRows()
    passages = fix_passages(session, version, (span for row in rows for span in row.passages), new)
    for row in rows:
        person = row.person or new_person(new, next(references), state=state)
        evidence = [Evidence(passages[span]) for span in row.passages]
        if row.person is None:
            new_claim(new, _name(row.name.text), person=person, evidence=evidence[0], state=state)
        _write(new, row, person, evidence, state)
        people.append(person)
    write_new(session, new)
    return people


def _write(
    new: NewRows, row: DecreeRow, person: Person, evidence: list[Evidence], state: ClaimState
) -> None:
    """Record a claim with its passages; one that says the same already gains those it does not cite."""
    claim = row.claim
    if claim is None:
        assert row.content is not None
        claim = new_claim(new, row.content, person=person, evidence=evidence[0], state=state)
    cited: set[UUID] = {citation.passage_id for citation in claim.citations}
    for each in evidence:
        if each.passage.id not in cited:
            cited.add(each.passage.id)
            new_citation(new, claim, each)


def _name(printed: str) -> NameContent:
    return NameContent(
        text=read_name(printed), name_kind=NameKind.MAIN, language=None, given=None, patronymic=None,
        family=None,
    )  # fmt: skip
