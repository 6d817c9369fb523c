"""What is costly is answered by another process as this one would, and nobody who serves depends on it."""

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.waiting import wait_until
from webapp.web.costly import pages, process
from webapp.web.costly.pages import CostlyPages

Answering = Callable[[Callable[..., Any]], socket.socket]


@pytest.fixture
def answering() -> Iterator[Answering]:
    """Have an application answer what is asked through a socket, as another process would."""
    questions, inbox = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    threads: list[threading.Thread] = []

    def answer(application: Callable[..., Any]) -> None:
        # Nothing comes any more, or the socket is closed.
        with suppress(ValueError, OSError):
            while True:
                process.answer_next(inbox, application)

    def begun(application: Callable[..., Any]) -> socket.socket:
        threads.append(threading.Thread(target=answer, args=(application,), daemon=True))
        threads[-1].start()
        return questions

    with questions, inbox:
        yield begun
        inbox.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join(30)


@pytest.mark.both_engines
def test_the_other_process_answers_as_this_one_would(
    app: Flask, session: Session, clara: FlaskClient, answering: Answering
) -> None:
    reference = make.person(session, "Elvin Sinagov").reference
    session.commit()
    costly: CostlyPages = app.extensions["habeas-costly"]
    addresses = ("/organizations?q=Şin", "/people.csv?q=Elv", f"/people/{reference}", "/sources/S-9", "/%2e")

    def answered(address: str) -> tuple[str, list[tuple[str, str]], bytes]:
        with app.test_client().get(address, environ_overrides={"REMOTE_ADDR": "192.0.2.7"}) as answer:
            return answer.status, list(answer.headers), answer.data

    here = [answered(address) for address in addresses]
    costly._costs.clear()
    asked: list[tuple[str, str]] = []

    def noted(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        asked.append((environ["REMOTE_ADDR"], environ["PATH_INFO"]))
        return Flask.wsgi_app(app, environ, start)

    pages.answer_apart(app, answering(noted), app.extensions["habeas"].settings)
    try:
        there = [answered(address) for address in addresses]
        # What is known to cost little is answered here; so are those who have an account.
        wait_until(lambda: not costly.may_be_costly("GET people.show"))
        answered(f"/people/{reference}")
        assert clara.get("/statistics").status_code == 200
    finally:
        del app.extensions["habeas-costly-apart"]
    assert there == here
    paths = ["/organizations", "/people.csv", f"/people/{reference}", "/sources/S-9"]
    assert asked == [("192.0.2.7", path) for path in paths]


def test_what_was_not_asked_yet_is_answered_here_where_the_other_process_is_busy(
    app: Flask, client: FlaskClient, answering: Answering
) -> None:
    costly: CostlyPages = app.extensions["habeas-costly"]
    costly.streamed.add("GET exports.csv")
    pages.answer_apart(app, answering(app.wsgi_app), app.extensions["habeas"].settings)
    places = app.extensions["habeas-costly-apart"].places
    while places.acquire(blocking=False):
        pass
    try:
        assert client.get("/people").status_code == 200
        assert client.get("/people.csv").status_code == 503
    finally:
        del app.extensions["habeas-costly-apart"]


def test_at_the_end_of_an_answer_is_told_what_it_cost(answering: Answering) -> None:
    def short(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        start("200 OK", [])
        environ[process.COST].append(0.3)
        return [b"short"]

    costs: list[float] = []
    answer = process.ask(answering(short), {"REQUEST_METHOD": "GET"}, costs.append)
    assert (answer.data, costs) == (b"short", [0.3])


def test_a_file_of_many_lines_comes_whole_and_in_few_pieces(answering: Answering) -> None:
    lines = [f"{number}\n".encode() for number in range(20_000)]

    def of_lines(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        start("200 OK", [])
        return lines

    pieces = list(process.ask(answering(of_lines), {"REQUEST_METHOD": "GET"}, lambda _: None).iter_encoded())
    assert b"".join(pieces) == b"".join(lines)
    assert len(pieces) < 20


def test_who_goes_away_ends_what_is_made_for_them(answering: Answering) -> None:
    ended = threading.Event()

    def endless(_environ: dict[str, Any], start: Any) -> Iterator[bytes]:
        start("200 OK", [])
        try:
            while True:
                yield b"x" * 65_536
        finally:
            ended.set()

    answer = process.ask(answering(endless), {"REQUEST_METHOD": "GET"}, lambda _cost: None)
    assert next(iter(answer.response))
    answer.close()
    assert ended.wait(60)


def test_where_the_other_process_ended_who_asks_is_told_to_come_back(
    app: Flask, client: FlaskClient, answering: Answering
) -> None:
    def ending(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        raise ConnectionError

    pages.answer_apart(app, answering(ending), app.extensions["habeas"].settings)
    try:
        for _ in range(30):
            refused = client.get("/statistics")
            assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    finally:
        del app.extensions["habeas-costly-apart"]
