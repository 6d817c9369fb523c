"""A multitude of made-up people with the skew of real lists, written straight into the read model."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any, TypeVar

from sqlalchemy import insert, text
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from migrations import upgrade
from tests import make
from tests.support import postgres
from tests.support.blank_summary import NOTHING_STATED, nothing_stated
from tests.support.server import Server, serving
from webapp.domain.read_model import facet_sets
from webapp.domain.read_model.freshness import NEVER
from webapp.domain.text.name_folding import indexed_tokens, sort_key
from webapp.domain.text.name_likeness import keys
from webapp.models import (
    LibertySpan,
    NameKey,
    NameToken,
    Person,
    PersonSummary,
    SummaryFacet,
    make_engine,
    writing,
)
from webapp.vocab.claims import Audience
from webapp.vocab.liberty import Status, held
from webapp.vocab.people import Occupation, PublicationState
from webapp.vocab.verification import DAYS_TO_VERIFY, Freshness

HABEAS = Path(sys.executable).with_name("habeas")
T = TypeVar("T")
_AT_ONCE = 20_000
_SYLLABLES = (
    "ba", "da", "ka", "li", "mu", "ra", "sa", "se", "ta", "vi", "ze", "na", "ni", "ha", "ro", "lo", "qu",
    "ca", "şi", "nu", "rə", "ey", "gü", "çi", "əl", "ül", "öz", "ağ", "iz",
)  # fmt: skip
_ENDINGS = ("ov", "ova", "li", "lı", "zadə", "yev", "yeva")
_STATUSES = (
    Status.IMPRISONED, Status.RELEASED_SERVED, Status.PRETRIAL_DETENTION, Status.RELEASED_EARLY,
    Status.ARRESTED, Status.NOT_STATED, Status.EXILED, Status.AT_LIBERTY, Status.HOUSE_ARREST,
    Status.DIED_IN_CUSTODY,
)  # fmt: skip
ORGANIZATIONS, SOURCES = 300, 1_500


@contextmanager
def served(
    number: int, *, on_postgresql: bool, fill_database: Callable[[str, int], None] | None = None
) -> Iterator[tuple[str, Server]]:
    """A database with `number` people, and a real server on it: the URL of the database, and the server."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="habeas-benchmark-")))
        home = folder / "instance"
        home.mkdir()
        url = f"sqlite:///{home / 'habeas.sqlite'}"
        if on_postgresql:
            cluster = stack.enter_context(postgres.cluster())
            url = cluster.url(stack.enter_context(cluster.database()))
        (fill_database or stock)(url, number)
        os.environ["HABEAS_DATABASE_URL"] = url
        yield url, stack.enter_context(serving(HABEAS, "--no-seed", "--processes", "1", folder=folder))


def stock(url: str, number: int) -> None:
    """Make a database with `number` people of the public audience, and one with a record of its own."""
    engine = make_engine(url)
    upgrade(engine)
    begun = perf_counter()
    with Session(writing(engine)) as session:
        if engine.dialect.name == "postgresql":
            # What is written is whole by itself: neither foreign keys nor triggers look at it.
            session.execute(text("SET session_replication_role = replica"))
        fill(session, number)
        session.execute(text("UPDATE counter SET last = :last WHERE prefix = 'P'"), {"last": number})
        session.commit()
        if engine.dialect.name == "sqlite":
            session.execute(text("ANALYZE"))
            session.commit()
    engine.dispose()
    if engine.dialect.name == "postgresql":
        # A server does this by itself in time; this one only if it is told.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    sys.stdout.write(f"{number:,} people written in {perf_counter() - begun:.0f} s\n")
    begun = perf_counter()
    with Session(writing(engine)) as session:
        make.status(session, make.person(session, "Elvin Sinagov"), Status.IMPRISONED)
        session.commit()
    sys.stdout.write(f"    a person and a status recorded in {perf_counter() - begun:.2f} s\n")
    engine.dispose()


def _heard_of(status: Status, since: date) -> list[dict[str, Any]]:
    """Return the spans of a status of which somebody was told on its first day and never again."""
    days = DAYS_TO_VERIFY.get(status)
    if days is None:
        return [{"begins": since, "ends": date.max, "freshness": None}]
    stale_from = since + timedelta(days=days + 1)
    return [
        {"begins": since, "ends": stale_from, "freshness": Freshness.RECENT},
        {"begins": stale_from, "ends": date.max, "freshness": Freshness.STALE},
    ]


def fill(session: Session, number: int) -> None:
    """Write `number` people of the public audience; a few names, groups and statuses have most of them."""
    random = Random(number)
    draw = names(random)
    organizations = _skewed([f"O-{place:04d}" for place in range(1, ORGANIZATIONS + 1)])
    sources = _skewed([f"S-{place:04d}" for place in range(1, SOURCES + 1)])
    occupations, statuses = _skewed(list(Occupation)), _skewed(list(_STATUSES))
    known: set[str] = set()
    for first in range(1, number + 1, _AT_ONCE):
        rows: dict[Any, list[dict[str, Any]]] = {
            table: [] for table in (Person, PersonSummary, LibertySpan, SummaryFacet, NameToken, NameKey)
        }
        for place in range(first, min(first + _AT_ONCE, number + 1)):
            person, name = uuid7(), draw(random)
            key = {"person_id": person, "audience": Audience.PUBLIC}
            status, occupation = statuses(random), occupations(random)
            values = {
                ("occupation", occupation.value), ("sex", random.choice(("male", "male", "female"))),
                *(("organization", organizations(random)) for _ in range(place % 3)),
                *(("source", sources(random)) for _ in range(1 + place % 2)),
            }  # fmt: skip
            since = date(2020, 1, 1) + timedelta(days=random.randrange(2500))
            shared = nothing_stated(LibertySpan) | {
                "status": status, "held": held(status), "status_since_edtf": since.isoformat(),
                "status_since_earliest": since, "status_since_latest": since, "status_place": "Nowhere",
                "last_word_on": since, "heard_on": since,
            }  # fmt: skip
            reference = f"P-{place:04d}"
            rows[Person].append(
                {"id": person, "reference": reference, "state": PublicationState.PUBLISHED, "version": 1}
            )
            rows[PersonSummary].append(key | _summary(reference, name, values) | shared)
            rows[LibertySpan] += [
                key | shared | {"status": Status.NOT_STATED, "held": held(None), "status_since_edtf": "",
                              "status_since_earliest": None, "status_since_latest": None, "status_place": "",
                              "last_word_on": None, "heard_on": NEVER, "freshness": None, "begins": date.min,
                              "ends": since},
                *(key | shared | span for span in _heard_of(status, since)),
            ]  # fmt: skip
            rows[SummaryFacet] += [key | {"facet": facet, "value": value} for facet, value in values]
            spelt = indexed_tokens(name)
            rows[NameToken] += [key | {"token": token} for token in spelt]
            rows[NameKey] += [{"key": one, "token": token} for token in spelt - known for one in keys(token)]
            known |= spelt
        for table, batch in rows.items():
            if batch:
                session.execute(insert(table.__table__), batch)
        session.commit()
    facet_sets.rebuild(session)
    session.commit()


def names(random: Random) -> Callable[[Random], str]:
    """Return what draws names as lists have them: few given names, many family names, some everywhere."""

    def word(least: int, most: int) -> str:
        return "".join(random.choices(_SYLLABLES, k=random.randint(least, most))).capitalize()

    given = _skewed(sorted({word(2, 3) for _ in range(1_500)}))
    family = _skewed([word(2, 4) + random.choice(_ENDINGS) for _ in range(40_000)])
    return lambda random: f"{given(random)} {family(random)}"


def _skewed(values: Sequence[T]) -> Callable[[Random], T]:
    """Return what draws one of the values, the n-th in proportion to 1/n (Zipf)."""
    weights = list(accumulate(1 / (place + 1) for place in range(len(values))))
    return lambda random: random.choices(values, cum_weights=weights)[0]


def _summary(reference: str, name: str, values: set[tuple[str, str]]) -> dict[str, Any]:
    def cell(facet: str) -> str:
        return " | ".join(sorted(value for kind, value in values if kind == facet))

    return NOTHING_STATED | {
        "reference": reference, "state": PublicationState.PUBLISHED,
        "sort_key": f"{sort_key(name)} {reference}", "name": name, "name_script": "Latn",
        "sex": cell("sex"), "occupation": cell("occupation"), "conflict": False,
        "organizations": cell("organization"), "charges": "offence not stated",
        "assessments": "", "sources": cell("source"), "source_count": 1, "version": 1,
        "citation_id": uuid7(),
        "quote": f"{name} was arrested in Nowhere, says an invented declaration of the time.",
    }  # fmt: skip
