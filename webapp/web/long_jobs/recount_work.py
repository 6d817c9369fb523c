"""Doing what is done to a counting rule or a source that counts for very many, in a process of its own."""

from contextlib import closing
from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from webapp.domain.garbage import collected_rarely
from webapp.domain.history.giving_way import Heeding, giving_way
from webapp.domain.history.prepared_people import PreparedPeople
from webapp.domain.history.ready_rows import Overtaken, ReadyFiles
from webapp.domain.history.recording import editing, head
from webapp.domain.recounting.recounts import Recount, prepare, tried
from webapp.domain.recounting.wide_acts import carry_out as carry_out_act
from webapp.domain.recounting.writing import write_recount
from webapp.domain.refusals import Refused
from webapp.models import Account, writing, writing_much
from webapp.vocab.imports import JobPhase
from webapp.vocab.words import N_
from webapp.web.long_jobs.progress import RECOUNTING, Progress, carry_out

_ATTEMPTS = 3


def main() -> None:
    """Do what one line on the input says, and end when whoever started this ends."""
    with collected_rarely():
        carry_out(RECOUNTING, recount)


def recount(progress: Progress, engine: Engine) -> None:
    """Make ready all that is derived and write it. Raises Refused, Cancelled."""
    act = partial(carry_out_act, order=progress.state)
    for _ in range(_ATTEMPTS):
        day = datetime.now(UTC).date()
        with Session(writing(engine)) as session:
            since, _hash = head(session)
            recounted = tried(session, act, **_edit(session, progress))
        with closing(ReadyFiles(progress.home)) as files:
            prepared = PreparedPeople(engine.dialect, files)
            with Session(engine) as session:
                number = len(recounted.people)
                prepare(session, recounted, prepared, progress=progress.in_phase(JobPhase.PREPARING, number))
            if giving_way(partial(_write, progress, engine, act, recounted, prepared, since, day)):
                return
    raise Refused("reason", N_("Others changed what it is about, again and again. Try once more."))


def _write(
    progress: Progress, engine: Engine, act: partial[None], recounted: Recount, prepared: PreparedPeople,
    since: int, day: date, heeding: Heeding,
) -> bool:  # fmt: skip
    """Write what was made ready; where others changed what it is about, write nothing and return False."""
    number = len(recounted.people)
    progress.say(phase=JobPhase.WRITING, done=0, total=number)
    with Session(writing_much(engine)) as session:
        heard = heeding(session, number, progress.in_phase(JobPhase.WRITING, number))
        try:
            with editing(session, **_edit(session, progress), edit_id=UUID(progress.state["id"])):
                write_recount(session, act, recounted, prepared, since=since, day=day, progress=heard)
        except Overtaken:
            return False
        progress.heed()
        session.commit()
    progress.say(phase=JobPhase.DONE, done=number)
    return True


def _edit(session: Session, progress: Progress) -> dict[str, Any]:
    by = session.get_one(Account, UUID(progress.state["by"]))
    return {"by": by, "reason": progress.state["reason"], "at": datetime.now(UTC)}
