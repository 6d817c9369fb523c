"""Whether every value of a facet counts the people who have it, and nobody else."""

from collections.abc import Iterator

from pyroaring import BitMap
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.checks.fault import Fault
from webapp.domain.read_model.facet_sets import fresh
from webapp.models import FacetMembers
from webapp.vocab.claims import Audience


def facet_members_faults(session: Session) -> Iterator[Fault]:
    """Yield every value of a facet whose set of people is not the one that the summaries make."""
    for audience in Audience:
        derived = fresh(session, audience)
        stored = {
            (row.facet, row.value): (row.number, row.members)
            for row in session.execute(
                select(
                    FacetMembers.facet, FacetMembers.value, FacetMembers.number, FacetMembers.members
                ).where(FacetMembers.audience == audience)
            )
        }
        for facet, value in sorted(derived.keys() | stored.keys()):
            number, members = stored.get((facet, value), (0, b""))
            fresh_members = derived.get((facet, value), BitMap())
            if (number, _bitmap(members)) != (len(fresh_members), fresh_members):
                subject = f"facet_members {audience.value} {facet} {value}"
                message = "it does not hold the people who have it; `habeas reindex` would mend it"
                yield Fault(subject, message)


def _bitmap(members: bytes) -> BitMap | None:
    try:
        return BitMap.deserialize(members) if members else BitMap()
    except ValueError:
        return None
