"""A home that was seeded before: what the seed no longer says is withdrawn, and what it says now is added."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from seed.contents import Named
from seed.documents import Document
from seed.entries import Entry
from seed.organizations import Organizations
from seed.people import Statement, statements
from seed.seeded import Seeded, SeededClaim, Wording
from webapp.domain.claims import recording
from webapp.domain.claims.kinds import KINDS
from webapp.domain.claims.names import NameContent
from webapp.domain.organizations.organizations import (
    remove_organization_name,
    revise_organization,
)
from webapp.domain.refusals import Refused
from webapp.models import Claim, Organization, OrganizationName, Person, SourceVersion
from webapp.vocab.claims import ClaimKind, ClaimState
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.words import Word


@dataclass
class Mended:
    """How many claims were added and withdrawn; a line each, what is kept because somebody changed it."""

    added: int = 0
    withdrawn: int = 0
    kept: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Wanted:
    """A statement of today's seed, the record that it is added to, and the keys that this has and had."""

    statement: Statement
    wording: Wording
    person_ids: frozenset[UUID]
    person: Person | None

    def equals(self, claim: SeededClaim) -> bool:
        """Tell whether the seed made exactly this claim."""
        return claim.person_id in self.person_ids and claim.wording == self.wording

    def nearest(self, claims: Sequence[SeededClaim]) -> SeededClaim | None:
        """Return the claim in whose place this one comes: of the same passage, with the most equal values."""
        mine = (claim for claim in claims if claim.person_id in self.person_ids)
        alike = [claim for claim in mine if claim.wording.begins_as(self.wording)]
        return max(alike, key=lambda claim: len(claim.wording.values & self.wording.values), default=None)


def mend(
    session: Session,
    document: Document,
    version: SourceVersion,
    named: Named,
    seeded: Seeded,
    mended: Mended,
) -> None:
    """Withdraw and add what differs between an earlier seed of a text and today's, in the edit under way.

    A claim that somebody else changed is kept, and what would come in its place is not added. Raises BadSeed.
    """
    claims = seeded.claims(version)
    wanted = [
        each
        for entry in document.people
        for each in _wanted(session, statements(session, entry, version=version, named=named), claims)
    ]
    obsolete = [claim for claim in claims if not any(each.equals(claim) for each in wanted)]
    # No charge can be withdrawn before its steps.
    obsolete.sort(key=lambda claim: claim.wording.kind is not ClaimKind.CHARGE_STEP)
    kept = [claim for claim in obsolete if not _withdrawn(session, claim, seeded, mended)]
    for each in wanted:
        if any(each.equals(claim) for claim in claims):
            continue
        place = each.nearest(obsolete)
        if place is not None:
            obsolete.remove(place)
        if place not in kept:
            mended.added += _added(session, each)


def mend_organizations(session: Session, organizations: Organizations, seeded: Seeded) -> Iterator[str]:
    """Correct what earlier loads said of organizations; yield a line for each that somebody changed.

    A spelling that no text is said to print any more is removed, but never the main name. Raises BadSeed.
    """
    known = seeded.organizations()
    for key, entry in organizations.described.items():
        organization = known.get(entry.needed("name"))
        if organization is None:
            continue
        if not _is_described(organization, _description(entry), seeded):
            editor = seeded.editor({organization.id})
            if editor is None:
                _describe(session, organization, entry)
            else:
                yield f"{organization.reference}, {organization.name}: changed by {editor.name}"
        for name in _obsolete_spellings(organization, organizations.spellings(key), seeded):
            editor = seeded.editor({name.id})
            if editor is None:
                remove_organization_name(session, name)
            else:
                yield f"{organization.reference}, {name.text}: changed by {editor.name}"


def _description(entry: Entry) -> dict[str, Any]:
    kind = entry.needed_word("kind", OrganizationKind)
    return {"kind": kind, "country": entry.text("country"), "note": entry.text("note")}


def _is_described(organization: Organization, description: Mapping[str, Any], seeded: Seeded) -> bool:
    """Tell whether an organization is described so, or the seed has never said otherwise."""
    before = seeded.rows("organization")[organization.id]
    return all(
        value in (before.get(name), getattr(organization, name)) for name, value in description.items()
    )


def _describe(session: Session, organization: Organization, entry: Entry) -> None:
    name = organization.main_name
    with entry.at_fault():
        revise_organization(
            session, organization, version=organization.version, name=name.text, language=name.language,
            parent=organization.parent, **_description(entry),
        )  # fmt: skip


def _obsolete_spellings(
    organization: Organization, printed: Collection[str], seeded: Seeded
) -> list[OrganizationName]:
    names = (name for name in organization.names if name.id in seeded.rows("organization_name"))
    return [name for name in names if name.text not in printed and name is not organization.main_name]


def _wanted(
    session: Session, person: Sequence[Statement], claims: Sequence[SeededClaim]
) -> Iterator[_Wanted]:
    """Yield what a text says of a person, who is known by a name that the seed recorded from the text."""
    names = {Wording.of(each) for each in person if isinstance(each.content, NameContent)}
    name = next((claim for claim in claims if claim.wording in names), None)
    row = session.get(Claim, name.id) if name is not None else None
    ids = frozenset(each.person_id for each in (name, row) if each is not None)
    for statement in person:
        wanted = _Wanted(statement, Wording.of(statement), ids, row.person if row is not None else None)
        claim = next(filter(wanted.equals, claims), None)
        statement.row = session.get(Claim, claim.id) if claim is not None else None
        yield wanted


def _withdrawn(session: Session, claim: SeededClaim, seeded: Seeded, mended: Mended) -> bool:
    """Withdraw a claim that the seed no longer makes and return whether it is withdrawn, or say why not."""
    row, editor = session.get(Claim, claim.id), seeded.claim_editor(claim.id)
    if editor is not None:
        mended.kept.append(f"{_label(claim, row)}: changed by {editor.name}")
        return False
    if row is not None and row.state is not ClaimState.WITHDRAWN:
        try:
            recording.withdraw_claim(session, claim=row, version=row.version)
        except Refused as refused:
            mended.kept.append(f"{_label(claim, row)}: {refused.translated()}")
            return False
        mended.withdrawn += 1
    return True


def _added(session: Session, wanted: _Wanted) -> int:
    """Record a statement, unless somebody did so already; return how many claims came.

    A step comes only where its charge stands.
    """
    charge = wanted.statement.charge
    stands = charge is None or (charge.row is not None and charge.row.state is not ClaimState.WITHDRAWN)
    if wanted.person is None or not stands:
        return 0
    model, columns = KINDS[wanted.wording.kind].model, wanted.statement.content.checked()
    wanted.statement.row = next(recording.equal_claims(session, model, wanted.person, columns), None)
    if wanted.statement.row is not None:
        return 0
    return len(wanted.statement.record(session, partial(recording.add, people=[wanted.person])))


def _label(claim: SeededClaim, row: Claim | None) -> str:
    """Return how a line calls a claim: of whom, of which kind, and what it said."""
    kind, values = KINDS[claim.wording.kind], dict(claim.wording.values)
    words = [
        value.label if isinstance(value, Word) else value.name if isinstance(value, Organization) else value
        for value in map(values.get, kind.fields)
        if isinstance(value, Word | Organization | str)
    ]
    reference = row.person.reference if row is not None else "removed"
    return f"{reference}, {kind.noun}: {', '.join(words)}"
