"""The list of ours that something is compared with: everybody held, or a saved search."""

from typing import Any

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms import Form, SelectField

from webapp.domain.lists import saved_searches
from webapp.domain.lists.filter import PeopleFilter
from webapp.vocab.liberty import Held
from webapp.web.db import db


class ComparedListFields(Form):
    """With whom of ours a text is compared; the address may name a saved search."""

    search = SelectField(
        lazy_gettext("Compare with"), validate_choice=False, default=lambda: request.args.get("search", "")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        held = gettext("everybody last known to be held")
        searches = saved_searches.saved_searches(db())
        self.search.choices = [("", held), *((each.slug, each.title) for each in searches)]

    def people_filter(self) -> PeopleFilter:
        """Return the filter of the list; what was known at another time is left out."""
        search = saved_searches.saved_search(db(), self.search.data or "")
        found = saved_searches.filter_of(search) if search else PeopleFilter(held=(Held.YES.value,))
        return found.without("known_on")
