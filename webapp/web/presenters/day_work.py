"""The day's work of a curator: what waits, with its number, the first of each, and what was done last."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import url_for
from flask_babel import gettext, ngettext

from webapp.domain.accounts import drafts
from webapp.domain.accounts.home_rules import is_to_be_decided
from webapp.domain.claims import recording
from webapp.domain.history.last_edits import last_edits
from webapp.domain.lists import contradictions
from webapp.domain.people import people, verifying
from webapp.domain.sources import intake, versions
from webapp.domain.visibility import INTERNAL
from webapp.models import Account
from webapp.web.db import db, today
from webapp.web.kept_figures import kept
from webapp.web.presenters.due_board import DUE_WITHIN, due_in_brief
from webapp.web.printed_values import instant

_FIRST = 5
# So many notes to colleagues stand beside what waits: they are how work is handed on.
_NOTED = 10


@dataclass(frozen=True)
class WaitingFigure:
    """How much waits of one sort, the words for it, what is told beside it, and the list that it opens."""

    number: int
    words: str
    url: str
    more: str = ""


def day_work(account: Account) -> dict[str, Any]:
    """Return the variables of the day's work of an account."""
    unverified, disputed = verifying.unverified(db(), day=today(), size=_FIRST), contradictions.count(db())
    texts, unsent = intake.waiting(db(), to=account), drafts.drafts(db(), account)
    to_review = recording.waiting_count(db())
    figures = [
        WaitingFigure(unverified.total, gettext("to verify"), url_for("verifications.list_unverified")),
        WaitingFigure(disputed, gettext("to settle"), url_for("conflicts.list_conflicts")),
        WaitingFigure(
            len(texts), ngettext("text to confirm", "texts to confirm", len(texts)), url_for("captures.new"),
            gettext("oldest: %(when)s", when=instant(min(text.at for text in texts))) if texts else "",
        ),
        WaitingFigure(
            to_review, ngettext("claim to review", "claims to review", to_review), url_for("reviews.show")
        ),
    ]  # fmt: skip
    if unsent:
        words = ngettext("unsent form", "unsent forms", len(unsent))
        newest = gettext("newest: %(when)s", when=instant(max(draft.saved_at for draft in unsent)))
        figures.append(WaitingFigure(len(unsent), words, url_for("drafts.list_drafts"), newest))
    due = due_in_brief()
    figures.append(
        WaitingFigure(
            due.ahead, gettext("due within %(days)s days", days=DUE_WITHIN), url_for("due.board"),
            ngettext("and %(num)s past", "and %(num)s past", due.past) if due.past else "",
        )
    )  # fmt: skip
    return {
        "figures": figures,
        "to_verify": unverified,
        "to_settle": contradictions.waiting(db(), size=_FIRST).people,
        "to_settle_count": disputed,
        "texts": texts[:_FIRST],
        "text_count": len(texts),
        "unsent_forms": unsent[:_FIRST],
        "waiting": recording.waiting(db(), limit=_FIRST) if to_review else [],
        "waiting_count": to_review,
        "to_be_decided": is_to_be_decided(db()),
        "last_edits": kept(partial(last_edits, db(), account), "last edits", account.id, to=INTERNAL),
        "noted_people": kept(partial(people.noted_people, db(), most=_NOTED), "noted people", to=INTERNAL),
        "any_text": versions.is_any_text(db()),
        "due": due,
    }
