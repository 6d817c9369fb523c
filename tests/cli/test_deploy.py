"""What is handed to those who run a server: the WSGI entry and the systemd unit."""

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from webapp.cli.database import opened
from webapp.cli.first_start import prepare

DEPLOY = ROOT / "webapp/deploy"
ASKED = """
from webapp.deploy.wsgi import application
visitor = application.test_client()
print(visitor.get("/healthz").text, visitor.get("/people").status_code)
application.logger.info("GET /people?q=Elvin and /sign-in/secret")
visitor.get("/people?q=x%0A2026-01-01 INFO habeas: signed in: account 1")
visitor.get("/peo%0Aple%0d")
"""


def run(home: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run a server's first steps in a process of its own."""
    environment = os.environ | {"HABEAS_HOME": str(home), "HABEAS_PROXY": "127.0.0.1"}
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """What a WSGI server wrote that loaded Habeas on a home that is ready, and asked it for some pages."""
    home = tmp_path_factory.mktemp("served")
    with opened(f"sqlite:///{home / 'habeas.sqlite3'}", make=True) as engine:
        prepare(engine, seed=None, now=datetime.now(UTC), public_url="http://localhost")
    return run(home, ASKED)


def test_any_wsgi_server_can_load_it_and_its_log_holds_no_searches_or_links(
    served: subprocess.CompletedProcess[str],
) -> None:
    assert served.stdout.split() == ["ok", "200"], served.stderr
    assert "GET /people?… and /sign-in/…" in served.stderr


def test_no_line_can_be_slipped_into_the_log(served: subprocess.CompletedProcess[str]) -> None:
    assert served.returncode == 0, served.stderr
    assert "signed in" not in served.stderr
    assert not [line for line in served.stderr.splitlines() if not re.match(r"\d{4}-\d\d-\d\d ", line)]


def test_a_home_that_is_not_ready_is_not_served(tmp_path: Path) -> None:
    done = run(tmp_path, "import webapp.deploy.wsgi")
    assert done.returncode != 0


def test_the_unit_gives_the_server_its_home_and_nothing_else() -> None:
    unit = (DEPLOY / "habeas.service").read_text("utf-8")
    stated = dict(re.findall(r"^(\w+)=(.*)$", unit, re.MULTILINE))
    assert stated["User"] == "habeas"
    assert (stated["ProtectSystem"], stated["NoNewPrivileges"]) == ("strict", "yes")
    assert (stated["StateDirectory"], stated["CapabilityBoundingSet"]) == ("habeas", "")
    if (analyze := shutil.which("systemd-analyze")) is None:
        pytest.skip("no systemd here")
    done = subprocess.run(
        [analyze, "verify", "--man=no", str(DEPLOY / "habeas.service")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    told = [line for line in done.stderr.splitlines() if "habeas.service" in line]
    # That nobody installed it here is no fault of the unit.
    assert [line for line in told if "is not executable" not in line] == []
