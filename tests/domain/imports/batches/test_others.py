"""What a long list tells of people who were there before is derived ahead, and seen with its last part."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.name_lists import unlike_names
from tests.support.unseen_lists import contents, write
from webapp.domain.checks import check
from webapp.domain.history.ready_rows import Overtaken
from webapp.domain.history.recording import editing
from webapp.domain.imports.batches import announcing, others
from webapp.models import (
    PAST_TABLES,
    Account,
    Organization,
    Person,
    PersonSummary,
    PersonVersion,
    StatusEvent,
    writing,
)
from webapp.vocab.accounts import Role
from webapp.vocab.claims import Audience

KEPT = (PersonVersion.__table__, *PAST_TABLES.values())


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who reads in a test ends when it ends: nobody waits for that."""
    monkeypatch.setattr(announcing, "PATIENCE", 0.1)
    monkeypatch.setattr(announcing, "LAG", 0)


def listed(session: Session, number: int = 5, new: int = 2) -> tuple[UUID, UUID]:
    """Record people, and a list that says of each of them, and of some who are new, that they are free."""
    names = unlike_names(number + new)
    people = [make.person(session, name) for name in names[:number]]
    for person in people:
        make.status(session, person)
    rows = [(person.reference, name) for person, name in zip(people, names, strict=False)]
    rows += [("", name) for name in names[number:]]
    lines = "".join(f"{reference},{name},pardoned,2024\n" for reference, name in rows)
    by = make.account(session, "Ada", Role.ADMIN).id
    version = make.source(session, "A list", f"Reference,Name,Status,Since\n{lines}").versions[0].id
    session.commit()
    return version, by


def statuses(session: Session) -> list[str]:
    """The status of everybody, as the public sees it."""
    session.rollback()
    query = select(PersonSummary.status).where(PersonSummary.audience == Audience.PUBLIC)
    return [*session.scalars(query.order_by(PersonSummary.reference))]


def rows_kept(engine: Engine) -> list[object]:
    """What somebody finds at this moment of what people were, and how many statuses."""
    with engine.connect() as connection:
        of_people = (
            select(func.count()).where(table.c.person_id.in_(select(Person.id))) for table in KEPT
        )
        statuses = select(func.count()).select_from(StatusEvent.__table__)
        return [*map(connection.scalar, (statuses, *of_people))]


def test_in_the_middle_people_are_as_they_were_and_at_the_end_as_the_list_says(
    engine: Engine, session: Session, tmp_path: Path
) -> None:
    version, by = listed(session)
    before, seen, faults = rows_kept(engine), list[object](), list[object]()

    def look(_done: int) -> None:
        seen.append(rows_kept(engine))
        with Session(engine) as looking:
            faults.extend(check(looking))

    write(engine, tmp_path, version, by, progress=look)
    assert faults == []
    assert seen == [before] * len(seen)
    assert statuses(session) == ["released_early"] * 7
    assert [*check(session)] == []


def test_who_waits_for_the_last_part_does_not_wait_for_what_is_derived(
    engine: Engine, session: Session, tmp_path: Path
) -> None:
    version, by = listed(session)
    statements = list[str]()

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        write(engine, tmp_path, version, by)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    end = next(place for place, each in enumerate(statements) if each.startswith("DELETE FROM unfinished_b"))
    assert not [each for each in statements[end:] if "FROM claim" in each or "FROM citation" in each]
    assert statuses(session) == ["released_early"] * 7


def one_of_them(session: Session) -> None:
    """Somebody wrote something into the record of one of these people."""
    session.scalars(select(Person).order_by(Person.reference)).all()[1].note = "Somebody was here."


# When the first part is written, when all rows are, and when all is derived of these people too.
MOMENTS = [[0], [7], [7, 7]]


@pytest.mark.parametrize("moment", MOMENTS)
def test_an_edit_of_one_of_these_people_meanwhile_undoes_all_of_it(
    engine: Engine, session: Session, tmp_path: Path, moment: list[int]
) -> None:
    version, by = listed(session)
    left, heard = list[object](), list[int]()

    def once(done: int) -> None:
        heard.append(done)
        if heard[-len(moment) :] == moment and not left:
            edit(engine, one_of_them)
            left.append(rows_kept(engine))

    with pytest.raises(Overtaken):
        write(engine, tmp_path, version, by, progress=once)
    assert rows_kept(engine) == left[0]
    assert contents(engine)["unfinished_batch"] == []
    assert statuses(session) == ["arrested"] * 5
    assert [*check(session)] == []


def edit(engine: Engine, change: Callable[[Session], None]) -> None:
    """Change something beside the list."""
    with Session(writing(engine)) as session:
        by = session.scalars(select(Account).where(Account.name == "Ada")).one()
        with editing(session, by=by, reason="It was wrong", at=make.AT):
            change(session)
        session.commit()


def named_anew(session: Session) -> None:
    """The organization to which they belong got another name."""
    session.scalars(select(Organization)).one().main_name.text = "Alliance of Samples"


@pytest.mark.parametrize("most", [200, 1])
def test_what_else_is_told_of_these_people_meanwhile_stays(
    engine: Engine, session: Session, tmp_path: Path, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(others, "_MOST", most)
    version, by = listed(session)
    body = make.organization(session, "Union of Samples")
    for person in session.scalars(select(Person).limit(2)):
        make.affiliation(session, person, body)
    session.commit()
    heard = list[int]()

    def once(done: int) -> None:
        heard.append(done)
        if heard[-2:] == [7, 7]:
            edit(engine, named_anew)

    if most == 1:
        with pytest.raises(Overtaken):
            write(engine, tmp_path, version, by, progress=once)
    else:
        write(engine, tmp_path, version, by, progress=once)
        assert statuses(session) == ["released_early"] * 7
    named = select(PersonSummary.organizations).where(PersonSummary.audience == Audience.PUBLIC)
    session.rollback()
    assert sum("Alliance" in each for each in session.scalars(named)) == 2
    assert [*check(session)] == []
