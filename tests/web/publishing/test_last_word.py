"""Wherever a status is given, in page or file, the day of its last word stands with it, and no later day."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import make
from tests.support.forms import elements, links, main_text, text_of
from webapp.models import Person
from webapp.vocab.liberty import Held, Status
from webapp.vocab.organizations import OrganizationKind

# What would claim to know of a later day; "as known today" says when it was looked up, "whether they are
# held" what is counted.
_CLAIMS_TODAY = re.compile(
    r"(?<!known )\btoday\b|\bcurrently\b|(?<!whether they )\b(?:is|are) (?:still )?held\b|\bnow held\b", re.I
)
# Some pages say that they know nothing of today.
_DENIALS = (
    "It does not say that they are held today.",
    "Where somebody was told to be is not where they must be today.",
)
_ATOM = {"a": "http://www.w3.org/2005/Atom"}
Cells = dict[str, str]


class Known(NamedTuple):
    """What is known of somebody: held or not, the codes of the status, its last word, what is to be added."""

    held: Held
    status: str
    last_word: str
    detail: str
    words: str


NO_DATED_WORD = "no dated word"
KNOWN = {
    "Held Sinagov": Known(Held.YES, "imprisoned", "2023-12-16", "stale", "16 December 2023"),
    "Freed Sinagov": Known(Held.NO, "released_early", "2024-03-05", "", "5 March 2024"),
    "Disputed Sinagov": Known(
        Held.UNCERTAIN, "imprisoned | exiled", "2024-03-02", "disputed", "2 March 2024"
    ),
    "Unordered Sinagov": Known(
        Held.UNCERTAIN, "imprisoned | exiled", "2024-05-02", "order_unknown", "2 May 2024"
    ),
    "Awaited Sinagov": Known(Held.YES, "imprisoned", "2023-12-16", "announced | stale", "16 December 2023"),
    "Overdue Sinagov": Known(Held.YES, "imprisoned", "2023-12-16", "due | stale", "16 December 2023"),
    "Dead Sinagov": Known(Held.NO, "died_in_custody", "2024-01-05", "", "5 January 2024"),
    "Killed Sinagov": Known(Held.NO, "executed", "2024-01-05", "", "5 January 2024"),
    "Undated Sinagov": Known(Held.YES, "imprisoned", "", "stale", NO_DATED_WORD),
    "Silent Sinagov": Known(Held.NOT_STATED, "not_stated", "", "", ""),
}
LISTS = ("/people", "/people/print", "/people?as_of=2026-11-22", "/issues/1")


@pytest.fixture
def everybody(session: Session) -> dict[str, Person]:
    """One record of each state, and an issue of the list with all of them."""
    people = {name: make.person(session, name) for name in KNOWN}
    prison = make.organization(session, "Example Prison", OrganizationKind.PRISON)

    def told(name: str, status: Status, since: str | None, on: str | None) -> None:
        words = f"{name} {status.value} {since}"
        source = make.source(session, f"On {words}", f"{words}.", date=on)
        place = prison if status is Status.IMPRISONED else None
        cited = make.evidence(session, words, of=source)
        make.status(session, people[name], status, since, evidence=cited, place=place)

    for name in ("Held", "Awaited", "Overdue", "Dead"):
        told(f"{name} Sinagov", Status.IMPRISONED, "2023-11-20", "2023-12-16")
    told("Freed Sinagov", Status.ARRESTED, "2023-11-20", "2023-12-16")
    told("Freed Sinagov", Status.RELEASED_EARLY, "2024-03-05", "2024-03-06")
    told("Disputed Sinagov", Status.IMPRISONED, "2024-03-01", "2024-03-02")
    told("Disputed Sinagov", Status.EXILED, "2024-03-01", "2024-03-02")
    told("Unordered Sinagov", Status.IMPRISONED, "2024-03", "2024-05-02")
    told("Unordered Sinagov", Status.EXILED, "2024", "2024-05-02")
    told("Unordered Sinagov", Status.PRETRIAL_DETENTION, "2024-02", "2024-05-02")
    told("Awaited Sinagov", Status.RELEASED_SERVED, "2099-01-05", "2023-12-16")
    told("Overdue Sinagov", Status.RELEASED_SERVED, "2024-01-05", "2023-12-16")
    told("Dead Sinagov", Status.DIED_IN_CUSTODY, "2024-01-05", "2024-01-06")
    told("Killed Sinagov", Status.EXECUTED, "2024-01-05", "2024-01-06")
    told("Undated Sinagov", Status.IMPRISONED, None, None)
    session.commit()
    make.list_issue(session, "All of them")
    session.commit()
    return people


def test_no_public_page_claims_to_know_of_today(client: FlaskClient, everybody: dict[str, Person]) -> None:
    walked = list(_walk(client))
    assert len(walked) > 60
    for path, page in walked:
        # How it is counted explains the word itself.
        if page.mimetype == "text/html" and path != "/counting":
            words = main_text(page)
            for denial in _DENIALS:
                words = words.replace(denial, "")
            assert not _CLAIMS_TODAY.findall(words), path


@pytest.mark.parametrize("path", LISTS)
def test_every_row_of_a_list_says_when_it_was_last_told(
    client: FlaskClient, everybody: dict[str, Person], path: str
) -> None:
    rows = {name: row for row in elements(client.get(path), "tr") for name in KNOWN if name in text_of(row)}
    assert set(rows) == set(KNOWN)
    for name, row in rows.items():
        _tells(text_of(row), KNOWN[name], path)


def test_a_record_and_its_dossier_say_when_it_was_last_told(
    client: FlaskClient, everybody: dict[str, Person]
) -> None:
    for name, person in everybody.items():
        for path in (f"/people/{person.reference}", f"/people/{person.reference}/dossier"):
            _tells(main_text(client.get(path)), KNOWN[name], path)


def _typed_out(value: object) -> str:
    """Return the text of a cell of the workbook, in which days are days."""
    return value.date().isoformat() if isinstance(value, datetime) else str(value or "")


def test_every_file_of_the_list_has_the_last_word(client: FlaskClient, everybody: dict[str, Person]) -> None:
    package = zipfile.ZipFile(io.BytesIO(client.get("/export/package.zip").data))
    sheet = load_workbook(io.BytesIO(client.get("/people.xlsx").data))["People"].values
    columns = next(sheet)
    files = [
        _rows(client.get("/people.csv").data),
        _rows(client.get("/issues/1.csv").data),
        _rows(package.read("persons.csv")),
        [{str(n): _typed_out(v) for n, v in zip(columns, row, strict=True)} for row in sheet],
    ]
    for rows in files:
        assert {row["name"]: (row["held"], row["status"], row["last_word_on"], row["status_detail"])
                for row in rows} == {name: known[:4] for name, known in KNOWN.items()}  # fmt: skip


def test_linked_data_has_the_last_word_and_marks_what_is_announced(
    client: FlaskClient, everybody: dict[str, Person]
) -> None:
    for name, person in everybody.items():
        known = KNOWN[name]
        record = json.loads(client.get(f"/people/{person.reference}.jsonld").data)
        stated = {pair["name"]: pair["value"] for pair in record["additionalProperty"]}
        assert (stated["held"], stated["status"], stated.get("last_word_on", "")) == known[:3]
        details = known.detail.replace("stale", "").removesuffix(" | ")
        assert stated.get("status_detail", "") == details
        claims = [
            {pair["name"]: pair["value"] for pair in claim["additionalProperty"]}
            for claim in record["subjectOf"]
        ]
        announced = [claim["status"] for claim in claims if claim.get("announced") == "true"]
        assert announced == (["released_served"] if name in ("Awaited Sinagov", "Overdue Sinagov") else [])


def test_entities_and_the_feed_say_when_it_was_told(
    client: FlaskClient, everybody: dict[str, Person]
) -> None:
    lines = client.get("/people.ftm.json").get_data(as_text=True).splitlines()
    people = [entity for entity in map(json.loads, lines) if entity["schema"] == "Person"]
    for properties in (entity["properties"] for entity in people):
        known = KNOWN[properties["name"][0]]
        notes = properties.get("notes", [""])[0]
        assert known.last_word in notes
        assert ("no dated source" in notes) is (known.words == NO_DATED_WORD)
        assert (properties["status"][0] == "Uncertain") is (known.held is Held.UNCERTAIN)
    feed = ElementTree.fromstring(client.get("/statuses.atom").data)
    for entry in feed.findall("a:entry", _ATOM):
        title, summary = (entry.findtext(f"a:{tag}", "", _ATOM) for tag in ("title", "summary"))
        assert ("the source has no date" if "Undated" in title else "as told on") in summary
        awaited = title.startswith(("Awaited", "Overdue")) and "served" in title
        assert ("announced" in title) is awaited


def test_a_difference_between_issues_marks_what_is_uncertain(
    client: FlaskClient, session: Session, everybody: dict[str, Person]
) -> None:
    make.list_issue(session, "Those held", "held=yes")
    make.list_issue(session, "All once more")
    session.commit()
    said = main_text(client.get("/issues/3"))
    _tells(said[said.index("Disputed Sinagov") :], KNOWN["Disputed Sinagov"], "/issues/3")
    assert " | " not in said


def test_no_short_mention_decides_what_nothing_decides(
    session: Session, client: FlaskClient, clara: FlaskClient, everybody: dict[str, Person]
) -> None:
    disputed = everybody["Disputed Sinagov"]
    make.assessment(session, disputed, make.organization(session, "A Committee"))
    session.commit()
    preview = client.get(f"/reconcile/preview/{disputed.reference}")
    likely = clara.get("/people/namesakes?name=Disputed+Sinagov")
    choices = clara.get("/choices/people?q=Disputed")
    for words in (main_text(client.get("/matrix")), preview.text, likely.text, choices.text):
        assert "Uncertain" in words
        assert "In exile" not in words
    for path in ("/matrix.csv", "/organizations/O-0001/held.csv"):
        statuses = {row["reference"]: row["status"] for row in _rows(client.get(path).data)}
        assert statuses[disputed.reference] == "imprisoned | exiled", path


def _tells(said: str, known: Known, path: str) -> None:
    """Assert that a text gives the last word on somebody, and marks what is uncertain or announced."""
    assert known.words in said, (path, said)
    if known.held is Held.UNCERTAIN:
        for word in ("uncertain", "imprisoned", "in exile"):
            assert word in said.lower(), (path, said)
    if "announced" in known.detail or "due" in known.detail:
        assert re.search("announced|due", said, re.I), (path, said)


def _walk(client: FlaskClient) -> Iterator[tuple[str, TestResponse]]:
    """Yield every page and file that links lead to from the first page, each address once."""
    ahead, seen = ["/"], {"/"}
    while ahead:
        path = ahead.pop()
        page = client.get(path)
        # A file that is read to its end leaves nothing open in the database.
        page.get_data()
        if page.status_code != 200:
            continue
        yield path, page
        for link in links(page) if page.mimetype == "text/html" else []:
            target = link.partition("#")[0].partition("?")[0]
            if target.startswith("/") and target not in seen:
                seen.add(target)
                ahead.append(target)


def _rows(file: bytes) -> list[Cells]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))
