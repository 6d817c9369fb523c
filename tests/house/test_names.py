"""Names are nouns of the field, and no class name means two things."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import ours, text

# Grammar instead of a noun: whoever reads such a name has to look up what it holds.
GRAMMAR = frozenset(
    ("asked", "borne", "come", "gone", "made", "meant", "one", "said", "some", "standing", "these", "those",
     "told", "which", "who", "whom")
)
# Columns of the database.
COLUMNS = {"made_at", "made_by", "made_by_id", "one_id"}
MODULES = [file for file in ours(".py") if file.parts[0] in ("webapp", "seed")]
# Not yet brought to the rule: the beginnings of paths, and class names that still mean several things.
UNFINISHED = ("webapp/web/forms/sources/passage_claims.py",)
SHARED: set[str] = set()


def test_no_variable_parameter_function_or_class_bears_grammar_for_a_name() -> None:
    assert MODULES
    found = {
        f"{file}:{line}: {name}"
        for file in MODULES
        for line, name in _names(file)
        if GRAMMAR & set(_words(name)) and name not in COLUMNS and not str(file).startswith(UNFINISHED)
    }
    assert sorted(found) == []


def test_every_class_has_a_name_of_its_own() -> None:
    classes = Counter(
        node.name
        for file in MODULES
        for node in ast.walk(ast.parse(text(file)))
        if isinstance(node, ast.ClassDef)
    )
    assert classes
    assert sorted(name for name, count in classes.items() if count > 1 and name not in SHARED) == []


def test_every_class_of_a_style_sheet_is_at_home_in_one_part() -> None:
    # Those for a narrow screen and for paper say another thing of what is at home elsewhere.
    media = {"narrow_header.css", "narrow_screen.css", "people_rows.css", "print.css"}
    parts = [file for file in ours(".css") if file.name not in media]
    homes = {
        (name, file.name)
        for file in parts
        for name in re.findall(r"^\s*\.([\w-]+) \{$", text(file), flags=re.MULTILINE)
    }
    assert homes
    count = Counter(name for name, _ in homes)
    assert sorted(home for home in homes if count[home[0]] > 1) == []


def _names(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text(file))):
        match node:
            case ast.Name(id=name, ctx=ast.Store(), lineno=line) | ast.arg(arg=name, lineno=line):
                yield line, name
            case ast.FunctionDef(name=name, lineno=line) | ast.ClassDef(name=name, lineno=line):
                yield line, name


def _words(name: str) -> list[str]:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().split("_")
