"""One text about many people: whom its names mean, what each claim rests on, all of it or nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.undoing import undo
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.decrees.printed_names import printed_names
from webapp.domain.decrees.recording import not_named, record_decree
from webapp.domain.decrees.rows import (
    NOBODY,
    SOMEBODY_NEW,
    DecreeReading,
    DecreeRow,
    lead_of,
    outcome_counts,
    proposed_status,
    read_decree,
)
from webapp.domain.decrees.unmatched_names import unmatched_names
from webapp.domain.history.edits import newest_number
from webapp.domain.history.recording import editing
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.refusals import Refused
from webapp.domain.text.quote_location import Span
from webapp.models import Person, PersonSummary, Revision, SourceVersion, StatusEvent
from webapp.vocab.claims import Audience, ClaimState
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.decrees import NameOutcome
from webapp.vocab.liberty import Cause, Status

DECREE = """I resolve on 20 November 2026 that the following persons be pardoned and released from prison:

1. Qaralamalı Turan
2. Nümunəli Davud
3. Kimsəyev Adil
4. Nağıllı Samir

This decree comes into force on the day of its signing."""
PARDON = StatusContent(
    status=Status.RELEASED_EARLY, cause=Cause.PARDON, since=PartialDate.parse("2026-11-20"), place=None,
    place_words=None, authority=None,
)  # fmt: skip


@pytest.fixture
def version(session: Session) -> SourceVersion:
    """The version of a decree that names two of ours, one of two homonyms, and somebody unknown."""
    for name in ("Turan Qaralamalı", "Davud Numunali", "Davud Nümunəli", "Samir Nagilli", "Ayla Numunali"):
        make.status(session, make.person(session, name), Status.IMPRISONED)
    (row,) = make.source(session, "Decree No. 77 on Pardon", DECREE).versions
    return row


def read(
    session: Session, version: SourceVersion, reading: DecreeReading | None = None, pasted: str = ""
) -> list[DecreeRow]:
    """What becomes of the names of a decree, those of its lead said of all unless something else is."""
    reading = reading or DecreeReading(PARDON, lead_of(version.text or ""))
    names = printed_names(session, version, within=None, pasted=pasted)
    return read_decree(session, version, names, reading)


def record(
    session: Session,
    version: SourceVersion,
    reading: DecreeReading,
    *,
    expected: Mapping[NameOutcome, int] | None = None,
    seen: int | None = None,
) -> list[Person]:
    """Record what is ready as one edit."""
    counts = outcome_counts(read(session, version, reading)) if expected is None else expected
    with editing(session, by=make.account(session), reason="Pardon", at=datetime.now(UTC)):
        return record_decree(
            session, version=version, within=None, pasted=None, reading=reading, expected=counts,
            seen=newest_number(session) if seen is None else seen, state=ClaimState.PUBLISHED,
        )  # fmt: skip


def outcomes(rows: list[DecreeRow]) -> list[tuple[str, NameOutcome]]:
    """What becomes of each name as printed."""
    return [(row.name.text, row.outcome) for row in rows]


def status_of(session: Session, name: str) -> Status:
    """The status that readers are shown of somebody."""
    query = select(PersonSummary.status).where(PersonSummary.audience == Audience.PUBLIC)
    return session.scalars(query.where(PersonSummary.name == name)).one()


def test_each_name_is_ready_asked_about_or_nobody_and_homonyms_are_never_chosen(
    session: Session, version: SourceVersion
) -> None:
    rows = read(session, version)
    assert outcomes(rows) == [
        ("Qaralamalı Turan", NameOutcome.READY),
        ("Nümunəli Davud", NameOutcome.ASK),
        ("Kimsəyev Adil", NameOutcome.NOBODY),
        ("Nağıllı Samir", NameOutcome.READY),
    ]
    assert {person.name for person in rows[1].name.candidates} == {"Davud Numunali", "Davud Nümunəli"}
    assert rows[1].name.person is None


def test_what_the_deciding_words_tell_is_proposed(version: SourceVersion) -> None:
    text = version.text or ""
    lead = lead_of(text)
    assert lead is not None
    assert text[lead.start : lead.end].endswith("released from prison:")
    status, details = proposed_status(text, lead)
    assert status is Status.RELEASED_EARLY
    assert details.since == PARDON.since


def test_names_within_a_line_and_two_with_other_patronymics_are_each_a_row(session: Session) -> None:
    for name in ("Turan Qaralamalı", "Davud Nümunəli", "Davud Nümunəli"):
        make.status(session, make.person(session, name), Status.IMPRISONED)
    text = (
        "Aşağıdakı şəxslər 2 oktyabr 2026-cı ildən cəzanın çəkilməmiş hissəsindən azad edilsin:\n\n"
        "1. Həbsdən:\nQaralamalı Turan Xəyal oğlu, 1970-ci il; Qaralamalı Turan Sınaq oğlu, 1980-ci il;"
        " Nümunəli Davud Xəyal oğlu, 1981-ci il; NÜMUNƏLİ DAVUD, 1982-ci il; TURAN QARALAMALI, 1970-ci il.\n"
    )
    (version,) = make.source(session, "Sərəncam", text).versions
    lead = lead_of(text)
    assert lead is not None
    status, details = proposed_status(text, lead)
    assert (status, details.since and details.since.edtf) == (Status.RELEASED_EARLY, "2026-10-02")
    assert outcomes(read(session, version)) == [
        ("Qaralamalı Turan Xəyal oğlu", NameOutcome.READY),
        ("Qaralamalı Turan Sınaq oğlu", NameOutcome.REFUSED),
        ("Nümunəli Davud Xəyal oğlu", NameOutcome.ASK), ("NÜMUNƏLİ DAVUD", NameOutcome.ASK),
    ]  # fmt: skip


def test_what_is_ready_is_one_edit_that_rests_on_own_and_common_words_and_is_undone_whole(
    session: Session, version: SourceVersion
) -> None:
    before = newest_number(session)
    reading = DecreeReading(PARDON, lead_of(DECREE))
    record(session, version, reading)
    session.flush()
    assert status_of(session, "Turan Qaralamalı") is status_of(session, "Samir Nagilli")
    assert status_of(session, "Turan Qaralamalı") is Status.RELEASED_EARLY
    assert status_of(session, "Davud Numunali") is Status.IMPRISONED
    claims = session.scalars(select(StatusEvent).where(StatusEvent.status == Status.RELEASED_EARLY)).all()
    quoted = {
        claim.person.reference: [each.passage.exact for each in claim.citations] for claim in claims
    }
    assert [len(words) for words in quoted.values()] == [2, 2]
    assert all("pardoned and released" in words[1] for words in quoted.values())
    assert {words[0] for words in quoted.values()} == {"1. Qaralamalı Turan", "4. Nağıllı Samir"}
    edits = session.scalars(select(Revision.edit_id).where(Revision.number > before)).all()
    assert len(set(edits)) == 1
    assert outcomes(read(session, version, reading))[0] == ("Qaralamalı Turan", NameOutcome.RECORDED)
    undo(session)
    session.flush()
    assert status_of(session, "Turan Qaralamalı") is Status.IMPRISONED


def test_own_words_that_tell_the_same_are_enough(session: Session) -> None:
    make.person(session, "Turan Qaralamalı")
    (version,) = make.source(session, "News", "Turan Qaralamalı was pardoned. Ayla left.").versions
    (row,) = read(session, version, DecreeReading(PARDON, Span(31, 41)))
    assert [DECREE and (version.text or "")[span.start : span.end] for span in row.passages] == [
        "Turan Qaralamalı was pardoned."
    ]


def test_names_that_are_pasted_are_found_in_the_text_or_rest_on_the_common_words(
    session: Session, version: SourceVersion
) -> None:
    rows = read(session, version, pasted="Turan Qaralamali\nAyla Numunali; Heçkəsov Ramiz\n")
    assert outcomes(rows) == [
        ("Turan Qaralamali", NameOutcome.READY),
        ("Ayla Numunali", NameOutcome.READY),
        ("Heçkəsov Ramiz", NameOutcome.NOBODY),
    ]
    assert [len(row.passages) for row in rows] == [2, 1, 0]
    alone = read(session, version, DecreeReading(PARDON), pasted="Ayla Numunali")
    assert [row.outcome for row in alone] == [NameOutcome.REFUSED]


def test_an_answer_says_who_is_meant_and_a_row_may_say_otherwise_or_be_left_out(
    session: Session, version: SourceVersion
) -> None:
    turan, davud, adil, samir = (row.name for row in read(session, version))
    other = davud.candidates[1].reference
    reading = DecreeReading(
        PARDON, lead_of(DECREE), answers={davud.key: other, adil.key: SOMEBODY_NEW},
        statuses={turan.key: Status.HOUSE_ARREST}, left_out=frozenset({samir.key}),
    )  # fmt: skip
    people = record(session, version, reading)
    session.flush()
    assert [person.reference for person in people][1] == other
    assert len(people) == 3
    assert status_of(session, "Turan Qaralamalı") is Status.HOUSE_ARREST
    assert status_of(session, "Kimsəyev Adil") is Status.RELEASED_EARLY
    assert status_of(session, "Samir Nagilli") is Status.IMPRISONED
    nobody = replace(reading, answers={turan.key: NOBODY})
    assert read(session, version, nobody)[0].outcome is NameOutcome.NOBODY


def test_refused_names_keep_their_reason_and_the_others_are_written(
    session: Session, version: SourceVersion
) -> None:
    turan, davud, _, samir = (row.name for row in read(session, version))
    again = turan.candidates[0].reference
    reading = DecreeReading(PARDON, lead_of(DECREE), answers={davud.key: again, samir.key: "P-9999"})
    rows = read(session, version, reading)
    assert [row.outcome for row in rows if row.refused] == [NameOutcome.REFUSED] * 2
    assert "meant by an earlier name" in str(rows[1].refused)
    assert "no person P-9999" in str(rows[3].refused)
    assert len(record(session, version, reading)) == 1
    unsaid = read(session, version, DecreeReading(None, lead_of(DECREE)))
    assert unsaid[0].outcome is NameOutcome.REFUSED


def test_nothing_is_written_where_somebody_changed_a_person_or_the_names_meanwhile(
    session: Session, version: SourceVersion
) -> None:
    seen = newest_number(session)
    reading = DecreeReading(PARDON, lead_of(DECREE))
    counts = outcome_counts(read(session, version, reading))
    turan = read(session, version)[0].person
    assert turan is not None
    make.status(session, turan, Status.HOUSE_ARREST)
    with pytest.raises(Refused, match=rf"Somebody changed {turan.reference}"):
        record(session, version, reading, seen=seen)
    with pytest.raises(Refused, match="has changed since you looked"):
        record(session, version, reading, expected={**counts, NameOutcome.READY: 9})
    events = select(StatusEvent).where(StatusEvent.status == Status.RELEASED_EARLY)
    assert not session.scalars(events).all()


def test_those_of_a_list_who_are_not_named_are_listed(session: Session, version: SourceVersion) -> None:
    listed = not_named(session, PeopleFilter(held=("yes",)), read(session, version))
    assert listed.total == 5
    assert [person.name for person in listed.absent] == ["Ayla Numunali", "Davud Numunali", "Davud Nümunəli"]


def kept(session: Session, version: SourceVersion) -> list[tuple[str, str]]:
    """The names kept with a source, each with the words about it."""
    return [(row.text, row.passage.exact) for row in unmatched_names(session, version.source)]


def test_a_name_of_nobody_is_kept_with_the_source_once_and_leaves_when_undone(
    session: Session, version: SourceVersion
) -> None:
    reading = DecreeReading(PARDON, lead_of(DECREE), answers={"p0": NOBODY})
    record(session, version, reading)
    session.commit()
    assert kept(session, version) == [("Kimsəyev Adil", "3. Kimsəyev Adil")]
    with pytest.raises(Refused, match="nothing to write"):
        record(session, version, reading)
    session.rollback()
    undo(session)
    assert kept(session, version) == []


def test_names_are_kept_where_nothing_else_is_written(session: Session, version: SourceVersion) -> None:
    everybody = [row.name.key for row in read(session, version)]
    nobody = DecreeReading(PARDON, lead_of(DECREE), answers=dict.fromkeys(everybody, NOBODY))
    assert record(session, version, nobody) == []
    assert [name for name, _ in kept(session, version)] == [
        "Qaralamalı Turan", "Nümunəli Davud", "Kimsəyev Adil", "Nağıllı Samir",
    ]  # fmt: skip


def test_a_kept_name_is_matched_once_the_text_is_recorded_of_somebody_called_so(
    session: Session, version: SourceVersion
) -> None:
    record(session, version, DecreeReading(PARDON, lead_of(DECREE)))
    (key,) = [row.name.key for row in read(session, version) if row.outcome is NameOutcome.NOBODY]
    record(session, version, DecreeReading(PARDON, lead_of(DECREE), answers={key: SOMEBODY_NEW}))
    assert kept(session, version) == []
