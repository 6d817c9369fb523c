"""A word list that a translator edits keeps the shape in which it is read."""

from itertools import chain
from pathlib import Path

import pytest

import webapp.domain.text
from webapp.domain.text.word_lists import word_lists
from webapp.vocab.liberty import Status

FILES = sorted(file.stem for file in (Path(webapp.domain.text.__file__).parent / "word_lists").glob("*.toml"))
PHRASES = word_lists("status_phrases")


@pytest.mark.parametrize("name", [name for name in FILES if name != "status_phrases"])
def test_a_list_holds_words_in_small_letters_separated_by_white_space(name: str) -> None:
    lists = word_lists(name)
    assert all(lists.values())
    assert [word for words in lists.values() for word in words.split() if word != word.lower()] == []
    assert [word for words in lists.values() for word in words.split() if not word.isalpha()] == []


@pytest.mark.parametrize("language", PHRASES)
def test_a_phrase_suggests_one_status_in_its_language(language: str) -> None:
    phrases = list(chain.from_iterable(PHRASES[language].values()))
    assert {*PHRASES[language]} <= {*Status, "none"}
    assert sorted(phrases) == sorted({*phrases})
    assert [phrase for phrase in phrases if phrase != phrase.lower() or ";" in phrase] == []
