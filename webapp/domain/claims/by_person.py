"""Claims on many people at once, each with the name under which the reader knows its person."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple, overload
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from webapp.domain.batches import batches
from webapp.domain.claims.loading import load_referred
from webapp.domain.visibility import Reader, may_see_claim, may_see_person
from webapp.models import Citation, Claim, Passage, Person, PersonSummary, SourceVersion, StatusEvent

Load = Callable[[Session, Sequence[Any]], None]


class NamedClaim(NamedTuple):
    """A claim, and the summary of its person for the reader; None where curators find no name in it."""

    claim: Any
    name: PersonSummary | None


def with_names(query: Select[Any], claim: Any, *, to: Reader) -> Select[Any]:
    """Return a query over `claim` (a class of claims) and Person, for one reader, by name.

    The person's summary is its last column. What the reader may not see is left out, and so is a claim on
    somebody of whom the reader may see no name; curators see those too, last.
    """
    known = and_(PersonSummary.person_id == Person.id, PersonSummary.audience == to.audience)
    return (
        query.add_columns(PersonSummary)
        .join(PersonSummary, known, isouter=to.restricted)
        .where(may_see_claim(to), may_see_person(to))
        .order_by(*by_name(claim))
    )


def by_name(claim: Any) -> tuple[Any, ...]:
    """Return the order of claims by the names of their people, those without one last."""
    return PersonSummary.sort_key.is_(None), PersonSummary.sort_key, claim.made_at, claim.id


class NamedClaims(Sequence[NamedClaim]):
    """Claims of one kind by name, of which only those are loaded that are looked at.

    Those looked at have all they refer to, and what `load` ties to them all at once.
    """

    def __init__(
        self, session: Session, kind: type[Claim], keys: Select[UUID], *, to: Reader,
        load: Load = load_referred,
    ) -> None:  # fmt: skip
        """Begin with the query of the keys alone, in their order; no more of them is read than looked at."""
        self._session, self._kind, self._keys, self._to, self._load = session, kind, keys, to, load

    @cached_property
    def _number(self) -> int:
        count = select(func.count()).select_from(self._keys.order_by(None).subquery())
        return self._session.scalar(count) or 0

    def __len__(self) -> int:
        """Return how many there are."""
        return self._number

    def __iter__(self) -> Iterator[NamedClaim]:
        """Yield all of them, loaded at once."""
        return iter(self[:])

    @overload
    def __getitem__(self, place: int) -> NamedClaim: ...
    @overload
    def __getitem__(self, place: slice) -> list[NamedClaim]: ...
    def __getitem__(self, place: int | slice) -> NamedClaim | list[NamedClaim]:
        """Return one, or load those of a part."""
        if isinstance(place, int):
            return self._loaded(range(self._number)[place:][:1])[0]
        return self._loaded(range(self._number)[place])

    def _loaded(self, places: range) -> list[NamedClaim]:
        assert places.step == 1
        page = self._keys.offset(places.start).limit(len(places))
        ids = self._session.scalars(page).all() if places else []
        named = {
            each.claim.id: each
            for batch in batches(ids)
            for each in named_claims(self._session, self._kind, self._kind.id.in_(batch), to=self._to)
        }
        loaded = [named[key] for key in ids]
        self._load(self._session, [each.claim for each in loaded])
        return loaded


def claims_by_name(session: Session, kind: type[Claim], *conditions: Any, to: Reader) -> NamedClaims:
    """Return what `named_claims` returns, loaded as far as it is looked at."""
    query = with_names(select(kind).join(kind.person), kind, to=to).where(*conditions)
    keys = query.with_only_columns(kind.id, maintain_column_froms=True)
    return NamedClaims(session, kind, keys, to=to)


def named_claims(session: Session, kind: type[Claim], *conditions: Any, to: Reader) -> list[NamedClaim]:
    """Return the claims of one kind that meet the conditions and that this reader may see, by name."""
    query = with_names(select(kind).join(kind.person), kind, to=to).where(*conditions)
    if kind is StatusEvent:
        # Whether an event was only announced follows from the dates of its sources.
        citations = selectinload(StatusEvent.citations).joinedload(Citation.passage)
        query = query.options(citations.selectinload(Passage.source_version).joinedload(SourceVersion.source))
    rows = session.execute(query.options(contains_eager(kind.person)))
    return [NamedClaim(claim, name) for claim, name in rows]
