"""The files of the project as its own version control knows them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLOORS = ("webapp", "seed", "migrations", "tests")


def tracked() -> list[Path]:
    """Every file that is committed or staged, relative to the project's folder."""
    return _listed("--cached")


def ours(suffix: str) -> list[Path]:
    """Every file of this suffix that we wrote, new ones too, relative to the project's folder."""
    files = _listed("--cached", "--others", "--exclude-standard")
    return [
        file
        for file in files
        if file.suffix == suffix and file.parts[0] in FLOORS and "vendor" not in file.parts
    ]


def text(file: Path) -> str:
    """What the file says, given relative to the project's folder."""
    return (ROOT / file).read_text("utf-8")


def _listed(*which: str) -> list[Path]:
    # A checkout is often made by another account than the one that runs the tests; git would refuse it.
    done = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", *which],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    files = {Path(name) for name in done.stdout.split("\0") if name}
    return sorted(file for file in files if (ROOT / file).is_file())
