"""The list as FollowTheMoney entities validates against that model, and says no more than the sources."""

import json
import subprocess
import sys
from pathlib import Path

from sqlalchemy.orm import Session

from tests import make
from tests.support.full_record import full_record
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.follow_the_money import people_ftm
from webapp.domain.visibility import PUBLIC
from webapp.vocab.claims import ClaimState
from webapp.vocab.liberty import Status


def entities(session: Session, query: str = "") -> list[dict[str, object]]:
    """Return the entities of a list."""
    options = {"to": PUBLIC, "today": make.AT.date(), "public_url": "http://localhost"}
    return [json.loads(line) for line in people_ftm(session, PeopleFilter.read(query), **options)]


def test_the_model_validates_what_is_handed_out(session: Session, tmp_path: Path) -> None:
    full_record(session)
    make.status(session, make.person(session, "Ayla Nümunəli"))
    written = entities(session)
    lines = "".join(json.dumps(entity) + "\n" for entity in written)
    (tmp_path / "people.ftm.json").write_text(lines, "utf-8")
    result = subprocess.run(
        [Path(sys.executable).with_name("ftm"), "validate", "-i", "people.ftm.json", "-o", "valid.json"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    kept = [json.loads(line) for line in (tmp_path / "valid.json").read_text("utf-8").splitlines()]
    # What the model does not know it drops without a word.
    for ours, theirs in zip(written, kept, strict=True):
        assert (ours["id"], ours["schema"]) == (theirs["id"], theirs["schema"])
        assert _sorted(ours["properties"]) == _sorted(theirs["properties"])
    assert {entity["schema"] for entity in written} == {"Person", "Membership", "Organization", "Document"}


def test_only_the_people_of_the_filter_and_what_is_public(session: Session) -> None:
    elvin = make.person(session, "Elvin Sinagov")
    make.affiliation(session, elvin, make.organization(session), state=ClaimState.DRAFT)
    make.person(session, "Ayla Numunali")
    written = entities(session, "q=elvin")
    assert [entity["schema"] for entity in written] == ["Person", "Document"]
    assert written[0]["id"] == "habeas-p-0001"


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


def _sorted(properties: object) -> dict[str, list[str]]:
    return {name: sorted(values) for name, values in properties.items()}  # type: ignore[attr-defined]
