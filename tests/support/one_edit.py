"""Single edits by Clara, each with its own reason in the history."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from tests import make
from webapp.domain.claims import recording
from webapp.domain.claims.kinds import content_of
from webapp.domain.history.recording import editing
from webapp.domain.sources.description import SourceDescription
from webapp.models import Source

T = TypeVar("T")
OF_EVERY_CLAIM = ("rank", "rank_reason", "visibility", "note")


def edit(session: Session, do: Callable[..., T], *args: Any, **fields: Any) -> T:
    """Do one thing of the domain as an edit; `do` is given the session and all else."""
    with editing(session, by=make.account(session), reason="A letter came", at=make.AT):
        return do(session, *args, **fields)


def revise(session: Session, claim: Any, *, by: str = "Clara", **changes: Any) -> None:
    """Correct a claim; what is not named stays."""
    shared = {name: changes.pop(name, getattr(claim, name)) for name in OF_EVERY_CLAIM}
    version = changes.pop("version", claim.version)
    with editing(session, by=make.account(session, by), reason="A letter came", at=make.AT):
        recording.revise(session, claim, content_of(claim, **changes), version=version, **shared)


def described(source: Source, **changes: Any) -> SourceDescription:
    """The description of a source, corrected; what is not named stays."""
    columns = {field.name: getattr(source, field.name) for field in fields(SourceDescription)}
    return SourceDescription(**columns | changes)
