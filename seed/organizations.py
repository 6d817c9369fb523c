"""Organizations of the seed: known by their key within a load, by their name from one load to the next."""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy.orm import Session

from seed.entries import Entry
from seed.passages import passage_of, quotation
from webapp.domain.organizations import organizations
from webapp.models import Organization, SourceVersion
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import NameKind


class Organizations:
    """The organizations that the seed files describe, each found or added when a text first needs it."""

    def __init__(
        self, session: Session, described: Iterable[Entry], seeded: Mapping[str, Organization]
    ) -> None:
        self._session = session
        self.described: dict[str, Entry] = {}
        self._languages: dict[tuple[str, str], str | None] = {}
        self._found: dict[str, Organization] = {}
        self._seeded = seeded
        self.added = 0
        for entry in described:
            self._describe(entry)

    def at(self, entry: Entry, key: str) -> Organization | None:
        """Return the organization named at `key` of an entry, or None where none is. Raises BadSeed."""
        name = entry.text(key)
        return None if name is None else self._known(entry, key, name)

    def needed_at(self, entry: Entry, key: str) -> Organization:
        """Return the organization that must be named at `key` of an entry. Raises BadSeed."""
        return self._known(entry, key, entry.needed(key))

    def all_at(self, entry: Entry, key: str) -> Iterator[Organization]:
        """Yield the organizations listed at `key` of an entry. Raises BadSeed."""
        for name in entry.texts(key):
            yield self._known(entry, key, name)

    def print_names(self, entry: Entry, version: SourceVersion) -> None:
        """Record the spellings that a text prints of an organization, each with its passage. Raises BadSeed.

        A spelling has one passage: what an earlier text showed is left as it is.
        """
        organization = self.needed_at(entry, "key")
        for name in entry.entries("names"):
            text, kind = name.needed("text"), name.needed_word("kind", NameKind)
            language, note = name.text("language"), name.text("note")
            quotation(name)
            name.finish()
            known = next((row for row in organization.names if row.text == text and row.kind is kind), None)
            if known is not None and known.passage_id is not None:
                continue
            passage = passage_of(self._session, name, version)
            with name.at_fault():
                if known is None:
                    organizations.add_organization_name(
                        self._session, organization, text=text, kind=kind, language=language, note=note,
                        passage=passage,
                    )  # fmt: skip
                else:
                    organizations.cite_organization_name(self._session, known, passage=passage, note=note)

    def spellings(self, key: str) -> set[str]:
        """Return the spellings that the texts are said to print of the organization of a key."""
        return {text for owner, text in self._languages if owner == key}

    def _describe(self, entry: Entry) -> None:
        own_key = entry.needed("key")
        first = self.described.setdefault(own_key, entry)
        for key in ("name", "kind", "country", "note"):
            if entry.text(key) != first.text(key):
                raise entry.wrong(key, f"this differs from {first.place}")
        for name in entry.entries("names"):
            self._languages.setdefault((own_key, name.needed("text")), name.text("language"))
        entry.finish()

    def _known(self, entry: Entry, key: str, name: str) -> Organization:
        if name not in self._found:
            if name not in self.described:
                raise entry.wrong(key, f"no organization has the key “{name}”")
            self._found[name] = self._find_or_add(self.described[name])
        return self._found[name]

    def _find_or_add(self, entry: Entry) -> Organization:
        name, kind = entry.needed("name"), entry.needed_word("kind", OrganizationKind)
        organization = self._seeded.get(name) or organizations.organization_named(self._session, name)
        if organization is not None:
            return organization
        self.added += 1
        with entry.at_fault():
            return organizations.add_organization(
                self._session,
                name=name,
                language=self._languages.get((entry.needed("key"), name)),
                kind=kind,
                country=entry.text("country"),
                parent=None,
                note=entry.text("note"),
                different=True,
            )
