"""The floors of the house: who may import whom, and no circle anywhere."""

import ast
import re
import subprocess
import sys

import grimp

from tests.house.tree import ROOT

OURS = ("webapp", "seed", "migrations")


def test_every_import_goes_downward() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as check; check()"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_imports_the_package_it_lives_in() -> None:
    # The contracts compare siblings: a circle between a package and a room of its own would pass them.
    graph = grimp.build_graph(*OURS)
    circles = [
        f"{module} imports {imported}"
        for module in sorted(graph.modules)
        for imported in sorted(graph.find_modules_directly_imported_by(module))
        if module.startswith(f"{imported}.")
    ]
    assert circles == []


def test_the_domain_reads_no_clock() -> None:
    # What it says of a day would be another on the next one, and what is tested today fail then.
    clock = re.compile(r"(datetime|date)\.(now|today|utcnow)|time\.(time|localtime|gmtime)")
    read = [
        f"{path.relative_to(ROOT)}: {ast.unparse(call)}"
        for floor in ("vocab", "models", "domain")
        for path in sorted((ROOT / "webapp" / floor).rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and clock.fullmatch(ast.unparse(call.func))
    ]
    assert read == []
