"""Numbered issues of the list: frozen once, cited for ever, and held against each other."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.input_rules import clean_text, required_line
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.people.people import person
from webapp.domain.publishing.issue_cells import CAUSE, Cells, cells_of
from webapp.domain.publishing.issue_movements import is_set_free
from webapp.domain.publishing.people_csv import people_cells, people_csv
from webapp.domain.references import next_reference
from webapp.domain.refusals import Refused
from webapp.domain.visibility import PUBLIC
from webapp.models import Account, Citation, ListIssue, StatusEvent
from webapp.vocab.words import N_


def freeze(
    session: Session, *, title: str | None, note: str | None, people_filter: PeopleFilter, by: Account,
    at: datetime, public_url: str,
) -> ListIssue:  # fmt: skip
    """Freeze the public list of a filter, as it is at `at`, under the next number.

    What is known now of those who stood in the issue before and are not in this one, or are free in it, is
    kept with it, and why they are free. Raises Refused where the title is missing or nobody is on the list.
    """
    title, note = required_line("title", title, limit=200), clean_text("note", note, limit=5_000)
    if people_filter.known_on:
        refusal = N_("An issue is frozen as it is known now; take “as known on” out of the filter.")
        raise Refused("title", refusal)
    # Giving out the number makes another who freezes at this moment wait.
    number = int(next_reference(session, "I").removeprefix("I-"))
    listing: dict[str, Any] = {"to": PUBLIC, "today": at.date(), "public_url": public_url}
    file = b"".join(people_csv(session, people_filter, **listing))
    people = cells_of(file)
    if not people:
        raise Refused("title", N_("Nobody is on this list; there is nothing to freeze."))
    list_issue = ListIssue(
        number=number, title=title, note=note, filter=people_filter.query(),
        as_of=people_filter.as_of or at.date(), made_at=at, made_by=by, people=len(people),
        sha256=sha256(file).hexdigest(), file=file,
        departed=_departed(session, number, people, listing),
    )  # fmt: skip
    session.add(list_issue)
    session.flush()
    return list_issue


def _departed(
    session: Session, number: int, people: Mapping[str, Cells], listing: dict[str, Any]
) -> dict[str, Cells | None]:
    """Return what is public now of each who is in the issue before and not among these, by reference.

    None where nothing is. Those who are among these and set free stand there too, for the cause.
    """
    earlier = frozen_issue(session, number - 1)
    before = cells_of(earlier.file) if earlier else {}
    departed = sorted(set(before) - set(people))
    leads_to = {reference: _leads_to(session, reference) for reference in departed}
    targets = set(leads_to.values())
    public = {
        cells["reference"]: cells
        for cells in (people_cells(session, PeopleFilter(), **listing) if targets else ())
        if cells["reference"] in targets
    }
    now = {reference: public.get(target) for reference, target in leads_to.items()}
    now |= {key: row for key, row in people.items() if key in before and is_set_free(before[key], row)}
    causes = _causes(session, (cells for cells in now.values() if cells))
    return {
        key: cells and {**cells, CAUSE: causes.get(_status_citation(cells), "")} for key, cells in now.items()
    }


def _causes(session: Session, people: Iterable[Cells]) -> dict[UUID | None, str]:
    """Return why people were released as the claim on their status says, by the citation in their cells."""
    citations = {key for cells in people if (key := _status_citation(cells))}
    query = select(Citation.id, StatusEvent.cause).join(StatusEvent, StatusEvent.id == Citation.claim_id)
    causes = dict[UUID | None, str]()
    for batch in batches(citations):
        rows = session.execute(query.where(Citation.id.in_(batch)))
        causes |= {key: cause.value for key, cause in rows if cause}
    return causes


def _status_citation(cells: Cells) -> UUID | None:
    last = cells["citation_url"].rpartition("/")[2]
    return UUID(last) if last else None


def _leads_to(session: Session, reference: str) -> str:
    holder = person(session, reference, to=PUBLIC)
    return holder.reference if holder else reference


def frozen_issue(session: Session, number: int) -> ListIssue | None:
    """Return the issue of a number as it was frozen, with the lines that are withheld since, or None."""
    return session.scalar(select(ListIssue).where(ListIssue.number == number))
