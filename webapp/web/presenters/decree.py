"""What the page of a decree shows: its deciding words, what becomes of each name, and who is not in it."""

from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext

from webapp.domain.citing.typed_people import summaries_by_person
from webapp.domain.decrees import recording
from webapp.domain.decrees.printed_names import printed_names
from webapp.domain.decrees.rows import NOBODY, SOMEBODY_NEW, DecreeRow, outcome_counts, read_decree
from webapp.domain.decrees.unmatched_names import names_to_keep
from webapp.domain.history.edits import newest_number
from webapp.domain.refusals import Refused
from webapp.domain.visibility import CURATOR
from webapp.models import PersonSummary, SourceVersion
from webapp.vocab.decrees import NameOutcome
from webapp.vocab.liberty import Status
from webapp.web.db import db, today
from webapp.web.forms.decrees.decrees import DecreeForm, expectation
from webapp.web.saving import show_refusal

# Of those who are not named, so many are shown.
_MOST_ABSENT = 300


@dataclass(frozen=True)
class NameRow:
    """A name with what is known of whom it means; `changed_by` is who changed that since somebody looked."""

    row: DecreeRow
    summary: PersonSummary | None
    changed_by: str | None

    @property
    def refused(self) -> str:
        """Why nothing can be written of it; empty where something can."""
        return self.row.refused.translated(gettext) if self.row.refused else ""


def decree_page(version: SourceVersion, form: DecreeForm) -> dict[str, Any]:
    """Return what the page of a decree shows beside its form, as variables of the template."""
    reading = form.reading()
    try:
        names = printed_names(db(), version, within=form.within, pasted=form.pasted.data)
    except Refused as refused:
        names = []
        show_refusal(form, refused)
    rows = read_decree(db(), version, names, reading)
    counts = outcome_counts(rows)
    seen = form.values()["seen"]
    changed = recording.changed_since(db(), rows, seen) if form.is_submitted() else {}
    form.expected.data, form.seen.data = expectation(counts), str(newest_number(db()))
    people = [row.person for row in rows if row.person is not None]
    summaries = summaries_by_person(db(), people, to=CURATOR)
    by_outcome: dict[NameOutcome, list[NameRow]] = {outcome: [] for outcome in NameOutcome}
    for row in rows:
        key = row.person.id if row.person else None
        name = NameRow(row, summaries.get(key), changed.get(key)) if key else NameRow(row, None, None)
        by_outcome[row.outcome].append(name)
    listed = recording.not_named(db(), replace(form.people_filter(), today=today()), rows)
    return {
        "version": version,
        "text": version.text,
        "common": form.common,
        "counts": counts,
        "groups": {outcome: names for outcome, names in by_outcome.items() if names},
        "to_write": sum(row.to_write for row in rows),
        "to_keep": len(names_to_keep(db(), version, rows)),
        "listed": listed,
        "shown_absent": listed.absent[:_MOST_ABSENT],
        "reading": reading,
        "statuses": [status for status in Status if status is not Status.NOT_STATED],
        "nobody": NOBODY,
        "somebody_new": SOMEBODY_NEW,
        "on_day": today(),
    }
