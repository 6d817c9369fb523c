"""Quotations as a form gives them: not fixed as passages before they are saved."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.claims.recording import Evidence
from webapp.domain.sources.passages import fix_passage
from webapp.domain.text.quote_location import Span
from webapp.models import Passage, SourceVersion
from webapp.vocab.claims import Credibility, Stance


@dataclass(frozen=True)
class Quotation:
    """Words of a source's version, by their place."""

    version: SourceVersion
    span: Span


@dataclass(frozen=True, kw_only=True)
class QuotedEvidence:
    """A quotation, or a passage fixed before, and how far it bears out a claim."""

    quotation: Quotation | Passage
    stance: Stance = Stance.SUPPORTS
    credibility: Credibility
    note: str | None
    translation: str | None


def fixed(session: Session, value: Any) -> Any:
    """Return a value of a form with its quotation fixed as a passage; any other value as it is.

    Raises Refused as `fix_passage` does.
    """
    match value:
        case Quotation(version, span):
            return fix_passage(session, version, span)
        case QuotedEvidence(quotation=quotation):
            passage = fixed(session, quotation)
            return Evidence(passage, value.stance, value.credibility, value.note, value.translation)
    return value
