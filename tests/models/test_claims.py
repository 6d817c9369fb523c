"""No fact without a passage: the database itself refuses a claim that cites nothing."""

from uuid import uuid4

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from tests.support import rows
from tests.support.engines import on_sqlite

FOREIGN_KEY = "(?i)foreign key"


def _refused_at_commit(connection: Connection) -> None:
    with pytest.raises(IntegrityError, match=FOREIGN_KEY):
        connection.commit()


def _order(connection: Connection, words: str, **values: str) -> None:
    done = connection.execute(text(words), values)
    assert done.rowcount == 1


@pytest.mark.parametrize("kind", rows.KINDS)
def test_a_claim_with_a_citation_is_kept(connection: Connection, kind: str) -> None:
    claim, _ = rows.cited_claim(connection, kind)
    connection.commit()
    assert connection.scalar(text(f"SELECT count(*) FROM {kind} WHERE id = :id"), {"id": claim}) == 1


@pytest.mark.parametrize("kind", rows.KINDS)
def test_a_claim_that_cites_nothing_is_refused(connection: Connection, kind: str) -> None:
    rows.claim(connection, kind, lead_citation_id=uuid4().hex)
    _refused_at_commit(connection)
    connection.rollback()
    assert connection.scalar(text("SELECT count(*) FROM claim")) == 0


def test_a_claim_cannot_leave_its_citation_open(connection: Connection) -> None:
    with pytest.raises(IntegrityError, match="(?i)not.null"):
        rows.claim(connection, lead_citation_id=None)


def test_the_last_citation_of_a_claim_cannot_be_deleted(connection: Connection) -> None:
    _, citation = rows.cited_claim(connection)
    connection.commit()
    _order(connection, "DELETE FROM citation WHERE id = :id", id=citation)
    _refused_at_commit(connection)


def test_a_citation_can_be_deleted_when_another_takes_the_lead(connection: Connection) -> None:
    claim, first = rows.cited_claim(connection)
    second = rows.citation(connection, claim, rows.passage(connection, rows.version(connection)))
    connection.commit()
    _order(connection, "UPDATE claim SET lead_citation_id = :lead WHERE id = :id", lead=second, id=claim)
    _order(connection, "DELETE FROM citation WHERE id = :id", id=first)
    connection.commit()
    assert connection.scalar(text("SELECT count(*) FROM citation")) == 1


def test_a_claim_cannot_rest_on_a_citation_of_another_claim(connection: Connection) -> None:
    _, foreign = rows.cited_claim(connection)
    rows.claim(connection, lead_citation_id=foreign)
    _refused_at_commit(connection)


def test_a_claim_cannot_be_turned_to_a_citation_of_another_claim(connection: Connection) -> None:
    _, foreign = rows.cited_claim(connection)
    claim, _ = rows.cited_claim(connection)
    connection.commit()
    _order(connection, "UPDATE claim SET lead_citation_id = :lead WHERE id = :id", lead=foreign, id=claim)
    _refused_at_commit(connection)


def test_a_claim_cannot_be_parted_from_its_citation(connection: Connection) -> None:
    claim, _ = rows.cited_claim(connection)
    connection.commit()
    with pytest.raises(IntegrityError, match="(?i)not.null"):
        _order(connection, "UPDATE claim SET lead_citation_id = NULL WHERE id = :id", id=claim)


def test_the_last_citation_of_a_claim_cannot_be_moved_to_another_claim(connection: Connection) -> None:
    _, citation = rows.cited_claim(connection)
    other, _ = rows.cited_claim(connection)
    connection.commit()
    _order(connection, "UPDATE citation SET claim_id = :other WHERE id = :id", other=other, id=citation)
    _refused_at_commit(connection)


def test_a_citation_cannot_outlive_its_claim(connection: Connection) -> None:
    claim, _ = rows.cited_claim(connection)
    connection.commit()
    _order(connection, "DELETE FROM person_name WHERE id = :id", id=claim)
    _order(connection, "DELETE FROM claim WHERE id = :id", id=claim)
    _refused_at_commit(connection)


def test_a_passage_is_cited_once_by_a_claim(connection: Connection) -> None:
    claim, citation = rows.cited_claim(connection)
    cited = connection.scalar(text("SELECT passage_id FROM citation WHERE id = :id"), {"id": citation})
    with pytest.raises(IntegrityError, match="(?i)unique"):
        rows.citation(connection, claim, str(cited))


@pytest.mark.parametrize("reason", [None, ""])
def test_a_claim_is_not_ranked_without_a_reason(connection: Connection, reason: str | None) -> None:
    with pytest.raises(IntegrityError, match="ck_claim_rank_reason_given"):
        rows.claim(connection, rank="preferred", rank_reason=reason, lead_citation_id=uuid4().hex)


@on_sqlite
def test_a_citation_is_not_replaced_by_one_of_another_claim(connection: Connection) -> None:
    _, citation = rows.cited_claim(connection)
    other, _ = rows.cited_claim(connection)
    passage = rows.passage(connection, rows.version(connection))
    connection.commit()
    rows.put(
        connection, "citation", order="INSERT OR REPLACE INTO", id=citation, claim_id=other,
        passage_id=passage, stance="supports", credibility="6", made_by_id=rows.account(connection),
        made_at=rows.NOW, version=1,
    )  # fmt: skip
    _refused_at_commit(connection)
