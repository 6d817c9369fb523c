"""The list as a file: the people of the page, the bytes of the command line, safe in a spreadsheet."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import make
from tests.cli.conftest import runner
from tests.support.forms import elements, links, main_text, text_of
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.people_columns import COLUMN_NAMES
from webapp.domain.publishing.people_csv import people_csv
from webapp.domain.text.formula_escape import unescaped
from webapp.domain.visibility import INTERNAL, PUBLIC
from webapp.models import Person
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Status

AZERBAIJANI = "Şəhla Ağayeva-Öcəq Gülçöhrə İıUydurma"


@pytest.fixture
def people(session: Session) -> list[Person]:
    """Elvin, who is held, with a draft and a restricted claim; Ayla, who is not; Bahar, a draft."""
    elvin, ayla = make.person(session), make.person(session, "Ayla Numunali")
    make.status(session, elvin, Status.IMPRISONED)
    make.status(session, ayla, Status.RELEASED_SERVED, None)
    make.charge(session, elvin, offence="draft offence", state=ClaimState.DRAFT)
    make.charge(session, elvin, offence="restricted offence", visibility=Visibility.RESTRICTED)
    return [elvin, ayla, make.person(session, "Bahar Misalli", state=ClaimState.DRAFT)]


def rows(answer: TestResponse) -> list[dict[str, str]]:
    """Return the rows of a CSV answer as a spreadsheet reads them."""
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""), strict=True))


def names(answer: TestResponse) -> list[str]:
    """Return the names in a CSV answer, in its order."""
    return [row["name"] for row in rows(answer)]


@pytest.mark.parametrize(
    "query", ["", "held=yes", "q=numunali", "status=imprisoned&status=exiled", "sex=female"]
)
def test_web_and_command_line_give_the_same_bytes(
    people: list[Person],
    client: FlaskClient,
    clara: FlaskClient,
    session: Session,
    url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    query: str,
) -> None:
    monkeypatch.setenv("HABEAS_PUBLIC_URL", "http://habeas.example")
    habeas = runner(tmp_path / "home", url)
    for browser, audience, to in ((client, "public", PUBLIC), (clara, "internal", INTERNAL)):
        sent = browser.get(f"/people.csv?{query}&audience={audience}").data
        assert habeas("export", "--filter", query, "--audience", audience).stdout_bytes == sent
        today = datetime.now(UTC).date()
        people_filter = PeopleFilter.read(query)
        written = people_csv(session, people_filter, to=to, today=today, public_url="http://habeas.example")
        assert b"".join(written) == sent


@pytest.mark.parametrize(
    "query",
    ["", "?held=yes", "?held=no", "?q=ayla", "?status=released_served", "?source=S-0001", "?sex=male"],
)
def test_the_file_holds_the_people_of_the_page_in_its_order(
    people: list[Person], client: FlaskClient, query: str
) -> None:
    page = client.get(f"/people{query}")
    shown = [text_of(link).strip() for link in elements(page, "a", **{"class": "name"})]
    (address,) = [link for link in links(page) if link.startswith("/people.csv")]
    assert names(client.get(address)) == shown
    assert address.partition("?")[2] == query.removeprefix("?")


def test_the_file_is_saved_under_a_name_and_never_shown_as_a_page(client: FlaskClient) -> None:
    answer = client.get("/people.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="people.csv"'
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.data == b"\xef\xbb\xbf" + ",".join(COLUMN_NAMES).encode() + b"\r\n"


def test_readers_get_what_is_published_and_public(
    people: list[Person], client: FlaskClient, nemo: FlaskClient, clara: FlaskClient
) -> None:
    # Without being asked for more, a curator's file is the one that can be handed on.
    for browser in (client, nemo, clara):
        (ayla, elvin) = rows(browser.get("/people.csv"))
        assert (ayla["name"], elvin["name"]) == ("Ayla Numunali", "Elvin Sinagov")
        assert elvin["charges"] == ""


def test_curators_get_drafts_when_they_ask_and_never_what_is_restricted(
    people: list[Person], clara: FlaskClient
) -> None:
    answer = clara.get("/people.csv?audience=internal")
    assert names(answer) == ["Ayla Numunali", "Bahar Misalli", "Elvin Sinagov"]
    assert rows(answer)[2]["charges"] == "draft offence"
    (address,) = [link for link in links(clara.get("/people?q=bahar")) if "audience" in link]
    assert names(clara.get(address)) == ["Bahar Misalli"]


def test_nobody_else_gets_drafts(people: list[Person], client: FlaskClient, nemo: FlaskClient) -> None:
    for browser in (client, nemo):
        answer = browser.get("/people.csv?audience=internal")
        assert answer.status_code == 403
        assert b"Bahar" not in answer.data
        assert not [link for link in links(browser.get("/people")) if "audience" in link]


@pytest.mark.parametrize("audience", ["everybody", "", "PUBLIC", "internal ", "%00"])
def test_an_audience_that_there_is_not_is_named(
    clara: FlaskClient, client: FlaskClient, audience: str
) -> None:
    for browser in (clara, client):
        answer = browser.get(f"/people.csv?audience={audience}")
        assert answer.status_code == 400
        assert "audience: “" in main_text(answer)
        assert "write public or internal" in main_text(answer)


def test_a_row_says_what_the_record_says_and_where_to_look_it_up(
    people: list[Person], client: FlaskClient
) -> None:
    (row,) = rows(client.get("/people.csv?held=yes"))
    cells = {name: row[name] for name in ("reference", "status", "held", "status_since_edtf", "quote")}
    assert cells == {
        "reference": "P-0001",
        "status": "imprisoned",
        "held": "yes",
        "status_since_edtf": "2023-11",
        "quote": make.ARRESTED,
    }
    assert (row["status_since_earliest"], row["status_since_latest"]) == ("2023-11-01", "2023-11-30")
    assert main_text(client.get(row["record_url"])).startswith("P-0001")
    citation = client.get(row["citation_url"])
    assert text_of(elements(citation, "mark")[0]) == make.ARRESTED


def test_letters_of_every_language_arrive_whole(session: Session, client: FlaskClient) -> None:
    make.person(session, AZERBAIJANI)
    make.person(session, "Чингиз Выдуманов")
    answer = client.get("/people.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert sorted(names(answer)) == sorted([AZERBAIJANI, "Чингиз Выдуманов"])


@pytest.mark.parametrize(
    "name", ["=1+1", "+994 Sinagov", "-Elvin", "@SUM(A1)", "'Elvin'", '"Elvin", son; of\\']
)
def test_no_cell_runs_as_a_formula_and_none_loses_a_letter(
    session: Session, client: FlaskClient, name: str
) -> None:
    make.person(session, name)
    (row,) = rows(client.get("/people.csv"))
    assert not row["name"].startswith(("=", "+", "-", "@"))
    assert unescaped(row["name"]) == name


@pytest.mark.parametrize("query", ["held=maybe", "status=free", "organization=union", "state=nothing"])
def test_a_word_the_filter_does_not_know_is_named_and_no_file_is_sent(
    client: FlaskClient, query: str
) -> None:
    answer = client.get(f"/people.csv?{query}")
    field, _, word = query.partition("=")
    assert answer.status_code == 400
    assert answer.mimetype == "text/html"
    assert f"{field}: “{word}” is not" in main_text(answer)
