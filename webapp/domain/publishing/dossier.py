"""A record as one page to hand on: each statement with the numbers of the passages it rests on."""

from dataclasses import dataclass, field

from webapp.domain.visibility import Reader, visible_citations
from webapp.models import Citation, Claim
from webapp.vocab.claims import Rank, Stance


@dataclass(frozen=True)
class Dossier:
    """The statements of a record, and its footnotes.

    `numbers` holds those that bear out each claim, by its id, and `contrary` those that contradict it.
    """

    claims: list[Claim]
    footnotes: list[Citation] = field(default_factory=list)
    numbers: dict[object, list[int]] = field(default_factory=dict)
    contrary: dict[object, list[int]] = field(default_factory=dict)


def dossier(claims: list[Claim], *, to: Reader) -> Dossier:
    """Return a dossier of claims in the order in which a page prints them.

    Deprecated claims are left out. A passage cited for several claims is one footnote, numbered where
    it is met first; what only mentions is no footnote.
    """
    result = Dossier([claim for claim in claims if claim.rank is not Rank.DEPRECATED])
    numbers: dict[object, int] = {}
    for claim in result.claims:
        for citation in visible_citations(claim, to=to):
            if citation.stance is Stance.MENTIONS:
                continue
            if citation.passage_id not in numbers:
                result.footnotes.append(citation)
                numbers[citation.passage_id] = len(result.footnotes)
            marks = result.numbers if citation.stance is Stance.SUPPORTS else result.contrary
            marks.setdefault(claim.id, []).append(numbers[citation.passage_id])
    return result
