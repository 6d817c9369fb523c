"""Statuses: what befell a person's liberty, since when, why, where and by whom."""

from dataclasses import dataclass
from typing import Any

from webapp.domain.claims.content import Columns
from webapp.domain.input_rules import clean_line
from webapp.domain.refusals import Refused
from webapp.models import Organization
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Cause, Held, Status, held
from webapp.vocab.words import N_


@dataclass(frozen=True, kw_only=True)
class StatusContent:
    """A status from a date on."""

    status: Status
    cause: Cause | None
    since: PartialDate | None
    place: Organization | None
    place_words: str | None
    authority: Organization | None
    reason_words: str | None = None
    announced: bool | None = None
    until: PartialDate | None = None

    def checked(self) -> dict[str, Any]:
        """Return the attributes of the claim, cleaned. Raises Refused."""
        if self.cause is not None and held(self.status) is Held.YES:
            raise Refused("cause", N_("These are causes of release; a person who is held has none."))
        if self.until is not None and held(self.status) is Held.NO and self.status is not Status.TRAVEL_BAN:
            raise Refused("until", N_("Only a detention or a ban is ordered until a day."))
        self._check_span()
        words = {name: clean_line(name, getattr(self, name)) for name in ("place_words", "reason_words")}
        return vars(self) | words

    def _check_span(self) -> None:
        begins = self.since.earliest if self.since else None
        ends = self.until.latest if self.until else None
        if begins is not None and ends is not None and ends < begins:
            raise Refused("until", N_("It ends before it begins."))


COLUMNS: Columns = {
    "status": (N_("Status"), "what, after HURIDOCS"),
    "cause": (N_("Cause of release"), "why it ended"),
    "since": (N_("Since"), "since when"),
    "place": (N_("Place"), "the place, an organization"),
    "place_words": (N_("Place in the source's words"), "the place in the source's words"),
    "authority": (N_("By order of"), "who ordered it, an organization"),
    "reason_words": (N_("Reason in the source's words"), "why, in the source's words"),
    "announced": (N_("Announced"), "true where it was still to come; empty where the rule decides"),
    "until": (N_("Until, as ordered"), "until when it was ordered; that day ends nothing by itself"),
}
