"""Scripts write into a page what is text as text, and keep nothing that was typed in the browser."""

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT

SCRIPTS = sorted((ROOT / "webapp/web/static/js").glob("*.js"))
MARKUP = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
KEPT = re.compile(r"localStorage|indexedDB|document\.cookie|caches\.")
OTHERS = re.compile(r"postMessage|WebSocket|XMLHttpRequest|importScripts|https?://")


def test_there_are_scripts() -> None:
    assert len(SCRIPTS) > 10


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_makes_no_markup_keeps_no_typing_and_speaks_to_nobody_else(script: Path) -> None:
    text = script.read_text("utf-8")
    assert MARKUP.findall(text) == []
    assert KEPT.findall(text) == []
    assert OTHERS.findall(text) == []
    # Of a form only the number that stands for its content.
    if script.stem != "untouched_forms":
        assert "sessionStorage" not in text
