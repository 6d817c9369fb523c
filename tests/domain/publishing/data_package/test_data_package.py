"""The data package holds what the list and its claims say, validates, and never shows more than it may."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.support.counting_rules import counting_rule
from tests.support.crowd import gather
from tests.support.every_edit import first
from tests.support.full_record import full_record
from tests.support.one_edit import edit, revise
from webapp.domain.claims.ordering import OrderAnswer, Relation, settle_order
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.data_package import TABLES, package, table_csv
from webapp.domain.publishing.people_csv import people_csv
from webapp.domain.visibility import INTERNAL, PUBLIC, Reader
from webapp.models import LegalCode, Organization
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Status

SITE = "http://localhost"
FIXED = (
    "citation_id", "claim_id", "claim_kind", "person_reference", "source_reference", "version_sha256",
    "start", "end", "exact", "stance", "credibility",
)  # fmt: skip


def unpacked(session: Session, query: str = "", to: Reader = PUBLIC) -> zipfile.ZipFile:
    """Return the package of a list."""
    pieces = package(session, PeopleFilter.read(query), to=to, at=make.AT, public_url=SITE)
    return zipfile.ZipFile(io.BytesIO(b"".join(pieces)))


def rows(archive: zipfile.ZipFile, table: str) -> list[dict[str, str]]:
    """Return the rows of one of its tables."""
    text = archive.read(f"{table}.csv").decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("to", [PUBLIC, INTERNAL], ids=["public", "internal"])
def test_frictionless_finds_nothing_wrong_with_it(session: Session, tmp_path: Path, to: Reader) -> None:
    full_record(session)
    make.organization_fact(session, first(session, Organization))
    counting_rule(session, first(session, LegalCode))
    make.status(session, make.person(session, "Ayla Numunali"))
    unpacked(session, to=to).extractall(tmp_path)
    result = subprocess.run(
        [Path(sys.executable).with_name("frictionless"), "validate", "datapackage.json"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr


def test_it_tells_why_and_where_in_the_words_of_the_source(session: Session) -> None:
    ayla = make.person(session, "Ayla Numunali")
    make.status(session, ayla, reason_words="for singing")
    make.treatment(session, ayla, place_words="a cellar")
    archive = unpacked(session)
    assert [row["reason_words"] for row in rows(archive, "status_events")] == ["for singing"]
    assert [row["place_words"] for row in rows(archive, "treatments")] == ["a cellar"]


def test_it_describes_counts_and_hashes_each_file(session: Session) -> None:
    gather(session, 5)
    archive = unpacked(session, "held=yes")
    descriptor = json.loads(archive.read("datapackage.json"))
    assert archive.namelist() == [*(f"{table.name}.csv" for table in TABLES), "datapackage.json"]
    for resource in descriptor["resources"]:
        held = archive.read(resource["path"])
        assert resource["hash"] == f"sha256:{sha256(held).hexdigest()}"
        assert (resource["bytes"], resource["rows"]) == (len(held), len(rows(archive, resource["name"])))
    assert descriptor["habeas"] == {
        "unit": "people", "people": 2, "filter": "held=yes", "as_of": "2026-11-22", "audience": "public",
        "known_on": "2026-11-22T09:00:00Z", "counts": descriptor["habeas"]["counts"],
    }  # fmt: skip
    assert descriptor["homepage"] == "http://localhost/people?held=yes"


def test_its_list_is_the_list_and_each_table_is_to_be_had_alone(session: Session) -> None:
    full_record(session)
    make.organization_fact(session, first(session, Organization))
    counting_rule(session, first(session, LegalCode))
    archive, options = unpacked(session), {"to": PUBLIC, "today": make.AT.date(), "public_url": SITE}
    # For spreadsheets the list has a mark before it, and apostrophes before what they might run.
    listed = b"".join(people_csv(session, PeopleFilter(), **options))
    assert archive.read("persons.csv") == listed.removeprefix(b"\xef\xbb\xbf")
    for table in TABLES:
        alone = b"".join(table_csv(session, PeopleFilter(), table.name, **options))
        assert alone == archive.read(f"{table.name}.csv"), table.name
        assert rows(archive, table.name), table.name


def test_each_citation_gives_the_passage_its_place_and_the_text(session: Session) -> None:
    make.status(session, make.person(session, "Elvin Sinagov"))
    archive = unpacked(session)
    assert tuple(rows(archive, "citations")[0]) == FIXED
    for row in rows(archive, "citations"):
        assert row["exact"]
        assert int(row["end"]) - int(row["start"]) == len(row["exact"])
        assert row["version_sha256"] in {
            version["text_sha256"] for version in rows(archive, "source_versions")
        }
        if row["claim_kind"] == "status_event":
            assert row["claim_id"] in {event["claim_id"] for event in rows(archive, "status_events")}


def test_only_the_people_of_the_filter_and_what_the_reader_may_see(session: Session) -> None:
    elvin, ayla = make.person(session, "Elvin Sinagov"), make.person(session, "Ayla Numunali")
    make.status(session, elvin)
    make.charge(session, elvin, offence="a draft", state=ClaimState.DRAFT)
    make.charge(session, elvin, offence="restricted", visibility=Visibility.RESTRICTED)
    make.charge(session, ayla, offence="of another")
    hidden = make.evidence(session, "Kept back.", of=make.source(session, "Kept back", "Kept back.",
                           visibility=Visibility.INTERNAL))  # fmt: skip
    make.charge(session, elvin, offence="from a hidden source", evidence=hidden)
    public = unpacked(session, "q=elvin")
    assert [row["reference"] for row in rows(public, "persons")] == ["P-0001"]
    assert rows(public, "charges") == []
    assert "Kept back" not in "".join(public.read(name).decode() for name in public.namelist())
    internal = unpacked(session, "q=elvin", INTERNAL)
    assert {row["offence"] for row in rows(internal, "charges")} == {"a draft", "from a hidden source"}


def test_without_a_filter_every_source_and_organization_is_there(session: Session) -> None:
    make.person(session, "Elvin Sinagov")
    make.source(session, "A text that nobody cites", "Nothing is cited of it.")
    make.described_source(session, "A book that nobody has read")
    make.source(session, "An internal note", "Closed.", visibility=Visibility.INTERNAL)
    make.organization(session, "Example Party")
    session.commit()
    everything, elvin = unpacked(session), unpacked(session, "q=elvin")
    titles = {row["title"] for row in rows(everything, "sources")}
    assert {"A text that nobody cites", "A book that nobody has read"} <= titles
    assert "An internal note" not in titles
    assert "A text that nobody cites" not in {row["title"] for row in rows(elvin, "sources")}
    assert len(rows(everything, "source_versions")) == len(rows(elvin, "source_versions")) + 1
    assert [row["name"] for row in rows(everything, "organizations")] == ["Example Party"]
    assert rows(elvin, "organizations") == []


def test_a_step_of_a_charge_that_is_hidden_is_left_out_with_it(session: Session) -> None:
    person = make.person(session)
    charge = make.charge(session, person, state=ClaimState.IN_REVIEW)
    make.step(session, charge)
    assert rows(unpacked(session), "charge_steps") == []
    assert len(rows(unpacked(session, to=INTERNAL), "charge_steps")) == 1


@pytest.mark.parametrize("relation", [Relation.AFTER, Relation.DISPUTES])
def test_it_holds_how_events_are_stated_to_stand_to_each_other(session: Session, relation: Relation) -> None:
    person = make.person(session)
    words = [make.evidence(session, quote) for quote in ("He left", "He was taken")]
    released = make.status(session, person, Status.RELEASED_EARLY, "2020", evidence=words[0])
    arrested = make.status(session, person, Status.ARRESTED, "2020", evidence=words[1])
    answer, version = OrderAnswer(relation, released.id), person.version
    edit(session, settle_order, arrested, version=version, answer=answer, order_reason="His mother said so")
    stated = [row for row in rows(unpacked(session), "status_events") if row["order_reason"]]
    pairs = [(row["claim_id"], row[f"{relation}_id"]) for row in stated]
    assert pairs == [(str(arrested.id), str(released.id))]
    revise(session, released, visibility=Visibility.RESTRICTED)
    assert {row["order_reason"] for row in rows(unpacked(session), "status_events")} == {""}
    assert {row[f"{relation}_id"] for row in rows(unpacked(session), "status_events")} == {""}


def test_cells_are_what_is_stored_to_the_letter_and_that_is_said(session: Session) -> None:
    make.charge(session, make.person(session), offence="=HYPERLINK(1)")
    archive = unpacked(session)
    assert rows(archive, "charges")[0]["offence"] == "=HYPERLINK(1)"
    assert "nothing is escaped" in json.loads(archive.read("datapackage.json"))["description"]


def test_a_package_that_breaks_off_has_no_description_and_is_no_zip(session: Session) -> None:
    make.person(session)
    pieces = package(session, PeopleFilter(), to=PUBLIC, at=make.AT, public_url=SITE)
    begun = next(pieces) + next(pieces)
    pieces.close()
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(begun))
