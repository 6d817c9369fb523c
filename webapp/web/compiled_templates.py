"""Templates compiled before the first visitor asks for their pages."""

from flask import Flask

# The pages that most people open, and parts of pages that are kept.
_OPENED_MOST = frozenset({
    "home/show.html", "home/newest_changes.html", "lists/people.html", "lists/statistics/show.html",
    "people/show.html", "sources/show.html", "base.html", "error.html",
})  # fmt: skip
_ROOMS = frozenset({"home", "lists", "lists/statistics", "people", "sources", "sources/new_version"})
# Which any page includes: each kind of claim is put into words by its own.
_OF_ALL = frozenset({"_parts", "claims/kinds"})


def compile_templates(app: Flask) -> None:
    """Compile the templates of the pages that most people open, with the fragments of their rooms.

    Processes that are forked from this one share them; of a visitor's wait for a first page it is the most.
    """
    for name in app.jinja_env.list_templates(filter_func=_is_opened_first):
        app.jinja_env.get_template(name)


def _is_opened_first(name: str) -> bool:
    room, _, file = name.rpartition("/")
    return name in _OPENED_MOST or room in _OF_ALL or (room in _ROOMS and file.startswith("_"))
