"""The page on which a claim is ranked: preferred, deprecated, or normal again."""

from functools import partial
from uuid import UUID

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.claims import ranking
from webapp.domain.lists import contradictions
from webapp.domain.people import people
from webapp.models import Claim
from webapp.vocab.accounts import Role
from webapp.vocab.words import N_
from webapp.web.access import open_to, reader
from webapp.web.db import db, today
from webapp.web.forms.claims.ranking import RankForm
from webapp.web.lookups import claim_or_404, claim_url
from webapp.web.saving import saving

pages = Blueprint("ranks", __name__)


@pages.route("/claims/<uuid:claim_id>/rank", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(claim_id: UUID) -> ResponseReturnValue:
    """Rank a claim, with the claims that contradict it in sight."""
    row = claim_or_404(Claim, claim_id)
    record = people.record_of(db(), row.person, to=reader(), today=today())
    return saving(
        RankForm(obj=row),
        "claims/rank.html",
        save=partial(ranking.rank_claim, claim=row),
        done=_next,
        saved=N_("Ranked. Setting it to normal undoes that."),
        person=row.person,
        claim=row,
        others=[other for group in record.conflicts if row in group for other in group if other is not row],
        back=_list() if _from_list() else claim_url(row),
    )


def _next(row: Claim) -> str:
    """Return where to go on: to what waits next in the list, or back to the record."""
    if not _from_list():
        return claim_url(row)
    reference = contradictions.next_from(db(), row.person.reference)
    return _list(_anchor=f"conflict-{reference}") if reference else _list()


def _from_list() -> bool:
    return request.args.get("from") == "conflicts"


def _list(**anchor: str) -> str:
    after = request.args.get("after") or None
    return url_for("conflicts.list_conflicts", after=after, **anchor)
