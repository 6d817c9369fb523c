"""Nothing is changed without a trace: who, when, why, the old and the new, in one unbroken chain."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit, revise
from webapp.domain.claims import recording
from webapp.domain.claims.names import NameContent
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.history.recording import UnrecordedEdit, editing, head
from webapp.domain.people import people
from webapp.domain.refusals import Refused
from webapp.models import (
    Account,
    Citation,
    Claim,
    Organization,
    Person,
    PersonSummary,
    Revision,
    Source,
    StatusEvent,
)
from webapp.vocab.accounts import Action, Role
from webapp.vocab.claims import Rank, Visibility
from webapp.vocab.liberty import Status
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import NameKind, PublicationState


def test_a_new_row_is_written_with_all_that_it_says(session: Session) -> None:
    event = make.status(session, make.person(session), Status.ARRESTED, "2023-11", place_words="a cellar")
    revision = _last(session, event.id)
    assert (revision.action, revision.table_name) == (Action.CREATED, "status_event")
    told = {column: new for column, (old, new) in revision.changes.items() if old is None}
    assert told == {
        "id": str(event.id),
        "kind": "status_event",
        "person_id": str(event.person_id),
        "lead_citation_id": str(event.lead_citation_id),
        "state": "published",
        "visibility": "public",
        "made_by_id": str(event.made_by_id),
        "made_at": "2026-11-22T09:00:00.000000+00:00",
        "status": "arrested",
        "since_edtf": "2023-11",
        "since_earliest": "2023-11-01",
        "since_latest": "2023-11-30",
        "place_words": "a cellar",
    }


def test_a_changed_row_is_written_with_old_and_new(session: Session) -> None:
    event = make.status(session, make.person(session), Status.ARRESTED, "2023-11", place_words="a cellar")
    revise(
        session, event, rank=Rank.DEPRECATED, rank_reason="A slip", status=Status.IMPRISONED,
        since=make.edtf_date("2023-12-01"), place_words=None,
    )  # fmt: skip
    revision = _last(session, event.id)
    assert revision.action is Action.CHANGED
    assert revision.changes == {
        "rank": ["normal", "deprecated"],
        "rank_reason": [None, "A slip"],
        "status": ["arrested", "imprisoned"],
        "since_edtf": ["2023-11", "2023-12-01"],
        "since_earliest": ["2023-11-01", "2023-12-01"],
        "since_latest": ["2023-11-30", "2023-12-01"],
        "place_words": ["a cellar", None],
    }


def test_an_old_value_that_the_session_has_forgotten_is_not_lost(session: Session) -> None:
    source = make.source(session, note="It came by post.")
    key, clara = source.id, make.account(session)
    session.commit()
    with editing(session, by=clara, reason="A slip", at=make.AT):
        source.note = "It came by messenger."
    assert _last(session, key).changes == {"note": ["It came by post.", "It came by messenger."]}


def test_a_removed_row_is_written_with_what_it_said(session: Session) -> None:
    event = make.status(session, make.person(session))
    evidence = make.evidence(session, make.RELEASED, note="sic")
    citation = edit(session, recording.cite, claim=event, evidence=evidence)
    key, passage = citation.id, citation.passage_id
    edit(session, recording.uncite, citation=citation, version=1)
    revision = _last(session, key)
    assert revision.action is Action.DELETED
    assert {pair[1] for pair in revision.changes.values()} == {None}
    told = {column: old for column, (old, _) in revision.changes.items()}
    assert (told["passage_id"], told["stance"], told["note"]) == (str(passage), "supports", "sic")


def test_an_edit_is_one_whole_with_its_editor_time_and_reason(session: Session) -> None:
    evidence = make.evidence(session)
    rafa = make.account(session, "Rafa", Role.REVIEWER)
    before = head(session)[0]
    with editing(session, by=rafa, reason="  Told by   the family ", at=make.AT) as made:
        for status in (Status.ARRESTED, Status.IMPRISONED):
            content = StatusContent(
                status=status, cause=None, since=None, place=None, place_words=None, authority=None
            )
            recording.add(
                session, content, people=[_person(session, evidence)], evidence=evidence, note=None,
                state=recording.ClaimState.DRAFT, visibility=Visibility.PUBLIC,
            )  # fmt: skip
    rows = session.scalars(select(Revision).where(Revision.number > before)).all()
    assert len(rows) == 10
    assert {row.edit_id for row in rows} == {made.id}
    assert {(row.by, row.at, row.reason) for row in rows} == {(rafa, make.AT, "Told by the family")}


def test_each_change_tells_which_record_it_is_about(session: Session) -> None:
    who = make.person(session)
    club = make.organization(session)
    make.affiliation(session, who, club)
    code = make.provision(session).legal_code
    source = make.evidence(session).passage.source_version.source
    about = {
        "account": make.account(session).id, "person": who.id, "person_name": who.id, "affiliation": who.id,
        "citation": who.id, "organization": club.id, "organization_name": club.id, "source": source.id,
        "source_version": source.id, "passage": source.id, "legal_code": code.id, "provision": code.id,
    }  # fmt: skip
    told = session.execute(select(Revision.table_name, Revision.about_id).distinct())
    assert set(told) == set(about.items())


def test_history_holds_no_secret(session: Session) -> None:
    ada = make.password(session, make.account(session, "Ada", Role.ADMIN))
    assert ada.password_hash is not None
    assert _last(session, ada.id).changes["password_hash"] == [None, "(secret)"]
    with editing(session, by=ada, reason="A second factor", at=make.AT):
        ada.second_factor = "JBSWY3DPEHPK3PXP"
    make.password(session, ada, "other quite unrelated words")
    written = "".join(str(row.changes) for row in session.scalars(select(Revision)))
    for secret in (ada.password_hash, ada.second_factor, make.PASSWORD, "unrelated", "argon2"):
        assert secret not in written


@pytest.mark.parametrize("reason", [None, "", " \n", "x" * 1001, "a\x00b"])
def test_an_edit_without_a_good_reason_is_refused_before_it_begins(
    session: Session, reason: str | None
) -> None:
    clara = make.account(session)
    with (
        pytest.raises(Refused, match="^reason: "),
        editing(session, by=clara, reason=reason, at=make.AT),
    ):
        pytest.fail("the edit began")
    assert "edit" not in session.info


def test_one_session_makes_one_edit_at_a_time(session: Session) -> None:
    clara = make.account(session)
    with (
        editing(session, by=clara, reason="one", at=make.AT),
        pytest.raises(UnrecordedEdit),
        editing(session, by=clara, reason="two", at=make.AT),
    ):
        pytest.fail("a second edit began")


def test_an_edit_that_fails_saves_nothing_and_the_next_one_works(session: Session) -> None:
    who = make.person(session)
    session.commit()

    def retire_and_fail(session: Session) -> None:
        people.retire_person(session, who, version=who.version)
        raise Refused("state", "No.")

    with pytest.raises(Refused):
        edit(session, retire_and_fail)
    session.rollback()
    assert who.state is PublicationState.PUBLISHED
    edit(session, people.retire_person, who, version=who.version)
    assert who.state is PublicationState.RETIRED


@pytest.mark.parametrize(
    "change",
    [
        lambda session: session.add(Organization(reference="O-0009", kind=OrganizationKind.NGO)),
        lambda session: setattr(session.scalars(select(Source)).one(), "note", "changed"),
        lambda session: session.delete(session.scalars(select(Citation)).first()),
        lambda session: setattr(session.scalars(select(Person)).one(), "state", PublicationState.RETIRED),
        lambda session: setattr(session.scalars(select(Account)).one(), "role", Role.ADMIN),
    ],
    ids=["a new row", "a changed row", "a removed row", "a person", "an account"],
)
def test_nothing_is_changed_outside_an_edit(session: Session, change: Callable[[Session], Any]) -> None:
    make.person(session)
    session.commit()
    change(session)
    with pytest.raises(UnrecordedEdit):
        session.flush()


@pytest.mark.parametrize("table", [Person, Claim, StatusEvent, Citation, Organization, Source, Account])
def test_nothing_is_changed_in_bulk(session: Session, table: Any) -> None:
    make.person(session)
    with editing(session, by=make.account(session), reason="A short cut", at=make.AT):
        for statement in (
            delete(table).where(table.id == UUID(int=1)),
            update(table).where(table.id == UUID(int=1)).values(version=9),
        ):
            with pytest.raises(UnrecordedEdit):
                session.execute(statement)


def test_the_read_model_alone_may_be_rewritten(session: Session) -> None:
    make.person(session)
    session.execute(delete(PersonSummary).where(PersonSummary.name == "Elvin Sinagov"))
    assert session.scalars(select(PersonSummary)).all() == []


def _person(session: Session, evidence: recording.Evidence) -> Person:
    content = NameContent(
        text="Ayla Numunali", language=None, name_kind=NameKind.MAIN, given=None, patronymic=None, family=None
    )
    return people.add_person(
        session, content=content, evidence=evidence, state=recording.ClaimState.DRAFT,
        visibility=Visibility.PUBLIC, note=None, somebody_else=True, not_printed=True,
    )  # fmt: skip


def _last(session: Session, row_id: UUID) -> Revision:
    query = select(Revision).where(Revision.row_id == row_id).order_by(Revision.number.desc())
    return session.scalars(query).first()  # type: ignore[return-value]
