"""Whoever was not edited since stands in the database of an earlier instant as today, row for row."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.full_record import full_record
from webapp.domain.past.database import restore
from webapp.domain.read_model import refresh
from webapp.domain.visibility import INTERNAL, PUBLIC, Reader
from webapp.models import Base, scratch_engine
from webapp.vocab.claims import ClaimState
from webapp.vocab.liberty import Status

# No list of people rests on texts, on history, or on what accounts do.
LEFT_OUT = {"account", "source_part", "source_word", "revision", "counter", "seal"}
DERIVED = {model.__tablename__ for model in refresh.BY_PERSON}


@contextmanager
def known_then(session: Session, to: Reader) -> Iterator[Session]:
    """The database as an audience knew it an hour after the tests' instant."""
    engine = scratch_engine()
    with Session(engine) as into:
        assert sum(restore(session, into, at=make.AT + timedelta(hours=1), to=to)) == refresh.count(session)
        yield into
    engine.dispose()


def tables(session: Session, to: Reader) -> dict[str, list[str]]:
    """All rows on which the lists of an audience rest, by table."""
    rows = {}
    for name, table in Base.metadata.tables.items():
        if name not in LEFT_OUT:
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


def test_strangers_are_given_no_row_of_a_draft(session: Session) -> None:
    person = full_record(session)
    session.commit()
    with known_then(session, PUBLIC) as then:
        today, restored = tables(session, PUBLIC), tables(then, PUBLIC)
    assert {name for name in DERIVED if today[name] != restored[name]} == set()
    drafts = [claim for claim in person.claims if claim.state is ClaimState.DRAFT]
    assert drafts
    assert len(restored["claim"]) == len(today["claim"]) - len(drafts)


def test_sets_for_counting_hold_those_edited_since_as_they_were(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_record(session)
    edited = make.person(session, "Ayla Numunali")
    make.status(session, edited, Status.ARRESTED, "2024-05-03")
    session.commit()
    before = tables(session, INTERNAL)["facet_members"]
    monkeypatch.setattr(make, "AT", make.AT + timedelta(hours=2))
    make.status(session, edited, Status.RELEASED_SERVED, "2025-01-01")
    make.status(session, make.person(session, "Ceyhun Ornakov"), Status.ARRESTED, "2025-03-01")
    session.commit()
    assert tables(session, INTERNAL)["facet_members"] != before
    monkeypatch.undo()
    with known_then(session, INTERNAL) as then:
        assert tables(then, INTERNAL)["facet_members"] == before
