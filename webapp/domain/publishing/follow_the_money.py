"""People and what they are part of as FollowTheMoney entities, one a line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import compress
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, case, cast, exists, inspect, literal, select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.domain.batches import batches
from webapp.domain.claims.ranking import in_rank_order
from webapp.domain.known_organizations import hidden_spellings
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.organizations.organization_facts import facts_by_organization
from webapp.domain.publishing.data_package.cited_rows import people_of_filter
from webapp.domain.publishing.ftm_court_cases import court_case_entities
from webapp.domain.publishing.ftm_entity import (
    Id,
    Properties,
    date_property,
    entity_line,
    line_of_written,
    written_property,
    written_text,
)
from webapp.domain.publishing.ftm_proof import Proofs, proofs_of
from webapp.domain.publishing.people_csv import people_columns
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
from webapp.vocab.organizations import AffiliationRole, OrganizationFactKind, OrganizationKind
from webapp.vocab.people import FAIR_TRIAL, Occupation, Sex, fact_word

_AT_ONCE = 200
# What is told of a person, of columns of the list.
_CELLS = (
    "reference", "name", "other_names", "sex", "born", "occupation", "status", "held", "last_word_on",
    "status_detail", "quote", "record_url", "citation_url", "sources",
)  # fmt: skip
# What many have in common is put into words once.
_kept = lru_cache(maxsize=1_000)
# Whether anything is told of a fair trial of a person of the list.
_HAS_TRIAL = exists().where(
    SummaryFacet.person_id == PersonSummary.person_id, SummaryFacet.audience == PersonSummary.audience,
    SummaryFacet.facet == "fair_trial",
)  # fmt: skip
_TRIAL_CELL = case((_HAS_TRIAL, "yes"), else_="")
_NO_TRIAL = cast(literal(""), Text)
_AFFILIATIONS = Affiliation.__table__.c
_BODIES = {
    OrganizationKind.STATE_BODY, OrganizationKind.POLICE, OrganizationKind.PRISON, OrganizationKind.COURT,
}  # fmt: skip


def people_ftm(
    session: Session, people_filter: PeopleFilter, *, to: Reader, today: date, public_url: str,
    installation: str,
) -> Iterator[bytes]:
    """Yield the list as entities of the FollowTheMoney model, a JSON object a line, some lines at a time.

    People, their memberships, the cases that try them, the organizations and the source documents. Nobody is
    given a topic: what a person is held to be stands in the assessments, with who says so. Every id begins
    with `installation`, so that the files of two never make one of two people. Memory grows with
    organizations, sources and cases only.
    """
    sources = set[str]()
    listing: dict[str, Any] = {"to": to, "today": today, "public_url": public_url}
    also = {"has_trial": _trial_cell(session, to)}
    pieces = people_columns(session, people_filter, _CELLS, also=also, **listing)
    for people in pieces:
        sources.update(*map(_parts, set(people["sources"])))
        yield "".join(_people_lines(session, people, installation, to)).encode()
    bodies = set[str]()
    for affiliations, proofs in _affiliations(session, people_filter, to):
        for row in affiliations:
            bodies.add(row.organization)
            sources.update(proofs.get(row.id, ()))
        lines = (
            line_of_written(installation, str(row.id), "Membership", _membership(row, proofs, installation))
            for row in affiliations
        )
        yield "".join(lines).encode()
    cases = court_case_entities(session, people_filter, to=to, public_url=public_url)
    for reference, schema, properties in cases:
        sources.update(reference for reference in properties.get("proof", ()) if reference)
        yield entity_line(installation, reference, schema, properties)
    hidden, facts = hidden_spellings(session, to=to), facts_by_organization(session, to=to)
    for body in _organizations(session, bodies):
        schema, of_body = "PublicBody" if body.kind in _BODIES else "Organization", facts.get(body.id, [])
        yield entity_line(installation, body.reference, schema, _body(body, public_url, hidden, of_body))
    for source in _sources(session, sources):
        yield entity_line(installation, source.reference, "Document", _document(source, public_url))


def _people_lines(
    session: Session, people: Mapping[str, Sequence[str]], installation: str, to: Reader
) -> Iterator[str]:
    """Yield the lines of some people of the list, with the other names as recorded."""
    # Most people have one name and nothing told of their trial: their claims are not looked at.
    names = _rows(session, PersonName, (PersonName.text,), _having("other_names", people), to)
    facts = _rows(
        session, PersonalFact, (PersonalFact.fact, PersonalFact.value), _having("has_trial", people), to
    )
    for row in zip(*people.values(), strict=True):
        cells = dict(zip(people, row, strict=True))
        reference = cells["reference"]
        ranked = in_rank_order(names.get(reference, ())) if cells["other_names"] else ()
        aliases = [name.text for name in ranked if name.text != cells["name"]]
        trial = _trial(in_rank_order(facts.get(reference, ()))) if cells["has_trial"] else []
        properties = _person(cells, aliases, trial, installation)
        yield line_of_written(installation, reference, "Person", properties)


def _trial_cell(session: Session, to: Reader) -> ColumnElement[str]:
    """Return whether anything is told of the trial of each person, where it is of anybody at all."""
    of_anybody = exists().where(SummaryFacet.audience == to.audience, SummaryFacet.facet == "fair_trial")
    return _TRIAL_CELL if session.scalar(select(of_anybody)) else _NO_TRIAL


def _having(name: str, people: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the references of the people of whom a cell holds something."""
    return list(compress(people["reference"], people[name]))


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
    cells: Mapping[str, str], aliases: Iterable[str], trial: Iterable[str], installation: str
) -> list[str]:
    return [
        written_text("name", cells["name"]),
        written_property("alias", *dict.fromkeys(aliases)) if aliases else "",
        _gender(cells["sex"]),
        written_text("birthDate", date_property(cells["born"])),
        _profession(cells["occupation"]),
        _statuses(cells["status"], cells["held"]),
        _notes(cells["status"], cells["last_word_on"], cells["status_detail"], *trial),
        written_text("summary", cells["quote"]),
        written_property("sourceUrl", cells["record_url"], cells["citation_url"]),
        _cited(cells["sources"], installation),
    ]


@_kept
def _gender(sex: str) -> str:
    return written_property("gender", sex if sex in (Sex.FEMALE, Sex.MALE, Sex.OTHER) else None)


@_kept
def _profession(codes: str) -> str:
    return written_property("profession", *[Occupation(code).label for code in _parts(codes)])


@_kept
def _statuses(codes: str, held: str) -> str:
    """Return the status; where it is uncertain that, and the statuses between which nothing decides."""
    labels = [Status(code).label for code in codes.split(SEPARATOR)]
    return written_property("status", *([Held.UNCERTAIN.label] if held == Held.UNCERTAIN else []), *labels)


@_kept
def _notes(status: str, last_word_on: str, details: str, *trial: str) -> str:
    if status == Status.NOT_STATED:
        return written_property("notes", *trial)
    report = f"Status as last told on {last_word_on}" if last_word_on else "Status told by no dated source"
    labels = [StatusDetail(code).label for code in _parts(details)]
    return written_property("notes", "; ".join([report, *labels]), *trial)


@_kept
def _cited(sources: str, installation: str) -> str:
    return written_property("proof", *map(Id, _parts(sources)), installation=installation)


def _parts(cell: str) -> list[str]:
    return [part for part in cell.split(SEPARATOR) if part]


def _membership(row: Any, proofs: Proofs, installation: str) -> list[str]:
    return [
        written_property("member", Id(row.reference), installation=installation),
        _organization(row.organization, installation),
        _role(row.role),
        written_text("startDate", date_property(row.since or "")),
        written_text("endDate", date_property(row.until or "")),
        _cited(SEPARATOR.join(sorted(proofs.get(row.id, ()))), installation),
    ]


@_kept
def _organization(reference: str, installation: str) -> str:
    return written_property("organization", Id(reference), installation=installation)


@_kept
def _role(role: AffiliationRole) -> str:
    return written_text("role", role.label)


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
    days = _AFFILIATIONS.since_edtf.label("since"), _AFFILIATIONS.until_edtf.label("until")
    query = (
        select(Person.reference, Organization.reference.label("organization"), Affiliation.id,
            Affiliation.role, *days)
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
