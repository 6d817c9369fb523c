"""Keep the read model true: derive each person's summary for each audience, rewrite it on every change."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, union_all
from sqlalchemy.orm import Session, selectinload

from webapp.domain.batches import BATCH, batches
from webapp.domain.claims.loading import claims_of, load_citations
from webapp.domain.read_model import facet_sets, past_rows
from webapp.domain.read_model.due_days import due_days
from webapp.domain.read_model.facet_sets import Value, derivation, move
from webapp.domain.read_model.liberty_spans import moves, spans
from webapp.domain.read_model.person_rows import (
    TABLES,
    DerivedRows,
    Rows,
    no_rows,
    remove_rows,
    rewrite_rows,
    stored_rows,
)
from webapp.domain.read_model.summary_row import digest, facets, name_tokens
from webapp.domain.text.name_likeness import keys
from webapp.domain.text.scripts.unspaced import FIRST_UNSPACED
from webapp.domain.visibility import (
    CURATOR,
    INTERNAL,
    PUBLIC,
    Reader,
    may_see_person,
    sees_claim,
    sees_person,
    visible_citations,
)
from webapp.models import (
    PAST_TABLES,
    Base,
    Claim,
    FacetMembers,
    NameKey,
    NameToken,
    Person,
    PersonSummary,
)
from webapp.vocab.claims import Audience

# The last one sees all that the others see.
READERS = (PUBLIC, INTERNAL)
NAME_KEYS = Base.metadata.tables[NameKey.__tablename__]
# A name that nobody bears any more is still found in the lists of when somebody did.
NAME_TOKENS = (Base.metadata.tables[NameToken.__tablename__], PAST_TABLES[NameToken])


def refresh(
    session: Session,
    person_ids: Iterable[UUID],
    *,
    counted: bool = True,
    readers: Sequence[Reader] = READERS,
    revision: int | None = None,
    forgotten: Container[UUID] = frozenset(),
) -> None:
    """Rewrite the summaries, facets and name tokens of these persons for every audience.

    The last of `readers` sees all that the others see. Without `counted` the sets of who has which value are
    left as they are, to be made anew afterwards. What held until `revision` is kept, if one is given, save
    of those of whom what was known before is `forgotten` in the same edit.
    """
    for ids in batches(person_ids):
        if revision is not None:
            past_rows.keep(session, ids, revision=revision, forgotten=forgotten)
        persons = _persons(session, ids, to=readers[-1])
        claims = claims_of(session, ids, to=readers[-1])
        derived = {reader.audience: rows for reader, rows in _derived(persons, claims, readers).items()}
        if counted:
            _rewrite(session, ids, derived)
        else:
            had = set(session.scalars(select(NameToken.token).where(NameToken.person_id.in_(ids))))
            remove_rows(session, ids)
            keep_keys(session, had, _write(session, derived, counted=False))
    session.expire_all()


def _rewrite(session: Session, ids: Sequence[UUID], derived: Mapping[Audience, DerivedRows]) -> None:
    """Write what is derived of people in place of what the read model holds of them."""
    stored = stored_rows(session, ids)
    rewrite_rows(session, stored, derived)
    for audience, rows in derived.items():
        move(session, audience, stored[audience].facet_values(), rows.facet_values())
    had, has = (set[str]().union(*(r.name_tokens() for r in of.values())) for of in (stored, derived))
    # What somebody bore already has its keys.
    keep_keys(session, had - has, has - had)


def forget_before(session: Session, person_ids: Iterable[UUID]) -> None:
    """Leave it to history what was known of these persons before: something may not be told any more."""
    tokens = NAME_TOKENS[-1].c
    for ids in batches(person_ids):
        had = set(session.scalars(select(tokens.token).where(tokens.person_id.in_(ids))))
        past_rows.forget(session, ids)
        keep_keys(session, had, set())


def write_new(session: Session, persons: Sequence[Person], claims: Mapping[UUID, Sequence[Claim]]) -> None:
    """Write the read model of people who are new, of their claims as they were made."""
    keep_keys(session, set(), _write(session, derive_new(persons, claims), counted=True))


def derive_new(
    persons: Sequence[Person], claims: Mapping[UUID, Sequence[Claim]]
) -> dict[Audience, DerivedRows]:
    """Return what `write_new` writes of people by audience, in the order of `BY_PERSON`."""
    return {reader.audience: rows for reader, rows in _derived(persons, claims, READERS).items()}


def derive_as_held(
    session: Session, person_ids: Sequence[UUID], returning: Sequence[Claim]
) -> dict[Audience, DerivedRows]:
    """Return what `refresh` would write of persons if all that the session holds of them were written.

    `returning` are claims that are withdrawn as yet, and in the session not any more.
    """
    persons = _persons(session, person_ids, to=READERS[-1])
    # What rests on sources that nobody sees in lists as yet, they may show then.
    claims = claims_of(session, person_ids, to=CURATOR)
    load_citations(session, returning)
    for claim in returning:
        claims.setdefault(claim.person_id, []).append(claim)
    for own in claims.values():
        own.sort(key=lambda claim: (claim.made_at, claim.id))
    return {reader.audience: rows for reader, rows in _derived(persons, claims, READERS).items()}


def _write(session: Session, derived: Mapping[Audience, DerivedRows], *, counted: bool) -> set[str]:
    """Write what is derived of people of whom nothing stands there, and return the tokens of their names."""
    tokens = set[str]()
    for audience, rows in derived.items():
        tokens |= write_rows(session, audience, rows, {} if counted else None)
    return tokens


def write_rows(
    session: Session, audience: Audience, derived: DerivedRows, had_values: Mapping[int, set[Value]] | None
) -> set[str]:
    """Write rows of people whose sets were others for an audience, and return the tokens of their names."""
    for table, rows in zip(TABLES, derived, strict=True):
        if rows:
            session.execute(insert(table), rows)
    if had_values is not None:
        move(session, audience, had_values, derived.facet_values())
    return derived.name_tokens()


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


def keep_keys(session: Session, had: set[str], has: set[str]) -> None:
    """Give every token that persons have its keys, and take the keys of tokens that nobody ever had."""
    for rows in missing_keys(session, has):
        session.execute(insert(NAME_KEYS), rows)
    for few in _slices(sorted(had - has)):
        used = (select(tokens.c.token).where(tokens.c.token.in_(few)) for tokens in NAME_TOKENS)
        session.execute(
            delete(NameKey).where(NameKey.token.in_(few), NameKey.token.not_in(union_all(*used))),
            execution_options={"synchronize_session": False},
        )


def missing_keys(session: Session, tokens: set[str]) -> Iterator[Rows]:
    """Yield the keys of those tokens that have none yet, as rows of their table, some at a time."""
    keyed = select(NameKey.token).distinct()
    # Letters of a writing without spaces are looked up as printed, with no slip.
    for few in _slices(sorted(token for token in tokens if token < FIRST_UNSPACED)):
        known = set(session.scalars(keyed.where(NameKey.token.in_(few))))
        missing = (token for token in few if token not in known)
        if rows := [{"key": key, "token": token} for token in missing for key in sorted(keys(token))]:
            yield rows


def rebuild(session: Session) -> Iterator[int]:
    """Rewrite the summaries of all persons, and yield after each batch how many it held.

    What was kept of before is forgotten: it may have been derived by other rules.
    """
    session.execute(delete(NameKey), execution_options={"synchronize_session": False})
    past_rows.forget_all(session)
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


def derive(session: Session, person_ids: Sequence[UUID], *, to: Reader) -> DerivedRows:
    """Return afresh the rows of the read model of these persons for one audience.

    A person without a name that the audience may see has none.
    """
    persons = _persons(session, person_ids, to=to)
    return _derived(persons, claims_of(session, [person.id for person in persons], to=to), [to])[to]


def _persons(session: Session, ids: Sequence[UUID], *, to: Reader) -> Sequence[Person]:
    query = select(Person).where(Person.id.in_(ids), may_see_person(to)).order_by(Person.reference)
    return session.scalars(query.options(selectinload(Person.verifications))).all()


def _derived(
    persons: Sequence[Person], claims: Mapping[UUID, Sequence[Claim]], readers: Sequence[Reader]
) -> dict[Reader, DerivedRows]:
    """Return what `derive` returns for each reader, of loaded persons and claims, among them all they see."""
    derived = {reader: no_rows() for reader in readers}
    for person in persons:
        before: tuple[list[Any], list[Rows]] | None = None
        for reader in readers:
            if not sees_person(reader, person):
                continue
            own = [claim for claim in claims.get(person.id, ()) if sees_claim(reader, claim)]
            seen = [(claim, visible_citations(claim, to=reader)) for claim in own]
            # Most readers see the same of most people.
            rows = before[1] if before and before[0] == seen else list(rows_of(person, own, to=reader))
            before = seen, rows
            for table, of_person in zip(derived[reader], rows, strict=False):
                table += [row | {"audience": reader.audience} for row in of_person]
    return derived


def rows_of(person: Person, own: Sequence[Claim], *, to: Reader) -> Iterator[Rows]:
    """Yield the rows of a person for each table, of the claims that a reader sees; nothing without a name."""
    own_spans = spans(own, verified_days(person), to=to)
    summary = digest(person, own, own_spans[-1], to=to)
    if summary is None:
        return
    # Of whom no status is told, the name's passage stands there today.
    own_spans[-1]["citation_id"] = summary["citation_id"]
    key = {"person_id": person.id}
    yield [key | summary]
    yield [key | span for span in own_spans]
    facet_values = sorted(facets(own, to=to) | moves(own, to=to))
    yield [key | {"facet": facet, "value": value} for facet, value in facet_values]
    yield [key | {"token": token} for token in sorted(name_tokens(own))]
    yield list(due_days(person.id, own, summary))


def verified_days(person: Person) -> set[date]:
    """Return the days on which somebody confirmed what a record says."""
    days = {verification.day for verification in person.verifications}
    return days | {person.last_verified_on} if person.last_verified_on else days


def _slices(tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    return (tokens[place : place + BATCH] for place in range(0, len(tokens), BATCH))


def count(session: Session) -> int:
    """Return how many people there are, as `rebuild` goes through them."""
    return session.scalar(select(func.count()).select_from(Person)) or 0
