"""What is current has one definition: which status, held or not, since when, and when the term ends."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests import make
from tests.support.history_text import charge, event, paper, step
from webapp.domain.claims.current_status import (
    days_held,
    sentences,
    term_ended,
)
from webapp.domain.claims.liberty_periods import LibertyPeriod, liberty_periods
from webapp.domain.claims.recording import add
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.history.recording import editing
from webapp.domain.people.people import record_of
from webapp.domain.terms.end_of_term import end_of_term
from webapp.domain.terms.facts import Detention
from webapp.domain.terms.from_claims import term_step
from webapp.domain.visibility import PUBLIC
from webapp.models import ChargeStep, StatusEvent
from webapp.vocab.charges import SentenceKind, StepKind
from webapp.vocab.claims import ClaimState, Rank, Visibility
from webapp.vocab.liberty import HELD, Held, Status


def current_status(events: Iterable[StatusEvent]) -> LibertyPeriod:
    """What is known today, and on every later day."""
    return liberty_periods(events, to=PUBLIC)[-1]


def exact_day(held_since: tuple[date | None, date] | None) -> date | None:
    """The day on which a detention began, where it is known to the day."""
    return held_since[1] if held_since and held_since[0] == held_since[1] else None


def term_ends_on(steps: Iterable[ChargeStep], held_since: date | None) -> date | None:
    """The last day of the term of somebody held since a day, or of whom no such day is known."""
    begins = (held_since, held_since)
    held = [Detention(claim_id=None, restraint=Status.IMPRISONED, begins=begins)] if held_since else []
    end = end_of_term([term_step(step) for step in steps], held)
    assert end.earliest == end.latest
    return end.latest


DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def test_of_somebody_about_whom_nothing_is_said_nothing_is_stated() -> None:
    now = current_status([])
    assert (now.status, now.held, now.event, now.held_since) == (
        Status.NOT_STATED, Held.NOT_STATED, None, None,
    )  # fmt: skip


def test_the_latest_event_by_date_counts_in_whatever_order_events_were_recorded() -> None:
    events = [
        event(Status.ARRESTED, "2023-11-20"),
        event(Status.PRETRIAL_DETENTION, "2023-11-22"),
        event(Status.RELEASED_PENDING_TRIAL, "2024-03"),
        event(Status.IMPRISONED, "2024-06-20"),
    ]
    for told in permutations(events):
        assert current_status(told).status is Status.IMPRISONED


def test_a_deprecated_event_does_not_count() -> None:
    arrested = event(Status.ARRESTED, "2023-11-20")
    mistaken = event(Status.DIED_IN_CUSTODY, "2024-01-01", rank=Rank.DEPRECATED)
    assert current_status([arrested, mistaken]).event is arrested
    assert current_status([mistaken]).status is Status.NOT_STATED


def test_a_deprecated_release_does_not_interrupt_a_detention() -> None:
    events = [
        event(Status.ARRESTED, "2023-11-20"),
        event(Status.RELEASED_PENDING_TRIAL, "2023-12-01", rank=Rank.DEPRECATED),
        event(Status.IMPRISONED, "2024-06-20"),
    ]
    assert exact_day(current_status(events).held_since) == date(2023, 11, 20)


@pytest.mark.parametrize("other", ["2023-11-20", "2023-11", "2023", None, "../2023-11-30", "2023-11-19"])
def test_a_preferred_event_counts_before_one_that_is_not_certainly_later(other: str | None) -> None:
    preferred = event(Status.IMPRISONED, "2023-11-20", rank=Rank.PREFERRED)
    assert current_status([preferred, event(Status.AT_LIBERTY, other)]).event is preferred


@pytest.mark.parametrize("later", ["2023-11-21", "2023-12", "2024", "2024/..", "2024-XX"])
def test_an_event_that_is_certainly_later_counts_before_a_preferred_one(later: str) -> None:
    preferred = event(Status.IMPRISONED, "2023-11-20", rank=Rank.PREFERRED)
    released = event(Status.RELEASED_EARLY, later)
    assert current_status([released, preferred]).event is released


def test_an_event_without_a_beginning_does_not_hide_one_certainly_later_than_the_preferred() -> None:
    preferred = event(Status.ARRESTED, "2023-11-20", rank=Rank.PREFERRED)
    released = event(Status.RELEASED_EARLY, "2024-03-01")
    vague = event(Status.IMPRISONED, "../2025")
    assert current_status([preferred, released, vague]).event is released


def test_of_two_preferred_events_the_later_counts() -> None:
    first = event(Status.ARRESTED, "2024-03-01", rank=Rank.PREFERRED)
    second = event(Status.RELEASED_EARLY, "2024", rank=Rank.PREFERRED)
    assert current_status([second, first]).event is second


def test_a_release_without_a_date_ends_the_one_detention_that_is_told() -> None:
    undated = event(Status.AT_LIBERTY)
    dated = event(Status.ARRESTED, "1937")
    assert current_status([dated, undated]).event is undated


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2023-11-20/..", "2023-11-21"),
        ("2023-11-19", "2023-11-20/.."),
        ("../2023-11-19", "2023-11-20"),
        ("2023-11-19", "../2023-11-20"),
        ("2023-11-01/2023-11-10", "2023-11-20"),
    ],
)
def test_intervals_take_their_place_by_the_end_that_they_have(earlier: str, later: str) -> None:
    first, second = event(Status.ARRESTED, earlier), event(Status.AT_LIBERTY, later)
    assert current_status([second, first]).event is second


def test_what_a_text_tells_of_one_day_goes_by_the_order_of_its_telling() -> None:
    by = paper()
    arrested = event(Status.ARRESTED, "2023-11-20", by=by)
    released = event(Status.RELEASED_PENDING_TRIAL, "2023-11-20", by=by)
    assert current_status([released, arrested]).event is released
    assert current_status([arrested, released]).event is released
    again = event(Status.ARRESTED, "2023-11-20", by=by)
    assert current_status([again, released, arrested]).event is again


def test_what_rests_on_the_same_words_has_no_order_of_telling(session: Session) -> None:
    who = make.person(session)
    told = [Status.ARRESTED, Status.AT_LIBERTY, Status.HOUSE_ARREST, Status.TRAVEL_BAN, Status.IMPRISONED]
    evidence = make.evidence(session)
    with editing(session, by=make.account(session), reason="One text", at=make.AT):
        for status in told:
            content = StatusContent(
                status=status, cause=None, since=None, place=None, place_words=None, authority=None
            )
            add(
                session, content, people=[who], evidence=evidence, state=ClaimState.PUBLISHED, note=None,
                visibility=Visibility.PUBLIC,
            )  # fmt: skip
    record = record_of(session, who, to=PUBLIC, today=date(2026, 11, 22))
    assert [claim.status for claim in record.claims if isinstance(claim, StatusEvent)] == told
    assert record.current.held is Held.UNCERTAIN
    assert set(record.current.possible_statuses) == set(told)


@pytest.mark.parametrize("status", Status)
def test_held_is_a_set_of_statuses_and_nothing_else(status: Status) -> None:
    expected = Held.YES if status in HELD else Held.NO
    if status is Status.NOT_STATED:
        expected = Held.NOT_STATED
    assert current_status([event(status, "2023-11-20")]).held is expected


def test_a_detention_runs_from_the_first_event_of_its_uninterrupted_chain() -> None:
    events = [
        event(Status.IMPRISONED, "2019-01-01"),
        event(Status.RELEASED_SERVED, "2021-01-01"),
        event(Status.ARRESTED, "2023-11-20"),
        event(Status.PRETRIAL_DETENTION, "2023-11-22"),
        event(Status.IMPRISONED, "2024-06"),
    ]
    assert exact_day(current_status(events).held_since) == date(2023, 11, 20)
    assert current_status(events[:2]).held_since is None


@pytest.mark.parametrize("since", ["2023-11", "2023", None, "2023-11-20/..", "2023-11-20/2023-11-22"])
def test_without_the_day_of_its_beginning_the_length_of_a_detention_is_not_invented(
    since: str | None,
) -> None:
    events = [event(Status.ARRESTED, since), event(Status.IMPRISONED, "2024-06-20")]
    assert exact_day(current_status(events).held_since) is None


def test_a_day_that_is_about_right_still_is_the_day_that_the_source_gives() -> None:
    held_since = current_status([event(Status.ARRESTED, "2023-11-20~")]).held_since
    assert exact_day(held_since) == date(2023, 11, 20)


def test_the_first_day_of_a_detention_counts() -> None:
    today = date(2023, 11, 20)
    assert days_held((today, today), today) == (1, 1)
    assert days_held((date(2023, 11, 1), date(2023, 11, 1)), today) == (20, 20)


def test_of_a_vague_beginning_the_days_held_are_a_range() -> None:
    today = date(2023, 11, 20)
    assert days_held((date(2023, 11, 1), date(2023, 11, 10)), today) == (20, 11)
    assert days_held((None, date(2023, 11, 10)), today) == (None, 11)


def test_a_detention_that_begins_tomorrow_or_on_no_known_day_has_no_length() -> None:
    tomorrow = date(2023, 11, 21)
    assert days_held((tomorrow, tomorrow), date(2023, 11, 20)) is None
    assert days_held(None, date(2023, 11, 20)) is None


def test_a_term_that_has_run_out_is_said_to_have_ended_and_releases_nobody() -> None:
    last, charged = date(2024, 11, 19), charge()
    held = current_status([event(Status.IMPRISONED, "2023-11-20")])
    ends = term_ends_on([step(StepKind.CONVICTED, of=charged, years=1)], exact_day(held.held_since))
    assert ends == last
    assert not term_ended(held.held, ends, last)
    assert term_ended(held.held, ends, last + timedelta(days=1))
    assert held.held is Held.YES


@pytest.mark.parametrize("held", [Held.NO, Held.NOT_STATED])
def test_of_somebody_not_known_to_be_held_no_ended_term_is_reported(held: Held) -> None:
    assert not term_ended(held, date(2020, 1, 1), date(2026, 11, 22))
    assert not term_ended(Held.YES, None, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("begin", "length", "last"),
    [
        ("2023-11-20", {"years": 1}, "2024-11-19"),
        ("2023-01-01", {"years": 2}, "2024-12-31"),
        ("2023-11-20", {"months": 6}, "2024-05-19"),
        ("2023-11-20", {"days": 15}, "2023-12-04"),
        ("2023-11-20", {"days": 1}, "2023-11-20"),
        ("2023-11-20", {"years": 7, "months": 6, "days": 10}, "2031-05-29"),
        ("2023-11-20", {"months": 18}, "2025-05-19"),
        ("2023-12-15", {"months": 1}, "2024-01-14"),
        ("2023-01-31", {"months": 1}, "2023-02-28"),
        ("2024-01-31", {"months": 1}, "2024-02-29"),
        ("2023-03-31", {"months": 1}, "2023-04-30"),
        ("2023-01-29", {"months": 1}, "2023-02-28"),
        ("2023-02-28", {"months": 1}, "2023-03-27"),
        ("2024-02-29", {"years": 1}, "2025-02-28"),
        ("2023-03-01", {"months": 1}, "2023-03-31"),
    ],
)
def test_a_term_ends_on_the_day_before_its_anniversary_or_with_the_month(
    begin: str, length: dict[str, int], last: str
) -> None:
    convicted = step(StepKind.CONVICTED, of=charge(), **length)
    assert term_ends_on([convicted], date.fromisoformat(begin)) == date.fromisoformat(last)


@given(DAYS, st.integers(1, 60), st.integers(1, 60))
def test_a_longer_term_never_ends_sooner(begin: date, months: int, more: int) -> None:
    ends = [
        term_ends_on([step(StepKind.CONVICTED, of=charge(), months=length)], begin)
        for length in (months, months + more)
    ]
    assert ends[0] is not None
    assert ends[1] is not None
    assert begin <= ends[0] < ends[1]


def test_of_several_terms_whose_total_no_source_states_no_end_is_computed() -> None:
    steps = [
        step(StepKind.CONVICTED, of=charge(), years=2),
        step(StepKind.CONVICTED, of=charge(), years=5),
        step(StepKind.CONVICTED, of=charge(), sentence=SentenceKind.FINE),
    ]
    assert term_ends_on(steps, date(2023, 1, 1)) is None
    assert term_ends_on(steps[1:], date(2023, 1, 1)) == date(2027, 12, 31)


def test_without_the_day_of_arrest_a_term_runs_from_the_day_of_the_conviction() -> None:
    assert term_ends_on([step(StepKind.CONVICTED, "2024-06-20", of=charge(), years=1)], None) == date(
        2025, 6, 19
    )
    some_day = end_of_term([term_step(step(StepKind.CONVICTED, "2024-06", of=charge(), years=1))], [])
    assert (some_day.earliest, some_day.latest) == (date(2025, 5, 31), date(2025, 6, 29))


@pytest.mark.parametrize("kind", [SentenceKind.LIFE, SentenceKind.DEATH])
def test_life_and_death_have_no_last_day_even_beside_a_term(kind: SentenceKind) -> None:
    steps = [
        step(StepKind.CONVICTED, of=charge(), years=2),
        step(StepKind.CONVICTED, of=charge(), sentence=kind),
    ]
    assert term_ends_on(steps, date(2000, 1, 1)) is None


def test_a_suspended_term_is_not_served() -> None:
    suspended = step(StepKind.CONVICTED, of=charge(), years=2, suspended=True)
    assert term_ends_on([suspended], date(2000, 1, 1)) is None
    served = step(StepKind.CONVICTED, of=charge(), years=1)
    assert term_ends_on([suspended, served], date(2000, 1, 1)) == date(2000, 12, 31)


def test_a_term_whose_length_or_beginning_is_not_stated_is_never_said_to_have_ended() -> None:
    unstated = step(StepKind.CONVICTED, of=charge(), sentence=SentenceKind.TERM)
    known = step(StepKind.CONVICTED, "2000-01-01", of=charge(), years=1)
    assert term_ends_on([unstated], date(2000, 1, 1)) is None
    assert term_ends_on([unstated, known], date(2000, 1, 1)) is None
    begun_some_day = step(StepKind.CONVICTED, "2000", of=charge(), years=9)
    assert term_ends_on([known, begun_some_day], None) is None


def test_a_term_beyond_the_calendar_has_no_last_day() -> None:
    assert term_ends_on([step(StepKind.CONVICTED, of=charge(), years=9000)], date(2023, 1, 1)) is None
    lasting = step(StepKind.CONVICTED, of=charge(), years=7900, days=36500 * 20)
    assert term_ends_on([lasting], date(2023, 1, 1)) is None


@pytest.mark.parametrize("end", [StepKind.OVERTURNED, StepKind.ACQUITTED, StepKind.DROPPED])
def test_a_sentence_falls_with_its_conviction(end: StepKind) -> None:
    of = charge()
    convicted = step(StepKind.CONVICTED, "2024-01-10", of=of, years=7)
    assert sentences([convicted]) == [convicted]
    assert sentences([convicted, step(end, "2024-05-10", of=of)]) == []


@pytest.mark.parametrize(
    "after", [StepKind.CHARGED, StepKind.INDICTED, StepKind.UPHELD, StepKind.REQUALIFIED]
)
def test_a_fallen_sentence_stays_fallen_whatever_follows_but_a_new_one(after: StepKind) -> None:
    of = charge()
    history = [
        step(StepKind.CONVICTED, "2024-01-10", of=of, years=7),
        step(StepKind.OVERTURNED, "2024-05-10", of=of),
        step(after, "2024-06-10", of=of),
    ]
    assert sentences(history) == []
    anew = step(StepKind.CONVICTED, "2025-01-10", of=of, years=3)
    assert sentences([*history, anew]) == [anew]


def test_a_judgment_that_changes_the_sentence_sets_it_and_one_that_upholds_it_leaves_it() -> None:
    of = charge()
    first = step(StepKind.CONVICTED, "2024-01-10", of=of, years=7)
    upheld = step(StepKind.UPHELD, "2024-05-10", of=of)
    lowered = step(StepKind.UPHELD, "2024-09-10", of=of, years=4)
    assert sentences([upheld, first]) == [first]
    assert sentences([lowered, upheld, first]) == [lowered]


def test_a_deprecated_step_sets_no_sentence() -> None:
    assert sentences([step(StepKind.CONVICTED, of=charge(), years=7, rank=Rank.DEPRECATED)]) == []


def test_one_charge_s_acquittal_leaves_the_sentence_of_another() -> None:
    one, other = charge(), charge()
    kept = step(StepKind.CONVICTED, "2024-01-10", of=one, years=7)
    history = [kept, step(StepKind.CONVICTED, "2024-01-10", of=other, years=3)]
    history.append(step(StepKind.ACQUITTED, "2024-05-10", of=other))
    assert sentences(history) == [kept]
