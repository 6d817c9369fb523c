"""What history tells of earlier versions is read together, however many there are."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.counted_statements import counted
from tests.support.one_edit import revise
from webapp.domain.past.filling import earlier_versions
from webapp.models import Revision
from webapp.vocab.liberty import Status


def test_who_was_edited_often_takes_no_more_statements_than_who_was_edited_twice(session: Session) -> None:
    who = make.person(session)
    arrested = make.status(session, who, Status.ARRESTED, place=make.organization(session))
    statements = list[int]()
    for number in range(6):
        revise(session, arrested, note=f"as letter {number} says")
        session.commit()
        first = select(Revision.edit_id, func.min(Revision.number)).group_by(Revision.edit_id)
        firsts = dict(session.execute(first).all())
        with counted(session.get_bind().engine) as sent:
            versions = earlier_versions(session, who.id, firsts)
        assert len(versions) == number + 3
        statements.append(len(sent))
    assert len(set(statements[1:])) == 1
