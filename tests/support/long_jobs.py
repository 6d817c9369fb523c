"""Jobs beside the server of a test: what their page says in the end, and none that goes on after it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from subprocess import TimeoutExpired

from flask.testing import FlaskClient

from tests.support.forms import main_text
from tests.support.waiting import wait_until
from webapp.web.long_jobs import processes

# Seconds between two looks at the page of a job, which takes the processor from the job itself.
_BETWEEN = 0.3


@contextmanager
def ending_jobs() -> Iterator[None]:
    """Kill the jobs that were begun within the block and are still at it at its end."""
    try:
        yield
    finally:
        for child in processes.children:
            child.kill()
            child.communicate()
        processes.children.clear()


def page_once(browser: FlaskClient, address: str, is_done: Callable[[str], bool]) -> str:
    """Return the words of a page as soon as they say that its job has ended. It is looked at no more then."""
    words = list[str]()

    def has_ended() -> bool:
        words.append(main_text(browser.get(address)))
        ended = is_done(words[-1])
        if not ended:
            _let_work()
        return ended

    wait_until(has_ended)
    return words[-1]


def _let_work() -> None:
    for child in processes.children:
        with suppress(TimeoutExpired):
            child.wait(_BETWEEN)
