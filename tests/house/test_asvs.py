"""Every requirement of OWASP ASVS 5.0, levels 1 and 2, names a test that holds it, or why none does."""

import ast
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

from tests.house.tree import ROOT

TABLE: dict[str, dict[str, object]] = tomllib.loads(Path(__file__).with_name("asvs.toml").read_text("utf-8"))
# How many requirements of these levels each chapter of version 5.0.0 has.
CHAPTERS = {
    "1": 27, "2": 11, "3": 19, "4": 10, "5": 9, "6": 35, "7": 18, "8": 7, "9": 7, "10": 29, "11": 14, "12": 9,
    "13": 13, "14": 9, "15": 13, "16": 16, "17": 7,
}  # fmt: skip
HELD = 150
REASONS = ("does_not_apply", "by_the_operator", "open")


@cache
def written_in(path: str) -> frozenset[str]:
    """Return the names of the tests of a file, given as below `tests` and without its ending."""
    tree = ast.parse((ROOT / "tests" / f"{path}.py").read_text("utf-8"))
    return frozenset(
        node.name for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not _is_left_out(node)
    )  # fmt: skip


def _is_left_out(test: ast.FunctionDef) -> bool:
    # Where a kernel lacks something a test may be skipped, but not everywhere.
    marks = [ast.unparse(decorator).partition("(")[0] for decorator in test.decorator_list]
    return any(mark.endswith((".skip", ".xfail")) for mark in marks)


def test_the_table_has_every_requirement_of_both_levels() -> None:
    chapters = Counter(number.partition(".")[0] for number in TABLE)
    assert dict(chapters) == CHAPTERS
    assert sum(chapters.values()) == 253


def test_each_has_a_test_or_one_reason() -> None:
    for number, entry in TABLE.items():
        kinds = [kind for kind in ("held_by", *REASONS) if kind in entry]
        assert len(kinds) == 1, number
        assert set(entry) <= {"what", *kinds}, number
        assert all(isinstance(entry[kind], list if kind == "held_by" else str) for kind in kinds), number
        assert entry[kinds[0]], number


def test_every_test_that_is_named_is_there() -> None:
    named = {test for entry in TABLE.values() for test in entry.get("held_by", ())}  # type: ignore[attr-defined]
    for test in sorted(named):
        path, _, name = test.partition("::")
        assert name in written_in(path), test


def test_no_fewer_are_held_than_before() -> None:
    assert sum("held_by" in entry for entry in TABLE.values()) >= HELD
