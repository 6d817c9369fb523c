"""Pages as they are printed: the image of a page beside its text, for whoever may read the source."""

from uuid import UUID

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.refusals import Refused
from webapp.domain.sources import intake
from webapp.domain.sources.page_images import has_page_images, page_image
from webapp.models import SourceVersion
from webapp.vocab.accounts import Role
from webapp.web.access import EVERYBODY, editor, open_to
from webapp.web.db import archive_folder, db
from webapp.web.home_limits import at_most
from webapp.web.lookups import version_or_404
from webapp.web.presenters.page_images import page_bounds, printed_page
from webapp.web.restricted_material import write_down_restricted

pages = Blueprint("page_images", __name__)
_AT_ONCE = 2
# Seconds for which the image of one page waits for those of others.
_PATIENCE = 10


@pages.get("/sources/<reference>/versions/<int:number>/pages/<int:page>")
@open_to(EVERYBODY)
def show(reference: str, number: int, page: int) -> ResponseReturnValue:
    """Show a page of a version as it is printed, beside the text that was read from it."""
    version = version_or_404(reference, number)
    write_down_restricted(reference, sources=[version.source])
    shown = printed_page(version, page, request.args.get("passage"))
    return render_template("sources/page.html", printed=shown or abort(404))


@pages.get("/sources/<reference>/versions/<int:number>/pages/<int:page>.png")
@open_to(EVERYBODY)
def image(reference: str, number: int, page: int) -> Response:
    """Answer with the image of a page of a version."""
    version = version_or_404(reference, number)
    write_down_restricted(reference, sources=[version.source])
    return _image(version.media_type, version.bytes_sha256, page)


@pages.get("/captures/<uuid:capture_id>/pages/<int:page>.png")
@open_to(Role.CURATOR)
def of_capture(capture_id: UUID, page: int) -> Response:
    """Answer with the image of a page of a file that waits for confirmation."""
    capture = intake.capture(db(), capture_id, to=editor())
    if capture is None:
        abort(redirect(url_for("captures.new"), code=303))
    return _image(capture.media_type, capture.bytes_sha256, page)


def _image(media_type: str, bytes_sha256: str | None, page: int) -> Response:
    """Answer with an image that no cache keeps, neither that of a browser nor one on the way."""
    if not has_page_images(media_type, bytes_sha256):
        abort(404)
    # It may take a second to draw, and meanwhile nobody else shall wait for the database.
    db().rollback()
    try:
        with at_most(_AT_ONCE, "images", patience=_PATIENCE):
            png = page_image(archive_folder(), bytes_sha256, page)
    except Refused:
        abort(404)
    if png is None:
        abort(404, description="no-original")
    return Response(png, mimetype="image/png", headers={"Cache-Control": "private, no-store"})


pages.add_app_template_global(has_page_images)


@pages.app_template_filter()
def printed_pages(version: SourceVersion) -> int:
    """Return how many pages of a version can be shown as they are printed."""
    return len(page_bounds(version))
