"""What undoing does: as a new edit, all of it or nothing, and what was undone can be undone in its turn."""

from uuid import uuid4

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit, revise
from tests.support.undoing import edits_since, last_edit, refused, undo, undo_row
from webapp.domain.accounts import accounts
from webapp.domain.checks import check
from webapp.domain.claims import recording
from webapp.domain.claims.kinds import content_of
from webapp.domain.history.recording import editing, head
from webapp.domain.organizations import organizations
from webapp.domain.refusals import Refused
from webapp.domain.undo.undo import plan_for_change, plan_for_edit, undo_edit
from webapp.models import (
    Citation,
    Passage,
    PersonSummary,
    Revision,
    SourceVersion,
    StatusEvent,
    writing,
)
from webapp.vocab.accounts import Role
from webapp.vocab.charges import StepKind
from webapp.vocab.claims import ClaimState
from webapp.vocab.people import PublicationState
from webapp.vocab.undoing import UndoEffect


def test_a_value_goes_back_with_the_reason_and_the_name_of_who_undid(session: Session) -> None:
    event = make.status(session, make.person(session), note="A first note")
    revise(session, event, note="A second note", since=make.edtf_date("2024"))
    number = head(session)[0]
    undo(session)
    assert (event.note, event.since) == ("A first note", make.edtf_date("2023-11"))
    (made,) = session.scalars(select(Revision).where(Revision.number > number))
    assert (made.by.name, made.reason) == ("Clara", "A letter came")
    assert made.changes["since_edtf"] == ["2024", "2023-11"]
    assert made.changes["since_latest"] == ["2024-12-31", "2023-11-30"]


def test_a_value_that_somebody_changed_since_stays_and_the_page_says_who_did(session: Session) -> None:
    event = make.status(session, make.person(session))
    revise(session, event, note="A second note", place_words="a cellar")
    first = last_edit(session)
    revise(session, event, by="Rafa", note="A third note")
    refused(undo, session, first, match="Status: Rafa has changed “Note” since")


def test_the_last_edit_is_undone_first_and_then_the_one_before(session: Session) -> None:
    event = make.status(session, make.person(session))
    for note in ("one", "two"):
        revise(session, event, note=note)
    two, one = edits_since(session, 0)[:2]
    for edit_id, note in ((two, "one"), (one, None)):
        undo(session, edit_id)
        assert event.note == note


def test_one_value_that_is_as_before_already_hinders_no_other(session: Session) -> None:
    event = make.status(session, make.person(session))
    revise(session, event, note="A second note", place_words="a cellar")
    first = last_edit(session)
    revise(session, event, note=None)
    undo(session, first)
    assert (event.note, event.place_words) == (None, None)


def test_what_was_undone_cannot_be_undone_twice(session: Session) -> None:
    event = make.status(session, make.person(session))
    revise(session, event, note="A second note")
    first = last_edit(session)
    undo(session, first)
    refused(undo, session, first, match="undone already")


def test_what_undoing_did_can_be_undone_again_and_again(session: Session) -> None:
    event = make.status(session, make.person(session))
    for expected in (ClaimState.WITHDRAWN, ClaimState.PUBLISHED, ClaimState.WITHDRAWN):
        undo(session)
        assert event.state is expected
    assert list(check(session)) == []


def test_an_edit_of_several_people_is_undone_for_all_or_for_none(session: Session) -> None:
    both = [make.person(session), make.person(session, "Ayla Numunali")]
    make.status(session, both)  # type: ignore[arg-type]
    together = last_edit(session)
    events = session.scalars(select(StatusEvent)).all()
    undo(session)
    assert [event.state for event in events] == [ClaimState.WITHDRAWN] * 2
    undo(session)
    revise(session, events[1], by="Rafa", note="Seen by the family")
    refused(undo, session, together, match="Status: Rafa has changed “Note” since")


def test_one_change_of_an_edit_is_undone_without_the_others(session: Session) -> None:
    make.status(session, [make.person(session), make.person(session, "Ayla Numunali")])  # type: ignore[arg-type]
    one, other = session.scalars(select(StatusEvent)).all()
    undo_row(session, one.id)
    assert (one.state, other.state) == (ClaimState.WITHDRAWN, ClaimState.PUBLISHED)


def test_a_recorded_claim_is_withdrawn_and_keeps_its_passage(session: Session) -> None:
    event = make.status(session, make.person(session))
    undo(session)
    assert event.state is ClaimState.WITHDRAWN
    assert [citation.passage.exact for citation in event.citations] == [make.ARRESTED]


def test_a_passage_is_put_back_with_its_key_its_maker_and_its_time(session: Session) -> None:
    event = make.status(session, make.person(session))
    rafa = make.account(session, "Rafa", Role.REVIEWER)
    evidence = make.evidence(session, make.RELEASED, note="sic")
    with editing(session, by=rafa, reason="Also here", at=make.AT.replace(year=2025)):
        recording.cite(session, claim=event, evidence=evidence)
    first, further = sorted(event.citations, key=lambda one: one.note == "sic")
    key = further.id
    edit(session, recording.uncite, citation=further, version=further.version)
    undo(session)
    back = session.get_one(Citation, key)
    assert (back.note, back.made_by_id, back.made_at) == ("sic", rafa.id, make.AT.replace(year=2025))
    assert event.lead_citation_id == first.id


def test_a_charge_leaves_after_the_steps_that_came_with_it(session: Session) -> None:
    step = make.step(session, make.charge(session, make.person(session)))
    charge, evidence = step.charge, make.evidence(session, make.RELEASED)
    for claim in (step, charge):
        edit(session, recording.withdraw_claim, claim=claim, version=claim.version)
    with editing(session, by=make.account(session), reason="It goes on", at=make.AT):
        charge.state = ClaimState.PUBLISHED
        content = content_of(step, step=StepKind.CONVICTED)
        further = recording.add(
            session, content, evidence=evidence, state=ClaimState.PUBLISHED, visibility=None, note=None
        )[0]
    undo(session)
    assert {claim.state for claim in (charge, step, further)} == {ClaimState.WITHDRAWN}


def test_an_added_person_is_retired_and_comes_back(session: Session) -> None:
    who = make.person(session)
    added = last_edit(session)
    undo(session)
    assert who.state is PublicationState.RETIRED
    assert who.claims[0].state is ClaimState.PUBLISHED
    assert session.scalars(select(PersonSummary).where(PersonSummary.audience == "public")).all() == []
    assert list(check(session)) == []
    undo(session)
    assert who.state is PublicationState.PUBLISHED
    make.status(session, who)
    refused(undo, session, added, match="More was recorded of P-0001 since")


def test_texts_and_quotations_stay_and_the_plan_says_so(session: Session) -> None:
    source = make.source(session)
    plan = undo(session)
    assert source.state is PublicationState.RETIRED
    assert session.scalars(select(SourceVersion)).one().text == make.TEXT
    assert [(step.change.row_change.table, step.does) for step in plan.steps] == [
        ("source", UndoEffect.RETIRED), ("source_version", UndoEffect.STAYS)
    ]  # fmt: skip
    make.evidence(session, make.ARRESTED, of=source)
    refused(undo, session, match="Nothing of this can be undone")
    assert len(session.scalars(select(Passage)).all()) == 1


def test_a_spelling_that_was_taken_away_comes_back(session: Session) -> None:
    union = make.organization(session)
    edit(
        session, organizations.add_organization_name, union, text="The Couriers",
        kind=organizations.NameKind.ALIAS, language=None, note=None,
    )  # fmt: skip
    undo(session)
    assert [name.text for name in union.names] == ["Union of Invented Couriers"]
    undo(session)
    session.expire_all()
    assert [name.text for name in union.names] == ["Union of Invented Couriers", "The Couriers"]


def test_an_account_gets_its_role_back_and_one_administrator_stays(session: Session) -> None:
    ada, bahar = make.account(session, "Ada", Role.ADMIN), make.account(session, "Bahar")
    edit(session, accounts.revise_account, bahar, version=1, role=Role.ADMIN, active=True)
    promoted = last_edit(session)
    undo(session)
    assert bahar.role is Role.CURATOR
    undo(session)
    edit(session, accounts.revise_account, ada, version=1, role=Role.READER, active=True)
    refused(undo, session, promoted, match="At least one administrator must stay")


def test_what_never_was_cannot_be_undone(session: Session) -> None:
    make.account(session)
    assert plan_for_edit(session, uuid4()) is None
    assert plan_for_change(session, 10**6) is None
    with pytest.raises(Refused):
        edit(session, undo_edit, edit_id=uuid4())


def test_of_two_who_undo_the_same_at_once_one_is_told(engine: Engine) -> None:
    with Session(writing(engine)) as session:
        event = make.status(session, make.person(session), note="one")
        revise(session, event, note="two")
        edit_id, key = last_edit(session), event.id
        session.commit()
    with Session(engine) as reading:
        plan = plan_for_edit(reading, edit_id)
        assert plan is not None
        assert plan.problem is None
        reading.rollback()
    with Session(writing(engine)) as session:
        undo(session, edit_id)
        session.commit()
    with Session(writing(engine)) as session:
        with pytest.raises(Refused, match="undone already"):
            undo(session, edit_id)
        session.rollback()
        assert session.get_one(StatusEvent, key).note == "one"
