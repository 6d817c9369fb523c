"""What no template may do, so that pages stay safe under the strict security policy; what its name tells."""

import ast
import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.house.tree import ours, text

FOLDER = Path("webapp/web/templates")
PAGES = [file for file in ours(".html") if file.parts[:3] == ("webapp", "web", "templates")]

UNESCAPED = re.compile(r"\|\s*safe\b|\bMarkup\(|\bautoescape\b")
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
INLINE = re.compile(
    r"<style\b"
    r"|<script\b(?![^>]*\ssrc=)"
    r"|<[a-z][^>]*\s(?:style|on[a-z]+)\s*="
    r"|javascript:"
    r"|<(?:script|link|img|iframe|source|video|audio)\b[^>]*\s(?:src|href|srcset)=[\"']?(?:https?:)?//",
    re.IGNORECASE,
)


def test_there_are_templates() -> None:
    assert PAGES


@pytest.mark.parametrize("file", PAGES, ids=lambda file: "/".join(file.parts[3:]))
def test_a_template_escapes_everything(file) -> None:
    assert UNESCAPED.findall(text(file)) == []


@pytest.mark.parametrize("file", PAGES, ids=lambda file: "/".join(file.parts[3:]))
def test_a_template_holds_no_script_no_style_and_no_other_host(file) -> None:
    # What Jinja fills in may hold keyword arguments that look like attributes, and never a tag of its own.
    assert INLINE.findall(JINJA.sub("", text(file))) == []


def test_a_fragment_begins_with_an_underscore_or_lies_in_a_folder_that_does_and_a_page_does_neither() -> None:
    parts = {name for name, statement in _named_by_templates() if not isinstance(statement, nodes.Extends)}
    assert parts
    assert sorted(name for name in parts if not re.search(r"(^|/)_", name)) == []
    pages = {name for name in _named_by_python() if "*" not in name}
    assert pages
    assert sorted(name for name in pages if re.search(r"(^|/)_", name)) == []


def test_every_template_that_is_named_is_there_and_every_other_is_gone() -> None:
    named = {name for name, _ in _named_by_templates()} - {"*"} | _named_by_python()
    files = {file.relative_to(FOLDER).as_posix() for file in PAGES + ours(".xml") if FOLDER in file.parents}
    assert sorted(name for name in files if not any(fnmatchcase(name, glob) for glob in named)) == []
    assert sorted(glob for glob in named if not any(fnmatchcase(name, glob) for name in files)) == []


def _named_by_templates() -> Iterator[tuple[str, nodes.Node]]:
    """Yield each template that another extends, includes or imports, with the statement that does."""
    statements = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    for file in PAGES:
        for statement in Environment().parse(text(file)).find_all(statements):
            name = statement.template
            yield _glob(name.nodes if isinstance(name, nodes.Concat) else [name]), statement


def _named_by_python() -> set[str]:
    """Return the templates that the web floor names."""
    names = set()
    for file in [file for file in ours(".py") if file.is_relative_to("webapp/web")]:
        code = list(ast.walk(ast.parse(text(file))))
        formatted = [node.values for node in code if isinstance(node, ast.JoinedStr)]
        pieces = {piece for string in formatted for piece in string}
        whole = [[node] for node in code if isinstance(node, ast.Constant) and node not in pieces]
        names |= {_glob(string) for string in formatted + whole}
    # What begins with a slash is an address.
    return {name for name in names if re.fullmatch(r"[\w*][\w/*]*\.(html|xml)", name)}


def _glob(pieces: Sequence[object]) -> str:
    """Return a name that is put together when the page is made, with a * for what is not written out."""
    written = (ast.Constant, nodes.Const)
    return "".join(str(piece.value) if isinstance(piece, written) else "*" for piece in pieces)
