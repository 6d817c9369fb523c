"""A restricted record that names accounts, searched for at every address by those whom it does not name."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.every_address import rules
from tests.web.conftest import SignIn
from tests.web.test_planted import MOST_SECRET, _asking, _of_records, _sent, _unpacked, planted
from webapp.domain.accounts.named_accounts import name_accounts
from webapp.domain.history.recording import editing
from webapp.models import (
    Account,
    Citation,
    Claim,
    CountingRule,
    CourtCase,
    Organization,
    OrganizationFact,
    OrganizationName,
    Person,
    Revision,
    Source,
)
from webapp.vocab.accounts import Role
from webapp.vocab.claims import Visibility
from webapp.web.access import opened_to

__all__ = ["planted"]
Records = dict[str, list[str]]


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
    records = _records(session)
    # A reviewer asks for the first few of a kind: the rule is the same.
    most = 14 if role is Role.CURATOR else 2
    files = (".zip", ".xlsx", ".ftm.json", "/api/", ".jsonld", "/dossier", "/sitemaps", "/statistics")
    addresses = [*_asking(), *_of_records(session)]
    for rule in opened:
        addresses += _filled(rule.rule, rule.arguments, records, most)
    # Files for programs hold nothing restricted for whomever, as another test says.
    addresses = [address for address in addresses if not any(part in address for part in files)]
    assert len(addresses) > 300
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


def _records(session: Session) -> Records:
    """Return what the variable parts of addresses can name, hidden or not."""

    def every(column: Any) -> list[str]:
        return [str(value) for value in session.scalars(select(column).distinct())]

    # What is hidden comes first.
    by_kind = select(Claim).where(Claim.visibility == Visibility.RESTRICTED).order_by(Claim.kind)
    hidden = {claim.kind: str(claim.id) for claim in session.scalars(by_kind)}
    closed = select(Source.reference).where(Source.visibility == Visibility.RESTRICTED)

    return {
        "claim_id": [*hidden.values(), *every(Claim.id)], "citation_id": every(Citation.id)[::-1],
        "edit_id": every(Revision.edit_id)[::-1],
        "number": ["1", "2", *every(Revision.number)[-40:]], "version": ["1"], "page": ["1"],
        "account_id": every(Account.id)[:1], "organization_name_id": every(OrganizationName.id),
        "fact_id": every(OrganizationFact.id), "rule_id": every(CountingRule.id),
        "reference": every(Person.reference) + [*session.scalars(closed)] + every(Source.reference)
        + every(Organization.reference) + every(CourtCase.reference),
        "name": ["people", "sources", "organizations"],
    }  # fmt: skip


def _filled(rule: str, arguments: set[str], records: Records, most: int | None) -> Iterator[str]:
    """Yield the addresses of a rule, one for each record that it can name."""
    if not arguments <= records.keys():
        return
    prefixes = {"people": "P-", "sources": "S-", "organizations": "O-", "cases": "K-"}
    prefix = prefixes.get(next((part for part in rule.split("/") if part in prefixes), ""), "")
    names = sorted(arguments)
    values = [
        [value for value in records[name] if name != "reference" or value.startswith(prefix)][:most]
        for name in names
    ]
    for chosen in product(*values):
        address = rule
        for name, value in zip(names, chosen, strict=True):
            start = address.index("<", address.rindex("/", 0, address.index(name + ">")))
            address = address[:start] + value + address[address.index(">", start) + 1 :]
        yield address
