"""An order that nothing tells is stated by a curator, with a reason, and can be taken back."""

from collections.abc import Sequence
from datetime import date
from itertools import permutations
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from tests import make
from tests.domain.claims.test_chronology import histories
from tests.support.one_edit import edit, revise
from webapp.domain.claims import ordering, ranking, recording
from webapp.domain.claims.chronology import stretches
from webapp.domain.claims.event_order import Timeline
from webapp.domain.claims.ordering import OrderAnswer, Relation, with_answer
from webapp.domain.lists import contradictions
from webapp.domain.past.person import known_on
from webapp.domain.people import merging, people
from webapp.domain.refusals import Refused, Stale
from webapp.domain.undo import undo
from webapp.domain.visibility import CURATOR
from webapp.models import Person, PersonSummary, Revision, StatusEvent
from webapp.vocab.claims import Audience, Rank
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Held, Status

REASON = "His mother said that he was taken again in autumn"
TODAY = date(2026, 11, 27)


def uncertain(session: Session, name: str = "Anar Khayali") -> tuple[Person, StatusEvent, StatusEvent]:
    """A person arrested in 2020 and released on a day of it, of whom an earlier arrest is told too."""
    person = make.person(session, name)
    released, arrested = (
        make.status(session, person, status, since, evidence=make.evidence(session, f"{name}: {status}"))
        for status, since in ((Status.RELEASED_EARLY, "2020-03-05"), (Status.ARRESTED, "2020"))
    )
    words = make.evidence(session, f"{name}: taken from the march")
    make.status(session, person, Status.ARRESTED, "2020-02-12", evidence=words)
    return person, released, arrested


def settle(
    session: Session,
    event: StatusEvent,
    relation: Relation,
    other: StatusEvent,
    *,
    reason: str | None = REASON,
    version: int | None = None,
) -> None:
    """Answer as somebody does who has just opened the form."""
    version = event.person.version if version is None else version
    answer = OrderAnswer(relation, other.id)
    edit(session, ordering.settle_order, event, version=version, answer=answer, order_reason=reason)


def held(session: Session, person: Person, audience: Audience = Audience.PUBLIC) -> Held:
    """What the lists say of a person today."""
    session.expire_all()
    query = select(PersonSummary.held).where(PersonSummary.person_id == person.id)
    return session.scalars(query.where(PersonSummary.audience == audience)).one()


def stated(event: StatusEvent) -> tuple[UUID | None, UUID | None, str | None]:
    return event.after_id, event.disputes_id, event.order_reason


@pytest.mark.parametrize(
    ("relation", "answer"),
    [(Relation.AFTER, Held.YES), (Relation.BEFORE, Held.NO), (Relation.DISPUTES, Held.UNCERTAIN)],
)
def test_what_is_stated_is_what_was_said_to_follow_and_taking_it_back_leaves_the_order_unknown(
    session: Session, relation: Relation, answer: Held
) -> None:
    person, released, arrested = uncertain(session)
    assert held(session, person) is Held.UNCERTAIN
    (offered,) = (
        offered
        for offered in ordering.offered_answers(session, arrested)
        if offered.answer == OrderAnswer(relation, released.id)
    )
    assert (offered.held, offered.stated) == (answer, False)
    settle(session, arrested, relation, released)
    assert held(session, person) is held(session, person, Audience.INTERNAL) is answer
    assert [
        (each.answer.relation, each.stated)
        for each in ordering.offered_answers(session, arrested)
        if each.answer.other == released.id and (each.stated or each.answer.relation is Relation.NOTHING)
    ] == [(relation, True), (Relation.NOTHING, False)]
    settle(session, arrested, Relation.NOTHING, released, reason="A namesake's mother")
    assert held(session, person) is Held.UNCERTAIN
    assert stated(arrested) == stated(released) == (None, None, None)


def test_the_opposite_answer_takes_the_place_of_the_first(session: Session) -> None:
    person, released, arrested = uncertain(session)
    settle(session, arrested, Relation.AFTER, released)
    settle(session, arrested, Relation.BEFORE, released, reason="The court's record")
    assert stated(arrested) == (None, None, None)
    assert stated(released) == (arrested.id, None, "The court's record")
    assert held(session, person) is Held.NO


def test_history_keeps_who_stated_it_and_why_and_undoing_takes_it_back(session: Session) -> None:
    person, released, arrested = uncertain(session)
    settle(session, arrested, Relation.AFTER, released, reason="  Seen by   two lawyers ")
    query = select(Revision).where(Revision.row_id == arrested.id).order_by(Revision.number.desc())
    last = session.scalars(query).first()
    assert last is not None
    assert last.changes == {
        "after_id": [None, str(released.id)], "order_reason": [None, "Seen by two lawyers"],
    }  # fmt: skip
    edit(session, undo.undo_edit, edit_id=last.edit_id)
    session.expire_all()
    assert stated(arrested) == (None, None, None)
    assert held(session, person) is Held.UNCERTAIN
    undone = session.scalars(query).first()
    assert undone is not None
    edit(session, undo.undo_edit, edit_id=undone.edit_id)
    assert held(session, person) is Held.YES


def test_a_person_whose_order_is_stated_waits_no_longer(session: Session) -> None:
    _, released, arrested = uncertain(session)
    assert contradictions.count(session) == 1
    settle(session, arrested, Relation.AFTER, released)
    assert contradictions.count(session) == 0


def test_of_one_day_too_a_stated_order_ends_the_contradiction_of_two_sources(session: Session) -> None:
    person = make.person(session)
    events = [
        make.status(session, person, status, "2024-05-03", evidence=make.evidence(session, f"He is {status}"))
        for status in (Status.ARRESTED, Status.RELEASED_EARLY, Status.HOUSE_ARREST)
    ]
    for earlier, later in zip(events, events[1:], strict=False):
        settle(session, later, Relation.AFTER, earlier)
    assert held(session, person) is Held.YES
    assert contradictions.count(session) == 0


def test_two_voices_in_one_text_can_contradict_each_other_until_one_is_preferred(session: Session) -> None:
    text = "His brother says that he was arrested on 3 May. The ministry says that he left the country then."
    source = make.source(session, "A report of two voices", text)
    person = make.person(session)
    brother, ministry = (
        make.status(session, person, status, "2024-05-03", evidence=make.evidence(session, words, of=source))
        for status, words in ((Status.ARRESTED, "he was arrested"), (Status.EXILED, "he left the country"))
    )
    assert (held(session, person), contradictions.count(session)) == (Held.NO, 0)
    settle(session, ministry, Relation.DISPUTES, brother)
    assert (held(session, person), contradictions.count(session)) == (Held.UNCERTAIN, 1)
    (disputed,) = contradictions.waiting(session).people
    assert disputed.groups == [(brother, ministry)]
    rank = {"version": brother.version, "rank": Rank.PREFERRED, "rank_reason": "He saw it"}
    edit(session, ranking.rank_claim, brother, **rank)
    assert (held(session, person), contradictions.count(session)) == (Held.YES, 0)


def test_an_order_against_certain_dates_is_neither_offered_nor_taken(session: Session) -> None:
    _, released, arrested = uncertain(session)
    dated = make.status(session, released.person, Status.ARRESTED, "2019")
    offers = ordering.offered_answers(session, dated)
    assert offers == []
    for relation in (Relation.AFTER, Relation.BEFORE, Relation.DISPUTES):
        with pytest.raises(Refused, match=r"^answer: Their dates leave no doubt"):
            settle(session, dated, relation, released)
    assert stated(arrested) == (None, None, None)


def test_an_order_that_closes_a_circle_is_refused(session: Session) -> None:
    person = make.person(session)
    one, two, three = (
        make.status(session, person, status, "2020", evidence=make.evidence(session, f"In 2020: {status}"))
        for status in (Status.ARRESTED, Status.RELEASED_EARLY, Status.HOUSE_ARREST)
    )
    settle(session, two, Relation.AFTER, one)
    settle(session, three, Relation.AFTER, two)
    with pytest.raises(Refused, match=r"^answer: This contradicts what is stated"):
        settle(session, one, Relation.AFTER, three)
    with pytest.raises(Refused, match=r"^answer: This contradicts what is stated"):
        settle(session, three, Relation.BEFORE, one)
    assert [stated(row)[0] for row in (one, two, three)] == [None, one.id, two.id]


def test_an_answer_displaces_another_one_only_where_that_still_follows(session: Session) -> None:
    person = make.person(session)
    one, two, three = (
        make.status(session, person, status, "2020", evidence=make.evidence(session, f"In 2020: {status}"))
        for status in (Status.ARRESTED, Status.RELEASED_EARLY, Status.HOUSE_ARREST)
    )
    settle(session, three, Relation.AFTER, one)
    with pytest.raises(Refused, match=r"^answer: Another order of this event is stated"):
        settle(session, three, Relation.AFTER, two)
    settle(session, two, Relation.AFTER, one)
    settle(session, three, Relation.AFTER, two)
    assert held(session, person) is Held.YES


def test_only_events_of_one_person_that_are_not_withdrawn_are_ordered(session: Session) -> None:
    _, released, arrested = uncertain(session)
    _, other, _ = uncertain(session, "Davud Numunali")
    refused = r"^answer: Both have to be events of this person"
    for event in (arrested, other):
        with pytest.raises(Refused, match=refused):
            settle(session, arrested, Relation.AFTER, event)
    edit(session, recording.withdraw_claim, claim=released, version=released.version)
    for event, beside in ((arrested, released), (released, arrested)):
        with pytest.raises(Refused, match=refused):
            settle(session, event, Relation.AFTER, beside)
    assert ordering.offered_answers(session, released) == []


@pytest.mark.parametrize("reason", [None, " ", "x" * 1001])
def test_no_order_without_a_reason(session: Session, reason: str | None) -> None:
    _, released, arrested = uncertain(session)
    with pytest.raises(Refused, match=r"^reason: "):
        settle(session, arrested, Relation.AFTER, released, reason=reason)


def test_whatever_was_changed_of_the_person_meanwhile_is_looked_at_first(session: Session) -> None:
    _, released, arrested = uncertain(session)
    opened = arrested.person.version
    revise(session, released, since=PartialDate.parse("2020-06"))
    with pytest.raises(Stale):
        settle(session, arrested, Relation.AFTER, released, version=opened)


def test_a_withdrawn_event_orders_nothing_and_put_back_it_does_again(session: Session) -> None:
    person, released, arrested = uncertain(session)
    settle(session, arrested, Relation.AFTER, released)
    edit(session, recording.withdraw_claim, claim=released, version=released.version)
    assert held(session, person) is Held.YES
    record = people.record_of(session, person, to=CURATOR, today=TODAY)
    assert record.conflicts == []
    query = select(Revision.edit_id).where(Revision.row_id == released.id)
    last = session.scalars(query.order_by(Revision.number.desc())).first()
    assert last is not None
    edit(session, undo.undo_edit, edit_id=last)
    assert held(session, person) is Held.YES
    assert arrested.after is released


def test_an_order_outlives_merging_and_its_undoing(session: Session) -> None:
    person, released, arrested = uncertain(session)
    other = make.person(session, "Anar Khayaly")
    words = make.evidence(session, "Khayaly was let go some day in 2020")
    elsewhere = make.status(session, other, Status.EXILED, "2020", evidence=words)
    settle(session, arrested, Relation.AFTER, released)
    edit(session, merging.merge, record=other, into=person, version=other.version)
    assert held(session, person) is Held.UNCERTAIN
    settle(session, elsewhere, Relation.AFTER, arrested)
    assert held(session, person) is Held.NO
    (merged,) = merging.merged_records(session, person)
    edit(session, undo.undo_edit, edit_id=merged.edit_id)
    assert (held(session, person), held(session, other)) == (Held.YES, Held.NO)
    assert elsewhere.after_id == arrested.id


def test_an_order_that_a_corrected_date_contradicts_counts_no_longer(session: Session) -> None:
    person, released, arrested = uncertain(session)
    settle(session, arrested, Relation.AFTER, released)
    revise(session, arrested, since=PartialDate.parse("2019"))
    assert held(session, person) is Held.NO


def test_a_record_of_an_earlier_day_has_the_order_of_that_day(session: Session) -> None:
    person, released, arrested = uncertain(session)
    settle(session, arrested, Relation.AFTER, released)
    known = known_on(session, person, at=make.AT, to=CURATOR)
    assert known.record is not None
    (then,) = (claim for claim in known.record.claims if claim.id == arrested.id)
    assert isinstance(then, StatusEvent)
    assert (then.order_reason, then.after and then.after.id) == (REASON, released.id)
    assert known.record.current.held is Held.YES


def test_an_unknown_event_is_refused(session: Session) -> None:
    _, _, arrested = uncertain(session)
    answer = OrderAnswer(Relation.AFTER, uuid7())
    known = {"version": arrested.person.version, "order_reason": REASON}
    for each in (answer, None):
        with pytest.raises(Refused, match=r"^answer: "):
            edit(session, ordering.settle_order, arrested, answer=each, **known)


@given(histories(), st.data())
@settings(max_examples=200, deadline=None)
def test_what_is_stated_in_turn_holds_together_and_leaves_every_day_an_answer(
    events: Sequence, data: st.DataObject
) -> None:
    for _ in range(4):
        pairs = list(permutations((event.claim_id for event in events), 2))
        offers = [
            (event, OrderAnswer(relation, other))
            for event, other in pairs
            for relation in Relation
            if ordering._objection(events, event, OrderAnswer(relation, other)) is None
        ]
        if not offers:
            return
        event, answer = data.draw(st.sampled_from(offers))
        events = with_answer(events, event, answer)
        line = Timeline(events)
        places = {each.claim_id: place for place, each in enumerate(line.events)}
        for each in events:
            if each.after in places and each.claim_id in places:
                assert places[each.after] in line.before[places[each.claim_id]]
        assert all(place not in before for place, before in enumerate(line.before))
        assert stretches(events)[-1].ends == date.max
