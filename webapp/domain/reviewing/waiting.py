"""What waits for review: each claim with what it changes, its passages, and what of it they print."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload
from uuid_utils.compat import uuid7

from webapp.domain.accounts.home_rules import is_self_reviewed
from webapp.domain.claims.loading import claims_of, every_claim, load_referred
from webapp.domain.history.changed_rows import rows_of
from webapp.domain.history.descriptions import ColumnChange, Value, column_changes
from webapp.domain.history.labels import COLUMNS
from webapp.domain.history.net_changes import RowChange
from webapp.domain.history.stored_values import current_value, default_value
from webapp.domain.people.printed_names import prints_name
from webapp.domain.reviewing.wording import LastWording, last_wordings
from webapp.domain.text.words import words
from webapp.domain.visibility import CURATOR
from webapp.models import Account, Citation, Claim, Passage, PersonalFact, PersonName, SourceVersion
from webapp.vocab.accounts import Action, Role, allows
from webapp.vocab.claims import ClaimKind, ClaimState, Rank, Stance
from webapp.vocab.dates.in_text import dates_in_text

MOST = 200
_UNTOLD = frozenset({"state", "rank", "rank_reason"})


@dataclass(frozen=True)
class Printed:
    """A part of a claim, by its label, and whether a passage that supports the claim prints it."""

    label: str
    printed: bool


@dataclass(frozen=True)
class WaitingClaim:
    """A claim in draft or review: who worded it, what it changes, what is published instead of it.

    `beside` are the published claims of the same kind on the same person; `open_to_reader` tells whether the
    account that looks may accept it.
    """

    claim: Claim
    wording: LastWording
    by: Account
    changes: list[ColumnChange]
    beside: list[Claim]
    details: list[Printed]
    open_to_reader: bool

    @property
    def is_new(self) -> bool:
        """Whether the claim was never published."""
        return self.wording.published is None

    @property
    def is_plain(self) -> bool:
        """Whether it may be accepted among several: new, borne out to the word, and beside nothing else."""
        name_and_day = len(self.details) > 1 and all(detail.printed for detail in self.details)
        return self.is_new and name_and_day and not self.beside and self.claim.state is ClaimState.IN_REVIEW


def waiting_claims(session: Session, *, to: Account) -> list[WaitingClaim]:
    """Return the oldest 200 claims in review, and then the newest drafts, as an account may act on them."""
    claims = [*_loaded(session, ClaimState.IN_REVIEW), *_loaded(session, ClaimState.DRAFT)]
    wordings = last_wordings(session, claims)
    authors = {row.id: row for row in session.scalars(select(Account))}
    recorded = claims_of(session, list({claim.person_id for claim in claims}), to=CURATOR)
    changes = dict(zip(claims, _changes(session, claims, wordings), strict=True))
    alone = is_self_reviewed(session)
    return [
        WaitingClaim(
            claim, (wording := wordings[claim.id]), authors[wording.by_id], changes[claim],
            [other for other in recorded[claim.person_id] if _is_beside(claim, other)],
            _details(claim, changes[claim], recorded[claim.person_id]),
            allows(to.role, Role.REVIEWER) and (alone or wording.by_id != to.id),
        )
        for claim in claims
    ]  # fmt: skip


def in_review_count(session: Session) -> int:
    """Return how many claims are in review, however many are shown."""
    return session.scalar(select(func.count(Claim.id)).where(Claim.state == ClaimState.IN_REVIEW)) or 0


def _loaded(session: Session, state: ClaimState) -> Sequence[Claim]:
    every = every_claim()
    citations = selectinload(every.citations).joinedload(Citation.passage)
    query = (
        select(every)
        .where(every.state == state)
        .order_by(every.made_at if state is ClaimState.IN_REVIEW else every.made_at.desc(), every.id)
        .limit(MOST)
        .options(
            selectinload(every.person),
            citations.selectinload(Passage.source_version).joinedload(SourceVersion.source),
        )
    )  # fmt: skip
    claims = session.scalars(query).all()
    load_referred(session, claims)
    return claims


def _is_beside(claim: Claim, other: Claim) -> bool:
    """Tell whether a published claim speaks of the same as one that waits; a correction stands for itself."""
    same = other.kind is claim.kind and other.state is ClaimState.PUBLISHED and other is not claim
    if isinstance(claim, PersonalFact) and isinstance(other, PersonalFact):
        return same and claim.fact is other.fact
    return same and other.rank is not Rank.DEPRECATED and claim.kind is not ClaimKind.PERSON_NAME


def _changes(
    session: Session, claims: Sequence[Claim], wordings: dict[Any, LastWording]
) -> Iterator[list[ColumnChange]]:
    rows = [_row_change(claim, wordings[claim.id]) for claim in claims]
    named = rows_of(session, rows).by_id
    for claim, row in zip(claims, rows, strict=True):
        yield list(column_changes(row.table, row.columns, claim, named))


def _row_change(claim: Claim, wording: LastWording) -> RowChange:
    """Return what a claim says now beside what was published of it, as one change of its row."""
    table, published = claim.kind.value, wording.published or {}
    columns = {
        key: (published.get(key), now)
        for key in COLUMNS[table].keys() - _UNTOLD
        if (now := current_value(claim, key)) != (usual := default_value(table, key))
        or published.get(key) not in (None, usual)
    }
    return RowChange(0, uuid7(), claim.person_id, table, claim.id, Action.CHANGED, columns)


def _details(claim: Claim, changes: Sequence[ColumnChange], recorded: Sequence[Claim]) -> list[Printed]:
    passages = [c.passage.exact for c in claim.citations if c.stance is Stance.SUPPORTS]
    names = [row.text for row in recorded if isinstance(row, PersonName)]
    printed = any(prints_name(passage, name) for passage in passages for name in names)
    details = {ClaimKind.PERSON_NAME.label: printed}
    for change in changes:
        stands = _stands(change.new, passages) if change.new else None
        if stands is not None:
            # A name that is proposed is asked for by itself, and the other names of the person are not.
            details[change.label] = stands
    return [Printed(label, stands) for label, stands in details.items()]


def _stands(value: Value, passages: Sequence[str]) -> bool | None:
    """Tell whether a passage prints a value; None of what is said in words of our own."""
    if value.kind == "when":
        return any(printed.date == value.value for text in passages for printed in dates_in_text(text))
    if value.kind != "text":
        return None
    wanted = {word.folded for word in words(value.value)}
    return any(wanted <= {form for word in words(text) for form in (word.folded, *word.stems)}
               for text in passages)  # fmt: skip
