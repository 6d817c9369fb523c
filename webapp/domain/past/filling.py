"""What the read model would have held of a person after each edit, made anew from history and kept."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from webapp.domain.batches import BATCH, among, batches
from webapp.domain.history.chain import await_turn
from webapp.domain.past.database import open_today
from webapp.domain.past.person import part_from_unseen, tie, tie_to_records
from webapp.domain.past.rows import FirstRevisions, only_edits, versions_by_edit
from webapp.domain.read_model import past_rows
from webapp.domain.read_model.person_rows import BY_PERSON
from webapp.domain.read_model.refresh import READERS, keep_keys, rows_of
from webapp.domain.sources.passages import load_texts
from webapp.domain.visibility import Reader, sees_claim, sees_person
from webapp.models import PAST_TABLES, Base, Citation, Claim, NameToken, Person, Verification
from webapp.vocab.claims import Audience

Rows = list[dict[str, Any]]
Version = dict[type[Base], Rows]
"""Rows by the model of the table that they are like; those of one person, for every audience."""


def fill(session: Session, person_ids: Sequence[UUID]) -> None:
    """Keep what history tells of these people instead of what was kept. The door commits.

    Waits for whoever edits: what is closed at this moment must not be kept as it was open.
    """
    await_turn(session)
    firsts = FirstRevisions(session)
    for ids in batches(person_ids):
        only = only_edits(session, ids)
        ends_before = past_rows.ends(session, ids)
        begun = firsts.among(end for own in ends_before.values() for end in own)
        for person_id in ids:
            # An edit of what claims refer to ended a version too, and is none of the person's.
            others = begun.intersection(ends_before.get(person_id, ()))
            if person_id in only and others <= {firsts[only[person_id]]}:
                past_rows.replace(session, person_id, [firsts[only[person_id]]], {})
            else:
                _fill_person(session, person_id, others, firsts)
    session.expire_all()


def _fill_person(
    session: Session, person_id: UUID, others: set[int], firsts: Mapping[UUID, int]
) -> None:
    """Keep what history tells of a person, of whom versions were over at these revisions among others."""
    versions, rows = earlier_versions(session, person_id, firsts), Version()
    ends = sorted({begun for begun, _ in versions} | others)
    for since, until in pairwise(ends):
        for model, own in version_at(versions, until - 1).items():
            period = {"since": since, "until": until}
            rows.setdefault(model, []).extend(row | period for row in own)
    past_rows.replace(session, person_id, ends, rows)
    keep_keys(session, set(), {row["token"] for row in rows.get(NameToken, [])})


def fill_all(session: Session) -> Iterator[int]:
    """Fill what is not kept of anybody, and yield after some how many they were. The door commits."""
    unkept = past_rows.unkept(session, after=-1)
    for place in range(0, len(unkept), BATCH):
        batch = unkept[place : place + BATCH]
        fill(session, batch)
        yield len(batch)


def earlier_versions(
    session: Session, person_id: UUID, firsts: Mapping[UUID, int]
) -> list[tuple[int, Version]]:
    """Return of each edit of a person its first revision, and what the read model held after it.

    It is what readers saw then, less what they may not see today, as a list restored from history has it.
    `firsts` are the first revisions of edits by their keys.
    """
    every = list(versions_by_edit(session, person_id))
    keys = {key for _, rows in every for key, row in rows.items() if isinstance(row, Claim)}
    still_open = {to: among(session, open_today(to), Claim.id, keys) for to in READERS}
    cited = {key for _, rows in every for key, row in rows.items() if isinstance(row, Citation)}
    cited_today = among(session, select(Citation.id), Citation.id, cited)
    # Once for all versions, which tell of the same records again and again.
    restored = (row for _, rows in every for row in rows.values())
    tie_to_records(session, (row for row in restored if isinstance(row, Claim | Citation)))
    return [
        (firsts[edit_id], _version(session, person_id, rows, still_open, cited_today))
        for edit_id, rows in every
    ]


def version_at(versions: Sequence[tuple[int, Version]], revision: int) -> Version:
    """Return what held at a revision; nothing before the first version."""
    place = bisect_right(versions, revision, key=itemgetter(0))
    return versions[place - 1][1] if place else {}


def _version(
    session: Session,
    person_id: UUID,
    rows: dict[UUID, Any],
    still_open: dict[Reader, set[UUID]],
    cited_today: set[UUID],
) -> Version:
    person: Person | None = rows.get(person_id)
    version = Version()
    if person is None:
        return version
    own = (row for row in rows.values() if isinstance(row, Verification) and row.person_id == person_id)
    set_committed_value(person, "verifications", list(own))
    claims = sorted(
        (row for row in rows.values() if isinstance(row, Claim) and row.person_id == person_id),
        key=lambda claim: (claim.made_at, claim.id),
    )
    tie(session, claims, rows)
    load_texts(session, (citation.passage for claim in claims for citation in claim.citations))
    # The public last: of the citations it sees those alone that are there today.
    for to in reversed(READERS):
        if not sees_person(to, person):
            continue
        known = [claim for claim in claims if claim.id in still_open[to]]
        if to.audience is Audience.PUBLIC:
            for claim in known:
                citations = [row for row in claim.citations if row.id in cited_today]
                set_committed_value(claim, "citations", citations)
        seen = [claim for claim in known if sees_claim(to, claim)]
        part_from_unseen(seen)
        for model, derived in zip(BY_PERSON, rows_of(person, seen, to=to), strict=False):
            if model in PAST_TABLES:
                version.setdefault(model, []).extend(row | {"audience": to.audience} for row in derived)
    return version
