"""How often somebody may try to sign in: counted by name and address together, and by address alone."""

# The counts lie in one file of the home, for every process that serves it: a try that fails takes no lock of
# the database. The file holds keyed hashes, neither names nor addresses.

import fcntl
import hmac
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import NamedTuple

from webapp.domain.input_rules import clean_line
from webapp.domain.refusals import Refused

FREE_TRIES = 5
FREE_TRIES_OF_ADDRESS = 30
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=15)
# One failure is forgotten in this time.
DECAY = timedelta(minutes=15)
_FILE = "sign_in_failures.json"
_MOST_KEYS = 20_000


class Limit(NamedTuple):
    """One count of failures: its key in the file, and how many are free of a wait."""

    key: str
    free: int


class _Count(NamedTuple):
    failures: int
    last: float


def limits(name: str, address: str | None, browser: str | None, *, secret: str) -> list[Limit]:
    """Return the limits of a try; `browser` is the token of one that signed in to this account before.

    Such a browser is counted by itself, so that no stranger's failures make its owner wait.
    """
    name = _as_stored(name)
    if browser:
        return [Limit(_key(secret, "browser", name, browser), FREE_TRIES)]
    network = _network(address)
    pair = Limit(_key(secret, "name", name, network or ""), FREE_TRIES)
    # The loopback address is that of a proxy, or of this very machine: it says nothing of who asks.
    alone = Limit(_key(secret, "address", network or ""), FREE_TRIES_OF_ADDRESS)
    return [pair, alone] if network else [pair]


def begin_try(folder: Path, limits: Sequence[Limit], *, now: datetime) -> bool:
    """Count a try as failed until it succeeds, and tell whether it may be made; if not, it is not counted."""
    with _counts(folder) as counts:
        left = {limit.key: _left(counts.get(limit.key), now) for limit in limits}
        if any(_must_wait(counts.get(limit.key), left[limit.key], limit, now) for limit in limits):
            return False
        for key, failures in left.items():
            counts[key] = _Count(failures + 1, now.timestamp())
        _forget_old(counts, now)
    return True


def succeeded(folder: Path, limits: Sequence[Limit]) -> None:
    """Forget the failures of this name here; the address alone gets back only the try that succeeded."""
    with _counts(folder) as counts:
        for limit in limits:
            count = counts.pop(limit.key, None)
            if count and limit.free == FREE_TRIES_OF_ADDRESS:
                counts[limit.key] = count._replace(failures=count.failures - 1)


def take_back(folder: Path, limits: Sequence[Limit]) -> None:
    """Count a try no longer whose password nobody looked at; when the last one was stays as it is."""
    with _counts(folder) as counts:
        for limit in limits:
            if count := counts.get(limit.key):
                counts[limit.key] = count._replace(failures=max(0, count.failures - 1))


def _left(count: _Count | None, now: datetime) -> int:
    if count is None:
        return 0
    decayed = int(max(0.0, now.timestamp() - count.last) / DECAY.total_seconds())
    return max(0, count.failures - decayed)


def _must_wait(count: _Count | None, failures: int, limit: Limit, now: datetime) -> bool:
    if count is None or failures < limit.free:
        return False
    # Doubled ten times the wait is beyond its limit; a thousand times, beyond what a duration can hold.
    wait = min(FIRST_WAIT * (1 << min(failures - limit.free, 10)), LONGEST_WAIT)
    return now.timestamp() < count.last + wait.total_seconds()


def _forget_old(counts: dict[str, _Count], now: datetime) -> None:
    for key in [key for key, count in counts.items() if not _left(count, now)]:
        del counts[key]
    # The oldest go first; the dictionary of a file that strangers can fill has an end.
    for key in sorted(counts, key=lambda key: counts[key].last)[:-_MOST_KEYS]:
        del counts[key]


@contextmanager
def _counts(folder: Path) -> Iterator[dict[str, _Count]]:
    """Open the counts for a change that no other process makes at the same time."""
    descriptor = os.open(folder / _FILE, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        counts = _read(file.read())
        before = dict(counts)
        yield counts
        if counts != before:
            file.seek(0)
            file.truncate()
            json.dump(counts, file)


def _read(text: str) -> dict[str, _Count]:
    try:
        return {key: _Count(int(failures), float(last)) for key, (failures, last) in json.loads(text).items()}
    except (AttributeError, TypeError, ValueError):
        # New, or cut short when the power failed.
        return {}


def _as_stored(name: str) -> str:
    """Return a typed name as that of an account would be stored: no spelling of it is counted anew."""
    with suppress(Refused):
        return clean_line("name", name) or ""
    return name


def network_of(address: str | None) -> str | None:
    """Return an address as it is counted: of IPv6 one customer's network; None where it is none."""
    try:
        parsed = ip_address(address or "")
    except ValueError:
        return None
    return str(ip_network(f"{parsed}/{64 if parsed.version == 6 else 32}", strict=False))


def _network(address: str | None) -> str | None:
    """Return an address as its tries are counted; this machine's own are not."""
    counted = network_of(address)
    return None if counted is None or ip_network(counted).is_loopback else counted


def _key(secret: str, *parts: str) -> str:
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hmac.digest(secret.encode(), text, "sha256").hex()[:32]
