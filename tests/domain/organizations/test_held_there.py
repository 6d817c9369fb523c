"""Who was last told to be in a place: now and as of a day, for whom it is told."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.organizations.held_there import HeldThere, held_page, held_there
from webapp.domain.organizations.organization_facts import organization_facts
from webapp.domain.visibility import INTERNAL, PUBLIC, Reader
from webapp.models import Organization
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Held, Status
from webapp.vocab.organizations import OrganizationKind


@pytest.fixture
def prison(session: Session) -> Organization:
    """A prison in which nobody is told to be."""
    return make.organization(session, "Example Prison", OrganizationKind.PRISON)


def there(
    session: Session, prison: Organization, day: str = "2026-11-22", to: Reader = PUBLIC
) -> dict[str, HeldThere]:
    """Return who was last told to be there, by name."""
    session.commit()
    return {row.name: row for row in held_there(session, prison, to=to, day=date.fromisoformat(day))}


def test_a_later_word_of_no_place_moves_nobody_and_one_of_another_place_does(
    session: Session, prison: Organization
) -> None:
    camp = make.organization(session, "Example Camp", OrganizationKind.PRISON)
    later = {
        "Sentenced Inventov": (Status.IMPRISONED, {}),
        "Moved Inventov": (Status.IMPRISONED, {"place": camp}),
        "Moved-in-words Inventov": (Status.IMPRISONED, {"place_words": "Example Prison"}),
        "House Inventov": (Status.HOUSE_ARREST, {}),
        "Free Inventov": (Status.RELEASED_SERVED, {}),
        "Dead Inventov": (Status.DIED_IN_CUSTODY, {"place": prison}),
    }
    for name, (status, where) in later.items():
        who = make.person(session, name)
        make.status(session, who, Status.PRETRIAL_DETENTION, "2024-02-01", place=prison)
        make.status(session, who, status, "2025-03-01", **where)
    again = make.person(session, "Again Inventov")
    for status, since, where in (
        (Status.IMPRISONED, "2022", prison), (Status.RELEASED_SERVED, "2023", None),
        (Status.ARRESTED, "2024", None),
    ):  # fmt: skip
        make.status(session, again, status, since, place=where)
    assert set(there(session, prison)) == {"Sentenced Inventov"}
    assert set(there(session, camp)) == {"Moved Inventov"}
    as_of = there(session, prison, "2024-06-01")
    assert set(as_of) == set(later)
    assert set(there(session, prison, "2022-12-31")) == {"Again Inventov"}
    assert there(session, prison, "2021-12-31") == {}
    row = there(session, prison)["Sentenced Inventov"]
    assert (row.status, as_of["Sentenced Inventov"].status) == (
        Status.IMPRISONED, Status.PRETRIAL_DETENTION,
    )  # fmt: skip
    assert row.claim_id == as_of["Sentenced Inventov"].claim_id


def test_whose_release_is_disputed_stays_and_says_so(session: Session, prison: Organization) -> None:
    who = make.person(session)
    make.status(session, who, Status.IMPRISONED, "2025-05-01", place=prison)
    free = make.evidence(session, "He is free.", of=make.source(session, "Another", "He is free."))
    make.status(session, who, Status.AT_LIBERTY, "2025-05-01", evidence=free)
    assert [row.held for row in there(session, prison).values()] == [Held.UNCERTAIN]


def test_what_only_hidden_claims_tell_is_not_told(session: Session, prison: Organization) -> None:
    for how in (
        {"state": ClaimState.IN_REVIEW}, {"visibility": Visibility.INTERNAL},
        {"visibility": Visibility.RESTRICTED},
    ):  # fmt: skip
        who = make.person(session, f"{next(iter(how.values())).value} Inventov")
        make.status(session, who, Status.IMPRISONED, "2025", place=prison, **how)
    closed = make.source(session, "A closed note", "She is there.", visibility=Visibility.RESTRICTED)
    told = make.evidence(session, "She is there", of=closed)
    make.status(session, make.person(session), Status.IMPRISONED, "2025", place=prison, evidence=told)
    assert there(session, prison) == {}
    assert set(there(session, prison, to=INTERNAL)) == {"in_review Inventov", "internal Inventov"}


def test_pages_go_by_key_and_names_are_found_in_any_spelling(
    session: Session, prison: Organization
) -> None:
    for number, name in enumerate(("Ayla Numunali", "Bahar Misalli", "Ceyhun Ornakov")):
        make.status(session, make.person(session, name), Status.IMPRISONED, f"202{4 - number}", place=prison)
    rows = list(there(session, prison).values())
    first, shown = held_page(rows, size=2)
    assert [row.name for row in shown] == ["Ayla Numunali", "Bahar Misalli"]
    assert first.before is None
    second, shown = held_page(rows, size=2, after=first.after)
    assert [row.name for row in shown] == ["Ceyhun Ornakov"]
    assert held_page(rows, size=2, before=second.before)[0].ids == first.ids
    assert [row.name for row in held_page(rows, typed="мисал")[1]] == ["Bahar Misalli"]
    assert [row.name for row in held_page(rows, typed=rows[2].reference)[1]] == ["Ceyhun Ornakov"]


def test_whoever_is_in_a_block_is_in_its_prison_and_the_rules_of_the_prison_hold_in_the_block(
    session: Session, prison: Organization
) -> None:
    ministry = make.organization(session, "Example Ministry", OrganizationKind.STATE_BODY)
    whole = make.organization(session, "Example Castle", OrganizationKind.PRISON, parent=ministry)
    block = make.organization(session, "Block 5", OrganizationKind.PRISON, parent=whole)
    cell = make.organization(session, "Cell 12", OrganizationKind.PRISON, parent=block)
    for name, place in (("Block Inventov", block), ("Cell Inventov", cell), ("Other Inventov", prison)):
        make.status(session, make.person(session, name), Status.IMPRISONED, "2024-02-01", place=place)
    assert set(there(session, whole)) == set(there(session, block)) == {"Block Inventov", "Cell Inventov"}
    assert set(there(session, cell)) == {"Cell Inventov"}
    for place, text, since, until in (
        (ministry, "Complaints.", None, None), (whole, "Mondays.", "2020", "2024-05"),
        (whole, "Fridays.", "2024-06", None), (block, "Never.", "2025", None),
    ):  # fmt: skip
        days = {"since": make.edtf_date(since), "until": make.edtf_date(until)}
        make.organization_fact(session, place, text, **days)
    session.commit()

    def facts(place: Organization, day: str | None = None) -> list[str]:
        on = date.fromisoformat(day) if day else None
        return [fact.text for fact in organization_facts(session, place, to=PUBLIC, on=on)]

    assert facts(cell) == ["Never.", "Fridays.", "Mondays."]
    assert facts(whole) == ["Fridays.", "Mondays."]
    assert facts(cell, "2024-05-31") == ["Mondays."]
    assert facts(cell, "2024-06-01") == ["Fridays."]
    assert facts(cell, "2025-01-01") == ["Never.", "Fridays."]
