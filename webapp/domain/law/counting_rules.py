"""Counting rules: what a code of law makes of days in custody before the judgment, each on a passage."""

from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from webapp.domain.input_rules import clean_text
from webapp.domain.refusals import Refused, check_version
from webapp.domain.visibility import PUBLIC, sees_source
from webapp.models import CountingRule, LegalCode, Passage, Source, SourceVersion
from webapp.vocab.charges import Regime
from webapp.vocab.liberty import HELD, Status
from webapp.vocab.words import N_

RESTRAINTS = tuple(status for status in Status if status in HELD and status is not Status.IMPRISONED)
"""What somebody may be held in before a judgment."""
_MOST = 1000


def counting_rules(session: Session) -> dict[UUID, list[CountingRule]]:
    """Return the rules of all codes by the key of their code, each with its passage; open to everybody."""
    by_code: dict[UUID, list[CountingRule]] = {}
    version = joinedload(CountingRule.passage).joinedload(Passage.source_version)
    rules = select(CountingRule).options(version.joinedload(SourceVersion.source))
    for rule in session.scalars(rules.order_by(CountingRule.restraint, CountingRule.since, CountingRule.id)):
        by_code.setdefault(rule.legal_code_id, []).append(rule)
    return by_code


def counting_rule(session: Session, rule_id: UUID) -> CountingRule | None:
    """Return the rule of this id; law is open to everybody."""
    return session.get(CountingRule, rule_id)


def add_counting_rule(
    session: Session,
    legal_code: LegalCode,
    *,
    restraint: Status,
    regime: Regime | None,
    numerator: int | None,
    denominator: int | None,
    since: date | None,
    until: date | None,
    note: str | None,
    passage: Passage,
) -> CountingRule:
    """Record what a code makes of days in custody, with the provision's words. Raises Refused.

    The words must stand in a stored text that everybody may read: ends of terms follow from them.
    """
    refuse_unread(session, passage)
    rule = CountingRule(legal_code_id=legal_code.id, passage=passage)
    _fill(session, rule, restraint, regime, (numerator, denominator), since, until, note)
    session.add(rule)
    session.flush()
    session.expire(legal_code, ["counting_rules"])
    return rule


def revise_counting_rule(
    session: Session,
    rule: CountingRule,
    *,
    version: int,
    restraint: Status,
    regime: Regime | None,
    numerator: int | None,
    denominator: int | None,
    since: date | None,
    until: date | None,
    note: str | None,
) -> CountingRule:
    """Correct a rule, or say until when it held; its passage stays. Raises Refused, Stale."""
    check_version(rule, version)
    _fill(session, rule, restraint, regime, (numerator, denominator), since, until, note)
    session.flush()
    return rule


def remove_counting_rule(session: Session, rule: CountingRule, *, version: int) -> LegalCode:
    """Remove a rule that was recorded by mistake and return its code; history keeps it. Raises Stale."""
    check_version(rule, version)
    legal_code = rule.legal_code
    session.delete(rule)
    session.flush()
    session.expire(legal_code, ["counting_rules"])
    return legal_code


def refuse_to_hide_rules(session: Session, source: Source) -> None:
    """Raise Refused at `visibility` where a counting rule rests on a source that nobody could read then."""
    if sees_source(PUBLIC, source):
        return
    resting = select(CountingRule.id).join(CountingRule.passage).join(Passage.source_version)
    with session.no_autoflush:
        if session.scalar(resting.where(SourceVersion.source_id == source.id).limit(1)) is not None:
            message = N_("A counting rule rests on it, by which terms are computed for everybody.")
            raise Refused("visibility", message)


def refuse_unread(session: Session, passage: Passage) -> None:
    """Raise Refused at `source` where a rule would rest on words that not everybody can read here."""
    version = passage.source_version
    if not sees_source(PUBLIC, version.source):
        raise Refused("source", N_("Terms are computed by it for everybody: the source must be public."))
    stored = select(SourceVersion.id).where(SourceVersion.id == version.id, SourceVersion.text.is_not(None))
    if session.scalar(stored) is None:
        raise Refused("source", N_("Store the text of the law first: its words must be there to read."))


def _fill(
    session: Session,
    rule: CountingRule,
    restraint: Status,
    regime: Regime | None,
    days: tuple[int | None, int | None],
    since: date | None,
    until: date | None,
    note: str | None,
) -> None:
    if restraint not in RESTRAINTS:
        raise Refused("restraint", N_("Days in this are not counted before a judgment."))
    if since and until and until < since:
        raise Refused("until", N_("This is before the day from which it holds."))
    numerator, denominator = days
    if numerator is None or not 0 <= numerator <= _MOST:
        raise Refused("numerator", N_("Write a whole number of days, at most 1000."))
    if denominator is None or not 1 <= denominator <= _MOST:
        raise Refused("denominator", N_("Write a whole number of days, from 1 to 1000."))
    if _are_counted(session, rule, restraint, regime, since, until):
        raise Refused("since", N_("Another rule counts these days already: say of it until when it held."))
    rule.restraint, rule.regime, rule.since, rule.until = restraint, regime, since, until
    rule.numerator, rule.denominator = numerator, denominator
    rule.note = clean_text("note", note, limit=5000)


def _are_counted(
    session: Session,
    rule: CountingRule,
    restraint: Status,
    regime: Regime | None,
    since: date | None,
    until: date | None,
) -> bool:
    """Tell whether another rule counts some of these days."""
    query = select(CountingRule).where(
        CountingRule.legal_code_id == rule.legal_code_id,
        CountingRule.restraint == restraint,
        CountingRule.regime.is_(None) if regime is None else CountingRule.regime == regime,
        or_(CountingRule.until.is_(None), CountingRule.until >= (since or date.min)),
        or_(CountingRule.since.is_(None), CountingRule.since <= (until or date.max)),
    )
    with session.no_autoflush:
        return any(other is not rule for other in session.scalars(query))
