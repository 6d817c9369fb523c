"""Bring rows back to what they were, by the same functions that forms call, so that the same rules hold."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import fields
from datetime import datetime
from inspect import Parameter, signature
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from webapp.domain.accounts import accounts
from webapp.domain.batches import batches
from webapp.domain.claims import recording
from webapp.domain.claims.kinds import KINDS, content_of
from webapp.domain.courts import cases
from webapp.domain.history.edits import Change
from webapp.domain.history.recording import SECRET
from webapp.domain.history.stored_values import CLASSES, attributes, current_value
from webapp.domain.law import counting_rules, legal_codes, provisions
from webapp.domain.lists import saved_searches
from webapp.domain.organizations import organization_facts, organizations
from webapp.domain.people import people
from webapp.domain.refusals import Refused
from webapp.domain.retiring import retire_record
from webapp.domain.reviewing import acts as reviewing
from webapp.domain.sources import sources
from webapp.domain.sources.description import SourceDescription
from webapp.models import (
    Charge,
    ChargeStep,
    Citation,
    Claim,
    CountingRule,
    Organization,
    OrganizationName,
    Person,
    Source,
)
from webapp.vocab.claims import ClaimState, Stance
from webapp.vocab.undoing import UndoEffect
from webapp.vocab.words import N_

_REVISE: dict[str, Callable[..., Any]] = {
    "account": accounts.revise_account, "counting_rule": counting_rules.revise_counting_rule,
    "court_case": cases.revise_case,
    "legal_code": legal_codes.revise_legal_code,
    "organization": organizations.revise_organization,
    "organization_fact": organization_facts.revise_organization_fact,
    "provision": provisions.revise_provision,
    "saved_search": saved_searches.revise_saved_search,
}  # fmt: skip
# Claims that are written together.
_AT_ONCE = 500
_OF_EVERY_CLAIM = ("rank", "rank_reason", "visibility", "note")


def bring_back(session: Session, back: Sequence[tuple[Change, UndoEffect]], *, since: datetime) -> None:
    """Do to each row what undoing its change means, in the order given.

    `since` is when the changes were made. Raises Refused where a rule of the records stands against it.
    """
    for change, does in back:
        match does:
            case UndoEffect.PUT_BACK:
                row = CLASSES[change.row_change.table](**_before(session, change))
                session.add(row)
                session.flush()
                if isinstance(row, CountingRule):
                    counting_rules.refuse_unread(session, row.passage)
            case UndoEffect.REVERTED:
                _revert(session, change)
            case UndoEffect.REMOVED:
                _remove(session, change.row)
            case UndoEffect.RETIRED:
                take_out = people.retire_person if isinstance(change.row, Person) else retire_record
                take_out(session, change.row, version=change.row.version)
            case UndoEffect.CLOSED:
                accounts.revise_account(
                    session, change.row, version=change.row.version, role=change.row.role, active=False
                )
    leaving = [change.row for change, does in back if does is UndoEffect.WITHDRAWN or _leaves(change)]
    # A charge leaves after its steps.
    leaving.sort(key=lambda claim: isinstance(claim, Charge))
    for place in range(0, len(leaving), _AT_ONCE):
        recording.withdraw_claims(session, leaving[place : place + _AT_ONCE])
    claims = {change.claim for change, _ in back if change.claim is not None}
    returning = {change.row for change, _ in back if _returns(change)}
    _load_citations(session, claims)
    for claim in claims:
        check_as_left(session, claim, since=since if claim in returning else None)


def _before(session: Session, change: Change) -> dict[str, Any]:
    """Return the attributes in which a row differs from what it was before a change, as they were."""
    row, table = change.row, change.row_change.table
    old = {key: old for key, (old, _) in change.row_change.columns.items() if key not in SECRET}
    return attributes(
        session,
        table,
        {key: value for key, value in old.items() if row is None or current_value(row, key) != value},
    )


def _revert(session: Session, change: Change) -> None:
    """Give columns their old values, those of a form through the function that the form calls."""
    row, wanted = change.row, _before(session, change)
    if _leaves(change):
        del wanted["state"]
    if wanted.keys() & set(_form_fields(row)):
        values = {name: wanted.pop(name, _now(row, name)) for name in _form_fields(row)}
        _revise(session, row, values)
    for name, value in wanted.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    session.flush()


def _form_fields(row: Any) -> list[str]:
    """Return the names of what a form asks for, to revise a row."""
    if isinstance(row, Claim):
        return [*KINDS[row.kind].fields, *_OF_EVERY_CLAIM]
    if isinstance(row, Source):
        return [field.name for field in fields(SourceDescription)]
    revise = _REVISE.get(row.__tablename__)
    parameters = signature(revise).parameters.values() if revise else ()
    # What has a default is no value of the row, but a word about a doubt.
    needed = (p for p in parameters if p.kind is Parameter.KEYWORD_ONLY and p.default is Parameter.empty)
    return [p.name for p in needed if p.name != "version"]


def _now(row: Any, name: str) -> Any:
    """Return what a form would show for a row."""
    if isinstance(row, Organization) and name in ("name", "language"):
        main = row.main_name
        return main.text if name == "name" else main.language
    return getattr(row, name)


def _revise(session: Session, row: Any, values: dict[str, Any]) -> None:
    """Revise a row with the values that a form would ask for."""
    match row:
        case Claim():
            shared = {name: values.pop(name) for name in _OF_EVERY_CLAIM}
            reviewing.revise(session, row, content_of(row, **values), version=row.version, **shared)
        case Source():
            description = SourceDescription(**values)
            sources.revise_source(session, row, description=description, version=row.version)
        case _:
            _REVISE[row.__tablename__](session, row, version=row.version, **values)


def _remove(session: Session, row: Any) -> None:
    if isinstance(row, Citation):
        recording.uncite(session, citation=row, version=row.version)
    elif isinstance(row, OrganizationName):
        organizations.remove_organization_name(session, row)
    else:
        session.delete(row)
        session.flush()


def _leaves(change: Change) -> bool:
    """Tell whether a claim was withdrawn before the change, and so is again when it is undone."""
    return change.claim is change.row is not None and _state_before(change) == ClaimState.WITHDRAWN


def _state_before(change: Change) -> Any:
    return change.row_change.columns.get("state", (None, None))[0]


def _returns(change: Change) -> bool:
    """Tell whether undoing a change brings back what it withdrew."""
    columns = change.row_change.columns
    return "state" in columns and columns["state"][1] == ClaimState.WITHDRAWN


def _load_citations(session: Session, claims: Collection[Claim]) -> None:
    """Have the citations of claims as they are now, read for many claims at once."""
    for claim in claims:
        session.expire(claim, ["citations"])
    query = select(Claim).options(selectinload(Claim.citations))
    for ids in batches(claim.id for claim in claims):
        session.scalars(query.where(Claim.id.in_(ids))).all()


def check_as_left(session: Session, claim: Claim, *, since: datetime | None) -> None:
    """Raise Refused where a claim would lack its passage or its charge, or be the twin of a later one."""
    lead = next((row for row in claim.citations if row.id == claim.lead_citation_id), None)
    if lead is None or lead.stance is not Stance.SUPPORTS:
        raise Refused("edit", N_("The passage that the claim began with is not cited any more."))
    if claim.state is ClaimState.WITHDRAWN:
        return
    if isinstance(claim, ChargeStep) and claim.charge.state is ClaimState.WITHDRAWN:
        raise Refused("edit", N_("The charge of this step is withdrawn; undo that first."))
    if since is not None and _recorded_again(session, claim, since):
        message = N_("Exactly this was recorded of %(record)s again since, as a claim of its own.")
        raise Refused("edit", message, record=claim.person.reference)


def _recorded_again(session: Session, claim: Claim, since: datetime) -> bool:
    """Tell whether a claim made after `since` says the same of the same person."""
    kind = KINDS[claim.kind]
    columns = {name: getattr(claim, name) for name in kind.columns}
    equals = recording.equal_claims(session, kind.model, claim.person, columns)
    return any(equal is not claim and equal.made_at > since for equal in equals)
