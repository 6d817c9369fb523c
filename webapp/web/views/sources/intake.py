"""The pages of captures: bringing a text in, looking at what was read, confirming it or throwing it away."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from webapp.domain.refusals import Refused
from webapp.domain.sources import custody_log, intake, intake_confirmation, sources
from webapp.domain.sources.new_version import comparisons
from webapp.models import Capture, Source, SourceVersion
from webapp.vocab.accounts import Role
from webapp.vocab.custody import CustodyEvent
from webapp.vocab.words import N_
from webapp.web.access import editor, open_to
from webapp.web.db import archive_folder, db, now
from webapp.web.forms.sources.intake import (
    ConfirmedSourceForm,
    ConfirmedVersionForm,
    NewCaptureForm,
    NewVersionForm,
    UnreadSourceForm,
)
from webapp.web.lookups import source_or_404, source_url
from webapp.web.presenters.intake import Captured, described
from webapp.web.request_limits import takes_files
from webapp.web.saving import saving, show_failure, show_refusal
from webapp.web.storage_errors import STORAGE_ERRORS, failure_of
from webapp.web.unsent_forms import forget_posted, taking_up

pages = Blueprint("captures", __name__)
# Of a file that is handed out; never the name under which it came.
_ENDINGS = {
    "text/plain": "txt",
    "text/html": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_SANDBOX = "sandbox; default-src 'none'"


@pages.route("/sources/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
@takes_files
def new() -> ResponseReturnValue:
    """Take a text for a new source: pasted, as a file, or a shelf mark alone."""
    form = NewCaptureForm()
    if form.is_submitted() and form.without_text:
        known = {"shelf_mark": form.shelf_mark.data, "url": form.url.data or None}
        return redirect(url_for(".without_text", **known), code=303)
    return _bringing(form, "sources/intake/new.html", of=None, waiting=_all_waiting)


@pages.route("/sources/<reference>/versions/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
@takes_files
def version(reference: str) -> ResponseReturnValue:
    """Take a text for the next version of a source."""
    row = source_or_404(reference)
    return _bringing(NewVersionForm(), "sources/intake/version.html", of=row, source=row)


@pages.route("/sources/new/without-text", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def without_text() -> ResponseReturnValue:
    """Add a source that is not online, by its description alone."""
    return saving(
        UnreadSourceForm(data={name: request.args.get(name) for name in ("shelf_mark", "url")}),
        "sources/intake/without_text.html",
        save=sources.add_described_source,
        done=source_url,
        saved=N_("Saved. Add its text as a version, and it can be cited."),
    )


@pages.route("/captures/<uuid:capture_id>", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def confirm(capture_id: UUID) -> ResponseReturnValue:
    """Show what was read beside what was found out about it, for a person to correct and confirm."""
    row = _waiting(capture_id)
    if row.source is not None:
        return _confirm_version(row, row.source)
    form = ConfirmedSourceForm(data=described(row))
    return saving(
        form,
        "sources/intake/confirm.html",
        save=partial(intake_confirmation.confirm_source, capture=row, folder=archive_folder()),
        done=source_url,
        saved=N_("Saved. Now cite it for the people it names."),
        captured=Captured.of(row, url=form.url.data),
    )


@pages.post("/captures/<uuid:capture_id>/version")
@open_to(Role.CURATOR)
def as_version(capture_id: UUID) -> ResponseReturnValue:
    """Let a text that waits become the next version of the source that has its address."""
    intake.as_version(db(), _waiting(capture_id), of=source_or_404(request.form.get("reference", "")))
    db().commit()
    return redirect(url_for(".confirm", capture_id=capture_id), code=303)


@pages.post("/captures/<uuid:capture_id>/discard")
@open_to(Role.CURATOR)
def discard(capture_id: UUID) -> ResponseReturnValue:
    """Throw a text away that waits."""
    intake.discard(db(), archive_folder(), _waiting(capture_id))
    db().commit()
    flash(gettext("Thrown away."), "done")
    return redirect(url_for(".new"), code=303)


@pages.post("/sources/<reference>/versions/<int:number>/original")
@open_to(Role.CURATOR)
def original(reference: str, number: int) -> ResponseReturnValue:
    """Hand out the untouched bytes of a version, as a file that no browser opens by itself; and log it."""
    row = next((one for one in source_or_404(reference).versions if one.number == number), None) or abort(404)
    data = custody_log.original(archive_folder(), row.bytes_sha256)
    if data is None:
        abort(404, description="no-original")
    name = f"{row.source.reference}-v{number}.{_ENDINGS.get(row.media_type, 'bin')}"
    custody_log.log(
        db(), row, CustodyEvent.OPENED,
        how=f"handed out as {name}", sha256=row.bytes_sha256, by_id=editor().id, at=now(),
    )  # fmt: skip
    db().commit()
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": _SANDBOX}
    return Response(data, mimetype="application/octet-stream", headers=headers)


@pages.app_template_filter()
def custody_of(source: Source) -> Any:
    """Return the custody log of a source."""
    return custody_log.custody_of(db(), source)


def _bringing(form: Any, template: str, *, of: Source | None, **context: Any) -> ResponseReturnValue:
    """Show the form that takes a text, or let the text wait and lead to the page on which it is confirmed."""
    twin = failure = None
    if not form.is_submitted():
        context |= taking_up(form, editor())
    if form.validate_on_submit():
        try:
            return redirect(url_for(".confirm", capture_id=_staged(form, of)), code=303)
        except Refused as refused:
            db().rollback()
            show_refusal(form, refused)
            twin = getattr(refused, "twin", None)
            if form.file.data and twin is None:
                form.file.description = gettext("Choose the file again; a page cannot keep it for you.")
        except STORAGE_ERRORS as error:
            failure = failure_of(error)
            show_failure(form, failure)
    status = failure.status if failure else 422 if form.errors else 200
    return render_template(template, form=form, twin=twin, **context), status


def _all_waiting() -> Sequence[Capture]:
    return intake.waiting(db(), to=editor())


def _staged(form: Any, of: Source | None) -> UUID:
    # A file may take seconds to be read, and meanwhile nobody else shall wait for the database.
    db().rollback()
    brought = form.brought()
    row = intake.stage(db(), archive_folder(), brought, by=editor(), at=now(), of=of, **form.said())
    forget_posted(editor())
    db().commit()
    return row.id


def _waiting(capture_id: UUID) -> Capture:
    """Return a text that waits, or lead to the page where one begins."""
    row = intake.capture(db(), capture_id, to=editor())
    if row is None:
        flash(gettext("That text is not waiting for you: it was confirmed or thrown away."), "note")
        abort(redirect(url_for(".new"), code=303))
    return row


def _confirm_version(row: Capture, source: Source) -> ResponseReturnValue:
    return saving(
        ConfirmedVersionForm(data={"reason": gettext("A new version")}),
        "sources/intake/confirm_version.html",
        save=partial(_save_version, capture=row, of=source),
        done=_compared_at,
        saved=N_("Saved as a new version. Every citation of older versions stays."),
        captured=Captured.of(row, url=None),
    )


def _save_version(session: Session, *, capture: Capture, of: Source) -> tuple[SourceVersion, bool]:
    """Return the new version, and whether anything that rests on older ones was compared with it."""
    made = intake_confirmation.confirm_version(session, capture, archive_folder(), of=of)
    return made, bool(comparisons.compare(session, made))


def _compared_at(saved: tuple[SourceVersion, bool]) -> str:
    made, compared = saved
    if not compared:
        return source_url(made.source)
    return url_for("comparisons.show", reference=made.source.reference, number=made.number)
