"""What a person decides on a passage that a new version holds, or holds no longer: move, keep, withdraw."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.claims.recording import Evidence, cite, uncite, withdraw_claim
from webapp.domain.refusals import Refused, check_version
from webapp.domain.sources.new_version.comparisons import undecided
from webapp.domain.sources.passages import fix_passage
from webapp.domain.text.quote_location import Span, flat
from webapp.models import Charge, ChargeStep, Citation, Claim, Comparison, PersonName, SourceVersion
from webapp.vocab.claims import ClaimState, Stance
from webapp.vocab.comparisons import Decision, Verdict
from webapp.vocab.words import N_


def carry_unchanged(session: Session, *, into: SourceVersion) -> list[Comparison]:
    """Cite from a version too all that waits and is unchanged in it. Raises Refused where nothing does."""
    query = select(Comparison).where(
        Comparison.source_version_id == into.id, Comparison.verdict == Verdict.SAME, undecided()
    )
    found = list(session.scalars(query))
    if not found:
        raise Refused("reason", N_("Nothing that is unchanged waits here any more."))
    for comparison in found:
        span = _span(comparison)
        if not _same_words(comparison, span):
            message = N_("“%(words)s” has changed; decide on it by itself.")
            raise Refused("reason", message, words=comparison.passage.exact)
        _move(session, comparison, span)
    return found


def decide(
    session: Session,
    comparison: Comparison,
    *,
    version: int,
    decision: Decision,
    place: Span | None,
    confirmed: bool,
) -> Comparison:
    """Settle what becomes of a passage; `place` is another one in the new version than the one proposed.

    Words that differ from the cited ones are taken only where somebody `confirmed` that they bear out all
    that rests on the passage. Raises Refused, Stale.
    """
    check_version(comparison, version)
    if comparison.decision is not None:
        raise Refused("decision", N_("This was decided already."))
    if decision is Decision.MOVED:
        span = place or _span(comparison)
        if not confirmed and not _same_words(comparison, span):
            raise Refused(
                "confirmed", N_("The words differ. Tick this if they still bear out all that rests on them.")
            )
        _move(session, comparison, span)
        return comparison
    if decision is Decision.WITHDRAWN:
        _withdraw(session, comparison)
    comparison.decision = decision
    session.flush()
    return comparison


def _span(comparison: Comparison) -> Span:
    if comparison.start is None or comparison.end is None:
        raise Refused("quote", N_("The passage was not found; paste the words of the new version."))
    return Span(comparison.start, comparison.end)


def _same_words(comparison: Comparison, span: Span) -> bool:
    new = (comparison.source_version.text or "")[span.start : span.end]
    return flat(new)[0].strip() == flat(comparison.passage.exact)[0].strip()


def _move(session: Session, comparison: Comparison, span: Span) -> None:
    """Let all that rests on the old passage rest on the new one as well."""
    passage = fix_passage(session, comparison.source_version, span)
    for old in _resting(session, comparison):
        if all(other.passage_id != passage.id for other in old.claim.citations):
            evidence = Evidence(passage, old.stance, old.credibility, old.note, old.translation)
            cite(session, claim=old.claim, evidence=evidence)
    comparison.decision, comparison.new_passage = Decision.MOVED, passage
    session.flush()


def _withdraw(session: Session, comparison: Comparison) -> None:
    """Withdraw what rests on the passage alone, and take the passage away from the rest. Raises Refused."""
    # Steps before the charge that they are steps of: a charge goes only when none of its steps stands.
    citations = _resting(session, comparison)
    for citation in sorted(citations, key=lambda citation: _PLACE.get(type(citation.claim), 1)):
        claim = citation.claim
        others = (other for other in claim.citations if other is not citation)
        if any(other.stance is Stance.SUPPORTS for other in others):
            uncite(session, citation=citation, version=citation.version)
        else:
            _withdraw_claim(session, claim)


def _withdraw_claim(session: Session, claim: Claim) -> None:
    try:
        withdraw_claim(session, claim=claim, version=claim.version)
    except Refused as refused:
        if type(claim) not in _WHY:
            raise
        raise Refused("decision", _WHY[type(claim)], person=claim.person.reference) from refused


_PLACE: dict[type[Claim], int] = {ChargeStep: 0, Charge: 2}
_WHY: dict[type[Claim], str] = {
    PersonName: N_("The only name of %(person)s rests on this passage; add the right name first."),
    Charge: N_("Steps of a charge against %(person)s rest on other passages; withdraw them first."),
}


def _resting(session: Session, comparison: Comparison) -> list[Citation]:
    query = (
        select(Citation)
        .join(Citation.claim)
        .where(Citation.passage_id == comparison.passage_id, Claim.state != ClaimState.WITHDRAWN)
        .order_by(Citation.made_at, Citation.id)
    )
    return list(session.scalars(query))
