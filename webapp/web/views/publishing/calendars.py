"""The calendar of what is due: its file by a secret address, and one's own addresses, made and revoked."""

from functools import partial
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.domain.accounts import calendar_feeds
from webapp.domain.publishing.calendar import MEDIA_TYPE, calendar_file
from webapp.domain.publishing.calendar_entries import calendar_lines
from webapp.vocab.accounts import AuditEvent, Role
from webapp.web.access import EVERYBODY, editor, open_to
from webapp.web.addresses import public_address
from webapp.web.auditing import audited
from webapp.web.db import db, engines, now, today
from webapp.web.files import computed_file
from webapp.web.languages import language
from webapp.web.presenters.publishing.calendar_events import calendar_events
from webapp.web.sign_in.password_again import asks_password_again
from webapp.web.storage_errors import STORAGE_ERRORS

pages = Blueprint("calendars", __name__)


@pages.get("/calendar/<token>.ics")
@open_to(EVERYBODY)
def feed(token: str) -> ResponseReturnValue:
    """Send the calendar to whoever knows a secret address of it."""
    row = calendar_feeds.feed_of_token(db(), token) or abort(404)
    # Programs that ask every few hours mostly have it: it may be of a hundred thousand days.
    discreet = row.discreet or engines().settings.discreet
    return computed_file(partial(_file, discreet), MEDIA_TYPE, "due.ics", keep=False)


@pages.route("/due/calendar", methods=["GET", "POST"])
@open_to(Role.CURATOR)
@asks_password_again
def manage() -> ResponseReturnValue:
    """Show one's own addresses of the calendar; make a further one, which is shown this once."""
    address = None
    if request.method == "POST":
        discreet = bool(request.form.get("discreet")) or engines().settings.discreet
        token = calendar_feeds.make_feed(db(), editor(), discreet=discreet, now=now())
        # It hands out more than readers see, to whoever has it, until it is revoked.
        audited(AuditEvent.EXPORTED, by=editor().id, what=request.path)
        db().commit()
        address = public_address("calendars.feed", token=token)
    feeds = calendar_feeds.feeds_of(db(), editor())
    return render_template("people/calendar.html", feeds=feeds, address=address)


@pages.post("/due/calendar/<uuid:feed_id>/revoke")
@open_to(Role.CURATOR)
def revoke(feed_id: UUID) -> ResponseReturnValue:
    """End one of one's own addresses for ever."""
    if calendar_feeds.revoke_feed(db(), editor(), feed_id, now=now()):
        db().commit()
        flash(gettext("The address is revoked; a calendar that asks for it gets nothing more."), "done")
    return redirect(url_for("calendars.manage"), code=303)


def _file(discreet: bool) -> bytes:
    # All entries before the transaction ends: of a case, each would be read again.
    events = list(calendar_events(calendar_lines(db(), today=today(), now=now()), discreet=discreet))
    try:
        db().commit()
    except STORAGE_ERRORS:
        # Somebody else writes; what moved is counted the same the next time.
        db().rollback()
    name = gettext("Habeas") if discreet else gettext("Habeas: what is due")
    return b"".join(calendar_file(events, name=name, url=public_address("due.board"), language=language()))
