"""What no template may do, so that pages stay safe under the strict security policy."""

import re

import pytest

from tests.house.tree import ours, text

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
