"""Programs of Node that check what we write, run with the packages that tests/run installs."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.house.tree import ROOT

PACKAGES = ROOT / ".venv" / "node" / "node_modules"
needs_node_packages = pytest.mark.skipif(
    not (PACKAGES.parent / "installed").exists(),
    reason="tests/run could not reach the registry of Node packages",
)


def ran(program: str | Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program of Node, given by its text or its file, in a folder; it sees the installed packages."""
    start: Sequence[str] = (str(program),) if isinstance(program, Path) else ("-e", program, "--")
    return subprocess.run(
        [Path(sys.executable).with_name("node"), *start, *arguments],
        cwd=folder, env={**os.environ, "NODE_PATH": str(PACKAGES)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
