"""The lower floors are typed through and through."""

import subprocess
import sys

from tests.house.tree import ROOT


def test_words_storage_and_domain_pass_mypy_strict() -> None:
    floors = ["webapp/vocab", "webapp/models", "webapp/domain"]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", *floors],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
