"""Two edits of one form are merged where they do not collide, and nobody's change is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.text.three_way_merge import MOST_LINES, MergeOutcome, Value, joined_lines, merge

LINES = st.lists(st.sampled_from(["", "a", "b", "c"]), min_size=1, max_size=6).map("\n".join)


def outcome(before: Value, theirs: Value, yours: Value) -> tuple[Value, MergeOutcome]:
    """Merge one field."""
    merged = merge({"note": before}, {"note": theirs}, {"note": yours})["note"]
    return merged.value, merged.outcome


@pytest.mark.parametrize(
    ("before", "other"), [("2023", "2024"), ("", "x"), (True, False), ([], ["a"]), (["a", "b"], ["b"])]
)
def test_whoever_alone_changed_a_field_has_their_value(before: Value, other: Value) -> None:
    assert outcome(before, other, before) == (other, MergeOutcome.TAKEN)
    assert outcome(before, before, other) == (other, MergeOutcome.KEPT)
    assert outcome(before, other, other) == (other, MergeOutcome.SAME)
    assert outcome(before, before, before) == (before, MergeOutcome.SAME)


def test_two_changes_of_one_field_collide_and_yours_waits_for_a_decision() -> None:
    assert outcome("2023", "2023-11", "2024") == ("2024", MergeOutcome.COLLIDES)
    assert outcome(["a"], ["a", "b"], ["a", "c"]) == (["a", "c"], MergeOutcome.COLLIDES)


def test_fields_are_merged_one_by_one() -> None:
    before: dict[str, Value] = {"since": "2023", "place": "", "note": "Old."}
    merged = merge(before, before | {"since": "2023-11"}, before | {"note": "New."})
    assert {name: one.value for name, one in merged.items()} == {
        "since": "2023-11", "place": "", "note": "New."
    }  # fmt: skip


def test_a_field_of_which_it_is_not_known_what_it_was_collides_where_the_two_differ() -> None:
    assert merge({}, {"note": "theirs"}, {"note": "yours"})["note"].outcome is MergeOutcome.COLLIDES
    assert merge({}, {"note": "alike"}, {"note": "alike"})["note"].outcome is MergeOutcome.SAME


def test_what_only_one_of_the_two_forms_asks_is_left_alone() -> None:
    assert merge({}, {"rank": "normal"}, {"note": "x"}) == {}


def test_changes_in_different_lines_of_a_text_are_joined() -> None:
    before = "Arrested at home.\n\nTried in camera.\n\nNo lawyer."
    theirs = before.replace("at home", "at work")
    yours = before + "\nHunger strike."
    joined = "Arrested at work.\n\nTried in camera.\n\nNo lawyer.\nHunger strike."
    assert outcome(before, theirs, yours) == (joined, MergeOutcome.JOINED)


@pytest.mark.parametrize(
    ("theirs", "yours"),
    [
        ("Arrested on 4 May.\nTried.", "Arrested on 5 May.\nTried."),
        ("Arrested.\nTried.\nFreed.", "Arrested.\nTried.\nHeld."),
        ("Arrested on 4 May.\nTried.", "Arrested.\nNever tried."),
        ("Tried.", "Arrested on 5 May.\nTried."),
    ],
    ids=["one line", "one place", "neighbouring lines", "removed and changed"],
)
def test_changes_that_touch_one_another_collide(theirs: str, yours: str) -> None:
    assert outcome("Arrested.\nTried.", theirs, yours) == (yours, MergeOutcome.COLLIDES)


def test_a_text_of_too_many_lines_is_not_joined() -> None:
    before = "line\n" * (MOST_LINES + 1)
    assert joined_lines(before, f"a\n{before}", f"{before}b") is None


@given(LINES, LINES, LINES)
def test_joining_does_not_depend_on_who_was_first(before: str, one: str, other: str) -> None:
    assert joined_lines(before, one, other) == joined_lines(before, other, one)


@given(LINES, LINES)
def test_joining_with_no_change_gives_the_other_text(before: str, other: str) -> None:
    assert joined_lines(before, before, other) == other


@given(LINES, LINES, LINES)
def test_no_line_comes_from_nowhere_and_no_new_line_is_lost(before: str, one: str, other: str) -> None:
    joined = joined_lines(before, one, other)
    if joined is None:
        return
    told, known = joined.split("\n"), before.split("\n")
    assert set(told) <= {*known, *one.split("\n"), *other.split("\n")}
    assert (set(one.split("\n")) | set(other.split("\n"))) - set(known) <= set(told)
