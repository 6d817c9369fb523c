"""The built wheel, alone in an empty folder, is the whole of Habeas."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tests.support.server import serving


@pytest.fixture(scope="module")
def habeas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `habeas` command of a new environment that holds the wheel and what it depends on, no more."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    _run(sys.executable, "-m", "venv", "--without-pip", folder / "venv")
    pip = (sys.executable, "-m", "pip", "--python", folder / "venv/bin/python")
    _run(*pip, "install", "--quiet", "--no-compile", wheel)
    return folder / "venv/bin/habeas"


def test_a_wheel_serves_the_seed_from_an_empty_folder(habeas: Path, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()

    with serving(habeas, folder=folder) as server:
        assert server.link
        people = server.get("/people.csv")
        assert len(_references(people)) >= 16
        assert b"Habeas" in server.get("/")
        assert _references(people)[0].encode() in server.get("/people")
        assert server.get("/static/habeas.css")


def test_a_wheel_holds_no_tests(habeas: Path) -> None:
    packages = {folder.name for folder in habeas.parent.parent.glob("lib/python*/site-packages/*")}
    assert "webapp" in packages
    assert "tests" not in packages


def _references(people: bytes) -> list[str]:
    return [row["reference"] for row in csv.DictReader(io.StringIO(people.decode("utf-8-sig"), newline=""))]


def _run(*command: object) -> None:
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stdout + done.stderr
