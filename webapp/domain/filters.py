"""The filter of the people list: the same object serves page, counts, CSV and command line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import ColumnElement, and_, exists, false, select

from webapp.domain.reading import Reader
from webapp.domain.references import canonical_reference
from webapp.domain.refusal import Refused
from webapp.domain.spelling import keys, tokens
from webapp.models import LibertySpan, NameKey, NameToken, PersonSummary, SummaryFacet
from webapp.vocab.claims import Audience
from webapp.vocab.liberty import Held, Status
from webapp.vocab.people import Occupation, PublicationState, Sex
from webapp.vocab.words import N_, Word

LONGEST_QUERY = 200
_WORDS: dict[str, type[Word]] = {
    "status": Status,
    "held": Held,
    "sex": Sex,
    "occupation": Occupation,
    "state": PublicationState,
}
_REFERENCES = ("organization", "source")
_LAST = date.max - timedelta(days=1)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# The fields of several values, in the order in which an address names them.
LISTS = ("held", "status", "occupation", "organization", "sex", "source", "state")


@dataclass(frozen=True)
class PeopleFilter:
    """Which people; the values of one field are alternatives, the fields together must all hold.

    With `broad` the words of `q` may be spelled with a slip; without it they are begun or whole, in any
    spelling. `as_of` is valid time: held or not, and under which status, on that day, as it is known today.
    """

    q: str = ""
    held: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    occupation: tuple[str, ...] = ()
    organization: tuple[str, ...] = ()
    sex: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    as_of: date | None = None
    broad: bool = False

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
        q, as_of, broad = "", None, False
        for field, value in query:
            value = value.strip()
            if field == "q":
                q = value[:LONGEST_QUERY]
            elif field == "broad":
                broad = _yes(field, value)
            elif field == "as_of":
                as_of = _day(field, value) if value else None
            elif value and (field in _WORDS or field in _REFERENCES):
                found.setdefault(field, []).append(_known(field, value))
        lists: dict[str, Any] = {field: tuple(dict.fromkeys(values)) for field, values in found.items()}
        return cls(q=q, as_of=as_of, broad=broad, **lists)

    def query(self) -> str:
        """Return the query string of this filter, always in the same order."""
        return urlencode(self.pairs())

    def pairs(self) -> list[tuple[str, str]]:
        """Return the fields and values that the query string of this filter is made of, in its order."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [("broad", "yes")] if self.broad else []
        pairs += [(field, value) for field in LISTS for value in getattr(self, field)]
        pairs += [("as_of", self.as_of.isoformat())] if self.as_of else []
        return pairs

    def without(self, field: str) -> Self:
        """Return this filter with one field open again."""
        return replace(self, **{field: {"q": "", "as_of": None, "broad": False}.get(field, ())})  # type: ignore[arg-type]

    def broadly(self) -> Self:
        """Return this filter with slips allowed in the name."""
        return replace(self, broad=True)

    def toggled(self, field: str, value: str) -> Self:
        """Return this filter with one value added, or taken away where it is there."""
        values: tuple[str, ...] = getattr(self, field)
        changed = tuple(old for old in values if old != value) if value in values else (*values, value)
        return replace(self, **{field: changed})  # type: ignore[arg-type]


def matching(which: PeopleFilter, *, to: Reader) -> ColumnElement[bool]:
    """Return the condition on `person_summary` under which a person is among those asked for.

    Retired records are among them only where the filter asks for that state.
    """
    parts: list[ColumnElement[bool]] = [PersonSummary.audience == to.audience]
    told = LibertySpan if which.as_of else PersonSummary
    at_liberty = [
        getattr(told, field).in_(values) for field in ("held", "status") if (values := getattr(which, field))
    ]
    if which.as_of and at_liberty:
        span = select(LibertySpan.person_id).where(on_day(which.as_of), *at_liberty)
        parts.append(exists(span.correlate(PersonSummary)))
    else:
        parts += at_liberty
    if which.state:
        parts.append(PersonSummary.state.in_(which.state))
    elif to.audience is Audience.INTERNAL:
        parts.append(PersonSummary.state != PublicationState.RETIRED)
    for facet in ("occupation", "organization", "sex", "source"):
        values = getattr(which, facet)
        if values:
            parts.append(_has_facet(to, facet, values))
    if which.q:
        parts.append(_is_named(to, which.q, broad=which.broad))
    return and_(*parts)


def on_day(day: date) -> ColumnElement[bool]:
    """Return the condition under which a `liberty_span` is the one of a summarised person on a day."""
    # The last day of the calendar ends the last span and belongs to none.
    day = min(day, _LAST)
    return and_(
        LibertySpan.person_id == PersonSummary.person_id,
        LibertySpan.audience == PersonSummary.audience,
        LibertySpan.begins <= day,
        LibertySpan.ends > day,
    )


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


def _known(field: str, value: str) -> str:
    if field in _REFERENCES:
        reference = canonical_reference(value)
        if reference is None:
            raise Refused(field, N_("“%(value)s” is not a reference."), value=value[:60])
        return reference
    if value not in set(_WORDS[field]):
        raise Refused(field, N_("“%(value)s” is not a word of this list."), value=value[:60])
    return value


def _has_facet(to: Reader, facet: str, values: tuple[str, ...]) -> ColumnElement[bool]:
    return exists(
        select(SummaryFacet.person_id)
        .where(
            SummaryFacet.person_id == PersonSummary.person_id,
            SummaryFacet.audience == to.audience,
            SummaryFacet.facet == facet,
            SummaryFacet.value.in_(values),
        )
        # The counting of facets joins the same table; it is another row that is meant here.
        .correlate(PersonSummary)
    )


def _is_named(to: Reader, q: str, *, broad: bool) -> ColumnElement[bool]:
    """Return the condition that each token of `q` begins one of some spelling, or `q` is the reference.

    Broadly, that each is one of some spelling, or shares a key with one.
    """
    reference = canonical_reference(q)
    if reference is not None:
        return PersonSummary.reference == reference
    wanted = tokens(q)[:8]
    if not wanted:
        return false()
    return and_(
        *(
            # Found once for all people; asked of each person anew, it took seconds among thousands.
            PersonSummary.person_id.in_(
                select(NameToken.person_id).where(
                    NameToken.audience == to.audience, _like(token) if broad else _begun(token)
                )
            )
            for token in wanted
        )
    )


def _begun(token: str) -> ColumnElement[bool]:
    # Tokens hold a to z only, so this is the end of all that begin with `token`.
    return and_(NameToken.token >= token, NameToken.token < token + "{")


def _like(token: str) -> ColumnElement[bool]:
    return NameToken.token.in_(select(NameKey.token).where(NameKey.key.in_(sorted(keys(token)))))
