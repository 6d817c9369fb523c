"""Bring rows back to what they were, by the same functions that forms call, so that the same rules hold."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime
from inspect import Parameter, signature
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.accounts import accounts
from webapp.domain.claims import (
    affiliations,
    assessments,
    charge_steps,
    charges,
    facts,
    names,
    recording,
    statuses,
    treatments,
)
from webapp.domain.history.edits import Change
from webapp.domain.history.recording import SECRET
from webapp.domain.history.stored_values import CLASSES, attributes, held
from webapp.domain.law import legal_codes, provisions
from webapp.domain.lists import saved_searches
from webapp.domain.organizations import organizations
from webapp.domain.people import people
from webapp.domain.refusals import Refused
from webapp.domain.sources import sources
from webapp.domain.sources.description import SourceDescription
from webapp.models import Charge, ChargeStep, Citation, Claim, Organization, OrganizationName
from webapp.vocab.assessments import Criterion
from webapp.vocab.claims import ClaimState, Stance
from webapp.vocab.undoing import UndoEffect
from webapp.vocab.words import N_

_REVISE: dict[str, Callable[..., Any]] = {
    "account": accounts.revise_account, "affiliation": affiliations.revise_affiliation,
    "assessment": assessments.revise_assessment, "charge": charges.revise_charge,
    "charge_step": charge_steps.revise_charge_step, "legal_code": legal_codes.revise_legal_code,
    "organization": organizations.revise_organization, "person_name": names.revise_name,
    "personal_fact": facts.revise_fact, "provision": provisions.revise_provision,
    "saved_search": saved_searches.revise_saved_search, "source": sources.revise_source,
    "status_event": statuses.revise_status, "treatment": treatments.revise_treatment,
}  # fmt: skip
_RETIRE: dict[str, Callable[..., Any]] = {
    "legal_code": legal_codes.retire_legal_code, "organization": organizations.retire_organization,
    "person": people.retire_person, "provision": provisions.retire_provision,
    "saved_search": saved_searches.retire_saved_search, "source": sources.retire_source,
}  # fmt: skip
# Of a claim, what is not said of the person.
_ABOUT_THE_CLAIM = {"version", "rank", "rank_reason", "visibility", "note"}


def bring_back(session: Session, back: Sequence[tuple[Change, UndoEffect]], *, since: datetime) -> None:
    """Do to each row what undoing its change means, in the order given.

    `since` is when the changes were made. Raises Refused where a rule of the records stands against it.
    """
    for change, does in back:
        match does:
            case UndoEffect.PUT_BACK:
                session.add(CLASSES[change.made.table](**_before(session, change)))
                session.flush()
            case UndoEffect.REVERTED:
                _revert(session, change)
            case UndoEffect.REMOVED:
                _remove(session, change.row)
            case UndoEffect.RETIRED:
                _RETIRE[change.made.table](session, change.row, version=change.row.version)
            case UndoEffect.CLOSED:
                accounts.revise_account(
                    session, change.row, version=change.row.version, role=change.row.role, active=False
                )
    leaving = [change.row for change, does in back if does is UndoEffect.WITHDRAWN or _leaves(change)]
    # A charge leaves after its steps.
    for claim in sorted(leaving, key=lambda claim: isinstance(claim, Charge)):
        recording.withdraw_claim(session, claim=claim, version=claim.version)
    for claim in {change.claim for change, _ in back if change.claim is not None}:
        _check(session, claim, since=since if _returns(claim, back) else None)


def _before(session: Session, change: Change) -> dict[str, Any]:
    """Return the attributes in which a row differs from what it was before a change, as they were."""
    row, table = change.row, change.made.table
    old = {key: old for key, (old, _) in change.made.columns.items() if key not in SECRET}
    return attributes(
        session, table, {key: value for key, value in old.items() if row is None or held(row, key) != value}
    )


def _revert(session: Session, change: Change) -> None:
    """Give columns their old values, those of a form through the function that the form calls."""
    row, wanted = change.row, _before(session, change)
    if _leaves(change):
        del wanted["state"]
    revise = _REVISE.get(change.made.table)
    asked = _asked(revise) if revise else []
    if revise and wanted.keys() & set(asked):
        said = {name: wanted.pop(name) if name in wanted else _now(row, name) for name in asked}
        revise(session, row, version=row.version, **_as_asked(revise, said))
    for name, value in wanted.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    session.flush()


def _asked(revise: Callable[..., Any]) -> list[str]:
    """Return the names of what a form asks for, to revise a row."""
    if revise is sources.revise_source:
        return [field.name for field in fields(SourceDescription)]
    parameters = signature(revise).parameters.values()
    return [one.name for one in parameters if one.kind is Parameter.KEYWORD_ONLY and one.name != "version"]


def _now(row: Any, name: str) -> Any:
    """Return what a form would show for a row."""
    if isinstance(row, Organization) and name in ("name", "language"):
        main = organizations.main_name(row)
        return main.text if name == "name" else main.language
    return getattr(row, name)


def _as_asked(revise: Callable[..., Any], said: dict[str, Any]) -> dict[str, Any]:
    """Return values as forms give them: criteria one by one, a source's description as one value."""
    if revise is sources.revise_source:
        return {"description": SourceDescription(**said)}
    if "criteria" in said:
        said["criteria"] = tuple(map(Criterion, said["criteria"].split()))
    return said


def _remove(session: Session, row: Any) -> None:
    if isinstance(row, Citation):
        recording.uncite(session, citation=row, version=row.version)
        return
    which = row.organization if isinstance(row, OrganizationName) else None
    session.delete(row)
    session.flush()
    if which is not None:
        session.expire(which, ["names"])


def _leaves(change: Change) -> bool:
    """Tell whether a claim was withdrawn before the change, and so is again when it is undone."""
    return change.claim is change.row is not None and _state_before(change) == ClaimState.WITHDRAWN


def _state_before(change: Change) -> Any:
    return change.made.columns.get("state", (None, None))[0]


def _returns(claim: Claim, back: Sequence[tuple[Change, UndoEffect]]) -> bool:
    return any(
        change.row is claim and "state" in change.made.columns
        and change.made.columns["state"][1] == ClaimState.WITHDRAWN
        for change, _ in back
    )  # fmt: skip


def _check(session: Session, claim: Claim, *, since: datetime | None) -> None:
    """Raise Refused where a claim would lack its passage or its charge, or be the twin of a later one."""
    session.expire(claim, ["citations"])
    lead = next((one for one in claim.citations if one.id == claim.lead_citation_id), None)
    if lead is None or lead.stance is not Stance.SUPPORTS:
        raise Refused("edit", N_("The passage that the claim began with is not cited any more."))
    if claim.state is ClaimState.WITHDRAWN:
        return
    if isinstance(claim, ChargeStep) and claim.charge.state is ClaimState.WITHDRAWN:
        raise Refused("edit", N_("The charge of this step is withdrawn; undo that first."))
    if since is not None and _twin(session, claim, since) is not None:
        message = N_("Exactly this was recorded of %(record)s again since, as a claim of its own.")
        raise Refused("edit", message, record=claim.person.reference)


def _twin(session: Session, claim: Claim, since: datetime) -> Claim | None:
    """Return a claim made after `since` that says the same of the same person."""
    kind = type(claim)
    said = [name for name in _asked(_REVISE[claim.kind.value]) if name not in _ABOUT_THE_CLAIM]
    said += ["charge_id"] if isinstance(claim, ChargeStep) else []
    others = select(kind).where(
        kind.person_id == claim.person_id, kind.id != claim.id, kind.made_at > since,
        kind.state != ClaimState.WITHDRAWN,
    )  # fmt: skip
    return next(
        (
            other
            for other in session.scalars(others)
            if all(getattr(other, name) == getattr(claim, name) for name in said)
        ),
        None,
    )
