"""The filter of the people list: the same object serves page, counts, CSV and command line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode

from webapp.domain.references import canonical_reference
from webapp.domain.refusals import Refused
from webapp.vocab.dates.edtf import BadDate
from webapp.vocab.dates.typed_instant import read_instant
from webapp.vocab.liberty import DetentionLength, Held, Status
from webapp.vocab.people import Occupation, PublicationState, Sex
from webapp.vocab.words import N_, Word

LONGEST_QUERY = 200
WORDS: dict[str, type[Word]] = {
    "status": Status,
    "held": Held,
    "sex": Sex,
    "occupation": Occupation,
    "state": PublicationState,
    "length": DetentionLength,
}
# What the fields are called, for the filter in words.
FIELDS = {
    "q": N_("Name"), "broad": N_("With slips"), "held": N_("Held"), "status": N_("Status"),
    "occupation": N_("Occupation"), "organization": N_("Organization"), "sex": N_("Sex"),
    "source": N_("Source"), "state": N_("Record"), "charge": N_("Charged under"), "taken_in": N_("Taken in"),
    "released_in": N_("Let go in"), "length": N_("Held for"), "as_of": N_("As of"),
    "known_on": N_("As known on"),
}  # fmt: skip
_CHARGE = re.compile(r"not_stated|[0-9][0-9.-]{0,28} \S[^\x00-\x1f]{0,60} [A-Z]{2} [0-9]{4}")
_MONTH = re.compile(r"less_precise|[0-9]{4}-(0[1-9]|1[0-2])")
_SHAPES = {
    "charge": (_CHARGE, N_("“%(value)s” is no provision; write it as 206.3 CC AZ 2000.")),
    "taken_in": (_MONTH, N_("“%(value)s” is no month; write it as 2023-11.")),
    "released_in": (_MONTH, N_("“%(value)s” is no month; write it as 2023-11.")),
}
_REFERENCES = ("organization", "source")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(_DAY.pattern + r"(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?Z)?")
# The fields of several values, in the order in which an address names them.
LISTS = (
    "held", "status", "occupation", "organization", "sex", "source", "state", "charge", "taken_in",
    "released_in", "length",
)  # fmt: skip
# What the other fields hold where nothing is asked.
_OPEN: dict[str, Any] = {"q": "", "broad": False, "as_of": None, "known_on": ""}
# Those of them that are rows of `summary_facet`.
FACETS = ("occupation", "organization", "sex", "source", "charge", "taken_in", "released_in")


@dataclass(frozen=True)
class PeopleFilter:
    """Which people; the values of one field are alternatives, the fields together must all hold.

    With `broad` the words of `q` may be spelled with a slip; without it they are begun or whole, in any
    spelling. `as_of` is valid time: held or not, and under which status, on that day. `known_on` is recorded
    time: what the database said then; the door puts the question to a database restored as it was.
    """

    q: str = ""
    held: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    occupation: tuple[str, ...] = ()
    organization: tuple[str, ...] = ()
    sex: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    charge: tuple[str, ...] = ()
    taken_in: tuple[str, ...] = ()
    released_in: tuple[str, ...] = ()
    length: tuple[str, ...] = ()
    as_of: date | None = None
    broad: bool = False
    known_on: str = ""

    @classmethod
    def read(cls, query: str | Iterable[tuple[str, str]]) -> Self:
        """Return the filter that a query string means; other parameters and empty values are left out.

        Raises Refused at the parameter for a word that its list does not hold.
        """
        if isinstance(query, str):
            if len(query) > 10_000:
                raise Refused("q", N_("This filter is too long."))
            query = parse_qsl(query.removeprefix("?"), errors="replace")
        found: dict[str, list[str]] = {}
        q, as_of, broad, known_on = "", None, False, ""
        for field, value in query:
            value = value.strip()
            if field == "q":
                q = value[:LONGEST_QUERY]
            elif field == "broad":
                broad = _yes(field, value)
            elif field == "known_on":
                known_on = _instant(field, value) if value else ""
            elif field == "as_of":
                as_of = _day(field, value) if value else None
            elif value and field in LISTS:
                found.setdefault(field, []).append(_known(field, value))
        if "length" in found and as_of is None:
            raise Refused("length", N_("How long somebody was held is asked as of a day; add as_of."))
        lists: dict[str, Any] = {field: tuple(dict.fromkeys(values)) for field, values in found.items()}
        return cls(q=q, as_of=as_of, broad=broad, known_on=known_on, **lists)

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
        return urlencode(self.pairs())

    def pairs(self) -> list[tuple[str, str]]:
        """Return the fields and values that the query string of this filter is made of, in its order."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [("broad", "yes")] if self.broad else []
        pairs += [(field, value) for field in LISTS for value in getattr(self, field)]
        pairs += [("as_of", self.as_of.isoformat())] if self.as_of else []
        pairs += [("known_on", self.known_on)] if self.known_on else []
        return pairs

    def without(self, field: str) -> Self:
        """Return this filter with one field open again."""
        return replace(self, **{field: _OPEN.get(field, ())})

    def broadly(self) -> Self:
        """Return this filter with slips allowed in the name."""
        return replace(self, broad=True)

    def toggled(self, field: str, value: str) -> Self:
        """Return this filter with one value added, or taken away where it is there."""
        values: tuple[str, ...] = getattr(self, field)
        changed = tuple(old for old in values if old != value) if value in values else (*values, value)
        return replace(self, **{field: changed})  # type: ignore[arg-type]


def _yes(field: str, value: str) -> bool:
    if value not in ("", "yes"):
        raise Refused(field, N_("“%(value)s” is no answer; write yes, or leave it out."), value=value[:60])
    return value == "yes"


def _day(field: str, value: str) -> date:
    if not _DAY.fullmatch(value):
        raise Refused(field, N_("“%(value)s” is no day; write it as 2024-12-31."), value=value[:60])
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise Refused(field, N_("The calendar has no day %(value)s."), value=value) from error


def _instant(field: str, value: str) -> str:
    try:
        if _INSTANT.fullmatch(value):
            read_instant(value)
            return value
    except BadDate as error:
        raise Refused(field, N_("There is no such day or time: %(value)s."), value=value) from error
    message = N_("“%(value)s” is no day or instant; write it as 2024-12-31 or 2024-12-31T14:05Z.")
    raise Refused(field, message, value=value[:60])


def _known(field: str, value: str) -> str:
    if field in _REFERENCES:
        reference = canonical_reference(value)
        if reference is None:
            raise Refused(field, N_("“%(value)s” is not a reference."), value=value[:60])
        return reference
    if field in _SHAPES:
        shape, message = _SHAPES[field]
        if not shape.fullmatch(value):
            raise Refused(field, message, value=value[:60])
        return value
    if value not in set(WORDS[field]):
        raise Refused(field, N_("“%(value)s” is not a word of this list."), value=value[:60])
    return value
