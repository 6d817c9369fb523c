"""Writing an act with all that is derived by it: in sets, in one short transaction."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.history.prepared_people import PreparedPeople, raise_versions, rows_since
from webapp.domain.history.ready_rows import Overtaken
from webapp.domain.history.recording import open_edit
from webapp.domain.read_model import past_rows
from webapp.domain.read_model.affected import LEFT, affected_ids
from webapp.domain.recounting.recounts import MOST_AT_ONCE, Recount
from webapp.models import CountingRule


def write_recount(
    session: Session,
    act: Callable[[Session], object],
    recount: Recount,
    prepared: PreparedPeople,
    *,
    since: int,
    day: date,
    progress: Callable[[int], None],
) -> None:
    """Do an act under the edit that is open, which has its turn, and write what was made ready on a day.

    `since` is where history ended before. Of the few who changed meanwhile all is derived at the end of the
    edit. Raises Overtaken where they are many, others changed rules too, or another day began; and Refused.
    """
    edit = open_edit(session)
    later = rows_since(session, since)
    if any(table == CountingRule.__tablename__ for table, _ in later):
        raise Overtaken
    changed = affected_ids(session, later)
    act(session)
    session.flush()
    counted = affected_ids(session, edit.touched)
    ready = (recount.people & counted) - changed
    if edit.at.date() != day or len(counted - ready) > MOST_AT_ONCE or edit.first is None:
        raise Overtaken
    raise_versions(session, ready)
    for keys in batches(ready):
        past_rows.end(session, keys, revision=edit.first)
    prepared.write(session, lambda part: progress(int(part * len(ready))), but=recount.people - ready)
    session.expire_all()
    edit.touched = {(LEFT, person_id) for person_id in counted - ready}
