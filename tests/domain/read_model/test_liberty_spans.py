"""As of any day the list says what the current status was on that day, in one row a person."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests import make
from tests.support.history_text import event
from webapp.domain.claims.liberty_periods import liberty_periods, period_on
from webapp.domain.lists import facet_counts, people_pages
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.people_csv import people_csv
from webapp.domain.read_model.liberty_spans import spans
from webapp.domain.visibility import PUBLIC
from webapp.models import StatusEvent
from webapp.vocab.claims import Rank
from webapp.vocab.liberty import Status

DATES = st.sampled_from(
    ["2023", "2023-11", "2023-11-20", "../2023-12-16?", "2023-11-20/..", "2024-01~", "2024-03-05", None]
)
EVENTS = st.lists(
    st.builds(lambda status, since, rank: event(status, since, rank=rank),
              st.sampled_from([Status.ARRESTED, Status.IMPRISONED, Status.RELEASED_EARLY, Status.EXILED]),
              DATES, st.sampled_from([Rank.NORMAL, Rank.NORMAL, Rank.PREFERRED, Rank.DEPRECATED])),
    max_size=6,
)  # fmt: skip


@given(EVENTS, st.dates(date(2022, 12, 1), date(2027, 1, 1)))
def test_on_every_day_one_span_says_what_is_known_of_it(events: list[StatusEvent], day: date) -> None:
    (span,) = [span for span in spans(events, [], to=PUBLIC) if span["begins"] <= day < span["ends"]]
    period = period_on(liberty_periods(events, to=PUBLIC), day)
    assert (span["status"], span["held"], span["held_since_latest"]) == (
        period.status, period.held, period.held_since and period.held_since[1],
    )  # fmt: skip


@given(EVENTS)
def test_spans_follow_each_other_without_a_gap_and_the_last_is_today(events: list[StatusEvent]) -> None:
    rows = spans(events, [], to=PUBLIC)
    assert (rows[0]["begins"], rows[-1]["ends"]) == (date.min, date.max)
    assert [row["ends"] for row in rows[:-1]] == [row["begins"] for row in rows[1:]]
    # Nothing but the freshness of the last word is yet to change.
    today = next(row for row in rows if row["begins"] <= make.AT.date() < row["ends"])
    of_the_day = {name: rows[-1][name] for name in ("begins", "ends", "freshness")}
    assert rows[-1] == today | of_the_day


@pytest.fixture
def elvin(session: Session) -> None:
    """Elvin, arrested in May 2024 and released on 2 June 2025; Ayla, of whom nothing is said."""
    who = make.person(session, "Elvin Sinagov")
    make.status(session, who, Status.ARRESTED, "2024-05-03", place_words="Nowhere")
    make.status(session, who, Status.RELEASED_EARLY, "2025-06-02")
    make.person(session, "Ayla Numunali")
    session.commit()


@pytest.mark.parametrize(
    ("day", "held", "status"),
    [
        ("2024-05-02", 0, "not_stated"),
        ("2024-05-03", 1, "arrested"),
        ("2025-06-01", 1, "arrested"),
        ("2025-06-02", 0, "released_early"),
        ("0001-01-01", 0, "not_stated"),
        ("9999-12-31", 0, "released_early"),
    ],
)
def test_the_list_as_of_a_day(session: Session, elvin: None, day: str, held: int, status: str) -> None:
    which = PeopleFilter.read(f"as_of={day}")
    page = people_pages.people(session, which, to=PUBLIC)
    assert [page.spans[row.person_id].status.value for row in page.rows] == ["not_stated", status]
    assert people_pages.count(session, which, to=PUBLIC) == 2
    those_held = PeopleFilter.read(f"as_of={day}&held=yes")
    assert people_pages.count(session, those_held, to=PUBLIC) == held
    counts = facet_counts.every_facet(session, which, to=PUBLIC)
    assert sum(count.people for count in counts["held"] if count.value == "yes") == held
    assert sum(count.people for count in counts["status"]) == 2
    (row,) = [
        line
        for line in b"".join(
            people_csv(session, which, to=PUBLIC, today=date(2026, 11, 22), public_url="http://localhost")
        )
        .decode()
        .splitlines()
        if "Elvin" in line
    ]
    answer = "not_stated" if status == "not_stated" else "yes" if held else "no"
    assert f",{status},{answer}," in row


def test_days_held_are_counted_to_the_day_that_is_asked_for(session: Session, elvin: None) -> None:
    day = date(2024, 5, 3) + timedelta(days=9)
    which = PeopleFilter(as_of=day, held=("yes",))
    told = b"".join(people_csv(session, which, to=PUBLIC, today=date(2026, 11, 22), public_url="http://x"))
    assert ",Nowhere,10," in told.decode()


def test_today_and_no_day_are_the_same_list(session: Session, elvin: None) -> None:
    def made(which: PeopleFilter) -> bytes:
        return b"".join(people_csv(session, which, to=PUBLIC, today=make.AT.date(), public_url="http://x"))

    assert made(PeopleFilter()) == made(PeopleFilter(as_of=make.AT.date()))
