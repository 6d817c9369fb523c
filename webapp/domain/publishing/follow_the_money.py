"""People and what they are part of as FollowTheMoney entities, one a line."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Text, case, cast, exists, inspect, select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.domain.batches import batches
from webapp.domain.claims.ranking import in_rank_order
from webapp.domain.known_organizations import hidden_spellings
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.organizations.organization_facts import facts_by_organization
from webapp.domain.publishing.data_package.cited_rows import people_of_filter
from webapp.domain.publishing.ftm_court_cases import court_case_entities
from webapp.domain.publishing.ftm_entity import Id, Properties, date_property
from webapp.domain.publishing.ftm_proof import Proofs, proof, proofs_of
from webapp.domain.publishing.people_columns import COLUMN_NAMES
from webapp.domain.publishing.people_csv import people_rows
from webapp.domain.read_model.csv_words import SEPARATOR
from webapp.domain.visibility import Reader, may_see_claim
from webapp.models import (
    Affiliation,
    Claim,
    Organization,
    OrganizationFact,
    Person,
    PersonalFact,
    PersonName,
    PersonSummary,
    Source,
    SummaryFacet,
)
from webapp.vocab.claims import ClaimKind
from webapp.vocab.liberty import Held, Status, StatusDetail
from webapp.vocab.organizations import OrganizationFactKind, OrganizationKind
from webapp.vocab.people import FAIR_TRIAL, Occupation, Sex, fact_word

_AT_ONCE = 200
_written = json.JSONEncoder(ensure_ascii=False).encode
# Whether anything is told of a fair trial of a person of the list.
_HAS_TRIAL = exists().where(
    SummaryFacet.person_id == PersonSummary.person_id, SummaryFacet.audience == PersonSummary.audience,
    SummaryFacet.facet == "fair_trial",
)  # fmt: skip
_TRIAL_CELL = case((_HAS_TRIAL, "yes"), else_="")
_BODIES = {
    OrganizationKind.STATE_BODY, OrganizationKind.POLICE, OrganizationKind.PRISON, OrganizationKind.COURT,
}  # fmt: skip


def people_ftm(
    session: Session, people_filter: PeopleFilter, *, to: Reader, today: date, public_url: str,
    installation: str,
) -> Iterator[bytes]:
    """Yield the list as entities of the FollowTheMoney model, a JSON object a line.

    People, their memberships, the cases that try them, the organizations and the source documents. Nobody is
    given a topic: what a person is held to be stands in the assessments, with who says so. Every id begins
    with `installation`, so that the files of two never make one of two people. Memory grows with
    organizations, sources and cases only.
    """
    sources: set[str] = set()
    people = _people(session, people_filter, to=to, today=today, public_url=public_url)
    for cells, aliases, trial in people:
        cited = [reference for reference in cells["sources"].split(SEPARATOR) if reference]
        sources.update(cited)
        yield _line(installation, cells["reference"], "Person", _person(cells, aliases, trial, cited))
    bodies = set[str]()
    for affiliations, proofs in _affiliations(session, people_filter, to):
        for row in affiliations:
            bodies.add(row.organization)
            sources.update(proofs.get(row.id, ()))
            yield _line(installation, str(row.id), "Membership", _membership(row, proofs))
    cases = court_case_entities(session, people_filter, to=to, public_url=public_url)
    for reference, schema, properties in cases:
        sources.update(reference for reference in properties.get("proof", ()) if reference)
        yield _line(installation, reference, schema, properties)
    hidden, facts = hidden_spellings(session, to=to), facts_by_organization(session, to=to)
    for body in _organizations(session, bodies):
        schema, of_body = "PublicBody" if body.kind in _BODIES else "Organization", facts.get(body.id, [])
        yield _line(installation, body.reference, schema, _body(body, public_url, hidden, of_body))
    for source in _sources(session, sources):
        yield _line(installation, source.reference, "Document", _document(source, public_url))


def _people(
    session: Session, people_filter: PeopleFilter, *, to: Reader, today: date, public_url: str
) -> Iterator[tuple[dict[str, Any], list[str], list[str]]]:
    """Yield the cells of each person of the list, the other names as recorded, and the facts of the trial."""
    cells_and_trials = people_rows(
        session, people_filter, to=to, today=today, public_url=public_url, also=[_TRIAL_CELL]
    )
    while batch := list(islice(cells_and_trials, _AT_ONCE)):
        people = [dict(zip((*COLUMN_NAMES, "has_trial"), row, strict=True)) for row in batch]
        # Most people have one name and nothing told of their trial: their claims are not looked at.
        names = _rows(session, PersonName, (PersonName.text,), _having("other_names", people), to)
        facts = _rows(
            session, PersonalFact, (PersonalFact.fact, PersonalFact.value), _having("has_trial", people), to
        )
        for cells in people:
            ranked = in_rank_order(names.get(cells["reference"], ()))
            aliases = [name.text for name in ranked if name.text != cells["name"]]
            yield cells, aliases, _trial(in_rank_order(facts.get(cells["reference"], ())))


def _having(name: str, people: Sequence[dict[str, Any]]) -> list[str]:
    """Return the references of the people of whom a cell holds something."""
    return [cells["reference"] for cells in people if cells[name]]


def _rows(
    session: Session, kind: type[Any], columns: Sequence[Any], references: Sequence[str], to: Reader
) -> dict[str, list[Any]]:
    """Return columns of the claims of one kind that the reader may see, by the person's reference."""
    # The kind keeps other claims of these people from being looked at one by one.
    is_kind = Claim.kind == inspect(kind).polymorphic_identity
    key = cast(kind.id, Text).label("key")
    query = select(Person.reference, key, Claim.rank, *columns).join(kind.person)
    query = query.where(Person.reference.in_(references), is_kind, may_see_claim(to))
    rows: dict[str, list[Any]] = {}
    if not references:
        return rows
    # Put in order here: an engine that is to do it may go through all claims of the kind for it.
    for row in sorted(session.execute(query), key=attrgetter("key")):
        rows.setdefault(row.reference, []).append(row)
    return rows


def _trial(facts: Sequence[Any]) -> list[str]:
    """Return in words what is told of a fair trial, for which the schema has no property of its own."""
    of_trial = (fact for fact in facts if fact.fact in FAIR_TRIAL)
    words = ((fact.fact.label, fact_word(fact.fact, fact.value)) for fact in of_trial)
    return list(dict.fromkeys(f"{label}: {word.label}" for label, word in words if word))


def _person(
    cells: dict[str, str], aliases: list[str], trial: list[str], cited: list[str]
) -> Properties:
    return {
        "name": [cells["name"]],
        "alias": list(dict.fromkeys(aliases)),
        "gender": [cells["sex"] if cells["sex"] in (Sex.FEMALE, Sex.MALE, Sex.OTHER) else None],
        "birthDate": [date_property(cells["born"])],
        "profession": [Occupation(code).label for code in cells["occupation"].split(SEPARATOR) if code],
        "status": _statuses(cells),
        "notes": [_last_word(cells), *trial],
        "summary": [cells["quote"]],
        "sourceUrl": [cells["record_url"], cells["citation_url"]],
        "proof": [Id(reference) for reference in cited],
    }


def _statuses(cells: dict[str, str]) -> list[str | None]:
    """Return the status; where it is uncertain that, and the statuses between which nothing decides."""
    labels: list[str | None] = [Status(code).label for code in cells["status"].split(SEPARATOR)]
    return [Held.UNCERTAIN.label, *labels] if cells["held"] == Held.UNCERTAIN else labels


def _last_word(cells: dict[str, str]) -> str | None:
    if cells["status"] == Status.NOT_STATED:
        return None
    word, codes = cells["last_word_on"], cells["status_detail"].split(SEPARATOR)
    details = [StatusDetail(code).label for code in codes if code]
    report = f"Status as last told on {word}" if word else "Status told by no dated source"
    return "; ".join([report, *details])


def _membership(row: Any, proofs: Proofs) -> Properties:
    return {
        "member": [Id(row.reference)],
        "organization": [Id(row.organization)],
        "role": [row.role.label],
        "startDate": [date_property(row.since.edtf if row.since else "")],
        "endDate": [date_property(row.until.edtf if row.until else "")],
        "proof": proof(proofs.get(row.id, ())),
    }


def _body(
    body: Organization, public_url: str, hidden: set[UUID], facts: list[OrganizationFact]
) -> Properties:
    address = OrganizationFactKind.LETTER_ADDRESS
    return {
        "name": [name.text for name in body.names if name.id not in hidden],
        "country": [body.country and body.country.lower()],
        "address": [
            ", ".join(fact.text.splitlines())
            for fact in facts
            if fact.kind is address and fact.until is None
        ],
        "sourceUrl": [f"{public_url}/organizations/{body.reference}"],
    }


def _document(source: Source, public_url: str) -> Properties:
    return {
        "title": [source.title],
        "publisher": [source.publisher.name if source.publisher else None],
        "author": [source.authors],
        "date": [date_property(source.date.edtf if source.date else "")],
        "sourceUrl": [f"{public_url}/sources/{source.reference}", source.url, source.archive_url],
    }


def _affiliations(
    session: Session, people_filter: PeopleFilter, to: Reader
) -> Iterator[tuple[Sequence[Any], Proofs]]:
    """Yield affiliations by person, some at a time, and by claim what proves them."""
    people = people_of_filter(people_filter, to)
    own = Affiliation.id, Affiliation.role, Affiliation.since, Affiliation.until
    query = (
        select(Person.reference, Organization.reference.label("organization"), *own)
        .select_from(Affiliation).join(Affiliation.person).join(Affiliation.organization)
        .where(
            Affiliation.person_id.in_(people), Claim.kind == ClaimKind.AFFILIATION, may_see_claim(to)
        )
        .order_by(Person.reference, Affiliation.id)
    )  # fmt: skip
    for rows in session.execute(query, execution_options={"yield_per": _AT_ONCE}).partitions():
        yield rows, proofs_of(session, (row.id for row in rows), to=to)


def _organizations(session: Session, references: set[str]) -> Iterator[Organization]:
    for batch in batches(references):
        query = select(Organization).where(Organization.reference.in_(batch))
        query = query.order_by(Organization.reference).options(selectinload(Organization.names))
        yield from session.scalars(query)


def _sources(session: Session, references: set[str]) -> Iterator[Source]:
    for batch in batches(references):
        query = select(Source).where(Source.reference.in_(batch)).order_by(Source.reference)
        yield from session.scalars(query.options(joinedload(Source.publisher)))


def _line(installation: str, reference: str, schema: str, properties: Properties) -> bytes:
    def key(name: str) -> str:
        return f"habeas-{installation}-{name.lower()}"

    stated = {
        name: [key(value) if isinstance(value, Id) else value for value in values if value]
        for name, values in properties.items() if any(values)
    }  # fmt: skip
    entity = {"id": key(reference), "schema": schema, "properties": stated}
    return _written(entity).encode() + b"\n"
