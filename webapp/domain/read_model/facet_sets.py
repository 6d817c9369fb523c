"""Who has which value of which facet: sets of people by number, kept beside the read model for counting."""

# A person's number is that of the reference, P-0001. The sets are roaring bitmaps: a million people take
# 125 kB at most, and how many two of them share is told in microseconds.

# Beside the facets that a filter names there are sets for looking up: `name` has who bears a folded token,
# the other ones on which day which spell of whose liberty began and ended. Spells are counted from 0 for each
# person, so that a set of people can tell them apart. Days lie in a facet for each month: whoever asks for a
# day reads the months before it and the days of one.

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from pyroaring import BitMap
from sqlalchemy import ColumnElement, Select, and_, delete, insert, select, tuple_
from sqlalchemy.orm import Session

from webapp.models import BYTES, FacetMembers, LibertySpan, NameToken, PersonSummary, SummaryFacet
from webapp.vocab.claims import Audience
from webapp.vocab.liberty import Status

Value = tuple[str, str]
Rows = Sequence[Mapping[str, Any]]
# Facets that are columns of the summary; the others are rows of their own.
COLUMNS = ("held", "status", "state")
NAME = "name"
_BEGUN, _ENDED = "begun", "ended"
_SLICE = 100
_UNWATCHED = {"synchronize_session": False}
_IN_BYTES = {BYTES: True}


def number_of(reference: str) -> int:
    """Return the number of a person's reference: 12 for `P-0012`."""
    return int(reference[2:])


def reference_of(number: int) -> str:
    """Return the reference of a person's number: `P-0012` for 12."""
    return f"P-{number:04d}"


def values_of(session: Session, audience: Audience, ids: Sequence[UUID]) -> dict[int, set[Value]]:
    """Return the facet values that the read model holds of these persons, by number."""
    summaries = select(PersonSummary.reference, *(getattr(PersonSummary, name) for name in COLUMNS))
    facets = select(PersonSummary.reference, SummaryFacet.facet, SummaryFacet.value)
    facets = facets.join(SummaryFacet, _same_person())
    theirs = (PersonSummary.audience == audience, PersonSummary.person_id.in_(ids))
    found: dict[int, set[Value]] = {}
    for reference, *values in session.execute(summaries.where(*theirs)):
        found[number_of(reference)] = set(zip(COLUMNS, (value.value for value in values), strict=True))
    for reference, facet, value in session.execute(facets.where(*theirs)):
        found[number_of(reference)].add((facet, value))
    for reference, token in session.execute(_tokens().where(*theirs)):
        found[number_of(reference)].add((NAME, token))
    for reference, rows in groupby(session.execute(_spans().where(*theirs)), lambda row: row.reference):
        found[number_of(reference)].update(_spells([row[1:] for row in rows]))
    return found


def values_in(summaries: Rows, spans: Rows, facets: Rows, tokens: Rows) -> dict[int, set[Value]]:
    """Return the facet values in rows of the read model, as `summaries.derive` makes them, by number."""
    numbers = {row["person_id"]: number_of(row["reference"]) for row in summaries}
    found = {
        numbers[row["person_id"]]: {(name, row[name].value) for name in COLUMNS} for row in summaries
    }
    for row in facets:
        found[numbers[row["person_id"]]].add((row["facet"], row["value"]))
    for row in tokens:
        found[numbers[row["person_id"]]].add((NAME, row["token"]))
    # Each person's spells come together, the first one first.
    for person_id, rows in groupby(spans, lambda row: row["person_id"]):
        told = [(row["begins"], row["ends"], row["status"]) for row in rows]
        found[numbers[person_id]].update(_spells(told))
    return found


def move(
    session: Session,
    audience: Audience,
    before: Mapping[int, set[Value]],
    after: Mapping[int, set[Value]],
) -> None:
    """Take persons out of the sets of the values that they had, and put them into those that they have."""
    gone, come = _by_value(before, after), _by_value(after, before)
    touched = sorted(gone.keys() | come.keys())
    kept = {}
    for some in _slices(touched):
        keys = tuple_(FacetMembers.facet, FacetMembers.value).in_(some)
        where = (FacetMembers.audience == audience, keys)
        query = select(FacetMembers.facet, FacetMembers.value, FacetMembers.members).where(*where)
        for facet, value, members in session.execute(query, execution_options=_IN_BYTES):
            kept[facet, value] = BitMap.deserialize(members)
        session.execute(delete(FacetMembers).where(*where), execution_options=_UNWATCHED)
    nobody = BitMap()
    sets = {key: (kept.get(key, nobody) - gone.get(key, nobody)) | come.get(key, nobody) for key in touched}
    _write(session, audience, sets)


def rebuild(session: Session) -> None:
    """Make all sets anew from the summaries and their facets."""
    session.execute(delete(FacetMembers), execution_options=_UNWATCHED)
    for audience in Audience:
        _write(session, audience, fresh(session, audience))


def fresh(session: Session, audience: Audience) -> dict[Value, BitMap]:
    """Return the sets as the summaries and their facets make them today."""
    found: dict[Value, BitMap] = {}
    columns = select(PersonSummary.reference, *(getattr(PersonSummary, name) for name in COLUMNS))
    facets = select(PersonSummary.reference, SummaryFacet.facet, SummaryFacet.value)
    facets = facets.join(SummaryFacet, _same_person())
    at_once = {"yield_per": 5_000}
    own = PersonSummary.audience == audience
    for reference, *values in session.execute(columns.where(own), execution_options=at_once):
        for facet, word in zip(COLUMNS, values, strict=True):
            found.setdefault((facet, word.value), BitMap()).add(number_of(reference))
    for reference, facet, value in session.execute(facets.where(own), execution_options=at_once):
        found.setdefault((facet, value), BitMap()).add(number_of(reference))
    for reference, token in session.execute(_tokens().where(own), execution_options=at_once):
        found.setdefault((NAME, token), BitMap()).add(number_of(reference))
    told = session.execute(_spans().where(own), execution_options=at_once)
    for reference, rows in groupby(told, lambda row: row.reference):
        for key in _spells([row[1:] for row in rows]):
            found.setdefault(key, BitMap()).add(number_of(reference))
    return found


def _tokens() -> Select[str, str]:
    same = and_(NameToken.person_id == PersonSummary.person_id, NameToken.audience == PersonSummary.audience)
    return select(PersonSummary.reference, NameToken.token).join(NameToken, same)


def _spans() -> Select[str, date, date, Status]:
    span = LibertySpan
    same = and_(span.person_id == PersonSummary.person_id, span.audience == PersonSummary.audience)
    query = select(PersonSummary.reference, span.begins, span.ends, span.status).join(span, same)
    return query.order_by(PersonSummary.reference, span.begins)


def _spells(spans: Iterable[tuple[date, date, Status]]) -> set[Value]:
    """Return under which month and day each spell of a person's liberty began and ended."""
    found: set[Value] = set()
    for place, (begins, ends, status) in enumerate(spans):
        for what, day, told in (
            (_BEGUN, begins, f"{place} {status.value}"), (_ENDED, ends, f"{place} "),
        ):  # fmt: skip
            if day != date.max:
                month = day.isoformat()[:7]
                found |= {(what, f"{month} {told}"), (f"{what} {month}", f"{day.isoformat()} {told}")}
    return found


def on_day(session: Session, audience: Audience, day: date) -> dict[Status, BitMap]:
    """Return who had which status on a day, as far as it is known now."""
    begun: dict[tuple[int, str], BitMap] = {}
    ended: dict[int, BitMap] = {}
    month = day.isoformat()[:7]
    facets = (_BEGUN, f"{_BEGUN} {month}", _ENDED, f"{_ENDED} {month}")
    query = select(FacetMembers.facet, FacetMembers.value, FacetMembers.members).where(
        FacetMembers.audience == audience, FacetMembers.facet.in_(facets)
    )
    for facet, value, members in session.execute(query, execution_options=_IN_BYTES):
        when, spell, status = value.split(" ")
        if when < month if len(when) == len(month) else when <= day.isoformat():
            some = BitMap.deserialize(members)
            if facet.startswith(_BEGUN):
                begun[int(spell), status] = begun.get((int(spell), status), BitMap()) | some
            else:
                ended[int(spell)] = ended.get(int(spell), BitMap()) | some
    found: dict[Status, BitMap] = {}
    for (place, word), some in begun.items():
        still = some - ended.get(place, BitMap())
        if still:
            found[Status(word)] = found.get(Status(word), BitMap()) | still
    return found


def members(session: Session, audience: Audience, facet: str, values: Iterable[str]) -> BitMap:
    """Return the people who have one of the values of a facet."""
    query = select(FacetMembers.members).where(
        FacetMembers.audience == audience, FacetMembers.facet == facet
    )
    found, wanted = BitMap(), list(values)
    for place in range(0, len(wanted), _SLICE):
        these = query.where(FacetMembers.value.in_(wanted[place : place + _SLICE]))
        some = session.scalars(these, execution_options=_IN_BYTES)
        found = BitMap.union(found, *map(BitMap.deserialize, some))
    return found


def largest_first(session: Session, audience: Audience, facet: str) -> Iterator[tuple[str, BitMap]]:
    """Yield the values of a facet with their people, those of most people first."""
    query = select(FacetMembers.value, FacetMembers.members).where(
        FacetMembers.audience == audience, FacetMembers.facet == facet
    )
    query = query.order_by(FacetMembers.number.desc(), FacetMembers.value)
    # Whoever asks for the largest seldom wants the many small ones.
    first = session.execute(query.limit(_SLICE), execution_options=_IN_BYTES).all()
    yield from ((value, BitMap.deserialize(told)) for value, told in first)
    if len(first) == _SLICE:
        for value, told in session.execute(query.offset(_SLICE), execution_options=_IN_BYTES):
            yield value, BitMap.deserialize(told)


def largest(session: Session, audience: Audience, facet: str, most: int) -> list[tuple[str, int]]:
    """Return the values of a facet and how many people have each, most first."""
    query = select(FacetMembers.value, FacetMembers.number).where(
        FacetMembers.audience == audience, FacetMembers.facet == facet
    )
    rows = session.execute(query.order_by(FacetMembers.number.desc(), FacetMembers.value).limit(most))
    return [(value, number) for value, number in rows]


def _slices(keys: Sequence[Value]) -> Iterator[Sequence[Value]]:
    return (keys[place : place + _SLICE] for place in range(0, len(keys), _SLICE))


def _same_person() -> ColumnElement[bool]:
    return and_(
        SummaryFacet.person_id == PersonSummary.person_id, SummaryFacet.audience == PersonSummary.audience
    )


def _by_value(here: Mapping[int, set[Value]], there: Mapping[int, set[Value]]) -> dict[Value, BitMap]:
    """Return by value the people who have it here and not there."""
    found: dict[Value, BitMap] = {}
    for number, values in here.items():
        for value in values - there.get(number, set()):
            found.setdefault(value, BitMap()).add(number)
    return found


def _write(session: Session, audience: Audience, sets: Mapping[Value, BitMap]) -> None:
    rows = [
        {
            "audience": audience,
            "facet": facet,
            "value": value,
            "number": len(some),
            "members": some.serialize(),
        }
        for (facet, value), some in sets.items()
        if some
    ]
    for place in range(0, len(rows), _SLICE):
        session.execute(insert(FacetMembers), rows[place : place + _SLICE])
