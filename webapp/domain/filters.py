"""The filter of the people list: the same object serves page, counts, CSV and command line."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Self
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import ColumnElement, and_, exists, false, select

from webapp.domain.reading import Reader
from webapp.domain.references import canonical_reference
from webapp.domain.refusal import Refused
from webapp.domain.spelling import tokens
from webapp.models import NameToken, PersonSummary, SummaryFacet
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


@dataclass(frozen=True)
class PeopleFilter:
    """Which people; the values of one field are alternatives, the fields together must all hold."""

    q: str = ""
    held: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    occupation: tuple[str, ...] = ()
    organization: tuple[str, ...] = ()
    sex: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    state: tuple[str, ...] = ()

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
        q = ""
        for field, value in query:
            value = value.strip()
            if field == "q":
                q = value[:LONGEST_QUERY]
            elif value and (field in _WORDS or field in _REFERENCES):
                found.setdefault(field, []).append(_known(field, value))
        return cls(q=q, **{field: tuple(dict.fromkeys(values)) for field, values in found.items()})

    def query(self) -> str:
        """Return the query string of this filter, always in the same order."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [(field.name, value) for field in fields(self)[1:] for value in getattr(self, field.name)]
        return urlencode(pairs)

    def without(self, field: str) -> Self:
        """Return this filter with one field open again."""
        return replace(self, **{field: "" if field == "q" else ()})  # type: ignore[arg-type]

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
    if which.held:
        parts.append(PersonSummary.held.in_(which.held))
    if which.status:
        parts.append(PersonSummary.status.in_(which.status))
    if which.state:
        parts.append(PersonSummary.state.in_(which.state))
    elif to.audience is Audience.INTERNAL:
        parts.append(PersonSummary.state != PublicationState.RETIRED)
    for facet in ("occupation", "organization", "sex", "source"):
        values = getattr(which, facet)
        if values:
            parts.append(_has_facet(to, facet, values))
    if which.q:
        parts.append(_is_named(to, which.q))
    return and_(*parts)


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


def _is_named(to: Reader, q: str) -> ColumnElement[bool]:
    """Return the condition that each token of `q` begins one of some spelling, or `q` is the reference."""
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
                    NameToken.audience == to.audience,
                    NameToken.token >= token,
                    # Tokens hold a to z only, so this is the end of all that begin with `token`.
                    NameToken.token < token + "{",
                )
            )
            for token in wanted
        )
    )
