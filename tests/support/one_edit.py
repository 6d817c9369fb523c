"""Single edits by Clara, each with its own reason in the history."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from tests import make
from webapp.domain.history.recording import editing

T = TypeVar("T")


def edit(session: Session, do: Callable[..., T], *args: Any, **said: Any) -> T:
    """Do one thing of the domain as an edit; `do` is given the session and all else."""
    with editing(session, by=make.account(session), reason="A letter came", at=make.AT):
        return do(session, *args, **said)
