"""The two pages that every kind of claim has: recording one, correcting one."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from webapp.domain.citing.typed_people import names_with_references, people_named
from webapp.domain.claims import recording
from webapp.domain.claims.kinds import Kind
from webapp.domain.refusals import Refused
from webapp.domain.reviewing import acts as reviewing
from webapp.domain.visibility import CURATOR
from webapp.models import Charge, Claim, Person
from webapp.vocab.claims import Rank
from webapp.vocab.words import N_
from webapp.web.db import db
from webapp.web.lookups import board_url, claim_url
from webapp.web.saving import SAVED, saving

_SAVED_TO_GO_ON = N_("Saved. What you add here next begins with the same passage.")
_RECORDED_BEFORE = N_(
    "Exactly this was recorded before of %(people)s. The passage was added to it, with any note of yours; how"
    " far it is published stays as it was."
)


def new_claim_page(
    kind: Kind, form: type[Any], *, person: Person, charge: Charge | None = None
) -> ResponseReturnValue:
    """Answer the page on which a claim is recorded: of a person and of others of whom the passage says it.

    A step is recorded of a `charge`, and so of nobody else.
    """
    given = {"charge": charge} if charge else {}
    record = with_content(recording.add, kind, **given)
    return saving(
        begun(form(people=person.reference), kind),
        "claims/new.html",
        # Where to go on is known before the commit, after which every row would be read again.
        save=lambda session, **values: _recorded(record(session, **values)),
        done=_next_page,
        saved=SAVED if board_url() else _SAVED_TO_GO_ON,
        kind=kind,
        person=person,
        claim=charge,
    )


def begun(form: Any, kind: Kind, values: Mapping[str, str] | None = None) -> Any:
    """Return a form that is first shown with `values` of people and of the claim, or with the address's."""
    values = request.args if values is None else values
    for name in ("people", *kind.fields):
        text = values.get(name, "")[:300]
        if text and name in form and not form.is_submitted():
            # What cannot be read is left to whoever fills in the form.
            with suppress(ValueError):
                form[name].process_formdata([_with_names(text) if name == "people" else text])
    return form


def _with_names(text: str) -> str:
    """Return a line of people with the name of each; one that means nobody certain stays as it is."""
    with suppress(Refused):
        return ", ".join(names_with_references(db(), people_named(db(), text, to=CURATOR), to=CURATOR))
    return text


class _Recorded(NamedTuple):
    """What is told of claims once they are saved, and where the next one begins with the same passage."""

    note: str
    address: str


def _next_page(saved: _Recorded) -> str:
    if saved.note:
        flash(saved.note, "note")
    return board_url() or saved.address


def revised_claim_page(kind: Kind, form: type[Any], *, claim: Claim) -> ResponseReturnValue:
    """Answer the page on which a claim is corrected."""
    filled = form(obj=claim)
    given = {name: getattr(claim, name) for name in kind.fields if name not in filled}
    return saving(
        filled,
        "claims/revise.html",
        save=with_content(partial(reviewing.revise, claim=claim), kind, **given),
        done=claim_url,
        kind=kind,
        person=claim.person,
        claim=claim,
    )


def with_content(save: Callable[..., Any], kind: Kind, **given: Any) -> Callable[..., Any]:
    """Return `save` for the values of a form: those that a claim of this kind consists of as one content.

    `given` are the values of the content for which the form does not ask.
    """

    def save_values(session: Session, **values: Any) -> Any:
        typed = {name: values.pop(name) for name in kind.fields if name not in given}
        return save(session, content=kind.content(**typed, **given), **values)

    return save_values


def _recorded(claims: Sequence[Claim]) -> _Recorded:
    """Return of whom this was recorded before, in words, and where to go on."""
    people = ", ".join(
        f"{claim.person.reference} ({_state_and_rank(claim)})" for claim in recording.gained(claims)
    )
    passage = max(claims[0].citations, key=lambda citation: citation.made_at).passage
    source = passage.source_version.source.reference
    return _Recorded(
        gettext(_RECORDED_BEFORE, people=people) if people else "",
        claim_url(claims[0], source=source, passage=str(passage.id)),
    )


def _state_and_rank(claim: Claim) -> str:
    """Return in words how far a claim is published, and its rank where it has one."""
    words = [claim.state] if claim.rank is Rank.NORMAL else [claim.state, claim.rank]
    return ", ".join(gettext(word.label).lower() for word in words)
