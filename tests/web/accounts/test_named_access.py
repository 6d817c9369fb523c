"""Whoever may see something restricted names the accounts to which alone it is open, at its page."""

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import errors, fields, post_form
from tests.support.one_edit import edit
from tests.web.conftest import SignIn
from webapp.domain.accounts import accounts
from webapp.domain.claims.recording import cite
from webapp.models import AuditEntry, Claim
from webapp.vocab.accounts import AuditEvent, Role
from webapp.vocab.claims import Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Status

SECRET = "Zulmarville"
REASON = "It could harm her family"


def test_a_claim_is_opened_to_named_accounts_and_to_all_who_may_record_again(
    session: Session, clara: FlaskClient, ada: FlaskClient, sign_in: SignIn
) -> None:
    dilan, claim = sign_in(make.account(session, "Dilan")), _hidden(session)
    page, person = f"/claims/{claim.id}/named-accounts", f"/people/{claim.person.reference}"
    assert SECRET in dilan.get(person).text
    clara_id = str(make.account(session).id)

    saved = post_form(clara, page, accounts=[clara_id], reason=REASON)
    assert saved.status_code == 303
    assert SECRET not in dilan.get(person).text
    assert dilan.get(page).status_code == 404
    assert dilan.get(f"/claims/{claim.id}/revise").status_code == 404
    assert "named accounts" in clara.get(person).text
    assert SECRET in ada.get(person).text
    history = clara.get(f"{person}/history").text
    assert REASON in history
    assert "Open to" in history
    assert REASON not in dilan.get(f"{person}/history").text

    assert fields(clara.get(page))["accounts"] == clara_id
    post_form(clara, page, accounts=None, reason="No danger any more")
    assert SECRET in dilan.get(person).text


def test_a_source_is_opened_to_named_accounts_with_what_rests_on_it_alone(
    session: Session, clara: FlaskClient, sign_in: SignIn
) -> None:
    person = make.person(session)
    kept = make.source(session, "A kept note", f"She lives in {SECRET}.", visibility=Visibility.RESTRICTED)
    make.fact(session, person, value=SECRET, evidence=make.evidence(session, SECRET, of=kept))
    rafa = sign_in(make.account(session, "Rafa", Role.REVIEWER))
    text = f"/sources/{kept.reference}"
    post_form(clara, f"{text}/named-accounts", accounts=[str(make.account(session).id)], reason=REASON)
    for address in (text, f"{text}/history", f"{text}/versions/1", f"{text}/named-accounts", f"{text}/rows"):
        assert rafa.get(address).status_code == 404, address
        assert clara.get(address).status_code in (200, 404), address
    for address in ("/sources", f"/people/{person.reference}", f"/sources/search?q={SECRET}", "/review"):
        assert "A kept note" not in rafa.get(address).text, address
    assert SECRET in clara.get(f"/people/{person.reference}").text
    # Its text can be brought in by whoever does not know that it is here.
    assert SECRET not in rafa.get("/choices/sources?q=kept").text


def test_each_reading_by_those_named_is_written_down(session: Session, clara: FlaskClient) -> None:
    claim = _hidden(session)
    post_form(
        clara, f"/claims/{claim.id}/named-accounts", accounts=[str(make.account(session).id)], reason=REASON
    )
    before = _written(session)
    clara.get(f"/people/{claim.person.reference}")
    clara.get(f"/claims/{claim.id}/named-accounts")
    assert _written(session) == before + 2


def test_the_page_says_who_always_sees_it_and_refuses_to_shut_out_oneself(
    session: Session, clara: FlaskClient
) -> None:
    claim = _hidden(session)
    page = f"/claims/{claim.id}/named-accounts"
    assert "Administrators always see it" in clara.get(page).text
    refused = post_form(
        clara, page, accounts=[str(make.account(session, "Dilan").id)], reason=REASON
    )
    assert refused.status_code == 422
    assert "Name yourself too" in errors(refused)["accounts"]


def test_what_is_opened_to_readers_again_names_nobody(session: Session, clara: FlaskClient) -> None:
    claim = _hidden(session)
    post_form(
        clara, f"/claims/{claim.id}/named-accounts", accounts=[str(make.account(session).id)], reason=REASON
    )
    post_form(clara, f"/facts/{claim.id}/revise", visibility="public", reason="Agreed by her")
    assert claim.named_accounts is None
    assert clara.get(f"/claims/{claim.id}/named-accounts").status_code == 404


def test_where_nobody_can_be_named_the_page_says_so(session: Session, ada: FlaskClient) -> None:
    claim, clara = _hidden(session), make.account(session)
    edit(session, accounts.revise_account, clara, version=clara.version, role=clara.role, active=False)
    assert "There is nobody to name" in ada.get(f"/claims/{claim.id}/named-accounts").text


def test_what_is_due_shows_restricted_words_no_second_time_unwritten(
    session: Session, clara: FlaskClient
) -> None:
    until = PartialDate.parse("2025-02-20")
    remand = make.status(session, make.person(session), Status.PRETRIAL_DETENTION, "2025-01-10", until=until)
    words = f"He was moved from {SECRET}."
    source = make.source(session, words, words, visibility=Visibility.RESTRICTED)
    edit(session, cite, claim=remand, evidence=make.evidence(session, words, of=source))
    before = _written(session)
    for looks in (1, 2):
        assert SECRET in clara.get("/due").text
        assert _written(session) == before + looks


def _hidden(session: Session) -> Claim:
    return make.fact(session, make.person(session), value=SECRET, visibility=Visibility.RESTRICTED)


def _written(session: Session) -> int:
    query = select(func.count(AuditEntry.id)).where(AuditEntry.event == AuditEvent.RESTRICTED_SHOWN)
    return session.scalar(query) or 0
