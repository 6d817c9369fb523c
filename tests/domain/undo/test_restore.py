"""Every kind of edit, undone, leaves the records as they were, and undone again, as it had made them."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, or_, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.counting_rules import counting_rule
from tests.support.every_edit import EDITS, acted, first
from tests.support.full_record import full_record
from tests.support.lasting_database import STORAGES, lasting_engine
from tests.support.one_edit import edit
from tests.support.undoing import State, edits_since, state, undo
from webapp.domain.accounts import accounts
from webapp.domain.checks import check
from webapp.domain.claims import recording
from webapp.domain.history.recording import head
from webapp.domain.law import counting_rules
from webapp.domain.organizations import organization_facts, organizations
from webapp.domain.read_model.person_rows import BY_PERSON
from webapp.domain.retiring import retire_record
from webapp.domain.sources.new_version import decisions
from webapp.models import (
    ChargeStep,
    Comparison,
    LegalCode,
    Organization,
    Person,
    Provision,
    Revision,
    Source,
    StatusEvent,
    writing,
)
from webapp.vocab.accounts import Action, Role
from webapp.vocab.charges import Regime
from webapp.vocab.comparisons import Decision
from webapp.vocab.organizations import OrganizationFactKind
from webapp.vocab.people import NameKind


def cited(session: Session) -> None:
    """Cite a passage of another source for a status."""
    source = make.source(session, "Another", "Quite another text.")
    evidence = make.evidence(session, "another text", of=source)
    edit(session, recording.cite, claim=first(session, StatusEvent), evidence=evidence)


def uncited(session: Session) -> None:
    """Cite a further passage for a status, and take that one away again."""
    cited(session)
    event = first(session, StatusEvent)
    further = next(one for one in event.citations if one.id != event.lead_citation_id)
    edit(session, recording.uncite, citation=further, version=further.version)


def retired(verb: Callable[..., Any], kind: type[Any]) -> Callable[[Session], Any]:
    """Retire the first record of a kind."""
    return lambda session: edit(session, verb, first(session, kind), version=first(session, kind).version)


def demoted(session: Session) -> None:
    """Close an account, and make it a reader's."""
    row = make.account(session, "Bahar")
    make.account(session, "Ada", Role.ADMIN)
    edit(session, accounts.revise_account, row, version=row.version, role=Role.READER, active=False)


def decided(decision: Decision) -> Callable[[Session], Any]:
    """Add a version of the source, and decide on the passage from which most is cited."""

    def decide(session: Session) -> None:
        version = make.version(session, first(session, Source), f"It was said today: {make.TEXT}")
        row = next(one for one in session.scalars(select(Comparison)) if one.passage.exact == make.ARRESTED)
        assert row.source_version is version
        edit(
            session, decisions.decide, row, version=row.version, decision=decision, place=None, confirmed=True
        )

    return decide


def rule_ended(session: Session) -> None:
    """Record a rule of a place, and that it holds no more."""
    fact = make.organization_fact(session, first(session, Organization), "No parcels.")
    edit(
        session, organization_facts.revise_organization_fact, fact, version=fact.version, language="en",
        kind=OrganizationFactKind.PARCELS, text="None.", since=None, until=make.edtf_date("2025"), note=None,
    )  # fmt: skip


def rule_removed(session: Session) -> None:
    """Record a rule of a place, and remove it as a mistake."""
    fact = make.organization_fact(session, first(session, Organization), "No calls.")
    edit(session, organization_facts.remove_organization_fact, fact, version=fact.version)


def counting_rule_corrected(session: Session) -> None:
    """Record what a code makes of days in custody, and that it makes less of them."""
    rule = counting_rule(session, first(session, LegalCode))
    edit(
        session, counting_rules.revise_counting_rule, rule, version=rule.version, restraint=rule.restraint,
        regime=Regime.GENERAL, numerator=1, denominator=2, since=None, until=date(2025, 1, 1), note=None,
    )  # fmt: skip


def counting_rule_removed(session: Session) -> None:
    """Record what a code makes of days in custody, and remove it as a mistake."""
    rule = counting_rule(session, first(session, LegalCode))
    edit(session, counting_rules.remove_counting_rule, rule, version=rule.version)


MORE: dict[str, Callable[[Session], Any]] = {
    "a passage cited": cited,
    "a passage taken away": uncited,
    "a step withdrawn": acted(recording.withdraw_claim, ChargeStep),
    "a spelling of an organization": lambda session: edit(
        session, organizations.add_organization_name, first(session, Organization), text="The Couriers",
        kind=NameKind.ALIAS, language="en", note=None,
    ),
    "an address of a place": lambda session: make.organization_fact(session, first(session, Organization)),
    "a rule of a place that ended": rule_ended,
    "a rule of a place removed": rule_removed,
    "a counting rule corrected": counting_rule_corrected,
    "a counting rule removed": counting_rule_removed,
    "an organization retired": retired(retire_record, Organization),
    "a source retired": retired(retire_record, Source),
    "a code of law retired": retired(retire_record, LegalCode),
    "a provision retired": retired(retire_record, Provision),
    "several people at once": lambda session: make.status(
        session, [first(session, Person), make.person(session, "Ayla Numunali")], since="2025"  # type: ignore[arg-type]
    ),
    "an account changed": demoted,
    "a passage cited from a new version": decided(Decision.MOVED),
    "a passage withdrawn with a new version": decided(Decision.WITHDRAWN),
    "a passage kept with the old version": decided(Decision.KEPT),
}  # fmt: skip


RECORDS = ("person", "organization", "source", "legal_code", "provision")


@pytest.fixture(scope="module", params=STORAGES)
def recorded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database with one record in which every kind of claim stands."""
    with lasting_engine(request, tmp_path_factory) as engine:
        with Session(writing(engine)) as session:
            full_record(session)
            make.account(session, "Ada", Role.ADMIN)
            session.commit()
        yield engine
        with Session(engine) as session:
            assert list(check(session)) == []


@pytest.mark.parametrize("name", EDITS | MORE)
def test_undone_it_is_as_before_and_undone_again_as_after(recorded: Engine, name: str) -> None:
    with Session(writing(recorded)) as session:
        before, number = state(session), head(session)[0]
        (EDITS | MORE)[name](session)
        after, after_number, read = state(session), head(session)[0], read_model(session)
        assert after != before
        for edit_id in _to_undo(session, number):
            undo(session, edit_id)
        undone = state(session)
        assert {key: undone[key] for key in before} == before
        assert _standing(undone) == _standing(before)
        # Dear, and the same rows are as whole on PostgreSQL, where all are looked at once at the end.
        if recorded.dialect.name == "sqlite":
            assert list(check(session)) == []
        for edit_id in edits_since(session, after_number):
            undo(session, edit_id)
        assert (state(session), read_model(session)) == (after, read)


def read_model(session: Session) -> list[list[str]]:
    """All that lists and searches go by, but for the versions of records."""
    columns = [[c for c in table.__table__.columns if c.name != "version"] for table in BY_PERSON]
    return [sorted(map(repr, session.execute(select(*some)))) for some in columns]


def _to_undo(session: Session, number: int) -> list[UUID]:
    """The edits since a revision that did more than to keep texts and quotations."""
    kept = {"passage", "source_version", "comparison"}
    told = select(Revision.edit_id).where(
        or_(Revision.table_name.not_in(kept), Revision.action == Action.CHANGED)
    )
    undoable = set(session.scalars(told))
    return [edit_id for edit_id in edits_since(session, number) if edit_id in undoable]


def _standing(rows: State) -> set[UUID]:
    """The rows that count for something: no claim that is withdrawn or a retired person's, no retired record.

    Quotations and texts are left out, since they stay, and so do accounts.
    """
    found = set()
    for key, row in rows.items():
        person = rows.get(row.get("claim.person_id"), {})  # type: ignore[arg-type]
        states = [row.get(f"{table}.state") for table in (*RECORDS, "claim")] + [person.get("person.state")]
        if any(states) and not {"withdrawn", "retired"} & {str(one) for one in states}:
            found.add(key)
    return found
