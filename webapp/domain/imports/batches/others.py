"""What a list makes of people who were there before: derived ahead, and put in place with its last part."""

from collections.abc import Callable, Iterator
from functools import partial
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.history.prepared_people import raise_versions, rows_since
from webapp.domain.history.ready_rows import Overtaken
from webapp.domain.history.recording import open_edit
from webapp.domain.imports.prepared_rows import PreparedList
from webapp.domain.read_model import past_rows
from webapp.domain.read_model.affected import LEFT, affected_ids
from webapp.models import READS_UNFINISHED, Person

# Of so many who are others by now all is derived anew while everybody waits.
_MOST = 200
Part = tuple[int, Callable[[Session], None]]
"""For how many rows a part of a list counts, and what writes it."""


def derive_others(engine: Engine, prepared: PreparedList, *, until: int) -> Iterator[Part]:
    """Derive of people, some at a time, what is written unseen of them too, while others save.

    Yield what keeps what was known of them `until` a revision.
    """
    for ids in batches(prepared.others):
        with Session(engine.execution_options(**{READS_UNFINISHED: True})) as session, session.no_autoflush:
            for person in session.scalars(select(Person).where(Person.id.in_(ids))):
                person.version += 1
            prepared.derived.derive(session, ids)
            session.rollback()
        yield 0, partial(past_rows.keep, ids=ids, revision=until)


def changed_since(session: Session, prepared: PreparedList, since: int) -> set[UUID]:
    """Return of whom else is derived by now than when the list was read at a revision.

    Raises Overtaken where they are many.
    """
    changed = prepared.others & affected_ids(session, rows_since(session, since))
    if len(changed) > _MOST:
        raise Overtaken
    return changed


def write_others(
    session: Session, prepared: PreparedList, changed: set[UUID], progress: Callable[[float], None]
) -> None:
    """Put in place what was derived of people, under the edit that is open; of those `changed` at its end.

    `progress` hears which part of it is done.
    """
    edit = open_edit(session)
    assert edit.first is not None
    for ids in batches(changed):
        past_rows.drop(session, ids, revision=edit.first)
    raise_versions(session, prepared.others - changed)
    prepared.derived.write(session, progress, but=changed)
    edit.touched |= {(LEFT, person_id) for person_id in changed}
