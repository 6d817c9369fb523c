"""Whose summaries a change may alter."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, union
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.claims.loading import references, rows_at_hand
from webapp.models import (
    Charge,
    ChargeStep,
    Citation,
    Claim,
    CountingRule,
    Organization,
    OrganizationName,
    Passage,
    Person,
    Provision,
    Source,
    SourceVersion,
    StatusEvent,
    Verification,
)
from webapp.vocab.claims import ClaimKind
from webapp.vocab.liberty import Status
from webapp.vocab.people import PublicationState

# The tables of what is told of a person; a judgement on two records is about one of them and tells nothing.
OF_PEOPLE = frozenset({"person", "citation", "verification", *(kind.value for kind in ClaimKind)})
# Of what was touched: a person of whom a claim is no longer told, or whose days a rule counts no longer.
LEFT = "left"
# What a source is, of which nothing is derived: thousands may rest on it. Whoever may open one that is
# restricted finds it in no list either.
_DESCRIPTION = {
    "title", "kind", "publisher_id", "authors", "language", "url", "archive_url", "shelf_mark", "reliability",
    "note", "nothing_in_it_on", "named_accounts",
}  # fmt: skip


def alters_people(row: object, changes: Mapping[str, Sequence[Any]]) -> bool:
    """Tell whether anything that is derived of people can hang on such a change of a row's columns.

    A source that is offered no longer tells what it told.
    """
    if not isinstance(row, Source):
        return True
    columns = changes.keys() - _DESCRIPTION
    return bool(columns) and (columns != {"state"} or PublicationState.DRAFT.value in changes["state"])


def affected(session: Session, touched: set[tuple[str, UUID]]) -> list[Person]:
    """Return the persons whose summaries a change of these rows (table name, id) may alter."""
    keys = affected_ids(session, touched)
    persons = rows_at_hand(session, Person, keys)
    for batch in batches(keys - persons.keys()):
        query = select(Person).where(Person.id.in_(batch))
        persons |= {person.id: person for person in session.scalars(query)}
    return list(persons.values())


def affected_ids(session: Session, touched: Iterable[tuple[str, UUID]]) -> set[UUID]:
    """Return the keys of the persons whose summaries a change of these rows (table name, id) may alter."""
    ids: dict[str, set[UUID]] = {}
    for table, row_id in touched:
        ids.setdefault(table, set()).add(row_id)
    persons = ids.pop("person", set()) | ids.pop(LEFT, set())
    claim_ids = set[UUID]().union(*(ids.get(kind.value, set()) for kind in ClaimKind))
    citation_ids = ids.get("citation", set())
    at_hand = _of_rows_at_hand(session, claim_ids, citation_ids)
    persons.update(at_hand.values())
    lookups: tuple[tuple[set[UUID], Callable[[Sequence[UUID]], Any]], ...] = (
        (claim_ids - at_hand.keys(), _of_claims),
        (citation_ids - at_hand.keys(), _of_citations),
        (ids.get("organization", set()), _of_organizations),
        (ids.get("organization_name", set()), _of_organization_names),
        (ids.get("source", set()), _of_sources),
        (ids.get("verification", set()), _of_verifications),
        (ids.get("provision", set()) | ids.get("legal_code", set()), _of_provisions),
        (ids.get("counting_rule", set()), _of_counting_rules),
    )
    for row_ids, query in lookups:
        for batch in batches(row_ids):
            persons.update(session.scalars(query(batch)))
    return persons


def left_by(session: Session, row: object, changes: Mapping[str, Sequence[Any]]) -> Iterable[UUID]:
    """Return the persons of whom a row told something before it was changed so, as history writes it."""
    if isinstance(row, Claim) and (person_id := changes.get("person_id", [None])[0]):
        return [UUID(person_id)]
    if isinstance(row, CountingRule) and (restraint := changes.get("restraint", [None])[0]):
        return session.scalars(_counted((row.legal_code_id,), (Status(restraint),)))
    return ()


def _of_rows_at_hand(session: Session, claim_ids: set[UUID], citation_ids: set[UUID]) -> dict[UUID, UUID]:
    """Return whom those of these claims and citations are about that the session holds, by their key."""
    citations = rows_at_hand(session, Citation, citation_ids)
    cited = {citation.claim_id for citation in citations.values()}
    people = {key: claim.person_id for key, claim in rows_at_hand(session, Claim, claim_ids | cited).items()}
    of_citations = {key: people.get(citation.claim_id) for key, citation in citations.items()}
    people |= {key: person_id for key, person_id in of_citations.items() if person_id is not None}
    return people


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


def _of_counting_rules(ids: Sequence[UUID]) -> Any:
    codes, restraints = (
        select(column).where(CountingRule.id.in_(ids))
        for column in (CountingRule.legal_code_id, CountingRule.restraint)
    )
    return _counted(codes, restraints)


def _counted(codes: Any, restraints: Any) -> Any:
    """Return the query of whose terms a rule may move that counts days in a restraint.

    It counts for whoever has a term under its code, and was ever held so: a code may be that of thousands.
    """
    sentenced = select(ChargeStep.charge_id).where(ChargeStep.sentence.is_not(None))
    held = select(StatusEvent.person_id).where(StatusEvent.status.in_(restraints))
    return (
        select(Charge.person_id)
        .join(Charge.provision)
        .where(Provision.legal_code_id.in_(codes), Charge.id.in_(sentenced), Charge.person_id.in_(held))
    )
