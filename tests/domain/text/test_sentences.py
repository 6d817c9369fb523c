"""Sentences end where a reader would say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.text.sentences import sentence_at, sentences

SENTENCES = [
    ["Ayla was asked.", "Davud was not!", "Why?"],
    ["A. B. Ornakov, of No. 5, spoke to Dr. Misalli on 3.12.2023 at 10.30.", "He left."],
    ["He was held.", "Then he was not."],
    ["It says “He was held.”", "Then it ends."],
    ["He was taken in 2023.", "She was not…", "They left."],
    ["Адрес: г. Баку, ул. Примерная, д. 5.", "Его задержали."],
    ["See example.org and v1.2 of it.", "End."],
    ["Həbs edilib.", "Çox pis!"],
]


@pytest.mark.parametrize("apart", SENTENCES, ids=lambda apart: apart[0][:20])
def test_sentences_are_told_apart(apart: list[str]) -> None:
    text = " ".join(apart)
    assert [text[one.start : one.end] for one in sentences(text)] == apart


def test_a_sentence_glued_to_the_next_is_one_of_its_own() -> None:
    text = "He was held.Then he left.Nobody saw it."
    found = [text[one.start : one.end] for one in sentences(text)]
    assert found == ["He was held.", "Then he left.", "Nobody saw it."]


def test_headings_items_and_paragraphs_end_without_a_mark() -> None:
    text = "A heading\nAyla was asked.\n\n1. Elvin Sinagov\n2. Bahar Misalli\n- the rest\n\nThe end"
    found = [(text[one.start : one.end], one.paragraph) for one in sentences(text)]
    assert found == [
        ("A heading", 0), ("Ayla was asked.", 0), ("1. Elvin Sinagov", 1), ("2. Bahar Misalli", 1),
        ("- the rest", 1), ("The end", 2),
    ]  # fmt: skip


def test_a_line_that_was_only_wrapped_ends_no_sentence() -> None:
    text = (
        "Yesterday the police of Sampletown, as everybody there knows, took Elvin\nSinagov and others\naway."
    )
    assert len(sentences(text)) == 1


@pytest.mark.parametrize(
    ("place", "expected"), [(0, "One."), (3, "One."), (4, "Two."), (5, "Two."), (99, "Two.")]
)
def test_the_sentence_at_a_place_is_found(place: int, expected: str) -> None:
    text = "One.\nTwo."
    span = sentence_at(text, place)
    assert text[span.start : span.end] == expected


def test_a_blank_text_has_no_sentence() -> None:
    assert sentences(" \n\n ") == []
    assert sentence_at("", 0) == (0, 0)


@given(st.text(alphabet="Ab .!?\n\"'1-é", max_size=80))
def test_sentences_cover_all_that_is_not_blank_in_order(text: str) -> None:
    found = sentences(text)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
    covered = {place for one in found for place in range(one.start, one.end)}
    assert all(char.isspace() for place, char in enumerate(text) if place not in covered)
