"""A remark of a row says more of somebody's liberty than a plain word or a heading does."""

from sqlalchemy.orm import Session

from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_of
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.imports.rows import ListRow
from webapp.vocab.imports import ListField, RowOutcome

pytestmark = on_sqlite


def _said(row: ListRow) -> list[tuple[str, str | None]]:
    """The statuses of a row but for an arrest, each with its day."""
    contents = [statement.content for statement in row.news]
    statuses = [each for each in contents if isinstance(each, StatusContent)]
    return [(each.status.value, each.since.edtf if each.since else None) for each in statuses]


def _of(session: Session, status: str, remark: str, *, since: str = "", arrested: str = "") -> ListRow:
    text = f"Name;Detained on;Status;Status since;Remarks\nBir Sınaqov;{arrested};{status};{since};{remark}\n"
    (row,) = rows_of(session, text)
    return row


def test_a_remark_tells_how_and_when_somebody_was_released(session: Session) -> None:
    for remark, status in {
        "pardoned 12 May 2024": ("released_early", "2024-05-12"),
        "exchanged on 1 August 2024": ("released_early", "2024-08-01"),
        "served in full": ("released_served", None),
        "left the country": ("exiled", None),
        "вышел по УДО 03.03.2024": ("released_early", "2024-03-03"),
        "26 may 2024, cəzası bitib": ("released_served", "2024-05-26"),
        "freed by court on 3 May 2024, journalist": ("at_liberty", "2024-05-03"),
    }.items():
        row = _of(session, "Released", remark)
        assert _said(row) == [status], remark
        assert [each.cell.text for each in row.news if isinstance(each.content, StatusContent)] == [remark]


def test_a_death_of_which_a_remark_tells_is_the_last_that_is_told(session: Session) -> None:
    assert _said(_of(session, "Imprisoned", "died in prison on 3 January 2025")) == [
        ("died_in_custody", "2025-01-03")
    ]
    assert _said(_of(session, "Imprisoned", "died in prison on 3 January 2025", since="2020")) == [
        ("imprisoned", "2020"), ("died_in_custody", "2025-01-03"),
    ]
    assert _said(_of(session, "Detained", "transferred to house arrest on 20 March 2024")) == [
        ("house_arrest", "2024-03-20")
    ]


def test_a_remark_of_a_later_day_tells_what_came_after_the_status(session: Session) -> None:
    row = _of(session, "In prison", "released on 3 May 2024", since="2021-02-01")
    assert _said(row) == [("imprisoned", "2021-02-01"), ("at_liberty", "2024-05-03")]
    row = _of(session, "In prison", "released on 3 May 2019", since="2021-02-01")
    assert _said(row) == [("imprisoned", "2021-02-01")]


def test_a_remark_that_says_otherwise_is_no_less_certain_than_the_status(session: Session) -> None:
    for status, remark in {
        "Released": "still in prison as of October 2025",
        "Imprisoned": "released on 3 May 2024",
        "At liberty": "died in prison on 3 January 2025",
        "Pardoned": "sentence served",
    }.items():
        row = _of(session, status, remark)
        assert row.outcome is RowOutcome.REFUSED
        (problem,) = row.problems
        assert (problem.field, problem.text) == (ListField.STATUS, status)
        assert remark in problem.refused.translated()
    # Before somebody was taken they were free.
    assert _said(_of(session, "Imprisoned", "released on 3 May 2019", arrested="2021"))[1:] == [
        ("imprisoned", None)
    ]


def test_what_a_remark_says_of_others_or_wishes_or_fears_is_not_recorded(session: Session) -> None:
    for remark in (
        "husband in prison", "brother pardoned in 2020", "colleagues released", "parole hearing 12 May 2026",
        "petition for pardon", "UN demands release", "was held in SIZO for 2 months", "probably released",
        "released?", "remand extended until 06.01.2027", "health failing", "see No. 3, released 2 May 2024",
    ):  # fmt: skip
        row = _of(session, "Imprisoned", remark)
        assert _said(row) == [("imprisoned", None)], remark
        assert [cell.text for cell in row.unrecorded] == [remark]


def test_a_row_without_a_status_has_that_of_its_remark_where_it_is_certain(session: Session) -> None:
    assert _said(_of(session, "", "released on 3 May 2024")) == [("at_liberty", "2024-05-03")]
    assert _said(_of(session, "", "house arrest")) == [("house_arrest", None)]
    assert _said(_of(session, "", "tortured in detention")) == []


def test_a_remark_tells_more_than_the_heading_above_its_row(session: Session) -> None:
    text = (
        "Name;Arrested;Remarks\nReleased;;\nBir Sınaqov;2021;in exile (Germany)\nIki Sınaqov;2020;poet\n"
        "On remand;;\nÜç Sınaqov;2022;let out to house arrest: 22.04.2024\n"
    )
    rows = [row for row in rows_of(session, text) if row.name.endswith("Sınaqov")]
    assert [_said(row)[1:] for row in rows] == [
        [("exiled", None)], [("at_liberty", None)], [("house_arrest", "2024-04-22")],
    ]


def test_a_row_that_says_it_repeats_another_is_asked_about(session: Session) -> None:
    for remark in (
        "duplicate of No. 1", "№2 ilə eyni şəxs? yoxlanmalıdır", "déjà au n° 2 ?", "тот же человек, что № 2",
    ):  # fmt: skip
        assert _of(session, "Released", remark).outcome is RowOutcome.ASK, remark
    assert _of(session, "дубль, см. № 5", "").outcome is RowOutcome.ASK
    assert _of(session, "Released", "namesake of No. 1, not related").outcome is RowOutcome.NEW


def test_the_day_of_a_move_is_not_that_of_the_status(session: Session) -> None:
    text = (
        "Name;Status\nBir Sınaqov;етапований 11.2023, відбуває покарання\n"
        "Iki Sınaqov;домашній арешт (з 02.2024)\n"
    )
    assert [_said(row) for row in rows_of(session, text)] == [
        [("imprisoned", None)], [("house_arrest", "2024-02")],
    ]


def test_an_age_that_is_not_exact_is_named_as_not_recorded(session: Session) -> None:
    text = "Name;Date of birth or age;Status\nBir Sınaqov;c. 60;Released\nIki Sınaqov;age 52;Released\n"
    rough, exact = rows_of(session, text)
    assert [cell.text for cell in rough.unrecorded] == ["c. 60"]
    assert exact.unrecorded == []
    assert {rough.outcome, exact.outcome} == {RowOutcome.NEW}
