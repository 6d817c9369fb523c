"""A record as it was known at any instant is what was stored at that instant, and tells no secret since."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.every_edit import EDITS, SEEDS, in_turn, source_seen_by
from tests.support.full_record import full_record
from tests.support.one_edit import edit, revise
from webapp.domain.claims import ranking, recording
from webapp.domain.history.recording import SKIPPED, head
from webapp.domain.past.person import known_on, read_known_on
from webapp.domain.people import people
from webapp.domain.people.people import PersonRecord, record_of
from webapp.domain.refusals import Refused
from webapp.domain.visibility import CURATOR, INTERNAL, PUBLIC, Reader
from webapp.models import Claim, Person, Source, StatusEvent
from webapp.vocab.claims import ClaimState, Rank, Visibility
from webapp.vocab.liberty import Held, Status
from webapp.vocab.people import PublicationState

BEGIN = make.AT
HOURS = [BEGIN + timedelta(hours=number) for number in range(60)]
NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
Set = Callable[[datetime], None]


def ranked(session: Session) -> None:
    """Deprecate the newest status."""
    row = session.scalars(select(StatusEvent).order_by(StatusEvent.made_at.desc())).first()
    edit(session, ranking.rank_claim, row, version=row.version, rank=Rank.DEPRECATED, rank_reason="A slip")


def told(record: PersonRecord | None) -> Any:
    """Everything that a record says: each column of its rows, and what follows from them."""
    if record is None:
        return None
    return {
        "person": columns(record.person),
        "claims": [columns(claim) for claim in record.claims],
        "citations": [[columns(row) for row in claim.citations] for claim in record.claims],
        "quoted": [[row.passage.exact for row in claim.citations] for claim in record.claims],
        "dates": [str(getattr(claim, "since", None)) for claim in record.claims],
        "name": record.name and record.name.text,
        "now": (record.current.status, record.current.held, record.current.event and record.current.event.id),
        "held": (record.current.held_since, record.days_held, record.term_ended, record.term_end),
        "sentences": [step.id for step in record.sentences],
        "conflicts": [[claim.id for claim in group] for group in record.conflicts],
    }


def columns(row: Any) -> dict[str, Any]:
    """Every column of a row that history follows."""
    keys = (attribute.key for attribute in inspect(row).mapper.column_attrs)
    return {key: getattr(row, key) for key in keys if key not in SKIPPED}


def seen(session: Session, who: Person, at: datetime, to: Reader) -> set[str]:
    """The statuses that a reader is told were known at an instant."""
    record = known_on(session, who, at=at, to=to).record
    return {row.status.value for row in record.claims if isinstance(row, StatusEvent)} if record else set()


def test_at_every_instant_the_record_is_what_was_stored_then(
    session: Session, it_is: Set, storage: str
) -> None:
    who = full_record(session)
    edits = [*EDITS.values(), ranked]
    stored = {
        at: told(record_of(session, who, to=CURATOR, today=at.date()))
        for at in in_turn(session, edits, HOURS[1:], it_is, SEEDS[storage])
    }
    assert len({repr(record) for record in stored.values()}) > len(edits) / 2
    for at, record in stored.items():
        for instant in (at, at + timedelta(minutes=59)):
            assert told(known_on(session, who, at=instant, to=CURATOR).record) == record


@pytest.mark.parametrize("to", [CURATOR, INTERNAL, PUBLIC])
def test_what_is_known_now_is_todays_record(session: Session, it_is: Set, to: Reader) -> None:
    who = full_record(session)
    evidence = make.evidence(session, make.RELEASED)
    for visibility in Visibility:
        for state in ClaimState:
            offence = f"{visibility} {state}"
            kept = ClaimState.DRAFT if state is ClaimState.WITHDRAWN else state
            row = make.charge(
                session, who, offence=offence, evidence=evidence, visibility=visibility, state=kept
            )
            if state is ClaimState.WITHDRAWN:
                edit(session, recording.withdraw_claim, claim=row, version=row.version)
    closed = make.source(session, "A closed note", "He was tried.", visibility=Visibility.RESTRICTED)
    secret = make.evidence(session, "He was", of=closed)
    make.charge(session, who, offence="of a closed source", evidence=secret)
    today = told(record_of(session, who, to=to, today=NOW.date()))
    assert told(known_on(session, who, at=NOW, to=to).record) == today


def test_before_the_first_word_nobody_is_known(session: Session) -> None:
    who = make.person(session)
    assert known_on(session, who, at=BEGIN - timedelta(microseconds=1), to=CURATOR).record is None
    assert told(known_on(session, who, at=BEGIN, to=CURATOR).record) is not None


def test_status_and_days_held_are_those_of_the_day(session: Session, it_is: Set) -> None:
    who = make.person(session)
    make.status(session, who, Status.IMPRISONED, "2026-11-20")
    it_is(BEGIN + timedelta(days=2))
    make.status(session, who, Status.RELEASED_EARLY, "2026-11-22")
    then = known_on(session, who, at=BEGIN, to=PUBLIC).record
    after = known_on(session, who, at=NOW, to=PUBLIC).record
    assert then is not None
    assert after is not None
    assert (then.current.status, then.current.held, then.days_held) == (Status.IMPRISONED, Held.YES, (3, 3))
    assert (after.current.status, after.current.held, after.days_held) == (
        Status.RELEASED_EARLY,
        Held.NO,
        None,
    )


def test_readers_see_of_the_past_only_what_was_public_then_and_is_not_closed_since(
    session: Session, it_is: Set
) -> None:
    who = make.person(session)
    kept = make.status(session, who, Status.ARRESTED, "2020")
    gone = make.status(session, who, Status.WANTED, "2021")
    hidden = make.status(session, who, Status.EXILED, "2022")
    late = make.status(session, who, Status.HOUSE_ARREST, "2023", state=ClaimState.IN_REVIEW)
    it_is(HOURS[1])
    edit(session, recording.withdraw_claim, claim=gone, version=gone.version)
    edit(session, recording.publish_claim, claim=late, version=late.version)
    revise(session, hidden, visibility=Visibility.RESTRICTED)
    revise(session, kept, status=Status.TRAVEL_BAN)
    assert seen(session, who, BEGIN, CURATOR) == {"arrested", "wanted", "exiled", "house_arrest"}
    assert seen(session, who, BEGIN, PUBLIC) == {"arrested"}
    assert seen(session, who, HOURS[1], CURATOR) == {"travel_ban", "exiled", "house_arrest"}
    assert seen(session, who, HOURS[1], PUBLIC) == {"travel_ban", "house_arrest"}


def test_a_source_closed_since_shows_nothing_of_the_past_to_readers(session: Session, it_is: Set) -> None:
    who = make.person(session)
    make.name(session, who, "Elvin the courier", evidence=make.evidence(session, "A tale of Elvin"))
    event = make.status(session, who)
    edit(session, recording.cite, claim=event, evidence=make.evidence(session, "A tale of an arrest"))
    it_is(HOURS[1])
    source_seen_by(Visibility.INTERNAL)(session)
    assert session.scalars(select(Source).order_by(Source.id)).first().visibility is Visibility.INTERNAL
    public = known_on(session, who, at=BEGIN, to=PUBLIC).record
    assert public is not None
    assert public.name is not None
    assert public.name.text == "Elvin the courier"
    assert len(known_on(session, who, at=BEGIN, to=CURATOR).record.claims) == 3


def test_a_passage_taken_away_since_is_shown_to_those_who_work_here_only(
    session: Session, it_is: Set
) -> None:
    who = make.person(session)
    event = make.status(session, who)
    other = edit(session, recording.cite, claim=event, evidence=make.evidence(session, make.RELEASED))
    it_is(HOURS[1])
    edit(session, recording.uncite, citation=other, version=other.version)

    def quoted(at: datetime, to: Reader) -> list[str]:
        record = known_on(session, who, at=at, to=to).record
        rows = [row for row in record.claims if isinstance(row, StatusEvent)]
        return [citation.passage.exact for citation in rows[0].citations]

    assert quoted(BEGIN, CURATOR) == [make.ARRESTED, make.RELEASED]
    assert quoted(BEGIN, PUBLIC) == quoted(HOURS[1], CURATOR) == [make.ARRESTED]
    assert known_on(session, who, at=BEGIN, to=CURATOR).removed == {other.id}


def test_a_record_that_was_not_published_then_is_not_shown_to_readers(session: Session, it_is: Set) -> None:
    who = make.person(session, state=ClaimState.DRAFT)
    (name,) = who.claims
    it_is(HOURS[1])
    edit(session, recording.publish_claim, claim=name, version=name.version)
    edit(session, people.revise_person, who, version=who.version, state=PublicationState.PUBLISHED)
    assert known_on(session, who, at=BEGIN, to=PUBLIC).record is None
    assert known_on(session, who, at=BEGIN, to=CURATOR).record.person.state is PublicationState.DRAFT
    assert known_on(session, who, at=HOURS[1], to=PUBLIC).record.name.text == "Elvin Sinagov"


def test_looking_back_leaves_nothing_for_a_later_edit_to_save(session: Session, it_is: Set) -> None:
    who = full_record(session)
    session.commit()
    record = known_on(session, who, at=BEGIN, to=CURATOR).record
    rebuilt = [record.person, *record.claims, *(row for claim in record.claims for row in claim.citations)]
    assert all(inspect(row).transient for row in rebuilt)
    assert (list(session.new), list(session.dirty)) == ([], [])
    before = head(session)[0], session.scalars(select(Claim.id)).all()
    session.flush()
    assert (head(session)[0], session.scalars(select(Claim.id)).all()) == before
    clara = make.account(session)
    make.verification(session, who, by=clara)
    # The person and the verification.
    assert head(session)[0] == before[0] + 2


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("29 November 2026", "2026-11-29T23:59:59.999999+00:00"),
        ("30.11.2026", NOW.isoformat()),
        ("2026-11-30 12:00", NOW.isoformat()),
    ],
)
def test_a_day_means_its_end_and_today_means_now(typed: str, meant: str) -> None:
    assert read_known_on(typed, now=NOW) == datetime.fromisoformat(meant)


@pytest.mark.parametrize("typed", ["1 December 2026", "2026-11-30 12:01", "9999-12-31", "2027-01-01T00:00Z"])
def test_nobody_knows_the_future(typed: str) -> None:
    with pytest.raises(Refused, match="^known_on: This lies in the future"):
        read_known_on(typed, now=NOW)
