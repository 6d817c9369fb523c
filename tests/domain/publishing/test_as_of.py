"""As of today is today, in lists, counts, files and figures; as of a day nothing later is quoted."""

import csv
import io
from datetime import date
from uuid import UUID

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.claims.liberty_periods import timed_event
from webapp.domain.claims.timed_events import bounds
from webapp.domain.lists import facet_counts, people_pages
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.statistics import statistics
from webapp.domain.publishing.people_csv import people_csv
from webapp.domain.visibility import PUBLIC
from webapp.models import Citation, StatusEvent
from webapp.vocab.liberty import Status

# Of each person the events: status, since when, and the date of the text that tells it.
Histories = list[list[tuple[Status, str | None, str | None]]]
TODAY = make.AT.date()
DATES = st.sampled_from([
    "2023", "2023-11", "2023-11-20", "2023-12-16", "../2023-12-16", "2024-01-05/2024-03-05", "2026",
    "2026-11-22", "2027-01-05", None,
])  # fmt: skip
TOLD_ON = st.sampled_from(["2023-12-16", "2024", "2024-03-06", "2026-11-22", None])
STATUSES = st.sampled_from([
    Status.ARRESTED, Status.IMPRISONED, Status.RELEASED_EARLY, Status.EXILED, Status.DIED_IN_CUSTODY,
])  # fmt: skip
HISTORIES = st.lists(
    st.lists(st.tuples(STATUSES, DATES, TOLD_ON), max_size=4), min_size=1, max_size=3
)  # fmt: skip
# The people of every example stay: the database grows into a random one.
_GROWING = settings(
    max_examples=6, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


def record(session: Session, histories: Histories) -> None:
    """Record people with these events, each told by a text of its own."""
    for number, history in enumerate(histories):
        person = make.person(session, f"Elvin Sinagov {number}")
        for place, (status, since, told_on) in enumerate(history):
            words = f"{person.reference}: {status.value}, {since}, {told_on}, {place}"
            source = make.source(session, words, words, date=told_on)
            make.status(session, person, status, since, evidence=make.evidence(session, words, of=source))
            session.refresh(person)
    session.commit()


def file(session: Session, people_filter: PeopleFilter) -> str:
    """Return the list as CSV, with the words of the bytes."""
    pieces = people_csv(session, people_filter, to=PUBLIC, today=TODAY, public_url="http://localhost")
    return b"".join(pieces).decode("utf-8-sig")


# A release of which no first day is known, told after what was announced.
REPLACED = [
    (Status.DIED_IN_CUSTODY, "2027-01-05", "2024-03-06"), (Status.RELEASED_EARLY, "../2023-12-16", "2024"),
]  # fmt: skip


@_GROWING
@example(histories=[REPLACED])
@given(histories=HISTORIES)
def test_as_of_today_is_today(
    session: Session, histories: Histories
) -> None:
    record(session, histories)
    now, day = PeopleFilter(), PeopleFilter(as_of=TODAY)
    assert file(session, now) == file(session, day)
    for held in ("yes", "no", "uncertain", "not_stated"):
        undated, dated = PeopleFilter(held=(held,)), PeopleFilter(held=(held,), as_of=TODAY)
        number = people_pages.count(session, undated, to=PUBLIC)
        assert number == people_pages.count(session, dated, to=PUBLIC)
    # How fresh a word is depends on a day: without one there is nothing to count.
    counts = [
        {
            name: [(count.value, count.people) for count in values]
            for name, values in facets.items() if name != "freshness"
        }
        for facets in (facet_counts.every_facet(session, each, to=PUBLIC) for each in (now, day))
    ]
    assert counts[0] == counts[1]
    figures = [
        [
            (
                figure.figure, figure.left_out,
                [(row.value, row.people, [further.people for further in row.beside]) for row in figure.rows],
            )
            for figure in statistics(session, each, to=PUBLIC, today=TODAY)
        ]
        for each in (now, day)
    ]  # fmt: skip
    assert figures[0] == figures[1]


@_GROWING
@given(histories=HISTORIES, day=st.dates(date(2022, 12, 1), TODAY))
def test_as_of_a_day_only_events_that_had_begun_are_quoted(
    session: Session, histories: Histories, day: date
) -> None:
    record(session, histories)
    for row in csv.DictReader(io.StringIO(file(session, PeopleFilter(as_of=day)), newline="")):
        citation = row["citation_url"] and session.get(
            Citation, UUID(row["citation_url"].rpartition("/")[2])
        )
        assert bool(row["quote"]) is bool(citation)
        if citation and isinstance(citation.claim, StatusEvent):
            assert row["quote"] == citation.passage.exact
            assert bounds(timed_event(citation.claim, PUBLIC))[0] <= day
        assert not row["last_word_on"] or row["last_word_on"] <= day.isoformat()
