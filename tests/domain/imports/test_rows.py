"""Each row of a list is new, more, the same, asked about or refused; what is written rests on its cells."""

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from webapp.domain.history.recording import editing
from webapp.domain.imports.lists import likely_reading, list_table
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.recording import record_rows
from webapp.domain.imports.rows import ListRow, read_rows
from webapp.domain.imports.table import read_table
from webapp.models import (
    Charge,
    ChargeStep,
    Claim,
    Hearing,
    Person,
    PersonalFact,
    PersonName,
    PersonSummary,
    SourceVersion,
    StatusEvent,
)
from webapp.vocab.charges import HearingOutcome, Proceeding, Ruling
from webapp.vocab.claims import Audience, ClaimState
from webapp.vocab.imports import BESIDE_THE_DAY, NAME_PARTS, ListField, RowOutcome
from webapp.vocab.liberty import Status
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import FAIR_TRIAL

LIST = '''Full name,Gender,Date of birth,Date of arrest,Status,Article,Sentence,Facility
"Misallı, Bahar",F,3 November 1988,05.06.2023,serving,"206.3.2, 193-1.3.1",7 years 6 months,"Colony ""No. 8"""
Ceyhun Örnəkov,M,circa 1998,June 2023,SIZO,234.4,,SIZO 1
Turan Qaralamalı,,,2 March 2024,pardoned,not stated,,
'''


def version_of(session: Session, text: str, title: str = "A list") -> SourceVersion:
    """The version of a source with this text."""
    (version,) = make.source(session, title, text).versions
    return version


def listed(
    session: Session,
    version: SourceVersion,
    *,
    fields: tuple[ListField, ...] | None = None,
    statuses: Mapping[str, Status | None] | None = None,
    decisions: Mapping[int, str] | None = None,
) -> list[ListRow]:
    """The rows of a list, read as it seems to want unless something else is said."""
    table = list_table(version)
    reading = likely_reading(version, table, fields or table.fields)
    reading = replace(reading, statuses={**reading.statuses, **(statuses or {})})
    return list(read_rows(session, version, table.rows, reading, decisions=decisions or {}))


def written(session: Session, version: SourceVersion, rows: list[ListRow]) -> None:
    """Record rows as one edit."""
    with editing(session, by=make.account(session), reason="A list", at=datetime.now(UTC)):
        record_rows(session, version, rows, state=ClaimState.PUBLISHED)
    session.flush()


def outcomes(rows: list[ListRow]) -> list[RowOutcome]:
    """What becomes of rows, in order."""
    return [row.outcome for row in rows]


def summary(session: Session, person: Person | None, name: str = "") -> PersonSummary:
    """What readers are shown of a person, known by the record or by the name."""
    query = select(PersonSummary).where(PersonSummary.audience == Audience.PUBLIC)
    mine = PersonSummary.person_id == person.id if person else PersonSummary.name == name
    return session.scalars(query.where(mine)).one()


def test_every_row_of_a_list_becomes_a_person_whose_claims_rest_on_its_cells(session: Session) -> None:
    version = version_of(session, LIST)
    rows = listed(session, version)
    assert outcomes(rows) == [RowOutcome.NEW] * 3
    written(session, version, rows)
    bahar = summary(session, None, "Bahar Misallı")
    assert (bahar.status, bahar.sex, bahar.born) == (Status.IMPRISONED, "female", "1988-11-03")
    assert (bahar.charges, bahar.sentence) == ("206.3.2 | 193-1.3.1", "term of 7 years 6 months")
    assert bahar.status_place == 'Colony "No. 8"'
    assert summary(session, None, "Ceyhun Örnəkov").status is Status.PRETRIAL_DETENTION
    assert summary(session, None, "Turan Qaralamalı").status is Status.RELEASED_EARLY
    for claim in session.scalars(select(Claim)):
        (citation,) = claim.citations
        assert citation.passage.exact in LIST
        assert citation.passage.source_version_id == version.id


def test_a_list_that_is_read_again_changes_nothing(session: Session) -> None:
    version = version_of(session, LIST)
    written(session, version, listed(session, version))
    before = session.scalars(select(Claim.id)).all()
    again = listed(session, version)
    assert outcomes(again) == [RowOutcome.SAME] * 3
    written(session, version, again)
    assert session.scalars(select(Claim.id)).all() == before


def test_a_sentence_that_was_reduced_later_is_one_more_step_of_the_charge(session: Session) -> None:
    first = version_of(session, "Name,Sentence\nBahar Misallı,15 years\n")
    written(session, first, listed(session, first))
    text = 'Name,Sentence\nBahar Misallı,"15 years, reduced on appeal to 12"\n'
    second = version_of(session, text, "The next list")
    reference = summary(session, None, "Bahar Misallı").reference
    written(session, second, listed(session, second, decisions={2: reference}))
    assert session.scalars(select(Charge)).one()
    assert summary(session, None, "Bahar Misallı").sentence == "term of 12 years"
    assert outcomes(listed(session, second)) == [RowOutcome.SAME]


def test_the_next_list_updates_whom_a_reference_means_and_same_words_gain_a_passage(session: Session) -> None:
    first = version_of(session, LIST)
    written(session, first, listed(session, first))
    reference = summary(session, None, "Bahar Misallı").reference
    second = version_of(
        session, f"Reference,Name,Status,Sex\n{reference},Bahar Misallı,released,F\n", "The next list"
    )
    (row,) = listed(session, second)
    assert (row.outcome, len(row.news), len(row.known)) == (RowOutcome.UPDATE, 1, 2)
    written(session, second, [row])
    assert row.person is not None
    assert session.scalars(select(PersonName).where(PersonName.person_id == row.person.id)).one().text
    sources = summary(session, row.person).sources.split(" | ")
    assert len(sources) == 2


def test_somebody_who_may_be_ours_is_asked_about_and_never_chosen_by_itself(session: Session) -> None:
    ours = make.person(session, "Bahar Misallı")
    version = version_of(session, "Name,Status\nMisalli Bahar,serving\nNobody Else,serving\n")
    rows = listed(session, version)
    assert outcomes(rows) == [RowOutcome.ASK, RowOutcome.NEW]
    assert [hit.person.reference for hit in rows[0].candidates] == [ours.reference]
    number = rows[0].row.number
    same, _ = listed(session, version, decisions={number: ours.reference})
    assert (same.outcome, same.person) == (RowOutcome.UPDATE, ours)
    other, _ = listed(session, version, decisions={number: "new"})
    assert (other.outcome, other.person) == (RowOutcome.NEW, None)


def test_a_reference_of_somebody_with_another_name_is_asked_about(session: Session) -> None:
    """Lists have references of their own, which look like ours at times."""
    ours = make.person(session, "Bahar Misallı").reference
    version = version_of(session, f"Reference,Name,Status\n{ours},Elvin Sınaqov,serving\n")
    (row,) = listed(session, version)
    assert (row.outcome, [hit.person.reference for hit in row.candidates]) == (RowOutcome.ASK, [ours])
    for decision, outcome in ((ours, RowOutcome.UPDATE), ("new", RowOutcome.NEW)):
        (row,) = listed(session, version, decisions={row.row.number: decision})
        assert row.outcome is outcome


def test_the_same_name_twice_in_a_list_is_asked_about(session: Session) -> None:
    version = version_of(session, "Name,Status\nBahar Misallı,serving\nBAHAR MISALLI,SIZO\n")
    rows = listed(session, version)
    assert (outcomes(rows), rows[1].again) == ([RowOutcome.NEW, RowOutcome.ASK], True)


def test_what_cannot_be_read_refuses_its_row_with_the_cell_and_the_reason(session: Session) -> None:
    version = version_of(
        session,
        "Ref,Name,D.O.B.,Status,Article,Age\n"
        ",A Sample,31.02.1990,serving,,\n"
        "P-9921,B Sample,,serving,,\n"
        ",C Sample,,etap,,\n"
        ",,,serving,206,\n"
        ",E Sample,,serving,,very old\n",
    )
    fields = (
        ListField.REFERENCE, ListField.NAME, ListField.BORN, ListField.STATUS, ListField.CHARGE,
        ListField.AGE,
    )  # fmt: skip
    rows = listed(session, version, fields=fields)
    assert outcomes(rows) == [RowOutcome.REFUSED] * 5
    problems = [(problem.field, problem.text) for row in rows for problem in row.problems]
    assert problems == [
        (ListField.BORN, "31.02.1990"), (ListField.REFERENCE, "P-9921"), (ListField.STATUS, "etap"),
        (ListField.NAME, ""), (ListField.AGE, "very old"),
    ]  # fmt: skip
    meant = listed(session, version, fields=fields, statuses={"etap": Status.IMPRISONED})
    assert outcomes(meant)[2] is RowOutcome.NEW
    unsaid = listed(session, version, fields=fields, statuses={"etap": None})
    assert [len(row.news) for row in unsaid][2] == 1


def test_numbered_names_in_one_column_are_a_list(session: Session) -> None:
    version = version_of(session, "1. Bahar Misallı\n2) Ceyhun Örnəkov\n3. Turan Qaralamalı\n")
    rows = listed(session, version)
    assert [row.name for row in rows] == ["Bahar Misallı", "Ceyhun Örnəkov", "Turan Qaralamalı"]


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=12)
FIELDS = st.lists(st.sampled_from(list(ListField)), min_size=1, max_size=6, unique=True)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_table_is_written_refused_or_asked_about_and_no_row_is_lost(session: Session, data: Any) -> None:
    others = [field for field in data.draw(FIELDS) if field not in (ListField.NAME, *NAME_PARTS)]
    fields = [*data.draw(st.sampled_from([[ListField.NAME], list(NAME_PARTS)])), *others]
    if ListField.STATUS not in fields:
        of_status = (ListField.SINCE, ListField.AS_OF, ListField.UNTIL)
        fields = [field for field in fields if field not in of_status]
    if ListField.HEARING_ON not in fields:
        fields = [field for field in fields if field not in BESIDE_THE_DAY]
    cells = st.lists(CELL, min_size=len(fields), max_size=len(fields))
    table = data.draw(st.lists(cells, min_size=1, max_size=6))
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(table)
    rows = read_table(lines.getvalue())
    if not rows:
        return
    nested = session.begin_nested()
    version = version_of(session, f"{lines.getvalue()} ")
    # A text is kept composed (NFC), so that its cells may stand elsewhere than in the file.
    rows = read_table(version.text or "")
    reading = ListReading(tuple(fields))
    results = list(read_rows(session, version, rows, reading, decisions={}))
    assert [row.row for row in results] == rows
    assert sum(Counter(outcomes(results)).values()) == len(rows)
    assert all(row.problems for row in results if row.outcome is RowOutcome.REFUSED)
    written(session, version, results)
    nested.rollback()


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELL, min_size=2, max_size=5), min_size=2, max_size=6), st.sampled_from(",;\t"))
def test_every_cell_stands_where_the_table_says(table: list[list[str]], delimiter: str) -> None:
    lines = io.StringIO()
    csv.writer(lines, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(table)
    text = lines.getvalue()
    for row in read_table(text):
        for cell in row.cells:
            printed = text[slice(*cell.span)]
            # Where another sign passes for the one that parts cells, marks within are as they are printed.
            assert cell.text in (printed.replace('""', '"'), printed)
            assert cell.text == cell.text.strip()


HEARINGS = '''Name,Next hearing,Type of hearing,Case number,Court,Outcome
Bahar Misallı,12 May 2024,продление,1(004)-212,Court of Nowhere,отложено
Ceyhun Örnəkov,13 May 2024,,,,convicted
Turan Qaralamalı,14 May 2024,dance,9-9,No Such Court,unsaid
Davud Numunali,,verdict,,,
Elvin Sinagov,,,,,
'''


def test_columns_of_a_hearing_make_one_claim_on_the_day_s_cell(session: Session) -> None:
    court = make.organization(session, "Court of Nowhere", OrganizationKind.COURT)
    case = make.court_case(session, number="1(004)-212", court=court)
    version = version_of(session, HEARINGS)
    rows = listed(session, version)
    assert [row.outcome for row in rows] == [
        RowOutcome.NEW, RowOutcome.NEW, RowOutcome.REFUSED, RowOutcome.REFUSED, RowOutcome.NEW,
    ]  # fmt: skip
    assert [problem.field for problem in rows[2].problems] == [
        ListField.HEARING_KIND, ListField.CASE, ListField.COURT, ListField.HEARING_OUTCOME,
    ]  # fmt: skip
    written(session, version, [row for row in rows if row.outcome is RowOutcome.NEW])
    first, second = session.scalars(select(Hearing).order_by(Hearing.date_edtf))
    assert (first.proceeding, first.case, first.court) == (Proceeding.EXTENSION, case, court)
    assert (first.outcome, first.citations[0].passage.exact) == (HearingOutcome.POSTPONED, "12 May 2024")
    assert (second.proceeding, second.outcome, second.ruling) == (
        Proceeding.OTHER, HearingOutcome.HELD, Ruling.CONVICTED,
    )  # fmt: skip


TRIALS = '''Name,HURIDOCS 31,HURIDOCS 33: language in court,Lawyer
Bahar Misallı,"counsel_not_permitted; Counsel at trial, not permitted to defend",1,A. Vakilov
Ceyhun Örnəkov,8.0,,A. Vakilov
Turan Qaralamalı,99,,
'''


@on_sqlite
def test_a_court_beside_a_sentence_is_that_of_the_conviction(session: Session) -> None:
    court = make.organization(session, "Court of Nowhere", OrganizationKind.COURT)
    text = "Name,Sentence,Court\nBahar Misallı,5 years,Court of Nowhere\nElvin Sınaqov,5 years,Another\n"
    version = version_of(session, text)
    # Whoever reads the list says that it is to be recorded: one that we do not have refuses its row.
    assert ListField.COURT not in list_table(version).fields
    rows = listed(session, version, fields=(ListField.NAME, ListField.SENTENCE, ListField.COURT))
    assert outcomes(rows) == [RowOutcome.NEW, RowOutcome.REFUSED]
    written(session, version, rows)
    assert [step.court for step in session.scalars(select(ChargeStep))] == [court]


def test_columns_of_a_fair_trial_make_facts_by_code_label_or_number(session: Session) -> None:
    version = version_of(session, TRIALS)
    rows = listed(session, version)
    assert [row.outcome for row in rows] == [RowOutcome.NEW, RowOutcome.NEW, RowOutcome.REFUSED]
    assert [problem.field for problem in rows[2].problems] == [ListField.LEGAL_COUNSEL]
    written(session, version, rows[:2])
    query = select(PersonalFact).where(PersonalFact.fact.in_(FAIR_TRIAL))
    facts = {(fact.value, fact.citations[0].passage.exact) for fact in session.scalars(query)}
    both = "counsel_not_permitted; Counsel at trial, not permitted to defend"
    assert {(value, exact) for value, exact in facts if value.startswith("counsel")} == {
        ("counsel_not_permitted", both), ("counsel_at_trial_silenced", both), ("counsel_at_trial", "8.0"),
    }  # fmt: skip
    assert len(facts) == 4


@on_sqlite
def test_until_when_somebody_is_held_is_read_with_the_status_and_of_nobody_who_is_free(
    session: Session,
) -> None:
    text = (
        "Name,Status,Since,Remand until\n"
        "Bahar Misallı,SIZO,05.06.2023,until 20 June 2024\n"
        "Ceyhun Örnəkov,serving,2023,срок не указан\n"
        "Turan Qaralamalı,pardoned,2024,April 2030\n"
    )
    version = version_of(session, text)
    rows = listed(session, version)
    assert outcomes(rows) == [RowOutcome.NEW, RowOutcome.REFUSED, RowOutcome.NEW]
    assert [(problem.field, problem.text) for problem in rows[1].problems] == [
        (ListField.UNTIL, "срок не указан")
    ]
    written(session, version, [rows[0], rows[2]])
    events = session.execute(select(StatusEvent.status, StatusEvent.until_edtf).order_by(StatusEvent.status))
    assert {row.status: row.until_edtf for row in events} == {
        Status.PRETRIAL_DETENTION: "2024-06-20", Status.RELEASED_EARLY: None,
    }  # fmt: skip
