"""Files for programs: for whom a list is, whether it changed, pieces of it, and scripts of other sites."""

import os
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import wraps
from hashlib import sha256
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from tempfile import mkstemp
from threading import Lock
from typing import Any, TypeVar
from weakref import finalize

from flask import (
    Flask,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    request,
    stream_with_context,
    url_for,
)
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wsgi import ClosingIterator, wrap_file

from webapp.domain.history.recording import head
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.public_issues import last_changes
from webapp.domain.refusals import Refused
from webapp.domain.visibility import INTERNAL, PUBLIC, Reader
from webapp.vocab.accounts import AuditEvent, Role
from webapp.vocab.claims import Audience
from webapp.vocab.verification import DAYS_TO_VERIFY
from webapp.vocab.words import N_
from webapp.web.access import PASSWORD_LASTS, can, editor, signed_in_within
from webapp.web.addresses import here, public_address
from webapp.web.auditing import audited_first
from webapp.web.db import db, engines, is_on_standby, today
from webapp.web.home_limits import COSTLY_FILES, at_most, costly_file
from webapp.web.kept_figures import kept
from webapp.web.languages import language
from webapp.web.past_lists import known_at, known_day, lists, requested_filter

_EXTENSION = "habeas-files"
_KEPT = 2
# Bytes of a file that a standby has made before any is sent.
_BEGINNING = 256 * 1024
# Seconds for which a client that asks a length waits for others.
_PATIENCE = 5
_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "If-None-Match, If-Range, Range",
    "Access-Control-Expose-Headers": (
        "Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag, Link"
    ),
}
_JSON_LD = "application/ld+json"
Make = Callable[..., Iterator[bytes]]
View = TypeVar("View", bound=Callable[..., Any])


class WrittenFile:
    """A file on disk that is removed with the last reference to it, at the latest with the process."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        handle, name = mkstemp(prefix="habeas-")
        self.path = Path(name)
        finalize(self, self.path.unlink, missing_ok=True)
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)


class WrittenFiles:
    """The public files written to disk last, by their tags, the one used longest ago first."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.files: OrderedDict[str, WrittenFile] = OrderedDict()


def init_app(app: Flask) -> None:
    """Give the application a place for written files, and open what is marked to scripts of other sites."""
    app.extensions[_EXTENSION] = WrittenFiles()
    app.jinja_env.globals["settings"] = lambda: engines().settings
    app.after_request(_opened)


def for_programs(view: View) -> View:
    """Let scripts of every site read what a view answers; a browser sends them no session along."""
    view.for_programs = True  # type: ignore[attr-defined]
    return view


def is_for_programs(view: object) -> bool:
    """Tell whether a view answers scripts of every site."""
    return getattr(view, "for_programs", False)


def or_data(json: str, linked_data: str | None = None) -> Callable[[View], View]:
    """Lead whoever accepts data rather than a page to those of the same record, at these endpoints.

    What the address asks besides, such as a day, is asked of them too.
    """
    endpoints = {**({_JSON_LD: linked_data} if linked_data else {}), "application/json": json}

    def wrap(view: View) -> View:
        @wraps(view)
        def answered(**values: Any) -> Response:
            kind = request.accept_mimetypes.best_match(("text/html", *endpoints), "text/html")
            if kind == "text/html":
                answer = make_response(view(**values))
            else:
                query = request.args.to_dict(flat=False) | values
                answer = make_response(redirect(url_for(endpoints[kind], **query), code=303))
            for kind, endpoint in endpoints.items():
                address = public_address(endpoint, **values)
                answer.headers.add("Link", f'<{address}>; rel="alternate"; type="{kind}"')
            answer.vary.add("Accept")
            return answer

        return answered  # type: ignore[return-value]

    return wrap


def requested_audience() -> Reader:
    """Return for whom the file is; what is not public goes to curators only, and is logged."""
    audience = request.args.get("audience", Audience.PUBLIC)
    if audience not in set(Audience):
        raise Refused("audience", N_("“%(asked)s” is none; write public or internal."), asked=audience[:60])
    if audience == Audience.PUBLIC:
        return PUBLIC
    if not can(Role.CURATOR):
        abort(403)
    if not signed_in_within(PASSWORD_LASTS):
        abort(redirect(url_for("sign_in.again", next=here()), code=303))
    audited_first(AuditEvent.EXPORTED, by=editor().id, what=request.path)
    current_app.logger.info("internal export by account %s", editor().id)
    return INTERNAL


def name_for(to: Reader, name: str) -> str:
    """Return under which name a file is saved: one that is not for everybody says for whom it is."""
    stem, dot, kind = name.partition(".")
    return name if to is PUBLIC else f"{stem}-{to.audience.value}{dot}{kind}"


def whole_file(data: bytes, kind: str, name: str = "") -> Response:
    """Answer with bytes, or with a range of them, or that they did not change; to be saved under a name."""
    answer = Response(data, mimetype=kind)
    if name:
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.add_etag()
    return answer.make_conditional(request, accept_ranges=True, complete_length=len(data))


def computed_file(make: Callable[[], bytes], kind: str, name: str = "", *, keep: bool = True) -> Response:
    """Answer with what depends on the address alone, made anew only if it changed; who has it may read it.

    Without `keep` it is made for each who does not have it yet. It is saved under a name, if it has one.
    """
    tag = _tag(PUBLIC)
    known = request.if_none_match.contains_weak(tag)
    data = b"" if known else kept(make, tag, to=PUBLIC) if keep else make()
    answer = Response(data, mimetype=kind)
    if name:
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.set_etag(tag)
    return answer.make_conditional(request)


def list_file(
    make: Make, kind: str, name: str, *, dated: bool = False, costly: bool = False, claims: bool = True,
    people_filter: PeopleFilter | None = None,
) -> Response:
    """Answer with a file of the people whom the address asks for, or that it did not change.

    It is streamed; who asks for its length or for a piece gets it from one that is written first. `dated`
    are files that hold the instant at which they were made: no two are alike to the byte. Of the `costly`
    few are made at once. Without `claims` it is made of what lists show. Raises ServiceUnavailable where
    others are being made.
    """
    people_filter, to = people_filter or requested_filter(), requested_audience()
    # What is wrong with the question is said before the stream begins.
    lists(people_filter, to, claims=claims, quotes=True)
    tag, history = _tag(to), ":".join(map(str, head(db())))
    if request.if_none_match.contains_weak(tag):
        answer = Response(status=304)
    else:
        pieces = stream_with_context(_pieces(make, people_filter, to, dated, claims))
        in_pieces = not dated and to is PUBLIC and (request.method == "HEAD" or "Range" in request.headers)
        if in_pieces:
            answer = _piece(_written(tag, pieces, kind), tag)
        else:
            # Never made conditional: for its length the whole would be read into memory.
            answer = Response(_begun(pieces) if is_on_standby() else pieces, mimetype=kind)
            answer = costly_file(answer) if costly else answer
        answer.headers["Content-Disposition"] = f'attachment; filename="{name_for(to, name)}"'
    answer.headers["Habeas-History"] = history
    answer.set_etag(tag, weak=dated)
    return answer


def _begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Return the pieces of a file, so much of it made by now that a standby which fails can be replaced."""
    beginning, length = list[bytes](), 0
    while length <= _BEGINNING and (piece := next(pieces, None)) is not None:
        beginning.append(piece)
        length += len(piece)
    return ClosingIterator(chain(beginning, pieces), pieces.close)


def _piece(answer: Response, tag: str) -> Response:
    """Return what a request asks of a file whose length is known."""
    answer.set_etag(tag)
    try:
        return answer.make_conditional(request, accept_ranges=True, complete_length=answer.content_length)
    except RequestedRangeNotSatisfiable:
        answer.close()
        raise


def dated_today(people_filter: PeopleFilter) -> PeopleFilter:
    """Return a filter that is put today, or on the day whose knowledge it asks."""
    return replace(people_filter, today=known_day(people_filter))


def _pieces(
    make: Make, people_filter: PeopleFilter, to: Reader, dated: bool, claims: bool
) -> Iterator[bytes]:
    """Yield a file over a session of its own: the one of the request ends before the stream begins."""
    options: dict[str, Any] = {"to": to, "public_url": engines().settings.public_url}
    if dated:
        options |= {"at": known_at(people_filter), "licence": engines().settings.licence}
    else:
        options |= {"today": known_day(people_filter)}
    session = lists(people_filter, to, claims=claims, quotes=True)
    yield from make(session, people_filter, **options)


def _tag(to: Reader) -> str:
    """Return what stays as long as a file says the same: all that its content depends on, hashed."""
    settings = engines().settings
    parts = (
        head(db()), last_changes(db()), today(), to.audience.value, request.full_path, settings.public_url,
        settings.licence, language(), version("habeas"), sorted(DAYS_TO_VERIFY.items()),
    )  # fmt: skip
    return sha256(repr(parts).encode()).hexdigest()[:32]


def _written(tag: str, pieces: Iterable[bytes], kind: str) -> Response:
    """Answer with a file that was written to disk before, or is now; the last ones are kept."""
    file, answer = _kept(tag) or _keep(tag, pieces), Response(mimetype=kind)
    if request.method != "HEAD":
        answer.response = wrap_file(request.environ, file.path.open("rb"))
        answer.direct_passthrough = True
    answer.content_length = file.path.stat().st_size
    return answer


def _kept(tag: str) -> WrittenFile | None:
    written: WrittenFiles = current_app.extensions[_EXTENSION]
    with written.lock:
        if tag in written.files:
            written.files.move_to_end(tag)
        return written.files.get(tag)


def _keep(tag: str, pieces: Iterable[bytes]) -> WrittenFile:
    written: WrittenFiles = current_app.extensions[_EXTENSION]
    with at_most(COSTLY_FILES, "files", patience=_PATIENCE, retry_after=20):
        file = WrittenFile(pieces)
    with written.lock:
        written.files[tag] = file
        while len(written.files) > _KEPT:
            written.files.popitem(last=False)
    return file


def _opened(response: Response) -> Response:
    if is_for_programs(current_app.view_functions.get(request.endpoint or "")):
        response.headers.update(_HEADERS)
        if licence := engines().settings.licence:
            response.headers.add("Link", f'<{licence.url}>; rel="license"')
        if request.method == "OPTIONS":
            # Only its headers matter; it is no page.
            response.status_code, response.content_type = 204, ""
    return response
