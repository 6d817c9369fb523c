"""Whoever gets the data is told under which licence, in every file, feed and page; and what columns hold."""

import csv
import io
import json
import zipfile
from pathlib import Path

import feedparser
import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import links
from webapp.domain.publishing.people_columns import COLUMN_NAMES
from webapp.domain.text.formula_escape import unescaped
from webapp.settings import BadSetting, read_settings
from webapp.vocab.claims import Visibility
from webapp.vocab.licence import Licence

CC = Licence("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")


@pytest.fixture
def licensed(app: Flask, session: Session) -> str:
    """The address of a citation, in an installation whose data have a licence."""
    object.__setattr__(app.extensions["habeas"].settings, "licence", CC)
    citation = make.status(session, make.person(session)).citations[0]
    make.list_issue(session)
    session.commit()
    return f"/citations/{citation.id}.jsonld"


def test_the_licence_stands_in_every_file_feed_and_page(client: FlaskClient, licensed: str) -> None:
    package = zipfile.ZipFile(io.BytesIO(client.get("/export/package.zip").data))
    descriptor = json.loads(package.read("datapackage.json"))
    assert descriptor["licenses"] == [{"name": CC.name, "path": CC.url}]
    about = load_workbook(io.BytesIO(client.get("/people.xlsx").data))["About"]
    assert {row[0].value: row[1].value for row in about.iter_rows()}["Licence"] == f"{CC.name} {CC.url}"
    assert json.loads(client.get(licensed).data)["rights"] == CC.url
    person = json.loads(client.get("/people/P-0001.jsonld").data)
    assert {claim["license"]["@id"] for claim in person["subjectOf"]} == {CC.url}
    assert CC.url in feedparser.parse(client.get("/statuses.atom").data).feed.rights
    assert json.loads(client.get("/people.csv-metadata.json").data)["dc:license"] == {"@id": CC.url}
    files = ("people.csv", "people.ftm.json", "issues/1.csv", "statistics/status.csv", "sources.csv")
    for path in (f"/{file}" for file in files):
        assert f'<{CC.url}>; rel="license"' in client.get(path, buffered=True).headers.getlist("Link")
    for path in ("/people", "/people/P-0001", "/statistics", "/issues/1", "/nothing"):
        assert f'href="{CC.url}"' in client.get(path).get_data(as_text=True)


def test_without_a_licence_none_is_claimed(client: FlaskClient, session: Session) -> None:
    make.person(session)
    session.commit()
    package = zipfile.ZipFile(io.BytesIO(client.get("/export/package.zip").data))
    assert "licenses" not in json.loads(package.read("datapackage.json"))
    assert "icence" not in client.get("/people").get_data(as_text=True)
    sent = client.get("/people.csv", buffered=True).headers.getlist("Link")
    assert not [link for link in sent if "license" in link]


def test_the_settings_are_read_and_a_wrong_one_is_named(tmp_path: Path) -> None:
    home = {"HABEAS_HOME": str(tmp_path)}
    assert read_settings(home | {"HABEAS_LICENCE": f"{CC.name} {CC.url}"}).licence == CC
    assert read_settings(home).licence is None
    assert read_settings(home).search_engines
    assert not read_settings(home | {"HABEAS_SEARCH_ENGINES": "no"}).search_engines
    for wrong in (CC.name, CC.url, f'{CC.name} {CC.url}"', f"{CC.name} javascript:alert(1)"):
        with pytest.raises(BadSetting, match="HABEAS_LICENCE"):
            read_settings(home | {"HABEAS_LICENCE": wrong})
    with pytest.raises(BadSetting, match="HABEAS_SEARCH_ENGINES"):
        read_settings(home | {"HABEAS_SEARCH_ENGINES": "perhaps"})


def test_the_columns_of_the_list_are_described_beside_it(client: FlaskClient, session: Session) -> None:
    answer = client.get("/people.csv", buffered=True)
    metadata = "<http://habeas.example/people.csv-metadata.json>"
    described = f'{metadata}; rel="describedby"; type="application/csvm+json"'
    assert described in answer.headers.getlist("Link")
    schema = client.get("/people.csv-metadata.json")
    assert schema.mimetype == "application/csvm+json"
    columns = json.loads(schema.data)["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == list(COLUMN_NAMES)
    # A client that guesses takes "7 years" for a day.
    assert {column["name"]: column["datatype"] for column in columns}["sentence"] == "string"
    assert "apostrophe" in json.loads(schema.data)["dc:description"]


@pytest.mark.parametrize("name", ["sources", "organizations"])
def test_sources_and_organizations_are_to_be_had_for_spreadsheets(
    client: FlaskClient, session: Session, name: str
) -> None:
    make.source(session, "=1+1", "A text.")
    make.source(session, "Internal", "Closed.", visibility=Visibility.INTERNAL)
    make.organization(session, "=1+1")
    session.commit()
    (address,) = [link for link in links(client.get(f"/{name}")) if link.endswith(".csv")]
    answer = client.get(f"{address}?q=nobody&held=yes", buffered=True)
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
    assert [unescaped(row["title" if name == "sources" else "name"]) for row in rows] == ["=1+1"]
    assert b",=1+1" not in answer.data
