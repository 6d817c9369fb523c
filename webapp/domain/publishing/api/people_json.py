"""People as JSON: what is current on a day, and every claim with its quotations."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.claims.loading import claims_of
from webapp.domain.claims.ranking import ranked_claims
from webapp.domain.people.people import PersonRecord, record_from_claims
from webapp.domain.publishing.api.claim_json import claim_json, is_part_of_hidden, value_json
from webapp.domain.publishing.json_ld import liberty
from webapp.domain.read_model.csv_words import SEPARATOR
from webapp.domain.visibility import Reader
from webapp.models import Person, PersonName


def people_json(
    session: Session, references: Sequence[str], *, to: Reader, today: date, as_of: date | None,
    public_url: str,
) -> list[dict[str, Any]]:
    """Return the people of these references in their order, in as many queries for a hundred as for one."""
    found = session.scalars(select(Person).where(Person.reference.in_(references)))
    people = {person.reference: person for person in found}
    claims = claims_of(session, [person.id for person in people.values()], to=to)
    there = (people[reference] for reference in references if reference in people)
    records = (
        record_from_claims(person, claims.get(person.id, []), to=to, today=today, as_of=as_of)
        for person in there
    )
    return [_person_json(record, to=to, public_url=public_url) for record in records if record.name]


def _person_json(record: PersonRecord, *, to: Reader, public_url: str) -> dict[str, Any]:
    assert record.name is not None
    reference, seen = record.person.reference, {claim.id for claim in record.claims}
    names = [name.text for name in ranked_claims(record.claims, PersonName)]
    current, event = liberty(record), record.current.event
    return {
        "reference": reference,
        "url": f"{public_url}/people/{reference}",
        "name": record.name.text,
        "other_names": list(dict.fromkeys(name for name in names if name != record.name.text)),
        "current": {
            "day": record.day.isoformat(),
            "held": current["held"],
            "statuses": current["status"].split(SEPARATOR),
            "details": [code for code in current.get("status_detail", "").split(SEPARATOR) if code],
            "since": value_json(event.since if event else None, public_url=public_url),
            "last_word_on": current.get("last_word_on"),
        },
        "claims": [
            claim_json(claim, to=to, public_url=public_url)
            for claim in record.claims
            if not is_part_of_hidden(claim, seen)
        ],
    }
