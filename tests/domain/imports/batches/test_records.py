"""What is kept of a list that was brought in: how much came, and how it was read."""

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

import migrations
from tests import make
from tests.support.one_edit import edit
from tests.support.undoing import last_edit, undo
from webapp.domain.checks import check
from webapp.domain.imports.batches.at_once import bring_in
from webapp.domain.imports.batches.records import lists_from
from webapp.domain.imports.lists import likely_reading, list_table, outcome_counts
from webapp.domain.imports.rows import read_rows
from webapp.models import ListBatch, Source
from webapp.vocab.claims import ClaimState
from webapp.vocab.imports import ListField
from webapp.vocab.liberty import Status


def brought_in_source(session: Session) -> Source:
    """A source of which a list of two people was brought in."""
    source = make.source(session, "A list", "Name,Now\nBir Sınaqov,serving\nIki Misallı,pardoned\n,\n")
    (version,) = source.versions
    table = list_table(version)
    reading = likely_reading(version, table, [ListField.NAME, ListField.STATUS])
    expected = outcome_counts(read_rows(session, version, table.rows, reading, decisions={}))
    edit(
        session, bring_in, version=version, table=table, reading=reading, decisions={}, expected=expected,
        state=ClaimState.PUBLISHED,
    )  # fmt: skip
    session.commit()
    return source


def test_a_short_list_has_a_record_which_stays_when_it_is_undone(session: Session) -> None:
    source = brought_in_source(session)
    (brought_in,) = lists_from(session, source)
    batch = brought_in.batch
    assert (batch.id, batch.rows, batch.new_people, batch.claims) == (last_edit(session), 2, 2, 4)
    assert (batch.place, batch.finished_at) == (None, make.AT)
    assert (brought_in.edit.by.name, brought_in.edit.reason) == ("Clara", "A letter came")
    assert brought_in.reading is not None
    assert [tuple(column) for column in brought_in.reading.columns] == [("name", "name"), ("now", "status")]
    assert brought_in.reading.statuses == {"serving": Status.IMPRISONED, "pardoned": Status.RELEASED_EARLY}
    assert [*check(session)] == []
    undo(session)
    assert [*check(session)] == []
    assert session.get(ListBatch, batch.id) is batch


def test_after_a_way_back_history_still_tells_of_a_short_list(session: Session, engine: Engine) -> None:
    source = brought_in_source(session)
    columns = list(ListBatch.__table__.columns)
    before = session.execute(select(*columns)).all()
    session.rollback()
    migrations.downgrade(engine, "0046_lists_as_read")
    migrations.upgrade(engine)
    assert session.execute(select(*columns)).all() == before
    assert [each.batch.rows for each in lists_from(session, source)] == [2]
    assert [*check(session)] == []
