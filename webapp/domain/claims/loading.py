"""Claims of every kind with what they refer to: as many queries for a thousand as for one."""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, inspect, select
from sqlalchemy.orm import (
    MANYTOONE,
    RelationshipProperty,
    Session,
    joinedload,
    selectinload,
    with_polymorphic,
)
from sqlalchemy.orm.attributes import set_committed_value

from webapp.domain.batches import batches
from webapp.domain.visibility import Reader, may_see_claim
from webapp.models import (
    Account,
    Base,
    Citation,
    Claim,
    CourtCase,
    Organization,
    Passage,
    Person,
    Provision,
    SourceVersion,
)
from webapp.vocab.claims import ClaimKind

R = TypeVar("R", bound=Base)
_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)


def references(model: type[Claim], *targets: type[Base]) -> list[RelationshipProperty[Any]]:
    """Return the relations by which claims of one kind refer to a row of these classes."""
    relations = inspect(model).relationships
    return [
        relation
        for relation in relations
        if relation.direction is MANYTOONE and issubclass(relation.mapper.class_, targets)
    ]


# Made once: of a new one each time, SQLAlchemy would work out all columns anew for every query.
@cache
def every_claim() -> Any:
    """Return the class of claims to select from where each shall come as its own kind, with its columns."""
    return with_polymorphic(Claim, "*")


# What is loaded with a record that claims refer to, for it to be called by its name.
_NAMED_BY: dict[type[Any], tuple[Any, ...]] = {
    Organization: (joinedload(Organization.names),),
    CourtCase: (),
    Provision: (joinedload(Provision.legal_code),),
    Passage: (selectinload(Passage.source_version).joinedload(SourceVersion.source),),
    Account: (),
    Person: (),
}


def load_referred(
    session: Session,
    rows: Iterable[Any],
    targets: Container[type[Any]] = frozenset((Organization, Provision, CourtCase)),
) -> None:
    """Tie claims or citations to what they refer to and are put into words by, in a query for each class.

    Not by options of the query that loaded them: each relation of each kind would be a query of its own, and
    every query be looked up with all these options in it.
    """
    ties = [
        (row, relation.key, relation.mapper.class_, key)
        for row in rows
        for relation, column in _relations_of(row)
        if relation.mapper.class_ in targets and relation.key not in row.__dict__
        if (key := getattr(row, column)) is not None
    ]
    keys: dict[type[Any], set[UUID]] = {}
    for _, _, target, key in ties:
        keys.setdefault(target, set()).add(key)
    referred: dict[UUID, Any] = rows_at_hand(session, Person, keys.get(Person, ()))
    if referred:
        keys[Person] -= referred.keys()
    referred |= records_by_key(session, keys)
    for row, relation_key, _, key in ties:
        set_committed_value(row, relation_key, referred.get(key))


def rows_at_hand(session: Session, model: type[R], keys: Iterable[UUID]) -> dict[UUID, R]:
    """Return those rows by their key that the session has just read or written: they need no query."""
    rows = {key: session.identity_map.get(session.identity_key(model, key)) for key in keys}
    return {key: row for key, row in rows.items() if row is not None and not inspect(row).expired}


def records_by_key(session: Session, keys: Mapping[type[Any], Collection[UUID]]) -> dict[UUID, Any]:
    """Return records that claims refer to, given by their classes, with what they are called by."""
    return {
        row.id: row
        for target in keys
        for batch in batches(keys[target])
        for row in session.scalars(_named(target, batch)).unique()
    }


def _named(target: Any, keys: Collection[UUID]) -> Any:
    return select(target).where(target.id.in_(keys)).options(*_NAMED_BY[target])


def keys_to_others(row: Any) -> list[tuple[RelationshipProperty[Any], UUID]]:
    """Return each relation of a row to one other row, with the key of that other."""
    return [
        (relation, key)
        for relation, column in _relations_of(row)
        if (key := getattr(row, column)) is not None
    ]


def _relations_of(row: Any) -> list[tuple[RelationshipProperty[Any], str]]:
    model: Any = type(row)
    return _relations_by_column(model)


@cache
def _relations_by_column(model: Any) -> list[tuple[RelationshipProperty[Any], str]]:
    mapper = inspect(model)
    return [
        (relation, mapper.get_property_by_column(relation.local_remote_pairs[0][0]).key)
        for relation in mapper.relationships
        if relation.direction is MANYTOONE
    ]


def claims_of(
    session: Session, person_ids: Sequence[UUID], *, to: Reader, kinds: Sequence[ClaimKind] = ()
) -> dict[UUID, list[Claim]]:
    """Return the claims on these persons that a reader may see, with all they refer to, in few queries.

    With `kinds` only those of these kinds.
    """
    if not person_ids:
        return {}
    claims = claims_without_citations(session, person_ids, to=to, kinds=kinds)
    _load_citations(session, claims, _citations_of_people(bool(kinds)), people=person_ids, kinds=kinds)
    load_referred(session, claims, frozenset((Person,)))
    by_person: dict[UUID, list[Claim]] = {}
    for claim in claims:
        by_person.setdefault(claim.person_id, []).append(claim)
    return by_person


def claims_without_citations(
    session: Session, person_ids: Sequence[UUID], *, to: Reader, kinds: Sequence[ClaimKind] = ()
) -> list[Claim]:
    """Return the claims on these persons that a reader may see, in the order of their recording."""
    # A query for each kind that is there: one for all reads some hundred columns for each claim, most of
    # them of other kinds, and takes three times as long.
    loaded = [
        claim
        for kind, keys in keys_by_kind(session, person_ids, to=to, kinds=kinds).items()
        for batch in batches(keys)
        for claim in session.scalars(_of_kind(kind), {"keys": batch})
    ]
    claims = sorted(loaded, key=lambda claim: (claim.made_at, claim.id))
    load_referred(session, claims)
    return claims


def keys_by_kind(
    session: Session, person_ids: Sequence[UUID], *, to: Reader, kinds: Sequence[ClaimKind] = ()
) -> dict[ClaimKind, list[UUID]]:
    """Return the keys of the claims on these persons that a reader may see."""
    by_kind: dict[ClaimKind, list[UUID]] = {}
    for key, kind in session.execute(_seen(to, bool(kinds)), {"people": person_ids, "kinds": kinds}):
        by_kind.setdefault(kind, []).append(key)
    return by_kind


# The queries are made once, and the keys filled in: every page of a record asks them, every save and export.
def _on(of_kinds: bool) -> list[ColumnElement[bool]]:
    """Return the conditions on claims for the parameters `people` and, where it asks for them, `kinds`."""
    on_people = Claim.person_id.in_(bindparam("people", expanding=True))
    return [on_people, Claim.kind.in_(bindparam("kinds", expanding=True))] if of_kinds else [on_people]


@cache
def _of_kind(kind: ClaimKind) -> Select[Any]:
    return select(inspect(Claim).polymorphic_map[kind].class_).where(Claim.id.in_(_KEYS))


@cache
def _seen(reader: Reader, of_kinds: bool) -> Select[UUID, ClaimKind]:
    return select(Claim.id, Claim.kind).where(may_see_claim(reader), *_on(of_kinds))


@cache
def _citations_of_people(of_kinds: bool) -> Select[Citation]:
    return _citations().where(*_on(of_kinds))


@cache
def _citations_of_claims() -> Select[Citation]:
    return _citations().where(Citation.claim_id.in_(_KEYS))


def _citations() -> Select[Citation]:
    # A version has hundreds of passages: joined, it would be read again with each.
    passages = joinedload(Citation.passage).selectinload(Passage.source_version)
    query = select(Citation).join(Citation.claim).order_by(Citation.id)
    return query.options(passages.joinedload(SourceVersion.source))


def load_citations(session: Session, claims: Sequence[Claim]) -> None:
    """Tie a few loaded claims to all they refer to, as `claims_of` does."""
    load_referred(session, claims)
    _load_citations(session, claims, _citations_of_claims(), keys=[claim.id for claim in claims])


def _load_citations(
    session: Session, claims: Sequence[Claim], theirs: Select[Citation], **keys: Sequence[Any]
) -> None:
    """Tie claims to their citations, in order, with passages, versions and sources."""
    by_claim: dict[UUID, list[Citation]] = {}
    for citation in session.scalars(theirs, keys):
        by_claim.setdefault(citation.claim_id, []).append(citation)
    for claim in claims:
        for citation in by_claim.get(claim.id, ()):
            set_committed_value(citation, "claim", claim)
        if "citations" not in claim.__dict__:
            set_committed_value(claim, "citations", by_claim.get(claim.id, []))
