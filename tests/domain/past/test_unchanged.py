"""Whoever was not edited since stands in the database of an earlier instant as today, row for row."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import Mock
from urllib.parse import parse_qs

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests import make
from tests.support.crowd import examples
from tests.support.engines import on_sqlite
from tests.support.full_record import full_record
from tests.support.one_edit import edit, revise
from webapp.domain.claims import recording
from webapp.domain.lists import facet_counts, name_search, people_pages, statistics
from webapp.domain.lists.filter import FIELDS, PeopleFilter
from webapp.domain.past import database, file_copy, unchanged
from webapp.domain.past.database import restore, revision_at
from webapp.domain.past.file_copy import copy_from_file
from webapp.domain.past.rows import changed_rows_at
from webapp.domain.past.unchanged import changed_people
from webapp.domain.read_model import refresh
from webapp.domain.read_model.person_rows import BY_PERSON
from webapp.domain.visibility import INTERNAL, PUBLIC, Reader
from webapp.models import (
    PAST_TABLES,
    Base,
    Claim,
    Person,
    PersonName,
    PersonSummary,
    StatusEvent,
    scratch_engine,
)
from webapp.vocab.claims import ClaimState
from webapp.vocab.liberty import Status

# No list of people rests on texts, on history, or on what accounts do.
LEFT_OUT = {"account", "source_part", "source_word", "revision", "counter", "seal", "person_version"}
DERIVED = {model.__tablename__ for model in BY_PERSON}


@contextmanager
def known_then(session: Session, to: Reader, *, lists_only: bool = False) -> Iterator[Session]:
    """The database as an audience knew it an hour after the tests' instant."""
    engine, at = scratch_engine(), make.AT + timedelta(hours=1)
    with Session(engine) as into:
        restored = sum(restore(session, into, at=at, to=to, lists_only=lists_only))
        assert restored == refresh.count(session)
        yield into
    engine.dispose()


def tables(session: Session, to: Reader) -> dict[str, list[str]]:
    """All rows on which the lists of an audience rest, by table."""
    rows = {}
    for name, table in Base.metadata.tables.items():
        if name not in LEFT_OUT and table not in PAST_TABLES.values():
            columns = (column for column in table.c if str(column) != "source_version.text")
            query = select(*columns)
            if "audience" in table.c:
                query = query.where(table.c.audience == to.audience)
            rows[name] = sorted(map(repr, session.execute(query)))
    return rows


def test_who_was_not_edited_since_stands_row_for_row_as_today(session: Session) -> None:
    full_record(session)
    session.commit()
    with known_then(session, INTERNAL) as then:
        today, restored = tables(session, INTERNAL), tables(then, INTERNAL)
    assert today["charge_step"]
    assert today["hearing"]
    assert today["facet_members"]
    assert {name for name in today if today[name] != restored[name]} == set()


def _full_record_and_one_more(session: Session) -> Person:
    """Record all there can be, and somebody arrested, who is returned."""
    full_record(session)
    edited = make.person(session, "Ayla Numunali")
    make.status(session, edited, Status.ARRESTED, "2024-05-03")
    session.commit()
    return edited


def test_strangers_are_given_no_row_of_a_draft(session: Session) -> None:
    person = full_record(session)
    session.commit()
    with known_then(session, PUBLIC) as then:
        today, restored = tables(session, PUBLIC), tables(then, PUBLIC)
    assert {name for name in DERIVED if today[name] != restored[name]} == set()
    drafts = [claim for claim in person.claims if claim.state is ClaimState.DRAFT]
    assert drafts
    assert len(restored["claim"]) == len(today["claim"]) - len(drafts)


@pytest.mark.parametrize("few", [0, 300])
def test_sets_for_counting_hold_those_edited_since_as_they_were(
    session: Session, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(file_copy, "FEW", few)
    edited = _full_record_and_one_more(session)
    before, at = tables(session, INTERNAL)["facet_members"], make.AT
    monkeypatch.setattr(make, "AT", make.AT + timedelta(hours=2))
    make.status(session, edited, Status.RELEASED_SERVED, "2025-01-01")
    make.status(session, make.person(session, "Ceyhun Ornakov"), Status.ARRESTED, "2025-03-01")
    session.commit()
    assert tables(session, INTERNAL)["facet_members"] != before
    monkeypatch.setattr(make, "AT", at)
    with known_then(session, INTERNAL) as then:
        assert tables(then, INTERNAL)["facet_members"] == before


@on_sqlite
def test_a_file_copied_by_sqlite_holds_what_its_rows_do(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = _full_record_and_one_more(session)
    monkeypatch.setattr(make, "AT", make.AT + timedelta(hours=2))
    make.status(session, edited, Status.RELEASED_SERVED, "2025-01-01")
    session.commit()
    monkeypatch.undo()
    for to in (PUBLIC, INTERNAL):
        with known_then(session, to) as then:
            copied = tables(then, to)
        with monkeypatch.context() as patch:
            patch.setattr(unchanged, "copy_from_file", lambda *_, **__: False)
            with known_then(session, to) as then:
                assert tables(then, to) == copied
        assert copied["citation"]
        assert copied["name_key"]


def test_of_who_changed_only_what_changed_is_read_from_history(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = _full_record_and_one_more(session)
    status = session.scalars(select(StatusEvent).where(StatusEvent.person_id == edited.id)).one()
    name = session.scalars(select(PersonName).where(PersonName.person_id == edited.id)).one()
    evidence = (make.evidence(session, f"Ayla Numunali was seen, {number}.") for number in (1, 2))
    removed = edit(session, recording.cite, claim=name, evidence=next(evidence))
    session.commit()
    before = tables(session, INTERNAL)
    monkeypatch.setattr(make, "AT", make.AT + timedelta(hours=2))
    revise(session, status, note="Seen in court")
    edit(session, recording.uncite, citation=removed, version=removed.version)
    edit(session, recording.cite, claim=name, evidence=next(evidence))
    session.commit()
    monkeypatch.undo()
    reading = Mock(side_effect=database.changed_rows_at)
    monkeypatch.setattr(database, "changed_rows_at", reading)
    with known_then(session, INTERNAL) as then:
        restored = tables(then, INTERNAL)
    # Which version of a record it was, history leaves out.
    differing = {table for table in before if restored[table] != before[table]}
    assert differing == {"person", "person_summary", "source", "source_version"}
    (call,) = reading.call_args_list
    read = {key for key, _, _ in changed_rows_at(*call.args, **call.kwargs)}
    assert read == {status.id, removed.id}


@on_sqlite
def test_what_somebody_else_edits_meanwhile_is_not_of_that_instant(engine: Engine, session: Session) -> None:
    full_record(session)
    session.commit()
    with Session(engine) as reading, Session(scratch_engine()) as into:
        since = revision_at(reading, at=make.AT)
        changed = changed_people(reading, since=since)
        make.person(session, "Ayla Numunali")
        session.commit()
        options: dict[str, Any] = {"since": since, "claims": select(Claim.id), "to": INTERNAL}
        assert not copy_from_file(reading, into, changed.known, changed.numbers, **options)
        unchanged.copy_unchanged(reading, into, changed, **options)
        assert into.scalars(select(PersonSummary.reference)).all() == ["P-0001"]


def test_lists_and_figures_need_no_claims(session: Session) -> None:
    full_record(session)
    other = make.person(session, "Ayla Numunali")
    make.status(session, other, Status.ARRESTED, "2024-05-03")
    session.commit()
    with known_then(session, INTERNAL) as whole, known_then(session, INTERNAL, lists_only=True) as then:
        with pytest.raises(OperationalError):
            then.scalar(select(Claim.id))
        named = {name for query in QUESTIONS for name in parse_qs(query)}
        others = [name for name in FIELDS if name not in named | {"known_on"}]
        single = [f"{name}={value}" for name in others for value in examples(name).values]
        for query in (*QUESTIONS, *single):
            assert answers(then, PeopleFilter.read(query)) == answers(whole, PeopleFilter.read(query)), query


QUESTIONS = (
    "", "q=numunali", "q=elvim&broad=yes", "held=yes&status=arrested", "as_of=2026-01-01&freshness=stale",
    "sex=male", "occupation=courier&organization=O-0003", "fair_trial=counsel_not_permitted", "source=S-0001",
    "state=published", "charge=not_stated", "taken_in=2024-05&released_in=less_precise",
    "as_of=2024-06-01&sort=-word", "as_of=2024-06-01&length=under_1_month",
)  # fmt: skip


def answers(session: Session, people_filter: PeopleFilter) -> list[Any]:
    """What the page of a list and that of its figures say."""
    page = people_pages.people(session, people_filter, to=INTERNAL)
    return [
        [(row.reference, row.name, row.citation_id, row.status_place) for row in page.rows],
        [(key, span.status, span.status_place) for key, span in page.spans.items()],
        people_pages.newest_word(session, to=INTERNAL),
        facet_counts.every_facet(session, people_filter, to=INTERNAL),
        list(statistics.statistics(session, people_filter, to=INTERNAL, today=make.AT.date())),
        [(hit.spelling, hit.score) for hit in name_search.likely(session, people_filter.q, to=INTERNAL)],
    ]
