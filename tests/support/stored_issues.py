"""Issues as they stand in a database that is older, or newer, than the columns of today's list."""

import csv
import io
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from tests import make
from webapp.domain.references import next_reference
from webapp.models import ListIssue

# Written out once more: nothing of the first issues may follow a change of the code.
FIRST_COLUMNS = (
    "reference", "name", "other_names", "sex", "born", "occupation", "organizations", "status", "held",
    "status_since_edtf", "status_since_earliest", "status_since_latest", "status_place", "days_held",
    "charges", "sentence", "assessments", "last_verified_on", "sources", "quote", "citation_url",
    "record_url", "version",
)  # fmt: skip


def person_cells(reference: str, name: str, status: str = "arrested", **other: str) -> dict[str, str]:
    """Return the cells of a person in the first columns, and in those that are given besides."""
    stated = {"reference": reference, "name": name, "status": status, "held": "yes"}
    return dict.fromkeys(FIRST_COLUMNS, "") | stated | other


def stored_issue(
    session: Session,
    people: Sequence[dict[str, str]],
    columns: Sequence[str] = FIRST_COLUMNS,
    departed: dict[str, Any] | None = None,
) -> ListIssue:
    """Store the next issue as it was frozen when the list had these columns."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(people)
    file = text.getvalue().encode("utf-8-sig")
    number = int(next_reference(session, "I").removeprefix("I-"))
    issue = ListIssue(
        number=number, title="An old list", filter="", as_of=make.AT.date(), made_at=make.AT,
        made_by=make.account(session), people=len(people), sha256=sha256(file).hexdigest(), file=file,
        departed=departed or {},
    )  # fmt: skip
    session.add(issue)
    session.flush()
    return issue
