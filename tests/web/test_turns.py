"""Pages are worked out a few at once, and whoever waits for something else holds nobody up."""

import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from webapp.web.db import Engines

pytestmark = pytest.mark.both_engines


def free_turns(app: Flask) -> int:
    """Return how many pages could be worked out at this moment."""
    engines: Engines = app.extensions["habeas"]
    number = 0
    while engines.turns.acquire(blocking=False):
        number += 1
    for _ in range(number):
        engines.turns.release()
    return number


def test_every_answer_gives_its_turn_back(app: Flask, session: Session, clara: FlaskClient) -> None:
    person = make.person(session, "Elvin Sinagov")
    session.commit()
    before = free_turns(app)
    assert before > 0
    reference = person.reference
    for path, status in (
        ("/people", 200), (f"/people/{reference}", 200), ("/people/P-9999", 404), ("/people?held=what", 400),
        ("/people.csv", 200), ("/people.xlsx", 200), ("/export/package.zip", 200), ("/statistics", 200),
        ("/people?known_on=2020-01-01", 200), ("/people.csv?known_on=2020-01-01", 200), ("/nowhere", 404),
        ("/api/v1/people", 200),
    ):  # fmt: skip
        for visitor in (app.test_client(), clara):
            with visitor.get(path) as answer:
                assert answer.status_code == status, path
                assert answer.data
            assert free_turns(app) == before, path


def test_a_file_that_is_taken_slowly_keeps_no_page_waiting(app: Flask, session: Session) -> None:
    make.person(session, "Elvin Sinagov")
    session.commit()
    before = free_turns(app)
    answer = app.test_client().get("/people.csv", buffered=False)
    pieces = iter(answer.iter_encoded())
    next(pieces)
    assert free_turns(app) == before
    answer.close()


def test_where_all_turns_are_taken_a_page_comes_all_the_same(app: Flask, session: Session) -> None:
    make.person(session, "Elvin Sinagov")
    session.commit()
    engines: Engines = app.extensions["habeas"]
    turns = free_turns(app)
    for _ in range(turns):
        assert engines.turns.acquire(blocking=False)
    try:
        statuses: list[int] = []
        visits = [
            threading.Thread(target=lambda: statuses.append(app.test_client().get("/people").status_code))
            for _ in range(4)
        ]
        for visit in visits:
            visit.start()
        for visit in visits:
            visit.join()
        assert statuses == [200] * 4
    finally:
        for _ in range(turns):
            engines.turns.release()
    assert free_turns(app) == turns
