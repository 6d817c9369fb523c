"""What is wrong in a seed file is said with the file, the person and the key, and nothing is loaded."""

from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seed.entries import BadSeed
from seed.load import load
from tests.make import AT
from tests.seed import invented
from webapp.models import Source

# What is written instead of what, and what is then said.
MISTAKES = {
    "an unknown word": (
        'status = "imprisoned"', 'status = "jailed"',
        r"invented\.toml, people elvin-sinagov, statuses 1: status: “jailed” is not one of: at_liberty",
    ),
    "an unknown key": (
        'since = "2023-05"', 'sinse = "2023-05"',
        r"invented\.toml, people elvin-sinagov, statuses 1: sinse: this key is not known here",
    ),
    "an impossible date": (
        'since = "2023-05"', 'since = "2023-13"', r"elvin-sinagov, statuses 1: since: There is no month 13",
    ),
    "a quotation longer than its place": (
        "goes untreated.", "goes quite untreated.", r"elvin-sinagov, facts 1: quote: ",
    ),
    "a passage outside the text": (
        "start = 0", "start = -7", r"invented\.toml, organizations invented-courier, names 1: quote: ",
    ),
    "an unknown organization": (
        'organization = "couriers"', 'organization = "curriers"',
        r"elvin-sinagov, affiliations 1: organization: no organization has the key “curriers”",
    ),
    "a cause of release for somebody held": (
        'since = "2023-05"', 'cause = "pardon"', r"elvin-sinagov, statuses 1: cause: ",
    ),
    "a missing key": ('role = "leader"\n', "", r"elvin-sinagov, affiliations 1: role: this is needed"),
    "a number that is a text": ("start = 0", 'start = "0"', r"names 1: start: this must be a int, not a str"),
    "another script than the letters": (
        'script = "Latn"', 'script = "Cyrl"', r"elvin-sinagov, names 1: script: the letters are Latn",
    ),
    "a person without a name": (
        "[[people.names]]", "[[people.spellings]]", r"elvin-sinagov: names: a person needs a name",
    ),
    "a kind of claim that there is not": (
        "[[people.facts]]", "[[people.rumours]]", r"elvin-sinagov: rumours: this key is not known here",
    ),
    "no title": ('title = "An invented report"', "", r"invented\.toml, source: title: this is needed"),
    "no TOML": ("[source]", "[source", r"invented\.toml: "),
    "a passage cited twice": (
        "also = [", f"also = [{invented.inline(invented.held(), invented.text_of())}, ",
        r"elvin-sinagov, statuses 1: quote: P-0001 already has exactly this",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_by_its_place(
    session: Session, tmp_path: Path, old: str, new: str, said: str
) -> None:
    seed = invented.seed_of()
    assert old in seed
    data = invented.write(tmp_path / "data", seed.replace(old, new))
    with pytest.raises(BadSeed, match=said):
        load(session, at=AT, data=data)
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Source)) == 0


def test_one_person_in_two_files_is_for_a_reader_to_decide(session: Session, tmp_path: Path) -> None:
    data = invented.write(tmp_path / "data")
    invented.write(data, invented.seed_of("June"), "second.toml")
    with pytest.raises(BadSeed, match=r"second\.toml, people elvin-sinagov: key: invented\.toml has"):
        load(session, at=AT, data=data)


def test_one_organization_is_described_alike_everywhere(session: Session, tmp_path: Path) -> None:
    data = invented.write(tmp_path / "data")
    other = invented.seed_of("June", "ayla-numunali").replace('country = "AZ"', 'country = "GE"')
    invented.write(data, other, "second.toml")
    with pytest.raises(BadSeed, match=r"second\.toml, organizations couriers: country: this differs from "):
        load(session, at=AT, data=data)
