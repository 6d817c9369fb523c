"""What cannot be undone: nothing that others built on is swept away, and no rule of the records is broken."""

from functools import partial
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit, revise
from tests.support.undoing import edits_since, last_edit, refused, undo, undo_row
from webapp.domain.accounts import accounts
from webapp.domain.claims import recording
from webapp.domain.claims.kinds import content_of
from webapp.domain.history.edits import changes_in
from webapp.domain.history.recording import editing
from webapp.domain.law import provisions
from webapp.domain.organizations import organizations
from webapp.domain.people import people
from webapp.domain.refusals import Refused
from webapp.domain.undo.undo import open_to_undoing, plan_for_edit, takes
from webapp.models import (
    Account,
    Charge,
    Revision,
)
from webapp.vocab.accounts import Role
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Cause, Status


def test_a_claim_to_which_a_further_passage_came_is_not_swept_away(session: Session) -> None:
    event = make.status(session, make.person(session))
    made = last_edit(session)
    edit(session, recording.cite, claim=event, evidence=make.evidence(session, make.RELEASED))
    refused(undo, session, made, match="Another passage has come to this claim since")


def test_a_claim_published_since_is_not_swept_away(session: Session) -> None:
    event = make.status(session, make.person(session), state=ClaimState.IN_REVIEW)
    made = last_edit(session)
    edit(session, recording.publish_claim, claim=event, version=event.version)
    refused(undo, session, made, match="Status: Clara has changed “State” since")


def test_what_was_changed_since_is_named_in_the_language_of_the_page(session: Session) -> None:
    event = make.status(session, make.person(session), state=ClaimState.IN_REVIEW)
    made = last_edit(session)
    edit(session, recording.publish_claim, claim=event, version=event.version)
    with pytest.raises(Refused) as refusal:
        undo(session, made)
    in_german = refusal.value.translated(lambda text: {"Status": "Lage", "State": "Stand"}.get(text, text))
    assert in_german.startswith("Lage: Clara has changed “Stand” since")


def test_the_last_passage_of_a_claim_is_not_taken_away(session: Session) -> None:
    event = make.status(session, make.person(session))
    first = event.citations[0]
    further = edit(session, recording.cite, claim=event, evidence=make.evidence(session, make.RELEASED))
    cited = last_edit(session)
    edit(session, recording.uncite, citation=first, version=1)
    session.expire_all()
    assert event.citations == [further]
    refused(undo, session, cited, match="last passage that supports the claim")


def test_a_passage_cited_again_since_is_not_put_back_beside_itself(session: Session) -> None:
    event = make.status(session, make.person(session))
    evidence = make.evidence(session, make.RELEASED)
    further = edit(session, recording.cite, claim=event, evidence=evidence)
    edit(session, recording.uncite, citation=further, version=1)
    removed = last_edit(session)
    edit(session, recording.cite, claim=event, evidence=evidence)
    refused(undo, session, removed, match="cites this passage again already")


def test_nobody_loses_the_only_name(session: Session) -> None:
    who = make.person(session)
    old = who.claims[0]
    make.name(session, who, "Elvin the courier")
    named = last_edit(session)
    edit(session, recording.withdraw_claim, claim=old, version=old.version)
    refused(undo, session, named, match="the person's only name")


def test_a_charge_of_which_steps_stand_is_not_withdrawn(session: Session) -> None:
    charge = make.charge(session, make.person(session), offence="theft of ink")
    made = last_edit(session)
    make.step(session, charge)
    refused(undo, session, made, match="Steps of this charge still stand")


def test_a_step_does_not_come_back_without_its_charge(session: Session) -> None:
    step = make.step(session, make.charge(session, make.person(session)))
    charge = session.scalars(select(Charge)).one()
    edit(session, recording.withdraw_claim, claim=step, version=step.version)
    withdrawn = last_edit(session)
    edit(session, recording.withdraw_claim, claim=charge, version=charge.version)
    refused(undo, session, withdrawn, match="The charge of this step is withdrawn")
    undo(session)
    undo(session, withdrawn)
    assert {claim.state for claim in (step, charge)} == {ClaimState.PUBLISHED}


def test_what_was_recorded_anew_since_does_not_come_back_as_its_twin(session: Session) -> None:
    who = make.person(session)
    event = make.status(session, who)
    edit(session, recording.withdraw_claim, claim=event, version=event.version)
    withdrawn, evidence = last_edit(session), make.evidence(session, make.RELEASED)
    with editing(session, by=make.account(session), reason="Anew", at=make.AT.replace(day=23)):
        recording.add(
            session, content_of(event), people=[who], evidence=evidence, state=ClaimState.PUBLISHED,
            visibility=Visibility.PUBLIC, note=None,
        )  # fmt: skip
    refused(undo, session, withdrawn, match="Exactly this was recorded of P-0001 again since")


def test_values_that_no_form_would_take_together_do_not_come_together_by_undoing(session: Session) -> None:
    event = make.status(session, make.person(session))
    revise(session, event, status=Status.RELEASED_EARLY)
    released = last_edit(session)
    revise(session, event, cause=Cause.PARDON)
    refused(undo, session, released, match="a person who is held has none")


def test_a_number_given_to_another_provision_since_is_not_taken_back(session: Session) -> None:
    provision = make.provision(session)
    edit(session, provisions.revise_provision, provision, version=1, number="206.4", title="Smuggling")
    renumbered = last_edit(session)
    make.provision(session, "206.3.2")
    refused(undo, session, renumbered, match="206.3.2 is already recorded in this code")


def test_a_circle_of_organizations_is_not_closed_by_undoing(session: Session) -> None:
    above, below = make.organization(session, "Above"), make.organization(session, "Below")
    said = {"language": None, "kind": above.kind, "country": None, "note": None}
    for which, parent in ((below, above), (below, None), (above, below)):
        edit(
            session, organizations.revise_organization, which, version=which.version,
            name=which.name, parent=parent, **said,
        )  # fmt: skip
    taken_out = edits_since(session, 0)[1]
    refused(undo, session, taken_out, match="cannot stand above itself")


def test_an_organization_keeps_its_only_name(session: Session) -> None:
    union = make.organization(session)
    refused(undo_row, session, union.names[0].id, match="the organization's only name")


def test_no_password_comes_back(session: Session) -> None:
    make.password(session, make.account(session))
    make.password(session, make.account(session), "other quite unrelated words")
    held = session.scalars(select(Account.password_hash)).one()
    refused(undo, session, match="passwords stay as they are")
    assert session.scalars(select(Account.password_hash)).one() == held


def test_undoing_needs_the_role_that_making_public_takes(session: Session) -> None:
    clara, rafa = make.account(session), make.account(session, "Rafa", Role.REVIEWER)
    make.account(session, "Ada", Role.ADMIN)
    who = make.person(session)
    event = make.status(session, who)
    withdraw = partial(recording.withdraw_claim, claim=event)
    edit(session, withdraw, version=event.version)
    mine = last_edit(session)
    assert _takes(session, clara, mine) is Role.CURATOR, "her own mistake"
    assert _takes(session, rafa, mine) is Role.REVIEWER
    undo(session)
    with editing(session, by=rafa, reason="It endangers her", at=make.AT):
        withdraw(session, version=event.version)
    assert _takes(session, clara) is Role.REVIEWER
    assert _takes(session, clara, mine) is Role.REVIEWER, "no way round by an older edit of hers"
    edit(session, people.retire_person, who, version=who.version)
    assert _takes(session, clara) is Role.CURATOR
    edit(session, accounts.revise_account, rafa, version=1, role=Role.CURATOR, active=True)
    assert _takes(session, clara) is Role.ADMIN


def test_history_offers_what_can_still_be_undone(session: Session) -> None:
    event = make.status(session, make.person(session))
    made = last_edit(session)
    assert _open(session, made) == {"status_event"}
    revise(session, event, note="A second note")
    assert _open(session, made) == set()
    assert _open(session, last_edit(session)) == {"status_event"}
    undo(session)
    assert _open(session, made) == {"status_event"}


def _takes(session: Session, who: Account, edit_id: Any = None) -> Role:
    """The one role that undoing an edit, or the last one, takes."""
    plan = plan_for_edit(session, edit_id or last_edit(session))
    assert plan is not None
    (role,) = set(takes(session, plan.changes, by=who.id).values())
    return role


def _open(session: Session, edit_id: Any) -> set[str]:
    query = select(Revision).where(Revision.edit_id == edit_id).order_by(Revision.number)
    changes = changes_in(session, session.scalars(query).all())
    return {change.row_change.table for change in open_to_undoing(changes)}
