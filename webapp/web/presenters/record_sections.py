"""How a record's claims are laid out on its page: sections in order, equal assessments together."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from webapp.domain.claims.current_status import in_order
from webapp.domain.claims.kinds import KINDS
from webapp.domain.claims.ranking import ranked_claims
from webapp.models import Assessment, ChargeStep, Claim, StatusEvent
from webapp.vocab.assessments import Outcome
from webapp.vocab.claims import ClaimKind


@dataclass(frozen=True)
class Section:
    """The claims of one kind, and the address part and words with which one is added."""

    kind: ClaimKind
    title: str
    noun: str
    add: str
    claims: list[Claim] = field(default_factory=list)
    groups: list[list[Assessment]] = field(default_factory=list)


def sections(claims: Sequence[Claim]) -> list[Section]:
    """Return the sections of a person's page; statuses newest first, steps under their charge only."""
    shown = []
    for word, kind in KINDS.items():
        if kind.title is None:
            continue
        own = [claim for claim in claims if claim.kind is word]
        if word is ClaimKind.STATUS_EVENT:
            own = list(reversed(in_order(claim for claim in own if isinstance(claim, StatusEvent))))  # type: ignore[arg-type]
        section = Section(word, kind.title, kind.noun, kind.add_label, own)
        if word is ClaimKind.ASSESSMENT:
            section.groups.extend(_alike([claim for claim in own if isinstance(claim, Assessment)]))
        shown.append(section)
    return shown


def steps_of(charge: Claim, claims: Sequence[Claim]) -> list[ChargeStep]:
    """Return the steps of a charge that are among the claims shown."""
    return [claim for claim in claims if isinstance(claim, ChargeStep) and claim.charge_id == charge.id]


def assessed(claims: Sequence[Claim]) -> list[tuple[Outcome, int]]:
    """Return each outcome with the number of organizations that came to it, most first."""
    organizations: dict[Outcome, set[object]] = {}
    for row in ranked_claims(claims, Assessment):
        organizations.setdefault(row.outcome, set()).add(row.organization_id)
    counts = [(outcome, len(ids)) for outcome, ids in organizations.items()]
    return sorted(counts, key=lambda count: (-count[1], count[0]))


def _alike(assessments: Sequence[Assessment]) -> list[list[Assessment]]:
    """Return assessments in groups that differ in the organization only."""
    groups: dict[object, list[Assessment]] = {}
    for row in assessments:
        passages = tuple(sorted(str(citation.passage_id) for citation in row.citations))
        content = (row.outcome, row.scheme, row.criteria, row.list_group, row.date, row.note)
        key = (content, row.state, row.rank, row.visibility, passages)
        groups.setdefault(key, []).append(row)
    return list(groups.values())
