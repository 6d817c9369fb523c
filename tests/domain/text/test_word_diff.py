"""Differences are shown word by word, and nothing of either text is left out or made up."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.text.word_diff import DiffPart, word_diff

WORDS = [
    "Ayla",
    "Numunali",
    "not",
    "was",
    "arrested",
    " ",
    " ",
    " ",
    "\n",
    ".",
    "3",
    "206.3.2",
    "ə",
    "😀",
    "é",
]


def old_of(runs: list[DiffPart]) -> str:
    return "".join(run.text for run in runs if run.kind != "inserted")


def new_of(runs: list[DiffPart]) -> str:
    return "".join(run.text for run in runs if run.kind != "deleted")


def told(old: str, new: str) -> str:
    marks = {"same": "{}", "deleted": "[-{}-]", "inserted": "[+{}+]"}
    return "".join(marks[run.kind].format(run.text) for run in word_diff(old, new))


@given(
    st.lists(st.sampled_from(WORDS)).map("".join) | st.text(),
    st.lists(st.sampled_from(WORDS)).map("".join) | st.text(),
)
def test_the_runs_are_both_texts_again(old: str, new: str) -> None:
    runs = word_diff(old, new)
    assert (old_of(runs), new_of(runs)) == (old, new)
    assert all(run.text for run in runs)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Ayla Numunali", "Davud Numunali", "[-Ayla-][+Davud+] Numunali"),
        ("on 3 May 2023", "on 8 June 2023", "on [-3 May-][+8 June+] 2023"),
        ("He was released.", "He was not released.", "He was [+not +]released."),
        ("under 206.3.2 and", "under 206.3.1 and", "under [-206.3.2-][+206.3.1+] and"),
        ("Numunalı", "Numunali", "[-Numunalı-][+Numunali+]"),
        ("nothing", "nothing", "nothing"),
        ("", "all of it", "[+all of it+]"),
    ],
)
def test_a_reader_sees_which_words_differ(old: str, new: str, shown: str) -> None:
    assert told(old, new) == shown


def test_one_word_is_found_in_a_text_of_a_megabyte() -> None:
    drawn = Random(7)
    words = [f"word{drawn.randrange(8_000)}" for _ in range(100_000)]
    old = " ".join(words)
    words[300], words[50_000], words[99_000] = "Ayla", "not", "May"
    runs = word_diff(old, " ".join(words))
    assert [run.text for run in runs if run.kind == "inserted"] == ["Ayla", "not", "May"]


def test_two_long_texts_without_anything_in_common_are_shown_one_after_the_other() -> None:
    old, new = " ".join(["old"] * 90_000), "\n".join(["new"] * 90_000)
    assert word_diff(old, new) == [DiffPart("deleted", old), DiffPart("inserted", new)]
