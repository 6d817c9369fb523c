"""Rows put into the database by plain SQL, past every rule that Python could hold."""

from hashlib import sha256
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Enum, Table, text

from webapp.models import Base
from webapp.vocab.claims import ClaimKind

NOW = "2026-11-20 08:00:00.000000"
TEXT = "Elvin Sinagov was arrested in November. Ayla Numunali was released."
WORDS = "Elvin Sinagov was arrested in November."

# What a kind of claim needs besides the columns that cannot be empty.
_FURTHER: dict[str, dict[str, Any]] = {
    "charge": {"offence": "smuggling"},
    "charge_step": {"suspended": False},
    "hearing": {
        "outcome": "postponed", "judges_words": "a bench", "counsel": "a lawyer", "demanded": "two years",
    },
    "personal_fact": {"fact": "residence", "value": "Baku"},
}  # fmt: skip


def _needed(table: Table) -> dict[str, Any]:
    """Return the columns that cannot be empty, keys left out: the first word of each list, or a text."""
    return {
        column.name: column.type.enums[0] if isinstance(column.type, Enum) else "some words"
        for column in table.columns
        if not column.nullable and not column.foreign_keys
    }


KINDS = {
    kind.value: _needed(Base.metadata.tables[kind.value]) | _FURTHER.get(kind.value, {}) for kind in ClaimKind
}


def insert(connection: Connection, table: str, **values: Any) -> str:
    """Insert one row of these values, with an id where it has none, and return its id."""
    values = {"id": uuid4().hex, **values}
    put(connection, table, **values)
    return str(values["id"])


def put(connection: Connection, table: str, *, order: str = "INSERT INTO", **values: Any) -> None:
    """Insert one row of exactly these values."""
    columns = ", ".join(f'"{name}"' for name in values)
    places = ", ".join(f":{name}" for name in values)
    connection.execute(text(f"{order} {table} ({columns}) VALUES ({places})"), values)


def account(connection: Connection) -> str:
    """Insert an account."""
    return insert(
        connection, "account", name=f"Clara {uuid4()}", role="curator", active=True, failed_sign_ins=0,
        version=1,
    )  # fmt: skip


def organization(connection: Connection) -> str:
    """Insert an organization."""
    return insert(connection, "organization", reference=uuid4().hex, kind="ngo", state="published", version=1)


def source(connection: Connection) -> str:
    """Insert a source without a version."""
    return insert(
        connection, "source", reference=uuid4().hex, title="A statement", kind="statement", reliability="F",
        visibility="public", state="published", version=1,
    )  # fmt: skip


def version(connection: Connection, canonical: str = TEXT, *, archived: bool = True, **values: Any) -> str:
    """Insert a version of a source of its own; where it is not archived, its length and hash only."""
    known: dict[str, Any] = {
        "text": canonical if archived else None,
        "text_length": len(canonical),
        "text_sha256": sha256(canonical.encode()).hexdigest(),
        "number": 1,
        "media_type": "text/plain",
        "extractor": "by hand",
        "retrieved_at": NOW,
    }
    if "source_id" not in values:
        known["source_id"] = source(connection)
    known["retrieved_by_id"] = account(connection)
    return insert(connection, "source_version", **(known | values))


def passage(
    connection: Connection, version_id: str, exact: str = WORDS, start: int = 0, **values: Any
) -> str:
    """Insert a passage that spans as much as its words are long."""
    known = {"start": start, "end": start + len(exact), "exact": exact, "prefix": "", "suffix": ""}
    return insert(connection, "passage", source_version_id=version_id, **(known | values))


def person(connection: Connection) -> str:
    """Insert a person of whom nothing is said."""
    return insert(connection, "person", reference=uuid4().hex, state="published", version=1)


def claim(connection: Connection, kind: str = "person_name", **values: Any) -> str:
    """Insert a claim about a person of its own, without the columns of its kind."""
    known = {
        "kind": kind, "person_id": person(connection), "state": "published", "rank": "normal",
        "visibility": "public", "made_by_id": account(connection), "made_at": NOW, "version": 1,
    }  # fmt: skip
    return insert(connection, "claim", **(known | values))


def citation(connection: Connection, claim_id: str, passage_id: str, **values: Any) -> str:
    """Insert a citation of a passage for a claim."""
    return insert(
        connection, "citation", claim_id=claim_id, passage_id=passage_id, stance="supports", credibility="6",
        made_by_id=account(connection), made_at=NOW, version=1, **values,
    )  # fmt: skip


def cited_claim(connection: Connection, kind: str = "person_name", **values: Any) -> tuple[str, str]:
    """Insert a claim, the columns of its kind, and its citation; return the ids of claim and citation."""
    lead = uuid4().hex
    claim_id = claim(connection, kind, lead_citation_id=lead)
    citation(connection, claim_id, passage(connection, version(connection)), id=lead)
    if kind in ("affiliation", "assessment"):
        values = {"organization_id": organization(connection), **values}
    if kind == "charge_step":
        values = {"charge_id": cited_claim(connection, "charge")[0], **values}
    insert(connection, kind, id=claim_id, **(KINDS[kind] | values))
    return claim_id, lead


def revision(connection: Connection, number: int = 1, *, order: str = "INSERT INTO", **values: Any) -> None:
    """Insert a revision; its hashes are of the right length, and no more than that."""
    known = {
        "number": number, "at": NOW, "by_id": account(connection), "reason": "a letter came",
        "edit_id": uuid4().hex, "about_id": uuid4().hex, "action": "created", "table_name": "person",
        "row_id": uuid4().hex, "changes": "{}", "previous_hash": f"{number - 1:064d}",
        "hash": f"{number:064d}",
    }  # fmt: skip
    put(connection, "revision", order=order, **(known | values))
