"""The page of figures says what it counts, opens the members of each number, and obeys the list's filter."""

import csv
import io

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import links, main_text
from webapp.vocab.claims import ClaimState
from webapp.vocab.liberty import Status
from webapp.vocab.statistics import Figure


@pytest.fixture
def three(session: Session) -> None:
    """Elvin, in prison; Ayla, released; Bahar, imprisoned as a draft says."""
    make.status(session, make.person(session, "Elvin Sinagov"), Status.IMPRISONED, "2024-05-03")
    make.status(session, make.person(session, "Ayla Numunali"), Status.RELEASED_SERVED, "2023-02")
    bahar = make.person(session, "Bahar Misalli")
    make.status(session, bahar, Status.IMPRISONED, state=ClaimState.DRAFT)
    session.commit()


def test_each_number_leads_to_its_people(client: FlaskClient, three: None) -> None:
    page = client.get("/statistics")
    assert "Unit: people." in main_text(page)
    assert "Everybody who is recorded." in main_text(page)
    assert "/people?status=imprisoned" in links(page)
    assert "1 person" in main_text(client.get("/people?status=imprisoned"))


def test_the_filter_is_said_kept_and_obeyed(client: FlaskClient, three: None) -> None:
    assert "/statistics?held=yes" in links(client.get("/people?held=yes"))
    page = client.get("/statistics?held=yes&as_of=2025-01-01")
    assert "As of 1 January 2025" in main_text(page)
    assert "Filter: Held" in main_text(page)
    assert "/people?held=yes&as_of=2025-01-01" in links(page)
    assert "/people?held=yes&status=imprisoned&as_of=2025-01-01" in links(page)
    assert not [link for link in links(page) if "released_served" in link]


@pytest.mark.parametrize("figure", Figure)
def test_each_figure_is_a_table_too(client: FlaskClient, three: None, figure: Figure) -> None:
    answer = client.get(f"/statistics/{figure.value}.csv")
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
    for row in rows:
        path = row["members_url"].removeprefix("http://habeas.example")
        assert path.startswith("/people?")
        said = main_text(client.get(path)).split(" Name Status ")[0]
        assert f"{row['people']} p" in said


def test_what_is_no_figure_or_no_filter_is_told_so(client: FlaskClient) -> None:
    assert client.get("/statistics/wealth.csv").status_code == 404
    for query in ("held=perhaps", "length=under_1_year", "charge=%00", "as_of=never", "taken_in=2023-99"):
        assert client.get(f"/statistics?{query}").status_code == 400
    assert client.get("/statistics?q=%00%F0%9F%98%80&charge=206.3+CC+AZ+2000").status_code == 200


def test_drafts_count_for_those_who_work_here_only(
    client: FlaskClient, clara: FlaskClient, three: None
) -> None:
    assert "Imprisoned 1" in main_text(client.get("/statistics"))
    assert "Imprisoned 2" in main_text(clara.get("/statistics"))


def test_the_page_says_of_when_the_newest_word_is(client: FlaskClient, session: Session) -> None:
    assert "No dated word." in main_text(client.get("/statistics"))
    report = make.source(session, "An old report", date="2021-03-05")
    words = make.evidence(session, of=report)
    make.status(session, make.person(session, "Elvin Sinagov"), Status.IMPRISONED, "2020", evidence=words)
    session.commit()
    assert "Newest word 5 March 2021." in main_text(client.get("/statistics"))
    assert "ewest word" not in main_text(client.get("/statistics?as_of=2020-01-01"))


def test_a_file_of_figures_is_public_unless_it_says_so(
    client: FlaskClient, clara: FlaskClient, three: None, caplog: pytest.LogCaptureFixture
) -> None:
    address = "/statistics/status.csv"
    assert clara.get(address).data == client.get(address).data
    assert {row["audience"] for row in figures(client, address)} == {"public"}
    assert client.get(f"{address}?audience=internal").status_code == 403
    with caplog.at_level("INFO"):
        internal = clara.get(f"{address}?audience=internal")
    assert "internal export by account" in caplog.text
    assert 'filename="status-internal.csv"' in internal.headers["Content-Disposition"]
    (row,) = figures(clara, f"{address}?audience=internal&status=imprisoned")
    assert (row["people"], row["audience"]) == ("2", "internal")
    assert any("audience=internal" in link for link in links(clara.get("/statistics")))
    assert not any("audience" in link for link in links(client.get("/statistics")))


def figures(client: FlaskClient, address: str) -> list[dict[str, str]]:
    """Return the rows of a file of figures."""
    text = client.get(address).data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))
