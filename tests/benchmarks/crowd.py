"""A crowd of made-up people for benchmarks, written straight into the read model."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from tests.support.blank_summary import NOTHING_STATED
from webapp.domain.read_model import facet_sets
from webapp.domain.read_model.csv_words import SEPARATOR
from webapp.domain.text.name_folding import indexed_tokens, sort_key
from webapp.domain.text.name_likeness import keys
from webapp.models import NameKey, NameToken, Person, PersonSummary, make_engine
from webapp.vocab.claims import Audience
from webapp.vocab.liberty import Held, Status
from webapp.vocab.people import PublicationState


def fill(session: Session, names: Sequence[Sequence[str]]) -> None:
    """Write the people and their part of the read model past the domain, which would take an hour.

    Each has one or more spellings, the main one first; the references count from P-0001.
    """
    people, summaries, token_rows = [], [], []
    for number, (name, *others) in enumerate(names):
        key = {"person_id": uuid7(), "audience": Audience.PUBLIC}
        reference = f"P-{number + 1:04d}"
        people.append(
            {
                "id": key["person_id"],
                "reference": reference,
                "state": PublicationState.PUBLISHED,
                "version": 1,
            }
        )
        summaries.append(key | _summary(reference, name, SEPARATOR.join(others)))
        spelt = {part for spelling in (name, *others) for part in indexed_tokens(spelling)}
        token_rows += [key | {"token": token} for token in spelt]
    known = {row["token"] for row in token_rows}
    looked_up = [{"key": name_key, "token": token} for token in known for name_key in keys(str(token))]
    for table, rows in (
        (Person, people), (PersonSummary, summaries), (NameToken, token_rows), (NameKey, looked_up),
    ):  # fmt: skip
        session.execute(insert(table.__table__), rows)  # type: ignore[arg-type]
    facet_sets.rebuild(session)


def _summary(reference: str, name: str, other: str) -> dict[str, object]:
    return NOTHING_STATED | {
        "reference": reference, "state": PublicationState.PUBLISHED,
        "sort_key": f"{sort_key(name)} {reference}",
        "name": name, "name_script": "Latn", "other_names": other, "status": Status.NOT_STATED,
        "held": Held.NOT_STATED, "conflict": False, "source_count": 1, "version": 1,
    }  # fmt: skip


@contextmanager
def sqlite() -> Iterator[Engine]:
    with tempfile.TemporaryDirectory(prefix="habeas-benchmark-") as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'habeas.sqlite'}")
        yield engine
        engine.dispose()
