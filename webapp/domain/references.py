"""The short references that people quote: given out once, never reused."""

import re

from sqlalchemy.orm import Session

from webapp.models import Counter

_REFERENCE = re.compile(r"([PSOK])-?(\d{1,12})")


def next_reference(session: Session, prefix: str) -> str:
    """Give out the next reference of a kind: `P-0001` for prefix `P`; four figures at least."""
    (reference,) = next_references(session, prefix, 1)
    return reference


def next_references(session: Session, prefix: str, number: int) -> list[str]:
    """Give out so many references of a kind, one after another."""
    counter = session.get(Counter, prefix, with_for_update=True)
    if counter is None:
        counter = Counter(prefix=prefix, last=0)
        session.add(counter)
    first = counter.last + 1
    counter.last += number
    session.flush()
    return [f"{prefix}-{place:04d}" for place in range(first, counter.last + 1)]


def canonical_reference(text: str) -> str | None:
    """Return the reference that `text` means (`p12`, `P-0012`, full-width figures), or None."""
    match = _REFERENCE.fullmatch(text.strip().upper()) if len(text) < 30 else None
    number = int(match[2]) if match else 0
    return f"{match[1]}-{number:04d}" if match and number else None
