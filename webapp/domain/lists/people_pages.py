"""The people list: one page of it by key, and how many there are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from pyroaring import BitMap
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.lists.facet_selection import PeopleSelection, select_people
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.name_search import ranked
from webapp.domain.lists.orders import OrderPlace, PeopleOrder
from webapp.domain.read_model.facet_members import blocks_by_name
from webapp.domain.read_model.facet_sets import number_of, reference_of
from webapp.domain.read_model.liberty_spans import holds_on
from webapp.domain.visibility import Reader, in_use
from webapp.models import LibertySpan, PersonSummary
from webapp.vocab.liberty import Held

PAGE = 50
# Names met in one step of a walk, at most.
_STRIDE = 1_000
# How many rows of a walk are read in the time that one person takes to be looked up.
_DEARER = 4
# More than one in so many people are met soon on any walk; and few more than a page are looked up at once.
_THIN, _PAGES_AT_ONCE = 20, 2
# After all signs with which keys of names go on.
_AFTER_LETTERS = "\x7f"


@dataclass(frozen=True)
class PeoplePage:
    """One page of the list; `before` and `after` are the keys of its neighbours, None at the ends.

    `spans` holds by person what was current on the day that the filter asks for, if it asks for one. Where
    all who bear a name that was searched stand on one page, the likest come first, and `spelling` tells
    which of their names is the like one.
    """

    rows: list[PersonSummary]
    before: str | None
    after: str | None
    spans: dict[UUID, LibertySpan] = field(default_factory=dict)
    spelling: dict[UUID, str] = field(default_factory=dict)


def people(
    session: Session,
    people_filter: PeopleFilter,
    *,
    to: Reader,
    after: str | None = None,
    before: str | None = None,
    size: int = PAGE,
    selection: PeopleSelection | None = None,
) -> PeoplePage:
    """Return the page of the list that begins after one key or ends before another.

    `selection` is whom the filter leaves, where that was looked up before.
    """
    selection = selection or select_people(session, people_filter, to=to)
    order = PeopleOrder(people_filter, to)
    beyond = order.place(after if before is None else before)
    places = _page(
        session, selection, order, beyond=beyond, backward=before is not None, most=size + 1
    )
    more, places = len(places) > size, places[:size]
    if before is not None:
        places.reverse()
    if not places:
        return PeoplePage([], None, None)
    rows = _rows(session, places, to)
    has_before = more if before is not None else after is not None
    has_after = True if before is not None else more
    spans = _spans(session, rows, people_filter.as_of)
    if people_filter.q and not (people_filter.sort or has_before or has_after):
        hits = ranked(rows, people_filter.q)
        spelling = {hit.person.person_id: hit.spelling for hit in hits}
        return PeoplePage([hit.person for hit in hits], None, None, spans, spelling)
    ends = order.key(places[0]) if has_before else None, order.key(places[-1]) if has_after else None
    return PeoplePage(rows, *ends, spans)


def count(session: Session, people_filter: PeopleFilter, *, to: Reader) -> int:
    """Return how many people the filter matches."""
    return len(select_people(session, people_filter, to=to).people)


def newest_word(session: Session, *, to: Reader) -> date | None:
    """Return the last day by which a source tells of somebody who is held; None where none is dated."""
    query = select(PersonSummary.last_word_on).where(
        PersonSummary.audience == to.audience, PersonSummary.held == Held.YES, in_use(PersonSummary),
        PersonSummary.last_word_on.is_not(None),
    )  # fmt: skip
    return session.scalar(query.order_by(PersonSummary.last_word_on.desc()).limit(1))


def _page(
    session: Session, selection: PeopleSelection, order: PeopleOrder, *, beyond: OrderPlace | None,
    backward: bool, most: int,
) -> list[OrderPlace]:  # fmt: skip
    """Return the places of the first of these people beyond a place, or backward before it."""
    people, everybody = selection.people, selection.everybody
    # Bearers of a name stand close together, perhaps at the end: they are looked for block by block.
    are_few = len(people) * _THIN < len(everybody) or bool(order.people_filter.q)
    if order.is_of_names and are_few and len(people) > most * _PAGES_AT_ONCE:
        return _by_initials(session, selection, order, beyond=beyond, backward=backward, most=most)
    if _are_thin(len(people), len(everybody), most):
        return _looked_up(session, people, order, beyond=beyond, backward=backward, most=most)
    return _walk(session, selection, order, beyond=beyond, backward=backward, most=most)


def _are_thin(number: int, among: int, most: int) -> bool:
    """Tell whether so many people are looked up sooner than the first of them are met on a walk."""
    # Of n among N people a walk meets one in N/n rows; to look a person up costs as much as some rows do.
    return number**2 * _DEARER <= most * among


def _looked_up(
    session: Session, people: BitMap, order: PeopleOrder, *, beyond: OrderPlace | None, backward: bool,
    most: int,
) -> list[OrderPlace]:  # fmt: skip
    references = [reference_of(number) for number in people]
    return order.read(session, beyond=beyond, backward=backward, most=most, references=references)


def _by_initials(
    session: Session, selection: PeopleSelection, order: PeopleOrder, *, beyond: OrderPlace | None,
    backward: bool, most: int,
) -> list[OrderPlace]:  # fmt: skip
    """Return the places of the first of many people, of whom no more are looked up than fill a page.

    Where a block of initials holds many of them, they are met on a walk from there on.
    """
    met, few, down = list[OrderPlace](), BitMap(), order.goes_down(backward=backward)
    name = beyond.name if beyond else None
    for initials, block in blocks_by_name(session, order.to.audience, beyond=name, down=down):
        own = selection.people & block
        is_thin = _are_thin(len(own), len(block), most)
        if is_thin:
            few |= own
        if few and (not is_thin or len(met) + len(few) >= most):
            left = most - len(met)
            met += _looked_up(session, few, order, beyond=beyond, backward=backward, most=left)
            few = BitMap()
        if len(met) >= most:
            return met
        if not is_thin:
            start = _start(initials, name, down=down)
            left = most - len(met)
            return met + _walk(session, selection, order, beyond=start, backward=backward, most=left)
    return met + (_looked_up(session, few, order, beyond=beyond, backward=backward, most=most - len(met)))


def _start(initials: str, name: str | None, *, down: bool) -> OrderPlace:
    """Return the place before which no name of these initials stands, or that beyond which somebody looks."""
    if down:
        end = f"{initials}{_AFTER_LETTERS}"
        return OrderPlace(None, end if name is None else min(end, name))
    return OrderPlace(None, initials if name is None else max(initials, name))


def _walk(
    session: Session, selection: PeopleSelection, order: PeopleOrder, *, beyond: OrderPlace | None,
    backward: bool, most: int,
) -> list[OrderPlace]:  # fmt: skip
    """Return the places of the first of many people, met on a walk along the index of the order."""
    people, met = selection.people, list[OrderPlace]()
    # The first step is likely to meet them all.
    stride = min(_STRIDE, 2 * most * (1 + len(selection.everybody) // (len(people) or 1)))
    while len(met) < most:
        places = order.read(session, beyond=beyond, backward=backward, most=stride)
        met += [place for place in places if number_of(place.name.rpartition(" ")[2]) in people]
        if len(places) < stride:
            break
        beyond = places[-1]
    return met[:most]


def _rows(session: Session, places: Sequence[OrderPlace], to: Reader) -> list[PersonSummary]:
    """Return those who stand at these places, in their order."""
    own = select(PersonSummary).where(PersonSummary.audience == to.audience)
    found = session.scalars(own.where(PersonSummary.sort_key.in_([place.name for place in places])))
    rows = {row.sort_key: row for row in found}
    return [rows[place.name] for place in places]


def _spans(session: Session, rows: list[PersonSummary], day: date | None) -> dict[UUID, LibertySpan]:
    if day is None:
        return {}
    ids = [row.person_id for row in rows]
    query = select(LibertySpan).join(PersonSummary, holds_on(day)).where(LibertySpan.person_id.in_(ids))
    return {
        span.person_id: span
        for span in session.scalars(query.where(LibertySpan.audience == rows[0].audience))
    }
