"""The page of contradictions: what waits for a decision, side by side, one after another."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.domain.lists import contradictions
from webapp.vocab.accounts import Role
from webapp.web.access import open_to
from webapp.web.db import db
from webapp.web.lookups import page_key

pages = Blueprint("conflicts", __name__)


@pages.get("/conflicts")
@open_to(Role.CURATOR)
def list_conflicts() -> ResponseReturnValue:
    """Show the people of whom sources contradict each other, with each claim and its quotations."""
    after = page_key("after")
    page = contradictions.waiting(db(), after=after)
    total = contradictions.count(db())
    return render_template("lists/contradictions/list.html", page=page, total=total, after=after)
