"""What the page of reviews shows: what waits, in groups by who may act on it, and the filters beside it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

from webapp.domain.reviewing.waiting import MOST, WaitingClaim, in_review_count, waiting_claims
from webapp.models import Account
from webapp.vocab.claims import ClaimKind, ClaimState
from webapp.web.db import db

_AT_ONCE = 20


@dataclass(frozen=True)
class ReviewGroups:
    """Waiting claims by what the account that looks may do with them."""

    for_you: list[WaitingClaim]
    yours: list[WaitingClaim]
    others: list[WaitingClaim]
    drafts: list[WaitingClaim]


def review_page(account: Account) -> dict[str, Any]:
    """Return the variables of the page of reviews, as its address filters it."""
    every = waiting_claims(db(), to=account)
    shown = [each for each in every if _is_filtered_in(each)]
    groups = _grouped(shown, account)
    several = _several(groups.for_you)
    together = {each.claim.id for rows in several for each in rows}
    singly = [each for each in groups.for_you if each.claim.id not in together]
    return {
        "number": in_review_count(db()),
        "most": MOST,
        "everything": _grouped(every, account),
        "groups": groups,
        "singly": singly[:_AT_ONCE],
        "more": max(0, len(singly) - _AT_ONCE),
        "several": several,
        "kinds": Counter(each.claim.kind for each in every if each.claim.state is ClaimState.IN_REVIEW),
        "authors": Counter(each.by for each in every if each.claim.state is ClaimState.IN_REVIEW),
    }


def _is_filtered_in(waiting: WaitingClaim) -> bool:
    kind, by = request.args.get("kind"), request.args.get("by")
    return kind in (None, waiting.claim.kind.value) and by in (None, str(waiting.by.id))


def _grouped(rows: Sequence[WaitingClaim], account: Account) -> ReviewGroups:
    groups = ReviewGroups([], [], [], [])
    for each in rows:
        if each.claim.state is ClaimState.DRAFT:
            groups.drafts.append(each)
        elif each.open_to_reader:
            groups.for_you.append(each)
        else:
            (groups.yours if each.by == account else groups.others).append(each)
    return groups


def _several(rows: Sequence[WaitingClaim]) -> list[list[WaitingClaim]]:
    """Return what may be accepted at once: plain claims of one kind from one version of a source."""
    groups: dict[tuple[ClaimKind, Any], list[WaitingClaim]] = {}
    for each in rows:
        if each.is_plain:
            version = each.claim.citations[0].passage.source_version_id
            groups.setdefault((each.claim.kind, version), []).append(each)
    return [group for group in groups.values() if len(group) > 1]
