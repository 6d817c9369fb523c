"""A long list is read and recorded beside the server, whole or not at all, while its page says how far."""

from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import main_text, post_form
from tests.support.long_jobs import ending_jobs, page_once
from tests.support.name_lists import unlike_names
from tests.support.waiting import wait_until
from webapp.domain.checks import check
from webapp.models import READS_UNFINISHED, Claim, Counter, Passage, Person, Revision, Source
from webapp.web.long_jobs import processes

UNDER_WAY = ("Reading", "Making it ready", "Writing")
COUNTED = (Person, Claim, Passage, Revision)


def rows(number: int) -> str:
    """Rows of people of plainly invented names, none like another."""
    return "".join(f"{name},serving,05.06.2023\n" for name in unlike_names(number))


@pytest.fixture
def source(request: pytest.FixtureRequest, session: Session, app: Flask) -> Iterator[Source]:
    """A list of 500 rows, or as many as are asked for, and three: one is refused and two have one name."""
    again = "Bahar Misallı,serving,\n" * 2
    people = rows(getattr(request, "param", 500))
    text = f"Name,Status,Since\n{people}{again}Turan Bad,serving,noon\n"
    with ending_jobs():
        yield make.source(session, "A long list", text)


def page_when_done(browser: FlaskClient, source: Source) -> str:
    """What the page of the list says once its job has ended."""
    address = f"/sources/{source.reference}/rows/long"
    return page_once(browser, address, lambda words: "Cancel " not in f"{words} " or "Cancelled" in words)


def address_of(source: Source) -> str:
    return f"/sources/{source.reference}/rows/long"


def counts(session: Session) -> list[object]:
    """How much there is of what a list brings, and which reference was given last."""
    session.rollback()
    numbers = [session.scalar(select(func.count()).select_from(model)) for model in COUNTED]
    return [*numbers, session.scalar(select(Counter.last).where(Counter.prefix == "P"))]


@pytest.mark.parametrize(
    ("source", "people"), [(500, "501"), (1_200, "1,201")], indirect=["source"], ids=["at_once", "in_parts"]
)
def test_a_long_list_is_recorded_whole(
    session: Session, clara: FlaskClient, source: Source, people: str
) -> None:
    address = address_of(source)
    assert clara.get(f"/sources/{source.reference}/rows").headers["Location"] == address
    before = counts(session)
    assert post_form(clara, address, look="y").status_code == 303
    read = page_when_done(clara, source)
    assert f"{people} new" in read
    assert "1 refused" in read
    assert "1 who is it?" in read
    assert counts(session) == before
    answer = post_form(clara, address, record="y")
    assert answer.status_code == 303, main_text(answer)[:500]
    assert f"{people} rows are recorded, {people} of somebody new." in page_when_done(clara, source)
    session.rollback()
    assert f"{session.scalar(select(func.count()).select_from(Person)):,}" == people
    told = main_text(clara.get(f"/sources/{source.reference}"))
    for words in (
        f"Brought in: {people} rows, Clara", f"Of somebody new {people}",
        "name: Name; status: Status; since:", "serving: Imprisoned", source.versions[0].text_sha256,
    ):  # fmt: skip
        assert words in told
    assert [*check(session)] == []


def test_what_was_answered_holds_when_the_list_is_read_again(
    session: Session, clara: FlaskClient, source: Source
) -> None:
    address = address_of(source)
    post_form(clara, address, look="y")
    page_when_done(clara, source)
    post_form(clara, address, **{"column-2": "left_out", "row-503": "new", "look": "y"})
    read = page_when_done(clara, source)
    assert "503 new" in read
    assert "Record 503 rows" in read


def test_a_long_list_offers_what_a_short_one_does(
    session: Session, clara: FlaskClient, source: Source
) -> None:
    head, people = "Name,Status,Since\n", rows(510)
    publisher = make.organization(session, "Committee of Examples")
    make.source(session, "October", f"{head}{people}", publisher=publisher, date="2026-10-31")
    fewer = people.partition("\n")[2]
    text = f"{head}{fewer}Turan Bad,serving,noon\n"
    november = make.source(session, "November", text, publisher=publisher, date="2026-11-28")
    address = address_of(november)
    post_form(clara, address, look="y")
    read = page_when_done(clara, november)
    assert ("1 came" in read, "1 left" in read, "0 changed" in read) == (True, True, True)
    token_of_page = token(clara, address)
    refused = clara.post(
        f"/sources/{november.reference}/rows/refused", data={"csrf_token": token_of_page}
    ).get_data(as_text=True)
    assert [line.partition(",")[0] for line in refused.splitlines()] == ["\ufeffName", "Turan Bad"]
    kept = clara.post(
        f"/sources/{november.reference}/rows/mapping",
        data={"csrf_token": token_of_page, "title": "Monthly", "column-2": "left_out"},
    )
    assert "Kept as “Monthly”." in kept.get_data(as_text=True)
    # It was read as its headers say, and not as the mapping does, until somebody asks for that.
    assert "Monthly read so" not in page_when_done(clara, november)
    by_mapping = clara.get(f"/sources/{november.reference}/rows?mapping=Monthly", follow_redirects=True)
    assert "Monthly read so" in main_text(by_mapping)
    assert 'value="left_out" selected' in by_mapping.get_data(as_text=True)


def test_one_list_at_a_time(session: Session, clara: FlaskClient, source: Source) -> None:
    other = make.source(session, "Another long list", f"Name,Status,Since\n{rows(600)}")
    post_form(clara, address_of(source), look="y")
    refused = post_form(clara, address_of(other), look="y")
    assert refused.status_code == 422
    assert "Another list is being brought in" in main_text(refused)
    page_when_done(clara, source)
    assert post_form(clara, address_of(other), look="y").status_code == 303


def begin_recording(session: Session, browser: FlaskClient, source: Source) -> list[object]:
    """Have a list read and then recorded, and return how much there was before."""
    assert post_form(browser, address_of(source), look="y").status_code == 303
    page_when_done(browser, source)
    before = counts(session)
    post_form(browser, address_of(source), record="y")
    return before


def kill_jobs() -> None:
    for child in processes.children:
        child.kill()
        child.wait()


def test_a_job_that_is_cancelled_leaves_nothing(session: Session, clara: FlaskClient, source: Source) -> None:
    address = address_of(source)
    before = begin_recording(session, clara, source)
    assert clara.get(address).status_code == 200
    clara.post(f"{address}/cancel", data={"csrf_token": token(clara, address)})
    assert "Cancelled" in page_when_done(clara, source)
    assert counts(session) == before


@pytest.mark.parametrize("source", [1_200], indirect=True)
def test_what_a_job_wrote_that_is_killed_among_its_parts_is_seen_by_nobody_and_goes(
    session: Session, engine: Engine, clara: FlaskClient, source: Source
) -> None:
    before = begin_recording(session, clara, source)
    wait_until(lambda: _written_unseen(engine) > 0)
    kill_jobs()
    assert "nothing was kept" in page_when_done(clara, source)
    assert counts(session)[:-1] == before[:-1]
    wait_until(lambda: _written_unseen(engine) == 0)
    begin_recording(session, clara, source)
    assert "1,201 rows are recorded, 1,201 of somebody new." in page_when_done(clara, source)
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Person)) == 1_201
    assert [*check(session)] == []


def _written_unseen(engine: Engine) -> int:
    with Session(engine.execution_options(**{READS_UNFINISHED: True})) as reading:
        return reading.scalar(select(func.count()).select_from(Person)) or 0


@pytest.mark.parametrize("seconds", [0.1, 0.4, 0.8, 1.6])
def test_a_job_that_is_killed_is_done_or_left_nothing(
    session: Session, clara: FlaskClient, source: Source, seconds: float, tmp_path: Path
) -> None:
    address = address_of(source)
    before = begin_recording(session, clara, source)
    sleep(seconds)
    kill_jobs()
    text = page_when_done(clara, source)
    if "recorded" in text:
        assert session.scalar(select(func.count()).select_from(Person)) == 501
    else:
        assert "The server was restarted; nothing was kept." in text
        *numbers, last = counts(session)
        assert numbers == before[:-1]
        # On PostgreSQL references are set aside beforehand, and those of a killed process never given.
        assert last == before[-1] or (session.get_bind().dialect.name == "postgresql" and last == 501)
        # The list can be begun anew at once.
        assert post_form(clara, address, look="y").status_code == 303
        assert "501 new" in page_when_done(clara, source)
    assert [*check(session)] == []


def token(browser: FlaskClient, address: str) -> str:
    """The token of the forms of a page."""
    text = browser.get(address).get_data(as_text=True)
    return text.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
