"""Paper: a dossier numbers its footnotes, counts days to the day of printing, and shows what is public."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import elements, links, main_text
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Status


def test_each_statement_has_the_numbers_of_its_passages(
    client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "AT", datetime.now(UTC))
    person = make.person(session, "Elvin Sinagov")
    since = datetime.now(UTC).date() - timedelta(days=9)
    paper = make.source(session, "News", "Arrested, wrote the family.", date=since.isoformat())
    told = make.evidence(session, "Arrested", of=paper)
    arrest = make.status(session, person, Status.ARRESTED, since.isoformat(), evidence=told)
    passage = make.evidence(session, make.RELEASED)
    make.charge(session, person, offence="treason", evidence=passage)
    make.fact(session, person, value="Nowhere", evidence=passage)
    session.commit()
    page = client.get("/people/P-0001/dossier")
    text = main_text(page)
    assert "10 days held by" in text
    notes = elements(page, "li", id="note-1") + elements(page, "li", id="note-2")
    assert len(notes) == 2
    marks = re.findall(r"href=\"#note-(\d+)\"", page.get_data(as_text=True))
    assert list(dict.fromkeys(marks)) == ["1", "2", "3"]
    assert marks.count("2") == 2
    assert f"/citations/{arrest.citations[0].id}" in links(page)
    assert '<path d="M4,4h1v1h-1z' in page.get_data(as_text=True)
    assert "http://habeas.example/people/P-0001" in text


def test_nothing_internal_is_on_it_whoever_prints_it(
    client: FlaskClient, clara: FlaskClient, session: Session
) -> None:
    person = make.person(session, "Elvin Sinagov")
    make.charge(session, person, offence="a draft", state=ClaimState.DRAFT)
    make.charge(session, person, offence="kept back", visibility=Visibility.INTERNAL)
    make.person(session, "Bahar Misalli", state=ClaimState.DRAFT)
    session.commit()
    for browser in (client, clara):
        text = main_text(browser.get("/people/P-0001/dossier"))
        assert "a draft" not in text
        assert "kept back" not in text
        assert browser.get("/people/P-0002/dossier").status_code == 404
        assert "Bahar" not in main_text(browser.get("/people/print"))
    assert client.get("/people/P-9999/dossier").status_code == 404


def test_the_whole_list_is_printed_numbered_with_its_filter(client: FlaskClient, session: Session) -> None:
    with make.single_edit(session):
        for number in range(53):
            make.person(session, f"Elvin Sinagov {chr(65 + number % 26)}")
    make.status(session, make.person(session, "Ayla Numunali"), Status.IMPRISONED)
    session.commit()
    text = main_text(client.get("/people/print"))
    assert "54 people" in text
    assert "54 Elvin Sinagov Z" in text
    held = client.get("/people/print?held=yes")
    assert "1 person Filter: Held" in main_text(held)
    assert "/people?held=yes" in links(held)
    assert "http://habeas.example/people?held=yes" in main_text(held)
    assert "/people/print?held=yes" in links(client.get("/people?held=yes"))
    assert client.get("/people/print?held=perhaps").status_code == 400


@pytest.mark.parametrize("site", ["http://127.0.0.1:8000", "http://[::1]:80", "http://localhost", "http://0.0.0.0"])
def test_paper_with_an_address_for_this_machine_only_is_asked_about_first(
    app: Flask, client: FlaskClient, session: Session, site: str
) -> None:
    make.status(session, make.person(session, "Elvin Sinagov"), Status.ARRESTED, "2024-05-03")
    session.commit()
    for page in ("/people/P-0001/dossier", "/people/print", "/people/print?held=yes"):
        assert "Elvin Sinagov" in main_text(client.get(page))
    object.__setattr__(app.extensions["habeas"].settings, "public_url", site)
    for page, back in (
        ("/people/P-0001/dossier", "/people/P-0001"),
        ("/people/print", "/people"),
        ("/people/print?held=yes", "/people?held=yes"),
    ):
        asked = client.get(page)
        assert f"begin with {site}/, which opens on this machine only" in main_text(asked)
        assert "Elvin Sinagov" not in main_text(asked)
        answered = f"{page}{'&' if '?' in page else '?'}here_only=yes"
        assert {answered, back} <= set(links(asked))
        assert "Elvin Sinagov" in main_text(client.get(answered))
    assert client.get("/people/P-9999/dossier").status_code == 404
