"""Cases of the seed: known by their key within a load, by their name from one load to the next."""

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from seed.entries import Entry
from seed.organizations import Organizations
from webapp.domain.courts import cases
from webapp.models import CourtCase
from webapp.vocab.charges import Instance

_TEXTS = ("name", "other_names", "number", "note")


class Cases:
    """The cases that the seed files describe, each found or added when a claim first needs it.

    One that an earlier load added is left as it is.
    """

    def __init__(
        self,
        session: Session,
        described: Iterable[Entry],
        seeded: Mapping[str, CourtCase],
        organizations: Organizations,
    ) -> None:
        self._session, self._organizations, self._seeded = session, organizations, seeded
        self._rows: dict[str, CourtCase] = {}
        # Those that no claim has needed yet.
        self._described: dict[str, Entry] = {}
        for entry in described:
            self._describe(entry)

    def at(self, entry: Entry, key: str) -> CourtCase | None:
        """Return the case named at `key` of an entry, or None where none is. Raises BadSeed."""
        name = entry.text(key)
        if name is None:
            return None
        if name not in self._rows:
            described = self._described.pop(name, None)
            if described is None:
                raise entry.wrong(key, f"no case has the key “{name}”")
            self._rows[name] = self._seeded.get(described.needed("name")) or self._add(described)
        return self._rows[name]

    def _describe(self, entry: Entry) -> None:
        key = entry.needed("key")
        if key in self._described:
            raise entry.wrong("key", f"{self._described[key].place} has this key")
        for name in (*_TEXTS, "court", "earlier", "instance"):
            entry.text(name)
        entry.finish()
        self._described[key] = entry

    def _add(self, entry: Entry) -> CourtCase:
        court, earlier = self._organizations.at(entry, "court"), self.at(entry, "earlier")
        instance = entry.needed_word("instance", Instance)
        name, other_names, number, note = (entry.text(key) for key in _TEXTS)
        with entry.at_fault():
            return cases.add_case(
                self._session, name=name, other_names=other_names, number=number, court=court,
                instance=instance, earlier=earlier, note=note,
            )  # fmt: skip
