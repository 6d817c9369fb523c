"""In the middle of a list that is being written no address tells of it, to whomever."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.every_address import rules
from tests.support.filled_addresses import filled, variable_parts
from tests.support.forms import main_text
from tests.support.unseen_lists import OF_LIST, brought_in, long_list, write
from tests.web.test_planted import _sent, _unpacked
from webapp.domain.imports.batches import announcing
from webapp.models import (
    READS_UNFINISHED,
    Citation,
    Claim,
    Organization,
    Person,
    Source,
    SourceVersion,
    shared_engine,
)
from webapp.web.access import opened_to

_FILES = ("/people.csv", "/people.ftm.json", "/statuses.atom", "/statistics/status.csv", "/people", "/matrix")
_ASKING = tuple(
    f"{page}={OF_LIST}"
    for page in (
        "/people?q", "/people.csv?q", "/people?known_on=2026-11-23&q", "/people.csv?known_on=2026-11-23&q",
        "/search?q", "/choices/people?q", "/reconcile/suggest/entity?prefix",
        "/api/v1/people?q", "/statistics?q",
    )
)  # fmt: skip


@pytest.mark.both_engines
def test_in_the_middle_of_a_list_no_address_tells_of_it(
    app: Flask, session: Session, url: str, client: FlaskClient, ada: FlaskClient,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(announcing, "PATIENCE", 0.1)
    monkeypatch.setattr(announcing, "LAG", 0)
    make.status(session, make.person(session, "Zzyzx Qqwfp"))
    make.organization(session)
    version, by = brought_in(session, text=long_list(5))
    engine = shared_engine(url)
    # The text of the list is there: of a source that was brought in before.
    text = f"/sources/{session.get_one(SourceVersion, version).source.reference}"
    with Session(engine.execution_options(**{READS_UNFINISHED: True})) as reading:
        addresses = _addresses(app, reading)
        before = {address: _told(ada, address) for address in (*_FILES, *_ASKING)}
        home = _numbers(_sent(client, "/people"))
        walked = list[int]()

        def walk(_done: int) -> None:
            if walked:
                return
            addresses.extend(_addresses(app, reading, _most=3))
            people = reading.scalars(select(Person.reference)).all()
            assert len(people) == 3
            citations = reading.scalars(select(Citation.id).order_by(Citation.id.desc()).limit(2))
            claims = reading.scalars(select(Claim.id).order_by(Claim.id.desc()).limit(2)).all()
            hidden = [f"/people/{reference}" for reference in people[-2:]]
            hidden += [f"/citations/{key}" for key in citations] + [f"/claims/{claims[0]}/revise"]
            reading.rollback()
            # Whoever administers opens whatever anybody else does.
            for browser in (client, ada):
                tells = [
                    address
                    for address in dict.fromkeys(addresses)
                    if text not in address and OF_LIST in _sent_to(browser, address)
                ]
                assert tells == []
                for address in hidden:
                    assert browser.get(address).status_code in (303, 404), address
                walked.append(len(addresses))
            assert {address: _told(ada, address) for address in before} == before
            assert _numbers(_sent(client, "/people")) == home

        session.commit()
        write(engine, tmp_path, version, by, progress=walk)
    assert len(walked) == 2
    assert walked[0] > 150
    assert OF_LIST in _sent(client, f"/people?q={OF_LIST}").replace(f'value="{OF_LIST}"', "")
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Person)) == 6
    assert session.scalar(select(func.count()).select_from(Source)) >= 2
    assert session.scalar(select(func.count()).select_from(Organization)) == 1


def _addresses(app: Flask, session: Session, _most: int = 3) -> list[str]:
    with app.app_context():
        opened = [rule for rule in rules(app, "GET") if opened_to(rule.endpoint)]
    parts = variable_parts(session)
    session.rollback()
    found = list[str]()
    for rule in opened:
        found += filled(rule.rule, rule.arguments, parts, _most)
    return found


def _sent_to(browser: FlaskClient, address: str) -> str:
    answer = browser.get(address, buffered=True)
    assert answer.status_code < 500, (address, answer.status_code)
    return _unpacked(answer) if answer.status_code == 200 else ""


def _told(browser: FlaskClient, address: str) -> str | bytes:
    answer = browser.get(address, buffered=True)
    return main_text(answer) if answer.mimetype == "text/html" else answer.data


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+ (?:person|people)", text)
