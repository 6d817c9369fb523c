"""Full-text search over the sources, in any spelling, as snippets that open at their place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webapp.domain.sources.search_query import Query, read_query
from webapp.domain.sources.search_snippets import Score, Snippet, WordHit, hits, score, snippets
from webapp.domain.sources.word_index import text_of
from webapp.domain.visibility import Reader, may_see_source
from webapp.models import Source, SourceVersion

PAGE = 15
# Texts are looked through one after another, newest source first, until one of these is reached.
MOST_SOURCES = 200
MOST_CHARACTERS = 2_000_000


@dataclass(frozen=True)
class SourceHit:
    """A source that holds the words: the newest version that does, how often, and where."""

    version: SourceVersion
    is_newest: bool
    places: int
    snippets: tuple[Snippet, ...]

    @property
    def source(self) -> Source:
        """The source itself."""
        return self.version.source


@dataclass(frozen=True)
class SearchResult:
    """A page of what was found.

    `has_query` is false where nothing was asked for. `total` sources answer, of those looked through; with
    `unread` above 0, so many older ones hold the words too and were not looked through.
    """

    hits: tuple[SourceHit, ...] = ()
    total: int = 0
    unread: int = 0
    has_query: bool = False


@dataclass(frozen=True)
class _Answer:
    score: Score
    age: int
    version_id: UUID
    places: list[WordHit]
    nearest: list[WordHit]


def search(session: Session, typed: str, *, to: Reader, limit: int = PAGE, offset: int = 0) -> SearchResult:
    """Return a page of the sources that hold all words typed: first where they stand nearest one another.

    Then those that hold them most often, then the newest.
    """
    query = read_query(typed)
    if not query.groups:
        return SearchResult()
    answers, unread = _answers(session, query, _candidates(session, query, to=to))
    shown = answers[offset : offset + limit]
    return SearchResult(tuple(_hits(session, shown)), len(answers), unread, has_query=True)


def _candidates(session: Session, query: Query, *, to: Reader) -> list[list[tuple[UUID, int]]]:
    """Return, of each source, the versions that hold every word, with their lengths; newest first."""
    found = select(SourceVersion.source_id, SourceVersion.id, SourceVersion.text_length)
    found = found.join(SourceVersion.source).where(may_see_source(to))
    for word in query.wanted:
        if word.is_kept:
            found = found.where(word.is_in(SourceVersion.id))
    versions: dict[UUID, list[tuple[UUID, int]]] = {}
    newest_first = found.order_by(Source.reference.desc(), SourceVersion.number.desc())
    for source_id, version_id, length in session.execute(newest_first):
        versions.setdefault(source_id, []).append((version_id, length))
    return list(versions.values())


def _answers(
    session: Session, query: Query, candidates: Sequence[Sequence[tuple[UUID, int]]]
) -> tuple[list[_Answer], int]:
    """Return the newest version of each source that answers, best first, and how many were not looked at."""
    answers: list[_Answer] = []
    read = unread = 0
    for age, versions in enumerate(candidates):
        if age == MOST_SOURCES or read >= MOST_CHARACTERS:
            unread = len(candidates) - age
            break
        for version_id, length in versions:
            read += length
            places = hits(text_of(session, version_id) or "", query)
            if places:
                closeness, nearest = score(places, query)
                answers.append(_Answer(closeness, age, version_id, places, nearest))
                break
    return sorted(answers, key=lambda answer: (answer.score, answer.age)), unread


def _hits(session: Session, answers: Sequence[_Answer]) -> Iterator[SourceHit]:
    rows = session.scalars(
        select(SourceVersion)
        .where(SourceVersion.id.in_([answer.version_id for answer in answers]))
        .options(joinedload(SourceVersion.source).selectinload(Source.versions))
    )
    versions = {version.id: version for version in rows}
    for answer in answers:
        version = versions[answer.version_id]
        text = text_of(session, version.id) or ""
        shown = snippets(text, answer.places, answer.nearest)
        yield SourceHit(version, version is version.source.versions[-1], len(answer.places), tuple(shown))
