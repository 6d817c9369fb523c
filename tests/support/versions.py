"""A declaration that is cited, its new versions, and what becomes of its passages."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from webapp.domain import checks
from webapp.domain.sources.new_version import comparisons, decisions
from webapp.models import Citation, Comparison, Source, SourceVersion
from webapp.vocab.comparisons import Decision
from webapp.vocab.liberty import Status

OTHER_NAME = make.TEXT.replace("Elvin Sinagov", "Elvin Tajrubali")
LONGER = f"{make.TEXT}\n\nThe Union of Invented Couriers said so again."


def declare(session: Session) -> Source:
    """A declaration from which an arrest and an imprisonment are cited."""
    source = make.source(session)
    elvin = make.person(session, "Elvin Sinagov", evidence=make.evidence(session, make.ARRESTED, of=source))
    make.status(session, elvin, evidence=make.evidence(session, make.ARRESTED, of=source))
    davud = make.person(
        session, "Davud Numunali", evidence=make.evidence(session, "Davud Numunali", of=source)
    )
    quote = make.evidence(session, "Davud Numunali are in prison", of=source)
    make.status(session, davud, Status.IMPRISONED, evidence=quote)
    return source


def comparisons_of(session: Session, version: SourceVersion) -> dict[str, Comparison]:
    """The comparisons of a version, by the words that were cited."""
    return {row.passage.exact: row for row in comparisons.comparisons(session, version)}


def decide(session: Session, row: Comparison, decision: Decision, **changes: Any) -> Comparison:
    """Decide on a comparison, as it was proposed unless told otherwise."""
    chosen: dict[str, Any] = {"version": row.version, "place": None, "confirmed": False} | changes
    return edit(session, decisions.decide, row, decision=decision, **chosen)


def citations_of(session: Session, words: str) -> list[Citation]:
    """The citations of these words, in the order in which they were made."""
    query = select(Citation).join(Citation.passage).order_by(Citation.made_at, Citation.id)
    return [row for row in session.scalars(query) if row.passage.exact == words]


def is_sound(session: Session) -> bool:
    """Tell whether every promise of the database holds."""
    session.commit()
    return list(checks.check(session)) == []
