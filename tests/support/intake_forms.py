"""Bringing a text in as a curator does: the form that takes it, then the page on which it is confirmed."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.forms import elements, post_form, send

NEW = {
    "title": "An Invented Report",
    "kind": "ngo_report",
    "language": "en",
    "date": "May 2024",
    "reason": "First reading",
}
TEXT = "Elvin Sinagov was arrested.\nAyla Numunali was not."


def upload(client: FlaskClient, data: bytes, name: str, **typed: str) -> TestResponse:
    """Send a file to the page that takes a source, under any name at all, also one no browser sends."""
    (token,) = elements(client.get("/sources/new"), "input", name="csrf_token")
    parts = [
        f'Content-Disposition: form-data; name="{field}"\r\n\r\n{text}'.encode()
        for field, text in {"csrf_token": token.get("value", ""), **typed}.items()
    ]
    named = f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    parts.append(named.encode("utf-8", "surrogatepass") + data)
    body = b"".join(b"--edge\r\n" + part + b"\r\n" for part in parts) + b"--edge--\r\n"
    return client.post("/sources/new", data=body, content_type="multipart/form-data; boundary=edge")


def bring(client: FlaskClient, path: str = "/sources/new", /, **typed: Any) -> TestResponse:
    """Bring a text in and return the page that shows what was read."""
    staged = post_form(client, path, **typed)
    assert staged.status_code == 303, staged.get_data(as_text=True)
    page = client.get(staged.location)
    assert page.status_code == 200
    return page


def add(client: FlaskClient, text: str = TEXT, /, **described: Any) -> TestResponse:
    """Paste a text and confirm it as a source of its own; return the answer to that."""
    return send(client, bring(client, text=text), **NEW | described)
