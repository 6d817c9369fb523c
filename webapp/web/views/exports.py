"""Files to hand out: the list as CSV and as a workbook, and the data package."""

from collections.abc import Callable, Iterator
from functools import partial

from flask import Blueprint, Response, abort, current_app, request, stream_with_context
from flask.typing import ResponseReturnValue

from webapp.domain.exports import people_csv
from webapp.domain.filters import PeopleFilter
from webapp.domain.package import package
from webapp.domain.reading import INTERNAL, PUBLIC, Reader
from webapp.domain.refusal import Refused
from webapp.domain.workbook import people_xlsx
from webapp.vocab.accounts import Role
from webapp.vocab.claims import Audience
from webapp.vocab.words import N_
from webapp.web.access import EVERYBODY, account, can, open_to
from webapp.web.db import db, engines, now, today

pages = Blueprint("exports", __name__)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/people.csv")
@open_to(EVERYBODY)
def csv() -> ResponseReturnValue:
    """Stream the list as CSV: what is public, or for curators with `audience=internal` all but restricted."""
    return _streamed(partial(people_csv, today=today()), "text/csv", "people.csv")


@pages.get("/people.xlsx")
@open_to(EVERYBODY)
def xlsx() -> ResponseReturnValue:
    """Send the list as a workbook."""
    return _streamed(partial(people_xlsx, made=now()), _XLSX, "people.xlsx")


@pages.get("/export/package.zip")
@open_to(EVERYBODY)
def zipped() -> ResponseReturnValue:
    """Stream the data package of the people of a list and of all that is said of them."""
    return _streamed(partial(package, made=now()), "application/zip", "habeas-package.zip")


def _streamed(make: Callable[..., Iterator[bytes]], kind: str, name: str) -> Response:
    """Answer with the file of the list that the address asks for."""
    which, to = PeopleFilter.read(request.args.items(multi=True)), _audience()
    answer = Response(stream_with_context(_pieces(make, which, to)), mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _pieces(make: Callable[..., Iterator[bytes]], which: PeopleFilter, to: Reader) -> Iterator[bytes]:
    """Yield a file over a session of its own: the one of the request ends before the stream begins."""
    yield from make(db(), which, to=to, public_url=engines().settings.public_url)


def _audience() -> Reader:
    """Return for whom the list is asked for; what is not public goes to curators only, and is logged."""
    asked = request.args.get("audience", Audience.PUBLIC)
    if asked not in set(Audience):
        raise Refused("audience", N_("“%(asked)s” is none; write public or internal."), asked=asked[:60])
    if asked == Audience.PUBLIC:
        return PUBLIC
    if not can(Role.CURATOR):
        abort(403)
    who = account()
    current_app.logger.info("internal export by account %s", who.id if who else None)
    return INTERNAL
