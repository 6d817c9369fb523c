"""What the README says of limits and libraries is what the program does and needs."""

import re
import tomllib
from datetime import timedelta

from tests.house.tree import ROOT
from webapp.domain.accounts import accounts, passwords, sign_in_limits
from webapp.web.home_limits import COSTLY_FILES

README = (ROOT / "README.md").read_text("utf-8")


def _row(begins: str) -> str:
    (row,) = [line for line in README.splitlines() if line.startswith(f"| {begins}")]
    return row


def _numbers(begins: str) -> list[int]:
    limit = _row(begins).split("|")[2]
    return [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", limit)]


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds()) // 60


def test_how_sign_in_is_slowed_is_said_as_it_is() -> None:
    limits = sign_in_limits
    assert _numbers("signing in") == [
        limits.FREE_TRIES, limits.FREE_TRIES_OF_ADDRESS, _minutes(limits.LONGEST_WAIT),
        _minutes(limits.DECAY),
    ]  # fmt: skip


def test_which_passwords_are_taken_is_said_as_it_is() -> None:
    rules = passwords
    assert _numbers("passwords") == [rules.SHORTEST_PASSWORD, rules.LONGEST_PASSWORD, rules.TRIED_FIRST]


def test_how_long_sessions_and_links_last_is_said_as_it_is() -> None:
    hours = [_minutes(span) // 60 for span in (accounts.SESSION_LIFE, accounts.IDLE_LIFE)]
    assert _numbers("sessions") == hours
    assert _numbers("one-time links") == [accounts.LINK_LIFE.days]


def test_how_many_costly_things_are_done_at_once_is_said_as_it_is() -> None:
    assert _numbers("costly files")[0] == COSTLY_FILES


def test_every_library_stands_in_the_table_with_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [re.split(r"[\[<>=]", needs)[0] for needs in project["dependencies"]]
    extras = [project["optional-dependencies"][extra] for extra in ("parquet", "timestamps")]
    needed += [re.split(r"[\[<>=]", needs)[0] for extra in extras for needs in extra]
    table = README.partition("## Dependencies")[2].partition("## ")[0].lower()
    assert [name for name in needed if not re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", table)] == []


def test_every_hash_and_key_in_use_is_named() -> None:
    inventory = README.partition("Keys and hashes:")[2].partition("\n\n")[0]
    used = set()
    for module in (ROOT / "webapp").rglob("*.py"):
        used |= set(re.findall(r"\b(sha\d+|md5|blake2[bs]|argon2)\b", module.read_text("utf-8").lower()))
    assert used == {"argon2", "sha1", "sha256"}
    assert all(name in inventory for name in ("Argon2id", "SHA-256", "HMAC-SHA-1", "secret key"))
