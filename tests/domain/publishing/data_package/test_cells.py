"""What the database writes into the cells of the package is what the domain says of the same values."""

from uuid import UUID

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from tests.domain.publishing.data_package.test_data_package import rows, unpacked
from tests.support.full_record import full_record
from webapp.domain.law.provisions import cited_as
from webapp.domain.publishing.data_package.cell_text import cell
from webapp.domain.publishing.data_package.tables import CLAIMS
from webapp.domain.visibility import CURATOR
from webapp.models import Citation, Passage, Provision


def test_cells_of_claims_are_their_values(session: Session) -> None:
    full_record(session)
    archive, compared = unpacked(session, to=CURATOR), set[str]()
    for table in CLAIMS:
        assert table.model is not None
        mapper = inspect(table.model)
        for row in rows(archive, table.name):
            claim = session.get_one(table.model, UUID(row["claim_id"]))
            for name in row.keys() & mapper.columns.keys():
                assert row[name] == cell(getattr(claim, name)), (table.name, name)
                compared |= {type(mapper.columns[name].type).__name__} if row[name] else set()
            for name in row.keys() & mapper.relationships.keys():
                provision: Provision | None = getattr(claim, name)
                assert row[name] == (cited_as(provision) if provision else ""), (table.name, name)
                compared |= {"Provision"} if provision else set()
    assert compared >= {"Text", "Enum", "Integer", "Date", "Boolean", "KeyType", "Provision"}


def test_cells_of_citations_and_passages_are_their_values(session: Session) -> None:
    full_record(session)
    archive = unpacked(session, to=CURATOR)
    for row in rows(archive, "citations"):
        citation = session.get_one(Citation, UUID(row["citation_id"]))
        for name in ("claim_id", "stance", "credibility"):
            assert row[name] == cell(getattr(citation, name))
    for row in rows(archive, "passages"):
        passage = session.get_one(Passage, UUID(row["passage_id"]))
        for name in ("start", "end", "exact", "prefix", "suffix", "page"):
            assert row[name] == cell(getattr(passage, name))
