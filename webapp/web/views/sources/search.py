"""The page that searches the texts of all sources."""

from contextlib import nullcontext

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from webapp.domain.sources import search
from webapp.domain.sources.search_query import LONGEST_QUERY
from webapp.web.access import EVERYBODY, account, open_to, reader
from webapp.web.db import db
from webapp.web.home_limits import at_most
from webapp.web.lookups import LARGEST_NUMBER, page_number

pages = Blueprint("source_search", __name__)
# Searches of strangers, and the seconds that one waits for its turn.
_AT_ONCE, _PATIENCE = 2, 3.0


@pages.get("/sources/search")
@open_to(EVERYBODY)
def show() -> ResponseReturnValue:
    """Show the sources that hold the words asked for, with snippets that open at their place."""
    typed = request.args.get("q", "")[:LONGEST_QUERY]
    page = page_number(request.args.get("page", ""), of=LARGEST_NUMBER // search.PAGE)
    offset = (page - 1) * search.PAGE
    # It reads through whole texts; whoever has an account need not wait for strangers.
    turn = nullcontext() if account() else at_most(_AT_ONCE, "searching", patience=_PATIENCE)
    with turn:
        found = search.search(db(), typed, to=reader(), offset=offset)
    return render_template(
        "sources/search/show.html", q=typed.strip(), found=found, page=page, shown=offset + len(found.hits)
    )
