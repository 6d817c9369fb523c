"""What the tests of drafts share: a form typed into and left, taken up again, and what is kept of it."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.support.forms import elements, fields, links
from webapp.models import Draft

NEW = "/people/P-0001/statuses/new"
TYPED = {"status": "arrested", "since": "31 November 2023", "note": "Seen by a neighbour."}


def autosave(client: FlaskClient, page: TestResponse, /, **typed: Any) -> TestResponse:
    """Send what a page's form holds, with `typed` over it, as the script of drafts does."""
    token = elements(page, "input", name="csrf_token")[0].get("value", "")
    sent = fields(page) | typed | {"csrf_token": token, "page_title": "Update status · P-0001"}
    return client.post("/drafts", data=MultiDict(sent))


def begun(client: FlaskClient, path: str = NEW, /, **typed: Any) -> TestResponse:
    """Open a page, type into its form, leave it unsent, and return the page."""
    page = client.get(path)
    answer = autosave(client, page, **typed or TYPED)
    assert answer.status_code == 200
    assert answer.json["kept"]
    return page


def offer(client: FlaskClient, path: str = NEW) -> str:
    """Return where a page offers to take its draft up again."""
    (link,) = [link for link in links(client.get(path)) if "?draft=" in link]
    return link


def take_up(client: FlaskClient, path: str = NEW) -> TestResponse:
    """Open a page again, follow its offer, and return the form as it was left."""
    return client.get(offer(client, path))


def kept(session: Session) -> list[Draft]:
    """Return all drafts that hold something, of whomever."""
    session.expire_all()
    return [row for row in session.scalars(select(Draft)) if row.fields]
