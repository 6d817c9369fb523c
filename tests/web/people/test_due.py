"""What is due: days that passed without a word come first, each with its passage; none changes a status."""

import csv
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode, urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.forms import elements, errors, fields, links, main_text, post_form, send, text_of
from webapp.domain.people import due
from webapp.models import Person
from webapp.vocab.charges import HearingOutcome, SentenceKind, StepKind
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Status
from webapp.vocab.people import FactKind
from webapp.web.db import today as present_day


@pytest.fixture(autouse=True)
def _recorded_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """All is recorded on the day on which the board is looked at."""
    monkeypatch.setattr(make, "AT", datetime.now(UTC))


def in_days(days: int) -> str:
    """The day so many days from today."""
    return (present_day() + timedelta(days=days)).isoformat()


def remanded(session: Session, name: str, days: int) -> Person:
    """Somebody whose remand was ordered until so many days from today, as a text of today tells."""
    person = make.person(session, name)
    until = PartialDate.parse(in_days(days))
    words = f"{name} is on remand until {until.edtf}."
    told = make.evidence(session, words, of=make.source(session, words, words, date=in_days(0)))
    make.status(session, person, Status.PRETRIAL_DETENTION, "2024-01-10", until=until, evidence=told)
    return person


@pytest.fixture
def _people(session: Session) -> None:
    """Three remands: overdue by five days, due in three, and in sixty."""
    remanded(session, "Overdue Uydurmali", -5)
    remanded(session, "Near Uydurmali", 3)
    remanded(session, "Far Uydurmali", 60)


def names(client: FlaskClient, address: str) -> list[str]:
    """Who is on the board, in its order."""
    return [text_of(link).strip() for link in elements(client.get(address), "a", **{"class": "name"})]


@pytest.mark.usefixtures("_people")
def test_the_overdue_come_first_and_nobody_is_released_by_the_calendar(clara: FlaskClient) -> None:
    page = clara.get("/due")
    assert "1 overdue, 1 due within 30 days" in main_text(page)
    assert names(clara, "/due") == ["Overdue Uydurmali", "Near Uydurmali"]
    assert "5 days overdue, not confirmed" in main_text(page)
    assert "1 passage says so" in main_text(page)
    assert names(clara, "/due?ahead=90")[-1] == "Far Uydurmali"
    assert names(clara, "/due?ahead=7") == ["Overdue Uydurmali", "Near Uydurmali"]
    assert names(clara, "/people?held=yes") == ["Far Uydurmali", "Near Uydurmali", "Overdue Uydurmali"]


@pytest.mark.usefixtures("_people")
def test_the_list_filter_and_a_kind_narrow_the_board(clara: FlaskClient) -> None:
    assert names(clara, "/due?q=Near") == ["Near Uydurmali"]
    assert names(clara, "/due?kind=term_ends") == []
    assert names(clara, "/due?status=imprisoned") == []
    assert clara.get("/due?kind=birthdays").status_code == 400
    assert clara.get("/due?ahead=8").status_code == 400


def test_an_extension_takes_the_earlier_order_off_the_board(session: Session, clara: FlaskClient) -> None:
    person = remanded(session, "Overdue Uydurmali", -5)
    later = PartialDate.parse(in_days(20))
    make.status(session, person, Status.PRETRIAL_DETENTION, "2024-06-10", until=later)
    assert "0 overdue, 1 due within 30 days" in main_text(clara.get("/due"))


def test_ends_of_terms_and_announced_releases_stand_on_the_board_with_their_working(
    session: Session, clara: FlaskClient
) -> None:
    serving = make.person(session, "Serving Uydurmali")
    began = present_day().replace(year=present_day().year - 2, day=1)
    make.status(session, serving, Status.IMPRISONED, began.isoformat())
    charge = make.charge(session, serving, offence="smuggling of ink")
    make.step(session, charge, StepKind.CONVICTED, began.isoformat(), sentence=SentenceKind.TERM, years=2)
    announced = make.person(session, "Announced Uydurmali")
    make.status(session, announced, Status.IMPRISONED, "2024-01-10")
    make.status(session, announced, Status.RELEASED_EARLY, in_days(10), announced=True)
    page = main_text(clara.get("/due"))
    assert "Term ends" in page
    assert "How this is worked out" in page
    assert "Convicted: 2 years" in page
    assert "P-0002 Released early" in page
    assert "1 overdue, 1 due" in page
    heads, *lines = csv.reader(clara.get("/due.csv").get_data(as_text=True).lstrip("\ufeff").splitlines())
    assert all(line[heads.index("quote")] for line in lines)


@pytest.mark.usefixtures("_people")
def test_the_csv_holds_the_same_lines(clara: FlaskClient) -> None:
    heads, *lines = csv.reader(clara.get("/due.csv").get_data(as_text=True).lstrip("\ufeff").splitlines())
    first, second = (dict(zip(heads, line, strict=True)) for line in lines)
    assert [first["name"], second["name"]] == ["Overdue Uydurmali", "Near Uydurmali"]
    assert [first["due_edtf"], first["due_latest"], first["days_overdue"]] == [in_days(-5), in_days(-5), "5"]
    # Each opens the passage that it rests on.
    for line in (first, second):
        cited = main_text(clara.get(urlsplit(line["citation_url"]).path))
        assert line["quote"]
        assert line["quote"] in cited
        assert line["source"] in cited


@pytest.mark.usefixtures("_people")
def test_the_first_page_tells_curators_what_has_passed_and_readers_nothing(
    clara: FlaskClient, client: FlaskClient
) -> None:
    assert "1 is past and not confirmed" in main_text(clara.get("/"))
    assert "past and not confirmed" not in main_text(client.get("/"))
    assert "/due" not in links(client.get("/"))


def test_where_nothing_is_due_the_board_says_so(clara: FlaskClient) -> None:
    assert "Nothing is due" in main_text(clara.get("/due"))


def test_a_hearing_of_several_is_one_line_until_a_word_of_it_comes(
    session: Session, clara: FlaskClient
) -> None:
    case = make.court_case(session)
    both = [make.person(session, "Elvin Sinagov"), make.person(session, "Ayla Numunali")]
    make.hearing(session, both, date=in_days(-3), case=case)
    page = main_text(clara.get("/due"))
    assert "1 overdue, 0 due" in page
    assert "Ayla Numunali P-0002 and 1 more Hearing on remand" in page
    table = clara.get("/due.csv").get_data(as_text=True)
    assert table.count("hearing,P-000") == table.count(",K-0001,") == 2
    acts = {text_of(link): link.get("href") or "" for link in elements(clara.get("/due"), "a")}
    form = fields(clara.get(acts["Postponed"]))
    assert form["people"] == "Ayla Numunali (P-0002), Elvin Sinagov (P-0001)"
    assert (form["outcome"], form["date"]) == ("postponed", in_days(-3))
    assert form["case"] == "The couriers' case (K-0001)"
    make.hearing(
        session, both, date=in_days(-3), case=case, outcome=HearingOutcome.POSTPONED,
        postponed_to=PartialDate.parse(in_days(5)),
    )  # fmt: skip
    assert "0 overdue, 1 due" in main_text(clara.get("/due"))
    make.hearing(
        session, both, date=in_days(5), case=case, outcome=HearingOutcome.POSTPONED,
        postponed_to=PartialDate.parse(in_days(9)),
    )  # fmt: skip
    assert "0 overdue, 1 due" in main_text(clara.get("/due?case=K-0001"))
    make.hearing(session, both, date=in_days(9), case=case, outcome=HearingOutcome.HELD)
    assert "0 overdue, 0 due" in main_text(clara.get("/due"))


def test_a_birthday_of_somebody_held_is_no_overdue_day(session: Session, clara: FlaskClient) -> None:
    held, free = make.person(session, "Held Uydurmali"), make.person(session, "Free Uydurmali")
    for person in (held, free):
        born = f"1980-{in_days(3)[5:]}"
        make.fact(session, person, FactKind.BIRTH_DATE, None, date=make.edtf_date(born))
    make.status(session, held, Status.IMPRISONED, "2024")
    assert names(clara, "/due?kind=birthday") == ["Held Uydurmali"]
    assert "0 overdue, 1 due" in main_text(clara.get("/due?kind=birthday"))


def test_days_overdue_are_told_as_the_language_writes_numbers(session: Session, clara: FlaskClient) -> None:
    remanded(session, "Long Uydurmali", -0)
    person = make.person(session, "Older Uydurmali")
    until = PartialDate.parse((present_day() - timedelta(days=2519)).isoformat())
    make.status(session, person, Status.PRETRIAL_DETENTION, "2019", until=until)
    assert "2,519 days overdue" in main_text(clara.get("/due"))


def test_a_birthday_on_a_leap_day_and_half_a_date_of_birth_break_nothing(
    session: Session, clara: FlaskClient
) -> None:
    person = make.person(session)
    make.status(session, person, Status.IMPRISONED, "2024")
    make.fact(session, person, FactKind.BIRTH_DATE, None, date=make.edtf_date("1980-02"))
    assert names(clara, "/due?kind=birthday&ahead=90") == []


@on_sqlite
def test_a_hearing_of_very_many_is_one_line_and_hides_no_line_after_it(
    session: Session, clara: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A page of one line reads four rows for each at first.
    monkeypatch.setattr(due, "PAGE", 1)
    many = [make.person(session, f"Accused Uydurmali {number}") for number in range(9)]
    case = make.court_case(session)
    make.hearing(session, many, date=in_days(2), case=case)
    remanded(session, "Near Uydurmali", 3)
    assert names(clara, "/due") == ["Accused Uydurmali 0"]
    assert names(clara, "/due?from=1") == ["Near Uydurmali"]
    assert "0 overdue, 2 due within 30 days" in main_text(clara.get("/due"))
    assert "and 8 more" in main_text(clara.get(f"/due?case={case.reference}&kind=hearing"))
    assert len(clara.get("/due.csv").text.splitlines()) == 11


@on_sqlite
@pytest.mark.usefixtures("_people")
def test_what_became_of_a_day_is_recorded_in_its_place_and_the_board_comes_back_as_it_was(
    session: Session, clara: FlaskClient
) -> None:
    source = make.source(session, "News of the court", "Her remand was extended by three months.").reference
    board = "/due?q=Overdue&ahead=90"
    opened = clara.get(act(clara, board, "Extended"))
    assert fields(opened)["people"] == "Overdue Uydurmali (P-0001)"
    # A draft of it is taken up on the page of the whole form.
    assert fields(opened)["opened"].startswith("/people/P-0001/statuses/new#")
    typed = {"until": in_days(70), "source": source, "quote": "Her remand was extended"}
    # A quotation that is not there: the whole form says so, with all that was typed, and leads back as well.
    refused = send(clara, opened, **typed | {"quote": "He was released"})
    assert refused.status_code == 422
    assert list(errors(refused)) == ["quote"]
    assert fields(refused)["until"] == in_days(70)
    for page, days in ((refused, 70), (opened, 80)):
        saved = send(clara, page, **typed | {"until": in_days(days)})
        assert (saved.status_code, saved.location) == (303, board), errors(saved)
    assert "0 overdue, 1 due within 90 days" in main_text(clara.get(board))


@on_sqlite
@pytest.mark.usefixtures("_people")
def test_that_nothing_is_known_is_said_in_place_and_whoever_asks_is_sent_nowhere_else(
    clara: FlaskClient,
) -> None:
    opened = clara.get(act(clara, "/due?q=Overdue", "Nothing known"))
    assert send(clara, opened, method="family", note="Nothing was heard.").location == "/due?q=Overdue"
    for query in ("//evil.example/", "x=1\r\nSet-Cookie: a=b", "_scheme=javascript"):
        path = f"/people/P-0001/verify?{urlencode({'due': query})}"
        saved = post_form(clara, path, method="family", note="Nothing.")
        assert (saved.location or "").partition("?")[0] == "/due"


@on_sqlite
@pytest.mark.usefixtures("_people")
def test_an_open_form_goes_along_with_whatever_its_address_begins_it(clara: FlaskClient) -> None:
    address = act(clara, "/due?q=Overdue", "Extended").partition("#")[0]
    opened = clara.get(f"{address}&passage=any+words&place=any+words")
    assert opened.status_code == 200
    assert fields(opened)["passage"] == "any words"


def act(client: FlaskClient, board: str, words: str) -> str:
    """The address at which the first act of these words on the board is open."""
    links = (link for link in elements(client.get(board), "a") if text_of(link).strip() == words)
    return next(links).get("href") or ""
