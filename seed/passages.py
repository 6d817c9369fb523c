"""The quotations of seed entries, fixed as passages of the text that they are from."""

from sqlalchemy.orm import Session

from seed.entries import Entry
from webapp.domain.claims.recording import Evidence
from webapp.domain.sources.passages import fix_passage
from webapp.domain.text.quote_location import Span
from webapp.models import Passage, SourceVersion


def quotation(entry: Entry) -> tuple[str, Span]:
    """Return the words that an entry quotes and their place in the text. Raises BadSeed."""
    return entry.needed("quote"), Span(entry.needed_number("start"), entry.needed_number("end"))


def passage_of(session: Session, entry: Entry, version: SourceVersion) -> Passage:
    """Return the passage that an entry quotes. Raises BadSeed where words, place and text do not agree."""
    quote, span = quotation(entry)
    with entry.at_fault():
        return fix_passage(session, version, span, exact=quote)


def evidence_of(session: Session, entry: Entry, version: SourceVersion) -> list[Evidence]:
    """Return what an entry rests on: its own quotation, then those under `also`. Raises BadSeed."""
    evidence = [Evidence(passage_of(session, entry, version))]
    for further in entry.entries("also"):
        evidence.append(Evidence(passage_of(session, further, version)))
        further.finish()
    return evidence
