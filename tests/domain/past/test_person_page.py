"""What a person's page shows: today's record, an earlier one, or where the claims of a merged one went."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from webapp.domain.past.person_page import MergedInto, PersonPage, person_page
from webapp.domain.people import merging, people
from webapp.domain.visibility import CURATOR, PUBLIC, Reader
from webapp.models import Person
from webapp.vocab.liberty import Status
from webapp.vocab.people import PublicationState

BEFORE, BEGIN = make.AT - timedelta(days=1), make.AT
LATER = BEGIN + timedelta(days=9)


def shown(
    session: Session, reference: str, to: Reader, known_at: datetime | None = None
) -> PersonPage | None:
    """The page of a record that leads nowhere else."""
    page = person_page(session, reference, to=to, today=LATER.date(), known_at=known_at)
    assert not isinstance(page, MergedInto)
    return page


@pytest.fixture
def merged(session: Session, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Elvin's second record, arrested in it, and merged into the first on a later day."""
    into = make.person(session, "Elvin Sinagov")
    person = make.person(session, "Elvin Sinagof")
    make.status(session, person, Status.ARRESTED, "2024-05-03")
    monkeypatch.setattr(make, "AT", LATER)
    edit(session, merging.merge, record=person, into=into, version=person.version)
    return person


def test_the_record_of_today_is_shown_unless_an_earlier_day_is_asked_for(session: Session) -> None:
    reference = make.person(session).reference
    today, then = shown(session, reference, PUBLIC), shown(session, reference, PUBLIC, BEGIN)
    assert today is not None
    assert today.record is not None
    assert today.known is None
    assert then is not None
    assert then.known is not None
    assert then.record is then.known.record


def test_a_day_before_the_record_shows_none(session: Session) -> None:
    page = shown(session, make.person(session).reference, CURATOR, BEFORE)
    assert page is not None
    assert page.record is None
    assert page.known is not None
    assert page.known.at == BEFORE


@pytest.mark.parametrize("known_at", [None, BEGIN])
def test_whoever_is_not_public_today_is_shown_to_those_who_work_here_only(
    session: Session, known_at: datetime | None
) -> None:
    person = make.person(session)
    edit(session, people.revise_person, person, version=person.version, state=PublicationState.DRAFT)
    assert shown(session, person.reference, PUBLIC, known_at) is None
    assert shown(session, person.reference, CURATOR, known_at) is not None
    assert shown(session, "P-9999", CURATOR, known_at) is None


@pytest.mark.parametrize("known_at", [None, BEFORE, LATER])
@pytest.mark.parametrize("to", [PUBLIC, CURATOR])
def test_a_merged_record_leads_to_the_one_that_has_its_claims(
    session: Session, merged: Person, to: Reader, known_at: datetime | None
) -> None:
    page = person_page(session, merged.reference, to=to, today=LATER.date(), known_at=known_at)
    assert isinstance(page, MergedInto)
    assert page.person.reference == "P-0001"


def test_of_the_time_before_the_merging_a_record_tells_by_itself(session: Session, merged: Person) -> None:
    page = shown(session, merged.reference, CURATOR, BEGIN)
    assert page is not None
    assert page.person is merged
    assert page.record is not None
    assert page.record.current.status is Status.ARRESTED
    assert page.record.name is not None
    assert page.record.name.text == "Elvin Sinagof"
