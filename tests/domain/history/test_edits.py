"""History as people read it: edits by pages, rows by what an edit came to, values in their own kinds."""

from uuid import UUID

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.counted_statements import counted
from tests.support.full_record import full_record
from tests.support.one_edit import edit
from tests.support.undoing import undo
from webapp.domain.claims import recording
from webapp.domain.history import edits
from webapp.domain.history.edits import Change, PastEdit, edits_about, records
from webapp.domain.history.recording import editing
from webapp.domain.organizations import organizations
from webapp.models import Account, Affiliation, Organization, Person, PersonName, StatusEvent, writing
from webapp.vocab.accounts import Action, Role
from webapp.vocab.claims import ClaimState
from webapp.vocab.liberty import Status
from webapp.vocab.organizations import OrganizationKind


def renamed(session: Session, which: Organization, name: str, **other: object) -> None:
    """Give an organization another name."""
    said = {"language": None, "kind": which.kind, "country": None, "parent": None, "note": None} | other
    edit(session, organizations.revise_organization, which, version=which.version, name=name, **said)


def newest(session: Session, record_id: UUID) -> PastEdit:
    """The newest edit of a record."""
    return edits_about(session, record_id).edits[0]


def told(change: Change) -> dict[str, tuple[object, object]]:
    """What a change tells, by label."""
    return {one.label: tuple(side and side.value for side in (one.old, one.new)) for one in change.columns}  # type: ignore[misc]


def test_pages_of_fifty_edits_hold_every_edit_once(session: Session) -> None:
    union = make.organization(session)
    for number in range(120):
        renamed(session, union, f"Union {number}")
    pages = [edits_about(session, union.id)]
    while pages[-1].older is not None:
        pages.append(edits_about(session, union.id, before=pages[-1].older))
    assert [len(page.edits) for page in pages] == [50, 50, 21]
    every = [one.id for page in pages for one in page.edits]
    assert len(set(every)) == 121
    assert told(pages[0].edits[0].changes[0]) == {"Name": ("Union 118", "Union 119")}
    back = edits_about(session, union.id, after=pages[2].newer)
    assert [one.id for one in back.edits] == [one.id for one in pages[1].edits]
    assert (pages[0].newer, pages[2].older) == (None, None)


@pytest.mark.parametrize("long", [2_000, 1])
def test_an_edit_of_very_many_rows_shows_the_first_and_says_how_many_more(
    session: Session, monkeypatch: pytest.MonkeyPatch, long: int
) -> None:
    person = full_record(session)
    monkeypatch.setattr(edits, "ROWS_SHOWN", 3)
    monkeypatch.setattr(edits, "LONG", long)
    with editing(session, by=make.account(session), reason="All of it", at=make.AT):
        statuses = session.scalars(select(StatusEvent)).all()
        for event in statuses:
            event.note = "once"
        session.flush()
        for event in (*statuses, *session.scalars(select(PersonName)), *session.scalars(select(Affiliation))):
            event.note = "twice"
    changed = newest(session, person.id)
    notes = [told(change)["Note"] for change in changed.changes]
    assert (len(statuses), notes, changed.more) == (2, [(None, "twice")] * 3, 1)


def test_a_record_without_history_has_an_empty_page(session: Session) -> None:
    page = edits_about(session, UUID(int=1), before=10**9)
    assert (page.edits, page.newer, page.older) == ([], None, None)


def test_values_come_in_their_own_kinds(session: Session) -> None:
    who = full_record(session)
    found = {
        one.label: (one.new.kind, one.new.value)
        for made in edits_about(session, who.id).edits
        for change in made.changes
        for one in change.columns
        if one.new
    }
    assert found["Status"] in [("word", Status.IMPRISONED), ("word", Status.ARRESTED)]
    assert found["Since"][0] == "when"
    assert found["Place"] == ("text", "Example Prison")
    assert found["Provision"] == ("text", "206.3.2 CC AZ 2000")
    assert found["Charge"][0] == "charge"
    assert found["Years"] == ("text", "7")
    assert found["Value"] == ("word", "male")


def test_a_row_changed_twice_in_one_edit_is_told_once(session: Session) -> None:
    union = make.organization(session)
    with editing(session, by=make.account(session), reason="Twice", at=make.AT):
        for country in ("GE", "TR"):
            union.country = country
            session.flush()
    (change,) = newest(session, union.id).changes
    assert (told(change), change.row_change.action) == ({"Country": (None, "TR")}, Action.CHANGED)
    assert len(undo(session).steps) == 1
    assert union.country is None


def test_a_row_changed_and_changed_back_in_one_edit_is_not_told(session: Session) -> None:
    union = make.organization(session)
    with editing(session, by=make.account(session), reason="There and back", at=make.AT):
        for country in ("GE", None):
            union.country = country
            session.flush()
    assert newest(session, union.id).changes == []


def test_an_edit_tells_how_many_other_records_it_changed(session: Session) -> None:
    both = [make.person(session), make.person(session, "Ayla Numunali")]
    make.status(session, both)  # type: ignore[arg-type]
    made = newest(session, both[0].id)
    assert made.elsewhere == 1
    assert {change.row_change.table for change in made.changes} == {"status_event", "citation"}
    everybody = [(one.row.reference, one.name and one.name.name) for one in records(session, made.changes)]
    assert everybody == [("P-0001", "Elvin Sinagov")]


def test_a_passage_taken_away_still_tells_what_it_quoted(session: Session) -> None:
    event = make.status(session, make.person(session))
    evidence = make.evidence(session, make.RELEASED, note="sic")
    citation = edit(session, recording.cite, claim=event, evidence=evidence)
    edit(session, recording.uncite, citation=citation, version=1)
    change = newest(session, event.person_id).changes[0]
    assert (change.row, change.passage, change.claim) == (None, evidence.passage, event)
    assert told(change)["Note on the passage"] == ("sic", None)


def test_only_longer_texts_are_compared_word_by_word(session: Session) -> None:
    union = make.organization(session)
    old = "It was founded by five couriers in a yard."
    renamed(session, union, "Union of Invented Couriers", note=old)
    renamed(session, union, "Union of Riders", note=old.replace("five", "six"))
    changes = newest(session, union.id).changes
    name, note = (column for change in changes for column in sorted(change.columns, key=str))
    if name.label == "Note":
        name, note = note, name
    assert name.runs == []
    assert [(run.kind, run.text) for run in note.runs if run.kind != "same"] == [
        ("deleted", "five"), ("inserted", "six")
    ]  # fmt: skip
    assert [run.text for run in note.reversed.runs if run.kind == "deleted"] == ["six"]


def test_a_secret_is_told_as_one_and_no_more(session: Session) -> None:
    clara = make.password(session, make.account(session))
    make.password(session, clara, "other quite unrelated words")
    (change,) = newest(session, clara.id).changes
    assert [(one.label, one.new and one.new.kind) for one in change.columns] == [("Password", "secret")]


def test_a_long_history_takes_no_more_queries_than_a_short_one(engine: Engine) -> None:
    with Session(writing(engine)) as session:
        one, other = make.person(session), make.person(session, "Ayla Numunali")
        for who, number in ((one, 2), (other, 12)):
            for place in range(number):
                prison = make.organization(session, f"Prison {who.reference} {place}")
                make.status(session, who, place=prison)
                make.affiliation(session, who, prison)
        keys = one.id, other.id
        session.commit()
    sent = []
    for key in keys:
        with Session(engine) as session, counted(engine) as statements:
            for made in edits_about(session, key).edits:
                for change in made.changes:
                    assert change.claim is None or change.claim.person.reference
                    assert not isinstance(change.claim, Affiliation) or change.claim.organization.name
                    assert change.passage is None or change.passage.source_version.source.title
            sent.append(len(statements))
    assert sent[0] == sent[1]


@pytest.mark.parametrize("kind", [Person, Organization, Account])
def test_every_kind_of_record_is_found_for_its_changes(session: Session, kind: type) -> None:
    club = make.organization(session, "Example Club", OrganizationKind.NGO)
    make.affiliation(session, make.person(session), club)
    make.account(session, "Ada", Role.ADMIN)
    row = session.scalars(select(kind)).first()
    assert row is not None
    assert [one.row for one in records(session, newest(session, row.id).changes)] == [row]


def test_a_withdrawn_claim_is_still_the_heading_of_its_changes(session: Session) -> None:
    event = make.status(session, make.person(session))
    edit(session, recording.withdraw_claim, claim=event, version=event.version)
    (change,) = newest(session, event.person_id).changes
    assert isinstance(change.claim, StatusEvent)
    assert told(change) == {"State": (ClaimState.PUBLISHED, ClaimState.WITHDRAWN)}
