"""Verifying: what a confirmation rests on, how fresh the last word then is, and whom silence endangers."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from webapp.domain.lists import people_pages
from webapp.domain.lists.facet_counts import every_facet
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.people import merging, verifying
from webapp.domain.publishing.people_csv import people_csv
from webapp.domain.read_model.freshness import is_overdue, is_stale
from webapp.domain.refusals import Refused
from webapp.domain.visibility import INTERNAL, PUBLIC
from webapp.models import LibertySpan, Person, PersonSummary
from webapp.vocab.liberty import Status
from webapp.vocab.verification import DAYS_TO_VERIFY, Freshness

TODAY = make.AT.date()


def imprisoned(session: Session, name: str, told_on: str, status: Status = Status.IMPRISONED) -> Person:
    """Somebody whom a source of a day tells to be so."""
    source = make.source(session, f"A report on {name}", f"{name} is held.", date=told_on)
    person = make.person(session, name, evidence=make.evidence(session, name, of=source))
    make.status(session, person, status, "2018", evidence=make.evidence(session, "is held", of=source))
    return person


def freshness_on(session: Session, person: Person, day: date) -> Freshness | None:
    query = select(LibertySpan.freshness).where(
        LibertySpan.person_id == person.id, LibertySpan.audience == PUBLIC.audience,
        LibertySpan.begins <= day, LibertySpan.ends > day,
    )  # fmt: skip
    return session.scalars(query).one()


def test_a_word_is_fresh_as_long_as_the_rule_of_its_status_says(session: Session) -> None:
    for number, (status, days) in enumerate(DAYS_TO_VERIFY.items()):
        # An act is no news for longer than its day; what lasts is as old as its source.
        person = imprisoned(session, f"Elvin Sinagov {'abcdefghij'[number]}", "2024-03-01", status)
        heard = session.scalars(
            select(PersonSummary.last_word_on).where(
                PersonSummary.person_id == person.id, PersonSummary.audience == PUBLIC.audience
            )
        ).one()
        assert heard is not None
        assert freshness_on(session, person, heard + timedelta(days=days)) is Freshness.RECENT
        assert freshness_on(session, person, heard + timedelta(days=days + 1)) is Freshness.STALE


def test_a_confirmation_makes_the_word_fresh_from_its_day_on_and_not_before(session: Session) -> None:
    person = imprisoned(session, "Elvin Sinagov", "2024-03-01")
    make.verification(session, person, day=date(2025, 1, 10))
    assert freshness_on(session, person, date(2025, 1, 9)) is Freshness.STALE
    assert freshness_on(session, person, date(2025, 1, 10)) is Freshness.RECENT
    assert freshness_on(session, person, date(2025, 4, 10)) is Freshness.RECENT
    assert freshness_on(session, person, date(2025, 4, 11)) is Freshness.STALE


def test_a_status_without_a_rule_needs_no_verifying(session: Session) -> None:
    person = imprisoned(session, "Elvin Sinagov", "2024-03-01", Status.EXILED)
    assert freshness_on(session, person, TODAY) is None
    assert verifying.unverified_count(session, day=TODAY) == 0


def test_the_condition_of_files_the_spans_of_lists_and_the_signs_are_one_rule(session: Session) -> None:
    for number, told_on in enumerate(("2024-03-01", "2026-09-30", "2026-11-20")):
        for place, status in enumerate((*DAYS_TO_VERIFY, Status.EXILED)):
            name = f"Elvin Sinagov {'abc'[number]}{'abcdefghij'[place]}"
            person = imprisoned(session, name, told_on, status)
            if place % 2:
                make.verification(session, person, day=date(2026, 9, 1) + timedelta(days=20 * number))
    for days in range(0, 400, 9):
        day = TODAY - timedelta(days=days)
        spans = select(LibertySpan.person_id).where(
            LibertySpan.audience == PUBLIC.audience, LibertySpan.begins <= day, LibertySpan.ends > day
        )
        stale = session.scalars(spans.where(is_stale(LibertySpan, day))).all()
        worded = session.scalars(spans.where(LibertySpan.freshness.in_(["stale", "undated"]))).all()
        assert set(stale) == set(worded)
        rows = session.scalars(spans.with_only_columns(LibertySpan)).all()
        assert {row.person_id for row in rows if is_overdue(row, day)} == set(worded)


def test_the_filter_counts_what_it_finds_today_and_as_of_today(session: Session) -> None:
    imprisoned(session, "Elvin Sinagov", "2024-03-01")
    imprisoned(session, "Ayla Numunali", "2026-11-20")
    imprisoned(session, "Bahar Misalli", "2026-11-20", Status.EXILED)
    for people_filter in (PeopleFilter(today=TODAY), PeopleFilter(as_of=TODAY)):
        facet = every_facet(session, people_filter, to=PUBLIC)["freshness"]
        counts = {count.value: count.people for count in facet}
        assert counts == {"stale": 1, "recent": 1}
        for value, number in counts.items():
            asked = people_filter.toggled("freshness", value)
            assert people_pages.count(session, asked, to=PUBLIC) == number
            file = b"".join(people_csv(session, asked, to=PUBLIC, today=TODAY, public_url="http://localhost"))
            assert file.count(b"\r\n") == 1 + number
    with pytest.raises(Refused, match="as of a day"):
        people_pages.count(session, PeopleFilter(freshness=("stale",)), to=PUBLIC)


def test_a_confirmation_rests_on_a_passage_or_a_note(session: Session) -> None:
    person = imprisoned(session, "Elvin Sinagov", "2024-03-01")
    with pytest.raises(Refused) as refused:
        make.verification(session, person, note=None)
    assert refused.value.field == "note"
    passage = make.evidence(session, "is free of fear").passage
    make.verification(session, person, note=None, passage=passage)
    assert person.verifications[-1].passage is passage


def test_nobody_is_confirmed_on_a_day_to_come(session: Session) -> None:
    person = imprisoned(session, "Elvin Sinagov", "2024-03-01")
    with pytest.raises(Refused) as refused:
        make.verification(session, person, day=TODAY + timedelta(days=1))
    assert refused.value.field == "day"


def test_an_earlier_check_recorded_later_hides_no_newer_one(session: Session) -> None:
    person = imprisoned(session, "Elvin Sinagov", "2024-03-01")
    make.verification(session, person)
    make.verification(session, person, day=date(2024, 6, 1))
    assert person.last_verified_on == TODAY
    assert [verification.day for verification in person.verifications] == [date(2024, 6, 1), TODAY]


def test_the_most_endangered_and_the_longest_unheard_of_stand_first(session: Session) -> None:
    old = imprisoned(session, "Ayla Numunali", "2024-03-01")
    older = imprisoned(session, "Bahar Misalli", "2023-03-01")
    gone = imprisoned(session, "Farid Tajrubali", "2026-05-01", Status.ENFORCED_DISAPPEARANCE)
    imprisoned(session, "Elvin Sinagov", "2026-11-20")
    page = verifying.unverified(session, day=TODAY)
    assert [row.person_id for row in page.people] == [gone.id, older.id, old.id]
    assert page.total == 3
    rest = verifying.unverified(session, day=TODAY, first=1, size=1)
    assert [row.person_id for row in rest.people] == [older.id]


def test_only_confirmations_of_held_people_count_in_the_headline(session: Session) -> None:
    make.verification(session, imprisoned(session, "Ayla Numunali", "2024-03-01"))
    make.verification(session, imprisoned(session, "Bahar Misalli", "2024-03-01", Status.EXILED))
    make.verification(session, imprisoned(session, "Elvin Sinagov", "2024-03-01"), day=date(2024, 6, 1))
    assert verifying.confirmed_since(session, TODAY - timedelta(days=90), to=PUBLIC) == 1


def test_a_merged_record_brings_its_confirmations_along(session: Session) -> None:
    one = imprisoned(session, "Elvin Sinagov", "2024-03-01")
    other = imprisoned(session, "Elvin Sinaqov", "2024-03-01")
    make.verification(session, other)
    edit(session, merging.merge, record=other, into=one, version=other.version)
    assert freshness_on(session, one, TODAY) is Freshness.RECENT
    assert verifying.unverified_count(session, day=TODAY) == 0
    assert people_pages.count(session, PeopleFilter(freshness=("recent",), today=TODAY), to=INTERNAL) == 1
