"""The house rules that a machine can see."""

import ast
import re
import subprocess
import sys
from collections import Counter

import pytest

from tests.house.tree import ROOT, ours, text, tracked

TOP_LEVEL = {"README.md", "pyproject.toml", "migrations", "seed", "tests", "webapp"}
NAMELESS = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}


def test_ruff_finds_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "."], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_module_opens_with_one_line_that_says_what_is_in_it() -> None:
    labels = {file: ast.get_docstring(ast.parse(text(file)), clean=False) for file in ours(".py")}
    assert labels
    assert [str(file) for file, label in labels.items() if not label or "\n" in label] == []


@pytest.mark.parametrize(("suffix", "most"), [(".py", 400), (".html", 120), (".css", 80), (".js", 80)])
def test_no_file_is_too_long_to_read(suffix: str, most: int) -> None:
    lengths = {str(file): len(text(file).splitlines()) for file in ours(suffix)}
    assert lengths
    assert {file: length for file, length in lengths.items() if length > most} == {}


def test_no_module_but_a_test_is_longer_than_300_lines_and_no_folder_holds_more_than_25_modules() -> None:
    modules = [file for file in ours(".py") if file.parts[0] != "tests"]
    assert modules
    assert [str(file) for file in modules if len(text(file).splitlines()) > 300] == []
    folders = Counter(str(file.parent) for file in modules)
    assert {folder: number for folder, number in folders.items() if number > 25} == {}


def test_no_view_is_longer_than_20_lines() -> None:
    lengths = {
        f"{file}: {view.name}": (view.end_lineno or 0) - view.lineno + 1
        for file in ours(".py")
        if file.is_relative_to("webapp/web/views")
        for view in ast.walk(ast.parse(text(file)))
        if isinstance(view, ast.FunctionDef)
        if any(ast.unparse(decorator).startswith("pages.") for decorator in view.decorator_list)
    }
    assert lengths
    assert {view: length for view, length in lengths.items() if length > 20} == {}


def test_every_module_is_named_for_what_it_holds() -> None:
    names = {str(file): {*file.parent.parts, *file.stem.split("_")} for file in ours(".py")}
    assert names
    assert [file for file, words in names.items() if words & NAMELESS] == []


def test_the_top_level_holds_only_what_was_agreed() -> None:
    top = {file.parts[0] for file in tracked()}
    assert {name for name in top if not name.startswith(".")} == TOP_LEVEL


def test_nothing_names_a_place_on_one_machine() -> None:
    places = re.compile(rb"/(?:work|farm)/|/tmp/[a-z]")
    files = tracked()
    assert files
    assert [str(file) for file in files if places.search((ROOT / file).read_bytes())] == []
