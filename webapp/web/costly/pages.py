"""What takes long to work out is worked out for one stranger at a time: first for who had least of it."""

import socket
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from threading import BoundedSemaphore, Condition
from typing import Any

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.wsgi import ClosingIterator

from webapp.domain.accounts.sign_in_limits import network_of
from webapp.models import worked
from webapp.settings import Settings
from webapp.web.costly.process import COST, AnsweredApart, ask
from webapp.web.db import SAFE_METHODS, need_no_turn, session_token

_EXTENSION, _APART = "habeas-costly", "habeas-costly-apart"
# Seconds of processors from which on an answer is costly: a list takes a fifth of it.
COSTLY = 0.1
# From here on it is left to the other process, where there is one: it waits there for nobody.
_DEAR = 0.05
# Seconds that a stranger waits for a turn who had much lately, and after which to come back without one. Who
# had less than so many waits briefly, and is answered beside the others then.
PATIENCE, _RETRY_AFTER = 5.0, 10
LITTLE, _BRIEF = 1.0, 0.5
# What somebody had weighs half after so many seconds; so many addresses are remembered.
_HALF_LIFE, _MOST = 30.0, 10_000
# By so much of the difference a kind of page is taken to cost more or less after an answer that did: one slow
# answer alone, in which memory was tidied or the machine did something else, makes no page costly.
_LEARNED, _FORGOTTEN = 0.5, 0.2


@dataclass(eq=False)
class Visit:
    """A stranger who asks: for what kind of page, from where, what it has cost, and how the wait goes."""

    kind: str
    address: int
    costly: bool
    begun: float = 0.0
    cost: float = 0.0
    entering: bool = False
    displaced: bool = False
    # Where to tell what it cost, once that is known.
    report: list[float] = field(default_factory=list)


class CostlyPages:
    """What each kind of page costs, who had how much of the costly ones, and who waits in this process.

    Of addresses it keeps a number that tells nothing to others, as long as the process runs. Ordinary pages
    are not counted: many who read behind one address wait for nobody.
    """

    def __init__(self, places: int) -> None:
        """Begin knowing nothing: what was never asked costs nothing. Beyond `places` they are refused."""
        self.places = places
        self._costs: dict[str, float] = {}
        # Kinds of files that are made while they are sent: what they cost is only known at their end.
        self.streamed: set[str] = set()
        self._had: OrderedDict[int, tuple[float, float]] = OrderedDict()
        self._under_way: set[Visit] = set()
        self.waiting: list[Visit] = []
        self._changed = Condition()
        self._busy = False

    def is_costly(self, kind: str) -> bool:
        """Tell whether a kind of page is costly, as far as is known."""
        return self._costs.get(kind, 0.0) >= COSTLY

    def may_be_costly(self, kind: str) -> bool:
        """Tell whether an answer may be costly: of a kind that nearly was or was not asked yet, or a file."""
        return self._costs.get(kind, COSTLY) >= _DEAR or kind in self.streamed

    def may_begin(self, visit: Visit, *, patience: float) -> bool:
        """Wait for the turn of something costly; tell whether it came, in time and before all places went."""
        with self._changed:
            if len(self._under_way) >= self.places and not self._make_room(visit):
                return False
            self._under_way.add(visit)
            visit.entering = True
            taken = self.take_turn(visit, patience=patience)
            if not taken:
                self._under_way.discard(visit)
            return taken

    def take_turn(self, visit: Visit, *, patience: float | None = None) -> bool:
        """Wait for the turn; of those who wait it goes to who had least, of equals to who came first."""
        with self._changed:
            self.waiting.append(visit)
            taken = self._changed.wait_for(lambda: visit.displaced or self._is_next(visit), patience)
            self.waiting.remove(visit)
            if visit.displaced or not taken:
                self._changed.notify_all()
                return False
            visit.entering, self._busy = False, True
            return True

    def give_turn_back(self, visit: Visit, cost: float) -> None:
        """Let the next one have its turn, and count what this one took."""
        with self._changed:
            self.count(visit, cost)
            self._busy = False
            self._changed.notify_all()

    def count(self, visit: Visit, cost: float) -> None:
        """Count what an address had of costly pages."""
        with self._changed:
            self._had[visit.address] = self.had(visit.address) + cost, time.monotonic()
            self._had.move_to_end(visit.address)
            while len(self._had) > _MOST:
                self._had.popitem(last=False)

    def end(self, visit: Visit, *, learn: bool) -> None:
        """Leave the place to others, and learn what this kind of page costs."""
        with self._changed:
            self._under_way.discard(visit)
            if learn:
                self.learn(visit.kind, visit.cost)
                visit.report.append(visit.cost)

    def learn(self, kind: str, cost: float) -> None:
        """Note what an answer of a kind cost."""
        before = self._costs.get(kind, 0.0)
        share = _LEARNED if cost > before else _FORGOTTEN
        self._costs[kind] = before + share * (cost - before)

    def had(self, address: int) -> float:
        """Return how many seconds an address had, the earlier ones weighing less."""
        had, at = self._had.get(address, (0.0, 0.0))
        return had * 0.5 ** ((time.monotonic() - at) / _HALF_LIFE) if had else 0.0

    def _is_next(self, visit: Visit) -> bool:
        return not self._busy and visit is min(self.waiting, key=self._had_of)

    def _make_room(self, visit: Visit) -> bool:
        """Send away who waits to begin and had most, if more than whoever comes now; tell whether it was."""
        entering = (other for other in self.waiting if other.entering and not other.displaced)
        most = max(entering, key=self._had_of, default=visit)
        if self._had_of(most) <= self._had_of(visit):
            return False
        most.displaced = True
        self._under_way.discard(most)
        self._changed.notify_all()
        return True

    def _had_of(self, visit: Visit) -> float:
        return self.had(visit.address)


def init_app(app: Flask, settings: Settings) -> None:
    """Have strangers wait for one another at what is costly, in no more than half of the threads."""
    app.extensions[_EXTENSION] = CostlyPages(settings.threads // 2)
    app.before_request(_wait)
    app.after_request(_answered)
    app.teardown_request(_given_up)
    finish = app.process_response
    app.process_response = (  # type: ignore[method-assign]
        lambda answer: answer if isinstance(answer, AnsweredApart) else finish(answer)
    )


class Apart:
    """The socket at which another process is asked what is costly, and how many may wait for it here."""

    def __init__(self, questions: socket.socket, places: int) -> None:
        """Begin with all places free."""
        self.questions, self.places = questions, BoundedSemaphore(places)


def answer_apart(app: Flask, questions: socket.socket, settings: Settings) -> None:
    """From now on have another process answer strangers what is costly; it lets them wait for one another."""
    # Some more than may wait there: whoever had least of it is to be sent away by nobody else.
    app.extensions[_APART] = Apart(questions, settings.threads // 2 + 2)


def _wait() -> Response | None:
    """Let pass who is signed in, or signs in, and what costs little; have others wait for their turn.

    Who had little lately is never refused: somebody else may have made a kind of page costly.
    """
    if request.endpoint in (None, "static") or request.blueprint == "sign_in" or session_token():
        return None
    pages: CostlyPages = current_app.extensions[_EXTENSION]
    kind = f"{request.method} {request.endpoint}"
    visit = Visit(kind, hash(network_of(request.remote_addr)), pages.is_costly(kind))
    apart: Apart | None = current_app.extensions.get(_APART)
    if COST in request.environ:
        # This is the other process.
        visit.report = request.environ[COST]
    elif apart is not None and request.method in SAFE_METHODS and pages.may_be_costly(kind):
        answer = _answer_apart(apart, pages, kind)
        if answer is not None:
            return answer
    if visit.costly:
        had_little = pages.had(visit.address) < LITTLE
        visit.costly = pages.may_begin(visit, patience=_BRIEF if had_little else PATIENCE)
        if visit.costly:
            need_no_turn()
        elif not had_little:
            raise ServiceUnavailable("costly", retry_after=_RETRY_AFTER)
    visit.begun = worked()
    g.visit = pages, visit
    return None


def _answer_apart(apart: Apart, pages: CostlyPages, kind: str) -> Response | None:
    """Return the other process's answer; None where it has no place for what may as well cost little."""
    with ExitStack() as place:
        if not apart.places.acquire(blocking=False):
            if not pages.is_costly(kind) and kind not in pages.streamed:
                return None
            raise ServiceUnavailable("costly", retry_after=_RETRY_AFTER)
        place.callback(apart.places.release)
        try:
            answer = ask(apart.questions, request.environ, partial(pages.learn, kind))
        except (OSError, EOFError):
            # It ended, perhaps by this very question; another takes its place.
            raise ServiceUnavailable("costly", retry_after=_RETRY_AFTER) from None
        answer.call_on_close(place.pop_all().close)
    if answer.status_code == 200 and answer.content_length is None:
        pages.streamed.add(kind)
    return answer


def _answered(answer: Response) -> Response:
    """Give the turn back; of what is made while it is sent every piece waits for one of its own.

    Who reads slowly so keeps nobody waiting, and what turns out to be costly waits from then on.
    """
    if "visit" not in g:
        return answer
    pages, visit = _stopped()
    # What did not change since cost nothing.
    learn = answer.status_code < 400 and answer.status_code != 304
    if answer.is_streamed and not answer.direct_passthrough:
        pieces: Any = answer.response
        ends = [partial(pages.end, visit, learn=learn)]
        if hasattr(pieces, "close"):
            ends.insert(0, pieces.close)
        answer.response = ClosingIterator(_in_turn(pages, visit, iter(pieces)), ends)
    else:
        pages.end(visit, learn=learn)
    return answer


def _in_turn(pages: CostlyPages, visit: Visit, pieces: Iterator[bytes]) -> Iterator[bytes]:
    while True:
        taken = (visit.costly or visit.cost >= COSTLY) and pages.take_turn(visit)
        begun = worked()
        try:
            piece = next(pieces, None)
        finally:
            cost = worked() - begun
            visit.cost += cost
            if taken:
                pages.give_turn_back(visit, cost)
        if piece is None:
            return
        yield piece


def _stopped() -> tuple[CostlyPages, Visit]:
    pages, visit = g.pop("visit")
    visit.cost = worked() - visit.begun
    if visit.costly:
        pages.give_turn_back(visit, visit.cost)
    elif visit.cost >= COSTLY:
        pages.count(visit, visit.cost)
    return pages, visit


def _given_up(_error: BaseException | None) -> None:
    # Where nothing could be answered.
    if "visit" in g:
        pages, visit = _stopped()
        pages.end(visit, learn=False)
