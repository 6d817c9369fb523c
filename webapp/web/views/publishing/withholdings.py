"""The pages by which a reviewer withholds somebody's lines of all numbered issues, and shows them again."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webapp.domain.publishing import withholdings
from webapp.domain.publishing.public_issues import issues_without
from webapp.models import Person, Withholding
from webapp.vocab.accounts import AuditEvent, Role
from webapp.vocab.words import N_
from webapp.web.access import editor, open_to
from webapp.web.auditing import audited
from webapp.web.db import db, now
from webapp.web.forms.publishing.withholdings import WithholdForm
from webapp.web.lookups import person_or_404, person_url
from webapp.web.saving import saving

pages = Blueprint("withholdings", __name__)


@pages.get("/issues/withheld")
@open_to(Role.REVIEWER)
def list_all() -> ResponseReturnValue:
    """Show whose lines were withheld and shown again, by whom, when and why."""
    hidden = withholdings.withheld_now(db()).references
    acts = withholdings.acts(db())
    return render_template("publishing/withholdings/list.html", acts=acts, hidden=hidden)


@pages.route("/people/<reference>/withhold", methods=["GET", "POST"])
@open_to(Role.REVIEWER)
def withhold(reference: str) -> ResponseReturnValue:
    """Withhold a person's lines of all issues."""
    saved = N_("Withheld. No page and no file of an issue names this person any more.")
    return _act(reference, withholdings.withhold, "publishing/withholdings/withhold.html", saved)


@pages.route("/people/<reference>/show-again", methods=["GET", "POST"])
@open_to(Role.REVIEWER)
def show_again(reference: str) -> ResponseReturnValue:
    """Show a person's lines of all issues again."""
    saved = N_("Shown again, in every issue.")
    return _act(reference, withholdings.show_again, "publishing/withholdings/show_again.html", saved)


def _act(
    reference: str, act: Callable[..., Withholding], template: str, saved: str
) -> ResponseReturnValue:
    person, form = person_or_404(reference), WithholdForm()

    def save(session: Session) -> Withholding:
        row = act(session, person=person, reason=form.reason.data, by=editor(), at=now())
        audited(AuditEvent.LINE_WITHHELD, by=editor().id, what=person.reference)
        return row

    return saving(
        form, template, save=save, done=lambda _: person_url(person), saved=saved,
        shown=lambda: _shown(person), person=person,
    )  # fmt: skip


def _shown(person: Person) -> dict[str, Any]:
    """Return what the page of the form says: in which issues the person stands, and what is the case now."""
    return {
        "reached": issues_without(db(), withholdings.withheld_of(db(), {person.id})),
        "is_withheld": person.reference in withholdings.withheld_now(db()).references,
    }
