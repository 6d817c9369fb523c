"""The audit log: what is written down, who reads it, and that nobody is shown what could not be written."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests import make
from tests.domain.sources.extraction.files import pdf
from tests.support.forms import elements, main_text, post_form
from tests.support.intake import printed_source
from tests.web.conftest import SignIn
from webapp.models import Account, AuditEntry
from webapp.vocab.accounts import AuditEvent
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Status


@pytest.fixture
def who(session: Session) -> Account:
    """Clara, with a password."""
    return make.password(session, make.account(session))


def events(session: Session) -> list[tuple[str, str | None, str | None]]:
    """Return event, by whom and about whom of each entry, in their order."""
    session.expire_all()
    rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    return [(row.event, row.by and row.by.name, row.about and row.about.name) for row in rows]


def test_signing_in_and_failing_to_is_told_to_the_owner_and_the_administrator(
    session: Session, who: Account, client: FlaskClient, ada: FlaskClient
) -> None:
    post_form(client, "/sign-in", name="Clara", password="a guess at it")
    post_form(client, "/sign-in", name="Nobody Here", password="a guess at it")
    post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
    assert events(session) == [
        ("sign_in_refused", None, "Clara"), ("sign_in_refused", None, None), ("signed_in", "Clara", "Clara"),
    ]  # fmt: skip
    assert "Sign-in refused" in main_text(client.get("/account"))
    page = main_text(ada.get("/audit?event=sign_in_refused"))
    assert "nobody signed in Clara" in page
    assert main_text(ada.get(f"/audit?account={who.id}&event=signed_in")).count("Clara Clara") == 1


def test_what_is_refused_exported_and_decided_is_written_down(
    session: Session, who: Account, clara: FlaskClient, ada: FlaskClient
) -> None:
    assert clara.get("/accounts").status_code == 403
    assert clara.get("/people.csv?audience=internal").status_code == 200
    assert clara.get("/people.csv").status_code == 200
    post_form(clara, "/due/calendar")
    post_form(ada, f"/accounts/{who.id}/revise", role="reviewer", reason="Trusted")
    post_form(ada, f"/accounts/{who.id}/link")
    post_form(ada, "/accounts/rules", own_claims="by_another", reason="Four eyes")
    assert events(session) == [
        ("refused", "Clara", None), ("exported", "Clara", None), ("exported", "Clara", None),
        ("account_changed", "Ada", "Clara"), ("sign_in_link", "Ada", "Clara"), ("rules_decided", "Ada", None),
    ]  # fmt: skip


def test_signing_out_and_signing_other_browsers_out_is_written_down(
    session: Session, who: Account, clara: FlaskClient, sign_in: SignIn
) -> None:
    for _ in range(2):
        sign_in(who)
    for address in ("/account/sessions/end-others", "/account/sessions/end-others", "/sign-out"):
        token = elements(clara.get("/account"), "input", name="csrf_token")[0].get("value")
        assert clara.post(address, data={"csrf_token": token}).status_code == 303
    assert events(session) == [("session_ended", "Clara", "Clara")] * 2
    assert [entry.what for entry in session.scalars(select(AuditEntry))] == ["2 other", None]


def test_restricted_material_is_shown_only_once_that_is_written_down(
    session: Session, clara: FlaskClient
) -> None:
    who = make.person(session)
    clara.get("/people/P-0001")
    assert events(session) == []
    make.status(session, who, Status.ARRESTED, visibility=Visibility.RESTRICTED)
    assert "Arrested" in main_text(clara.get("/people/P-0001"))
    assert events(session) == [("restricted_shown", "Clara", None)]
    session.execute(text("ALTER TABLE audit_entry RENAME TO out_of_reach"))
    with pytest.raises(DBAPIError):
        clara.get("/people/P-0001")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/people/P-0001/history", "A cellar in Sampletown"), ("/review", "A cellar in Sampletown"),
        ("/sources/search?q=interrogators", "interrogators"), ("/sources", "What the family says"),
        ("/search?q=family", "What the family says"), ("/sources/S-0001", "interrogators"),
    ],
)  # fmt: skip
def test_whatever_shows_restricted_material_is_sent_only_once_that_is_written_down(
    app: Flask, session: Session, clara: FlaskClient, nemo: FlaskClient, address: str, shown: str
) -> None:
    restricted = {"visibility": Visibility.RESTRICTED}
    source = make.source(session, "What the family says", "The interrogators beat her.", **restricted)
    who = make.person(session)
    make.treatment(
        session, who, place_words="A cellar in Sampletown", state=ClaimState.IN_REVIEW, **restricted,
        evidence=make.evidence(session, "interrogators", of=source),
    )  # fmt: skip
    assert shown in main_text(clara.get(address))
    assert events(session) == [("restricted_shown", "Clara", None)]
    (entry,) = session.scalars(select(AuditEntry))
    assert entry.what in (address.partition("?")[0], source.reference)
    # Nothing of it is told to others, or written of them.
    refused = nemo.get(address)
    assert refused.status_code in (403, 404) or shown not in main_text(refused).replace("“interrogators", "")
    assert [event for event, _, _ in events(session) if event != "refused"] == ["restricted_shown"]
    # What cannot be written down is not shown.
    session.execute(text("ALTER TABLE audit_entry RENAME TO out_of_reach"))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    try:
        broken = clara.get(address)
    finally:
        app.config["PROPAGATE_EXCEPTIONS"] = None
    assert broken.status_code == 500
    assert shown.encode() not in broken.data


def test_a_refused_form_about_restricted_material_is_written_down_at_once(
    session: Session, clara: FlaskClient
) -> None:
    claim = make.status(session, make.person(session), visibility=Visibility.RESTRICTED)
    address = f"/claims/{claim.id}/withdraw"
    assert clara.get(address).status_code == 200
    assert post_form(clara, address, reason="").status_code == 422
    assert events(session) == [("restricted_shown", "Clara", None)] * 3
    assert post_form(clara, address, reason="A mistake").status_code == 303
    assert len(events(session)) == 4


def test_restricted_pages_as_printed_are_written_down_too(
    session: Session, clara: FlaskClient, tmp_path: Path
) -> None:
    restricted = Visibility.RESTRICTED
    printed_source(session, tmp_path / "archive", pdf("Printed."), "Printed.", 0, visibility=restricted)
    for ending in ("", ".png"):
        assert clara.get(f"/sources/S-0001/versions/1/pages/1{ending}").status_code == 200
    assert events(session) == [("restricted_shown", "Clara", None)] * 2


def test_only_administrators_read_it(clara: FlaskClient, rafa: FlaskClient, client: FlaskClient) -> None:
    assert [browser.get("/audit").status_code for browser in (client, clara, rafa)] == [303, 403, 403]


def test_every_event_has_its_word(ada: FlaskClient) -> None:
    page = main_text(ada.get("/audit"))
    assert all(event.label in page for event in AuditEvent)
