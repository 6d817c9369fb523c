"""A list written many rows at once leaves the database that writing claim by claim leaves."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.checks import check
from webapp.domain.claims.charge_steps import ChargeStepContent
from webapp.domain.claims.recording import Evidence, add
from webapp.domain.history.giving_way import to_the_end
from webapp.domain.history.recording import editing, head, open_edit
from webapp.domain.imports.cells.terms import StatedSentence
from webapp.domain.imports.lists import likely_reading, list_table
from webapp.domain.imports.prepared_rows import PreparedList, prepare_rows
from webapp.domain.imports.prepared_writing import write_prepared
from webapp.domain.imports.recording import record_rows
from webapp.domain.imports.rows import ListRow, read_rows
from webapp.domain.people.people import add_person
from webapp.domain.sources.passages import fix_passage
from webapp.models import Base, Charge, Citation, Claim, Passage, Person, SourceVersion
from webapp.vocab.accounts import Role
from webapp.vocab.charges import StepKind
from webapp.vocab.claims import ClaimState, Visibility

AT = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
# The chain of history is another one wherever its keys are others.
CHAINED = {"number", "hash", "previous_hash", "edit_id", "id"}
UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
CELLS = st.tuples(
    st.sampled_from(("Bahar Misallı", "Ceyhun Örnəkov", "Turan Qaralamalı")),
    st.sampled_from(("F", "M", "")),
    st.sampled_from(("3 November 1988", "circa 1998", "")),
    st.sampled_from(("serving", "pardoned", "SIZO", "")),
    st.sampled_from(("05.06.2023", "June 2023", "")),
    st.sampled_from(("until 5 May 2027", "")),
    st.sampled_from(("Colony 8", "")),
    st.sampled_from(("206.3.2, 193-1.3.1", "234.4")),
    st.sampled_from(("7 years 6 months", "life", "")),
)
Recording = Callable[[Session, SourceVersion, list[ListRow]], None]


def one_by_one(session: Session, version: SourceVersion, rows: list[ListRow]) -> None:
    """Record what rows say as forms do it, claim after claim."""
    common: dict[str, Any] = {"state": ClaimState.PUBLISHED, "note": None}
    for row in rows:
        person, charge = row.person, None
        said = [(statement, claim) for statement, claim in row.known]
        for statement, _ in [*said, *((statement, None) for statement in row.news)]:
            content: Any = statement.content
            evidence = Evidence(fix_passage(session, version, statement.cell.span))
            if isinstance(content, StatedSentence):
                assert charge is not None
                content = sentence(charge, content)
            if person is None:
                person = add_person(
                    session, content=content, evidence=evidence, visibility=Visibility.PUBLIC,
                    somebody_else=True, not_printed=True, **common,
                )  # fmt: skip
                continue
            (claim,) = add(
                session, content, people=[person], evidence=evidence, visibility=None, **common
            )
            charge = charge or (claim if isinstance(claim, Charge) else None)


def sentence(charge: Charge, stated: StatedSentence) -> ChargeStepContent:
    """A conviction to a sentence, of which nothing else is stated."""
    nothing: Any = dict.fromkeys(
        ("date", "court", "from_provision", "to_provision", "fine_amount", "fine_currency")
    )
    return ChargeStepContent(
        charge=charge, step=StepKind.CONVICTED, sentence=stated.kind, years=stated.years,
        months=stated.months, days=stated.days, suspended=False, **nothing,
    )  # fmt: skip


def many_at_once(session: Session, version: SourceVersion, rows: list[ListRow]) -> None:
    """Record what rows say as the import does it."""
    record_rows(session, version, rows, state=ClaimState.PUBLISHED)


def made_ready(session: Session, version: SourceVersion, rows: list[ListRow]) -> None:
    """Record what rows say as a long list is: made ready first, written later and after others."""
    now = open_edit(session)
    dialect = session.get_bind().dialect
    since, _ = head(session)
    with TemporaryDirectory() as folder:
        earlier = replace(now, at=AT - timedelta(hours=1), touched=set())
        with PreparedList(dialect, Path(folder), earlier, ClaimState.PUBLISHED) as prepared:
            prepare_rows(session, version, rows, prepared)
            write_prepared(
                session, version, prepared, since=since, progress=lambda _: None, heeding=to_the_end
            )


def everything(session: Session, record: Recording, table: list[tuple[str, ...]]) -> list[str]:
    """What stands in all tables after a list is recorded so, rows named by what they are; then undone."""
    nested = session.begin_nested()
    text = io.StringIO()
    header = (
        "Reference", "Name", "Sex", "Born", "Status", "Since", "Held until", "Facility", "Article",
        "Sentence",
    )  # fmt: skip
    csv.writer(text, lineterminator="\n").writerows([header, *table])
    (version,) = make.source(session, "A list", text.getvalue()).versions
    found = list_table(version)
    reading = likely_reading(version, found, found.fields)
    rows = list(read_rows(session, version, found.rows, reading, decisions={}))
    with editing(session, by=make.account(session, "Ada", Role.ADMIN), reason="A list", at=AT):
        record(session, version, [row for row in rows if row.to_write])
    session.flush()
    session.expire_all()
    assert [*check(session)] == []
    names = dict(named(session))
    everything = [line for table in Base.metadata.sorted_tables for line in lines(session, table, names)]
    nested.rollback()
    # A list has a record; what is recorded one by one is none.
    return sorted(line for line in everything if "list_batch" not in line)


def named(session: Session) -> Iterator[tuple[str, str]]:
    """Each key that differs between two databases with a name that does not."""
    for person in session.scalars(select(Person)):
        yield str(person.id), person.reference
    for passage in session.scalars(select(Passage)):
        yield str(passage.id), f"{passage.start}-{passage.end}"
    for claim in session.scalars(select(Claim)):
        cited = sorted(citation.passage.start for citation in claim.citations)
        yield str(claim.id), f"{claim.person.reference} {claim.kind} {cited} {getattr(claim, 'offence', '')}"
    for citation in session.scalars(select(Citation)):
        claim = citation.claim
        yield (
            str(citation.id),
            f"{claim.person.reference} {claim.kind} {citation.passage.start} {getattr(claim, 'offence', '')}",
        )


def lines(session: Session, table: Any, names: dict[str, str]) -> Iterator[str]:
    """The rows of a table, its keys named; what has no name was there before, or is new in every run."""
    for row in session.execute(select(table)).mappings():
        values = {
            key: value
            for key, value in row.items()
            if not isinstance(value, datetime) and not (table.name in ("revision", "seal") and key in CHAINED)
        }
        packed = json.dumps(values, sort_keys=True, default=plain)
        packed = re.sub(r'"made_at": \[null, "[^"]*"\]', "", packed)
        packed = re.sub(r'"id": \[null, "[^"]*"\],?', "", packed)
        yield f"{table.name} {UUIDS.sub(lambda key: names.get(key[0], 'other'), packed)}"


def plain(value: object) -> str:
    """A value as it can be compared."""
    return str(value) if isinstance(value, UUID) else repr(value)


@settings(
    max_examples=3, deadline=None, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(table=st.lists(CELLS, min_size=1, max_size=3, unique_by=lambda cells: cells[0]))
def test_all_ways_leave_the_same_rows(session: Session, table: list[tuple[str, ...]]) -> None:
    ours = session.scalar(select(Person)) or make.person(session, "Elvin Sınaqov")
    make.account(session, "Ada", Role.ADMIN)
    update = (ours.reference, "Elvin Sınaqov", "M", "", "serving", "", "Colony 8", "234.4", "life")
    rows = [update, *(("", *cells) for cells in table)]
    ways = (many_at_once, one_by_one, made_ready)
    at_once, singly, ready = (Counter(everything(session, record, rows)) for record in ways)
    assert [*(at_once - singly)][:3] == [*(singly - at_once)][:3] == []
    assert [*(ready - singly)][:3] == [*(singly - ready)][:3] == []
