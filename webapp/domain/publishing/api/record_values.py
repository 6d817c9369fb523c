"""What a record tells of others and of dates, as JSON."""

from datetime import date
from typing import Any

from webapp.domain.law.provisions import cited_as
from webapp.models import CourtCase, Organization, Provision
from webapp.vocab.dates.partial_date import PartialDate

Json = dict[str, Any]


def record_json(record: Any, *, public_url: str) -> Json:
    """Return another record by what it is called and its address."""
    match record:
        case Organization():
            url = f"{public_url}/organizations/{record.reference}"
            return {"reference": record.reference, "name": record.name, "url": url}
        case Provision():
            return {"cited_as": cited_as(record), "url": f"{public_url}/provisions/{record.id}"}
        case CourtCase():
            url = f"{public_url}/cases/{record.reference}"
            return {"reference": record.reference, "name": record.name, "url": url}
    raise TypeError(f"{type(record).__name__} has no address of its own.")


def date_json(value: PartialDate | None) -> Json | None:
    """Return a partial date, or None where there is none."""
    return dates_json(value.edtf, value.earliest, value.latest) if value else None


def dates_json(edtf: str, earliest: date | None, latest: date | None) -> Json:
    """Return a partial date by its columns: its text, and the days between which it lies."""
    return {"edtf": edtf, "earliest": _day(earliest), "latest": _day(latest)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
