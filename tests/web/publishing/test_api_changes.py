"""Whoever keeps a copy of the list asks what changed since, and is told what is public no more."""

from datetime import timedelta
from functools import partial
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.web.publishing.test_api import answer
from webapp.domain.history.recording import editing
from webapp.domain.organizations.merging import merge
from webapp.domain.organizations.organizations import add_organization
from webapp.models import CourtCase
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Status
from webapp.vocab.organizations import AffiliationRole, OrganizationKind
from webapp.vocab.people import PublicationState


def test_whoever_keeps_a_copy_is_told_what_a_record_lost_with_what_it_names(
    client: FlaskClient, session: Session
) -> None:
    ayla, bahar = make.person(session, "Ayla Numunali"), make.person(session, "Bahar Misalli")
    letter = make.source(session, "A letter", "They are Cavid Qondarma and Dilara Farziyeva.")
    note = make.source(session, "A note", "Dilara Farziyeva.", visibility=Visibility.INTERNAL)
    words = make.evidence(session, "Cavid Qondarma", of=letter)
    cavid = make.person(session, "Cavid Qondarma", evidence=words)
    # Nobody outside ever heard of her: what tells her name was never open.
    make.person(session, "Dilara Farziyeva", evidence=make.evidence(session, "Dilara Farziyeva", of=note))
    party, case = make.organization(session), make.court_case(session)
    make.affiliation(session, ayla, party)
    make.hearing(session, bahar, case=case)
    moved = make.status(session, ayla, Status.IMPRISONED)
    session.commit()
    account = make.account(session)

    def after(change: Any, day: int) -> tuple[list[str], list[str]]:
        with editing(session, by=account, reason="Another word", at=make.AT + timedelta(days=day)):
            change()
        session.commit()
        since = make.AT + timedelta(days=day, hours=-1)
        changes = answer(client, f"/api/v1/changes?since={since:%Y-%m-%dT%H:%M:%SZ}", "Changes")
        return changes["changed"], changes["gone"]

    assert after(lambda: setattr(party.names[0], "text", "Another Party"), 1) == (["P-0001"], [])
    assert after(lambda: setattr(case, "name", "Another case"), 2) == (["P-0002"], [])
    assert after(lambda: setattr(moved, "person", bahar), 3) == (["P-0001", "P-0002"], [])
    assert after(lambda: setattr(note, "title", "Another note"), 4) == ([], [])
    hide = partial(setattr, letter, "visibility", Visibility.INTERNAL)
    assert after(hide, 5) == ([], [cavid.reference])
    assert answer(client, "/api/v1/changes", "Changes")["gone"] == [cavid.reference]


def test_whoever_keeps_a_copy_is_told_of_sources_and_organizations_that_are_public_no_more(
    client: FlaskClient, session: Session
) -> None:
    ayla = make.person(session, "Ayla Numunali")
    letter = make.source(session, "A letter", "Nobody rests on it.")
    note = make.source(session, "A note", "Nor on this.", visibility=Visibility.INTERNAL)
    left, other, renamed = (make.organization(session, name) for name in ("Left", "Other", "Renamed"))
    of_left, of_other = (make.affiliation(session, ayla, body) for body in (left, other))
    founder = AffiliationRole.FOUNDER
    internal = make.affiliation(session, ayla, other, founder, visibility=Visibility.INTERNAL)
    account = make.account(session)
    with editing(session, by=account, reason="Kept back from the first", at=make.AT):
        secret = add_organization(
            session, name="Secret", kind=OrganizationKind.UNION, language=None, country=None, parent=None,
            note=None, different=True,
        )  # fmt: skip
        internal.organization = secret
    session.commit()

    def after(change: Any, day: int) -> list[dict[str, list[str]]]:
        with editing(session, by=account, reason="Another word", at=make.AT + timedelta(days=day)):
            change()
        session.commit()
        since = make.AT + timedelta(days=day, hours=-1)
        changes = answer(client, f"/api/v1/changes?since={since:%Y-%m-%dT%H:%M:%SZ}", "Changes")
        return [changes["sources"], changes["organizations"]]

    nothing: dict[str, list[str]] = {"changed": [], "gone": []}
    title = partial(setattr, letter, "title", "Another letter")
    assert after(title, 1) == [{"changed": [letter.reference], "gone": []}, nothing]
    assert after(partial(setattr, note, "title", "Another note"), 2) == [nothing, nothing]
    hide = partial(setattr, letter, "visibility", Visibility.RESTRICTED)
    assert after(hide, 3) == [{"changed": [], "gone": [letter.reference]}, nothing]
    name = partial(setattr, renamed.names[0], "text", "Another name")
    assert after(name, 4) == [nothing, {"changed": [renamed.reference], "gone": []}]
    withdrawn = after(partial(setattr, of_left, "state", ClaimState.WITHDRAWN), 5)[1]
    assert withdrawn["gone"] == [left.reference]
    merging = partial(merge, session, record=other, into=renamed, version=other.version)
    # Ayla's record changed too, and what it names is told again.
    gone = [left.reference, other.reference]
    assert after(merging, 6)[1] == {"changed": [renamed.reference], "gone": gone}
    everything = answer(client, "/api/v1/changes", "Changes")
    # Of what was never open nobody outside ever heard.
    assert everything["sources"]["gone"] == [letter.reference]
    assert everything["organizations"]["gone"] == gone
    assert secret.reference not in everything["organizations"]["changed"]


def test_whoever_keeps_a_copy_is_told_of_cases_that_are_public_no_more(
    client: FlaskClient, session: Session
) -> None:
    ayla, court = make.person(session, "Ayla Numunali"), make.organization(session, "A court")
    first, other, secret = (make.court_case(session, name) for name in ("First", "Other", "Secret"))
    appeal = make.court_case(session, "Appeal", earlier=first, court=court)
    hearing = make.hearing(session, ayla, case=appeal)
    charge = make.charge(session, ayla, case=other)
    account = make.account(session)
    with editing(session, by=account, reason="A draft from the first", at=make.AT):
        draft = CourtCase(reference="K-0099", name="Draft", state=PublicationState.DRAFT)
        session.add(draft)
    make.hearing(session, ayla, case=secret, visibility=Visibility.INTERNAL)
    session.commit()

    def after(change: Any, day: int) -> dict[str, list[str]]:
        with editing(session, by=account, reason="Another word", at=make.AT + timedelta(days=day)):
            change()
        session.commit()
        since = make.AT + timedelta(days=day, hours=-1)
        changes: dict[str, dict[str, list[str]]] = answer(
            client, f"/api/v1/changes?since={since:%Y-%m-%dT%H:%M:%SZ}", "Changes"
        )
        return changes["cases"]

    # The one before it, whose name it tells, and the one after.
    told = after(partial(setattr, first, "name", "The first"), 1)
    assert told == {"changed": [first.reference, appeal.reference], "gone": []}
    assert appeal.reference in after(partial(setattr, court.names[0], "text", "The court"), 2)["changed"]
    assert other.reference in after(partial(setattr, charge, "case", appeal), 3)["changed"]
    told = after(partial(setattr, hearing, "state", ClaimState.WITHDRAWN), 4)
    assert appeal.reference in told["changed"]
    told = after(partial(setattr, ayla, "state", PublicationState.DRAFT), 5)
    assert told["gone"] == [first.reference, secret.reference, appeal.reference]
    everything = answer(client, "/api/v1/changes", "Changes")["cases"]
    assert everything == {"changed": [other.reference], "gone": told["gone"]}
    assert draft.reference not in str(everything)
