"""Rows without a word for a status: a prison and a sentence, or what stands in the place of another cell."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_in, rows_of, statuses_of
from tests.support.one_edit import edit
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.imports.recording import record_rows
from webapp.domain.imports.rows import ListRow
from webapp.models import PersonSummary
from webapp.vocab.claims import ClaimState
from webapp.vocab.imports import RowOutcome
from webapp.vocab.liberty import Status

_LIST = "Name;Arrested;Sentence;Prison\n"


def _places(row: ListRow) -> list[str | None]:
    return [each.content.place_words for each in row.news if isinstance(each.content, StatusContent)]


@on_sqlite
def test_who_has_a_term_and_a_prison_is_in_that_prison(session: Session) -> None:
    rows = rows_of(session, (
        f"{_LIST}Bir Sınaqov;2019-03-27;16 years;Colony No. 2, Sınaq\nIki Misallı;2019;life;Misal Prison\n"
        "Üç Örnəkov;2024;under investigation;SIZO-1\n"
    ))  # fmt: skip
    assert [statuses_of(row) for row in rows] == [
        [(Status.ARRESTED, "2019-03-27"), (Status.IMPRISONED, None)],
        [(Status.ARRESTED, "2019"), (Status.IMPRISONED, None)],
        [(Status.ARRESTED, "2024"), (Status.PRETRIAL_DETENTION, None)],
    ]
    # It is not where they were arrested.
    assert _places(rows[0]) == [None, "Colony No. 2, Sınaq"]


@on_sqlite
def test_a_term_beside_a_charge_is_one_too(session: Session) -> None:
    header = "Adı Soyadı;Cezaevi;Tutuklanma tarihi;Suçlama\n"
    text = f"{header}Bir Sınaqgil;Misal F Tipi;2017;TCK 314/2 – 9 yıl 4 ay\n"
    (row,) = rows_of(session, text)
    assert statuses_of(row)[-1] == (Status.IMPRISONED, None)


@on_sqlite
def test_no_prison_no_term_of_prison_or_an_end_and_nobody_is_said_to_be_in_prison(session: Session) -> None:
    for cells in (
        "16 years;Sınaq town", "3 years suspended;Misal Prison", "15 days;Misal Prison", ";Misal Prison",
        "fine;Misal Prison", "16 years;released 3 May 2022", "16 years, pardoned in May 2023;Misal Prison",
    ):  # fmt: skip
        (row,) = rows_of(session, f"{_LIST}Bir Sınaqov;2019-03-27;{cells}\n")
        assert Status.IMPRISONED not in {status for status, _ in statuses_of(row)}, cells
    text = "Name;Released;Sentence;Prison\nBir Sınaqov;2022-05-03;3 years;Misal Prison\n"
    (row,) = rows_of(session, text)
    assert [status for status, _ in statuses_of(row)] == [Status.AT_LIBERTY]


@on_sqlite
def test_where_a_status_is_told_the_prison_and_the_term_tell_none(session: Session) -> None:
    header = "Name;Status;Sentence;Prison;Remarks\n"
    (row,) = rows_of(session, f"{header}Bir Sınaqov;on remand;5 years;Misal Prison;\n")
    assert statuses_of(row) == [(Status.PRETRIAL_DETENTION, None)]
    (row,) = rows_of(session, f"{header}Bir Sınaqov;;5 years;Misal Prison;released on 3 May 2024\n")
    assert statuses_of(row) == [(Status.AT_LIBERTY, "2024-05-03")]


@on_sqlite
def test_in_prison_is_how_somebody_is_now_whatever_column_comes_first(session: Session) -> None:
    for header, cells in (
        ("Name;Arrested;Sentence;Prison", "Bir Sınaqov;2019-03-27;16 years;Misal Prison"),
        ("Name;Prison;Sentence;Arrested", "Iki Misallı;Misal Prison;16 years;2019-03-27"),
    ):  # fmt: skip
        (version,) = make.source(session, header, f"{header}\n{cells}\n").versions
        rows = rows_in(session, version)
        edit(session, record_rows, version=version, rows=rows, state=ClaimState.PUBLISHED)
    current = session.scalars(select(PersonSummary.status).where(PersonSummary.audience == "public"))
    assert [*current] == [Status.IMPRISONED, Status.IMPRISONED]


@on_sqlite
def test_a_status_in_the_place_of_a_date_a_prison_or_a_sentence_is_read(session: Session) -> None:
    for cells, status in {
        "declared wanted on 12.09.2023;;": (Status.WANTED, "2023-09-12"),
        ";;Ev hapsi": (Status.HOUSE_ARREST, None),
        ";12 years, pardoned on 26.12.2024;": (Status.RELEASED_EARLY, "2024-12-26"),
        ";;taken away by unknown security agents, whereabouts unknown": (Status.ENFORCED_DISAPPEARANCE, None),
    }.items():
        (row,) = rows_of(session, f"{_LIST}Bir Sınaqov;{cells}\n")
        assert statuses_of(row) == [status], cells
        assert _places(row) == [None], cells


@on_sqlite
def test_a_conviction_that_words_for_a_status_tell_has_its_term(session: Session) -> None:
    for words, years in {"Sentenced to 3 years on 12-Jan-22": 3, "condenado a 16 años": 16}.items():
        (row,) = rows_of(session, f"Name;Arrested;Status\nBir Sınaqov;1-Feb-21;{words}\n")
        assert [each.content.years for each in row.news if hasattr(each.content, "years")] == [years], words
    assert statuses_of(rows_of(session, "Name;Status\nBir Sınaqov;Released on 24-Mar-21\n")[0]) == [
        (Status.AT_LIBERTY, "2021-03-24")
    ]
    for words in ("sentenced to 2 years suspended", "prosecutor asks for 5 years"):
        for row in rows_of(session, f"Name;Status\nBir Sınaqov;{words}\n"):
            assert not any(hasattr(each.content, "years") for each in row.news), words


@on_sqlite
def test_a_status_beside_a_charge_is_read_where_the_header_says_so(session: Session) -> None:
    header = "Name;Arrested;Charge / case status\n"
    text = f"{header}Bir Sınaqov;2024;extremism\nIki Misallı;2023;released on 3 May 2024\n"
    first, second = rows_of(session, text)
    assert statuses_of(first) == [(Status.ARRESTED, "2024")]
    assert statuses_of(second) == [(Status.ARRESTED, "2023"), (Status.AT_LIBERTY, "2024-05-03")]
    assert RowOutcome.REFUSED not in {first.outcome, second.outcome}
    # A charge alone tells no status: one of prison break is no escape.
    (row,) = rows_of(session, "Name;Arrested;Charge\nBir Sınaqov;2024;escape from custody\n")
    assert statuses_of(row) == [(Status.ARRESTED, "2024")]


@on_sqlite
def test_an_empty_cell_of_statuses_leaves_open_how_somebody_is(session: Session) -> None:
    header = "Name;Arrested;Status at last visit;Sentence;Prison\n"
    rows = rows_of(session, (
        f"{header}Bir Sınaqov;2019;;16 years;Misal Prison\n"
        "Iki Misallı;2019;ill, without a lawyer;;unknown location\n"
        "Üç Örnəkov;2019;serving;16 years;Misal Prison\n"
    ))  # fmt: skip
    assert [statuses_of(row)[-1][0] for row in rows] == [
        Status.ARRESTED, Status.ARRESTED, Status.IMPRISONED,
    ]  # fmt: skip
    # What is beside the matter is no word that somebody has to explain, and stands under the row.
    assert rows[1].outcome is RowOutcome.NEW
    assert [cell.text for cell in rows[1].unrecorded] == ["ill, without a lawyer"]
    assert _places(rows[1]) == [None]
