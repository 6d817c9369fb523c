"""Which standbys have followed the main database closely enough to be read."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from logging import getLogger
from threading import Event, Lock, Thread

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

# Seconds that a standby may be behind a main database that answers, and behind one that does not.
LIMIT, LIMIT_ALONE = 10.0, 300.0
# Seconds between two looks at a database.
_EVERY = 1.0
_WRITTEN = text("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn")
# What is no standby, or no more since it was promoted, has replayed nothing: it is not read as one.
_REPLAYED = text("SELECT pg_last_wal_replay_lsn() - '0/0'::pg_lsn WHERE pg_is_in_recovery()")
_NEVER = float("-inf")
_log = getLogger(__name__)


@dataclass
class _Standby:
    """A standby; `current_at` is when the main database had written no more than this one has replayed."""

    engine: Engine
    current_at: float = _NEVER
    looked_at: float = _NEVER
    failed: bool = False


class Standbys:
    """The standbys of one process, looked at once a second by threads that begin with the first reader.

    How far each has come is compared with what the main database had written, as its own log numbers it: a
    standby's clock, or whether it is connected, says nothing of what was hidden since.
    """

    def __init__(self, main: Engine, engines: Sequence[Engine]) -> None:
        """Begin with standbys of which nothing is known: none is fresh."""
        self._main = main
        self._standbys = [_Standby(engine) for engine in engines]
        # When the main database answered, and how much it had written by then.
        self._written: deque[tuple[float, int]] = deque(maxlen=int(2 * LIMIT_ALONE / _EVERY))
        self._turn = count()
        self._watches: list[Thread] = []
        self._stopped = Event()
        self._lock = Lock()

    def fresh(self) -> Engine | None:
        """Return the engine of a standby that may be read now, each in its turn, or None."""
        if not self._standbys:
            return None
        self._watch()
        now = time.monotonic()
        fresh = [standby for standby in self._standbys if self._is_fresh(standby, now)]
        return fresh[next(self._turn) % len(fresh)].engine if fresh else None

    def stop(self) -> None:
        """Look at no database any more, and wait until none is being looked at."""
        self._stopped.set()
        for watch in self._watches:
            watch.join()

    def note_failure(self, engine: Engine) -> None:
        """Leave out a standby that failed somebody, until it answers again."""
        for standby in self._standbys:
            if standby.engine is engine:
                standby.failed = True

    def _is_fresh(self, standby: _Standby, now: float) -> bool:
        written = self._written[-1][0] if self._written else _NEVER
        # The main database is asked once a second; after a few without an answer it is taken as lost.
        limit = LIMIT if now - written < LIMIT / 2 else LIMIT_ALONE
        hangs = now - standby.looked_at > LIMIT / 2
        return not standby.failed and not hangs and now - standby.current_at <= limit

    def _watch(self) -> None:
        with self._lock:
            if self._watches:
                return
            looks = [self._look_at_main, *(partial(self._look_at, standby) for standby in self._standbys)]
            self._watches += [Thread(target=self._repeat, args=(look,), daemon=True) for look in looks]
            for watch in self._watches:
                watch.start()

    def _repeat(self, look: Callable[[], None]) -> None:
        while not self._stopped.wait(_EVERY):
            try:
                look()
            except Exception as error:
                # Whatever it was, it is looked at again: otherwise no standby would be read any more. Told
                # without the words of the driver, which can hold an address and a name.
                _log.warning("a database does not answer: %s", type(error).__name__)

    def _look_at_main(self) -> None:
        now = time.monotonic()
        with _connected(self._main) as connection:
            self._written.append((now, int(connection.execute(_WRITTEN).scalar_one())))

    def _look_at(self, standby: _Standby) -> None:
        try:
            with _connected(standby.engine) as connection:
                replayed = connection.execute(_REPLAYED).scalar()
        except SQLAlchemyError:
            standby.failed = True
            raise
        standby.looked_at = time.monotonic()
        if replayed is not None:
            reached = [at for at, written in list(self._written) if written <= int(replayed)]
            standby.current_at = max(reached, default=_NEVER)
        standby.failed = replayed is None


def _connected(engine: Engine) -> Connection:
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")

