"""Guessing passwords gets slow; strangers who guess never make an owner wait for long, and are forgotten."""

import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from tests import make
from webapp.domain.accounts import sign_in_limits
from webapp.domain.accounts.sign_in_limits import (
    FREE_TRIES,
    FREE_TRIES_OF_ADDRESS,
    Limit,
    begin_try,
    succeeded,
)

NOW = make.AT
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def limits(name: str = "Clara", address: str = "192.0.2.1", browser: str | None = None) -> list[Limit]:
    """Return the limits of a try to sign in."""
    return sign_in_limits.limits(name, address, browser, secret="test")


def guess(folder: Path, times: int = FREE_TRIES, **at: str) -> None:
    """Guess wrong so many times."""
    for _ in range(times):
        assert begin_try(folder, limits(**at), now=NOW)


def test_after_five_failures_a_name_must_wait_at_that_address(tmp_path: Path) -> None:
    guess(tmp_path)
    assert not begin_try(tmp_path, limits(), now=NOW + 4 * SECOND)
    assert begin_try(tmp_path, limits(), now=NOW + 5 * SECOND)


@pytest.mark.parametrize("name", [" Clara", "Clara  ", "Clara\u00a0"])
def test_no_spelling_of_a_name_is_counted_anew(tmp_path: Path, name: str) -> None:
    guess(tmp_path)
    assert not begin_try(tmp_path, limits(name), now=NOW)


def test_a_stranger_elsewhere_makes_nobody_wait(tmp_path: Path) -> None:
    guess(tmp_path, address="198.51.100.7")
    assert begin_try(tmp_path, limits(), now=NOW)


def test_a_browser_that_signed_in_before_is_let_through_and_counted_by_itself(tmp_path: Path) -> None:
    guess(tmp_path)
    guess(tmp_path, browser="known")
    assert not begin_try(tmp_path, limits(browser="known"), now=NOW)
    assert begin_try(tmp_path, limits(browser="other"), now=NOW)


def test_an_address_that_tries_many_names_must_wait_with_all(tmp_path: Path) -> None:
    for number in range(FREE_TRIES_OF_ADDRESS):
        guess(tmp_path, times=1, name=f"Name {number}")
    assert not begin_try(tmp_path, limits("Another"), now=NOW)
    assert begin_try(tmp_path, limits("Another", address="192.0.2.2"), now=NOW)


def test_a_whole_network_of_ipv6_is_one_address(tmp_path: Path) -> None:
    for number in range(FREE_TRIES_OF_ADDRESS):
        guess(tmp_path, times=1, name=f"Name {number}", address=f"2001:db8::{number:x}")
    assert not begin_try(tmp_path, limits("Another", address="2001:db8::ffff"), now=NOW)


def test_behind_a_proxy_on_this_machine_no_address_is_blamed(tmp_path: Path) -> None:
    for number in range(2 * FREE_TRIES_OF_ADDRESS):
        guess(tmp_path, times=1, name=f"Name {number}", address="127.0.0.1")


def test_each_failure_makes_the_wait_longer_up_to_a_quarter_of_an_hour(tmp_path: Path) -> None:
    guess(tmp_path)
    now = NOW
    for seconds in (5, 10, 20, 40, 80, 160, 320, 640):
        assert not begin_try(tmp_path, limits(), now=now + (seconds - 1) * SECOND)
        now += seconds * SECOND
        assert begin_try(tmp_path, limits(), now=now)
    assert not begin_try(tmp_path, limits(), now=now + 15 * MINUTE - SECOND)
    assert begin_try(tmp_path, limits(), now=now + 15 * MINUTE)


def test_failures_are_forgotten_with_time(tmp_path: Path) -> None:
    guess(tmp_path)
    later = NOW + 75 * MINUTE
    for _ in range(FREE_TRIES):
        assert begin_try(tmp_path, limits(), now=later)
    assert not begin_try(tmp_path, limits(), now=later)


def test_signing_in_ends_the_counting_of_its_name_and_not_of_its_address(tmp_path: Path) -> None:
    for number in range(FREE_TRIES_OF_ADDRESS - FREE_TRIES):
        guess(tmp_path, times=1, name=f"Name {number}")
    guess(tmp_path, times=FREE_TRIES - 1)
    begin_try(tmp_path, limits(), now=NOW)
    succeeded(tmp_path, limits())
    assert begin_try(tmp_path, limits(), now=NOW)
    assert not begin_try(tmp_path, limits("Another"), now=NOW)


def test_what_is_kept_names_nobody_and_is_read_by_nobody_else(tmp_path: Path) -> None:
    guess(tmp_path)
    (file,) = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(json.loads(file.read_text())) == 2
    assert not any(word in file.read_text() for word in ("Clara", "192.0.2"))


@pytest.mark.parametrize("left", ["", "{", "[1]", '{"a": 1}', '{"a": ["b", "c"]}'])
def test_a_file_cut_short_is_begun_anew(tmp_path: Path, left: str) -> None:
    (tmp_path / "sign_in_failures.json").write_text(left)
    guess(tmp_path)
    assert not begin_try(tmp_path, limits(), now=NOW)
