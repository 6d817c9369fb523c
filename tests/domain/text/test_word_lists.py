"""A word list that a translator edits keeps the shape in which it is read."""

from itertools import chain
from pathlib import Path

import pytest

import webapp.domain.text
from webapp.domain.text.word_lists import word_lists
from webapp.vocab.liberty import Status

FILES = sorted(file.stem for file in (Path(webapp.domain.text.__file__).parent / "word_lists").glob("*.toml"))
PHRASES = word_lists("status_phrases")
# These hold phrases and patterns, in tables or lists of their own.
OF_PHRASES = {
    "status_phrases", "details", "circumstances", "heads", "list_words", "roles", "terms", "liberty",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted({*FILES} - OF_PHRASES))
def test_a_list_holds_words_in_small_letters_separated_by_white_space(name: str) -> None:
    lists = word_lists(name)
    assert all(lists.values())
    plain = [words for words in lists.values() if isinstance(words, str)]
    assert [word for words in plain for word in words.split() if word != word.lower()] == []
    assert [word for words in plain for word in words.split() if not word.isalpha()] == []


@pytest.mark.parametrize("language", PHRASES)
def test_a_phrase_suggests_one_status_in_its_language(language: str) -> None:
    phrases = list(chain.from_iterable(PHRASES[language].values()))
    assert {*PHRASES[language]} <= {*Status, "none"}
    assert sorted(phrases) == sorted({*phrases})
    assert [phrase for phrase in phrases if phrase != phrase.lower() or ";" in phrase] == []


@pytest.mark.parametrize("table", ["headers", "statuses", "sexes", "terms"])
def test_a_word_of_other_people_s_lists_means_one_thing(table: str) -> None:
    words = list(chain.from_iterable(word_lists("list_words")[table].values()))
    assert sorted(words) == sorted({*words})
    assert [word for word in words if word != word.lower()] == []
