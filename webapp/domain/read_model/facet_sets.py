"""Who has which value of which facet: sets of people by number, kept beside the read model for counting."""

# A person's number is that of the reference, P-0001. The sets are roaring bitmaps: a million people take
# 125 kB at most, and how many two of them share is told in microseconds.

# Beside the facets that a filter names there are sets for looking up: `name` has who bears a folded token,
# those of `liberty_set_keys` have when whose liberty began and ended and since when who is held, those of
# `name_initials` whose names begin how, and that of DERIVED has everybody.

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, TypeVar
from uuid import UUID

from pyroaring import BitMap
from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from webapp.domain.claims.event_order import ORDER
from webapp.domain.claims.liberty_periods import ANNOUNCEMENTS_END
from webapp.domain.read_model.csv_words import TERM_OF
from webapp.domain.read_model.due_days import DUE_DAYS
from webapp.domain.read_model.liberty_set_keys import (
    HELD_SINCE,
    STALE_FROM,
    held_since_key,
    spell_status,
    spells,
)
from webapp.domain.read_model.liberty_spans import RELEASED_IN, TAKEN_IN
from webapp.domain.read_model.name_initials import initials_of
from webapp.domain.read_model.summary_row import FACETS
from webapp.domain.terms.differing_ends import ENDS_COMPARED
from webapp.domain.text.name_folding import FOLDING
from webapp.domain.text.words import WORDS
from webapp.models import BYTES, Base, FacetMembers, LibertySpan, NameToken, PersonSummary, SummaryFacet
from webapp.vocab.claims import Audience
from webapp.vocab.liberty import Held, Status
from webapp.vocab.verification import DAYS_TO_VERIFY, Freshness
from webapp.vocab.words import Word

K = TypeVar("K")
Value = tuple[str, str]
Rows = Sequence[Mapping[str, Any]]
# Facets that are columns of the summary; the others are rows of their own.
COLUMNS = ("held", "status", "state")
_OF_SUMMARY = (*COLUMNS, "held_since_earliest", "held_since_latest", "sort_key")
NAME = "name"
_DERIVED_FROM = {
    *FACETS, TAKEN_IN, RELEASED_IN, STALE_FROM, HELD_SINCE, FOLDING, WORDS, TERM_OF.strip(), ENDS_COMPARED,
    DUE_DAYS, ANNOUNCEMENTS_END, ORDER,
}  # fmt: skip
_SLICE, _UNWATCHED, IN_BYTES = 100, {"synchronize_session": False}, {BYTES: True}
MEMBERS = Base.metadata.tables[FacetMembers.__tablename__]
_KEY = (MEMBERS.c.facet == bindparam("f"), MEMBERS.c.value == bindparam("v"))
_OVERWRITTEN = (
    update(MEMBERS)
    .where(MEMBERS.c.audience == bindparam("a"), *_KEY)
    .values(number=bindparam("n"), members=bindparam("m"))
)


def derivation() -> Value:
    """Return the facet of everybody who was derived as now: these facets, this folding of names, these days.

    Who is not in its set was derived by an older version, or by other days after which to verify.
    """
    days = (f"{status}={days}" for status, days in DAYS_TO_VERIFY.items())
    return "derived", " ".join(sorted({*_DERIVED_FROM, *days}))


def number_of(reference: str) -> int:
    """Return the number of a person's reference: 12 for `P-0012`."""
    return int(reference[2:])


def reference_of(number: int) -> str:
    """Return the reference of a person's number: `P-0012` for 12."""
    return f"P-{number:04d}"


def values_of(
    session: Session, ids: Sequence[UUID], audiences: Iterable[Audience] = tuple(Audience)
) -> dict[Audience, dict[int, set[Value]]]:
    """Return the facet values that the read model holds of these persons, by audience and number."""
    values: dict[Audience, dict[int, set[Value]]] = {}
    own = and_(PersonSummary.person_id.in_(ids), PersonSummary.audience.in_(audiences))
    for audience, number, value in _stored(session, own):
        values.setdefault(audience, {}).setdefault(number, set()).add(value)
    return values


def values_in(summaries: Rows, spans: Rows, facets: Rows, tokens: Rows) -> dict[int, set[Value]]:
    """Return the facet values in rows of the read model, as `refresh.derive` makes them, by number."""
    values = {
        row["person_id"]: {derivation(), *_of_summary(*(row[name] for name in _OF_SUMMARY))}
        for row in summaries
    }
    # Rows of whom there is no summary, as in a read model that somebody damaged, are in no set.
    nobody = set[Value]()
    for row in facets:
        values.get(row["person_id"], nobody).add((row["facet"], row["value"]))
    for row in tokens:
        values.get(row["person_id"], nobody).add((NAME, row["token"]))
    # Each person's spells come together, the first one first.
    for person_id, rows in groupby(spans, lambda row: row["person_id"]):
        values.get(person_id, nobody).update(spells(
            (row["begins"], row["ends"], spell_status(row["status"], row["held"], row["freshness"]))
            for row in rows
        ))  # fmt: skip
    return {number_of(row["reference"]): values[row["person_id"]] for row in summaries}


def move(
    session: Session,
    audience: Audience,
    before: Mapping[int, set[Value]],
    after: Mapping[int, set[Value]],
) -> None:
    """Take persons out of the sets of the values that they had, and put them into those that they have."""
    exchange(session, audience, only_here(before, after), only_here(after, before))


def exchange(
    session: Session, audience: Audience, leaving: Mapping[Value, BitMap], joining: Mapping[Value, BitMap]
) -> None:
    """Take people out of the sets of these values, and put others into those."""
    for before, after in _exchanged(session, audience, leaving, joining):
        _remove(session, audience, [key for key in before if not after[key]])
        # What stands there is overwritten: of a large set SQLite then writes no page that stays as it was.
        stays = [row for row in _rows(audience, after) if (row["facet"], row["value"]) in before]
        if stays:
            session.execute(_OVERWRITTEN, [_overwriting(row) for row in stays])
        if new := _rows(audience, {key: people for key, people in after.items() if key not in before}):
            session.execute(insert(MEMBERS), new)


def exchanged(
    session: Session, audience: Audience, leaving: Mapping[Value, BitMap], joining: Mapping[Value, BitMap]
) -> Iterator[Rows]:
    """Remove the sets that `exchange` changes and yield, some at a time, what is to stand there instead."""
    for before, after in _exchanged(session, audience, leaving, joining):
        _remove(session, audience, list(before))
        if new := _rows(audience, after):
            yield new


def _exchanged(
    session: Session, audience: Audience, leaving: Mapping[Value, BitMap], joining: Mapping[Value, BitMap]
) -> Iterator[tuple[dict[Value, BitMap], dict[Value, BitMap]]]:
    """Yield, some at a time, the sets that there are of these values, and all of them as they are to be."""
    nobody = BitMap()
    for keys in _slices(sorted(leaving.keys() | joining.keys())):
        # By facets and by values: pairs of both are looked up more slowly.
        facets, values = ({key[place] for key in keys} for place in (0, 1))
        where = (MEMBERS.c.audience == audience, MEMBERS.c.facet.in_(facets), MEMBERS.c.value.in_(values))
        query = select(MEMBERS.c.facet, MEMBERS.c.value, MEMBERS.c.members).where(*where)
        rows = session.execute(query, execution_options=IN_BYTES)
        wanted = set(keys)
        before = {
            (facet, value): BitMap.deserialize(members)
            for facet, value, members in rows
            if (facet, value) in wanted
        }
        yield before, {
            key: (before.get(key, nobody) - leaving.get(key, nobody)) | joining.get(key, nobody)
            for key in keys
        }


def _remove(session: Session, audience: Audience, keys: Sequence[Value]) -> None:
    if keys:
        stands = (MEMBERS.c.audience == audience, *_KEY)
        session.execute(delete(MEMBERS).where(*stands), [{"f": facet, "v": value} for facet, value in keys])


def _overwriting(row: Mapping[str, Any]) -> dict[str, Any]:
    audience, facet, value, number, members = row.values()
    return {"a": audience, "f": facet, "v": value, "n": number, "m": members}


def rebuild(session: Session) -> None:
    """Make all sets anew from the summaries and their facets."""
    session.execute(delete(FacetMembers), execution_options=_UNWATCHED)
    for audience in Audience:
        for rows in _slices(_rows(audience, fresh(session, audience))):
            session.execute(insert(MEMBERS), rows)


def fresh(session: Session, audience: Audience) -> dict[Value, BitMap]:
    """Return the sets as the summaries and their facets make them today."""
    sets: dict[Value, BitMap] = {}
    for _, number, value in _stored(session, PersonSummary.audience == audience, yield_per=5_000):
        sets.setdefault(value, BitMap()).add(number)
    return sets


def _stored(
    session: Session, where: ColumnElement[bool], **options: int
) -> Iterator[tuple[Audience, int, Value]]:
    """Yield audience and number of each summary with each facet value that the read model holds of it."""
    key = (PersonSummary.audience, PersonSummary.reference)
    anybody = False
    summaries = select(*key, *(getattr(PersonSummary, name) for name in _OF_SUMMARY)).where(where)
    for audience, reference, *columns in session.execute(summaries, execution_options=options):
        anybody = True
        number = number_of(reference)
        yield audience, number, derivation()
        yield from ((audience, number, value) for value in _of_summary(*columns))
    if not anybody:
        # As of everybody who is new: the other tables hold no row of them.
        return
    facets = select(*key, SummaryFacet.facet, SummaryFacet.value).where(where)
    facets = facets.join(SummaryFacet, _same_person(SummaryFacet))
    for audience, reference, facet, value in session.execute(facets, execution_options=options):
        yield audience, number_of(reference), (facet, value)
    tokens = select(*key, NameToken.token).join(NameToken, _same_person(NameToken)).where(where)
    for audience, reference, token in session.execute(tokens, execution_options=options):
        yield audience, number_of(reference), (NAME, token)
    rows = session.execute(_spans().where(where), execution_options=options)
    for (audience, reference), own in groupby(rows, _key):
        ends = ((row.begins, row.ends, spell_status(row.status, row.held, row.freshness)) for row in own)
        yield from ((audience, number_of(reference), value) for value in spells(ends))


def _of_summary(
    held: Held, status: Status, state: Word, earliest: date | None, latest: date | None, sort_key: str
) -> Iterator[Value]:
    """Yield the facets that are columns, since when who is held, and the initials of the name.

    Uncertain liberty has no status.
    """
    yield "held", held.value
    yield "state", state.value
    yield initials_of(sort_key)
    if held is not Held.UNCERTAIN:
        yield "status", status.value
    if held is Held.YES:
        yield HELD_SINCE, held_since_key(earliest, latest)


def _spans() -> Select[Audience, str, date, date, Status, Held, Freshness | None]:
    query = select(
        PersonSummary.audience, PersonSummary.reference, LibertySpan.begins, LibertySpan.ends,
        LibertySpan.status, LibertySpan.held, LibertySpan.freshness,
    )  # fmt: skip
    query = query.join(LibertySpan, _same_person(LibertySpan))
    return query.order_by(PersonSummary.audience, PersonSummary.reference, LibertySpan.begins)


def _key(row: Row[Audience, str, date, date, Status, Held, Freshness | None]) -> tuple[Audience, str]:
    return row[0], row[1]


def _slices(keys: Sequence[K]) -> Iterator[Sequence[K]]:
    return (keys[place : place + _SLICE] for place in range(0, len(keys), _SLICE))


def _same_person(
    table: type[SummaryFacet] | type[NameToken] | type[LibertySpan],
) -> ColumnElement[bool]:
    return and_(table.person_id == PersonSummary.person_id, table.audience == PersonSummary.audience)


def only_here(here: Mapping[int, set[Value]], there: Mapping[int, set[Value]]) -> dict[Value, BitMap]:
    """Return by value the people who have it here and not there."""
    sets: dict[Value, BitMap] = {}
    for number, values in here.items():
        for value in values - there.get(number, set()):
            sets.setdefault(value, BitMap()).add(number)
    return sets


def _rows(audience: Audience, sets: Mapping[Value, BitMap]) -> Rows:
    return [
        {
            "audience": audience, "facet": facet, "value": value, "number": len(people),
            "members": people.serialize(),
        }
        for (facet, value), people in sets.items()
        if people
    ]  # fmt: skip
