"""Whether every issue of the list is still the file that was frozen."""

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.checks.fault import Fault
from webapp.domain.checks.table_reading import rows
from webapp.domain.publishing.issue_cells import cells_of
from webapp.models import ListIssue


def list_issue_faults(session: Session) -> Iterator[Fault]:
    """Yield every issue whose file has another hash or other people than it says, and every gap."""
    query = select(ListIssue.number, ListIssue.sha256, ListIssue.people, ListIssue.file)
    for place, row in enumerate(rows(session, query.order_by(ListIssue.number)), start=1):
        subject = f"list issue {row.number}"
        if row.number != place:
            yield Fault(subject, f"it stands in the place of issue {place}")
        if sha256(row.file).hexdigest() != row.sha256:
            yield Fault(subject, "its file is not the one whose hash was recorded")
        elif len(cells_of(row.file)) != row.people:
            yield Fault(subject, f"its file does not hold {row.people} people")
