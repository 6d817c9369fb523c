"""The conditions in SQL under which a person is among those that a filter asks for."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select

from webapp.domain.lists.filter import FACETS, PeopleFilter
from webapp.domain.references import canonical_reference
from webapp.domain.text.name_folding import keys, tokens
from webapp.domain.visibility import Reader
from webapp.models import Judgement, LibertySpan, NameKey, NameToken, Person, PersonSummary, SummaryFacet
from webapp.vocab.claims import Audience
from webapp.vocab.liberty import LENGTHS, DetentionLength, Held
from webapp.vocab.merging import MergeVerdict
from webapp.vocab.people import PublicationState

# Words of a name that are looked at.
MOST_TOKENS = 8
_LAST = date.max - timedelta(days=1)


def matching(which: PeopleFilter, *, to: Reader) -> ColumnElement[bool]:
    """Return the condition on `person_summary` under which a person is among those asked for.

    Retired records are among them only where the filter asks for that state.
    """
    parts: list[ColumnElement[bool]] = [PersonSummary.audience == to.audience]
    liberty = liberty_table(which)
    at_liberty = [
        getattr(liberty, field).in_(values)
        for field in ("held", "status")
        if (values := getattr(which, field))
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
    if which.length and which.as_of:
        lasting = or_(*(_lasted(DetentionLength(one), which.as_of) for one in which.length))
        span = select(LibertySpan.person_id).where(on_day(which.as_of), LibertySpan.held == Held.YES, lasting)
        parts.append(exists(span.correlate(PersonSummary)))
    for facet in FACETS:
        values = getattr(which, facet)
        if values:
            parts.append(_has_facet(to, facet, values))
    if which.q:
        parts.append(_is_named(to, which.q, broad=which.broad))
    return and_(*parts)


def _lasted(length: DetentionLength, day: date) -> ColumnElement[bool]:
    """Return the condition that the detention of a span has lasted so long on a day."""
    since = LibertySpan.held_since
    if length is DetentionLength.NOT_COMPUTABLE:
        return or_(since.is_(None), since > day)
    least, most = LENGTHS[length]
    begun = since <= _earlier(day, least - 1)
    return begun if most is None else and_(begun, since >= _earlier(day, most - 1))


def _earlier(day: date, days: int) -> date:
    return date.fromordinal(max(1, day.toordinal() - days))


def liberty_table(which: PeopleFilter) -> type[PersonSummary] | type[LibertySpan]:
    """Return the table that tells of people's liberty on the day as of which a filter asks, or today."""
    return LibertySpan if which.as_of else PersonSummary


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
        return PersonSummary.person_id.in_(_referred_to(reference))
    wanted = tokens(q)[:MOST_TOKENS]
    if not wanted:
        return false()
    # Found once for all people; asked of each person anew, it took seconds among thousands.
    bearers = select(NameToken.person_id).where(NameToken.audience == to.audience)
    known = _is_like if broad else _begins
    return and_(*(PersonSummary.person_id.in_(bearers.where(known(token))) for token in wanted))


def _referred_to(reference: str) -> Select[tuple[UUID]]:
    """Return the person of a reference, and those into whom the record was merged, one after another."""
    own = select(Person.id.label("id")).where(Person.reference == reference).cte(recursive=True)
    further = select(Judgement.other_id).join(own, Judgement.one_id == own.c.id)
    every = own.union(further.where(Judgement.verdict == MergeVerdict.SAME))
    return select(every.c.id)


def begun(token: str) -> ColumnElement[bool]:
    """Return the condition under which a `name_key` is a recorded token that begins with this one."""
    # Every token is a key of its own, and holds a to z only; so this is the end of all that begin with it.
    return and_(NameKey.key >= token, NameKey.key < token + "{", NameKey.key == NameKey.token)


def like(token: str) -> ColumnElement[bool]:
    """Return the condition under which a `name_key` leads to a recorded token that is like this one."""
    return NameKey.key.in_(sorted(keys(token)))


def _is_like(token: str) -> ColumnElement[bool]:
    return NameToken.token.in_(select(NameKey.token).where(like(token)))


def _begins(token: str) -> ColumnElement[bool]:
    return and_(NameToken.token >= token, NameToken.token < token + "{")
