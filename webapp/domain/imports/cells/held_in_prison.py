"""How somebody is held whose row has a prison, a sentence or its lack, and no word for a status."""

from webapp.domain.imports.cells.charge_terms import charges_with_terms
from webapp.domain.imports.cells.places import is_prison
from webapp.domain.imports.cells.sentences import (
    held_by_sentence,
    is_of_prison,
    later_clause,
    tells_of_prison,
)
from webapp.domain.refusals import Refused
from webapp.vocab.liberty import Status


def held_in_prison(place: str, sentence: str, charges: str) -> Status | None:
    """Return how somebody is held by the cells of a place, a sentence and of charges; None where none tells.

    In prison, where the place is one and a term of more than days stands beside it, of a charge perhaps;
    on remand, where the cell of the sentence says that there is none as yet.
    """
    if not is_prison(place) or later_clause(sentence):
        return None
    if held_by_sentence(sentence) is Status.PRETRIAL_DETENTION:
        return Status.PRETRIAL_DETENTION
    return Status.IMPRISONED if tells_of_prison(sentence) or _have_term_of_prison(charges) else None


def _have_term_of_prison(charges: str) -> bool:
    try:
        return any(is_of_prison(each) for item in charges_with_terms(charges) for each in item.sentences)
    except Refused:
        return False
