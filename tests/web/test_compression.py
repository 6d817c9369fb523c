"""What is sent is packed where the browser takes it, but for a page that holds the token of a form."""

import gzip

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make

PACKED = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.mark.parametrize("path", ["/", "/people", "/people/P-0001", "/counting", "/static/css/tokens.css"])
def test_a_page_is_packed_for_who_takes_it_and_says_the_same(
    app: Flask, session: Session, path: str
) -> None:
    make.status(session, make.person(session))
    client = FlaskClient(app, app.response_class)
    plain = client.get(path, buffered=True)
    packed = client.get(path, headers=PACKED, buffered=True)
    later = client.get(path, buffered=True)
    assert packed.headers["Content-Encoding"] == "gzip"
    # A page says when it is shown, and a second may end between two of them.
    assert gzip.decompress(packed.data) in (plain.data, later.data)
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 2
    assert "Content-Encoding" not in plain.headers
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.vary


def test_a_file_that_is_known_is_not_sent_again(app: Flask) -> None:
    path, client = "/static/css/tokens.css", FlaskClient(app, app.response_class)
    tag = client.get(path, headers=PACKED, buffered=True).headers["ETag"]
    again = client.get(path, headers=PACKED | {"If-None-Match": tag}, buffered=True)
    assert (again.status_code, again.data) == (304, b"")


def test_no_page_with_the_token_of_a_form_is_packed(
    client: FlaskClient, clara: FlaskClient, session: Session
) -> None:
    make.person(session)
    for browser, path in ((client, "/sign-in"), (clara, "/people/P-0001"), (clara, "/sources/new?url=typed")):
        answer = browser.get(path, headers=PACKED)
        assert b'name="csrf_token"' in answer.data
        assert "Content-Encoding" not in answer.headers
