"""What is open to named accounts alone: the queries of a session and the rule in Python agree."""

from itertools import product
from typing import Any

import pytest
from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session, joinedload, selectinload

from tests import make
from webapp.domain.accounts.named_accounts import name_accounts
from webapp.domain.checks import check
from webapp.domain.claims import recording
from webapp.domain.claims.loading import every_claim
from webapp.domain.claims.recording import equal_claims
from webapp.domain.history.edits import edits_about
from webapp.domain.history.recording import editing, head
from webapp.domain.named_access import is_open_to, limit_to
from webapp.domain.people.merging import merge
from webapp.domain.refusals import Refused
from webapp.domain.undo.undo import undo_edit
from webapp.models import (
    Account,
    Base,
    ChargeStep,
    Citation,
    Claim,
    Organization,
    Passage,
    PersonalFact,
    Revision,
    Source,
    SourceVersion,
)
from webapp.vocab.accounts import Role
from webapp.vocab.claims import Stance, Visibility

RESTRICTED = {"visibility": Visibility.RESTRICTED}


def test_a_session_reads_what_the_rule_in_python_opens_to_its_account(session: Session) -> None:
    accounts = [
        make.account(session, "Clara"), make.account(session, "Rafa", Role.REVIEWER),
        make.account(session, "Ada", Role.ADMIN),
    ]  # fmt: skip
    clara, rafa, _ = accounts
    _every_claim(session, [(), (clara,), (rafa,)])
    sources, claims = session.scalars(select(Source)).all(), _claims(session)
    assert len(claims) > 80
    newest, every = head(session), {row.id for row in claims}
    facts = {row.id for row in claims if isinstance(row, PersonalFact)}
    ruled = [
        (account.id, account.role, {row.id for row in sources if is_open_to(account, row)},
         {row.id for row in claims if is_open_to(account, row)})
        for account in accounts
    ]  # fmt: skip
    every_source = {row.id for row in sources}
    session.commit()
    for account_id, role, opened, told in ruled:
        with Session(session.get_bind()) as limited:
            limit_to(limited, limited.get_one(Account, account_id))
            assert set(limited.scalars(select(Source.id))) == opened
            assert {row.id for row in _claims(limited)} == told
            assert set(limited.scalars(select(every_claim().id))) == told
            assert set(limited.scalars(select(PersonalFact.id))) == told & facts
            assert limited.scalar(select(func.count()).select_from(Claim)) == len(told)
            cited = limited.scalars(select(Citation)).all()
            assert {row.claim_id for row in cited} == told
            assert {row.passage.source_version.source_id for row in cited} <= opened
            assert {version.source_id for version in limited.scalars(select(SourceVersion))} == opened
            for row in limited.scalars(select(Passage)):
                assert row.source_version.source_id in opened
            rows = set(limited.scalars(select(Revision.row_id)))
            assert not rows & ((every - told) | (every_source - opened))
            for key in every:
                assert (limited.get(Claim, key) is None) is (key not in told)
            assert head(limited) == newest
        assert (told == every) is (opened == every_source) is (role is Role.ADMIN)


def test_every_table_that_hangs_on_a_source_or_a_claim_is_left_out(session: Session) -> None:
    """A new table that refers to what can be hidden has to be thought of."""
    closed = {"claim", "citation", "source", "source_version", "passage"}
    referring = {
        table.name
        for table in Base.metadata.tables.values()
        if any(key.column.table.name in closed for column in table.columns for key in column.foreign_keys)
    }
    kinds = {inspect(kind).local_table.name for kind in Claim.__subclasses__()}
    # A part is read with its version; a text that waits, and the source cited last, are the account's own.
    # A counting rule rests on what everybody may read.
    own = {"source_part", "capture", "account_session", "counting_rule"}
    assert referring - kinds - own == {
        "claim", "citation", "source_version", "passage", "comparison", "custody", "list_batch",
        "list_mapping", "organization_fact", "organization_name", "source_page", "source_word",
        "unmatched_name", "verification",
    }  # fmt: skip


def test_an_equal_claim_does_not_tell_that_there_is_a_hidden_one(session: Session) -> None:
    person, clara = make.person(session), make.account(session)
    hidden = make.fact(session, person, **RESTRICTED)
    _name(session, hidden, clara)
    limit_to(session, make.account(session, "Other"))
    session.expire_all()
    columns = {"fact": hidden.fact, "value": "Sampletown"}
    assert list(equal_claims(session, PersonalFact, person, columns)) == []


def test_history_tells_nothing_of_it_nor_that_it_was_there(session: Session) -> None:
    person, clara = make.person(session), make.account(session)
    kept = make.source(session, "A kept note", "It is known.", **RESTRICTED)
    hidden = make.fact(session, person, evidence=make.evidence(session, "It is known.", of=kept))
    shown = make.fact(session, person, value="Othertown")
    extra = make.evidence(session, "known", of=kept)
    with editing(session, by=clara, reason="A kept word", at=make.AT):
        citation = recording.cite(session, claim=shown, evidence=extra)
    with editing(session, by=clara, reason="A kept word taken away", at=make.AT):
        recording.uncite(session, citation=citation, version=citation.version)
    _name(session, kept, clara)
    before = edits_about(session, person.id).edits
    assert {"A kept word", "A kept word taken away"} <= {edit.reason for edit in before}
    session.expunge_all()
    limit_to(session, make.account(session, "Other"))
    edits = edits_about(session, person.id).edits
    assert edits
    assert not {"A kept word", "A kept word taken away"} & {edit.reason for edit in edits}
    rows = {change.row_change.row_id for edit in edits for change in edit.changes}
    assert hidden.id not in rows
    assert shown.id in rows


def test_whoever_names_others_names_themselves_too(session: Session) -> None:
    person, clara = make.person(session), make.account(session)
    other = make.account(session, "Other")
    claim = make.fact(session, person, **RESTRICTED)
    with pytest.raises(Refused, match="Name yourself too"):
        _name(session, claim, other, by=clara)
    _name(session, claim, other, by=make.account(session, "Ada", Role.ADMIN))
    assert claim.named_accounts == str(other.id)


@pytest.mark.parametrize("role", [Role.READER, Role.ADMIN])
def test_only_who_may_record_and_does_not_see_everything_is_named(session: Session, role: Role) -> None:
    claim = make.fact(session, make.person(session), **RESTRICTED)
    with pytest.raises(Refused, match="Only accounts that may record"):
        _name(session, claim, make.account(session, "Nemo", role), make.account(session))


def test_only_what_is_restricted_is_opened_to_named_accounts(session: Session) -> None:
    claim = make.fact(session, make.person(session))
    with pytest.raises(Refused, match="Only what is restricted"):
        _name(session, claim, make.account(session))


def test_a_record_is_merged_with_what_is_hidden_of_it_and_all_of_it_comes_back(session: Session) -> None:
    clara, other = make.account(session), make.account(session, "Other")
    one, into = make.person(session), make.person(session, "Bahar Misalli")
    hidden = make.fact(session, one, **RESTRICTED)
    _name(session, hidden, clara)
    key, one_id, into_id, other_id = hidden.id, one.id, into.id, other.id
    session.commit()
    session.expunge_all()
    limit_to(session, session.get_one(Account, other_id))
    with editing(session, by=session.get_one(Account, other_id), reason="Same", at=make.AT) as edit:
        record, target = session.get_one(type(one), one_id), session.get_one(type(one), into_id)
        merge(session, record=record, into=target, version=record.version)
    session.commit()
    with Session(session.get_bind()) as everything:
        assert everything.get_one(Claim, key).person_id == into_id
        assert [*check(everything)] == []
    with editing(session, by=session.get_one(Account, other_id), reason="Not so", at=make.AT):
        undo_edit(session, edit_id=edit.id)
    session.commit()
    with Session(session.get_bind()) as everything:
        assert everything.get_one(Claim, key).person_id == one_id
        assert [*check(everything)] == []


def _name(session: Session, record: Any, *accounts: Account, by: Account | None = None) -> None:
    by = by or _ada(session)
    with editing(session, by=by, reason="For few", at=make.AT):
        name_accounts(session, record, version=record.version, accounts=accounts, by=by)


def _ada(session: Session) -> Account:
    return make.account(session, "Ada", Role.ADMIN)


def _every_claim(session: Session, named: list[tuple[Account, ...]]) -> None:
    """Add claims open to each of these, on passages of sources open to each of these, and of each two."""
    person, ada = make.person(session), _ada(session)
    sources = []
    for number, accounts in enumerate(named):
        source = make.source(session, f"Note {number}", f"Words {number} and more.", **RESTRICTED)
        sources.append(source)
        if accounts:
            _name(session, source, *accounts, by=ada)
    numbers = range(len(sources))
    for count, (accounts, first, second, stance) in enumerate(product(named, numbers, numbers, Stance)):
        evidence = make.evidence(session, f"Words {first}", of=sources[first])
        claim = make.fact(session, person, value=f"Town {count}", evidence=evidence, **RESTRICTED)
        if first != second:
            further = make.evidence(session, "and more", of=sources[second]).passage
            with editing(session, by=ada, reason="Cited", at=make.AT):
                session.add(Citation(claim=claim, passage=further, stance=stance))
        if accounts:
            _name(session, claim, *accounts, by=ada)
    for number, accounts in enumerate(named):
        charge = make.charge(session, person, offence=f"Offence {number}", **RESTRICTED)
        make.step(session, charge, **RESTRICTED)
        if accounts:
            _name(session, charge, *accounts, by=ada)
    union = make.organization(session)
    make.affiliation(session, person, union, **RESTRICTED)
    session.commit()
    assert session.scalar(select(func.count(Organization.id)))


def _claims(session: Session) -> list[Claim]:
    source = joinedload(Citation.passage).joinedload(Passage.source_version).joinedload(SourceVersion.source)
    query = select(Claim).options(selectinload(Claim.citations).options(source))
    rows = list(session.scalars(query))
    assert all(row.charge is not None for row in rows if isinstance(row, ChargeStep))
    return rows
