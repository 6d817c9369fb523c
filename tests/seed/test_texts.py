"""Whole texts, where somebody has them: attached by their hash, at once or later, and to the letter."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seed.entries import BadSeed
from seed.load import Loaded, load
from tests.make import AT
from tests.seed import invented
from webapp.domain.checks import check
from webapp.models import Passage, Person, PersonalFact, Revision, SourceVersion, StatusEvent
from webapp.vocab.claims import Visibility

TEXT = invented.text_of()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with a seed file."""
    return invented.write(tmp_path / "data")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with the text of the seed file, among files that are something else."""
    folder = tmp_path / "texts"
    folder.mkdir()
    # As another machine may have written it: byte order mark, other line ends, accents apart.
    written = TEXT.replace("é", "e\u0301").replace("\n", "\r\n")
    (folder / "report.txt").write_bytes(b"\xef\xbb\xbf" + written.encode())
    (folder / "another.txt").write_text("Another invented text.", "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff")
    (folder / "empty.txt").touch()
    (folder / "folder").mkdir()
    return folder


def version_of(session: Session) -> SourceVersion:
    """Return the one version there is."""
    return session.scalars(select(SourceVersion)).one()


def test_a_text_is_attached_while_its_seed_file_is_loaded(session: Session, data: Path, texts: Path) -> None:
    loaded = load(session, at=AT, texts=texts, data=data)
    session.commit()

    assert loaded == Loaded(sources=1, organizations=2, people=1, claims=5, texts=1)
    assert version_of(session).text == TEXT
    passages = session.scalars(select(Passage)).all()
    assert len(passages) == 8
    for passage in passages:
        assert TEXT[passage.start : passage.end] == passage.exact
    assert list(check(session)) == []


def test_a_text_is_attached_later_and_once(session: Session, data: Path, texts: Path) -> None:
    load(session, at=AT, data=data)
    session.commit()
    assert version_of(session).text is None

    assert load(session, at=AT, texts=texts, data=data) == Loaded(texts=1)
    session.commit()
    assert version_of(session).text == TEXT
    assert list(check(session)) == []

    revisions = session.scalars(select(Revision.number)).all()
    assert load(session, at=AT, texts=texts, data=data) == Loaded()
    assert session.scalars(select(Revision.number)).all() == revisions


def test_without_its_text_every_quotation_is_there_all_the_same(session: Session, data: Path) -> None:
    load(session, at=AT, data=data)
    assert invented.held() in session.scalars(select(Passage.exact)).all()
    assert session.scalars(select(StatusEvent.until_edtf)).all() == ["2024"]
    assert version_of(session).text_length == len(TEXT)


def test_what_is_said_of_health_is_restricted(session: Session, data: Path) -> None:
    load(session, at=AT, data=data)
    assert session.scalars(select(PersonalFact)).one().visibility is Visibility.RESTRICTED


def test_a_text_is_refused_by_quotations_that_it_does_not_hold(
    session: Session, tmp_path: Path, texts: Path
) -> None:
    wrong = invented.seed_of().replace("is in prison since May", "is in prison since Moy")
    data = invented.write(tmp_path / "wrong", wrong)
    load(session, at=AT, data=data)
    session.commit()

    with pytest.raises(BadSeed, match="S-0001: text: .*since Moy"):
        load(session, at=AT, texts=texts, data=data)
    session.rollback()
    assert version_of(session).text is None


def test_a_second_text_finds_the_organizations_of_the_first(session: Session, data: Path) -> None:
    load(session, at=AT, data=data)
    session.commit()
    invented.write(data, invented.seed_of("June", "another-elvin-sinagov"), "second.toml")

    # Nobody but a reader can tell whether the two are one man.
    assert load(session, at=AT, data=data) == Loaded(sources=1, people=1, claims=5)
    assert len(session.scalars(select(Person)).all()) == 2
    assert list(check(session)) == []
