"""What earlier loads of the seed recorded, as history keeps it, whatever became of it since."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from seed.people import Statement
from webapp.domain.claims.kinds import KINDS, kind_of
from webapp.domain.claims.recording import NOTE_LIMIT
from webapp.domain.history.stored_values import CLAIMS, attributes
from webapp.domain.input_rules import clean_text
from webapp.models import (
    Account,
    ChargeStep,
    Claim,
    CourtCase,
    Organization,
    Passage,
    Revision,
    SourceVersion,
    StatusEvent,
    Verification,
)
from webapp.vocab.accounts import Action
from webapp.vocab.claims import ClaimKind
from webapp.vocab.people import NameKind


@dataclass(frozen=True)
class Wording:
    """All that a claim says: its values, note and passages. A value that is empty or false is left out."""

    kind: ClaimKind
    values: frozenset[tuple[str, Any]]
    note: str | None
    lead: UUID
    passages: frozenset[UUID]

    @classmethod
    def of(cls, statement: Statement) -> Self:
        """Return what a statement of a seed file says. Raises BadSeed."""
        with statement.entry.at_fault():
            columns = statement.content.checked()
            note = clean_text("note", statement.note, limit=NOTE_LIMIT)
        passages = [evidence.passage.id for evidence in statement.evidence]
        kind = kind_of(statement.content).word
        return cls(kind, _stated(kind, columns), note, passages[0], frozenset(passages))

    def begins_as(self, other: Self) -> bool:
        """Tell whether two claims of a kind begin with one passage."""
        return (self.kind, self.lead) == (other.kind, other.lead)


@dataclass(frozen=True)
class SeededClaim:
    """A claim as the seed made it: of whom, and what it said."""

    id: UUID
    person_id: UUID
    wording: Wording


class Seeded:
    """All rows that the account of the seed made."""

    def __init__(self, session: Session, loader: Account) -> None:
        self._session, self.loader = session, loader
        self._rows: dict[str, dict[UUID, dict[str, Any]]] = {}
        created = select(Revision).where(Revision.by_id == loader.id, Revision.action == Action.CREATED)
        for revision in session.scalars(created.order_by(Revision.number)):
            columns = {column: new for column, (_, new) in revision.changes.items()}
            self._rows.setdefault(revision.table_name, {})[revision.row_id] = columns

    def rows(self, table: str) -> Mapping[UUID, Mapping[str, Any]]:
        """Return the rows that were made in a table, by their key, as history recorded their columns."""
        return self._rows.get(table, {})

    def organizations(self) -> dict[str, Organization]:
        """Return the organizations that were added, by the name under which they were."""
        names = self.rows("organization_name").values()
        added = {name["text"]: name["organization_id"] for name in names if name["kind"] == NameKind.MAIN}
        rows = {text: self._session.get(Organization, UUID(key)) for text, key in added.items()}
        return {text: row for text, row in rows.items() if row is not None}

    def cases(self) -> dict[str, CourtCase]:
        """Return the cases that were added, by the name under which they were."""
        added = {case["name"]: key for key, case in self.rows("court_case").items()}
        rows = {name: self._session.get(CourtCase, key) for name, key in added.items()}
        return {name: row for name, row in rows.items() if row is not None}

    def claims(self, version: SourceVersion) -> list[SeededClaim]:
        """Return the claims that were made from a text."""
        passages = set(
            self._session.scalars(select(Passage.id).where(Passage.source_version_id == version.id))
        )
        cited: dict[UUID, dict[UUID, UUID]] = {}
        for citation_id, citation in self.rows("citation").items():
            if (passage_id := UUID(citation["passage_id"])) in passages:
                cited.setdefault(UUID(citation["claim_id"]), {})[citation_id] = passage_id
        return [
            self._claim(table, claim_id, columns, cited[claim_id])
            for table in sorted(CLAIMS)
            for claim_id, columns in self.rows(table).items()
            if claim_id in cited
        ]

    def editor(self, row_ids: Collection[UUID]) -> Account | None:
        """Return who, other than the seed, changed one of these rows last; None where nobody did.

        That a claim came to another person, because two records were merged, is no change of what it says.
        """
        changes = select(Revision).where(Revision.row_id.in_(row_ids), Revision.by_id != self.loader.id)
        newest_first = self._session.scalars(changes.order_by(Revision.number.desc()))
        return next((change.by for change in newest_first if set(change.changes) != {"person_id"}), None)

    def claim_editor(self, claim_id: UUID) -> Account | None:
        """Return who, other than the seed, changed or cited a claim last, or had something rest on it.

        A step is kept with the charge that somebody changed.
        """
        row = self._session.get(Claim, claim_id)
        if row is None:
            return self.editor({claim_id})
        stated_order = select(StatusEvent.id).where(
            or_(StatusEvent.after_id == row.id, StatusEvent.disputes_id == row.id)
        )
        steps = select(ChargeStep.id).where(ChargeStep.charge_id == row.id)
        verifications = select(Verification.id).where(
            row.kind == ClaimKind.STATUS_EVENT, Verification.person_id == row.person_id
        )
        resting = stated_order.union_all(steps, verifications)
        citations = (citation.id for citation in row.citations)
        editor = self.editor({row.id, *citations, *self._session.scalars(resting)})
        return self.claim_editor(row.charge_id) if editor is None and isinstance(row, ChargeStep) else editor

    def _claim(
        self, table: str, claim_id: UUID, columns: Mapping[str, Any], cited: Mapping[UUID, UUID]
    ) -> SeededClaim:
        kind = ClaimKind(table)
        values = _stated(kind, attributes(self._session, table, columns))
        lead = cited[UUID(columns["lead_citation_id"])]
        wording = Wording(kind, values, columns.get("note"), lead, frozenset(cited.values()))
        return SeededClaim(claim_id, UUID(columns["person_id"]), wording)


def _stated(kind: ClaimKind, values: Mapping[str, Any]) -> frozenset[tuple[str, Any]]:
    # A column that is younger than the claim says nothing, whatever its default.
    return frozenset((name, values[name]) for name in KINDS[kind].fields if values.get(name))
