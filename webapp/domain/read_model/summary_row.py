"""What a person's claims come to in one line: the cells of the summary, the facets, the name tokens."""

from collections.abc import Iterable, Sequence
from typing import Any

from webapp.domain.claims.contradictions import conflicts
from webapp.domain.claims.current_status import current_status, held_somewhere, sentences, term_ends_on
from webapp.domain.claims.ranked import main_name, ranked_claims
from webapp.domain.law.provisions import cited_as
from webapp.domain.text.name_folding import sort_key, tokens
from webapp.domain.visibility import Reader, visible_citations
from webapp.models import (
    Affiliation,
    Assessment,
    Charge,
    ChargeStep,
    Claim,
    Person,
    PersonalFact,
    PersonName,
    StatusEvent,
)
from webapp.vocab.charges import SentenceKind
from webapp.vocab.claims import Stance
from webapp.vocab.people import FactKind

SEPARATOR = " | "
# The value of the facet `charge` of whoever is charged under no provision that a source names.
NO_PROVISION = "not_stated"


def digest(person: Person, claims: Sequence[Claim], *, to: Reader) -> dict[str, Any] | None:
    """Return the summary's columns for claims that one audience may see; None for a person without a name."""
    name = main_name(claims)
    if name is None:
        return None
    now = current_status(ranked_claims(claims, StatusEvent))
    steps = ranked_claims(claims, ChargeStep)
    decisive: Claim = now.event or name
    lead = visible_citations(decisive, to=to)[0]
    sources = _sources(claims, to)
    since = now.event.since if now.event else None
    return {
        "reference": person.reference,
        "state": person.state,
        "sort_key": f"{sort_key(name.text)} {person.reference}",
        "name": name.text,
        "name_language": name.language,
        "name_script": name.script.value,
        "other_names": _cell(
            other.text for other in ranked_claims(claims, PersonName) if other.text != name.text
        ),
        "sex": next(iter(_facts(claims, FactKind.SEX)), ""),
        "born": _born(claims),
        "occupation": _cell(_occupations(claims)),
        "organizations": _cell(row.organization.name for row in ranked_claims(claims, Affiliation)),
        "status": now.status,
        "held": now.held,
        "status_since_edtf": since.edtf if since else "",
        "status_since_earliest": since.earliest if since else None,
        "status_since_latest": since.latest if since else None,
        "status_place": held_somewhere(now.event),
        "held_since": now.held_since,
        "term_ends_on": term_ends_on(steps, now.held_since),
        "conflict": bool(conflicts(claims)),
        "charges": _cell(charge_words(charge) for charge in ranked_claims(claims, Charge)),
        "sentence": _cell(sentence_words(step) for step in sentences(steps)),
        "assessments": _cell(
            f"{row.outcome.value} ({row.organization.name})" for row in ranked_claims(claims, Assessment)
        ),
        "last_verified_on": person.last_verified_on,
        "sources": _cell(sources),
        "source_count": len(sources),
        "quote": lead.passage.exact,
        "citation_id": lead.id,
        "version": person.version,
    }


def facets(claims: Sequence[Claim], *, to: Reader) -> set[tuple[str, str]]:
    """Return the (facet, value) pairs under which the person is found."""
    return (
        {("organization", row.organization.reference) for row in ranked_claims(claims, Affiliation)}
        | {("occupation", value) for value in _occupations(claims)}
        | {("sex", value) for value in _facts(claims, FactKind.SEX)}
        | {("source", reference) for reference in _sources(claims, to)}
        | {("charge", value) for charge in ranked_claims(claims, Charge) for value in _accused_of(charge)}
    )


def name_tokens(claims: Sequence[Claim]) -> set[str]:
    """Return the folded tokens of every spelling of the person's name."""
    return {token for name in claims if isinstance(name, PersonName) for token in tokens(name.text)}


def charge_words(charge: Charge) -> str:
    """Return a charge in one line: the provision, or the offence in the source's words, or that none is."""
    what = cited_as(charge.provision) if charge.provision else charge.offence or "offence not stated"
    return f"{what} ({charge.characterisation})" if charge.characterisation else what


def sentence_words(step: ChargeStep) -> str:
    """Return a sentence in one line: `7 years 6 months, suspended`, `life`, `fine of 500 AZN`."""
    if step.sentence is SentenceKind.TERM:
        parts = ((step.years, "year"), (step.months, "month"), (step.days, "day"))
        words = " ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number)
        words = words or "term of unstated length"
    elif step.sentence is SentenceKind.FINE:
        amount = f" of {step.fine_amount} {step.fine_currency or ''}".rstrip() if step.fine_amount else ""
        words = f"fine{amount}"
    else:
        words = step.sentence.value if step.sentence else ""
    return f"{words}, suspended" if step.suspended else words


def _cell(values: Iterable[str]) -> str:
    # The separator inside a value would read as two values.
    return SEPARATOR.join(dict.fromkeys(value.replace("|", "/") for value in values if value))


def _facts(claims: Sequence[Claim], kind: FactKind) -> list[str]:
    facts = ranked_claims(claims, PersonalFact)
    return [fact.value for fact in facts if fact.fact is kind and fact.value is not None]


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
