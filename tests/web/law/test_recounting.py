"""What counts for very many people, a rule or a source, is seen with all that hangs on it or not at all."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import links, main_text, post_form, send
from tests.support.long_jobs import ending_jobs, page_once
from tests.support.one_edit import described, edit
from tests.support.undoing import last_edit
from webapp.domain.accounts.named_accounts import name_accounts
from webapp.domain.checks import check
from webapp.domain.sources import sources
from webapp.models import CountingRule, PersonSummary, Source
from webapp.vocab.charges import SentenceKind, StepKind
from webapp.vocab.claims import Visibility
from webapp.vocab.liberty import Status
from webapp.web.long_jobs import processes

WORDS = "One day on remand counts as one and a half days of the term."
PAGE = "/law/recounting"
HALVES, ONE_FOR_ONE = (True, date(2032, 10, 14)), (False, date(2032, 11, 19))


@pytest.fixture
def new(session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where a rule is added to the code of somebody held on remand, as if that were very many people."""
    monkeypatch.setattr("webapp.domain.recounting.recounts.MOST_AT_ONCE", 0)
    code = make.legal_code(session)
    person = make.person(session)
    make.status(session, person, Status.PRETRIAL_DETENTION, "2023-11-20")
    charge = make.charge(session, person, provision=make.provision(session, code=code))
    make.step(session, charge, StepKind.CONVICTED, "2024-02-01", sentence=SentenceKind.TERM, years=9)
    make.source(session, "Criminal Code", WORDS)
    session.commit()
    with ending_jobs():
        yield f"/law/{code.id}/counting-rules/new"


def stands(session: Session) -> set[tuple[bool, date | None]]:
    """Whether the rule is there, and on which days terms end in the lists."""
    session.rollback()
    is_there = session.scalar(select(CountingRule.id)) is not None
    return {(is_there, day) for day in session.scalars(select(PersonSummary.term_ends_on))}


def when_ended(browser: FlaskClient) -> str:
    """What the page says once the job has ended."""
    return page_once(browser, PAGE, lambda words: "is worked out anew" not in words)


def add(browser: FlaskClient, address: str) -> None:
    rule = {"restraint": "pretrial_detention", "numerator": "3", "denominator": "2", "reason": "Read"}
    answer = post_form(browser, address, **rule, quote=WORDS, source="S-0002")
    assert (answer.status_code, answer.headers.get("Location")) == (303, PAGE)


def test_a_rule_is_seen_with_all_terms_computed_by_it_also_after_a_kill_and_so_is_its_undoing(
    session: Session, clara: FlaskClient, new: str
) -> None:
    add(clara, new)
    for child in processes.children:
        child.kill()
        child.wait()
    # As it is all but always: nothing of it is there before all of it is.
    if stands(session) == {ONE_FOR_ONE}:
        assert "The server was restarted; nothing was kept." in main_text(clara.get("/law"))
        assert [*check(session)] == []
        assert send(clara, clara.get(PAGE)).status_code == 303
    assert "Saved, with what hangs on it for 1 people." in when_ended(clara)
    assert stands(session) == {HALVES}
    assert "Counted for very many" not in main_text(clara.get("/law"))
    (undo,) = (link for link in links(clara.get(PAGE)) if link.endswith("/undo"))
    assert undo == f"/edits/{last_edit(session)}/undo"
    assert post_form(clara, undo, reason="A slip").headers["Location"] == PAGE
    assert "A slip" in when_ended(clara)
    assert stands(session) == {ONE_FOR_ONE}
    assert [*check(session)] == []



def test_a_source_is_hidden_with_all_that_rests_on_it(
    app: Flask, session: Session, clara: FlaskClient, rafa: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.domain.recounting.recounts.MOST_AT_ONCE", 0)
    make.person(session, "Elvin Sinagov")
    session.commit()
    assert "Elvin Sinagov" in main_text(app.test_client().get("/people"))
    with ending_jobs():
        answer = post_form(clara, "/sources/S-0001/revise", visibility="internal", reason="It endangers her")
        assert (answer.status_code, answer.headers.get("Location")) == (303, PAGE)
        words = when_ended(clara)
    assert "Saved, with what hangs on it for 1 people." in words
    assert "It endangers her" in words
    assert "/sources/S-0001" in links(clara.get(PAGE))
    assert "Elvin Sinagov" not in main_text(app.test_client().get("/people"))
    assert app.test_client().get("/sources/S-0001").status_code == 404
    assert [*check(session)] == []
    # Whoever may not open it is not told which it is, nor why.
    source, clara_alone = session.scalars(select(Source)).one(), [make.account(session, "Clara")]
    restricted = described(source, visibility=Visibility.RESTRICTED)
    edit(session, sources.revise_source, source, version=source.version, description=restricted)
    edit(session, name_accounts, source, version=source.version, accounts=clara_alone, by=clara_alone[0])
    session.commit()
    words = main_text(rafa.get(PAGE))
    assert "A source on which very many people rest" in words
    assert "S-0001" not in words
    assert "endangers" not in words
