"""The list as FollowTheMoney entities validates against that model, and says no more than the sources."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from tests import make
from tests.support.full_record import full_record
from webapp.domain.claims.recording import cite
from webapp.domain.history.installation import installation_id
from webapp.domain.history.recording import editing
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.follow_the_money import people_ftm
from webapp.domain.visibility import PUBLIC
from webapp.vocab.charges import Ruling
from webapp.vocab.claims import ClaimState, Stance, Visibility
from webapp.vocab.liberty import Status
from webapp.vocab.people import FactKind


def entities(session: Session, query: str = "", installation: str = "") -> list[dict[str, Any]]:
    """Return the entities of a list, as this installation hands them out or one of another id."""
    options: dict[str, Any] = {"to": PUBLIC, "today": make.AT.date(), "public_url": "http://localhost"}
    options["installation"] = installation or installation_id(session)
    file = b"".join(people_ftm(session, PeopleFilter.read(query), **options))
    return [json.loads(line) for line in file.splitlines()]


def ftm(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    """Return what the model's own command makes of files in a folder."""
    command = [Path(sys.executable).with_name("ftm"), *arguments, "-o", "out.json"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in (folder / "out.json").read_text("utf-8").splitlines()]


def lines(written: list[dict[str, Any]]) -> str:
    """Return entities as a file."""
    return "".join(json.dumps(entity) + "\n" for entity in written)


def test_the_model_validates_what_is_handed_out(session: Session, tmp_path: Path) -> None:
    full_record(session)
    ayla = make.person(session, "Ayla Nümunəli")
    make.status(session, ayla)
    case = make.court_case(session, number="1-14/2", other_names="The ink trial; The printers' case")
    make.hearing(session, ayla, date="2024-01-05", case=case, ruling=Ruling.REMAND_EXTENDED)
    make.charge(session, ayla, case=case)
    hidden = make.court_case(session, "A hidden case")
    make.hearing(session, ayla, case=hidden, visibility=Visibility.INTERNAL)
    written = entities(session)
    assert "A hidden case" not in lines(written)
    key = f"{case.reference}-{ayla.reference}".lower()
    (party,) = (entity for entity in written if entity["id"].endswith(key))
    assert party["properties"]["summary"] == ["Hearing on remand; 2024-01-05; Extended remand"]
    for name, schema in (("party", "Person"), ("case", "CourtCase"), ("proof", "Document")):
        assert {e["schema"] for e in written if e["id"] in party["properties"][name]} == {schema}
    (tmp_path / "people.ftm.json").write_text(lines(written), "utf-8")
    kept = ftm(tmp_path, "validate", "-i", "people.ftm.json")
    # What the model does not know it drops without a word.
    for ours, theirs in zip(written, kept, strict=True):
        assert (ours["id"], ours["schema"]) == (theirs["id"], theirs["schema"])
        assert _sorted(ours["properties"]) == _sorted(theirs["properties"])
    assert {entity["schema"] for entity in written} == {
        "Person", "Membership", "Organization", "Document", "CourtCase", "CourtCaseParty",
    }  # fmt: skip


def test_only_the_people_of_the_filter_and_what_is_public(session: Session) -> None:
    elvin = make.person(session, "Elvin Sinagov")
    make.affiliation(session, elvin, make.organization(session), state=ClaimState.DRAFT)
    make.person(session, "Ayla Numunali")
    written = entities(session, "q=elvin")
    assert [entity["schema"] for entity in written] == ["Person", "Document"]
    assert written[0]["id"] == f"habeas-{installation_id(session)}-p-0001"


def test_the_people_of_two_installations_stay_apart(session: Session, tmp_path: Path) -> None:
    make.person(session, "Elvin Sinagov")
    ours, theirs = entities(session), entities(session, installation="0123456789ab")
    (tmp_path / "both.json").write_text(lines(ours + theirs + ours), "utf-8")
    aggregated = ftm(tmp_path, "aggregate", "-i", "both.json")
    assert len(aggregated) == len(ours) + len(theirs)
    assert len({entity["id"] for entity in aggregated if entity["schema"] == "Person"}) == 2
    assert installation_id(session) != "new"


def test_names_are_those_recorded_and_not_cells(session: Session) -> None:
    person = make.person(session, "Elvin Sinagov")
    make.name(session, person, "ALT | Elwin")
    make.name(session, person, "kept back", visibility=Visibility.INTERNAL)
    (properties,) = [entity["properties"] for entity in entities(session) if entity["schema"] == "Person"]
    assert properties["alias"] == ["ALT | Elwin"]


def test_a_source_that_contradicts_proves_nothing(session: Session) -> None:
    affiliation = make.affiliation(session, make.person(session), make.organization(session))
    elsewhere = make.evidence(session, "He is no", of=make.source(session, "Denial", "He is no member."),
                              stance=Stance.CONTRADICTS)  # fmt: skip
    with editing(session, by=make.account(session), reason="A denial", at=make.AT):
        cite(session, claim=affiliation, evidence=elsewhere)
    denial = elsewhere.passage.source_version.source.reference.lower()
    (membership,) = [entity for entity in entities(session) if entity["schema"] == "Membership"]
    assert membership["properties"]["proof"]
    assert not [key for key in membership["properties"]["proof"] if key.endswith(denial)]


def test_a_document_leads_to_its_own_addresses(session: Session) -> None:
    addresses = {"url": "https://example.org/a", "archive_url": "https://archive.example/a"}
    source = make.source(session, "T", "Elvin Sinagov.", **addresses)
    words = make.evidence(session, "Elvin Sinagov", of=source)
    make.charge(session, make.person(session, "Elvin Sinagov"), evidence=words)
    documents = [entity["properties"] for entity in entities(session) if entity["schema"] == "Document"]
    (sent,) = [document["sourceUrl"] for document in documents if document["title"] == ["T"]]
    assert set(addresses.values()) < set(sent)


def test_an_uncertain_status_is_marked_with_what_it_may_be_and_told_with_its_age(session: Session) -> None:
    person = make.person(session, "Elvin Sinagov")
    titles = ("Taken", "Let go")
    arrested, freed = (make.source(session, title, f"{title}.", date="2024-03-02") for title in titles)
    words = make.evidence(session, "Taken", of=arrested)
    make.status(session, person, Status.ARRESTED, "2024-03-01", evidence=words)
    words = make.evidence(session, "Let go", of=freed)
    make.status(session, person, Status.RELEASED_EARLY, "2024-03-01", evidence=words)
    (properties,) = [entity["properties"] for entity in entities(session) if entity["schema"] == "Person"]
    assert properties["status"][0] == "Uncertain"
    assert set(properties["status"][1:]) == {"Arrested", "Released early"}
    assert properties["notes"][0].startswith("Status as last told on 2024-03-01; ")


def test_what_is_told_of_a_fair_trial_stands_in_notes_but_for_what_is_hidden(session: Session) -> None:
    person = make.person(session)
    make.fact(session, person, FactKind.LEGAL_COUNSEL, "counsel_not_permitted")
    make.fact(session, person, FactKind.COURT_TYPE, "court_military", visibility=Visibility.INTERNAL)
    (properties,) = [entity["properties"] for entity in entities(session) if entity["schema"] == "Person"]
    assert "Legal counsel: No counsel permitted" in properties["notes"]
    assert not [note for note in properties["notes"] if "court" in note.casefold()]


def _sorted(properties: object) -> dict[str, list[str]]:
    return {name: sorted(values) for name, values in properties.items()}  # type: ignore[attr-defined]
