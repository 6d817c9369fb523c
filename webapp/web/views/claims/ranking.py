"""The pages on which a claim is ranked, and on which it is stated how two events stand to each other."""

from functools import partial
from uuid import UUID

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.claims import ordering, ranking
from webapp.domain.lists import contradictions
from webapp.domain.people import people
from webapp.models import Claim, StatusEvent
from webapp.vocab.accounts import Role
from webapp.vocab.words import N_
from webapp.web.access import open_to, reader
from webapp.web.db import db, today
from webapp.web.forms.claims.ordering import OrderForm
from webapp.web.forms.claims.ranking import RankForm
from webapp.web.lookups import claim_or_404, claim_url
from webapp.web.saving import saving

pages = Blueprint("ranks", __name__)


@pages.route("/claims/<uuid:claim_id>/rank", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(claim_id: UUID) -> ResponseReturnValue:
    """Rank a claim, with the claims that contradict it in sight."""
    claim = claim_or_404(Claim, claim_id)
    return saving(
        RankForm(obj=claim),
        "claims/rank.html",
        save=partial(ranking.rank_claim, claim=claim),
        done=_next_url,
        saved=N_("Ranked. Setting it to normal undoes that."),
        shown=lambda: {"others": _contradicting(claim)},
        person=claim.person,
        claim=claim,
        back=_list_url() if _from_list() else claim_url(claim),
    )


@pages.route("/claims/<uuid:claim_id>/order", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def order(claim_id: UUID) -> ResponseReturnValue:
    """State which of two events came after the other, or that both cannot be true."""
    event = claim_or_404(StatusEvent, claim_id)
    offers = ordering.offered_answers(db(), event)
    return saving(
        OrderForm(obj=event.person, offers=offers),
        "claims/order.html",
        save=partial(ordering.settle_order, event=event),
        done=_next_url,
        saved=N_("Saved. It can be taken back in the same place."),
        person=event.person,
        claim=event,
        offers=offers,
        back=_list_url() if _from_list() else claim_url(event),
    )


def _contradicting(claim: Claim) -> list[Claim]:
    """Return the other claims on the person that say something else of the same."""
    record = people.record_of(db(), claim.person, to=reader(), today=today())
    return [other for group in record.conflicts if claim in group for other in group if other is not claim]


def _next_url(claim: Claim) -> str:
    """Return where to go on: to what waits next in the list, or back to the record."""
    if not _from_list():
        return claim_url(claim)
    reference = contradictions.next_from(db(), claim.person.reference)
    return _list_url(_anchor=f"conflict-{reference}") if reference else _list_url()


def _from_list() -> bool:
    return request.args.get("from") == "conflicts"


def _list_url(**anchor: str) -> str:
    after = request.args.get("after") or None
    return url_for("conflicts.list_conflicts", after=after, **anchor)
