"""The first page: who is held, how that is counted, what waits, and whether the server is well."""

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import elements, links, main_text, post_form, text_of
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import HELD, Cause, Status
from webapp.vocab.treatments import ActType
from webapp.vocab.words import Word


def heading(client: FlaskClient, path: str = "/") -> str:
    """Return the heading of a page."""
    return text_of(elements(client.get(path), "h1")[0])


def held(session: Session, number: int) -> None:
    """Record people of whom a source says that they are in prison."""
    with make.single_edit(session):
        for one in range(number):
            make.status(
                session, make.person(session, f"Elvin Sinagov {'abcdefghijklmnop'[one]}"), Status.IMPRISONED
            )


def test_an_empty_house_says_what_to_do_first(client: FlaskClient) -> None:
    told = main_text(client.get("/"))
    assert told.startswith("0 people last known to be held No dated word · 0 confirmed")
    assert "0 are recorded in all." in told
    assert "Nobody is recorded yet Add a source first" in told


def test_the_figure_counts_people_and_leads_to_them(session: Session, client: FlaskClient) -> None:
    held(session, 2)
    make.status(session, make.person(session, "Ayla Numunali"), Status.RELEASED_SERVED)
    make.person(session, "Bahar Misalli")
    page = client.get("/")
    assert main_text(page).startswith("2 people last known to be held")
    assert "4 are recorded in all." in main_text(page)
    ways = {text_of(way) for way in elements(page, "li")}
    assert {"Last known to be held 2", "Uncertain 0", "Not held 1", "Named, status not stated 1"} <= ways
    assert {"/people?held=yes", "/people?held=not_stated"} <= set(links(page))
    assert heading(client, "/people?held=yes") == "2 people last known to be held"


def test_somebody_taken_again_counts_once_and_somebody_let_go_no_longer(
    session: Session, client: FlaskClient
) -> None:
    who = make.person(session)
    make.status(session, who, Status.ARRESTED, "2020")
    make.status(session, who, Status.RELEASED_EARLY, "2021")
    assert heading(client) == "0 people last known to be held"
    make.status(session, who, Status.ARRESTED, "2023-11")
    assert heading(client) == "1 person last known to be held"


def test_what_is_not_public_changes_no_figure_of_a_reader(
    session: Session, client: FlaskClient, clara: FlaskClient
) -> None:
    make.status(session, make.person(session, "Ayla Numunali", state=ClaimState.DRAFT), Status.IMPRISONED)
    make.status(session, make.person(session), Status.IMPRISONED, visibility=Visibility.INTERNAL)
    make.source(session, "An internal note", "Nothing of it.", visibility=Visibility.INTERNAL)
    shown = main_text(client.get("/"))
    assert shown.startswith("0 people last known to be held")
    assert "1 are recorded in all." in shown
    assert "Every fact opens its passage" in shown
    assert "1 source" in shown
    assert "2 people last known to be held of 2 recorded" in main_text(clara.get("/"))
    assert "An internal note" not in main_text(client.get("/"))


def test_a_newest_change_that_another_source_contradicts_says_so(
    session: Session, client: FlaskClient
) -> None:
    both = (Status.AT_LIBERTY, Status.IMPRISONED)
    for name, statuses in (("Ayla Numunali", both[1:]), ("Farid Tajrubali", both)):
        person = make.person(session, name)
        for status in statuses:
            words = make.evidence(session, f"{name}: {status.value}")
            make.status(session, person, status, "2023-11-21", evidence=words)
    session.commit()
    shown = main_text(client.get("/"))
    assert "Farid Tajrubali Imprisoned 21 November 2023 Sources disagree recorded on" in shown
    assert "Ayla Numunali Imprisoned 21 November 2023 recorded on" in shown


def test_what_changed_last_is_shown_with_its_passage_once_for_each_person(
    session: Session, client: FlaskClient
) -> None:
    held(session, 4)
    last = make.person(session, "Farid Tajrubali")
    make.status(session, last, Status.ARRESTED, "2023-11-20")
    make.status(session, last, Status.IMPRISONED, "2023-11-21")
    make.status(session, last, Status.EXILED, "2024", state=ClaimState.DRAFT)
    make.list_issue(session)
    page = client.get("/")
    shown = main_text(page)
    assert "Newest changes Feed of all changes Farid Tajrubali Imprisoned 21 November 2023" in shown
    assert "1 passage says so" in shown
    assert [link for link in links(page) if link.startswith("/people/")] == [
        "/people/P-0005",
        "/people/P-0004",
        "/people/P-0003",
    ]
    assert "Issue 1" in shown
    assert "Held over time" in shown


@pytest.mark.parametrize("state", [ClaimState.DRAFT, ClaimState.IN_REVIEW])
def test_what_waits_is_shown_to_those_who_can_publish_it_and_to_nobody_else(
    session: Session, client: FlaskClient, nemo: FlaskClient, clara: FlaskClient, state: ClaimState
) -> None:
    row = make.status(session, make.person(session), Status.HOUSE_ARREST, state=state)
    page = clara.get("/")
    assert f"To review 1 claim Elvin Sinagov {state.label} House arrest November 2023" in main_text(page)
    assert f"/people/P-0001#claim-{row.id}" in links(page)
    for browser in (client, nemo):
        assert "To review" not in main_text(browser.get("/"))
        assert "House arrest" not in main_text(browser.get("/"))


def test_the_page_on_counting_names_every_status_that_counts(client: FlaskClient) -> None:
    told = main_text(client.get("/counting"))
    named = {text_of(term) for term in elements(client.get("/counting"), "dt")}
    assert {status.label for status in Status} & named == {status.label for status in HELD}
    assert "nobody is released by the calendar" in told


@pytest.mark.parametrize(
    ("word", "origin"),
    [
        (Status.WANTED, "HURIDOCS micro-thesaurus 25 (status at the end of the act), 020300"),
        (Status.ARRESTED, "HURIDOCS micro-thesaurus 4 (types of acts), 030101"),
        (
            Status.PRETRIAL_DETENTION,
            "HURIDOCS micro-thesaurus 25 (status at the end of the act), 020201 and 020202",
        ),
        (
            Status.IMPRISONED,
            "Habeas; wider than HURIDOCS micro-thesaurus 25 (status at the end of the act), 020203",
        ),
        (
            Status.ENFORCED_DISAPPEARANCE,
            "HURIDOCS micro-thesaurus 4 (types of acts), 030103; micro-thesaurus 25, 010300",
        ),
        (Cause.ACQUITTAL, "HURIDOCS micro-thesaurus 25 (status at the end of the act), 020104"),
        (ActType.RAID, "HURIDOCS micro-thesaurus 4 (types of acts), 040101"),
        (ActType.BLACKMAIL, "Habeas"),
    ],
)
def test_each_word_is_explained_with_the_list_and_the_code_that_it_comes_from(
    client: FlaskClient, word: Word, origin: str
) -> None:
    rows = [[text_of(cell) for cell in row] for row in elements(client.get("/counting"), "tr")]
    assert [word.label, word.definition, origin] in rows
    if word is Status.IMPRISONED:
        assert "wider than HURIDOCS 25/020203, which is serving a sentence." in word.definition


def test_the_server_says_that_it_is_well(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.data, answer.mimetype) == (200, b"ok\n", "text/plain")
    assert "Set-Cookie" not in answer.headers


def test_the_days_work_opens_the_list_behind_each_number_and_undoes_what_was_done_last(
    session: Session, clara: FlaskClient, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "AT", datetime.now(UTC))
    news = make.source(session, "News", "Imprisoned.", date=make.AT.date().isoformat())
    told = make.evidence(session, "Imprisoned", of=news)
    row = make.status(session, make.person(session), Status.IMPRISONED, "2023-11", evidence=told)
    post_form(clara, f"/statuses/{row.id}/revise", since="2024", reason="A letter")
    page = clara.get("/")
    words = main_text(page)
    assert "0 to verify" in words
    assert "0 texts to confirm" in words
    assert "Last done Elvin Sinagov: A letter" in words
    beside_saved, undo, *_ = [link for link in links(page) if link.endswith("/undo")]
    assert beside_saved == undo
    assert "Undoing touches 1 record." in main_text(clara.get(undo))
    assert {"/verifications", "/conflicts", "/sources/new"} <= set(links(page))
    assert "to confirm" not in main_text(client.get("/"))


def test_what_happened_to_an_account_is_no_work_to_be_undone_in_passing(
    session: Session, ada: FlaskClient
) -> None:
    make.person(session)
    words = main_text(ada.get("/"))
    assert "claims to review" in words
    assert "Last done" not in words
