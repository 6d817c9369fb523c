"""The program runs nothing that somebody typed: no code made of text, no shell, no objects out of bytes."""

import ast

from tests.house.tree import ROOT

CALLS = {"eval", "exec", "compile", "__import__", "system", "popen"}
MODULES = {"pickle", "marshal", "shelve", "dill", "code", "codeop"}
FOLDERS = ("webapp", "seed", "migrations")


def _modules() -> list[tuple[str, ast.Module]]:
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    return [(str(path.relative_to(ROOT)), ast.parse(path.read_text("utf-8"))) for path in paths]


def test_no_code_is_made_of_text_and_no_shell_is_asked() -> None:
    for path, tree in _modules():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            function = call.func
            name = function.id if isinstance(function, ast.Name) else ""
            of_os = isinstance(function, ast.Attribute) and ast.unparse(function.value) == "os"
            assert name not in CALLS, (path, name)
            assert not (of_os and function.attr in CALLS), path  # type: ignore[attr-defined]
            assert not [word for word in call.keywords if word.arg == "shell"], path


def test_no_objects_are_made_out_of_bytes() -> None:
    for path, tree in _modules():
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.partition(".")[0] for name in names} & MODULES, path
