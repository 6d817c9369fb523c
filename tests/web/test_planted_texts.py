"""Each text of what is hidden, of every kind and in every way, searched for at every address that is open."""

from collections.abc import Iterator
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Column, Enum, String, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.every_address import rules
from tests.support.filled_addresses import filled, variable_parts
from tests.web.test_planted import (
    ASKED,
    HANDED_OUT,
    MOST_SECRET,
    SECRET,
    _asking,
    _tell,
    _unpacked,
    _words,
    planted,
)
from webapp.domain.history.recording import editing
from webapp.domain.people import people
from webapp.models import Claim, CourtCase, Organization, Person, Source
from webapp.vocab.claims import ClaimKind, ClaimState, Visibility
from webapp.vocab.people import FactKind, PublicationState
from webapp.web.access import EVERYBODY, opened_to

__all__ = ["planted"]
# What is held as text and is no text: dates, codes, and reasons that others require.
NO_WORDS = (
    "_edtf", "language", "fine_currency", "hour", "named_accounts", "criteria", "rank_reason", "order_reason",
)  # fmt: skip
HOW = ("restricted", "internal", "draft", "withdrawn")
LOOKED_FOR = ("/search", "/organizations", "/sources", "/cases", "/people", "/reconcile/suggest/entity")


@pytest.fixture
def in_every_text(session: Session, planted: None) -> None:
    """Beside what is planted, withdrawn claims, a source that is a draft, and each text of what is hidden."""
    shown = session.scalars(select(Person).order_by(Person.reference)).first()
    assert shown is not None
    _tell(session, shown, "withdrawn open", {"state": ClaimState.DRAFT, "note": "to be withdrawn"})
    # What the source prints is public; the words of the claim are written below.
    make.name(session, shown, "Elvin Sinagoff", state=ClaimState.DRAFT, note="to be withdrawn")
    for how in (Visibility.RESTRICTED, Visibility.INTERNAL):
        make.name(session, shown, f"Elvin Sinagow {how.value}", visibility=how)
        make.fact(session, shown, FactKind.HEALTH, _words(f"{how.value} health"), visibility=how)
    draft = make.source(session, _words("draft source"), _words("draft text"))
    with editing(session, by=make.account(session), reason="Planted", at=make.AT):
        people.note_to_colleagues(session, shown, version=shown.version, note=_words("internal note"))
        for claim in session.scalars(select(Claim).where(Claim.note == "to be withdrawn")):
            claim.state = ClaimState.WITHDRAWN
        draft.state = PublicationState.DRAFT
        _write_into_claims(session)
        _write_beside_claims(session)
    session.commit()


def test_no_text_of_what_is_hidden_is_told_to_a_stranger_or_a_reader(
    app: Flask, session: Session, in_every_text: None, client: FlaskClient, nemo: FlaskClient
) -> None:
    addresses = list(_every_open(app, session, most=6))
    assert len(addresses) > 250
    for browser in (client, nemo):
        assert [address for address in addresses if SECRET in _told(browser, address)] == []


def test_no_restricted_text_is_in_a_file_for_programs_for_whomever(
    app: Flask, session: Session, in_every_text: None, clara: FlaskClient, ada: FlaskClient
) -> None:
    handed = list(_every_open(app, session, most=2, of=HANDED_OUT))
    assert len(handed) > 50
    for browser in (clara, ada):
        assert [address for address in handed if MOST_SECRET in _told(browser, address)] == []


def _told(browser: FlaskClient, address: str) -> str:
    answer = browser.get(address, buffered=True)
    assert answer.status_code < 500, (address, answer.status_code)
    return _unpacked(answer)


def _every_open(
    app: Flask, session: Session, *, most: int | None, of: tuple[str, ...] = ("",)
) -> Iterator[str]:
    """Yield addresses of each rule that is open to everybody, with at most so many of its records."""
    parts = variable_parts(session)
    with app.app_context():
        opened = [rule for rule in rules(app, "GET") if opened_to(rule.endpoint) == EVERYBODY]
    for rule in opened:
        if rule.endpoint.startswith(of):
            yield from filled(rule.rule, rule.arguments, parts, most)
    if of == ("",):
        yield from _asking()
        yield from (f"{path}?{name}={ASKED}" for path in LOOKED_FOR for name in ("q", "prefix"))


def _write_into_claims(session: Session) -> None:
    """Fill each column of words of hidden claims and of their citations."""
    written = set()
    for claim in session.scalars(select(Claim)):
        how = _how_hidden(claim)
        if how is None:
            continue
        for column in type(claim).__mapper__.columns:
            if _holds_words(column):
                setattr(claim, column.key, _words(f"{how} {claim.kind.value} {column.key}"))
                written.add((how, claim.kind, column.key))
        for citation in claim.citations:
            citation.note = citation.translation = _words(f"{how} citation")
    assert {(how, kind) for how, kind, _ in written} == set(product(HOW, ClaimKind))


def _write_beside_claims(session: Session) -> None:
    """Fill the texts of sources that are hidden, and of cases and bodies that hidden claims alone name."""
    for source in session.scalars(select(Source)):
        if source.visibility is not Visibility.PUBLIC or source.state is PublicationState.DRAFT:
            source.authors = source.note = source.shelf_mark = _words(f"{source.visibility.value} source")
    for case in session.scalars(select(CourtCase)):
        if ASKED in case.name:
            case.number = case.note = f"{case.name} {case.reference}"
    for body in session.scalars(select(Organization)):
        if ASKED in body.name:
            body.note = body.name
    session.flush()


def _how_hidden(claim: Claim) -> str | None:
    if claim.state is not ClaimState.PUBLISHED:
        return claim.state.value
    return None if claim.visibility is Visibility.PUBLIC else claim.visibility.value


def _holds_words(column: Column[object]) -> bool:
    return isinstance(column.type, String) and not isinstance(column.type, Enum) and not (
        column.key.endswith(NO_WORDS)
    )
