"""The words kept beside a text: what it can be found under, in whatever alphabet it is asked for."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.sources import word_index
from webapp.domain.text.name_folding import fold
from webapp.domain.text.words import words
from webapp.models import SourceVersion, SourceWord


def kept(session: Session, version: SourceVersion) -> set[str]:
    """Return the words kept of a version."""
    query = select(SourceWord.word).where(SourceWord.source_version_id == version.id)
    return set(session.scalars(query))


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Nümunəlinin", "Numunali"),
        ("NÜMUNƏLİ", "Нумунали"),
        ("Numunali'nın", "Nümunəli"),
        ("Numunali’s", "Nümunəli"),
        ("Nümunəlidən", "Nümunəli"),
        ("Nümunəliyə", "Nümunəli"),
        ("Örnəkovu", "Ornakov"),
        ("Örnəkovla", "Ornakov"),
        ("Орнековым", "Örnəkov"),
        ("Орнекову", "Örnəkov"),
        ("Орнековой", "Örnəkova"),
        ("Айлы", "Ayla"),
        ("Марии", "Мария"),
        ("ElvinSinagov", "Sinagov"),
        ("Təcrübəli", "Таджрубали"),
        ("Qur’an", "Quran"),
        ("Or\u00adnakov", "Ornakov"),
        ("Or-\nnakov", "Ornakov"),
        ("Or\u2010 \n  nakov", "Ornakov"),
        ("Or\u00ad\nnakov", "Ornakov"),
        ("Or-\nna-\nkovla", "Ornakov"),
        ("Ор-\nнековым", "Örnəkov"),
        ("Testli-\nOrnakov", "Testli"),
        ("Testli-\nOrnakov", "Ornakov"),
    ],
)
def test_a_name_is_found_with_its_ending_and_in_every_alphabet(printed: str, name: str) -> None:
    assert fold(name) in word_index.found_in(f"It says {printed} there.")


@pytest.mark.parametrize(
    ("printed", "another"),
    [
        ("Nümunəli", "Nümun"),
        ("Sınaqov", "Sınaqova"),
        ("Misallı", "Misa"),
        ("Əli", "Əl"),
        ("arrested", "arr"),
    ],
)
def test_an_ending_is_taken_off_no_further_than_to_the_name(printed: str, another: str) -> None:
    assert fold(another) not in word_index.found_in(f"It says {printed} there.")


def test_numbers_of_articles_and_years_are_words_and_single_letters_are_not() -> None:
    found = word_index.found_in("Article 193-1.3.1, § 4, of 2023 (٢٠٢٤), A. B.")
    assert found >= {"193-1.3.1", "2023", "2024"}
    assert not {word for word in found if len(word) == 1}


def test_a_text_without_any_space_has_words_that_an_index_can_hold() -> None:
    found = word_index.found_in("x1" * 1000 + "Qr" * 100_000 + "9" * 100_000)
    assert max(map(len, found)) <= 60


@pytest.mark.parametrize(
    "text", ["İnqilabın ElvinSinagov, 193-1 O’Brien's é̱x 王小明 محمد", "\n A-B\u00ad.C "]
)
def test_every_word_is_given_with_its_place(text: str) -> None:
    for word in words(text):
        assert word.folded
        assert text[word.start].isalnum()
        assert text[word.start : word.end].strip() == text[word.start : word.end]


def test_the_words_of_a_source_are_there_as_soon_as_its_text_is(session: Session) -> None:
    version = make.source(session).versions[0]
    assert kept(session, version) == word_index.found_in(make.TEXT)
    only_cited = make.cited_source(session, text="Somebody was taken.").versions[0]
    assert kept(session, only_cited) == set()


def test_indexing_twice_and_rebuilding_change_nothing(session: Session) -> None:
    first, second = make.source(session), make.source(session, "Another", "Davud Numunali was released.")
    before = [kept(session, one.versions[0]) for one in (first, second)]
    word_index.index(session, first.versions[0])
    assert list(word_index.rebuild(session)) == [1, 1]
    assert [kept(session, one.versions[0]) for one in (first, second)] == before
    assert word_index.count(session) == 2


def test_it_is_known_when_the_words_of_all_texts_are_missing(session: Session) -> None:
    assert not word_index.missing(session)
    version = make.source(session).versions[0]
    assert not word_index.missing(session)
    for row in session.scalars(select(SourceWord).where(SourceWord.source_version_id == version.id)):
        session.delete(row)
    session.flush()
    assert word_index.missing(session)
