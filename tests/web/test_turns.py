"""Pages are worked out a few at once, what is costly for one stranger at a time; nobody is held up by it."""

import threading
import time

import pytest
from flask import Flask, before_render_template
from flask.testing import FlaskClient
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import main_text, post_form
from tests.support.waiting import wait_until
from webapp.domain.accounts.sign_in_limits import network_of
from webapp.models import worked
from webapp.web.costly import pages as costly_pages
from webapp.web.costly.pages import COSTLY, CostlyPages, Visit
from webapp.web.db import Engines, db, noting
from webapp.web.turns import FOR_SAVES, Turns

pytestmark = pytest.mark.both_engines
# Some tenths of a second for the database, and one row for whoever asks.
WORK = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)"
    " SELECT count(*) FROM n",
    "postgresql": "SELECT sum(sqrt(i)) FROM generate_series(1, 1000000) AS i",
}


def free_turns(app: Flask) -> int:
    """Return how many pages could be worked out at this moment."""
    engines: Engines = app.extensions["habeas"]
    return engines.turns.free


def is_free(app: Flask) -> bool:
    """Tell whether a stranger's costly page would have its turn at this moment."""
    costly: CostlyPages = app.extensions["habeas-costly"]
    visit = Visit("GET anything", address=0, costly=True)
    free = costly.may_begin(visit, patience=0)
    if free:
        costly.give_turn_back(visit, 0)
        costly.end(visit, learn=False)
    return free


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
            assert is_free(app), path


def test_a_page_that_has_not_begun_lets_a_save_come_first() -> None:
    turns, order = Turns(for_saves=60), ["page"]
    assert turns.take()
    page = threading.Thread(target=lambda: turns.take(patience=60) and order.append("next page"))
    with turns.saving():
        page.start()
        # The turn of the page that was being worked out is free again, and yet nobody takes it.
        turns.give_back()
        page.join(timeout=0.2)
        order.append("save")
    page.join()
    assert order == ["page", "save", "next page"]


@pytest.mark.parametrize("ends", [True, False])
def test_in_the_middle_of_a_page_saves_pass_for_a_moment_in_all(ends: bool) -> None:
    turns, left = Turns(for_saves=60), list[float]()
    page = threading.Thread(target=lambda: left.append(turns.let_saves_pass(60 if ends else 0.01)))
    with turns.saving():
        page.start()
        page.join(timeout=0.2)
        assert bool(left) is not ends
    page.join()
    # What is left of its patience it has for whoever saves next.
    assert (left[0] > 0) is ends
    with turns.saving():
        assert turns.let_saves_pass(0) == 0


def test_each_part_of_a_page_lets_saves_pass(
    app: Flask, session: Session, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.person(session, "Elvin Sinagov")
    session.commit()
    patience, rendered = list[float](), list[int]()
    engines: Engines = app.extensions["habeas"]
    engines.turns = turns = Turns(for_saves=0)
    monkeypatch.setattr(turns, "let_saves_pass", lambda left: patience.append(left) or 0)
    with (
        turns.saving(),
        before_render_template.connected_to(lambda *_, **__: rendered.append(len(patience)), app),
    ):
        assert client.get("/people").status_code == 200
    # Between the questions to the database, and while it is written.
    assert 5 < rendered[0] < len(patience) - 20
    assert patience == [FOR_SAVES] + [0] * (len(patience) - 1)


def test_who_notes_something_while_reading_lets_no_save_pass_that_waits_for_it(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    patience = list[float]()
    engines: Engines = app.extensions["habeas"]
    engines.turns = turns = Turns(for_saves=0)
    monkeypatch.setattr(turns, "let_saves_pass", lambda left: patience.append(left) or 0)
    with turns.saving(), app.test_request_context("/people"):
        db().execute(text("SELECT 1"))
        asked = len(patience)
        with noting() as note:
            note.execute(text("SELECT 1"))
        assert asked == len(patience) > 0


def test_a_save_that_takes_long_keeps_no_page_waiting() -> None:
    turns = Turns(for_saves=0)
    with turns.saving():
        assert turns.take(patience=0)


@pytest.mark.parametrize("signed_in", [True, False])
def test_while_somebody_who_is_signed_in_saves_pages_wait(
    app: Flask, session: Session, clara: FlaskClient, signed_in: bool
) -> None:
    reference = make.person(session, "Elvin Sinagov").reference
    session.commit()
    engines: Engines = app.extensions["habeas"]
    engines.turns = turns = Turns(for_saves=60)
    saved: list[bool] = []
    event.listen(Session, "after_begin", listener := lambda *_: saved.append(turns.is_saved))
    try:
        if signed_in:
            answer = post_form(clara, f"/people/{reference}/note", note="To be asked again.")
        else:
            answer = app.test_client().post("/reconcile", data={"queries": '{"q": {"query": "Elvin"}}'})
    finally:
        event.remove(Session, "after_begin", listener)
    assert answer.status_code < 400
    assert (True in saved) is signed_in
    assert not turns.is_saved


def test_a_file_that_is_taken_slowly_keeps_no_page_waiting(app: Flask, session: Session) -> None:
    make.person(session, "Elvin Sinagov")
    session.commit()
    before = free_turns(app)
    answer = app.test_client().get("/people.csv", buffered=False)
    pieces = iter(answer.iter_encoded())
    next(pieces)
    assert free_turns(app) == before
    assert is_free(app)
    answer.close()


def test_where_all_turns_are_taken_a_page_comes_all_the_same(app: Flask, session: Session) -> None:
    make.person(session, "Elvin Sinagov")
    session.commit()
    engines: Engines = app.extensions["habeas"]
    turns = free_turns(app)
    for _ in range(turns):
        assert engines.turns.take(patience=0)
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
            engines.turns.give_back()
    assert free_turns(app) == turns


def test_while_something_costly_is_worked_out_ordinary_pages_and_accounts_pass(
    app: Flask, session: Session, client: FlaskClient, clara: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.person(session, "Elvin Sinagov")
    monkeypatch.setattr(costly_pages, "PATIENCE", 0)
    # More than the list takes on the slowest machine.
    monkeypatch.setattr(costly_pages, "COSTLY", 60.0)
    costly: CostlyPages = app.extensions["habeas-costly"]
    costly.end(Visit("GET statistics.show", address=1, costly=True, cost=600.0), learn=True)
    for _ in range(30):
        assert client.get("/people").status_code == 200
    hammering = hash(network_of("127.0.0.1"))
    visit = Visit("GET statistics.show", hammering, costly=True)
    costly.count(visit, 9.0)
    assert costly.may_begin(visit, patience=0)
    # A newsroom behind one address reads on.
    for _ in range(30):
        assert client.get("/people").status_code == 200
    refused = client.get("/statistics")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    assert "done for one reader at a time" in main_text(refused)
    # Who had little is answered beside it, and so is who works here.
    light = client.get("/statistics", environ_overrides={"REMOTE_ADDR": "192.0.2.1"})
    assert light.status_code == 200
    assert clara.get("/statistics").status_code == 200
    assert client.get("/sign-in").status_code == 200
    costly.give_turn_back(visit, 60.0)
    assert client.get("/statistics").status_code == 200


def test_a_page_is_costly_once_its_answers_are_not_by_a_slow_answer_alone() -> None:
    costly = CostlyPages(places=1)
    kind, costs = "GET people.index", [COSTLY / 20, COSTLY * 1.5, COSTLY * 1.5, COSTLY * 1.5]
    learned = []
    for cost in costs:
        costly.end(Visit(kind, address=1, costly=False, cost=cost), learn=True)
        learned.append(costly.is_costly(kind))
    assert learned == [False, False, True, True]


def test_of_those_who_wait_who_had_least_goes_first_and_who_had_most_gives_way() -> None:
    costly = CostlyPages(places=3)
    had = {"much": 9.0, "more": 99.0, "little": 0.1}
    for address, cost in enumerate(had.values()):
        costly.give_turn_back(Visit("", address, costly=True), cost)
    first, order = Visit("", address=9, costly=True), list[str]()
    assert costly.may_begin(first, patience=0)

    def wait(name: str, address: int) -> None:
        visit = Visit("", address, costly=True)
        if costly.may_begin(visit, patience=60):
            order.append(name)
            costly.give_turn_back(visit, 0.0)
        else:
            order.append(f"not {name}")
        costly.end(visit, learn=False)

    visits = [
        threading.Thread(target=wait, args=(name, address)) for address, name in enumerate(had)
    ]
    for visit, waiting in zip(visits, (["much"], ["much", "more"], ["much", "little"]), strict=True):
        visit.start()
        expected = [list(had).index(name) for name in waiting]
        wait_until(lambda: [each.address for each in costly.waiting] == expected)  # noqa: B023
    costly.give_turn_back(first, 1.0)
    for visit in visits:
        visit.join()
    assert order == ["not more", "little", "much"]


def test_what_the_database_does_for_a_page_is_counted_with_it(app: Flask, storage: str) -> None:
    costs: list[float] = []

    def work() -> None:
        own, before = time.thread_time(), worked()
        with Session(app.extensions["habeas"].main) as session:
            session.execute(text(WORK[storage])).all()
            costs.append(worked() - before)
        costs.extend([worked() - before, time.thread_time() - own])

    beside = threading.Thread(target=work)
    before = worked()
    beside.start()
    beside.join()
    elsewhere = worked() - before
    under_way, after, by_python = costs
    # Not what Python does: as much again and more, and none of it for another thread.
    assert min(under_way, after) > (by_python if storage == "sqlite" else 3 * by_python) * 0.9
    assert elsewhere < after / 2
