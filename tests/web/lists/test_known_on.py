"""A figure that was cited can be produced again: page, counts, files and figures as they were known."""

import fcntl
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.counting_rules import counting_rule
from tests.support.engines import on_sqlite
from tests.support.forms import errors, links, main_text, post_form
from tests.support.known_lists import unversioned
from tests.support.one_edit import edit, revise
from webapp.domain.people import merging, people
from webapp.domain.read_model import past_rows
from webapp.models import Person, StatusEvent
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Status
from webapp.web import past_lists
from webapp.web.past_lists import Restored

pytestmark = pytest.mark.both_engines

BEFORE = "2026-11-23"
PATHS = (
    "/people", "/people.csv", "/people.xlsx", "/people.ftm.json", "/export/package.zip", "/people/print",
    "/statistics", "/statistics/status.csv", "/statuses.atom",
)  # fmt: skip


@pytest.fixture
def elvin(session: Session, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Elvin, of whom it was known on 22 November that he was held, and since the 24th that he is free."""
    who = make.person(session, "Elvin Sinagov")
    make.status(session, who, Status.ARRESTED, "2024-05-03")
    monkeypatch.setattr(make, "AT", make.AT + timedelta(days=2))
    make.status(session, who, Status.RELEASED_SERVED, "2025-01-01")
    make.person(session, "Ayla Numunali")
    session.commit()
    return who


def test_the_list_of_an_earlier_day_is_what_it_was(client: FlaskClient, elvin: Person) -> None:
    assert "0 people last known to be held" in main_text(client.get("/people?held=yes"))
    then = client.get(f"/people?held=yes&known_on={BEFORE}")
    said = main_text(then)
    assert "1 person last known to be held" in said
    assert "of 1 recorded" in said
    assert "as known on 23 November 2026" in said
    assert f"/people/P-0001?known_on={BEFORE}" in links(then)
    assert "Arrested" in main_text(client.get(f"/people/P-0001?known_on={BEFORE}"))
    both = main_text(client.get(f"/people?held=yes&as_of=2024-01-01&known_on={BEFORE}"))
    assert "0 people last known to be held" in both


def test_every_file_and_figure_is_of_that_day(client: FlaskClient, session: Session, elvin: Person) -> None:
    counting_rule(session, make.provision(session).legal_code)
    session.commit()
    assert client.get("/people.csv?held=yes").data.count(b"\r\n") == 1
    assert b"Elvin Sinagov" in client.get(f"/people.csv?held=yes&known_on={BEFORE}").data
    assert b"Elvin Sinagov" in client.get(f"/people.ftm.json?held=yes&known_on={BEFORE}").data
    assert "Arrested" in main_text(client.get(f"/people/print?known_on={BEFORE}"))
    assert b"arrested,Arrested,1" in client.get(f"/statistics/status.csv?known_on={BEFORE}").data
    assert b"released" not in client.get(f"/statistics/status.csv?known_on={BEFORE}").data
    assert b"Released" not in client.get(f"/statuses.atom?known_on={BEFORE}").data
    one, two = (client.get(f"/export/package.zip?known_on={BEFORE}").data for _ in range(2))
    assert one == two


def test_files_of_a_day_as_it_was_known_quote_it_where_they_have_to_be_restored(
    client: FlaskClient, session: Session, elvin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = f"?held=yes&as_of=2024-06-01&known_on={BEFORE}"
    as_kept = client.get(f"/people.csv{query}").data
    past_rows.forget_all(session)
    monkeypatch.setattr(past_lists, "_FEW", 0)
    restored = client.get(f"/people.csv{query}").data
    assert unversioned(restored) == unversioned(as_kept)
    assert b"Elvin Sinagov, chair of the Union of Invented Couriers" in restored
    assert client.get(f"/people.xlsx{query}").data.startswith(b"PK")


def test_a_figure_to_cite_names_both_times_and_stays(
    client: FlaskClient, session: Session, elvin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = next(link for link in links(client.get("/people?held=no")) if "known_on=" in link)
    asked = parse_qs(urlsplit(address).query)
    assert asked.keys() == {"held", "as_of", "known_on"}
    cited = main_text(client.get(address))
    assert "1 person" in cited
    monkeypatch.setattr(make, "AT", datetime.now(UTC) + timedelta(seconds=1))
    make.status(session, elvin, Status.ARRESTED, f"{datetime.now(UTC):%Y-%m-%d}")
    assert main_text(client.get(address)) == cited


def test_what_is_no_time_or_lies_ahead_is_refused_everywhere(client: FlaskClient, elvin: Person) -> None:
    for known_on in ("soon", "9999-01-01", "2026-13-01", "2026-11-23T25:00Z", "\0", "9" * 999):
        for path in PATHS:
            answer = client.get(path, query_string={"known_on": known_on})
            assert answer.status_code == 400, path
            assert "known_on" in main_text(answer)


def test_before_anything_was_recorded_the_list_is_empty(client: FlaskClient, elvin: Person) -> None:
    for path in PATHS:
        answer = client.get(f"{path}?known_on=1999-01-01")
        assert answer.status_code == 200
        # Read to its end: of some files only a few are made at once.
        answer.get_data()
    assert "Nobody is recorded yet" in main_text(client.get("/people?known_on=1999-01-01"))


def test_curators_see_drafts_of_that_day_and_readers_do_not(
    client: FlaskClient, clara: FlaskClient, session: Session, elvin: Person
) -> None:
    make.person(session, "Bahar Misalli", state=ClaimState.DRAFT)
    session.commit()
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    assert "Bahar" in main_text(clara.get(f"/people?known_on={today}"))
    assert "Bahar" not in main_text(client.get(f"/people?known_on={today}"))


def test_a_list_as_it_was_known_is_not_frozen(rafa: FlaskClient, elvin: Person) -> None:
    refused = post_form(rafa, f"/issues/new?known_on={BEFORE}", title="Then", reason="One")
    assert "as it is known now" in errors(refused)["title"]


def test_the_status_of_a_day_stands_at_a_glance(client: FlaskClient, elvin: Person) -> None:
    glance = main_text(client.get("/people/P-0001?as_of=2024-06-01"))
    assert "As of 1 June 2024 Held yes" in glance
    assert "Days held 30" in glance
    assert "Held no" in main_text(client.get("/people/P-0001?as_of=2025-06-01"))
    assert "Held yes" in main_text(client.get(f"/people/P-0001?as_of=2025-06-01&known_on={BEFORE}"))
    for day in ("soon", "2026-02-30", "\0"):
        assert client.get("/people/P-0001", query_string={"as_of": day}).status_code == 422


@on_sqlite
def test_a_merged_record_is_told_of_to_programs_as_it_stood(
    session: Session, client: FlaskClient, elvin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    ayla = session.scalars(select(Person).where(Person.reference == "P-0002")).one()
    third = make.person(session, "Bahar Misalli")
    monkeypatch.setattr(make, "AT", datetime(2026, 11, 26, 9, tzinfo=UTC))
    edit(session, merging.merge, record=elvin, into=ayla, version=elvin.version)
    monkeypatch.setattr(make, "AT", datetime(2026, 11, 28, 9, tzinfo=UTC))
    edit(session, merging.merge, record=ayla, into=third, version=ayla.version)
    session.commit()
    told = {}
    for day in ("2026-11-25", "2026-11-27", "2026-11-29"):
        answers = [client.get(f"/api/v1/people/P-000{place}?known_on={day}") for place in (1, 2, 3)]
        told[day] = [one.json["reference"] if one.status_code == 200 else one.status_code for one in answers]
    assert told == {
        "2026-11-25": ["P-0001", "P-0002", "P-0003"],
        "2026-11-27": ["P-0002", "P-0002", "P-0003"],
        "2026-11-29": ["P-0003", "P-0003", "P-0003"],
    }


def test_while_one_is_restored_the_next_is_told_at_once_to_come_back(
    client: FlaskClient, clara: FlaskClient, elvin: Person, tmp_path: Path
) -> None:
    with (tmp_path / ".restoring-1.lock").open("w") as taken:
        fcntl.flock(taken, fcntl.LOCK_EX)
        for browser in (client, clara):
            answer = browser.get(f"/people.ftm.json?known_on={BEFORE}")
            assert answer.status_code == 503
            assert int(answer.headers["Retry-After"]) > 0
            assert "is being restored" in main_text(answer)
        # What a list shows is not restored, and of a page for programs its few people alone.
        paths = ("/people", "/people.csv", "/api/v1/people", "/api/v1/people/P-0001")
        for path in ("/people", *(f"{each}?known_on={BEFORE}" for each in paths)):
            assert client.get(path).status_code == 200
    assert b"Elvin Sinagov" in client.get(f"/people.ftm.json?known_on={BEFORE}").data


def test_after_a_long_restoring_strangers_wait_and_who_works_here_does_not(
    client: FlaskClient, clara: FlaskClient, elvin: Person, tmp_path: Path
) -> None:
    rested = tmp_path / ".restored"
    rested.touch()
    os.utime(rested, times=(time.time(), time.time() + 300))
    answer = client.get(f"/people.ftm.json?known_on={BEFORE}")
    assert answer.status_code == 503
    assert 200 < int(answer.headers["Retry-After"]) <= 301
    assert b"Elvin Sinagov" in clara.get(f"/people.ftm.json?known_on={BEFORE}").data


def test_an_edit_does_not_void_what_was_restored_and_hiding_does(
    client: FlaskClient, app: Flask, session: Session, elvin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    restored: Restored = app.extensions["habeas-known"]
    file, page = f"/people.ftm.json?known_on={BEFORE}", f"/people?known_on={BEFORE}"
    assert b"Elvin Sinagov" in client.get(file).data
    (first,) = restored.kept.values()
    monkeypatch.setattr(make, "AT", make.AT + timedelta(days=1))
    make.status(session, elvin, Status.ARRESTED, "2025-03-01")
    session.commit()
    assert b"Elvin Sinagov" in client.get(file).data
    assert list(restored.kept.values()) == [first]
    assert "Elvin Sinagov" in main_text(client.get(page))
    edit(session, people.retire_person, elvin, version=elvin.version)
    session.commit()
    assert "Elvin Sinagov" not in main_text(client.get(page))
    assert b"Elvin Sinagov" not in client.get(file).data
    assert first not in restored.kept.values()


def test_what_is_hidden_since_is_on_no_page_while_the_rest_is(
    client: FlaskClient, clara: FlaskClient, session: Session, elvin: Person
) -> None:
    pages = f"/people?known_on={BEFORE}", f"/people.csv?known_on={BEFORE}"
    for page in pages:
        assert b"Arrested" in client.get(page).data or b"arrested" in client.get(page).data
    arrested = session.scalars(select(StatusEvent).where(StatusEvent.status == Status.ARRESTED)).one()
    revise(session, arrested, visibility=Visibility.INTERNAL)
    session.commit()
    for page in pages:
        answer = client.get(page).data
        assert b"Elvin Sinagov" in answer
        assert b"rrested,2024-05-03" not in answer.replace(b"A", b"a")
    assert "1 person last known to be held" in main_text(clara.get(f"{pages[0]}&held=yes"))
    assert "0 people last known to be held" in main_text(client.get(f"{pages[0]}&held=yes"))
