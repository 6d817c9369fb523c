"""Charges with their terms in one cell: each term is recorded on its own charge."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_of
from webapp.domain.history.recording import editing
from webapp.domain.imports.cells.charge_terms import charges_with_terms
from webapp.domain.imports.headers import named_field
from webapp.domain.imports.recording import record_rows
from webapp.models import ChargeStep, SourceVersion
from webapp.vocab.claims import ClaimState
from webapp.vocab.imports import ListField, RowOutcome


@pytest.mark.parametrize(("text", "items"), [
    ("Art. 228 – 5 years", [(["Art. 228"], 5)]), ("ст. 205.2 ч. 2 — 6 лет", [(["ст. 205.2 ч. 2"], 6)]),
    ("206.3.2 (9 il)", [(["206.3.2"], 9)]), ("Art. 12, part 2, 6 years", [(["Art. 12, part 2"], 6)]),
    ("10 лет — ст. 275", [(["ст. 275"], 10)]), ("ст. 228, ст. 318 — 6 лет", [(["ст. 228", "ст. 318"], 6)]),
    ("ст. 228 — 5 лет, ст. 318 — 2 года", [(["ст. 228"], 5), (["ст. 318"], 2)]),
    ("art. 12, 3 d", [(["art. 12", "3 d"], None)]), ("ст. 228 (2019 г.)", [(["ст. 228 (2019 г.)"], None)]),
    ("Art. 228 - up to 10 years", [(["Art. 228 - up to 10 years"], None)]),
    ("342; 411", [(["342", "411"], None)]),
])  # fmt: skip
def test_a_term_beside_a_charge_is_told_from_it(text: str, items: list[tuple[list[str], int | None]]) -> None:
    read = [
        (item.charges, item.sentences[0].years if item.sentences else None)
        for item in charges_with_terms(text)
    ]
    assert read == items


@on_sqlite
def test_each_term_is_recorded_on_its_own_charge(session: Session) -> None:
    text = "Name;Article / sentence\nBir Sınaqov;art. 228 – 5 years; art. 318 – 5 years\nIki Sınaqov;art. 1\n"
    text = text.replace("years; art", "years, art")
    rows = rows_of(session, text)
    (version,) = session.scalars(select(SourceVersion))
    with editing(session, by=make.account(session), reason="A list", at=make.AT):
        record_rows(session, version, rows, state=ClaimState.PUBLISHED)
    steps = session.scalars(select(ChargeStep)).all()
    assert sorted((step.charge.offence, step.years) for step in steps) == [("art. 228", 5), ("art. 318", 5)]
    # A total beside them is that of nobody knows which.
    text = "Name;Article\nDörd Misallı;art. 228 – 5 years, art. 318 – 2 years, total 6 years\n"
    (row,) = rows_of(session, text)
    assert row.outcome is RowOutcome.REFUSED


def test_a_header_of_charges_and_terms_is_one_of_charges() -> None:
    for header in ("Article / sentence", "Статья, срок", "Maddə və cəza", "Delito y condena"):
        assert named_field(header) is ListField.CHARGE, header
