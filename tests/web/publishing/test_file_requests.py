"""Clients that ask a file's length, a piece of it, or whether it changed, and scripts of other sites."""

from collections.abc import Mapping
from types import MappingProxyType

import polars
import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import make
from webapp.models import Person
from webapp.vocab.liberty import Status

LISTS = ("/people.csv", "/people.ftm.json", "/people.xlsx", "/export/package.zip", "/searches/held.csv")
WHOLE = ("/issues/1.csv", "/statistics/status.csv", "/statuses.atom", "/people/P-0001.jsonld")
IN_PIECES = ("/people.csv", "/people.ftm.json", "/searches/held.csv", *WHOLE)
FILES = (*LISTS, *WHOLE)


@pytest.fixture
def elvin(session: Session) -> Person:
    """Elvin, who is held; a saved search and a frozen issue that find him."""
    person = make.person(session, "Elvin Sınaqov")
    make.status(session, person, Status.IMPRISONED)
    make.saved_search(session, "Held", "held=yes")
    make.list_issue(session)
    session.commit()
    return person


def piece(
    client: FlaskClient, path: str, place: str, headers: Mapping[str, str] = MappingProxyType({})
) -> TestResponse:
    """Return the answer to who asks for some bytes of a file."""
    return client.get(path, headers={"Range": f"bytes={place}", **headers}, buffered=True)


@pytest.mark.parametrize("path", FILES)
def test_who_has_the_file_is_told_that_it_did_not_change_until_it_does(
    client: FlaskClient, session: Session, elvin: Person, path: str
) -> None:
    first = client.get(path, buffered=True)
    assert first.status_code == 200
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    if path.startswith("/issues"):
        return
    make.status(session, make.person(session, "Ayla Numunali"), Status.IMPRISONED)
    make.name(session, elvin, "Elwin")
    session.commit()
    changed = client.get(path, headers={"If-None-Match": first.headers["ETag"]}, buffered=True)
    assert (changed.status_code, changed.headers["ETag"] == first.headers["ETag"]) == (200, False)


@pytest.mark.parametrize("path", LISTS)
def test_another_question_and_another_reader_have_another_tag(
    client: FlaskClient, clara: FlaskClient, elvin: Person, path: str
) -> None:
    tag = client.get(path, buffered=True).headers["ETag"]
    for browser, query in ((client, "?q=elvin"), (clara, "?audience=internal")):
        answer = browser.get(path + query, headers={"If-None-Match": tag}, buffered=True)
        assert answer.status_code == 200


@pytest.mark.parametrize("path", IN_PIECES)
def test_a_file_comes_in_pieces_and_tells_its_length(client: FlaskClient, elvin: Person, path: str) -> None:
    whole = client.get(path, buffered=True)
    asked = client.head(path)
    assert (asked.status_code, asked.content_length, asked.data) == (200, len(whole.data), b"")
    assert asked.headers["Accept-Ranges"] == "bytes"
    tag = whole.headers["ETag"]
    assert asked.headers["ETag"] == tag
    for place, expected in (("0-9", whole.data[:10]), ("7-", whole.data[7:]), ("-5", whole.data[-5:])):
        answer = piece(client, path, place, {"If-Range": tag})
        assert (answer.status_code, answer.data) == (206, expected)
        assert answer.headers["Content-Range"].endswith(f"/{len(whole.data)}")
    # What it is a piece of is another file by now: the whole comes.
    assert piece(client, path, "0-9", {"If-Range": '"older"'}).data == whole.data
    assert piece(client, path, f"{len(whole.data)}-").status_code == 416


def test_pieces_and_whole_are_of_the_list_as_it_is_now(
    client: FlaskClient, session: Session, elvin: Person
) -> None:
    assert client.head("/people.csv").content_length
    make.person(session, "Ayla Numunali")
    session.commit()
    whole = client.get("/people.csv").data
    assert b"Ayla" in whole
    assert client.head("/people.csv").content_length == len(whole)
    for number in range(4):
        assert (client.head(f"/people.csv?q={number}").content_length or 0) < len(whole)
    assert piece(client, "/people.csv", "0-").data == whole


def test_what_curators_get_is_kept_in_no_file_and_no_cache(
    client: FlaskClient, clara: FlaskClient, elvin: Person
) -> None:
    path = "/people.csv?audience=internal"
    whole = clara.get(path, buffered=True)
    for answer in (whole, piece(clara, path, "0-9")):
        assert (answer.status_code, answer.data) == (200, whole.data)
        assert answer.headers["Cache-Control"] == "no-store"
    assert client.get(path, headers={"If-None-Match": whole.headers["ETag"]}).status_code == 403
    assert piece(client, path, "0-9").status_code == 403


@pytest.mark.parametrize("path", FILES)
def test_scripts_of_every_site_may_read_what_is_public(client: FlaskClient, elvin: Person, path: str) -> None:
    answer = client.get(path, headers={"Origin": "https://notebook.example"}, buffered=True)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    # With this a browser would send the session along.
    assert "Access-Control-Allow-Credentials" not in answer.headers
    before = {"Origin": "https://notebook.example", "Access-Control-Request-Headers": "if-none-match"}
    allowed = client.options(path, headers=before)
    assert allowed.status_code == 204
    assert "If-None-Match" in allowed.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("path", ["/", "/people", "/people/P-0001", "/sign-in", "/accounts"])
def test_no_page_is_open_to_scripts_of_other_sites(client: FlaskClient, elvin: Person, path: str) -> None:
    assert "Access-Control-Allow-Origin" not in client.get(path).headers


@pytest.mark.parametrize("path", ["/people.csv", "/searches/held.csv", "/issues/1.csv"])
def test_polars_reads_a_list_from_its_address(elvin: Person, address: str, path: str) -> None:
    frame = polars.scan_csv(address + path, infer_schema=False).collect()
    assert frame["name"].to_list() == ["Elvin Sınaqov"]
    assert frame.columns[0] == "reference"
    assert polars.read_csv(address + path, infer_schema=False).equals(frame)
