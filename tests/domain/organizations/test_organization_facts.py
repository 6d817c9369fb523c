"""What is to be known of a place: in order, kept in history, hidden with its source."""

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests import make
from tests.support.counted_statements import counted
from tests.support.one_edit import edit
from webapp.domain.organizations import merging, organization_facts
from webapp.domain.refusals import Refused, Stale
from webapp.domain.undo import undo
from webapp.domain.visibility import INTERNAL, PUBLIC
from webapp.vocab.claims import Visibility
from webapp.vocab.organizations import OrganizationFactKind, OrganizationKind


def test_what_a_hidden_source_tells_of_a_place_is_hidden_and_so_is_the_place(session: Session) -> None:
    prison = make.organization(session, "Example Prison", OrganizationKind.PRISON)
    closed = make.source(session, "A closed note", "Visits on Mondays.", visibility=Visibility.RESTRICTED)
    make.organization_fact(session, prison, given=make.evidence(session, "Visits on Mondays", of=closed))
    session.commit()
    for reader in (PUBLIC, INTERNAL):
        assert organization_facts.organization_facts(session, prison, to=reader) == []
        assert organization_facts.facts_by_organization(session, to=reader) == {}


def test_what_holds_comes_first_and_what_was_recorded_twice_is_refused(session: Session) -> None:
    prison = make.organization(session, "Example Prison", OrganizationKind.PRISON)
    make.organization_fact(session, prison, "No visits.", until=make.edtf_date("2023"))
    make.organization_fact(session, prison, "Visits on Mondays.")
    address = make.organization_fact(session, prison, "Street 1", OrganizationFactKind.LETTER_ADDRESS)
    told = organization_facts.organization_facts(session, prison, to=PUBLIC)
    assert [fact.text for fact in told] == ["Street 1", "Visits on Mondays.", "No visits."]
    with pytest.raises(Refused, match="already"):
        make.organization_fact(session, prison, "Street 1", OrganizationFactKind.LETTER_ADDRESS)
    with pytest.raises(Refused, match="Write what"):
        make.organization_fact(session, prison, "  ", given=make.evidence(session))
    with pytest.raises(Stale):
        edit(session, organization_facts.remove_organization_fact, address, version=7)


def test_facts_of_a_merged_place_are_told_of_the_one_that_is_left(session: Session) -> None:
    one, other = (make.organization(session, f"Prison {letter}", OrganizationKind.PRISON) for letter in "AB")
    fact = make.organization_fact(session, one)
    edit(session, merging.merge, record=one, into=other, version=one.version)
    session.commit()
    assert organization_facts.organization_facts(session, other, to=PUBLIC) == [fact]
    (merged,) = merging.merged_organizations(session, other)
    edit(session, undo.undo_edit, edit_id=merged.edit_id)
    session.expire_all()
    assert fact.organization is one


def test_where_nothing_is_told_of_any_place_no_passage_is_looked_at(session: Session, engine: Engine) -> None:
    make.organization(session)
    with counted(engine) as statements:
        assert organization_facts.facts_by_organization(session, to=PUBLIC) == {}
    assert not [statement for statement in statements if "passage ON" in statement]
