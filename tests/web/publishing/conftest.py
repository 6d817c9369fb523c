"""A real server, for clients that nobody here wrote."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from waitress import wasyncore
from waitress.server import create_server


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The address of a real server."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    # A client is content with its bytes before the thread that sent them is: it would wake a closed server.
    server.task_dispatcher.shutdown()
    # Clients keep their connections for another time; nobody would end those but who serves them.
    server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map, ignore_all=True))
    thread.join(timeout=10)
    assert not thread.is_alive()
