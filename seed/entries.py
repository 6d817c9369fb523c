"""Tables of a seed file, read strictly: what is wrong is said with the file, the person and the key."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import Any, TypeVar

from webapp.domain.refusals import Refused
from webapp.vocab.dates.partial_date import BadDate, PartialDate

V = TypeVar("V")
W = TypeVar("W", bound=StrEnum)


class BadSeed(ValueError):
    """A seed file holds something that cannot be loaded; the message says where and what."""


class Entry:
    """One table of a seed file; `place` names it for messages. Whoever reads it asks for every key in it."""

    def __init__(self, values: Mapping[str, Any], place: str) -> None:
        self._values = values
        self._unread = set(values)
        self.place = place

    def wrong(self, key: str, message: object) -> BadSeed:
        """Return the error that `key` of this table is at fault."""
        return BadSeed(f"{self.place}: {key}: {message}")

    def text(self, key: str) -> str | None:
        """Return a text, or None where the key is absent. Raises BadSeed."""
        return self._read(key, str)

    def needed(self, key: str) -> str:
        """Return a text that must be there. Raises BadSeed."""
        return self._needed(key, str)

    def number(self, key: str) -> int | None:
        """Return a whole number, or None where the key is absent. Raises BadSeed."""
        return self._read(key, int)

    def needed_number(self, key: str) -> int:
        """Return a whole number that must be there. Raises BadSeed."""
        return self._needed(key, int)

    def flag(self, key: str) -> bool:
        """Return whether something is stated; where the key is absent it is not. Raises BadSeed."""
        return bool(self._read(key, bool))

    def word(self, key: str, kind: type[W]) -> W | None:
        """Return a word of a closed list, or None where the key is absent. Raises BadSeed."""
        value = self.text(key)
        return None if value is None else self._word(key, kind, value)

    def needed_word(self, key: str, kind: type[W]) -> W:
        """Return a word of a closed list that must be there. Raises BadSeed."""
        return self._word(key, kind, self.needed(key))

    def words(self, key: str, kind: type[W]) -> list[W]:
        """Return a list of words of a closed list, empty where the key is absent. Raises BadSeed."""
        return [self._word(key, kind, value) for value in self._texts(key)]

    def date(self, key: str) -> PartialDate | None:
        """Return a partial date (EDTF), or None where the key is absent. Raises BadSeed."""
        value = self.text(key)
        try:
            return None if value is None else PartialDate.parse(value)
        except BadDate as bad:
            raise self.wrong(key, bad) from bad

    def texts(self, key: str) -> list[str]:
        """Return a list of texts that must be there. Raises BadSeed."""
        return self._texts(key) or self._needed(key, list)

    def entries(self, key: str) -> list["Entry"]:
        """Return the tables of a list, named by their own key or else numbered. Raises BadSeed."""
        tables = []
        for number, values in enumerate(self._read(key, list) or (), start=1):
            if not isinstance(values, dict):
                raise self.wrong(key, "only tables may stand in this list")
            tables.append(Entry(values, f"{self.place}, {key} {values.get('key', number)}"))
        return tables

    def entry(self, key: str) -> "Entry":
        """Return a table that must be there. Raises BadSeed."""
        return Entry(self._needed(key, dict), f"{self.place}, {key}")

    def finish(self) -> None:
        """Raise BadSeed for a key that nobody asked for, such as a misspelt one."""
        if self._unread:
            raise self.wrong(min(self._unread), "this key is not known here")

    @contextmanager
    def at_fault(self) -> Iterator[None]:
        """Say of what the domain refuses within the block that it stands in this table."""
        try:
            yield
        except Refused as refused:
            raise self.wrong(refused.field, refused.translated()) from refused

    def _texts(self, key: str) -> list[str]:
        values = self._read(key, list) or []
        if not all(isinstance(value, str) for value in values):
            raise self.wrong(key, "only texts may stand in this list")
        return values

    def _word(self, key: str, kind: type[W], value: str) -> W:
        try:
            return kind(value)
        except ValueError:
            raise self.wrong(key, f"“{value}” is not one of: {', '.join(kind)}") from None

    def _read(self, key: str, kind: type[V]) -> V | None:
        self._unread.discard(key)
        value = self._values.get(key)
        if value is not None and type(value) is not kind:
            raise self.wrong(key, f"this must be a {kind.__name__}, not a {type(value).__name__}")
        return value

    def _needed(self, key: str, kind: type[V]) -> V:
        value = self._read(key, kind)
        if value is None or value in ("", []):
            raise self.wrong(key, "this is needed")
        return value
