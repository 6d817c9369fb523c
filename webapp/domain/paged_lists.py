"""Long lists in pages by key: which entries a page holds, and the keys that lead on and back."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session

from webapp.domain.text.name_folding import tokens


@dataclass(frozen=True)
class KeyPage:
    """The ids of one page in the order of its list of `total` entries.

    `before` and `after` are the keys from which the page before and the page after are reached, None at the
    ends of the list.
    """

    ids: list[UUID]
    before: str | None
    after: str | None
    total: int


def key_page(
    entries: Sequence[tuple[str, UUID]], *, before: str | None = None, after: str | None = None, size: int
) -> KeyPage:
    """Return a page of entries, keys with ids: what follows `after` or precedes `before`, else the first."""
    places = {key: place for place, (key, _) in enumerate(entries)}
    start = 0
    if after in places:
        start = places[after] + 1
    elif before in places:
        start = max(0, places[before] - size)
    return _page(entries[start : start + size], start, len(entries))


def queried_page(
    session: Session,
    entries: Select[str, UUID],
    order: Sequence[Any],
    *,
    before: str | None = None,
    after: str | None = None,
    size: int,
) -> KeyPage:
    """Return the page that `key_page` returns of what a query yields in an order, which ends with the key.

    Of very many entries no more are read than the page shows.
    """
    row: Any = tuple_(*order)
    start, end = 0, after or before
    # Of an entry that is not among them nobody is to learn where it would stand.
    of_end = entries.with_only_columns(*order).where(order[-1] == end)
    place = session.execute(of_end).first() if end else None
    if place is not None:
        preceding = session.scalar(_count(entries.where(row < tuple_(*place)))) or 0
        start = preceding + 1 if after else max(0, preceding - size)
    shown = [(key, id) for key, id in session.execute(entries.order_by(*order).offset(start).limit(size))]
    return _page(shown, start, session.scalar(_count(entries)) or 0)


def _count(entries: Select[str, UUID]) -> Select[int]:
    return select(func.count()).select_from(entries.subquery())


def _page(shown: Sequence[tuple[str, UUID]], start: int, total: int) -> KeyPage:
    return KeyPage(
        ids=[entry_id for _, entry_id in shown],
        before=shown[0][0] if shown and start else None,
        after=shown[-1][0] if shown and start + len(shown) < total else None,
        total=total,
    )


def is_named(typed: str, names: Iterable[str]) -> bool:
    """Whether what was typed is part of a name, or begins its words and numbers in any spelling."""
    beginnings, numbers = tokens(typed), _numbers(typed)
    for name in names:
        if typed.casefold() in name.casefold():
            return True
        words = tokens(name) if beginnings else []
        if words and _begin(beginnings, words) and _begin(numbers, _numbers(name)):
            return True
    return False


def _begin(beginnings: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(start) for word in words) for start in beginnings)


def _numbers(text: str) -> list[str]:
    """Return the numbers of a text, of which folded words hold nothing, without zeros before them."""
    return [number.lstrip("0") for number in re.findall(r"\d+", text)]
