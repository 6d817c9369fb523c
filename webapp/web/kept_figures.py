"""Figures and answers that take long to work out, kept as long as nothing changed on which they depend."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from flask import Flask, current_app, g, request

from webapp.domain.history.recording import head
from webapp.domain.named_access import limits_of
from webapp.domain.publishing.public_issues import last_changes
from webapp.domain.visibility import Reader
from webapp.web.db import SAFE_METHODS, db, today
from webapp.web.languages import locale_name

_EXTENSION = "habeas-kept-figures"
# A page of the interface for programs has half a megabyte.
_MOST = 50
T = TypeVar("T")


class KeptFigures:
    """Figures by what they depend on, the one used longest ago first."""

    def __init__(self) -> None:
        """Begin with none."""
        self.lock = Lock()
        self.figures: OrderedDict[Hashable, Any] = OrderedDict()


def init_app(app: Flask) -> None:
    """Give the application a place for figures."""
    app.extensions[_EXTENSION] = KeptFigures()


def _newest() -> Hashable:
    """Return what tells whether anything changed, read once for all figures of a page that only reads."""
    if request.method not in SAFE_METHODS:
        return head(db()), last_changes(db())
    if "newest_changes" not in g:
        g.newest_changes = head(db()), last_changes(db())
    newest: Hashable = g.newest_changes
    return newest


def kept(make: Callable[[], T], *about: Hashable, to: Reader) -> T:
    """Return what `make` works out of this for a reader, or worked out before, where nothing changed since.

    Every change of what anybody may see is a revision, a frozen issue or a withheld line; with the newest of
    each and the day, a figure is what it was. It holds no row of the session, which ends before it. Where
    restricted material was read nothing is kept: whoever is shown it reads it, and that is written down.
    """
    figures: KeptFigures = current_app.extensions[_EXTENSION]
    # Read before the figure: what somebody saves between the two is at worst worked out twice.
    key = (*about, to, limits_of(db()), _newest(), today())
    with figures.lock:
        if key in figures.figures:
            figures.figures.move_to_end(key)
            return figures.figures[key]  # type: ignore[no-any-return]
    figure = make()
    if "restricted_read" in g:
        return figure
    with figures.lock:
        figures.figures[key] = figure
        while len(figures.figures) > _MOST:
            figures.figures.popitem(last=False)
    return figure


def kept_part(make: Callable[[], T], name: str, *, to: Reader) -> T:
    """Return a part of the page that is asked for, which its address, its language and its reader decide."""
    address = request.script_root, tuple(request.args.items(multi=True))
    return kept(make, name, locale_name(), *address, to=to)
