"""What the tests run with is pinned, and what is pinned is what the project asks for."""

import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT


def test_what_is_locked_is_what_the_project_asks_for() -> None:
    lines = (ROOT / "tests/lock.txt").read_text("utf-8").splitlines()
    locked = dict(line.split("==") for line in lines if not line.startswith("#"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needs = [Requirement(each) for each in project["dependencies"] + project["optional-dependencies"]["test"]]
    releases = {canonicalize_name(name): release for name, release in locked.items()}
    wrong = [
        str(need) for need in needs if releases.get(canonicalize_name(need.name), "0") not in need.specifier
    ]
    assert needs
    assert wrong == []
