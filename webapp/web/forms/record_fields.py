"""Fields in which a record is chosen among thousands: typed by name or reference, looked up on the server."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import gettext, lazy_gettext
from wtforms import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import TextInput

from webapp.domain.courts import cases
from webapp.domain.law import provisions
from webapp.domain.organizations import organization_choices, organizations
from webapp.domain.organizations.organization_choices import UnrecordedOrganization
from webapp.domain.sources import source_pages, sources
from webapp.domain.visibility import CURATOR
from webapp.models import CourtCase, Organization, Provision, Source
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import PublicationState
from webapp.web.db import db


@dataclass(frozen=True)
class Catalogue:
    """Where the records of one sort are looked up.

    `key` is what means exactly one record, `text` what people read, and `key_in` the key that a text holds.
    """

    name: str
    key: Callable[[Any], str]
    text: Callable[[Any], str]
    detail: Callable[[Any], str]
    key_in: Callable[[str], str]
    with_key: Callable[[str], Any]
    called: Callable[[str, Sequence[OrganizationKind]], Sequence[Any]]
    exactly: Callable[[str], Sequence[Any]]


class RecordField(Field):
    """One record, typed by its name or reference, or none; the one that is set counts even if retired.

    Where several records may be meant, or none is called so, the field asks: `offered` are the records to
    choose from, `kinds` what a new organization can be added as. The choice is sent as a second value.
    """

    widget = TextInput()
    NEW = "new:"

    def __init__(
        self, label: Any, catalogue: Catalogue, *, kinds: Sequence[OrganizationKind] = (), **options: Any
    ) -> None:
        self.catalogue, self.kinds = catalogue, kinds
        self.offered: Sequence[Any] = ()
        self.asks, self._set, self._chosen = False, None, False
        super().__init__(label, **options)

    @property
    def query(self) -> dict[str, Any]:
        """What is added to the address that offers records: the kinds that come first."""
        return {"kind": [kind.value for kind in self.kinds]}

    def process_data(self, value: Any) -> None:
        """Take the record that the edited row refers to."""
        self._set = value
        super().process_data(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Look up what was typed; a blank field is no record."""
        if not valuelist:
            return
        typed, choice = str(valuelist[0]).strip(), str(valuelist[-1]) if len(valuelist) > 1 else ""
        self.data = None
        self.data = self._resolved(typed[:300].replace("\0", ""), choice) if typed else None

    def choices(self) -> list[tuple[str, str, str, bool]]:
        """Return what the field asks with: key, text, detail, and whether it is chosen."""
        chosen = self.key_of(self.data) if self.data is not None else ""
        records = [(self.catalogue.key(row), self.catalogue.text(row), self.catalogue.detail(row))
                   for row in self.offered]  # fmt: skip
        added = [(f"{self.NEW}{kind.value}", gettext("Add it: %(kind)s", kind=gettext(kind.label)), "")
                 for kind in self.kinds]  # fmt: skip
        return [(key, text, detail, key == chosen) for key, text, detail in records + added]

    def iter_choices(self) -> list[Any]:
        """Return the record that is chosen, as a list of choices is compared where two edits cross."""
        if self.data is None:
            return []
        choice = SelectChoice(self.key_of(self.data), self._label())
        choice.selected = True  # type: ignore[attr-defined]
        return [choice]

    def label_of(self, key: str) -> str:
        """Return how people read the record with this key."""
        record = self.catalogue.with_key(key)
        return self.catalogue.text(record) if record is not None else key

    def key_of(self, value: Any) -> str:
        """Return what means exactly this record, or the new organization."""
        if isinstance(value, UnrecordedOrganization):
            return f"{self.NEW}{value.kind.value}"
        return self.catalogue.key(value)

    def _label(self) -> str:
        if isinstance(self.data, UnrecordedOrganization):
            return self.data.name
        return self.catalogue.text(self.data)

    def _value(self) -> str:
        if self.raw_data and not self._chosen:
            return str(self.raw_data[0])
        return self.catalogue.text(self.data) if self.data is not None else ""

    def _resolved(self, typed: str, choice: str) -> Any:
        if self._set is not None and typed in (self.catalogue.key(self._set), self.catalogue.text(self._set)):
            return self._set
        if key := self.catalogue.key_in(typed):
            record = self.catalogue.with_key(key)
            if record is None:
                raise ValueError(gettext("This is not offered any more; choose another."))
            return record
        self.offered = self.catalogue.called(typed, self.kinds)
        chosen = [row for row in self.offered if self.catalogue.key(row) == choice]
        self._chosen, exact = bool(chosen), chosen or self.catalogue.exactly(typed)
        if len(exact) == 1:
            return exact[0]
        self.asks = True
        for kind in self.kinds:
            if choice == f"{self.NEW}{kind.value}":
                return UnrecordedOrganization(typed, kind)
        raise ValueError(
            gettext("Which one is meant? Choose it, or type its reference.")
            if self.offered
            else gettext("Nothing recorded here is called so.")
        )


def organization_field(
    label: Any, kinds: Sequence[OrganizationKind] = tuple(OrganizationKind), **options: Any
) -> RecordField:
    """Return a field for an organization in use, one of these kinds before others, or a new one of them."""
    return RecordField(label, ORGANIZATIONS, kinds=kinds, **options)


def needed_organization_field(
    label: Any, kinds: Sequence[OrganizationKind] = tuple(OrganizationKind)
) -> RecordField:
    """Return a field for an organization that takes no blank."""
    needed = InputRequired(lazy_gettext("Choose an organization."))
    return organization_field(label, kinds, validators=[needed])


def provision_field(label: Any, **options: Any) -> RecordField:
    """Return a field for a provision in use."""
    return RecordField(label, PROVISIONS, **options)


def case_field(label: Any, **options: Any) -> RecordField:
    """Return a field for a case in use."""
    return RecordField(label, CASES, **options)


def source_field(label: Any, **options: Any) -> RecordField:
    """Return a field for a source in use."""
    return RecordField(label, SOURCES, **options)


def sources_called(typed: str) -> Sequence[Source]:
    """Return the sources in use that a reference or words of a title mean, the newest first."""
    key = SOURCES.key_in(typed)
    source = SOURCES.with_key(key) if key else None
    return [source] if source else SOURCES.called(typed, ())


def _in_use(record: Any) -> Any:
    return record if record is not None and record.state == PublicationState.PUBLISHED else None


def matched(pattern: str) -> Callable[[str], str]:
    """Return what finds, in a whole text of this pattern, the key of the record that it means."""
    compiled = re.compile(pattern, re.IGNORECASE | re.DOTALL)

    def key_in(typed: str) -> str:
        match = compiled.fullmatch(typed)
        return next(filter(None, match.groups()), "") if match else ""

    return key_in


def _organization(reference: str) -> Organization | None:
    return _in_use(organizations.organization(db(), reference, to=CURATOR))


def _source(reference: str) -> Source | None:
    return _in_use(sources.source(db(), reference, to=CURATOR))


def _sources_called(typed: str, _: Sequence[OrganizationKind]) -> list[Source]:
    _, page = source_pages.source_page(db(), to=CURATOR, typed=typed)
    return [row for row in page if _in_use(row)]


def _case(reference: str) -> CourtCase | None:
    return _in_use(cases.case(db(), reference, to=CURATOR))


def _provision(key: str) -> Provision | None:
    provision = provisions.provision(db(), UUID(key))
    return provision if _in_use(provision) and _in_use(provision.legal_code) else None


def _provision_text(row: Provision) -> str:
    return f"{provisions.cited_as(row)} {row.title or ''}".strip()


ORGANIZATIONS = Catalogue(
    "organizations",
    key=lambda row: row.reference,
    text=lambda row: f"{row.name} ({row.reference})",
    detail=lambda row: gettext(row.kind.label),
    key_in=matched(r".*\(\s*(O-?\d{1,12})\s*\)|(O-?\d{1,12})"),
    with_key=_organization,
    called=lambda typed, kinds: organization_choices.organizations_called(db(), typed, kinds=kinds),
    exactly=lambda typed: organization_choices.organizations_of_exact_name(db(), typed),
)
SOURCES = Catalogue(
    "sources",
    key=lambda row: row.reference,
    text=lambda row: f"{row.reference} · {row.title}",
    detail=lambda row: row.publisher.name if row.publisher else "",
    key_in=matched(r"(S-?\d{1,12})(?:\s*·.*)?"),
    with_key=_source,
    called=_sources_called,
    exactly=lambda typed: [],
)
PROVISIONS = Catalogue(
    "provisions",
    key=lambda row: str(row.id),
    text=_provision_text,
    detail=lambda row: row.legal_code.title,
    key_in=matched(r"([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})"),
    with_key=_provision,
    called=lambda typed, _: provisions.provisions_called(db(), typed),
    exactly=lambda typed: [
        row
        for row in provisions.provisions_called(db(), typed)
        if typed.casefold() in (_provision_text(row).casefold(), provisions.cited_as(row).casefold())
    ],
)
CASES = Catalogue(
    "cases",
    key=lambda row: row.reference,
    text=lambda row: f"{row.name} ({row.reference})",
    detail=lambda row: row.court.name if row.court else "",
    key_in=matched(r".*\(\s*(K-?\d{1,12})\s*\)|(K-?\d{1,12})"),
    with_key=_case,
    called=lambda typed, _: cases.cases(db(), to=CURATOR, typed=typed, most=20),
    exactly=lambda typed: [
        row
        for row in cases.cases(db(), to=CURATOR, typed=typed)
        if typed.casefold() in (row.name.casefold(), (row.number or "").casefold())
    ],
)
CATALOGUES = {catalogue.name: catalogue for catalogue in (ORGANIZATIONS, SOURCES, PROVISIONS, CASES)}
