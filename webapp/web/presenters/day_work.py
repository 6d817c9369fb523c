"""The day's work of a curator: what waits, with its number, the first of each, and what was done last."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from webapp.domain.accounts import drafts
from webapp.domain.accounts.home_rules import is_to_be_decided
from webapp.domain.claims import recording
from webapp.domain.history.last_edits import last_edits
from webapp.domain.lists import contradictions
from webapp.domain.people import due_figures, verifying
from webapp.domain.sources import intake, versions
from webapp.domain.visibility import INTERNAL
from webapp.models import Account
from webapp.vocab.words import N_
from webapp.web.db import db, today

_FIRST = 5


@dataclass(frozen=True)
class WaitingFigure:
    """How much waits of one sort; the words for one and for several, and the list that it opens."""

    number: int
    singular: str
    plural: str
    url: str


def day_work(account: Account) -> dict[str, Any]:
    """Return the variables of the day's work of an account."""
    unverified = verifying.unverified(db(), day=today(), size=_FIRST)
    texts, unsent = intake.waiting(db(), to=account), drafts.drafts(db(), account)
    figures = [
        WaitingFigure(unverified.total, N_("person wants to be verified again"),
                      N_("people want to be verified again"), url_for("verifications.list_unverified")),
        WaitingFigure(contradictions.count(db()), N_("person whose sources disagree"),
                      N_("people whose sources disagree"), url_for("conflicts.list_conflicts")),
        WaitingFigure(len(texts), N_("text to confirm"), N_("texts to confirm"), url_for("captures.new")),
        WaitingFigure(recording.waiting_count(db()), N_("claim to review"), N_("claims to review"),
                      url_for("reviews.show")),
    ]  # fmt: skip
    if overdue := due_figures.overdue_count(db(), to=INTERNAL, today=today()):
        words = N_("day has passed without a word"), N_("days have passed without a word")
        figures.append(WaitingFigure(overdue, *words, url_for("due.board")))
    if unsent:
        url = url_for("drafts.list_drafts")
        figures.append(WaitingFigure(len(unsent), N_("unsent form"), N_("unsent forms"), url))
    return {
        "figures": figures,
        "to_verify": unverified.people,
        "to_settle": contradictions.waiting(db(), size=_FIRST).people,
        "texts": texts[:_FIRST],
        "unsent_forms": unsent[:_FIRST],
        "waiting": recording.waiting(db()),
        "to_be_decided": is_to_be_decided(db()),
        "last_edits": last_edits(db(), account),
        "any_text": versions.is_any_text(db()),
    }
