"""One person over several rows: what each says is recorded with its own passage, and nobody is merged."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_of
from webapp.domain.history.recording import editing
from webapp.domain.imports.recording import record_rows
from webapp.models import Charge, ChargeStep, Person, SourceVersion
from webapp.vocab.claims import ClaimState
from webapp.vocab.imports import MarkAnswer, MarkKind, RowOutcome

HEADER = "No;Name;Born;Charge;Sentence;Status"
LIST = (
    f"{HEADER}\n1;Bir Sınaqov;3.05.1980;art. 228;5 years;in prison\n;;;art. 318;2 years;\n"
    "2;Iki Sınaqov;1990;art. 1;;free\n"
)


@on_sqlite
def test_rows_without_a_name_go_on_with_the_person_above(session: Session) -> None:
    rows = rows_of(session, LIST)
    assert [row.outcome for row in rows] == [RowOutcome.NEW, RowOutcome.CONTINUED, RowOutcome.NEW]
    (version,) = session.scalars(select(SourceVersion))
    with editing(session, by=make.account(session), reason="A list", at=make.AT):
        record_rows(session, version, rows, state=ClaimState.PUBLISHED)
    assert len(session.scalars(select(Person)).all()) == 2
    steps = session.scalars(select(ChargeStep).order_by(ChargeStep.years)).all()
    assert [(step.years, step.charge.offence) for step in steps] == [(2, "art. 318"), (5, "art. 228")]
    second = session.scalars(select(Charge).where(Charge.offence == "art. 318")).one()
    assert second.citations[0].passage.exact == "art. 318"


@on_sqlite
def test_a_name_again_goes_on_where_its_number_or_day_of_birth_is_the_same(session: Session) -> None:
    for again, outcome in {
        "1;Bir Sınaqov;;art. 318;2 years;": RowOutcome.CONTINUED,
        ";Bir Sınaqov;3.05.1980;art. 318;2 years;": RowOutcome.CONTINUED,
        # Somebody else, or nobody knows.
        "1;Bir Sınaqov;4.05.1980;art. 318;2 years;": RowOutcome.ASK,
        "2;Bir Sınaqov;3.05.1980;art. 318;2 years;": RowOutcome.ASK,
        ";Bir Sınaqov;;art. 318;2 years;": RowOutcome.ASK,
        "2;;;art. 318;2 years;": RowOutcome.REFUSED,
        ";;1975;art. 318;2 years;": RowOutcome.REFUSED,
    }.items():
        text = f"{HEADER}\n1;Bir Sınaqov;3.05.1980;art. 228;5 years;in prison\n{again}\n"
        first, second = rows_of(session, text)
        assert (first.outcome, second.outcome) == (RowOutcome.NEW, outcome), again


@on_sqlite
def test_a_person_is_refused_or_waits_with_all_rows(session: Session) -> None:
    first, second = rows_of(session, LIST.replace("2 years", "two ages").partition("2;Iki")[0])
    assert [row.outcome for row in (first, second)] == [RowOutcome.REFUSED] * 2
    assert [problem.text for problem in second.problems] == ["two ages"]
    # A total below the last row is no part of that person.
    rows = rows_of(session, f"{LIST};;;Total;17;\n", nobody=MarkAnswer.LEFT_OUT)
    assert rows[-1].outcome is RowOutcome.LEFT_OUT
    assert rows[-2].outcome is RowOutcome.NEW
    dates = "Name,Arrested,Charge\nBir Sınaqov,2021,art. 1\n,03/04/2021,art. 2\n"
    first, second = rows_of(session, dates)
    assert (list(first.questions), second.outcome) == ([MarkKind.DAY_OR_MONTH], RowOutcome.CONTINUED)


@on_sqlite
def test_no_part_of_a_long_list_parts_a_person(session: Session) -> None:
    # No two letters of which one is left when a name is folded.
    letters = "abcdefghij"
    names = {number: "z".join(letters[int(each)] for each in str(number)) for number in range(1, 201)}
    lines = [f"{number};Bir Sınaq{name};;art. {number};;" for number, name in names.items()]
    rows = rows_of(session, "\n".join([HEADER, *lines, ";;;art. 9000;;", "202;Son Sınaqov;;art. 1;;"]))
    assert [row.outcome for row in rows[-3:]] == [RowOutcome.NEW, RowOutcome.CONTINUED, RowOutcome.NEW]
    assert [str(each.content.offence) for each in rows[-3].news[1:]] == ["art. 200", "art. 9000"]
