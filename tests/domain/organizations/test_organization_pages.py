"""The list of organizations is ordered and searched by rows; only what a page shows is loaded."""

from itertools import pairwise

from sqlalchemy import event
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from webapp.domain.organizations import merging
from webapp.domain.organizations.organization_pages import PAGE, SORTS, organization_page
from webapp.domain.organizations.organizations import add_organization_name
from webapp.domain.visibility import CURATOR, PUBLIC
from webapp.models import Organization
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import NameKind

KINDS = (OrganizationKind.UNION, OrganizationKind.COURT, OrganizationKind.PARTY)


def bodies(session: Session, number: int) -> list[Organization]:
    """Add organizations of several kinds, with names taken on several days or on none."""
    with make.single_edit(session):
        every = [
            make.organization(session, f"Invented Body {number - place:03}", KINDS[place % 3])
            for place in range(number)
        ]
    for place, (text, kind, since) in enumerate(
        [
            ("Angewandter Bund", NameKind.MAIN, "2021"),
            ("Zusammenschluss", NameKind.MAIN, None),
            ("Adolescent Spelling", NameKind.ALIAS, None),
        ]
    ):
        name = {"text": text, "kind": kind, "since": since and PartialDate.parse(since)}
        passage = make.evidence(session, f"{text} is its name.").passage
        edit(
            session, add_organization_name, organization=every[place], language=None, note=None,
            passage=passage, **name,
        )  # fmt: skip
    session.commit()
    return every


def test_the_list_stands_in_the_order_of_the_names_that_it_shows(session: Session) -> None:
    every = bodies(session, 7)
    people = {every[place].reference: 2 for place in (1, 4)}
    by_name = sorted(every, key=lambda row: (row.name.casefold(), row.reference))
    assert every[0].name == by_name[0].name == "Angewandter Bund"
    orders = {
        "name": by_name,
        "-name": by_name[::-1],
        "kind": sorted(by_name, key=lambda row: row.kind),
        "-kind": sorted(by_name, key=lambda row: row.kind, reverse=True),
        "people": sorted(by_name, key=lambda row: people.get(row.reference, 0)),
        "-people": sorted(by_name, key=lambda row: people.get(row.reference, 0), reverse=True),
    }
    assert set(orders) == set(SORTS)
    for sort, expected in orders.items():
        assert organization_page(session, to=PUBLIC, sort=sort, people=people)[1] == expected


def test_a_name_finds_what_is_left_at_the_end_of_a_chain_of_merged_records(session: Session) -> None:
    every = bodies(session, 4)
    for record, into in pairwise(every):
        edit(session, merging.merge, record=record, into=into, version=record.version)
        session.commit()
    # Of a merged record everybody reads the names that a source prints, and curators all.
    for typed, to in (("angewandter", PUBLIC), ("zusammen", PUBLIC), ("invented body 004", CURATOR)):
        assert organization_page(session, to=to, typed=typed)[1] == [every[-1]], typed
    assert organization_page(session, to=PUBLIC, typed="invented body 004")[1] == []
    assert organization_page(session, to=PUBLIC, typed=every[0].reference)[1] == []


def test_no_more_is_loaded_than_a_page_shows(session: Session) -> None:
    bodies(session, PAGE + 4)
    loaded: list[object] = []
    event.listen(session, "loaded_as_persistent", lambda _, row: loaded.append(row))
    for typed, most in (("", PAGE), ("angewandter", 1), ("nowhere", 0)):
        session.expunge_all()
        loaded.clear()
        page, rows = organization_page(session, to=PUBLIC, typed=typed)
        assert len(rows) == most == sum(isinstance(row, Organization) for row in loaded), typed
        assert page.total == (PAGE + 4 if not typed else most)
