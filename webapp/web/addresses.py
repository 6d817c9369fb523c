"""Addresses of pages: those that others use, those within this site, and the path below which it lies."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import UUID

from flask import Flask, request, url_for

from webapp.web.db import engines

Application = Callable[..., Iterable[bytes]]


def init_app(app: Flask, public_url: str) -> None:
    """Let the application lie below the path of its public address, and give templates public addresses."""
    app.jinja_env.globals |= {"public_address": public_address, "url_for": _address_on_page(app)}
    if path := urlsplit(public_url).path.rstrip("/"):
        app.wsgi_app = _below(path, app.wsgi_app)  # type: ignore[method-assign]


def public_address(endpoint: str, **values: Any) -> str:
    """Return the address under which others reach a page."""
    return urljoin(engines().settings.public_url, url_for(endpoint, **values))


def _address_on_page(app: Flask) -> Callable[..., str]:
    """Return what gives templates the address of a page: a page has dozens, most of them on every page."""

    # What else an address follows from is the path below which the site lies, and how it is asked for.
    @lru_cache(maxsize=4_096)
    def kept(_root: str, _method: str, endpoint: str, values: tuple[tuple[str, str | UUID], ...]) -> str:
        return app.url_for(endpoint, **dict(values))

    def address(endpoint: str, **values: Any) -> str:
        # A number and a truth value may be equal, and stand in an address as different words.
        if endpoint.startswith(".") or any(type(value) not in (str, UUID) for value in values.values()):
            return app.url_for(endpoint, **values)
        environ = request.environ
        return kept(environ.get("SCRIPT_NAME", ""), environ["REQUEST_METHOD"], endpoint, (*values.items(),))

    return address


def here() -> str:
    """Return the path of the page that is asked for, with its query, as a browser on this site has it."""
    return request.script_root + request.full_path.rstrip("?")


def local_address(address: str | None) -> str:
    """Return the path on this site that was wanted, and the first page for anything that is none."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        parts = urlsplit("")
    plain = address is not None and address.isprintable() and "\\" not in address
    if not plain or parts.scheme or parts.netloc or not address.startswith("/") or address.startswith("//"):
        return url_for("home.show")
    return address


def _below(path: str, application: Application) -> Application:
    """Return an application below a path, whether the proxy before it takes the path off or not."""

    def answered(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        inner = environ.get("PATH_INFO", "")
        if inner == path or inner.startswith(f"{path}/"):
            environ["PATH_INFO"] = inner.removeprefix(path) or "/"
        environ["SCRIPT_NAME"] = path
        return application(environ, start_response)

    return answered
