"""A question that a standby failed to answer is answered by the main database instead."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import request

# Where the server's environment of a request tells that it is not to be answered, and then by whom.
_FAILED, _ON_MAIN = "habeas.standby_failed", "habeas.on_main"
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def answering_again(application: Application) -> Application:
    """Return an application that asks another once more where a standby failed it.

    Only what changes nothing is read from a standby, so that it can be asked twice.
    """

    def answer(environment: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        begun: list[tuple[Any, ...]] = []

        def note_start(*arguments: Any) -> None:
            begun.append(arguments)

        pieces = application(environment, note_start)
        if environment.pop(_FAILED, False):
            close = getattr(pieces, "close", None)
            if close is not None:
                close()
            environment[_ON_MAIN] = True
            return application(environment, start)
        start(*begun[-1])
        return pieces

    return answer


def leave_to_main() -> None:
    """Have the question that is being answered asked of the main database, whatever is answered now."""
    request.environ[_FAILED] = True


def is_left_to_main() -> bool:
    """Tell whether a standby has failed this question before."""
    return _ON_MAIN in request.environ
