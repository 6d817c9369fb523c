"""Cells that say that they are the same as above: asked about once, resting on the cell that says it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_of
from webapp.domain.history.recording import editing
from webapp.domain.imports.recording import record_rows
from webapp.models import Charge, PersonName, SourceVersion, StatusEvent
from webapp.vocab.claims import ClaimState
from webapp.vocab.imports import MarkAnswer, MarkKind, RowOutcome
from webapp.vocab.liberty import Status

LIST = (
    "Name,Status,Charge,Place\nBir Sınaqov,serving,128,Colony 1\nIki Sınaqov,-//-,129,same\n"
    "Women,,,\nUç Sınaqov,ditto,ditto,Colony 2\n"
)
HEADINGS = {"nobody": MarkAnswer.LEFT_OUT}


@on_sqlite
def test_rows_that_repeat_the_one_above_wait_until_somebody_says_that_it_holds(session: Session) -> None:
    rows = rows_of(session, LIST, **HEADINGS)
    assert [list(row.questions) for row in rows] == [[], [MarkKind.DITTO], [], [MarkKind.DITTO]]
    rows = rows_of(session, f"{LIST}Dörd Sınaqov,serving,1,\n", ditto=MarkAnswer.FOR_ALL, **HEADINGS)
    assert [row.outcome for row in rows] == [
        RowOutcome.NEW, RowOutcome.NEW, RowOutcome.LEFT_OUT, RowOutcome.NEW, RowOutcome.NEW,
    ]  # fmt: skip
    # The first row has none above.
    (row,) = rows_of(session, "Name,Status\nBir Sınaqov,ditto\n", ditto=MarkAnswer.FOR_ALL)
    assert row.outcome is RowOutcome.REFUSED


def test_what_is_repeated_rests_on_the_cell_that_says_it(session: Session) -> None:
    rows = rows_of(session, LIST, ditto=MarkAnswer.FOR_ALL, **HEADINGS)
    (version,) = session.scalars(select(SourceVersion))
    with editing(session, by=make.account(session), reason="A list", at=make.AT):
        record_rows(session, version, rows, state=ClaimState.PUBLISHED)
    (third,) = session.scalars(select(PersonName).where(PersonName.text == "Uç Sınaqov"))
    (status,) = session.scalars(select(StatusEvent).where(StatusEvent.person_id == third.person_id))
    (charge,) = session.scalars(select(Charge).where(Charge.person_id == third.person_id))
    assert (status.status, status.place_words) == (Status.IMPRISONED, "Colony 2")
    assert status.citations[0].passage.exact == "serving"
    assert (charge.offence, charge.citations[0].passage.exact) == ("129", "129")


@on_sqlite
def test_leaving_out_the_headings_leaves_out_nobody_of_whom_the_row_says_more(session: Session) -> None:
    text = (
        "Name,Status,Arrested,Charge,Born\nTotal: 2,,,,\n"
        "Bir Sınaqov (cousin of No. 2),serving,2021,128,1980\n"
        "Name,Status,Arrested,Charge,Born\nExample: Ad Soyad,serving,2021,128,1980\n1,2,3,4,5\n"
    )
    rows = rows_of(session, text, nobody=MarkAnswer.LEFT_OUT)
    assert [row.outcome for row in rows] == [
        RowOutcome.LEFT_OUT, RowOutcome.MARKED, *[RowOutcome.LEFT_OUT] * 3,
    ]  # fmt: skip
    assert list(rows[1].questions) == [MarkKind.DOUBTED_NAME]


@on_sqlite
def test_a_name_with_the_initials_of_an_earlier_one_is_asked_about(session: Session) -> None:
    names = (
        "Sınaqov Elvin Rüfət oğlu", "Sınaqov E. R.", "Sınaqov R.", "Sınaqov T.", "T. Misallı",
        "Misallı Turan", "Örnək Elvin", "E. R. Qondarma", "Ağca Sınanlı", "Eyey Sınanlı",
    )  # fmt: skip
    rows = rows_of(session, "\n".join(["Name", *names]))
    asked = [row.name for row in rows if row.outcome is RowOutcome.ASK]
    assert asked == ["Sınaqov E. R.", "Sınaqov R.", "Misallı Turan"]
    assert all(row.again for row in rows if row.outcome is RowOutcome.ASK)
