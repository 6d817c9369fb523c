"""The short references that people quote: given out once, never reused."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from webapp.models import READS_UNFINISHED, Counter, Person, Source, writing

References = Mapping[str, list[str]]
"""References by their prefix."""
_HAVE_REFERENCES: dict[str, type[Person] | type[Source]] = {"P": Person, "S": Source}
_SET_ASIDE = "habeas_references"
_REFERENCE = re.compile(r"([PSOK])-?(\d{1,12})")


def next_reference(session: Session, prefix: str) -> str:
    """Give out the next reference of a kind: `P-0001` for prefix `P`; four figures at least."""
    (reference,) = next_references(session, prefix, 1)
    return reference


def next_references(session: Session, prefix: str, number: int) -> list[str]:
    """Give out so many references of a kind, one after another."""
    aside: list[str] | None = session.info.get(_SET_ASIDE, {}).get(prefix)
    if aside:
        given, aside[:number] = aside[:number], []
        assert len(given) == number
        return given
    counter = session.get(Counter, prefix, with_for_update=True)
    if counter is None:
        counter = Counter(prefix=prefix, last=0)
        session.add(counter)
    first = counter.last + 1
    counter.last += number
    session.flush()
    return [f"{prefix}-{place:04d}" for place in range(first, counter.last + 1)]


def last_number(session: Session, prefix: str) -> int:
    """Return the number of the reference of a kind that was given out last."""
    counter = session.get(Counter, prefix)
    return counter.last if counter else 0


@contextmanager
def set_aside(
    engine: Engine, numbers: Mapping[str, int], *, always: bool = False
) -> Iterator[References]:
    """Set references aside for a block, so many of each prefix, and take back at its end what nobody has.

    On PostgreSQL whoever gives out a reference keeps all others from it until the transaction ends: so this
    is done in one of its own. A process that is killed leaves a gap, and no reference is given twice. On
    SQLite only one writes at a time, and nothing is set aside but `always`.
    """
    if engine.dialect.name != "postgresql" and not always:
        yield {}
        return
    with Session(writing(engine)) as session:
        aside = {
            prefix: next_references(session, prefix, number) for prefix, number in numbers.items() if number
        }
        session.commit()
    try:
        yield aside
    finally:
        with Session(writing(engine)) as session:
            for prefix, references in aside.items():
                _take_back(session, prefix, references)
            session.commit()


def use_set_aside(session: Session, aside: References) -> None:
    """Have a session give out the references that were set aside."""
    session.info[_SET_ASIDE] = {prefix: list(references) for prefix, references in aside.items()}


def _take_back(session: Session, prefix: str, references: list[str]) -> None:
    counter = session.get_one(Counter, prefix, with_for_update=True)
    noun = _HAVE_REFERENCES[prefix]
    first = select(noun.id).where(noun.reference == references[0])
    used = session.scalar(first, execution_options={READS_UNFINISHED: True})
    if used is None and f"{prefix}-{counter.last:04d}" == references[-1]:
        counter.last -= len(references)


def canonical_reference(text: str) -> str | None:
    """Return the reference that `text` means (`p12`, `P-0012`, full-width figures), or None."""
    match = _REFERENCE.fullmatch(text.strip().upper()) if len(text) < 30 else None
    number = int(match[2]) if match else 0
    return f"{match[1]}-{number:04d}" if match and number else None
