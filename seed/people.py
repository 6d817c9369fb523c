"""People of the seed: each with a first cited name, and then every claim, by the functions of the forms."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from seed.contents import READERS, Named, read_name, read_step
from seed.entries import Entry
from seed.passages import evidence_of
from webapp.domain.claims import recording
from webapp.domain.claims.content import Content
from webapp.domain.claims.recording import Evidence
from webapp.domain.people import people
from webapp.models import Claim, SourceVersion
from webapp.vocab.claims import ClaimState, Visibility


@dataclass
class Statement:
    """One thing that a text says of a person: what is claimed, and the passages that it rests on.

    What is claimed of a charge, a step, is known whole once the charge is recorded; `row` is the claim then.
    """

    entry: Entry
    stated: Content | Callable[..., Content]
    note: str | None
    evidence: Sequence[Evidence]
    charge: "Statement | None" = None
    row: Claim | None = field(default=None, init=False)

    @property
    def content(self) -> Content:
        """What is claimed, of the charge as far as that is recorded."""
        return self.stated(charge=self.charge and self.charge.row) if callable(self.stated) else self.stated

    def record(self, session: Session, add: Callable[..., Iterable[Claim]]) -> list[Claim]:
        """Record the claim by `add`, with all its passages. Raises BadSeed."""
        lead, *further = self.evidence
        shared = {"state": ClaimState.PUBLISHED, "visibility": None, "note": self.note, "evidence": lead}
        with self.entry.at_fault():
            claims = list(add(session, content=self.content, **shared))
            for claim in claims:
                for evidence in further:
                    recording.cite(session, claim=claim, evidence=evidence)
        self.row = claims[0]
        return claims


def statements(session: Session, entry: Entry, *, version: SourceVersion, named: Named) -> list[Statement]:
    """Return everything that a text says of a person, names first, a charge before its steps.

    Raises BadSeed.
    """
    entry.needed("key")
    spellings = entry.entries("names")
    if not spellings:
        raise entry.wrong("names", "a person needs a name")
    read: list[tuple[Entry, list[Any], list[Entry]]] = [
        (spelling, [read_name(spelling)], []) for spelling in spellings
    ]
    for key, reader in READERS.items():
        for claim in entry.entries(key):
            steps = claim.entries("steps") if key == "charges" else []
            read.append((claim, list(reader(claim, named)), steps))
    entry.finish()
    person: list[Statement] = []
    for claim, contents, steps in read:
        stated = _statements(session, claim, contents, version)
        person += stated
        for step in steps:
            person += _statements(session, step, [read_step(step, named)], version, charge=stated[0])
    return person


def load_person(session: Session, person: Sequence[Statement]) -> list[Claim]:
    """Add a person with everything that a text says of them, and return the claims. Raises BadSeed."""
    claims = person[0].record(session, _add_person)
    add_to_person = partial(recording.add, people=[claims[0].person])
    for statement in person[1:]:
        claims += statement.record(session, add_to_person)
    return claims


def _statements(
    session: Session,
    entry: Entry,
    contents: Iterable[Content | Callable[..., Content]],
    version: SourceVersion,
    charge: Statement | None = None,
) -> list[Statement]:
    """Return one statement for each content of an entry; all rest on all of its passages."""
    note, evidence = entry.text("note"), evidence_of(session, entry, version)
    entry.finish()
    return [Statement(entry, content, note, evidence, charge) for content in contents]


def _add_person(session: Session, **name: Any) -> list[Claim]:
    # Whoever wrote the seed has read the five texts side by side.
    seen_by_all = {"somebody_else": True, "not_printed": True, "visibility": Visibility.PUBLIC}
    return list(people.add_person(session, **name | seen_by_all).claims)
