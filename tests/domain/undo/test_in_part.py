"""Undoing of an edit what can be undone: records against which something stands stay whole."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.domain.undo.test_very_many import AT, LIST, edit_id, in_sets
from tests.support.list_rows import rows_in
from tests.support.one_edit import edit, revise
from tests.support.undoing import last_edit, state, undo_row
from webapp.domain.checks import check
from webapp.domain.claims import recording
from webapp.domain.history.recording import editing
from webapp.domain.imports.recording import record_rows
from webapp.domain.refusals import Refused
from webapp.domain.sources import sources
from webapp.models import Claim, Person, Source, StatusEvent
from webapp.vocab.accounts import Role
from webapp.vocab.claims import ClaimState
from webapp.vocab.people import PublicationState

__all__ = ["edit_id"]


def person(session: Session, reference: str) -> Person:
    """Return a person by reference."""
    return session.scalars(select(Person).where(Person.reference == reference)).one()


def claims(session: Session, reference: str) -> set[tuple[UUID, ClaimState, str | None]]:
    """Return the claims of a person with what is to stay of them."""
    query = select(Claim).where(Claim.person_id == person(session, reference).id)
    return {(claim.id, claim.state, claim.note) for claim in session.scalars(query)}


def status_of(session: Session, reference: str) -> StatusEvent:
    """Return the only status of a person."""
    query = select(StatusEvent).where(StatusEvent.person_id == person(session, reference).id)
    return session.scalars(query).one()


def test_a_record_that_somebody_changed_since_stays_whole_and_the_others_go(
    session: Session, edit_id: UUID, tmp_path: Path
) -> None:
    make.account(session, "Rafa")
    before = state(session)
    revise(session, status_of(session, "P-0003"), by="Rafa", note="Seen in court")
    session.commit()
    own = claims(session, "P-0003")
    kept = in_sets(session, edit_id, tmp_path, in_part=True)
    assert [*kept] == [person(session, "P-0003").id]
    session.commit()
    assert claims(session, "P-0003") == own
    assert person(session, "P-0003").state is PublicationState.PUBLISHED
    assert person(session, "P-0002").state is PublicationState.RETIRED
    assert ClaimState.WITHDRAWN in {state for _, state, _ in claims(session, "P-0001")}
    assert [*check(session)] == []
    # Once nothing stands against it any more, the rest can go too, and all of it comes back.
    part_id = last_edit(session)
    with pytest.raises(Refused, match="has changed “Note” since"):
        in_sets(session, edit_id, tmp_path, in_part=True)
    session.rollback()
    undo_row(session, status_of(session, "P-0003").id)
    assert in_sets(session, edit_id, tmp_path, in_part=True) == {}
    assert person(session, "P-0003").state is PublicationState.RETIRED
    assert [*check(session)] == []
    rest_id = last_edit(session)
    for each in (rest_id, part_id):
        in_sets(session, each, tmp_path)
    assert state(session) == before


def test_what_a_rule_stands_against_is_found_beside_the_others(
    session: Session, edit_id: UUID, tmp_path: Path
) -> None:
    in_sets(session, edit_id, tmp_path)
    gone_id = last_edit(session)
    session.commit()
    event = next(
        claim for claim in session.scalars(select(StatusEvent)) if claim.state is ClaimState.WITHDRAWN
        and claim.person.reference == "P-0001"
    )  # fmt: skip
    later = AT + timedelta(hours=1)
    with editing(session, by=make.account(session), reason="It is so", at=later):
        make.status(session, event.person, event.status, since=event.since.edtf if event.since else None)
    session.commit()
    kept = in_sets(session, gone_id, tmp_path, in_part=True)
    assert [*kept] == [event.person_id]
    assert {person(session, reference).state for reference in ("P-0002", "P-0003")} == {
        PublicationState.PUBLISHED
    }
    assert event.state is ClaimState.WITHDRAWN
    assert [*check(session)] == []


def test_whatever_is_done_later_to_one_of_many_stays_and_nothing_else(
    session: Session, tmp_path: Path
) -> None:
    names = ("Bir Sınaqov", "Iki Misallı", "Üç Örnəkov", "Dörd Qondarma", "Beş Uydurma", "Altı Sınanlı")
    make.account(session, "Clara", Role.ADMIN)
    text = "\n".join(["Name,Status", *(f"{name},serving" for name in names)])
    (version,) = make.source(session, "A list", text).versions
    edit(session, record_rows, version=version, rows=rows_in(session, version), state=ClaimState.PUBLISHED)
    session.commit()
    list_id = last_edit(session)
    people = session.scalars(select(Person).order_by(Person.reference)).all()
    events = [status_of(session, each.reference) for each in people]
    revise(session, events[0], note="Seen in court")
    edit(session, recording.cite, claim=events[1], evidence=make.evidence(session))
    make.charge(session, people[2])
    edit(session, recording.withdraw_claim, claim=events[3], version=events[3].version)
    session.commit()
    before = state(session)
    kept = in_sets(session, list_id, tmp_path, in_part=True)
    session.commit()
    assert {*kept} == {person.id for person in people[:3]}
    after = state(session)
    changed = {key for key in after if before.get(key) != after[key]}
    # A claim that somebody withdrew is so already.
    left = {person.id for person in people[3:]} | {event.id for event in events[4:]}
    assert changed == left
    assert [*check(session)] == []


def test_the_source_stays_as_long_as_anybody_rests_on_it(session: Session, tmp_path: Path) -> None:
    make.status(session, make.person(session))

    def bring_in(session: Session) -> None:
        source = sources.add_source(session, description=make.description("A list", {}), text=LIST)
        (version,) = source.versions
        record_rows(session, version, rows_in(session, version), state=ClaimState.PUBLISHED)

    edit(session, bring_in)
    session.commit()
    list_id = last_edit(session)
    revise(session, status_of(session, "P-0003"), by="Rafa", note="Seen in court")
    session.commit()
    in_sets(session, list_id, tmp_path, in_part=True)
    source = session.scalars(select(Source).where(Source.title == "A list")).one()
    assert source.state is PublicationState.PUBLISHED
    assert [*check(session)] == []
    undo_row(session, status_of(session, "P-0003").id)
    in_sets(session, list_id, tmp_path, in_part=True)
    assert source.state is PublicationState.RETIRED
    assert [*check(session)] == []
