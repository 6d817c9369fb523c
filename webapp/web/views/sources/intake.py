"""The pages of captures: bringing a text in, looking at what was read, confirming it or throwing it away."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.domain.citing.typed_people import names_with_references, people_named
from webapp.domain.history.recording import editing
from webapp.domain.refusals import Refused
from webapp.domain.sources import custody_log, intake, intake_confirmation, sources
from webapp.domain.sources.new_version import comparisons
from webapp.domain.visibility import CURATOR
from webapp.models import Capture, Source, SourceVersion
from webapp.vocab.accounts import Role
from webapp.vocab.words import N_
from webapp.web.access import editor, open_to
from webapp.web.db import archive_folder, db, engines, now
from webapp.web.drafts import forget_posted, taking_up
from webapp.web.forms.sources.intake import (
    ConfirmedSourceForm,
    ConfirmedVersionForm,
    NewCaptureForm,
    NewVersionForm,
    UnreadSourceForm,
)
from webapp.web.lookups import (
    for_people,
    source_or_404,
    source_url,
    version_or_404,
    version_url,
    waiting_capture,
)
from webapp.web.presenters.intake import capture_page, form_data, sample_text
from webapp.web.request_limits import takes_files
from webapp.web.saving import offer_undo, saving, show_failure, show_refusal
from webapp.web.storage_errors import STORAGE_ERRORS, failure_of

pages = Blueprint("captures", __name__)
# Of a file that is handed out; never the name under which it came.
_ENDINGS = {
    "text/plain": "txt",
    "text/html": "html",
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/tiff": "tif",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
# What of a text a person looks at before it becomes a source.
_DOUBTS = ("warnings", "encodings", "scan")
_SANDBOX = "sandbox; default-src 'none'"


@pages.route("/sources/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
@takes_files
def new() -> ResponseReturnValue:
    """Take a text for a new source: pasted, as a file, or a shelf mark alone."""
    form = NewCaptureForm(data={"text": sample_text()} if "sample" in request.args else None)
    if form.is_submitted() and form.without_text:
        known = {"shelf_mark": form.shelf_mark.data, "url": form.url.data or None} | for_people()
        return redirect(url_for(".without_text", **known), code=303)
    return _intake_page(form, "sources/intake/new.html", of=None, waiting=_all_waiting)


@pages.route("/sources/<reference>/versions/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
@takes_files
def version(reference: str) -> ResponseReturnValue:
    """Take a text for the next version of a source."""
    source = source_or_404(reference)
    return _intake_page(NewVersionForm(), "sources/intake/version.html", of=source, source=source)


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
    capture = waiting_capture(capture_id)
    # The page shows it also where somebody else confirmed it meanwhile, and its row is no longer there.
    db().expunge(capture)
    if capture.source is not None:
        return _confirm_version(capture, capture.source)
    form = ConfirmedSourceForm(data=form_data(capture))
    return saving(
        form,
        "sources/intake/confirm.html",
        save=partial(intake_confirmation.confirm_source, capture=capture, folder=archive_folder()),
        done=_desk,
        saved=N_("Saved. Now cite it for the people it names."),
        shown=lambda: capture_page(capture, url=form.url.data),
    )


@pages.post("/captures/<uuid:capture_id>/version")
@open_to(Role.CURATOR)
def as_version(capture_id: UUID) -> ResponseReturnValue:
    """Let a text that waits become the next version of the source that has its address."""
    intake.as_version(db(), waiting_capture(capture_id), of=source_or_404(request.form.get("reference", "")))
    db().commit()
    return redirect(url_for(".confirm", capture_id=capture_id, **for_people()), code=303)


@pages.post("/captures/<uuid:capture_id>/discard")
@open_to(Role.CURATOR)
def discard(capture_id: UUID) -> ResponseReturnValue:
    """Throw a text away that waits."""
    intake.discard(db(), archive_folder(), waiting_capture(capture_id))
    db().commit()
    flash(gettext("Discarded."), "done")
    return redirect(url_for(".new"), code=303)


@pages.post("/sources/<reference>/versions/<int:number>/original")
@open_to(Role.CURATOR)
def original(reference: str, number: int) -> ResponseReturnValue:
    """Hand out the untouched bytes of a version, as a file that no browser opens by itself; and log it."""
    version = version_or_404(reference, number)
    name = f"{version.source.reference}-v{number}.{_ENDINGS.get(version.media_type, 'bin')}"
    data = custody_log.hand_out(
        db(), version, archive_folder(), file_name=name, by_id=editor().id, at=now()
    ) or abort(404, description="no-original")
    db().commit()
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": _SANDBOX}
    return Response(data, mimetype="application/octet-stream", headers=headers)


@pages.app_template_global()
def news_form() -> NewCaptureForm:
    """Return the form of a new text as it stands on a page that has a form of its own."""
    form = NewCaptureForm(formdata=None)
    for field in form:
        field.id = f"news-{field.name}"
    return form


@pages.app_template_filter()
def custody_of(source: Source) -> Any:
    """Return the custody log of a source."""
    return custody_log.custody_of(db(), source)


@pages.app_template_filter()
def people_in_words(typed: str) -> str:
    """Return the names of the people that an address means, or what it says where it means nobody."""
    try:
        return ", ".join(names_with_references(db(), people_named(db(), typed, to=CURATOR), to=CURATOR))
    except Refused:
        return typed


def _intake_page(form: Any, template: str, *, of: Source | None, **context: Any) -> ResponseReturnValue:
    """Show the form that takes a text, or let the text wait and lead to the page on which it is confirmed."""
    twin = failure = None
    if not form.is_submitted():
        context |= taking_up(form, editor())
    if form.validate_on_submit():
        try:
            return redirect(_after_intake(form, _staged(form, of)), code=303)
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
    extracted = form.extracted()
    capture = intake.stage(
        db(), archive_folder(), extracted, by=editor(), at=now(), of=of, **form.origin(),
        archived=engines().settings.archived,
    )  # fmt: skip
    forget_posted(editor())
    db().commit()
    return capture.id


def _after_intake(form: Any, capture_id: UUID) -> str:
    """Return where a text goes on: its desk where nothing is left to look at before, or its confirmation."""
    if of_kind := form.data.get("kind"):
        source = None if "check" in request.form else _added_at_once(form, waiting_capture(capture_id))
        if source is not None:
            return _desk(source)
    typed = {"kind": of_kind, "date": form.date.data.edtf if of_kind and form.date.data else None}
    return url_for(".confirm", capture_id=capture_id, **for_people(), **typed)


def _added_at_once(form: Any, capture: Capture) -> Source | None:
    """Add a text that has a title and was read without a doubt, as it describes itself; else return None."""
    described = form_data(capture) | {"kind": form.kind.data}
    if not capture.found.get("title") or any(capture.found.get(doubt) for doubt in _DOUBTS):
        return None
    if form.date.data:
        described["date"] = form.date.data
    values = ConfirmedSourceForm(formdata=None, data=described).values()
    try:
        with editing(db(), by=editor(), reason=described["reason"], at=now()) as edit:
            source = intake_confirmation.confirm_source(db(), capture, archive_folder(), **values)
        db().commit()
    except (Refused, *STORAGE_ERRORS):
        # The page on which it is confirmed says why, with what can be done about it.
        db().rollback()
        return None
    saved = N_("Added as %(reference)s. Now cite it for the people it names.")
    flash(gettext(saved, reference=source.reference), "done")
    offer_undo(edit, curates=True)
    return source


def _confirm_version(capture: Capture, source: Source) -> ResponseReturnValue:
    return saving(
        ConfirmedVersionForm(data={"reason": gettext("A new version")}),
        "sources/intake/confirm_version.html",
        save=partial(
            intake_confirmation.confirm_version, capture=capture, folder=archive_folder(), of=source
        ),
        done=_after_confirmation,
        saved=N_("Saved as a new version. Every citation of older versions stays."),
        shown=lambda: capture_page(capture),
    )


def _after_confirmation(version: SourceVersion) -> str:
    """Return the address of what waits for a decision on a new version, or else that of its source."""
    return version_url(version) if comparisons.waiting_ids(db(), version) else _desk(version.source)


def _desk(source: Source) -> str:
    """Return the address of a source, whose form begins with whom the text was brought in for."""
    return url_for("sources.show", reference=source.reference, **for_people())
