"""People and what they are part of as FollowTheMoney entities, one a line."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.domain.batches import batches
from webapp.domain.claims.ranking import ranked_claims
from webapp.domain.known_organizations import hidden_spellings
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.organizations.organization_facts import facts_by_organization
from webapp.domain.publishing.ftm_court_cases import court_case_entities
from webapp.domain.publishing.ftm_entity import Id, Properties, date_property
from webapp.domain.publishing.people_csv import people_cells
from webapp.domain.read_model.csv_words import SEPARATOR
from webapp.domain.visibility import Reader, may_see_claim, visible_citations
from webapp.models import (
    Affiliation,
    Citation,
    Claim,
    Organization,
    OrganizationFact,
    Passage,
    Person,
    PersonalFact,
    PersonName,
    PersonSummary,
    Source,
    SourceVersion,
)
from webapp.vocab.claims import Stance
from webapp.vocab.liberty import Held, Status, StatusDetail
from webapp.vocab.organizations import OrganizationFactKind, OrganizationKind
from webapp.vocab.people import FAIR_TRIAL, Occupation, Sex, fact_word

_AT_ONCE = {"yield_per": 200}
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
    bodies: dict[str, Organization] = {}
    for claim, reference in _affiliations(session, people_filter, to):
        bodies[claim.organization.reference] = claim.organization
        proof = {
            citation.passage.source_version.source.reference
            for citation in visible_citations(claim, to=to) if citation.stance is Stance.SUPPORTS
        }  # fmt: skip
        sources.update(proof)
        yield _line(installation, str(claim.id), "Membership", _membership(claim, reference, proof))
    cases = court_case_entities(session, people_filter, to=to, public_url=public_url)
    for reference, schema, properties in cases:
        sources.update(reference for reference in properties.get("proof", ()) if reference)
        yield _line(installation, reference, schema, properties)
    hidden, facts = hidden_spellings(session, to=to), facts_by_organization(session, to=to)
    for reference, body in sorted(bodies.items()):
        schema = "PublicBody" if body.kind in _BODIES else "Organization"
        yield _line(installation, reference, schema, _body(body, public_url, hidden, facts.get(body.id, [])))
    for source in _sources(session, sources):
        yield _line(installation, source.reference, "Document", _document(source, public_url))


def _people(
    session: Session, people_filter: PeopleFilter, *, to: Reader, today: date, public_url: str
) -> Iterator[tuple[dict[str, str], list[str], list[str]]]:
    """Yield the cells of each person of the list, the other names as recorded, and the facts of the trial."""
    people = people_cells(session, people_filter, to=to, today=today, public_url=public_url)
    while batch := list(islice(people, _AT_ONCE["yield_per"])):
        references = [cells["reference"] for cells in batch]
        names = _claims(session, PersonName, references, to)
        facts = _claims(session, PersonalFact, references, to, PersonalFact.fact.in_(FAIR_TRIAL))
        for cells in batch:
            ranked = ranked_claims(names.get(cells["reference"], []), PersonName)
            aliases = [name.text for name in ranked if name.text != cells["name"]]
            yield cells, aliases, _trial(facts.get(cells["reference"], []))


def _claims(
    session: Session, kind: type[Any], references: list[str], to: Reader, *conditions: ColumnElement[bool]
) -> dict[str, list[Claim]]:
    """Return the claims of one kind on some people that the reader may see, by the person's reference."""
    seen = kind.id.in_(select(Claim.id).where(may_see_claim(to)))
    query = select(Person.reference, kind).join(kind.person).where(Person.reference.in_(references), seen)
    claims: dict[str, list[Claim]] = {}
    for reference, claim in session.execute(query.where(*conditions).order_by(kind.id)):
        claims.setdefault(reference, []).append(claim)
    return claims


def _trial(claims: list[Claim]) -> list[str]:
    """Return in words what is told of a fair trial, for which the schema has no property of its own."""
    facts = ranked_claims(claims, PersonalFact)
    words = ((fact.fact.label, fact_word(fact.fact, fact.value)) for fact in facts)
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


def _membership(claim: Affiliation, reference: str, proof: set[str]) -> Properties:
    return {
        "member": [Id(reference)],
        "organization": [Id(claim.organization.reference)],
        "role": [claim.role.label],
        "startDate": [date_property(claim.since.edtf if claim.since else "")],
        "endDate": [date_property(claim.until.edtf if claim.until else "")],
        "proof": [Id(reference) for reference in sorted(proof)],
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
) -> Iterator[tuple[Affiliation, str]]:
    people = select(PersonSummary.person_id).where(matching(people_filter, to=to))
    query = (
        select(Affiliation, Person.reference)
        .join(Person, Affiliation.person_id == Person.id)
        .where(
            Affiliation.person_id.in_(people), Affiliation.id.in_(select(Claim.id).where(may_see_claim(to)))
        )
        .order_by(Person.reference, Affiliation.id)
        .options(
            selectinload(Affiliation.organization).selectinload(Organization.names),
            selectinload(Affiliation.citations)
            .joinedload(Citation.passage)
            .selectinload(Passage.source_version)
            .joinedload(SourceVersion.source),
        )
    )
    rows = session.execute(query, execution_options=_AT_ONCE)
    return ((claim, person_reference) for claim, person_reference in rows)


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
    return json.dumps(entity, ensure_ascii=False).encode() + b"\n"
