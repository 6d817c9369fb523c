"""Readings: everything that one passage says of people, recorded in one go or not at all."""

from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.citing.passage_claims import PassageContent, RecordedPassage, add_passage_claims
from webapp.domain.history.recording import editing
from webapp.domain.refusals import Refused
from webapp.models import (
    Affiliation,
    Charge,
    Claim,
    Passage,
    Person,
    PersonalFact,
    PersonName,
    Revision,
    StatusEvent,
    Treatment,
)
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Cause, Status
from webapp.vocab.organizations import AffiliationRole
from webapp.vocab.people import FactKind, NameKind, PublicationState
from webapp.vocab.treatments import ActType

BOTH = "Ceyhun Ornakov and Davud Numunali are in prison."


def read(session: Session, people: list[Person], content: PassageContent, **other: Any) -> RecordedPassage:
    """Record a reading of the sentence that speaks of two, unless told otherwise."""
    said = {"new_name": None, "state": ClaimState.PUBLISHED, "visibility": None, "note": None}
    said |= {"somebody_else": False, "not_printed": False} | other
    said.setdefault("evidence", make.evidence(session, BOTH))
    with editing(session, by=make.account(session), reason="Read S-0001", at=make.AT):
        return add_passage_claims(session, people=people, content=content, **said)


def claims_of(session: Session, kind: type[Claim]) -> list[Any]:
    """Return the claims of a kind in the order of their people."""
    return list(session.scalars(select(kind).join(Claim.person).order_by(Person.reference)))


def numbers(session: Session) -> list[int]:
    """Return how many people, claims, passages and changes there are."""
    return [
        session.scalar(select(func.count()).select_from(one)) or 0
        for one in (Person, Claim, Passage, Revision)
    ]


@pytest.fixture
def two(session: Session) -> list[Person]:
    """The two people of the sentence."""
    return [make.person(session, name) for name in ("Ceyhun Ornakov", "Davud Numunali")]


def test_a_passage_says_the_same_of_several_people(session: Session, two: list[Person]) -> None:
    since = PartialDate.parse("2023?")
    reading = read(
        session, two, PassageContent(status=Status.IMPRISONED, since=since, place_words="a prison")
    )
    assert reading.people == two
    assert reading.passage.exact == BOTH
    found = claims_of(session, StatusEvent)
    assert [row.person for row in found] == two
    assert {(row.status, row.since, row.place_words) for row in found} == {
        (Status.IMPRISONED, since, "a prison")
    }
    assert {row.citations[0].passage for row in found} == {reading.passage}


def test_everything_that_it_says_becomes_a_claim_of_its_kind(session: Session, two: list[Person]) -> None:
    union, day = make.organization(session), PartialDate.parse("2023-11")
    content = PassageContent(
        status=Status.RELEASED_EARLY,
        cause=Cause.PARDON,
        since=day,
        place_words="Nowhere",
        act=ActType.TORTURE,
        act_date=day,
        perpetrator_words="the guards",
        offence="smuggling",
        characterisation="false",
        organization=union,
        role=AffiliationRole.MEMBER,
        fact=FactKind.BIRTH_DATE,
        date=day,
        printed="CeyhunOrnakov",
    )
    read(session, two[:1], content)
    (event,), (act,) = claims_of(session, StatusEvent), claims_of(session, Treatment)
    (charge,), (part,) = claims_of(session, Charge), claims_of(session, Affiliation)
    (fact,) = claims_of(session, PersonalFact)
    names = claims_of(session, PersonName)
    assert (event.status, event.cause, event.since) == (Status.RELEASED_EARLY, Cause.PARDON, day)
    assert (act.act, act.date, act.perpetrator_words) == (ActType.TORTURE, day, "the guards")
    assert (charge.offence, charge.characterisation) == ("smuggling", "false")
    assert (part.organization, part.role) == (union, AffiliationRole.MEMBER)
    assert (fact.fact, fact.date) == (FactKind.BIRTH_DATE, day)
    assert ("CeyhunOrnakov", NameKind.AS_PRINTED) in [(row.text, row.name_kind) for row in names]
    assert len({row.citations[-1].passage_id for row in (event, act, charge, part, fact)}) == 1


def test_a_new_person_comes_with_what_the_passage_says_of_all(session: Session, two: list[Person]) -> None:
    content = PassageContent(status=Status.IMPRISONED)
    reading = read(session, two[:1], content, new_name=" Bahar  Misalli ", not_printed=True)
    newcomer = reading.people[-1]
    assert [person.reference for person in reading.people] == ["P-0001", "P-0003"]
    assert newcomer.state is PublicationState.PUBLISHED
    names = [claim.text for claim in newcomer.claims if isinstance(claim, PersonName)]
    assert names == ["Bahar Misalli"]
    assert [row.person for row in claims_of(session, StatusEvent)] == reading.people


@pytest.mark.parametrize(
    "typed",
    [
        "Ceyhun Ornakov, Davud Numunali", "Ceyhun Ornakov and Davud Numunali",
        "Ceyhun Ornakov; Davud Numunali;",
        "Ceyhun Ornakov və Davud Numunali", "Ceyhun Ornakov и Davud Numunali",
    ],
)  # fmt: skip
def test_two_new_names_are_two_people(session: Session, typed: str) -> None:
    reading = read(session, [], PassageContent(status=Status.IMPRISONED), new_name=typed)
    assert [name.text for name in claims_of(session, PersonName)] == ["Ceyhun Ornakov", "Davud Numunali"]
    assert [row.person for row in claims_of(session, StatusEvent)] == reading.people


@pytest.mark.parametrize("typed", ["Ornakov, Ceyhun", "Ceyhun and Davud Numunali", "Ceyhun Ornakov, Davud"])
def test_parts_of_names_make_nobody(session: Session, typed: str) -> None:
    evidence = make.evidence(session, BOTH)
    session.commit()
    before = numbers(session)
    with pytest.raises(Refused, match="reads as several people") as refused:
        read(session, [], PassageContent(status=Status.IMPRISONED), new_name=typed, evidence=evidence)
    assert refused.value.field == "new_name"
    session.rollback()
    assert numbers(session) == before


@pytest.mark.parametrize("name", ["Ana Ortega y Gasset", "João Costa e Silva", "Andrei Handov"])
def test_a_name_with_a_small_word_is_of_one_person(session: Session, name: str) -> None:
    reading = read(session, [], PassageContent(), new_name=name, not_printed=True)
    assert len(reading.people) == 1


def test_a_new_person_alone_is_a_reading(session: Session) -> None:
    reading = read(session, [], PassageContent(), new_name="Ceyhun Ornakov", state=ClaimState.DRAFT)
    assert [person.state for person in reading.people] == [PublicationState.DRAFT]


def test_health_is_restricted_unless_said_otherwise_and_all_else_is_public(
    session: Session, two: list[Person]
) -> None:
    content = PassageContent(status=Status.IMPRISONED, fact=FactKind.HEALTH, value="ill")
    read(session, two[:1], content)
    seen = [claims_of(session, kind)[0].visibility for kind in (StatusEvent, PersonalFact)]
    assert seen == [Visibility.PUBLIC, Visibility.RESTRICTED]
    read(session, two[1:], content, visibility=Visibility.INTERNAL)
    seen = [claims_of(session, kind)[1].visibility for kind in (StatusEvent, PersonalFact)]
    assert seen == [Visibility.INTERNAL, Visibility.INTERNAL]


def test_an_equal_claim_gains_the_passage_instead_of_a_twin(session: Session, two: list[Person]) -> None:
    before = make.status(session, two[0], Status.IMPRISONED, since=None)
    read(session, two, PassageContent(status=Status.IMPRISONED))
    first, second = claims_of(session, StatusEvent)
    assert first is before
    assert [len(row.citations) for row in (first, second)] == [2, 1]


REFUSED: dict[str, tuple[PassageContent, dict[str, Any], str]] = {
    "nothing is said": (PassageContent(), {}, "status"),
    "blanks are nothing": (PassageContent(offence=None), {"new_name": "  "}, "status"),
    "a cause without its status": (PassageContent(cause=Cause.PARDON, offence="x"), {}, "status"),
    "a place without its status": (PassageContent(place_words="Nowhere", offence="x"), {}, "status"),
    "a cause of release of a prisoner": (
        PassageContent(status=Status.IMPRISONED, cause=Cause.PARDON),
        {},
        "cause",
    ),
    "a perpetrator without an act": (PassageContent(perpetrator_words="guards", offence="x"), {}, "act"),
    "a role without its organization": (
        PassageContent(role=AffiliationRole.LEADER, offence="x"),
        {},
        "organization",
    ),
    "a value without its fact": (PassageContent(value="x", offence="x"), {}, "fact"),
    "a fact without its value": (PassageContent(fact=FactKind.RESIDENCE), {}, "value"),
    "one printed name for two": (PassageContent(printed="Ornakov"), {}, "printed"),
    "a name of two lines": (PassageContent(), {"new_name": "Bahar\nMisalli"}, "new_name"),
    "a printed name with a hidden mark": (PassageContent(printed="Bahar\u200b"), {"people": 1}, "printed"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_whole_is_refused_at_its_field_and_nothing_is_saved(
    session: Session, two: list[Person], case: str
) -> None:
    told, other, field = REFUSED[case]
    people = two[: other.get("people", 2)]
    other = {name: value for name, value in other.items() if name != "people"}
    evidence = make.evidence(session, BOTH)
    session.commit()
    before = numbers(session)
    with pytest.raises(Refused) as refused:
        read(session, people, told, evidence=evidence, **other)
    session.rollback()
    assert refused.value.field == field
    assert numbers(session) == before


def test_a_later_refusal_takes_back_what_came_before_it(session: Session, two: list[Person]) -> None:
    evidence = make.evidence(session, BOTH)
    session.commit()
    before = numbers(session)
    content = PassageContent(status=Status.IMPRISONED, fact=FactKind.SEX, value="neither")
    with pytest.raises(Refused):
        read(session, two, content, evidence=evidence, new_name="Bahar Misalli")
    session.rollback()
    assert numbers(session) == before


def test_nobody_named_is_refused(session: Session) -> None:
    make.source(session)
    with pytest.raises(Refused) as refused:
        read(session, [], PassageContent(status=Status.IMPRISONED))
    assert refused.value.field == "people"


def test_the_same_reading_twice_is_refused_and_makes_no_twin(session: Session, two: list[Person]) -> None:
    again = partial(read, session, two, PassageContent(status=Status.IMPRISONED))
    again()
    with pytest.raises(Refused) as refused:
        again()
    assert "already has exactly this" in str(refused.value)
