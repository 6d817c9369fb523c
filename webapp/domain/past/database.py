"""The whole database as it was known at an instant, made anew beside it: for lists, counts and exports."""

# As on a person's page: what persons, claims and citations said comes from history alone; organizations,
# laws, sources and passages are as they are today, and so are the limits of who may see what.

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import chain, starmap
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, exists, insert, inspect, select
from sqlalchemy.orm import Session, aliased

from webapp.domain.batches import among, batches
from webapp.domain.history.altering import OF_TODAY, alters_earlier_days
from webapp.domain.history.known_by import known_by
from webapp.domain.past.kept_rows import copy_rows
from webapp.domain.past.rows import changed_rows_at, changed_since, rows_as_stored
from webapp.domain.past.tables import BESIDE_LISTS, CLAIM_KINDS, OF_PEOPLE, table_of
from webapp.domain.past.unchanged import changed_people, copy_unchanged
from webapp.domain.read_model.refresh import count, refresh
from webapp.domain.refusals import Refused
from webapp.domain.visibility import Reader, may_see_claim, may_see_person
from webapp.models import Citation, Claim, CountingRule, Passage, Person, Revision, SourceVersion
from webapp.vocab.accounts import Action
from webapp.vocab.claims import Audience, Visibility
from webapp.vocab.words import N_

Earlier = aliased(Revision)
_AT_ONCE = 500
TableRows = dict[Table, list[dict[str, Any]]]


def known_at(until: datetime | None, *, now: datetime) -> datetime:
    """Return the instant of whose knowledge a list is asked: `until`, or now where that is not over yet.

    Raises Refused at `known_on` for a day to come.
    """
    if until is not None and until.date() > now.date():
        raise Refused("known_on", N_("This lies in the future; nobody knows it yet."))
    return now if until is None else min(until, now)


def revision_at(session: Session, *, at: datetime) -> int:
    """Return the number of the last revision at an instant, 0 before the first."""
    # From the newest on: so far back few go, and no index holds the instants.
    earlier = select(Revision.number).where(known_by(at)).order_by(Revision.number.desc())
    return session.scalar(earlier.limit(1)) or 0


def alters(session: Session, *, then: int, since: int) -> bool:
    """Tell whether anything after revision `since` alters what is told today of revision `then`.

    What is said of rows that came later does not.
    """
    known_then = exists().where(Earlier.row_id == Revision.row_id, Earlier.number <= then)
    later = select(Revision.action, Revision.table_name, Revision.changes).where(
        Revision.number > since, Revision.number > then, Revision.action != Action.CREATED, known_then
    )
    return any(starmap(alters_earlier_days, session.execute(later)))


def restore(
    session: Session, into: Session, *, at: datetime, to: Reader, lists_only: bool = False,
    kept: Session | None = None,
) -> Iterator[int]:  # fmt: skip
    """Fill an empty database with what was known at `at`, and yield after each batch its number of people.

    It holds what readers of this audience saw then, less what they may not see today; in an internal list
    claims withdrawn since are there, and those restricted since are not. Texts of sources are left out.
    Only people of whom history records anything since are made anew; the others are as they stand.
    With `lists_only` it has no table of claims, and is made in a third of the time. What lists show is
    taken from `kept`, a session over the rows that held then, if there is one: to derive it of the claims
    anew takes most of the time.
    """
    for kind in OF_TODAY:
        _copy(session, into, kind)
    since = revision_at(session, at=at)
    changed = changed_people(session, since=since)
    claims = None if lists_only else open_today(to)
    by_row = copy_unchanged(
        session, into, changed, since=since, claims=claims, to=to, is_kept=kept is not None
    )
    yield count(session) - len(changed.known)
    for ids in batches(changed.known):
        _make_anew(session, into, ids, since, to, kept, by_row=by_row)
        yield len(ids)
    _write_passages_of_law(session, into)
    # Whoever asks for claims all the same is not told that there are none.
    for model in BESIDE_LISTS if lists_only else ():
        table_of(model).drop(into.connection())
    into.commit()


def restore_few(
    session: Session, into: Session, person_ids: Sequence[UUID], *, at: datetime, to: Reader, kept: Session
) -> None:
    """Fill an empty database with what was known of a few people at `at`, however many there are in all.

    It is what `restore` tells of them; `kept` is a session over the rows that lists showed then.
    """
    for kind in OF_TODAY:
        _copy(session, into, kind)
    since = revision_at(session, at=at)
    for ids in batches(person_ids):
        _make_anew(session, into, ids, since, to, kept)
    _write_passages_of_law(session, into)
    into.commit()


def _make_anew(
    session: Session, into: Session, ids: Sequence[UUID], since: int, to: Reader, kept: Session | None,
    *, by_row: bool = False,
) -> None:  # fmt: skip
    _write(into, _batch(session, into if by_row else None, ids, since, to))
    if kept is None:
        refresh(into, ids, readers=(to,))
    elif not by_row:
        copy_rows(kept, into, ids, to=to)


def _batch(
    session: Session, copied: Session | None, ids: Sequence[UUID], since: int, to: Reader
) -> TableRows:
    """Return the rows of people as they were, save those that another database holds already."""
    people, claims, citations = dict[UUID, Any](), dict[UUID, Any](), dict[UUID, Any]()
    person_ids, changed = set(ids), changed_since(session, ids, since=since)
    as_stored = partial(rows_as_stored, session, without=changed)
    for key, kind, values in changed_rows_at(session, ids, revision=since):
        if kind is Person and key in person_ids:
            people[key] = kind, values
        elif issubclass(kind, Claim) and values["person_id"] in person_ids:
            claims[key] = kind, values
        elif kind is Citation:
            citations[key] = kind, values
        elif kind in OF_PEOPLE and values[OF_PEOPLE[kind]] in person_ids:
            people[key] = kind, values
    # Which version of a record it was, history leaves out.
    records = as_stored(Person, "id", ids)
    people |= {key: (kind, values | {"version": 1}) for key, kind, values in records}
    there = set[UUID]()
    if copied is None:
        own = (as_stored(kind, "person_id", ids) for kind in CLAIM_KINDS)
        claims |= {key: (kind, values) for key, kind, values in chain.from_iterable(own)}
        beside = (as_stored(kind, column, ids) for kind, column in OF_PEOPLE.items())
        people |= {key: (kind, values) for key, kind, values in chain.from_iterable(beside)}
    else:
        cited = {values["claim_id"] for _, values in citations.values()} - claims.keys()
        there = among(copied, select(Claim.id), Claim.id, cited)
    quoting = as_stored(Citation, "claim_id", list(claims))
    citations |= {key: (kind, values) for key, kind, values in quoting}
    open_today = _still_open(session, claims, to)
    claims = {key: row for key, row in claims.items() if key in open_today}
    restored = claims.keys() | there
    citations = {key: row for key, row in citations.items() if row[1]["claim_id"] in restored}
    if to.audience is Audience.PUBLIC:
        citations_today = among(session, select(Citation.id), Citation.id, citations)
        citations = {key: row for key, row in citations.items() if key in citations_today}
    rows: TableRows = {}
    for kind, values in (*people.values(), *claims.values(), *citations.values()):
        _divide(rows, kind, values)
    quoted = (values.get("passage_id") for _, values in (*people.values(), *citations.values()))
    _add_passages(session, rows, {passage_id for passage_id in quoted if passage_id})
    return rows


def _still_open(session: Session, claims: dict[UUID, Any], to: Reader) -> set[UUID]:
    """Return those of the claims that the readers of an audience may be told of today."""
    return among(session, open_today(to), Claim.id, claims)


def open_today(to: Reader) -> Select[UUID]:
    """Return a query for the claims that the readers of an audience may be told of today."""
    if to.audience is Audience.PUBLIC:
        return select(Claim.id).join(Claim.person).where(may_see_claim(to), may_see_person(to))
    return select(Claim.id).where(Claim.visibility != Visibility.RESTRICTED)


def _add_passages(session: Session, rows: TableRows, ids: set[UUID]) -> None:
    table = table_of(Passage)
    for batch in batches(ids):
        passages = session.execute(select(table).where(table.c.id.in_(batch)))
        rows.setdefault(table, []).extend(dict(row._mapping) for row in passages)


def _write_passages_of_law(session: Session, into: Session) -> None:
    """Write the words of the law on which counting rules rest: the rules are as they are today."""
    rows: TableRows = {}
    _add_passages(session, rows, set(session.scalars(select(CountingRule.passage_id))))
    _write(into, rows)


def _copy(session: Session, into: Session, kind: type[Any]) -> None:
    table = table_of(kind)
    columns = [column for column in table.columns if (kind, column.name) != (SourceVersion, "text")]
    result = session.execute(select(*columns).execution_options(yield_per=_AT_ONCE))
    for rows in result.mappings().partitions():
        into.execute(insert(table), [dict(row) for row in rows])


def _divide(rows: TableRows, kind: type[Any], values: dict[str, Any]) -> None:
    """Put the values of a row into its table, or into that of all claims and that of its kind."""
    mapper = inspect(kind)
    for table in mapper.tables:
        row = {column.name: values[mapper.get_property_by_column(column).key] for column in table.columns}
        rows.setdefault(table, []).append(row)


def _write(into: Session, rows: TableRows) -> None:
    for table, table_rows in rows.items():
        written = set[UUID]()
        if table is table_of(Passage):
            # Several people may rest on one passage.
            written = among(into, select(table.c.id), table.c.id, (row["id"] for row in table_rows))
        new_rows = [row for row in table_rows if row["id"] not in written]
        if new_rows:
            into.execute(insert(table), new_rows)

