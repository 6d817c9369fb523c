"""What a person's claims come to in one line: the cells of the summary, the facets, the name tokens."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from webapp.domain.claims.contradictions import conflicts
from webapp.domain.claims.ranking import main_name, ranked_claims
from webapp.domain.law.provisions import cited_as
from webapp.domain.read_model.csv_words import cell
from webapp.domain.terms.differing_ends import differing_ends
from webapp.domain.text.name_folding import indexed_tokens, sort_key
from webapp.domain.visibility import Reader, visible_citations
from webapp.models import (
    Affiliation,
    Assessment,
    Charge,
    Claim,
    Person,
    PersonalFact,
    PersonName,
)
from webapp.vocab.claims import Stance
from webapp.vocab.liberty import Held
from webapp.vocab.people import FAIR_TRIAL, FactKind

# The value of the facet `charge` of whoever is charged under no provision that a source names.
NO_PROVISION = "not_stated"


def digest(
    person: Person, claims: Sequence[Claim], today: Mapping[str, Any], *, to: Reader
) -> dict[str, Any] | None:
    """Return the summary's columns for claims that one audience may see; None for a person without a name.

    `today` is the last span of the person's liberty.
    """
    name = main_name(claims)
    if name is None:
        return None
    decisive = next((claim for claim in claims if _rests_on(claim, today["citation_id"])), name)
    lead = visible_citations(decisive, to=to)[0]
    sources = _sources(claims, to)
    return {
        "reference": person.reference,
        "state": person.state,
        "sort_key": f"{sort_key(name.text)} {person.reference}",
        "name": name.text,
        "name_language": name.language,
        "name_script": name.script.value,
        "other_names": cell(
            other.text for other in ranked_claims(claims, PersonName) if other.text != name.text
        ),
        "sex": next(iter(_facts(claims, FactKind.SEX)), ""),
        "born": _born(claims),
        "occupation": cell(_occupations(claims)),
        "organizations": cell(row.organization.name for row in ranked_claims(claims, Affiliation)),
        **{name: value for name, value in today.items() if name not in ("begins", "ends", "freshness")},
        "conflict": today["held"] is Held.UNCERTAIN
        or bool(conflicts(claims) or differing_ends(claims, to=to)),
        "assessments": cell(
            f"{row.outcome.value} ({row.organization.name})" for row in ranked_claims(claims, Assessment)
        ),
        "sources": cell(sources),
        "source_count": len(sources),
        "quote": lead.passage.exact,
        "citation_id": lead.id,
        "version": person.version,
    }


def _rests_on(claim: Claim, citation_id: UUID | None) -> bool:
    return citation_id is not None and any(citation.id == citation_id for citation in claim.citations)


def facets(claims: Sequence[Claim], *, to: Reader) -> set[tuple[str, str]]:
    """Return the (facet, value) pairs under which the person is found."""
    return {(name, value) for name, values in FACETS.items() for value in values(claims, to)}


def name_tokens(claims: Sequence[Claim]) -> set[str]:
    """Return the folded tokens of every spelling of the person's name."""
    return {token for name in claims if isinstance(name, PersonName) for token in indexed_tokens(name.text)}


def _facts(claims: Sequence[Claim], *kinds: FactKind) -> list[str]:
    facts = ranked_claims(claims, PersonalFact)
    return [fact.value for fact in facts if fact.fact in kinds and fact.value is not None]


def _occupations(claims: Sequence[Claim]) -> list[str]:
    held = [row.occupation.value for row in ranked_claims(claims, Affiliation) if row.occupation]
    return list(dict.fromkeys(_facts(claims, FactKind.OCCUPATION) + held))


def _born(claims: Sequence[Claim]) -> str:
    dates = [row.date for row in ranked_claims(claims, PersonalFact) if row.fact is FactKind.BIRTH_DATE]
    return dates[0].edtf if dates and dates[0] else ""


def _accused_of(charge: Charge) -> list[str]:
    """Return the article, its part and the point of a charge, each as it is cited; or that none is stated."""
    provision = charge.provision
    if provision is None:
        return [NO_PROVISION]
    parts = [part for part in (provision.article, provision.part, provision.point) if part]
    code = cited_as(provision).partition(" ")[2]
    return [f"{'.'.join(parts[:length])} {code}" for length in range(1, len(parts) + 1)]


def _sources(claims: Sequence[Claim], to: Reader) -> list[str]:
    references = {
        citation.passage.source_version.source.reference
        for claim in claims
        for citation in visible_citations(claim, to=to)
        if citation.stance is Stance.SUPPORTS
    }
    return sorted(references)


# What each facet holds of a person beside their liberty, from the claims that a reader may see.
FACETS: dict[str, Callable[[Sequence[Claim], Reader], Iterable[str]]] = {
    "organization": lambda claims, _: [
        affiliation.organization.reference for affiliation in ranked_claims(claims, Affiliation)
    ],
    "occupation": lambda claims, _: _occupations(claims),
    "sex": lambda claims, _: _facts(claims, FactKind.SEX),
    "fair_trial": lambda claims, _: _facts(claims, *FAIR_TRIAL),
    "source": _sources,
    "charge": lambda claims, _: [
        value for charge in ranked_claims(claims, Charge) for value in _accused_of(charge)
    ],
}
