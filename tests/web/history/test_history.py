"""The history of a record: every change with old and new, by whom and why, for those who work here."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.claim_kinds import NOUNS
from tests.support.forms import elements, links, main_text, post_form, text_of
from tests.support.one_edit import edit
from webapp.domain.organizations import organizations
from webapp.models import Account, Organization
from webapp.vocab.accounts import Role

RECORDS = ("/people/P-0001", "/organizations/O-0001", "/sources/S-0001")


@pytest.fixture(autouse=True)
def records(session: Session) -> None:
    """One record of each kind."""
    make.organization(session)
    make.source(session)
    make.status(session, make.person(session))


def edits(browser: FlaskClient, record: str) -> list[str]:
    """Return the words of each edit on a record's history page, newest first, without the links to undo."""
    page = browser.get(f"{record}/history")
    assert page.status_code == 200
    (shown,) = elements(page, "ol", **{"class": "history"})
    told = [" ".join(text_of(item).split()) for item in shown.findall("li")]
    return [words.replace(" Undo this", "").replace(" Undo all of this", "") for words in told]


@pytest.mark.parametrize("record", RECORDS)
def test_it_begins_with_who_made_the_record_and_why(clara: FlaskClient, record: str) -> None:
    first = edits(clara, record)[-1]
    assert first.startswith(f"Clara 22 November 2026, 09:00 UTC {make.REASON}")
    assert "Created" in first


@pytest.mark.parametrize(
    ("record", "field", "typed", "change"),
    [
        ("/organizations/O-0001", "country", "GE", "Country now Georgia"),
        (
            "/organizations/O-0001",
            "name",
            "Union of Riders",
            "Name was Union of Invented Couriers now Union of Riders",
        ),
        ("/sources/S-0001", "title", "Another Title", f"Title was {make.TITLE} now Another Title"),
        ("/sources/S-0001", "date", "2024", "Date was 22 November 2026 (uncertain) now 2024"),
        ("/people/P-0001", "state", "draft", "The record is was Published now Draft"),
    ],
)
def test_a_revision_shows_old_and_new_by_whom_and_why(
    rafa: FlaskClient, record: str, field: str, typed: str, change: str
) -> None:
    before = edits(rafa, record)
    saved = post_form(rafa, f"{record}/revise", reason="Read once more", **{field: typed})
    assert saved.status_code == 303
    newest, *rest = edits(rafa, record)
    assert newest.startswith("Rafa ")
    assert "Read once more" in newest
    assert change in newest
    assert rest == before


def test_what_is_withdrawn_from_a_record_stays_in_its_history(clara: FlaskClient, session: Session) -> None:
    row = make.charge(session, make.person(session, "Ayla Numunali"), offence="theft of ink")
    assert post_form(clara, f"/claims/{row.id}/withdraw", reason="A namesake").status_code == 303
    assert "theft of ink" not in main_text(clara.get("/people/P-0002"))
    newest, made, _named = edits(clara, "/people/P-0002")
    assert "A namesake" in newest
    assert "Charge: theft of ink" in newest
    assert "State was Published now Withdrawn" in newest
    assert "theft of ink" in made
    assert f"“{make.ARRESTED}”" in made


def test_nothing_of_another_record_is_in_it(clara: FlaskClient, session: Session) -> None:
    make.charge(session, make.person(session, "Ayla Numunali"), offence="theft of ink")
    assert not [edit for edit in edits(clara, "/people/P-0001") if "theft of ink" in edit]


def test_what_was_typed_as_markup_is_shown_as_typed(clara: FlaskClient) -> None:
    reason = '<script>alert(1)</script> & "so"'
    post_form(clara, "/organizations/O-0001/revise", country="GE", reason=reason)
    assert reason in edits(clara, "/organizations/O-0001")[0]


def test_looking_alone_leaves_no_trace(clara: FlaskClient) -> None:
    before = edits(clara, "/people/P-0001")
    for record in RECORDS:
        clara.get(record)
        clara.get(f"{record}/revise")
    assert edits(clara, "/people/P-0001") == before


@pytest.mark.parametrize("record", RECORDS)
def test_it_is_for_those_who_work_here(client: FlaskClient, nemo: FlaskClient, record: str) -> None:
    assert client.get(f"{record}/history").location == f"/sign-in?next={record}/history"
    answer = nemo.get(f"{record}/history")
    assert answer.status_code == 403
    assert make.REASON not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "record", ["/people/P-0009", "/organizations/O-0009", "/sources/S-0009", "/people/O-0001"]
)
def test_what_is_not_there_has_none(clara: FlaskClient, record: str) -> None:
    assert clara.get(f"{record}/history").status_code == 404


def test_a_claim_is_named_in_words_and_its_change_leads_to_it(clara: FlaskClient, session: Session) -> None:
    event = make.status(session, make.person(session, "Ayla Numunali"), place_words="a cellar")
    post_form(clara, f"/statuses/{event.id}/revise", since="20.11.2023", reason="A letter came")
    newest = edits(clara, "/people/P-0002")[0]
    assert "Status: Arrested 20 November 2023 a cellar Changed" in newest
    assert "Since was November 2023 now 20 November 2023" in newest
    page = clara.get("/people/P-0002/history")
    assert f"/people/P-0002#claim-{event.id}" in links(page)
    post_form(clara, f"/claims/{event.id}/withdraw", reason="A namesake")
    leads = {link for link in links(clara.get("/people/P-0002/history")) if link.startswith("/citations/")}
    assert leads
    assert {clara.get(link).status_code for link in leads} == {200}


def test_no_code_is_shown_to_people(clara: FlaskClient, session: Session) -> None:
    who = make.person(session, "Ayla Numunali")
    for kind in NOUNS:
        kind.made(session, who)
    law = f"/law/{make.provision(session, '234.4.3').legal_code_id}"
    for record in (*RECORDS, "/people/P-0002", law):
        for words in edits(clara, record):
            assert not re.search(r"\b[a-z]+_[a-z_]+\b|[0-9a-f]{8}-[0-9a-f]{4}", words), words


def test_of_a_longer_text_only_the_words_that_differ_are_marked(clara: FlaskClient, session: Session) -> None:
    note = "It was founded by five couriers in a yard behind the station."
    for text in (note, note.replace("five", "six")):
        post_form(clara, "/organizations/O-0001/revise", note=text, reason="Read once more")
    page = clara.get("/organizations/O-0001/history")
    assert [text_of(one) for one in elements(page, "del")] == ["was five"]
    assert "now six" in [text_of(one) for one in elements(page, "ins")]


def test_older_edits_are_a_page_further(clara: FlaskClient, session: Session) -> None:
    union = session.scalars(select(Organization)).one()
    for number in range(51):
        edit(
            session, organizations.revise_organization, union, version=union.version, name=f"Union {number}",
            language=None, kind=union.kind, country=None, parent=None, note=None,
        )  # fmt: skip
    page = clara.get("/organizations/O-0001/history")
    assert "Union 1 " in main_text(page)
    assert "was Union of Invented Couriers" not in main_text(page)
    (older,) = [link for link in links(page) if "before=" in link]
    page = clara.get(older)
    assert "was Union of Invented Couriers now Union 0" in main_text(page)
    (newer,) = [link for link in links(page) if "after=" in link]
    assert "Union 50" in main_text(clara.get(newer))


@pytest.mark.parametrize("asked", ["before=x", "before=-1", "after=9" + 20 * "9", "before=0", "after=%00"])
def test_no_address_of_a_page_breaks_it(clara: FlaskClient, asked: str) -> None:
    assert clara.get(f"/people/P-0001/history?{asked}").status_code == 200


def test_a_code_of_law_tells_of_its_provisions_too(clara: FlaskClient, session: Session) -> None:
    row = make.provision(session)
    post_form(clara, f"/provisions/{row.id}/revise", number="206.4", reason="Misread")
    newest = edits(clara, f"/law/{row.legal_code_id}")[0]
    assert "Provision: 206.4 CC AZ 2000 Changed Number was 206.3.2 now 206.4" in newest
    assert f"/law/{row.legal_code_id}/history" in links(clara.get("/law"))


def test_an_account_tells_its_history_to_administrators_and_no_secret_to_anybody(
    ada: FlaskClient, rafa: FlaskClient, session: Session
) -> None:
    make.password(session, make.account(session, "Bahar"))
    row = session.scalars(select(Account).where(Account.name == "Bahar")).one()
    address = f"/accounts/{row.id}"
    assert f"{address}/history" in links(ada.get("/accounts"))
    post_form(ada, f"{address}/revise", role=Role.REVIEWER.value, reason="She knows the work")
    newest, password, _made = edits(ada, address)
    assert "Role was Curator now Reviewer" in newest
    assert "Password now kept secret" in password
    assert "secret)" not in main_text(ada.get(f"{address}/history"))
    assert rafa.get(f"{address}/history").status_code == 403
