"""Templates compiled before the first visitor asks for their pages."""

from flask import Flask
from jinja2 import meta

from webapp.vocab.claims import ClaimKind

# Of the pages that most people open, and of parts of them that are kept.
_OPENED_MOST = (
    "home/show.html", "lists/people.html", "people/show.html", "lists/statistics/show.html",
    "sources/show.html", "home/newest_changes.html", "error.html",
)  # fmt: skip


def compile_templates(app: Flask) -> None:
    """Compile the templates of the pages that most people open, with all that these include.

    Processes that are forked from this one share them; of a visitor's wait for a first page it is the most.
    """
    # Each kind of claim is put into words by its own.
    kinds = (f"claims/kinds/_{kind}.html" for kind in ClaimKind)
    waiting, compiled = [*_OPENED_MOST, *kinds], set[str]()
    environment = app.jinja_env
    while waiting:
        name = waiting.pop()
        if name in compiled or environment.loader is None:
            continue
        compiled.add(name)
        environment.get_template(name)
        source = environment.loader.get_source(environment, name)[0]
        waiting += filter(None, meta.find_referenced_templates(environment.parse(source)))
