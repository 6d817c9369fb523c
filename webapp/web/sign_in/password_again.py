"""Views that ask for the password again where it was given long ago: a browser left open is not its owner."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar

from flask import redirect, request, url_for

from webapp.web.access import PASSWORD_LASTS, signed_in_within
from webapp.web.addresses import here

View = TypeVar("View", bound=Callable[..., Any])
# A form that was opened in time may be sent a while later.
SENT_WITHIN = timedelta(hours=1)


def asks_password_again(view: View) -> View:
    """Let a view answer only who signed in a short while ago, and lead others to do so first."""

    @wraps(view)
    def guarded(*args: Any, **values: Any) -> Any:
        if signed_in_within(PASSWORD_LASTS if request.method == "GET" else SENT_WITHIN):
            return view(*args, **values)
        return redirect(url_for("sign_in.again", next=here()), code=303)

    return guarded  # type: ignore[return-value]
