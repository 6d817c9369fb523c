"""Whatever history follows has a name that people read: no new column goes without one."""

import pytest

from webapp.domain.history.labels import COLUMNS, TABLES, UNLABELLED, label
from webapp.domain.history.stored_values import CLASSES
from webapp.models import Base, Claim


def columns_of(table: str) -> set[str]:
    """The columns of a table as history records them: those of a kind of claim with those of all claims."""
    own = set(Base.metadata.tables[table].columns.keys())
    return own | set(Claim.__table__.columns.keys()) if issubclass(CLASSES[table], Claim) else own


@pytest.mark.parametrize("table", sorted(CLASSES))
def test_every_column_that_history_follows_has_a_label_or_is_left_out_on_purpose(table: str) -> None:
    unnamed = columns_of(table) - set(COLUMNS[table])
    assert {column for column in unnamed if not {column, f"{table}.{column}"} & UNLABELLED} == set()


@pytest.mark.parametrize("table", sorted(CLASSES))
def test_no_column_is_both_told_and_left_out(table: str) -> None:
    assert {column for column in COLUMNS[table] if {column, f"{table}.{column}"} & UNLABELLED} == set()


def test_nothing_is_named_that_is_not_there() -> None:
    assert set(TABLES) == set(COLUMNS) == set(CLASSES)
    assert {table: set(told) - columns_of(table) for table, told in COLUMNS.items()} == dict.fromkeys(
        COLUMNS, set()
    )
    named = {column for table in CLASSES for column in columns_of(table)}
    named |= {f"{table}.{column}" for table in CLASSES for column in columns_of(table)}
    assert named >= UNLABELLED


@pytest.mark.parametrize("table", sorted(CLASSES))
def test_within_a_table_no_two_columns_have_one_label(table: str) -> None:
    assert len(set(COLUMNS[table].values())) == len(COLUMNS[table])


def test_labels_are_words_and_no_names_of_columns() -> None:
    for text in {*TABLES.values(), *(text for told in COLUMNS.values() for text in told.values())}:
        assert text[0].isupper()
        assert "_" not in text
    assert label("status_event", "since_edtf") == "Since"
    assert label("status_event", "lead_citation_id") is None
