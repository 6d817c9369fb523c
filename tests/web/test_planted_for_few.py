"""A restricted record that names accounts, searched for at every address by those whom it does not name."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.every_address import rules
from tests.support.filled_addresses import filled, variable_parts
from tests.web.conftest import SignIn
from tests.web.test_planted import MOST_SECRET, _asking, _of_records, _sent, _unpacked, planted
from webapp.domain.accounts.named_accounts import name_accounts
from webapp.domain.history.recording import editing
from webapp.models import Claim, Source
from webapp.vocab.accounts import Role
from webapp.vocab.claims import Visibility
from webapp.web.access import opened_to

__all__ = ["planted"]


@pytest.fixture
def for_few(session: Session, planted: None) -> None:
    """All that is restricted is open to Clara alone, and to whoever sees everything."""
    clara, ada = make.account(session), make.account(session, "Ada", Role.ADMIN)
    for model in (Claim, Source):
        for row in session.scalars(select(model).where(model.visibility == Visibility.RESTRICTED)):
            with editing(session, by=ada, reason="For few", at=make.AT):
                name_accounts(session, row, version=row.version, accounts=[clara], by=ada)
    session.commit()


@pytest.mark.parametrize(("name", "role"), [("Dilan", Role.CURATOR), ("Rafa", Role.REVIEWER)])
def test_whom_it_does_not_name_is_told_nothing_at_any_address(
    app: Flask, session: Session, for_few: None, sign_in: SignIn, name: str, role: Role
) -> None:
    browser = sign_in(make.account(session, name, role))
    with app.app_context():
        opened = [rule for rule in rules(app, "GET") if opened_to(rule.endpoint)]
    records = variable_parts(session)
    # A reviewer asks for the first few of a kind, and no list for each record: the rule is the same.
    most = 14 if role is Role.CURATOR else 2
    files = (".zip", ".xlsx", ".ftm.json", "/api/", ".jsonld", "/dossier", "/sitemaps", "/statistics")
    addresses = [*_asking(), *(_of_records(session) if role is Role.CURATOR else ())]
    for rule in opened:
        addresses += filled(rule.rule, rule.arguments, records, most)
    # Files for programs hold nothing restricted for whomever, as another test says.
    addresses = [
        address for address in dict.fromkeys(addresses) if not any(part in address for part in files)
    ]
    assert len(addresses) > 70 * most
    leaks = [address for address in addresses if MOST_SECRET in _sent_to(browser, address)]
    assert leaks == []


def test_whom_it_names_and_administrators_open_it(
    session: Session, for_few: None, clara: FlaskClient, ada: FlaskClient
) -> None:
    for browser in (clara, ada):
        for address in ("/people/P-0001", "/sources", "/people/P-0001/history"):
            assert MOST_SECRET in _sent(browser, address), address


def _sent_to(browser: FlaskClient, address: str) -> str:
    answer = browser.get(address, buffered=True)
    assert answer.status_code < 500, (address, answer.status_code)
    # What was asked for may be repeated; what leads elsewhere tells no more than the address.
    return _unpacked(answer) if answer.status_code in (200, 303, 422) else ""
