"""How a record's claims are laid out on its page: sections in order, equal assessments together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from webapp.domain.claims.current_status import in_order
from webapp.domain.claims.kinds import KINDS
from webapp.domain.claims.ranking import ranked_claims
from webapp.domain.visibility import Reader, visible_citations
from webapp.models import Assessment, ChargeStep, Claim, StatusEvent
from webapp.vocab.assessments import Outcome
from webapp.vocab.claims import ClaimKind, Stance
from webapp.vocab.sources import SourceKind


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


@dataclass(frozen=True)
class AssessedAs:
    """An outcome, how many organizations came to it, and whether all did in one joint declaration."""

    outcome: Outcome
    organizations: int
    joint: bool


def assessed(claims: Sequence[Claim], *, to: Reader) -> list[AssessedAs]:
    """Return each outcome with the number of organizations that came to it, most first."""
    by_outcome: dict[Outcome, list[Assessment]] = {}
    for row in ranked_claims(claims, Assessment):
        by_outcome.setdefault(row.outcome, []).append(row)
    rows = [_assessed_as(outcome, assessments, to) for outcome, assessments in by_outcome.items()]
    return sorted(rows, key=lambda row: (-row.organizations, row.outcome))


def _assessed_as(outcome: Outcome, assessments: Sequence[Assessment], to: Reader) -> AssessedAs:
    organizations = {row.organization_id for row in assessments}
    citations = chain.from_iterable(visible_citations(row, to=to) for row in assessments)
    sources = {c.passage.source_version.source for c in citations if c.stance is Stance.SUPPORTS}
    joint = len(organizations) > 1 and [source.kind for source in sources] == [SourceKind.JOINT_DECLARATION]
    return AssessedAs(outcome, len(organizations), joint)


def _alike(assessments: Sequence[Assessment]) -> list[list[Assessment]]:
    """Return assessments in groups that differ in the organization only."""
    groups: dict[object, list[Assessment]] = {}
    for row in assessments:
        passages = tuple(sorted(str(citation.passage_id) for citation in row.citations))
        content = (row.outcome, row.scheme, row.criteria, row.list_group, row.date, row.note)
        key = (content, row.state, row.rank, row.visibility, passages)
        groups.setdefault(key, []).append(row)
    return list(groups.values())
