"""Whether search and spotting would find in every text what stands in it, and nothing else."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.checks.fault import Fault
from webapp.domain.checks.table_reading import rows
from webapp.domain.sources.word_index import found_in
from webapp.models import Source, SourceVersion, SourceWord


def source_word_faults(session: Session) -> Iterator[Fault]:
    """Yield every version whose words differ from those of its text; one text is in memory at a time."""
    query = select(SourceVersion.id, SourceVersion.number, Source.reference).join(SourceVersion.source)
    for row in rows(session, query.order_by(Source.reference, SourceVersion.number)):
        text = session.scalar(select(SourceVersion.text).where(SourceVersion.id == row.id))
        words = select(SourceWord.word).where(SourceWord.source_version_id == row.id)
        stored, fresh = set(session.scalars(words)), found_in(text or "")
        subject = f"source {row.reference} version {row.number} source_word"
        if fresh - stored:
            yield Fault(subject, _message(fresh - stored, "missing; `habeas reindex` would make"))
        if stored - fresh:
            yield Fault(subject, _message(stored - fresh, "not in the text; `habeas reindex` would remove"))


def _message(words: set[str], wrong: str) -> str:
    first = min(words)
    if len(words) == 1:
        return f"the word {first} is {wrong} it"
    return f"{len(words)} words, {first} among them, are {wrong} them"
