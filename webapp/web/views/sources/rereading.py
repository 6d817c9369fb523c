"""Reading a file that waits once more: in another encoding, by another reader, or more of its pages."""

from operator import itemgetter
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.domain.refusals import Refused
from webapp.domain.sources import intake
from webapp.domain.sources.extraction.decoding import ENCODINGS, encoding_label
from webapp.domain.sources.extraction.extracted_text import extract, extract_on
from webapp.domain.sources.extraction.scans.tesseract import LANGUAGE_TAGS, installed_languages
from webapp.vocab.accounts import Role
from webapp.web.access import open_to
from webapp.web.db import archive_folder, db
from webapp.web.forms.sources.intake import ReadAgainForm
from webapp.web.lookups import for_people, waiting_capture
from webapp.web.printed_values import tongue

pages = Blueprint("rereading", __name__)


@pages.post("/captures/<uuid:capture_id>/read-again")
@open_to(Role.CURATOR)
def read_again(capture_id: UUID) -> ResponseReturnValue:
    """Read a file that waits once more, in another encoding or by another reader."""
    try:
        data, file_name = intake.original(archive_folder(), waiting_capture(capture_id))
        # It may take seconds, and meanwhile nobody else shall wait for the database.
        db().rollback()
        extracted = extract(data, file_name=file_name, choice=ReadAgainForm().choice())
        intake.read_otherwise(db(), waiting_capture(capture_id), extracted)
    except Refused as refused:
        db().rollback()
        flash(refused.translated(gettext), "note")
    else:
        db().commit()
        flash(gettext("It was read again; look at the text."), "done")
    return redirect(url_for("captures.confirm", capture_id=capture_id), code=303)


@pages.post("/captures/<uuid:capture_id>/read-on")
@open_to(Role.CURATOR)
def read_on(capture_id: UUID) -> ResponseReturnValue:
    """Let a machine read the next pages of a scan that waits."""
    capture = waiting_capture(capture_id)
    scan = intake.scan_of(capture)
    try:
        data, file_name = intake.original(archive_folder(), capture)
        db().rollback()
        if scan is not None and not scan.is_read:
            intake.read_otherwise(
                db(), waiting_capture(capture_id), extract_on(data, file_name=file_name, scan=scan)
            )
    except Refused as refused:
        db().rollback()
        flash(refused.translated(gettext), "note")
        return redirect(url_for("captures.confirm", capture_id=capture_id, **for_people()), code=303)
    db().commit()
    known = for_people() | {"reading": "on"}
    return redirect(url_for("captures.confirm", capture_id=capture_id, **known), code=303)


@pages.app_template_global()
def all_encodings() -> list[tuple[str, str]]:
    """Return every encoding in which a file can be read, with the name that people know."""
    return sorted(((encoding, encoding_label(encoding)) for encoding in ENCODINGS), key=itemgetter(1))


pages.add_app_template_filter(encoding_label)
pages.add_app_template_global(installed_languages, "ocr_languages")


@pages.app_template_filter()
def ocr_tongue(name: str) -> str:
    """Return the name of a language that tesseract knows by a code of its own."""
    return tongue(LANGUAGE_TAGS[name]) if name in LANGUAGE_TAGS else name
