"""The CSV that is handed out: the agreed columns, the same bytes every time, and nothing that runs."""

import csv
import io
from datetime import date
from traceback import format_exception
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests import make
from tests.support.blank_summary import NOTHING_STATED
from tests.support.engines import on_postgresql
from webapp.domain.lists import people_pages
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.csv_writer import lines
from webapp.domain.publishing.people_csv import people_csv, people_rows
from webapp.domain.text.formula_escape import escaped, unescaped
from webapp.domain.visibility import INTERNAL, PUBLIC, Reader
from webapp.models import Person, PersonSummary, make_engine
from webapp.vocab.assessments import Outcome
from webapp.vocab.charges import SentenceKind, StepKind
from webapp.vocab.claims import Audience, ClaimState
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Held, Status
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import FactKind, Occupation, PublicationState

BOM = b"\xef\xbb\xbf"
TODAY = date(2026, 11, 22)
SITE = "https://habeas.example"
# The contract; scripts of others rely on it.
HEADER = (
    "reference,name,other_names,sex,born,occupation,organizations,status,held,status_since_edtf,"
    "status_since_earliest,status_since_latest,status_place,days_held,charges,sentence,assessments,"
    "last_verified_on,sources,quote,citation_url,record_url,version,held_since_edtf,last_word_on,"
    "status_detail,term_ends_on,announced_status,announced_edtf\r\n"
)
FORMULAS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
BEGINNINGS = ["", "'", "''", "'=", " ", '"', *FORMULAS]
CELLS = st.builds(str.__add__, st.sampled_from(BEGINNINGS), st.text())


def test_the_columns_are_those_agreed_in_the_order_agreed(session: Session) -> None:
    assert _bytes(session) == BOM + HEADER.encode()


def test_a_person_is_told_in_one_row(session: Session) -> None:
    club = make.organization(session, "Example Party", OrganizationKind.PARTY)
    prison = make.organization(session, "Example Prison", OrganizationKind.PRISON)
    person = make.person(session)
    make.name(session, person, "ElvinSinagov")
    make.fact(session, person, FactKind.SEX, "male")
    make.fact(session, person, FactKind.BIRTH_DATE, None, date=PartialDate.parse("1980~"))
    make.fact(session, person, FactKind.OCCUPATION, Occupation.COURIER)
    make.affiliation(session, person, make.organization(session), occupation=Occupation.TRADE_UNIONIST)
    make.affiliation(session, person, club)
    event = make.status(session, person, Status.IMPRISONED, "2023-11-20~", place=prison)
    charge = make.charge(session, person, provision=make.provision(session), characterisation="false")
    make.charge(session, person, offence="treason")
    make.step(
        session, charge, StepKind.CONVICTED, sentence=SentenceKind.TERM, years=7, months=6, suspended=True
    )
    make.assessment(session, person, club, Outcome.LISTED)
    make.verification(session, person, day=TODAY, today=TODAY)
    assert _rows(session) == [
        {
            "reference": "P-0001",
            "name": "Elvin Sinagov",
            "other_names": "ElvinSinagov",
            "sex": "male",
            "born": "1980~",
            "occupation": "courier | trade_unionist",
            "organizations": "Union of Invented Couriers | Example Party",
            "status": "imprisoned",
            "held": "yes",
            "status_since_edtf": "2023-11-20~",
            "status_since_earliest": "2023-11-20",
            "status_since_latest": "2023-11-20",
            "status_place": "Example Prison",
            "days_held": "1099",
            "charges": "206.3.2 CC AZ 2000 (false) | treason",
            "sentence": "term of 7 years 6 months, suspended",
            "assessments": "listed (Example Party)",
            "last_verified_on": "2026-11-22",
            "sources": "S-0001 | S-0002",
            "quote": make.ARRESTED,
            "citation_url": f"{SITE}/citations/{event.lead_citation_id}",
            "record_url": f"{SITE}/people/P-0001",
            "version": str(person.version),
            "held_since_edtf": "2023-11-20",
            "last_word_on": "2026-11-22",
            "status_detail": "",
            "term_ends_on": "",
            "announced_status": "",
            "announced_edtf": "",
        }
    ]


def test_the_end_of_a_term_and_what_is_announced_stand_in_the_list(session: Session) -> None:
    held, free = make.person(session, "Ayla Numunali"), make.person(session, "Bahar Misalli")
    for person in (held, free):
        make.status(session, person, Status.IMPRISONED, "2023-11-20")
        charge = make.charge(session, person, offence="smuggling of ink")
        make.step(session, charge, StepKind.CONVICTED, "2024", sentence=SentenceKind.TERM, years=9)
    make.status(session, held, Status.RELEASED_EARLY, "2027-04", announced=True)
    make.status(session, free, Status.RELEASED_SERVED, "2025-01-05")
    wanted = ("term_ends_on", "announced_status", "announced_edtf")
    assert [tuple(row[name] for name in wanted) for row in _rows(session)] == [
        ("2032-11-19", "released_early", "2027-04"), ("", "", ""),
    ]  # fmt: skip


def test_what_nobody_states_is_left_empty_and_held_is_not_stated(session: Session) -> None:
    person = make.person(session)
    stated = {key: value for key, value in _rows(session)[0].items() if value}
    assert stated == {
        "reference": "P-0001",
        "name": "Elvin Sinagov",
        "status": "not_stated",
        "held": "not_stated",
        "sources": "S-0001",
        "quote": "Elvin Sinagov",
        "citation_url": f"{SITE}/citations/{person.claims[0].lead_citation_id}",
        "record_url": f"{SITE}/people/P-0001",
        "version": "1",
    }


@pytest.mark.parametrize(
    ("status", "held", "days"),
    [
        (Status.HOUSE_ARREST, "yes", "3"),
        (Status.RELEASED_EARLY, "no", ""),
        (Status.NOT_STATED, "not_stated", ""),
    ],
)
def test_held_has_its_answer_and_days_are_counted_of_who_is_held(
    session: Session, status: Status, held: str, days: str
) -> None:
    make.status(session, make.person(session), status, "2026-11-20")
    row = _rows(session)[0]
    assert (row["status"], row["held"], row["days_held"]) == (status.value, held, days)


@pytest.mark.parametrize("since", ["2023-11", None, "2026-11-23"])
def test_days_that_cannot_be_counted_are_not_stated(session: Session, since: str | None) -> None:
    make.status(session, make.person(session), Status.IMPRISONED, since)
    assert _rows(session)[0]["days_held"] == ""


@given(CELLS)
def test_what_a_cell_escapes_is_read_back_as_it_was(value: str) -> None:
    cell = escaped(value)
    assert unescaped(cell) == value
    assert not cell.startswith(tuple(FORMULAS))
    assert cell in (value, "'" + value)


@pytest.mark.parametrize("value", ["Elvin", "2023-11", "a=1", " =1", "7 years", ""])
def test_an_ordinary_cell_is_left_as_it_is(value: str) -> None:
    assert escaped(value) == value


@given(st.lists(st.lists(CELLS, min_size=2, max_size=3), max_size=4))
def test_escaped_cells_survive_a_csv_file(rows: list[list[str]]) -> None:
    rows = [[*row, ""][:3] for row in rows]
    file = io.StringIO(newline="")
    safe = [[escaped(cell) for cell in row] for row in rows]
    csv.writer(file, lineterminator="\r\n").writerows(safe)
    assert lines(safe) == file.getvalue().encode()
    read = csv.reader(io.StringIO(lines(safe).decode(), newline=""))
    assert [[unescaped(cell) for cell in row] for row in read] == rows


def test_names_and_quotations_that_look_like_formulas_do_not_run(session: Session) -> None:
    make.person(session, "=HYPERLINK(1)")
    make.name(session, make.person(session, "'quoted"), "@SUM(A1)")
    rows = {row["reference"]: row for row in _rows(session)}
    assert rows["P-0001"]["name"] == "'=HYPERLINK(1)"
    assert rows["P-0001"]["quote"] == "'=HYPERLINK(1)"
    assert rows["P-0002"]["name"] == "''quoted"
    assert rows["P-0002"]["other_names"] == "'@SUM(A1)"


def test_the_database_writes_each_cell_as_a_csv_file_has_it(session: Session) -> None:
    ends = ("", "x", ",", '"', "\n", "\r", "\r\n", 'a"b,c', "\\.", "\\N", "%s", "%(one)s", ":one", "Ə", "{}")
    texts = [beginning + end for beginning in BEGINNINGS for end in ends]
    _crowd(session, len(texts))
    for number, one in enumerate(texts, start=1):
        row = {"name": one, "other_names": one, "charges": one, "sentence": one, "quote": one}
        session.execute(
            update(PersonSummary).where(PersonSummary.reference == f"P-{number:04d}").values(row)
        )
    rows = list(people_rows(session, PeopleFilter(), to=PUBLIC, today=TODAY, public_url=SITE))
    assert [row[1] for row in rows] == texts
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows([escaped(cell) for cell in row] for row in rows)
    assert _bytes(session) == BOM + HEADER.encode() + file.getvalue().encode()


def test_what_is_searched_is_data_in_whatever_way_the_file_is_written(session: Session) -> None:
    make.person(session, "Elvin O'Sinagov")
    make.person(session, "Ayla %s Sinagov")
    names_by_query = {
        query: [row["name"] for row in _rows(session, f"q={query}&status=not_stated&held=not_stated")]
        for query in ("O'Sinagov", "Sinagov", "%25s", "%25(held)s", "Sinagov') TO STDOUT --", "{}", ":q")
    }
    assert names_by_query["O'Sinagov"] == ["Elvin O'Sinagov"]
    for query, names in names_by_query.items():
        page = people_pages.people(session, PeopleFilter.read(f"q={query}"), to=PUBLIC)
        assert sorted(names) == sorted(row.name for row in page.rows)


def test_commas_quotation_marks_and_line_breaks_stay_in_their_cell(session: Session) -> None:
    quote = 'He said: "no",\nand left; | twice'
    person = make.person(session)
    source = make.source(session, "A note", quote)
    make.status(session, person, evidence=make.evidence(session, quote, of=source))
    make.affiliation(session, person, make.organization(session, 'A | B, "C"'))
    row = _rows(session)[0]
    assert row["quote"] == quote
    assert row["organizations"] == 'A / B, "C"'


def test_azerbaijani_letters_are_written_in_utf_8_after_a_byte_order_mark(session: Session) -> None:
    make.person(session, "Əlövsət Çörəkçi-Ğğıİşü")
    given = _bytes(session)
    assert given.startswith(BOM)
    assert given.count(BOM) == 1
    assert "Əlövsət Çörəkçi-Ğğıİşü".encode() in given


def test_every_line_ends_with_a_carriage_return_and_a_line_feed(session: Session) -> None:
    make.person(session)
    given = _bytes(session)
    assert given.endswith(b"\r\n")
    assert given.count(b"\n") == given.count(b"\r\n") == 2


def test_the_same_question_gives_the_same_bytes(session: Session) -> None:
    for name in ("Ayla Numunali", "Elvin Sinagov", "Ayla Numunali"):
        make.person(session, name)
    session.commit()
    assert _bytes(session) == _bytes(session)


def test_people_are_listed_in_the_order_of_the_list_and_as_its_filter_says(session: Session) -> None:
    for name in ("Elvin Sinagov", "Əli Misallı", "Ayla Numunali"):
        make.person(session, name)
    assert [row["name"] for row in _rows(session)] == ["Əli Misallı", "Ayla Numunali", "Elvin Sinagov"]
    assert [row["name"] for row in _rows(session, "q=numunali")] == ["Ayla Numunali"]


def test_only_what_is_published_and_public_goes_out_unless_more_is_asked_for(session: Session) -> None:
    make.person(session, "Ayla Numunali", state=ClaimState.DRAFT)
    person = make.person(session)
    make.name(session, person, "Elvin the draft", state=ClaimState.IN_REVIEW)
    assert [row["other_names"] for row in _rows(session)] == [""]
    assert [row["other_names"] for row in _rows(session, to=INTERNAL)] == ["", "Elvin the draft"]


def test_a_long_list_goes_out_piece_by_piece(session: Session) -> None:
    _crowd(session, 1_003)
    chunks = list(people_csv(session, PeopleFilter(), to=PUBLIC, today=TODAY, public_url=SITE))
    assert [chunk.count(b"\r\n") for chunk in chunks] == [1, 500, 500, 3]
    references = [row["reference"] for row in _read(b"".join(chunks))]
    assert references == [f"P-{number:04d}" for number in range(1, 1_004)]


def test_the_first_piece_goes_out_before_anybody_is_read(session: Session) -> None:
    stream = people_csv(session, PeopleFilter(), to=PUBLIC, today=TODAY, public_url=SITE)
    assert next(stream).startswith(BOM)
    assert not session.in_transaction()


def test_a_list_that_breaks_off_does_not_tell_the_log_who_was_searched(session: Session) -> None:
    searched = make.person(session).claims[0].text.casefold().split()[1][:4]
    session.commit()
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    to_number, away = "ALTER token TYPE integer USING length(token)", "RENAME token TO lost"
    broken = to_number if on_postgresql else away
    session.execute(text(f"ALTER TABLE name_token {broken}"))
    with pytest.raises(Exception, match="token|UndefinedFunction") as raised:
        _bytes(session, f"q={searched}")
    assert searched not in "".join(format_exception(raised.value)).lower()


@on_postgresql
def test_a_list_whose_server_is_lost_breaks_off_as_every_question_does(url: str, session: Session) -> None:
    make.person(session)
    session.commit()
    number = session.scalar(text("SELECT pg_backend_pid()"))
    another = make_engine(url)
    with another.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:number, 10000)"), {"number": number})
    another.dispose()
    with pytest.raises(OperationalError) as raised:
        _bytes(session)
    # What a web page says of it hangs on this, with or without a code of the server's.
    assert getattr(raised.value.orig, "sqlstate", None) in (None, "57P01")
    session.invalidate()


def test_a_reader_who_leaves_in_the_middle_leaves_the_database_as_it_was(session: Session) -> None:
    _crowd(session, 1_003)
    session.commit()
    whole = _bytes(session)
    stream = people_csv(session, PeopleFilter(), to=PUBLIC, today=TODAY, public_url=SITE)
    begun = next(stream) + next(stream)
    stream.close()
    session.rollback()
    assert whole.startswith(begun)
    assert _bytes(session) == whole


def _bytes(session: Session, query: str = "", to: Reader = PUBLIC) -> bytes:
    people_filter = PeopleFilter.read(query)
    return b"".join(people_csv(session, people_filter, to=to, today=TODAY, public_url=SITE))


def _rows(session: Session, query: str = "", to: Reader = PUBLIC) -> list[dict[str, str]]:
    return _read(_bytes(session, query, to))


def _read(given: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(given.decode("utf-8-sig"), newline=""), strict=True))


def _crowd(session: Session, number: int) -> None:
    """Put so many people into the read model as would take the domain minutes."""
    stated = {
        "audience": Audience.PUBLIC, "state": PublicationState.PUBLISHED, "name": "Elvin Sinagov",
        "name_script": "Latn", "status": Status.NOT_STATED, "held": Held.NOT_STATED, "conflict": False,
        "source_count": 0, "version": 1,
    }  # fmt: skip
    rows = [{"id": uuid4(), "reference": f"P-{count:04d}"} for count in range(1, number + 1)]
    session.execute(insert(Person), [row | {"state": PublicationState.PUBLISHED} for row in rows])
    session.execute(
        insert(PersonSummary),
        [
            NOTHING_STATED
            | stated
            | {"person_id": row["id"], "reference": row["reference"], "sort_key": row["reference"]}
            for row in rows
        ],
    )
