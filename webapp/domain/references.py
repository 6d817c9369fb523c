"""The short references that people quote: given out once, never reused."""

import re

from sqlalchemy.orm import Session

from webapp.models import Counter

_REFERENCE = re.compile(r"([PSO])-?(\d{1,12})")


def next_reference(session: Session, prefix: str) -> str:
    """Give out the next reference of a kind: `P-0001` for prefix `P`; four figures at least."""
    counter = session.get(Counter, prefix, with_for_update=True)
    if counter is None:
        counter = Counter(prefix=prefix, last=0)
        session.add(counter)
    counter.last += 1
    session.flush()
    return f"{prefix}-{counter.last:04d}"


def canonical_reference(text: str) -> str | None:
    """Return the reference that `text` means (`p12`, `P-0012`, full-width figures), or None."""
    match = _REFERENCE.fullmatch(text.strip().upper()) if len(text) < 30 else None
    number = int(match[2]) if match else 0
    return f"{match[1]}-{number:04d}" if match and number else None
