"""Held or not on any day: what the dates, the sources and the order of telling leave open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, permutations, product
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.domain.claims.chronology import Stretch, stretches
from webapp.domain.claims.timed_events import TimedEvent, bounds, is_announced
from webapp.vocab.claims import Rank
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import DEATHS, ENDINGS, HELD, Held, Status, held

TODAY = date(2026, 11, 27)
A, B, C = (UUID(int=number) for number in (1, 2, 3))


def told(
    status: str, since: str, source: UUID = A, at: int = 0, reported_by: str = "2026-11-27"
) -> TimedEvent:
    """An event as a source tells of it: with a typed date or none, at a place in the text."""
    when = PartialDate.read(since) if since else None
    return TimedEvent(
        claim_id=UUID(int=hash((status, since, source, at)) % 2**64),
        status=Status(status),
        earliest=when.earliest if when else None,
        latest=when.latest if when else None,
        reported_by=date.fromisoformat(reported_by),
        positions={source: (at, at)},
    )


def held_on(events: Sequence[TimedEvent], day: str) -> str:
    """Whether the person was held on a day, `today` included."""
    wanted = TODAY if day == "today" else date.fromisoformat(day)
    return _on(stretches(events), wanted).held.value


def _on(line: Sequence[Stretch], day: date) -> Stretch:
    (stretch,) = [one for one in line if one.begins <= day < one.ends]
    return stretch


HISTORIES: dict[str, tuple[list[TimedEvent], dict[str, str]]] = {
    "between the first and the last day of an arrest": (
        [told("arrested", "May 2021", reported_by="2021-07-10")],
        {"2021-04-30": "not_stated", "2021-05-15": "uncertain", "2021-05-31": "yes", "today": "yes"},
    ),
    "a vague release": (
        [told("arrested", "3 March 2020", at=0), told("released_early", "2022", at=40)],
        {"2020-03-03": "yes", "2021-12-31": "yes", "2022-06-01": "uncertain", "2023-01-01": "no"},
    ),
    "retaken within one interval": (
        [
            told("imprisoned", "October 2023", at=0, reported_by="2023-12-16"),
            told("at_liberty", "between October 2023 and 16 December 2023", at=9, reported_by="2023-12-16"),
            told("imprisoned", "between October 2023 and 16 December 2023", at=20, reported_by="2023-12-16"),
        ],
        {"2023-09-30": "not_stated", "2023-11-15": "uncertain", "2023-12-17": "yes", "today": "yes"},
    ),
    "the order of telling, not of typing": (
        [told("arrested", "7 June 2021", at=30), told("released_early", "7 June 2021", at=0)],
        {"2021-06-06": "not_stated", "2021-06-08": "yes", "today": "yes"},
    ),
    "two sources, one day, opposite answers": (
        [told("released_early", "7 June 2021", A), told("arrested", "7 June 2021", B)],
        {"today": "uncertain"},
    ),
    "a release without a date": (
        [
            told("arrested", "4 April 2018", A, reported_by="2018-05-02"),
            told("released_early", "", B, reported_by="2019-05-20"),
        ],
        {"2018-04-03": "not_stated", "2018-04-05": "uncertain", "2019-05-21": "no", "today": "no"},
    ),
    "an announced release that has not come": (
        [
            told("arrested", "3 February 2024", reported_by="2024-03-01"),
            told("released_served", "5 January 2041", at=9, reported_by="2024-03-01"),
        ],
        {"2024-02-04": "yes", "today": "yes", "2041-01-06": "yes"},
    ),
    "an announced release whose day has passed": (
        [
            told("arrested", "3 February 2019", reported_by="2019-03-01"),
            told("released_served", "5 January 2020", at=9, reported_by="2019-03-01"),
        ],
        {"2020-01-06": "yes", "today": "yes"},
    ),
    "dead, beside a vaguer claim": (
        [
            told("died_in_custody", "3 March 2021", A, reported_by="2021-04-01"),
            told("imprisoned", "2021", B, reported_by="2022-04-01"),
        ],
        {"2021-02-01": "uncertain", "2021-03-04": "no", "2022-01-01": "no", "today": "no"},
    ),
    "imprisoned wholly after a death": (
        [told("died_in_custody", "2020", A), told("imprisoned", "2022", B)],
        {"2021-06-01": "no", "2023-01-01": "uncertain", "today": "uncertain"},
    ),
    "a precise arrest inside a vague release": (
        [
            told("arrested", "1 May 2021", A),
            told("released_early", "May 2021", B),
            told("arrested", "20 May 2021", C),
        ],
        {"2021-05-10": "uncertain", "today": "uncertain"},
    ),
    "nothing said": ([], {"2020-05-02": "not_stated", "today": "not_stated"}),
    "exile after a vague detention": (
        [told("imprisoned", "2014", at=0), told("exiled", "2016", at=20)],
        {"2014-06-01": "uncertain", "2015-06-01": "yes", "2016-06-01": "uncertain", "2017-01-01": "no"},
    ),
    "a vague transfer": (
        [told("arrested", "4 April 2017", at=0), told("imprisoned", "2018", at=20)],
        {"2017-04-05": "yes", "2018-06-01": "yes", "today": "yes"},
    ),
    "an only event without a date": (
        [told("arrested", "", reported_by="2019-02-02")],
        {"2010-01-01": "not_stated", "2019-02-01": "not_stated", "2019-02-02": "yes", "today": "yes"},
    ),
    "a year of arrest, a day of release in it": (
        [told("arrested", "2020", A), told("released_early", "5 March 2020", B)],
        {"2020-02-01": "uncertain", "2020-03-05": "no", "today": "no"},
    ),
    "sources that tell opposite orders of a day": (
        [
            replace(told("arrested", "7 June 2021"), positions={A: (0, 1), B: (9, 9)}),
            replace(told("released_early", "7 June 2021"), positions={A: (9, 9), B: (0, 1)}),
        ],
        {"today": "uncertain"},
    ),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_a_day_has_the_answer_that_every_possible_order_gives(name: str) -> None:
    events, days = HISTORIES[name]
    assert {day: held_on(events, day) for day in days} == days


def test_a_preferred_claim_settles_what_overlaps_it_and_nothing_later() -> None:
    arrested = replace(told("arrested", "7 June 2021", B), rank=Rank.PREFERRED)
    released, later = told("released_early", "7 June 2021", A), told("released_served", "2023", C)
    assert held_on([arrested, released], "today") == "yes"
    assert held_on([arrested, released, later], "2022-05-05") == "yes"
    assert held_on([arrested, released, later], "today") == "no"


def test_ranking_settles_a_life_after_death() -> None:
    dead, imprisoned = told("died_in_custody", "2020", A), told("imprisoned", "2022", B)
    assert held_on([replace(dead, rank=Rank.PREFERRED), imprisoned], "today") == "no"
    assert held_on([dead, replace(imprisoned, rank=Rank.PREFERRED)], "today") == "yes"
    assert held_on([replace(dead, rank=Rank.DEPRECATED), imprisoned], "today") == "yes"


def test_a_curator_answers_against_the_rule_of_announcements() -> None:
    event = told("released_served", "5 January 2020", reported_by="2019-03-01")
    assert is_announced(event)
    assert held_on([replace(event, announced=False)], "today") == "no"
    past = told("released_served", "5 January 2020", reported_by="2020-03-01")
    assert not is_announced(past)
    assert held_on([replace(past, announced=True)], "today") == "not_stated"


FIRST = date(2020, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(6)]
STATUSES = [
    Status.ARRESTED, Status.IMPRISONED, Status.RELEASED_EARLY, Status.AT_LIBERTY, Status.TRAVEL_BAN,
    Status.DIED_IN_CUSTODY,
]  # fmt: skip


@st.composite
def histories(draw: st.DrawFn, most: int = 4) -> list[TimedEvent]:
    """Histories of up to four events within six days, each told by one or two of three sources."""
    events = []
    for number in range(draw(st.integers(1, most))):
        first, last = sorted((draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))))
        sources = draw(st.sets(st.sampled_from([A, B, C]), min_size=1, max_size=2))
        events.append(
            TimedEvent(
                claim_id=UUID(int=number),
                status=draw(st.sampled_from(STATUSES)),
                earliest=first,
                latest=last,
                reported_by=draw(st.sampled_from(DAYS)),
                positions={source: (draw(st.integers(0, 3)), 4) for source in sorted(sources)},
            )
        )
    return events


@given(histories())
@settings(max_examples=300, deadline=None)
def test_no_day_differs_from_what_all_possible_orders_give(events: list[TimedEvent]) -> None:
    line = stretches(events)
    assert {day: _on(line, day).held for day in DAYS} == _slowly(events)


@given(histories(most=8))
@settings(max_examples=100, deadline=None)
def test_stretches_cover_every_day_once(events: list[TimedEvent]) -> None:
    line = stretches(events)
    assert (line[0].begins, line[-1].ends) == (date.min, date.max)
    assert all(one.ends == two.begins for one, two in zip(line, line[1:], strict=False))
    assert all(one.begins < one.ends for one in line)


def _slowly(events: Sequence[TimedEvent]) -> dict[date, Held]:
    """Try every order of the events and every day of each, and keep what the rules allow."""
    events = [event for event in events if not is_announced(event)]
    required = _required(events)
    answers: dict[date, set[Held]] = {day: set() for day in DAYS}
    for order in permutations(range(len(events))):
        if any(order.index(one) > order.index(two) for one, two in required):
            continue
        for days in _day_by_day([bounds(events[index]) for index in order]):
            for day in DAYS:
                happened = [index for index, when in zip(order, days, strict=True) if when <= day]
                answers[day].add(held(events[happened[-1]].status) if happened else Held.NOT_STATED)
                if happened and _after_death(events, happened[-1]):
                    answers[day] |= set(Held)
    return {day: some.pop() if len(some) == 1 else Held.UNCERTAIN for day, some in answers.items()}


def _after_death(events: Sequence[TimedEvent], index: int) -> bool:
    begins = bounds(events[index])[0]
    return events[index].status not in DEATHS and any(
        other.status in DEATHS and bounds(other)[1] < begins for other in events
    )


def _day_by_day(spans: Sequence[tuple[date, date]]) -> Iterator[tuple[date, ...]]:
    choices = [[day for day in DAYS if first <= day <= final] for first, final in spans]
    return (days for days in product(*choices) if list(days) == sorted(days))


def _required(events: Sequence[TimedEvent]) -> set[tuple[int, int]]:
    """The pairs that stand in one order, rule by rule; what a stronger rule excludes is dropped."""
    when = [bounds(event) for event in events]
    order = {(i, j) for i, j in permutations(range(len(events)), 2) if when[i][1] < when[j][0]}
    overlapping = [
        (i, j) for i, j in combinations(range(len(events)), 2) if (i, j) not in order and (j, i) not in order
    ]
    dead = [event.status in DEATHS for event in events]
    detentions = [i for i, event in enumerate(events) if event.status in HELD]
    endings = [i for i, event in enumerate(events) if event.status in ENDINGS]
    pair = {*detentions, *endings} if len(detentions) == len(endings) == 1 else set()
    rules = (
        {((i, j) if dead[j] else (j, i)) for i, j in overlapping if dead[i] != dead[j]},
        {edge for i, j in overlapping if when[i] == when[j] for edge in _retold(events, i, j)},
        {
            (detentions[0], endings[0])
            for i, j in overlapping
            if {i, j} == pair and when[i] != when[j]
        },
        {edge for i, j in overlapping if when[i] != when[j] for edge in _retold(events, i, j)},
    )  # fmt: skip
    for edges in rules:
        edges = {(i, j) for i, j in edges if not _leads(order, j, i)}
        order |= {(i, j) for i, j in edges if not _leads(order | edges, j, i)}
    return order


def _retold(events: Sequence[TimedEvent], i: int, j: int) -> list[tuple[int, int]]:
    positions: list[Mapping[UUID, tuple[int, int]]] = [events[i].positions, events[j].positions]
    orders = {
        positions[0][source] < positions[1][source]
        for source in (A, B, C)
        if source in positions[0] and source in positions[1] and positions[0][source] != positions[1][source]
    }
    return [] if len(orders) != 1 else [(i, j)] if True in orders else [(j, i)]


def _leads(order: set[tuple[int, int]], start: int, end: int) -> bool:
    reached, waiting = set(), [start]
    while waiting:
        here = waiting.pop()
        for i, j in order:
            if i == here and j not in reached:
                reached.add(j)
                waiting.append(j)
    return end in reached
