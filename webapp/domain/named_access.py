"""Restricted material that is open to named accounts alone: the session of anybody else does not read it."""

# What names accounts is kept from others here and not at each page: every query of their session leaves it
# out, with what hangs on it, as if it had never been recorded.

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, event, exists, or_, select
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from webapp.domain.hidden_rows import HiddenRows, hidden_from, keys_in
from webapp.models import (
    Account,
    Base,
    ChargeStep,
    Citation,
    Claim,
    Comparison,
    CourtCase,
    Custody,
    ListBatch,
    ListMapping,
    Organization,
    OrganizationFact,
    OrganizationName,
    Passage,
    Revision,
    Source,
    SourcePage,
    SourceVersion,
    SourceWord,
    UnmatchedName,
    Verification,
)
from webapp.vocab.accounts import Role
from webapp.vocab.claims import Stance

# The execution option of what must be the same for everybody: the head of history, and what hangs on it.
FOR_EVERYBODY = {"habeas_for_everybody": True}
_LIMITS = "habeas_named_access"


def named_keys(row: Claim | Source) -> frozenset[UUID]:
    """Return the keys of the accounts that alone may see a row; none where it names nobody."""
    return frozenset(map(UUID, (row.named_accounts or "").split()))


def written_keys(accounts: Iterable[Account]) -> str | None:
    """Return the keys of accounts as a row stores them."""
    return " ".join(sorted({str(account.id) for account in accounts})) or None


def anything_named() -> ColumnElement[bool]:
    """Return the condition that anything at all is open to named accounts alone."""
    named = (select(model.id).where(model.named_accounts.is_not(None)) for model in (Claim, Source))
    return or_(*map(exists, named))


def sees_everything(account: Account) -> bool:
    """Tell whether an account sees what is open to others by name: administrators do.

    They could give themselves any account; and somebody must be able to open what nobody else can any more.
    """
    return account.role is Role.ADMIN


def limit_to(session: Session, account: Account) -> None:
    """Leave out of all that a session reads from now on what is open to other accounts by name."""
    if not sees_everything(account):
        session.info[_LIMITS] = hidden_from(session, account.id)


def limits_of(session: Session) -> object:
    """Return what a session leaves out, to tell apart what is kept of its answers; None where nothing."""
    return session.info.get(_LIMITS)


def read_alike(session: Session, other: Session) -> None:
    """Leave out of all that a session reads from now on what another one leaves out."""
    if _LIMITS in other.info:
        session.info[_LIMITS] = other.info[_LIMITS]


def is_open_to(account: Account, row: Claim | Source) -> bool:
    """Tell of a claim with its citations, or a source, what the sessions of an account leave out or not."""
    if sees_everything(account):
        return True
    keys = named_keys(row)
    if keys and account.id not in keys:
        return False
    if isinstance(row, Source):
        return True
    if isinstance(row, ChargeStep) and not is_open_to(account, row.charge):
        return False
    cited = [(c, is_open_to(account, c.passage.source_version.source)) for c in row.citations]
    return all(seen for _, seen in cited) or any(c.stance is Stance.SUPPORTS and seen for c, seen in cited)


@contextmanager
def reading_everything(session: Session) -> Iterator[None]:
    """Let a session read within the block what it leaves out, for what is done to a record as a whole.

    Nothing of what is read may be shown.
    """
    limits = session.info.pop(_LIMITS, None)
    try:
        yield
    finally:
        if limits is not None:
            session.info[_LIMITS] = limits


@event.listens_for(Session, "do_orm_execute")
def _leave_out(state: ORMExecuteState) -> None:
    hidden = state.session.info.get(_LIMITS)
    if hidden is None or not state.is_select or state.is_column_load:
        return
    if not state.execution_options.keys() & FOR_EVERYBODY.keys():
        state.statement = state.statement.options(*_criteria(hidden, state.session.get_bind().dialect.name))


@lru_cache(maxsize=64)
def _criteria(hidden: HiddenRows, dialect: str) -> tuple[Any, ...]:
    claims, citations, passages = (
        keys_in(keys, dialect) for keys in (hidden.claims, hidden.citations, hidden.passages)
    )
    sources, versions = keys_in(hidden.sources, dialect), keys_in(hidden.versions, dialect)
    bodies, cases = keys_in(hidden.organizations, dialect), keys_in(hidden.cases, dialect)
    conditions: dict[type[Base], ColumnElement[bool]] = {
        Claim: Claim.id.not_in(claims),
        Citation: Citation.id.not_in(citations),
        Source: Source.id.not_in(sources),
        SourceVersion: SourceVersion.id.not_in(versions),
        Custody: Custody.source_version_id.not_in(versions),
        ListBatch: ListBatch.source_version_id.not_in(versions),
        ListMapping: ListMapping.source_id.not_in(sources),
        Passage: Passage.source_version_id.not_in(versions),
        SourcePage: SourcePage.source_version_id.not_in(versions),
        SourceWord: SourceWord.source_version_id.not_in(versions),
        Comparison: Comparison.passage_id.not_in(passages),
        UnmatchedName: UnmatchedName.passage_id.not_in(passages),
        Verification: Verification.id.not_in(keys_in(hidden.verifications, dialect)),
        OrganizationName: OrganizationName.id.not_in(keys_in(hidden.spellings, dialect)),
        OrganizationFact: OrganizationFact.id.not_in(keys_in(hidden.facts, dialect)),
        Organization: Organization.id.not_in(bodies),
        CourtCase: CourtCase.id.not_in(cases),
        Revision: and_(
            Revision.row_id.not_in(keys_in(hidden.rows, dialect)),
            Revision.about_id.not_in(keys_in(hidden.records, dialect)),
        ),
    }
    return tuple(
        with_loader_criteria(model, condition, include_aliases=True, propagate_to_loaders=False)
        for model, condition in conditions.items()
    )
