"""Whether another spelling finds the person: `python -m tests.benchmarks.people_search FILE`."""

# FILE is JSON: `people` holds one list of spellings a person, `hard_pairs` pairs of its keys that look alike.
# A number after it says among how many made-up others to search, `postgresql` asks for that engine too.

import json
import statistics
import sys
from pathlib import Path
from random import Random
from time import perf_counter

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from migrations import upgrade
from tests.benchmarks.crowd import fill, sqlite
from tests.support import postgres
from webapp.domain.lists.name_search import likely
from webapp.domain.text.name_folding import tokens
from webapp.domain.visibility import PUBLIC
from webapp.models import make_engine, writing

_SYLLABLES = [
    "ba",
    "da",
    "ka",
    "li",
    "mu",
    "ra",
    "sa",
    "se",
    "ta",
    "vi",
    "ze",
    "na",
    "ni",
    "ha",
    "ro",
    "lo",
    "qu",
    "ca",
    "şi",
    "nu",
    "rə",
    "ey",
    "gü",
    "çi",
    "əl",
    "ül",
    "öz",
    "ağ",
    "iz",
]
_ENDINGS = ("ov", "ova", "li", "lı", "zadə", "yev", "yeva", "oğlu")


def main() -> None:
    """Print recall and time on SQLite, and on PostgreSQL too where it is asked for."""
    given = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    number = next((int(word) for word in sys.argv[2:] if word.isdigit()), 10_000)
    names = [spellings[:1] for spellings in given["people"].values()] + others(given["people"], number)
    with sqlite() as engine:
        _measure("SQLite", engine, names, given)
    if "postgresql" in sys.argv[2:]:
        with postgres.cluster() as cluster, cluster.database() as database:
            _measure("PostgreSQL", make_engine(cluster.url(database)), names, given)


def _measure(
    what: str, engine: Engine, names: list[list[str]], given: dict[str, dict[str, list[str]]]
) -> None:
    upgrade(engine)
    with Session(writing(engine)) as session:
        fill(session, names)
        session.commit()
    references = {key: f"P-{number + 1:04d}" for number, key in enumerate(given["people"])}
    rivals = {(own, references[other]) for pair in given["hard_pairs"] for own, other in (pair, pair[::-1])}
    searches = in_ten = first = wrong = 0
    taken = []
    with Session(engine) as session:
        if engine.dialect.name == "postgresql":
            session.connection().exec_driver_sql("ANALYZE")
        for key, spellings in given["people"].items():
            for spelling in spellings[1:]:
                begun = perf_counter()
                hits = [hit.person.reference for hit in likely(session, spelling, to=PUBLIC)]
                taken.append(perf_counter() - begun)
                searches += 1
                in_ten += references[key] in hits
                first += hits[:1] == [references[key]]
                wrong += bool(hits) and (key, hits[0]) in rivals
    _say(
        f"{what}: among {len(names):,} people {searches} searches; in the first ten {in_ten}, first {first},"
    )
    _say(f"    the look-alike of a hard pair first {wrong}; median {statistics.median(taken) * 1000:.0f} ms,")
    _say(f"    95th percentile {statistics.quantiles(taken, n=20)[-1] * 1000:.0f} ms")


def others(people: dict[str, list[str]], number: int) -> list[list[str]]:
    """Return names of others: a third from the parts of the names searched for, the rest from syllables."""
    random = Random(7)
    split = [spellings[0].split() for spellings in people.values()]
    given, family = [parts[0] for parts in split], [parts[-1] for parts in split]
    given += [_word(random) for _ in range(300)]
    family += [_word(random) + random.choice(_ENDINGS) for _ in range(max(1_000, number // 20))]
    searched = {frozenset(tokens(spelling)) for spellings in people.values() for spelling in spellings}
    names: list[list[str]] = []
    while len(names) < number:
        shares = len(names) % 3 == 0
        name = f"{random.choice(given[: len(people)] if shares else given)} {random.choice(family)}"
        if frozenset(tokens(name)) not in searched:
            names.append([name])
    return names


def _word(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=random.randint(2, 3))).capitalize()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
