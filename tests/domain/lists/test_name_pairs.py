"""A spelling in another script, order or manner finds the person and is warned of."""

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

import tests.support
from tests.benchmarks.crowd import fill
from tests.benchmarks.people_search import others
from tests.support.lasting_database import STORAGES, lasting_engine
from webapp.domain.lists.name_search import likely
from webapp.domain.people.namesakes import LIKELY
from webapp.domain.text.name_folding import name_tokens
from webapp.domain.text.name_likeness import likeness
from webapp.domain.visibility import PUBLIC
from webapp.models import writing

PAIRS = json.loads((Path(tests.support.__file__).parent / "name_pairs.json").read_text("utf-8"))
PEOPLE: dict[str, list[str]] = PAIRS["people"]
REFERENCES = {key: f"P-{number:04d}" for number, key in enumerate(PEOPLE, start=1)}
SPELLINGS = [(key, spelling) for key, spellings in PEOPLE.items() for spelling in spellings[1:]]


@pytest.fixture(scope="module", params=STORAGES)
def crowded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database of those people under one spelling each, among others who share parts of their names."""
    names = [spellings[:1] for spellings in PEOPLE.values()] + others(PEOPLE, 1500)
    with lasting_engine(request, tmp_path_factory) as engine:
        with Session(writing(engine)) as session:
            fill(session, names)
            session.commit()
        yield engine


def test_other_spellings_find_the_person_and_seldom_the_look_alike_first(crowded: Engine) -> None:
    rivals = {(one, REFERENCES[other]) for pair in PAIRS["hard_pairs"] for one, other in (pair, pair[::-1])}
    found = mistaken = 0
    with Session(crowded) as session:
        for key, spelling in SPELLINGS:
            hits = [hit.person.reference for hit in likely(session, spelling, to=PUBLIC)]
            found += REFERENCES[key] in hits
            mistaken += bool(hits) and (key, hits[0]) in rivals
    assert len(SPELLINGS) >= 150
    assert found >= 0.97 * len(SPELLINGS)
    assert mistaken <= 0.01 * len(SPELLINGS)


def test_true_pairs_are_warned_of_and_random_ones_are_not() -> None:
    warned = [likeness(name_tokens(PEOPLE[key][0]), name_tokens(other)) >= LIKELY for key, other in SPELLINGS]
    assert sum(warned) >= 0.95 * len(warned)
    names = [name for (name,) in others(PEOPLE, 1000)] + [spellings[0] for spellings in PEOPLE.values()]
    pairs = Random(3).sample(list(combinations(names, 2)), 5000)
    false = [pair for pair in pairs if likeness(*map(name_tokens, pair)) >= LIKELY]
    assert len(false) <= 0.02 * len(pairs)
