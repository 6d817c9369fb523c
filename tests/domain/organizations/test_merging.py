"""Two records of one organization become one and can be two again; names are taken and given up on days."""

from itertools import pairwise
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from webapp.domain.checks import check
from webapp.domain.known_organizations import hidden_spellings
from webapp.domain.lists import people_pages
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.organizations import merging, organizations
from webapp.domain.organizations.organization_pages import organization_page
from webapp.domain.publishing.api.records_json import organizations_page
from webapp.domain.refusals import Refused, Stale
from webapp.domain.retiring import retire_record
from webapp.domain.undo import undo
from webapp.domain.visibility import CURATOR, PUBLIC
from webapp.models import Affiliation, Organization, OrganizationName, Source
from webapp.vocab.claims import Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.people import NameKind, PublicationState


def bodies(session: Session, number: int) -> list[Organization]:
    """Add organizations, each with a member and a report of its own."""
    every = [make.organization(session, f"Invented Body {letter}") for letter in "ABCDE"[:number]]
    for place, body in enumerate(every):
        name = f"Elvin Sinagov{'abcde'[place]}"
        make.affiliation(session, make.person(session, name), body)
        make.source(session, f"Report {place}", f"Text {place}", publisher=body)
    session.commit()
    return every


def merge(session: Session, record: Organization, into: Organization) -> UUID:
    """Merge one record into another, and return the edit that did so."""
    edit(session, merging.merge, record=record, into=into, version=record.version)
    session.commit()
    merged = merging.merged_organizations(session, into)
    return next(one.edit_id for one in merged if one.record is record)


def take_back(session: Session, edit_id: UUID) -> None:
    """Undo an edit."""
    edit(session, undo.undo_edit, edit_id=edit_id)
    session.commit()
    session.expire_all()


def named(session: Session) -> list[tuple[str, str]]:
    """Return which claim and which source names which organization."""
    claims = session.scalars(select(Affiliation))
    members = [(str(claim.id), claim.organization.reference) for claim in claims]
    query = select(Source).where(Source.publisher_id.is_not(None))
    return sorted(members + [(row.reference, row.publisher.reference) for row in session.scalars(query)])


def people_of(session: Session, reference: str) -> int:
    """Return how many people a list of an organization holds."""
    return people_pages.count(session, PeopleFilter(organization=(reference,)), to=PUBLIC)


@pytest.mark.parametrize("number", [2, 5])
def test_all_that_names_a_record_follows_along_a_chain_and_comes_back(session: Session, number: int) -> None:
    every = bodies(session, number)
    before, left = named(session), every[-1]
    edits = [merge(session, record, into) for record, into in pairwise(every)]
    assert {reference for _, reference in named(session)} == {left.reference}
    for body in every:
        assert organizations.organization(session, body.reference, to=PUBLIC) is left
        assert organizations.organization_named(session, body.name) is left
        assert people_of(session, body.reference) == number
    assert organization_page(session, to=PUBLIC)[1] == [left]
    assert organizations_page(session, after=None, size=10) == (1, [left])
    assert sorted(name.text for name in left.every_name) == sorted(body.name for body in every)
    assert list(check(session)) == []
    for edit_id in reversed(edits):
        take_back(session, edit_id)
    assert named(session) == before
    assert organization_page(session, to=PUBLIC)[1] == every
    assert [people_of(session, body.reference) for body in every] == [1] * number
    assert list(check(session)) == []


def test_what_is_below_a_record_goes_below_the_other_and_never_in_a_circle(session: Session) -> None:
    top = make.organization(session, "Invented Office X")
    record = make.organization(session, "Invented Office Y", parent=top)
    below = make.organization(session, "Invented Office Z", parent=record)
    edit_id = merge(session, record, below)
    assert below.parent is top
    take_back(session, edit_id)
    assert below.parent is record


def test_a_record_is_not_merged_into_itself_nor_into_a_retired_one_nor_unseen(session: Session) -> None:
    one, other = bodies(session, 2)
    with pytest.raises(Stale):
        merging.merge(session, record=one, into=other, version=one.version + 1)
    for record, into in ((one, one), (one, other), (other, one)):
        with pytest.raises(Refused) as refused:
            merging.merge(session, record=record, into=into, version=record.version)
        assert refused.value.field == "into"
        if one.state is not PublicationState.RETIRED:
            edit(session, retire_record, record=one, version=one.version)


def test_a_new_spelling_of_a_merged_name_is_warned_of(session: Session) -> None:
    one, other = make.organization(session, "Musterbund"), make.organization(session, "Beispielverein")
    merge(session, other, one)
    with pytest.raises(Refused, match="O-"):
        make.organization(session, "„BEISPIELVEREIN“", different=False)


def test_the_public_does_not_learn_the_name_of_a_hidden_record_by_its_merging(session: Session) -> None:
    one, other = make.organization(session, "Open Body"), make.organization(session, "Secret Body")
    make.affiliation(session, make.person(session), other, visibility=Visibility.RESTRICTED)
    merge(session, other, one)
    hidden = hidden_spellings(session, to=PUBLIC)
    assert [row.text for row in one.every_name if row.id not in hidden] == ["Open Body"]
    assert not hidden_spellings(session, to=CURATOR)


def renamed(
    session: Session, body: Organization, text: str, since: str | None, **other: object
) -> OrganizationName:
    """Record that an organization took a name."""
    fields = {"kind": NameKind.MAIN, "language": None, "note": None, "until": None} | other
    day = PartialDate.parse(since) if since else None
    passage = make.evidence(session, "chair").passage
    return edit(session, organizations.add_organization_name, organization=body, text=text, since=day,
                **({"passage": passage} | fields))  # fmt: skip


def test_a_change_of_name_is_a_dated_fact_with_its_passage(session: Session) -> None:
    body = make.organization(session, "Union of Invented Couriers")
    for since, text in (("2019", "Invented Couriers United"), ("2023-05-03", "Riders United"),
                        ("2021", "United Riders")):  # fmt: skip
        name = renamed(session, body, text, since)
        assert name.passage_id is not None
    assert body.name == "Riders United"
    assert len(body.names) == 4
    renamed(session, body, "Couriers", None, kind=NameKind.ALIAS)
    assert body.name == "Riders United"


@pytest.mark.parametrize(
    ("since", "until", "passage", "field"),
    [("2019", None, False, "quote"), (None, "2019", False, "quote"), ("2020", "2019", True, "until")],
)
def test_a_day_without_a_passage_or_before_its_beginning_is_refused(
    session: Session, since: str | None, until: str | None, passage: bool, field: str
) -> None:
    body = make.organization(session)
    other: dict[str, object] = {} if passage else {"passage": None}
    other["until"] = PartialDate.parse(until) if until else None
    with pytest.raises(Refused) as refused:
        renamed(session, body, "Riders United", since, **other)
    assert refused.value.field == field
