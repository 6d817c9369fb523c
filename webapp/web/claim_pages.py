"""The two pages that every kind of claim has: recording one, correcting one."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.domain.claims import recording
from webapp.models import Claim
from webapp.vocab.claims import Rank
from webapp.vocab.words import N_
from webapp.web.lookups import claim_url, person_or_404
from webapp.web.saving import saving

SAVED = N_("Saved. What you add here next begins with the same passage.")
_RECORDED_BEFORE = N_(
    "Exactly this was recorded before of %(people)s. The passage was added to it, with any note of yours; how"
    " far it is published stays as it was."
)


def new_claim_page(
    form: type[Any], template: str, *, save: Callable[..., Any], reference: str
) -> ResponseReturnValue:
    """Answer the page on which a claim is recorded, of a person and of others of whom the passage says it."""
    person = person_or_404(reference)
    return saving(
        form(people=person.reference), template, save=save, done=after_recording, saved=SAVED, person=person
    )


def revised_claim_page(
    form: type[Any], template: str, *, save: Callable[..., Any], claim: Claim
) -> ResponseReturnValue:
    """Answer the page on which a claim is corrected."""
    return saving(form(obj=claim), template, save=save, done=claim_url, person=claim.person, claim=claim)


def after_recording(saved: Claim | Sequence[Claim]) -> str:
    """Say of whom this was recorded before, and return where the next claim begins with the same passage."""
    claims = [saved] if isinstance(saved, Claim) else saved
    people = ", ".join(
        f"{claim.person.reference} ({_state_and_rank(claim)})" for claim in recording.gained(claims)
    )
    if people:
        flash(gettext(_RECORDED_BEFORE, people=people), "note")
    passage = max(claims[0].citations, key=lambda citation: citation.made_at).passage
    return claim_url(claims[0], source=passage.source_version.source.reference, passage=str(passage.id))


def _state_and_rank(claim: Claim) -> str:
    """Return in words how far a claim is published, and its rank where it has one."""
    words = [claim.state] if claim.rank is Rank.NORMAL else [claim.state, claim.rank]
    return ", ".join(gettext(word.label).lower() for word in words)
