"""Keep the read model true: derive each person's summary for each audience, rewrite it on every change."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, or_, select, union
from sqlalchemy.orm import Session, selectinload

from webapp.domain.batches import BATCH, batches
from webapp.domain.claims.loading import claims_of, references
from webapp.domain.read_model import facet_sets
from webapp.domain.read_model.facet_sets import derivation, move, values_in, values_of
from webapp.domain.read_model.liberty_spans import moves, spans
from webapp.domain.read_model.summary_row import digest, facets, name_tokens
from webapp.domain.text.name_likeness import keys
from webapp.domain.visibility import INTERNAL, PUBLIC, Reader, may_see_person, sees_claim, sees_person
from webapp.models import (
    Base,
    Charge,
    Citation,
    Claim,
    FacetMembers,
    LibertySpan,
    NameKey,
    NameToken,
    Organization,
    OrganizationName,
    Passage,
    Person,
    PersonSummary,
    Provision,
    SourceVersion,
    SummaryFacet,
    Verification,
)
from webapp.vocab.claims import ClaimKind

# The last one sees all that the others see.
READERS = (PUBLIC, INTERNAL)
# The tables of the read model that hold rows of one person and audience, in the order of `derive`.
BY_PERSON: tuple[type[PersonSummary | LibertySpan | SummaryFacet | NameToken], ...] = (
    PersonSummary, LibertySpan, SummaryFacet, NameToken,
)  # fmt: skip
# Rows of many people go into the tables themselves: nobody holds one as an object while they are rewritten.
_TABLES = tuple(Base.metadata.tables[model.__tablename__] for model in BY_PERSON)
Rows = list[dict[str, Any]]
# Of what was touched: a person of whom a claim is no longer told.
LEFT = "left"


def refresh(
    session: Session,
    person_ids: Iterable[UUID],
    *,
    counted: bool = True,
    readers: Sequence[Reader] = READERS,
) -> None:
    """Rewrite the summaries, facets and name tokens of these persons for every audience.

    The last of `readers` sees all that the others see. Without `counted` the sets of who has which value are
    left as they are, to be made anew afterwards.
    """
    for ids in batches(person_ids):
        had_values = values_of(session, ids) if counted else {}
        had = set(session.scalars(select(NameToken.token).where(NameToken.person_id.in_(ids))))
        for table in _TABLES:
            session.execute(delete(table).where(table.c.person_id.in_(ids)))
        persons = _persons(session, ids, to=readers[-1])
        claims = claims_of(session, ids, to=readers[-1])
        has = set[str]()
        for reader in readers:
            derived = _derived(persons, claims, to=reader)
            for table, rows in zip(_TABLES, derived, strict=True):
                if rows:
                    session.execute(insert(table), rows)
            if counted:
                move(session, reader.audience, had_values.get(reader.audience, {}), values_in(*derived))
            has |= {row["token"] for row in derived[-1]}
        _keep_keys(session, had, has)
    session.expire_all()


def missing(session: Session) -> bool:
    """Tell whether parts of the read model were never made, as in a database older than these."""
    facet, facets = derivation()
    derived = select(func.coalesce(func.sum(FacetMembers.number), 0))
    derived = derived.where(FacetMembers.facet == facet, FacetMembers.value == facets)
    people = session.scalar(select(func.count()).select_from(PersonSummary))
    # A migration may have emptied the summaries: then both numbers are zero, although there are people.
    older = select(FacetMembers.value).where(FacetMembers.facet == facet, FacetMembers.value != facets)
    unmade = older.limit(1) if people else select(Person.id).limit(1)
    return people != session.scalar(derived) or session.scalar(unmade) is not None


def _keep_keys(session: Session, had: set[str], has: set[str]) -> None:
    """Give every token that persons have its keys, and take the keys of tokens that nobody has any more."""
    keyed = select(NameKey.token).distinct()
    known: set[str] = set()
    for few in _slices(sorted(has)):
        known |= set(session.scalars(keyed.where(NameKey.token.in_(few))))
    rows = [{"key": key, "token": token} for token in sorted(has - known) for key in sorted(keys(token))]
    if rows:
        session.execute(insert(NameKey), rows)
    for few in _slices(sorted(had - has)):
        used = select(NameToken.token).where(NameToken.token.in_(few))
        session.execute(
            delete(NameKey).where(NameKey.token.in_(few), NameKey.token.not_in(used)),
            execution_options={"synchronize_session": False},
        )


def rebuild(session: Session) -> Iterator[int]:
    """Rewrite the summaries of all persons, and yield after each batch how many it held."""
    session.execute(delete(NameKey), execution_options={"synchronize_session": False})
    for ids in every_person(session):
        refresh(session, ids, counted=False)
        yield len(ids)
    facet_sets.rebuild(session)


def every_person(session: Session) -> Iterator[Sequence[UUID]]:
    """Yield the ids of all persons, in batches that refresh and derive take at once."""
    query = select(Person.id).order_by(Person.id).limit(BATCH)
    ids = session.scalars(query).all()
    while ids:
        yield ids
        ids = session.scalars(query.where(Person.id > ids[-1])).all()


def derive(session: Session, person_ids: Sequence[UUID], *, to: Reader) -> tuple[Rows, Rows, Rows, Rows]:
    """Return afresh the rows of summary, spans, facets and name tokens of these persons for one audience.

    A person without a name that the audience may see has none.
    """
    persons = _persons(session, person_ids, to=to)
    return _derived(persons, claims_of(session, [person.id for person in persons], to=to), to=to)


def _persons(session: Session, ids: Sequence[UUID], *, to: Reader) -> Sequence[Person]:
    query = select(Person).where(Person.id.in_(ids), may_see_person(to)).order_by(Person.reference)
    return session.scalars(query.options(selectinload(Person.verifications))).all()


def _derived(
    persons: Sequence[Person], claims: Mapping[UUID, Sequence[Claim]], *, to: Reader
) -> tuple[Rows, Rows, Rows, Rows]:
    """Return what `derive` returns, of loaded persons and claims, among them all that `to` may see."""
    summaries: Rows = []
    span_rows: Rows = []
    facet_rows: Rows = []
    tokens: Rows = []
    for person in persons:
        if not sees_person(to, person):
            continue
        own = [claim for claim in claims.get(person.id, ()) if sees_claim(to, claim)]
        own_spans = spans(own, verified_days(person), to=to)
        summary = digest(person, own, own_spans[-1], to=to)
        if summary is None:
            continue
        # Of whom no status is told, the name's passage stands there today.
        own_spans[-1]["citation_id"] = summary["citation_id"]
        key = {"person_id": person.id, "audience": to.audience}
        summaries.append(key | summary)
        span_rows += [key | span for span in own_spans]
        facet_rows += [
            key | {"facet": facet, "value": value}
            for facet, value in sorted(facets(own, to=to) | moves(own, to=to))
        ]
        tokens += [key | {"token": token} for token in sorted(name_tokens(own))]
    return summaries, span_rows, facet_rows, tokens


def verified_days(person: Person) -> set[date]:
    """Return the days on which somebody confirmed what a record says."""
    days = {verification.day for verification in person.verifications}
    return days | {person.last_verified_on} if person.last_verified_on else days


def affected(session: Session, touched: set[tuple[str, UUID]]) -> list[Person]:
    """Return the persons whose summaries a change of these rows (table name, id) may alter."""
    ids: dict[str, set[UUID]] = {}
    for table, row_id in touched:
        ids.setdefault(table, set()).add(row_id)
    persons = ids.pop("person", set()) | ids.pop(LEFT, set())
    claim_ids = set[UUID]().union(*(ids.get(kind.value, set()) for kind in ClaimKind))
    lookups: tuple[tuple[set[UUID], Callable[[Sequence[UUID]], Any]], ...] = (
        (claim_ids, _of_claims),
        (ids.get("citation", set()), _of_citations),
        (ids.get("organization", set()), _of_organizations),
        (ids.get("organization_name", set()), _of_organization_names),
        (ids.get("source", set()), _of_sources),
        (ids.get("verification", set()), _of_verifications),
        (ids.get("provision", set()) | ids.get("legal_code", set()), _of_provisions),
    )
    for row_ids, query in lookups:
        for batch in batches(row_ids):
            persons.update(session.scalars(query(batch)))
    return [
        person
        for batch in batches(persons)
        for person in session.scalars(select(Person).where(Person.id.in_(batch)))
    ]


def _slices(tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    return (tokens[place : place + BATCH] for place in range(0, len(tokens), BATCH))


def count(session: Session) -> int:
    """Return how many people there are, as `rebuild` goes through them."""
    return session.scalar(select(func.count()).select_from(Person)) or 0


def _of_claims(ids: Sequence[UUID]) -> Any:
    return select(Claim.person_id).where(Claim.id.in_(ids))


def _of_verifications(ids: Sequence[UUID]) -> Any:
    return select(Verification.person_id).where(Verification.id.in_(ids))


def _of_citations(ids: Sequence[UUID]) -> Any:
    return select(Claim.person_id).join(Claim.citations).where(Citation.id.in_(ids))


def _of_organizations(ids: Sequence[UUID]) -> Any:
    columns = [
        (model.person_id, next(iter(relation.local_columns)))
        for model in Claim.__subclasses__()
        for relation in references(model, Organization)
    ]
    return union(*(select(person_id).where(column.in_(ids)) for person_id, column in columns))


def _of_organization_names(ids: Sequence[UUID]) -> Any:
    organizations = select(OrganizationName.organization_id).where(OrganizationName.id.in_(ids))
    return _of_organizations(organizations)  # type: ignore[arg-type]


def _of_sources(ids: Sequence[UUID]) -> Any:
    return (
        select(Claim.person_id)
        .join(Claim.citations)
        .join(Citation.passage)
        .join(Passage.source_version)
        .where(SourceVersion.source_id.in_(ids))
    )


def _of_provisions(ids: Sequence[UUID]) -> Any:
    return (
        select(Charge.person_id)
        .join(Charge.provision)
        .where(or_(Provision.id.in_(ids), Provision.legal_code_id.in_(ids)))
    )
