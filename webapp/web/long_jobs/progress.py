"""What a job beside the server says in a file of how far it is, and the process that does it."""

import fcntl
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

from sqlalchemy import Engine

from webapp.domain.refusals import Phrase, Refused
from webapp.models import make_engine
from webapp.vocab.imports import JobPhase
from webapp.vocab.liberty import Status
from webapp.vocab.verification import DAYS_TO_VERIFY
from webapp.vocab.words import Word

# The files of a home that tell of its last long list, of what was undone last, of the last counting rule that
# counts for very many people, and who wants no more of it.
LIST, UNDOING, RECOUNTING, CANCEL = "import.json", "undo.json", "recount.json", "import.cancel"
State = dict[str, Any]
_INTERVAL = 0.5


class Cancelled(Exception):
    """Somebody does not want it any more."""


def write_state(home: Path, file: str, state: State) -> None:
    """Say how far a job is; whoever reads it sees the whole of it, or the whole of what was said before."""
    draft = home / f"{file}.{os.getpid()}"
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(state), "utf-8")
    os.replace(draft, home / file)


def state_of(home: Path, file: str) -> State | None:
    """Return what was last said of a job; None where there was none."""
    try:
        state: State = json.loads((home / file).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return state


class Progress:
    """How far one job is."""

    def __init__(self, home: Path, file: str, state: State, lock: int) -> None:
        """Begin with what was said of it when it was started; `lock` is the file that keeps out others."""
        self.home, self.state = home, state
        self._file, self._told_at, self._lock = file, 0.0, lock

    def say(self, **news: Any) -> None:
        """Say how far it is. After the last word another one may begin: a process may take seconds to end."""
        self.state |= news
        write_state(self.home, self._file, self.state)
        if not JobPhase(self.state["phase"]).is_under_way:
            fcntl.flock(self._lock, fcntl.LOCK_UN)

    def in_phase(self, phase: JobPhase, total: int) -> Callable[[int], None]:
        """Return what hears how many of all are done. It raises Cancelled."""

        def progress(done: int) -> None:
            if monotonic() - self._told_at > _INTERVAL:
                self._told_at = monotonic()
                self.heed()
                self.say(phase=phase, done=done, total=total)

        return progress

    def heed(self) -> None:
        """Raise Cancelled where somebody wants no more of it."""
        file = self.home / CANCEL
        if file.exists() and file.read_text("ascii") == self.state["id"]:
            raise Cancelled


def carry_out(file: str, job: Callable[[Progress, Engine], None]) -> None:
    """Do what one line on the input says, and end when whoever started this process ends."""
    order = json.loads(sys.stdin.readline())
    Thread(target=_end_with_starter, daemon=True).start()
    DAYS_TO_VERIFY.update({Status(status): days for status, days in order["days"].items()})
    progress = Progress(Path(order["home"]), file, order["state"], order["lock"])
    try:
        job(progress, make_engine(order["database_url"]))
    except Cancelled:
        progress.say(phase=JobPhase.CANCELLED)
    except Refused as refused:
        progress.say(phase=JobPhase.REFUSED, message=packed_phrase(refused))
    except Exception:
        progress.say(phase=JobPhase.FAILED)
        raise


def packed_phrase(phrase: Phrase | Refused) -> State:
    """Return a phrase as a file holds it: the door that reads it knows in which language."""
    template = phrase.template if isinstance(phrase, Phrase) else phrase.message
    return {"template": template, "values": {name: _packed(value) for name, value in phrase.values.items()}}


def phrase_of(packed: State) -> Phrase:
    """Return the phrase that was packed so."""
    return Phrase(packed["template"], **{name: _unpacked(each) for name, each in packed["values"].items()})


def _packed(value: object) -> object:
    if isinstance(value, Phrase):
        return packed_phrase(value)
    if isinstance(value, Word):
        return packed_phrase(Phrase(value.label))
    return [*map(_packed, value)] if isinstance(value, list) else str(value)


def _unpacked(value: Any) -> object:
    if isinstance(value, list):
        return [*map(_unpacked, value)]
    return phrase_of(value) if isinstance(value, dict) else value


def _end_with_starter() -> None:
    sys.stdin.read()
    os._exit(1)
