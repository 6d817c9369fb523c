"""Citations and people as JSON-LD, after the W3C Web Annotation Data Model and schema.org."""

from typing import Any

from webapp.domain.claims.liberty_periods import timed_event
from webapp.domain.claims.ranking import ranked_claims
from webapp.domain.claims.timed_events import is_announced
from webapp.domain.law.provisions import cited_as
from webapp.domain.people.people import PersonRecord
from webapp.domain.publishing.data_package.cell_text import cell
from webapp.domain.publishing.data_package.columns import OWN_COLUMNS
from webapp.domain.read_model.csv_words import SEPARATOR
from webapp.domain.visibility import PUBLIC, Reader, visible_citations
from webapp.models import (
    Citation,
    Claim,
    CourtCase,
    Organization,
    Passage,
    PersonName,
    Provision,
    StatusEvent,
)
from webapp.vocab.claims import Stance
from webapp.vocab.liberty import StatusDetail
from webapp.vocab.licence import Licence

# The namespace to which schema.org's own context leads, whatever scheme that is fetched by.
_SCHEMA = "http://schema.org/"


def annotation(
    citation: Citation, *, public_url: str, licence: Licence | None = None
) -> dict[str, Any]:
    """Return a citation as a Web Annotation: the claim as its body, the passage as its target.

    The target has a TextPositionSelector and a TextQuoteSelector, in code points of the canonical text, whose
    SHA-256 is the target's digest.
    """
    return {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"schema": _SCHEMA}],
        "id": f"{public_url}/citations/{citation.id}",
        "type": "Annotation",
        "motivation": "describing",
        "created": cell(citation.made_at),
        **({"rights": licence.url} if licence else {}),
        "body": _claim(citation.claim, public_url)
        | {"schema:about": {"id": _address(citation.claim, public_url)}},
        "target": _target(citation.passage, public_url),
        "schema:additionalProperty": _properties(_weight(citation), "schema:"),
    }


def _target(passage: Passage, public_url: str) -> dict[str, Any]:
    version = passage.source_version
    source = version.source
    cached = {"cached": source.archive_url} if source.archive_url else {}
    found_at = {"schema:url": {"id": source.url}} if source.url else {}
    return {
        "source": f"{public_url}/sources/{source.reference}?version={version.number}",
        "selector": [
            {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
            {
                "type": "TextQuoteSelector", "exact": passage.exact, "prefix": passage.prefix,
                "suffix": passage.suffix,
            },
        ],
        "state": {"type": "TimeState", "sourceDate": cell(version.retrieved_at), **cached},
        "schema:sha256": version.text_sha256,
        "schema:name": source.title,
        **found_at,
    }  # fmt: skip


def person(
    record: PersonRecord, *, to: Reader, public_url: str, licence: Licence | None = None
) -> dict[str, Any]:
    """Return a record as a schema.org Person, each claim with the citations that it rests on.

    A quotation that supports a claim is its `appearance`, every other its `citation`; each tells its stance.
    What is current comes with the day of its last word; a status that was only announced is marked so.
    """
    names = ranked_claims(record.claims, PersonName)
    first = record.name
    return {
        "@context": {"@vocab": _SCHEMA},
        "@type": "Person",
        "@id": f"{public_url}/people/{record.person.reference}",
        "identifier": record.person.reference,
        "name": first.text if first else record.person.reference,
        "alternateName": [name.text for name in names if first is None or name.text != first.text],
        "additionalProperty": _properties(liberty(record)),
        "subjectOf": [
            {
                "@type": "Claim",
                "@id": f"{public_url}/people/{record.person.reference}#claim-{claim.id}",
                "additionalType": claim.kind.value,
                "creativeWorkStatus": claim.rank.value,
                **({"license": {"@id": licence.url}} if licence else {}),
                **_quotations(claim, to, public_url),
                "additionalProperty": _properties(_values(claim, to)),
            }
            for claim in record.claims
        ],
    }


def _quotations(claim: Claim, to: Reader, public_url: str) -> dict[str, Any]:
    quotations: dict[str, Any] = {"appearance": []}
    for citation in visible_citations(claim, to=to):
        relation = "appearance" if citation.stance is Stance.SUPPORTS else "citation"
        quotations.setdefault(relation, []).append({
            "@id": f"{public_url}/citations/{citation.id}",
            "@type": "Quotation",
            "text": citation.passage.exact,
            "additionalProperty": _properties(_weight(citation)),
        })  # fmt: skip
    return quotations


def _weight(citation: Citation) -> dict[str, str]:
    return {
        "stance": citation.stance.value,
        "credibility": citation.credibility.value,
        "reliability": citation.passage.source_version.source.reliability.value,
    }


def _properties(values: dict[str, str], prefix: str = "") -> list[dict[str, str]]:
    """Return values under their names as PropertyValues, in terms that begin with a prefix of the context."""
    kind = "type" if prefix else "@type"
    return [
        {kind: f"{prefix}PropertyValue", f"{prefix}name": name, f"{prefix}value": value}
        for name, value in values.items()
    ]


def _claim(claim: Claim, public_url: str) -> dict[str, Any]:
    return {
        "id": f"{_address(claim, public_url)}#claim-{claim.id}",
        "type": "schema:Claim",
        "schema:additionalType": claim.kind.value,
        "schema:additionalProperty": _properties(_values(claim, PUBLIC), "schema:"),
    }


def liberty(record: PersonRecord) -> dict[str, str]:
    """Return what is current, under the names and in the words of the list's columns; no blanks."""
    current, details = record.current, list[StatusDetail]()
    if current.announced and current.announced.since:
        coming = current.announced.since.latest or current.announced.since.earliest
        details.append(StatusDetail.DUE if coming and coming < record.day else StatusDetail.ANNOUNCED)
    if current.why:
        details.append(StatusDetail(current.why))
    if record.term_ended:
        details.append(StatusDetail.TERM_ENDED)
    cells = {
        "held": current.held.value,
        "status": SEPARATOR.join(current.possible_statuses or [current.status]),
        "status_detail": SEPARATOR.join(details),
        "last_word_on": cell(current.last_word_on),
    }
    return {name: value for name, value in cells.items() if value}


def _address(claim: Claim, public_url: str) -> str:
    return f"{public_url}/people/{claim.person.reference}"


def _values(claim: Claim, to: Reader) -> dict[str, str]:
    """Return what a claim says, under the names of the data package's columns; no blanks."""
    values = {}
    for column in OWN_COLUMNS[claim.kind]:
        value: Any = getattr(claim, column.name.removesuffix("_reference"))
        if isinstance(value, Organization | CourtCase):
            value = value.reference
        if isinstance(value, Provision):
            value = cited_as(value)
        if value not in (None, ""):
            values[column.name] = cell(value)
    if isinstance(claim, StatusEvent) and is_announced(timed_event(claim, to)):
        values["announced"] = cell(True)
    return values
