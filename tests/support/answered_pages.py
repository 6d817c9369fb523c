"""Answers of the application, served to a browser, which keeps the files that pages share."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock, Thread
from typing import Any

from flask.testing import FlaskClient
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.test import TestResponse
from werkzeug.wrappers import Request, Response


class _SilentHandler(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Say nothing of what is asked for."""


@contextmanager
def answering(reader: FlaskClient, answers: Mapping[str, TestResponse]) -> Iterator[str]:
    """Serve, at the address of `answers`, these, and elsewhere what a reader is answered: where it begins."""
    turn = Lock()

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        request = Request(environ)
        address = request.full_path.removesuffix("?")
        with turn:
            got = answers.get(address) or reader.get(address, buffered=True)
        response = Response(got.data, got.status, got.headers)
        if request.path.startswith("/static/"):
            # Asked for once and not again by each page.
            response.headers["Cache-Control"] = "max-age=3600"
        return response(environ, start_response)

    server = make_server("127.0.0.1", 0, answer, threaded=True, request_handler=_SilentHandler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
