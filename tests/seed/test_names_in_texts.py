"""Whoever a seed text names is found in it, and every detainee is proposed where nobody is known yet."""

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seed.load import load
from tests.house.tree import ROOT
from tests.make import AT
from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.domain.citing.people_mentioned import find_mentions
from webapp.domain.text.canonical_text import canonical
from webapp.domain.text.name_folding import tokens
from webapp.domain.visibility import PUBLIC
from webapp.models import PersonSummary, SourceVersion
from webapp.vocab.claims import Audience
from webapp.vocab.liberty import HELD, Status

FILES = sorted((ROOT / "seed/data").glob("*.toml"))
TEXTS = Path(os.environ.get("SEED_TEXTS") or ROOT.parent / "shared" / "sources")
pytestmark = pytest.mark.skipif(
    not TEXTS.is_dir(), reason="the whole texts are not here (SEED_TEXTS names their folder)"
)


def texts() -> dict[str, str]:
    """Return the texts that are here, by the SHA-256 of their canonical form."""
    read = (canonical("text", file.read_text("utf-8-sig")) for file in TEXTS.glob("*.txt"))
    return {one.sha256: one.text for one in read}


def told_as(person: dict[str, Any]) -> Status:
    """Return the status that the seed ends with for a person."""
    return Status(person["statuses"][-1]["status"]) if person.get("statuses") else Status.NOT_STATED


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_where_nobody_is_known_every_detainee_is_proposed_with_the_status(file: Path) -> None:
    data = tomllib.loads(file.read_text("utf-8"))
    found = name_suggestions(texts()[data["source"]["text_sha256"]], [])
    proposed = {(tuple(tokens(one.name)), one.status) for one in found}
    detained = [person for person in data.get("people", []) if told_as(person) in HELD]
    missing = [
        person["names"][0]["text"]
        for person in detained
        if (tuple(tokens(person["names"][0]["text"])), told_as(person)) not in proposed
    ]
    assert missing == []
    # What is nobody's name costs whoever reads the list a moment each.
    names = {tuple(tokens(name["text"])) for person in data.get("people", []) for name in person["names"]}
    others = {one.name for one in found if tuple(tokens(one.name)) not in names}
    assert len(others) <= 1, others


def test_everybody_in_the_seed_is_spotted_in_the_text_that_names_them(session: Session) -> None:
    load(session, at=AT, texts=TEXTS)
    session.commit()
    versions = session.scalars(select(SourceVersion))
    found = {
        person.id
        for version in versions
        for one in find_mentions(session, version, to=PUBLIC)
        for person in one.people
    }
    everybody = select(PersonSummary.person_id).where(PersonSummary.audience == Audience.PUBLIC)
    assert found == set(session.scalars(everybody))
    assert len(found) == 17
