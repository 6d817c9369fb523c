"""The filter of the people list: the same object serves page, counts, CSV and command line."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Any, Self
from urllib.parse import parse_qsl, quote_plus

from webapp.domain.lists import filter_fields, filter_values
from webapp.domain.lists.filter_fields import Field, facet, liberty, setting, worded_facet
from webapp.domain.read_model.summary_row import NO_PROVISION
from webapp.domain.refusals import Refused
from webapp.vocab.dates.typed_instant import read_instant
from webapp.vocab.huridocs import FairTrialFact
from webapp.vocab.liberty import Held, Status
from webapp.vocab.people import Occupation, Sex
from webapp.vocab.words import N_


def _is(field: Field) -> Any:
    return dataclasses.field(default=field.open, metadata={"field": field})


@dataclass(frozen=True)
class PeopleFilter:
    """Which people; the values of one field are alternatives, the fields together must all hold.

    With `broad` the words of `q` may be spelled with a slip; without it they are begun or whole, in any
    spelling. `as_of` is valid time: held or not, and under which status, on that day. `known_on` is recorded
    time: what the database said then; the door puts the question to a database restored as it was.
    """

    # In the order in which an address names them. A new facet is one line here, and one where the read model
    # derives it: `summary_row.FACETS`.
    q: str = _is(filter_fields.name(N_("Name")))
    broad: bool = _is(setting(N_("With slips"), filter_values.yes, open=False))
    held: tuple[str, ...] = _is(liberty(N_("Held"), Held, counted=1))
    status: tuple[str, ...] = _is(liberty(N_("Status"), Status, counted=2))
    freshness: tuple[str, ...] = _is(filter_fields.freshness(N_("Last word"), counted=3))
    occupation: tuple[str, ...] = _is(worded_facet(N_("Occupation"), Occupation, counted=4))
    organization: tuple[str, ...] = _is(
        facet(
            N_("Organization"), filter_values.reference, counted=5, many_values=True,
            titles=filter_fields.organization_names,
        )
    )  # fmt: skip
    sex: tuple[str, ...] = _is(worded_facet(N_("Sex"), Sex, counted=6))
    fair_trial: tuple[str, ...] = _is(worded_facet(N_("Fair trial"), FairTrialFact, counted=9))
    source: tuple[str, ...] = _is(
        facet(
            N_("Source"), filter_values.reference, counted=8, many_values=True,
            titles=filter_fields.source_titles,
        )
    )  # fmt: skip
    state: tuple[str, ...] = _is(filter_fields.state(N_("Record")))
    charge: tuple[str, ...] = _is(
        facet(
            N_("Charged under"), filter_values.provision, counted=7, many_values=True,
            own_words={NO_PROVISION: N_("no provision stated")},
        )
    )  # fmt: skip
    taken_in: tuple[str, ...] = _is(facet(N_("Taken in"), filter_values.month, many_values=True))
    released_in: tuple[str, ...] = _is(facet(N_("Released in"), filter_values.month, many_values=True))
    length: tuple[str, ...] = _is(filter_fields.length(N_("Held for")))
    as_of: date | None = _is(setting(N_("As of"), filter_values.day, open=None))
    known_on: str = _is(setting(N_("As known on"), filter_values.day_or_instant))
    sort: str = _is(
        setting(
            N_("Sorted by"), filter_values.order,
            own_words={
                "name": N_("name, A to Z"), "-name": N_("name, Z to A"),
                "since": N_("status since, oldest first"),
                "-since": N_("status since, newest first"), "word": N_("last word, oldest first"),
                "-word": N_("last word, newest first"),
            },
        )
    )  # fmt: skip
    # No part of an address: the day on which the question is put, where its door says so.
    today: date | None = dataclasses.field(default=None, compare=False)

    @classmethod
    def read(cls, query: str | Iterable[tuple[str, str]]) -> Self:
        """Return the filter that a query string means; other parameters and empty values are left out.

        Raises Refused at the parameter for a word that its list does not hold.
        """
        if isinstance(query, str):
            if len(query) > 10_000:
                raise Refused("q", N_("This filter is too long."))
            query = parse_qsl(query.removeprefix("?"), errors="replace")
        values: dict[str, Any] = {}
        for name, typed in query:
            # A blank is typed by accident; whatever else prints nothing is a word that no list holds.
            field, typed = FIELDS.get(name), typed.strip(" ")
            if field is None:
                continue
            if field.open != ():
                values[name] = field.read(name, typed) if typed else field.open
            elif typed:
                values[name] = tuple(dict.fromkeys((*values.get(name, ()), field.read(name, typed))))
        if "length" in values and not values.get("as_of"):
            raise Refused("length", N_("How long somebody was held is asked as of a day; add as_of."))
        return cls(**values)

    @property
    def day(self) -> date | None:
        """The day of which it asks: that of the filter, or today."""
        return self.as_of or self.today

    @property
    def known_until(self) -> datetime | None:
        """The last instant that `known_on` means, in UTC; None where it asks for what is known now."""
        return read_instant(self.known_on).last if self.known_on else None

    def fixed(self, *, day: date, instant: datetime) -> Self:
        """Return this filter with valid and recorded time both named, so that it finds the same for ever."""
        # The second before is over: nothing more is recorded in it.
        second = (instant - timedelta(seconds=1)).astimezone(UTC)
        known_on = self.known_on or f"{second:%Y-%m-%dT%H:%M:%SZ}"
        return replace(self, as_of=self.as_of or day, known_on=known_on)

    def query(self) -> str:
        """Return the query string of this filter, always in the same order."""
        return "&".join(f"{name}={_quoted(value)}" for name, value in self.pairs())

    def pairs(self) -> list[tuple[str, str]]:
        """Return the fields and values that the query string of this filter is made of, in its order."""
        pairs = []
        # A page of statistics has some hundred addresses, of which most name two or three fields.
        for name, value in zip(FIELDS, _values(self), strict=True):
            if value:
                values = value if isinstance(value, tuple) else (value,)
                pairs += [(name, "yes" if single is True else str(single)) for single in values]
        return pairs

    def without(self, name: str) -> Self:
        """Return this filter with one field open again."""
        return replace(self, **{name: FIELDS[name].open})

    def broadly(self) -> Self:
        """Return this filter with slips allowed in the name."""
        return replace(self, broad=True)

    def sorted_by(self, sort: str) -> Self:
        """Return this filter with its people in another order."""
        return replace(self, sort=sort)

    def toggled(self, name: str, value: str) -> Self:
        """Return this filter with one value added, or taken away where it is there."""
        values: tuple[str, ...] = getattr(self, name)
        changed = tuple(old for old in values if old != value) if value in values else (*values, value)
        return replace(self, **{name: changed})  # type: ignore[arg-type]


# The fields by name, in the order in which an address names them.
FIELDS: Mapping[str, Field] = {
    attribute.name: attribute.metadata["field"]
    for attribute in dataclasses.fields(PeopleFilter)
    if "field" in attribute.metadata
}
_values = attrgetter(*FIELDS)
_quoted = lru_cache(maxsize=1_000)(quote_plus)
# The names of those that are counted beside the list, in the order in which they stand there.
COUNTED = sorted((name for name in FIELDS if FIELDS[name].counted), key=lambda name: FIELDS[name].counted)
