"""Searches that are posted, so that what was typed stands in no address that a browser or a proxy keeps."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Blueprint, current_app, redirect, request
from flask.typing import ResponseReturnValue

from webapp.web.access import EVERYBODY, open_to
from webapp.web.addresses import local_address
from webapp.web.discretion.addresses import as_written

pages = Blueprint("posted_search", __name__)


@pages.post("/search/posted")
@open_to(EVERYBODY)
def find() -> ResponseReturnValue:
    """Lead to the page of a search, or tell a script its address: what was typed is sealed in it."""
    parts = urlsplit(local_address(request.args.get("to")))
    fields = [*parse_qsl(parts.query), *request.form.items(multi=True)]
    address = parts._replace(query=urlencode(fields)).geturl()
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return current_app.response_class(as_written(address), mimetype="text/plain")
    # Sealed on its way out, as every redirect.
    return redirect(address, code=303)
