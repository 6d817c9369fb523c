"""Word lists of the text tools, in the languages that they read, one file each; for this room alone."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def word_lists(name: str) -> dict[str, Any]:
    """Return the lists of the file `<name>.toml` of this folder by their names."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))
