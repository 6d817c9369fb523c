"""A person is found under any spelling of the name and in spite of a slip, the likeliest first."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, delete, event, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.lasting_database import STORAGES, lasting_engine
from tests.support.one_edit import edit
from webapp.domain.checks import check
from webapp.domain.lists.name_search import likely
from webapp.domain.people import people
from webapp.domain.read_model.refresh import rebuild
from webapp.domain.text.name_likeness import keys
from webapp.domain.visibility import INTERNAL, PUBLIC
from webapp.models import NameKey, NameToken, PersonSummary, writing
from webapp.vocab.claims import ClaimState

PEOPLE = (
    "Elvin Sınaqov", "Ayla Nümunəli", "Ceyhun Örnəkov", "Bahar Misallı", "Farid Tajrubali",
    "Sevda Uydurma Vaqif qızı", "Elvira Sınaqova", "Ayxan Nümunəzadə", "Ceyhun Misallı",
)  # fmt: skip


@pytest.fixture(scope="module", params=STORAGES)
def named(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database with a few people, each under one spelling."""
    with lasting_engine(request, tmp_path_factory) as engine:
        with Session(writing(engine)) as session:
            for name in PEOPLE:
                make.person(session, name)
            session.commit()
        yield engine


def test_who_shares_the_rare_part_of_a_name_is_found_among_many_who_share_the_common_one(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Elvin Misallı", "Elvin Uydurma", "Elvin Örnəkov", "Elvin Tajrubali", "Sınaqov"):
        make.person(session, name)
    monkeypatch.setattr("webapp.domain.lists.name_search._CANDIDATES", 3)
    assert [hit.person.name for hit in likely(session, "Elvin Sınaqov", to=PUBLIC)] == ["Sınaqov"]
    # Where nobody shares more, some of those are looked at.
    assert likely(session, "Elvin Uydurmaxana", to=PUBLIC)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Элвин Синагов", "Elvin Sınaqov"),
        ("Sinagov Elvin", "Elvin Sınaqov"),
        ("Elvin Sinagof", "Elvin Sınaqov"),
        ("Elvni Sinagov", "Elvin Sınaqov"),
        ("elvinsinagov", "Elvin Sınaqov"),
        ("ELVIN SINAGOV Ramiz oğlu", "Elvin Sınaqov"),
        ("Ayla Numuneli", "Ayla Nümunəli"),
        ("Айла Нумунали", "Ayla Nümunəli"),
        ("Джейхун Орнеков", "Ceyhun Örnəkov"),
        ("Jeyhun Ornekov", "Ceyhun Örnəkov"),
        ("Фарид Таджрубали", "Farid Tajrubali"),
        ("Севда Вагифгызы", "Sevda Uydurma Vaqif qızı"),
        ("Uydurma Sevda", "Sevda Uydurma Vaqif qızı"),
    ],
)
def test_the_right_person_comes_first(named: Engine, typed: str, name: str) -> None:
    with Session(named) as session:
        assert likely(session, typed, to=PUBLIC)[0].person.name == name


def test_only_the_rows_of_those_who_are_shown_are_read_whole(named: Engine) -> None:
    loaded = []
    with Session(named) as session:
        every = [hit.person.name for hit in likely(session, "Sinaqov Elvin", to=PUBLIC)]
    event.listen(PersonSummary, "load", note := lambda row, _context: loaded.append(row.name))
    try:
        with Session(named) as session:
            likely(session, "Sinaqov Elvin", to=PUBLIC, most=1)
    finally:
        event.remove(PersonSummary, "load", note)
    assert loaded == every[:1] != every


@pytest.mark.parametrize("typed", ["", "  ", "!?", "42", "Zyxw Qrstv", "\N{GRINNING FACE}", "a" * 10_000])
def test_what_is_like_no_name_finds_nobody(named: Engine, typed: str) -> None:
    with Session(named) as session:
        assert likely(session, typed, to=PUBLIC) == []


def test_it_says_which_spelling_was_found(session: Session) -> None:
    who = make.person(session, "Elvin Sınaqov")
    make.name(session, who, "Elvin Tajrubali")
    (hit,) = likely(session, "Элвин Таджрубали", to=PUBLIC)
    assert hit.spelling == "Elvin Tajrubali"
    assert hit.score == 1


def test_names_that_a_reader_may_not_see_find_nobody(session: Session) -> None:
    who = make.person(session, "Elvin Sınaqov")
    make.name(session, who, "Elvin Tajrubali", state=ClaimState.IN_REVIEW)
    assert [hit.person.reference for hit in likely(session, "Tajrubali", to=INTERNAL)] == [who.reference]
    assert likely(session, "Tajrubali", to=PUBLIC) == []


def test_keys_come_and_go_with_the_names_and_are_checked(session: Session) -> None:
    make.person(session, "Elvin Sınaqov")
    session.commit()
    assert list(check(session)) == []
    for token in session.scalars(select(NameToken.token).distinct()).all():
        assert set(session.scalars(select(NameKey.key).where(NameKey.token == token))) == keys(token)
    session.execute(delete(NameKey).where(NameKey.key != NameKey.token), execution_options=UNWATCHED)
    assert {fault.subject for fault in check(session)} == {"name_key alvin", "name_key sinagov"}
    assert sum(rebuild(session)) == 1
    assert list(check(session)) == []


UNWATCHED = {"synchronize_session": False}


def test_a_record_that_was_retired_is_not_found(session: Session) -> None:
    who = make.person(session, "Elvin Sınaqov")
    edit(session, people.retire_person, who, version=who.version)
    assert likely(session, "Elvin Sinagov", to=INTERNAL) == []
