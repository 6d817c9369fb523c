"""Taking a record out of use: it is offered no longer, and what rests on it stays."""

from typing import TypeVar

from sqlalchemy.orm import Session

from webapp.domain.refusals import check_version
from webapp.models import CourtCase, LegalCode, Organization, Provision, SavedSearch, Source
from webapp.vocab.people import PublicationState

R = TypeVar("R", CourtCase, LegalCode, Organization, Provision, SavedSearch, Source)


def retire_record(session: Session, record: R, *, version: int) -> R:
    """Offer a record no longer for what is newly recorded; its address goes on working. Raises Stale."""
    check_version(record, version)
    record.state = PublicationState.RETIRED
    session.flush()
    return record
