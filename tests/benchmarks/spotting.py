"""Spotting 100,000 known spellings in a text of a megabyte: `python -m tests.benchmarks.spotting`."""

import statistics
import sys
from collections.abc import Callable
from random import Random
from time import perf_counter, process_time

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from migrations import upgrade
from tests import make
from tests.benchmarks.crowd import fill, sqlite
from tests.support import postgres
from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.domain.citing.people_mentioned import find_mentions
from webapp.domain.sources import word_index
from webapp.domain.text.quote_location import Span
from webapp.domain.visibility import PUBLIC
from webapp.models import SourceVersion, make_engine, writing

PEOPLE = 50_000
RUNS = 5
BASELINE = 1_000
_SYLLABLES = (
    "ba be bo da de di do fa fe fi ga ge go ha he la le li lo ma me mi mo na ne ni no ra re ri ro sa se si "
    "so ta te ti to va ve vi vo za ze zi zo şa çi ğu nü rə lə"
)
_LETTERS = str.maketrans("abdefghilmnoprstvzşçğüəuBDFGHLMNRSTVZŞÇ", "абдефгхилмнопрствзшчгюэуБДФГХЛМНРСТВЗШЧ")
_ENDINGS = ("", "", "", "", "", "nin", "'nın", "'s", "dan", "ya")


def main() -> None:
    """Print the figures for SQLite, and for PostgreSQL too where `postgresql` is asked for."""
    random = Random(3)
    names = _names(random)
    text = _text(random, names)
    spellings = sum(map(len, names))
    _say(f"{spellings:,} spellings of {len(names):,} people, a text of {len(text.encode()):,} bytes")
    with sqlite() as engine:
        seconds = _measure("SQLite", engine, names, text)
    if "postgresql" in sys.argv[1:]:
        with postgres.cluster() as cluster, cluster.database() as database:
            _measure("PostgreSQL", make_engine(cluster.url(database)), names, text)
    sample = [spelling for spellings in names for spelling in spellings][:: spellings // BASELINE]
    each = _timed(lambda: sum(_found_one_by_one(text, spelling) for spelling in sample), 1) / len(sample)
    _say(
        f"baseline, one str.find after another: {each * spellings:.1f} s"
        f" (from {len(sample):,} of them, exact forms alone): {each * spellings / seconds:.0f} times as long"
    )


def _measure(what: str, engine: Engine, names: list[list[str]], text: str) -> float:
    upgrade(engine)
    with Session(writing(engine)) as session:
        fill(session, names)
        version = make.source(session, text=text).versions[0]
        session.commit()
        indexing = _timed(lambda: word_index.index(session, version))
        session.commit()
        if engine.dialect.name == "postgresql":
            session.connection().exec_driver_sql("ANALYZE")
        text_there = session.scalar(select(SourceVersion.text))
        assert text_there is not None
        mentions = find_mentions(session, version, to=PUBLIC)
        taken = _timed(lambda: find_mentions(session, version, to=PUBLIC))
        spans = [Span(mention.start, mention.end) for mention in mentions]
        proposing = _timed(lambda: name_suggestions(text_there, spans))
        offered = len(name_suggestions(text_there, spans))
    begun = process_time()
    find_mentions(session, version, to=PUBLIC)
    busy = process_time() - begun
    _say(f"{what}: spotting {taken:.2f} s ({len(mentions):,} places), median of {RUNS};")
    _say(f"    of which Python itself was busy for {busy:.2f} s in one more run;")
    _say(f"    indexing the words {indexing:.2f} s, proposing {proposing:.2f} s ({offered:,} names)")
    return taken


def _names(random: Random) -> list[list[str]]:
    """Return two spellings of each person: as Azerbaijani prints it, and glued or in Cyrillic letters."""
    given = sorted({_word(random, 2, 3) for _ in range(500)})
    family = sorted({_word(random, 3, 4) for _ in range(6_000)})
    found = []
    for number in range(PEOPLE):
        name = f"{random.choice(given)} {random.choice(family)}"
        found.append([name, name.replace(" ", "") if number % 2 else name.translate(_LETTERS)])
    return found


def _text(random: Random, names: list[list[str]]) -> str:
    """Return a megabyte of invented sentences, of which every fifth names somebody."""
    lexicon = [_word(random, 1, 4).lower() for _ in range(20_000)]
    parts, size = [], 0
    while size < 1_000_000:
        words = random.choices(lexicon, k=random.randint(6, 20))
        if random.random() < 0.2:
            words.insert(random.randrange(len(words)), _printed(random, random.choice(names)))
        if random.random() < 0.1:
            words += [_word(random, 2, 3), _word(random, 3, 4), "was arrested"]
        sentence = " ".join(words)
        parts.append(f"{sentence[:1].upper()}{sentence[1:]}." + ("\n\n" if random.random() < 0.2 else " "))
        size += len(parts[-1].encode())
    return "".join(parts)[:960_000].encode()[:1_000_000].decode(errors="ignore").strip()


def _printed(random: Random, spellings: list[str]) -> str:
    name = random.choice(spellings)
    if random.random() < 0.2:
        name = " ".join(reversed(name.split()))
    return name + random.choice(_ENDINGS)


def _word(random: Random, least: int, most: int) -> str:
    return "".join(random.choices(_SYLLABLES.split(), k=random.randint(least, most))).capitalize()


def _found_one_by_one(text: str, spelling: str) -> int:
    number, place = 0, text.find(spelling)
    while place >= 0:
        number, place = number + 1, text.find(spelling, place + 1)
    return number


def _timed(work: Callable[[], object], runs: int = RUNS) -> float:
    taken = []
    for _ in range(runs):
        begun = perf_counter()
        work()
        taken.append(perf_counter() - begun)
    return statistics.median(taken)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
