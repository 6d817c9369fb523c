"""How this home works, as its administrators decided; asked once several people may write."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.models import THE_HOME, Account, HomeRules
from webapp.vocab.accounts import OwnClaims, Role, allows
from webapp.vocab.claims import ClaimState

_HELD = "habeas_home_rules"


def home_rules(session: Session) -> HomeRules | None:
    """Return the rules of this home, or None before anything was decided."""
    # A session forgets what nobody holds, and a page asks several times.
    rules = session.info[_HELD] = session.get(HomeRules, THE_HOME)
    return rules


def decide_rules(
    session: Session, *, own_claims: OwnClaims, second_factor_from: Role | None = None
) -> HomeRules:
    """Decide how this home works: who accepts claims, and from which role on a second factor is required."""
    rules = home_rules(session) or HomeRules(id=THE_HOME)
    rules.own_claims, rules.second_factor_from = own_claims, second_factor_from
    session.add(rules)
    session.flush()
    return rules


def is_self_reviewed(session: Session) -> bool:
    """Tell whether those who may publish may publish their own: always where one account alone may write."""
    rules = home_rules(session)
    return rules is None or rules.own_claims is not OwnClaims.BY_ANOTHER or _writers(session) < 2


def state_of_new_claims(session: Session, by: Account) -> ClaimState:
    """Return in which state the claims begin that an account brings in many at once."""
    published = allows(by.role, Role.REVIEWER) and is_self_reviewed(session)
    return ClaimState.PUBLISHED if published else ClaimState.IN_REVIEW


def is_to_be_decided(session: Session) -> bool:
    """Tell whether several accounts may write and nobody decided yet who accepts what a reviewer recorded."""
    rules = home_rules(session)
    return (rules is None or rules.own_claims is None) and _writers(session) > 1


def _writers(session: Session) -> int:
    writers = select(func.count(Account.id)).where(Account.active.is_(True), Account.role != Role.READER)
    return session.scalar(writers) or 0
