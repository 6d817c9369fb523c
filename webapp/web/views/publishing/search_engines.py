"""What search engines ask for first: what they may read, and where it all is; and the icon of the site."""

from typing import get_args

from flask import Blueprint, Response, abort, current_app, render_template
from flask.typing import ResponseReturnValue

from webapp.domain.publishing import public_issues, sitemap
from webapp.domain.publishing.sitemap import RecordKind
from webapp.web.access import EVERYBODY, open_to
from webapp.web.db import db, engines
from webapp.web.files import whole_file
from webapp.web.lookups import LARGEST_NUMBER

pages = Blueprint("search_engines", __name__)
_FIXED = (
    "", "people", "sources", "organizations", "places", "law", "cases", "statistics", "issues", "searches",
    "counting",
)  # fmt: skip
_MOST_PAGES = LARGEST_NUMBER // sitemap.PAGE


@pages.get("/favicon.ico")
@open_to(EVERYBODY)
def favicon() -> ResponseReturnValue:
    """Send the icon to who knows no other kind."""
    return current_app.send_static_file("favicon.ico")


@pages.get("/robots.txt")
@open_to(EVERYBODY)
def robots() -> ResponseReturnValue:
    """Say what search engines may read: pages and records, or where the setting closes it nothing."""
    settings = engines().settings
    rules = ["User-agent: *"]
    if settings.search_engines:
        # Each filter of a list is a page of its own; they are without number.
        rules += ["Disallow: /people?", "Disallow: /statistics?", "Disallow: /sign-in", ""]
        rules += [f"Sitemap: {settings.public_url}/sitemap.xml"]
    else:
        rules += ["Disallow: /"]
    return Response("\n".join([*rules, ""]), mimetype="text/plain")


@pages.get("/sitemap.xml")
@open_to(EVERYBODY)
def index() -> ResponseReturnValue:
    """List the pages of the map of the site."""
    site = _open_site()
    pages_of = sitemap.page_counts(db())
    names = [f"{kind}-{page}" for kind, number in pages_of.items() for page in range(1, number + 1)]
    return _xml(render_template("publishing/sitemap_index.xml", site=site, names=["pages", *names]))


@pages.get("/sitemaps/pages.xml")
@open_to(EVERYBODY)
def fixed() -> ResponseReturnValue:
    """List the pages that every installation has, and the issues of its list."""
    site = _open_site()
    paths = [*_FIXED, *(f"issues/{issue.number}" for issue in public_issues.issues(db()))]
    return _xml(render_template("publishing/sitemap.xml", addresses=[f"{site}/{path}" for path in paths]))


@pages.get(f"/sitemaps/<kind>-<int(min=1, max={_MOST_PAGES}):page>.xml")
@open_to(EVERYBODY)
def records(kind: RecordKind, page: int) -> ResponseReturnValue:
    """List the addresses of public records of one kind."""
    site = _open_site()
    if kind not in get_args(RecordKind):
        abort(404)
    references = sitemap.references(db(), kind, page) or abort(404)
    addresses = [f"{site}/{kind}/{reference}" for reference in references]
    return _xml(render_template("publishing/sitemap.xml", addresses=addresses))


def _open_site() -> str:
    """Return the address of the site, or answer 404 where search engines are kept out."""
    settings = engines().settings
    return settings.public_url if settings.search_engines else abort(404)


def _xml(text: str) -> Response:
    return whole_file(text.encode(), "application/xml")
