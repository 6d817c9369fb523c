"""Word lists of the text tools, in the languages that they read, one file each; for this room alone."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any


@cache
def word_lists(name: str) -> dict[str, Any]:
    """Return the lists of the file `<name>.toml` of this folder by their names."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of these words, the longest first; "~" stands for any ending of a word."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace(r"\~", r"\w*") for word in longest_first)


def beginnings(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of these patterns where a word begins with it."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})")


def whole_words(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of these patterns as whole words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")
