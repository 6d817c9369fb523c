"""What the entries of the calendar say, with names or without."""

from collections.abc import Iterable, Iterator

from flask_babel import gettext

from webapp.domain.publishing.calendar import CalendarEvent
from webapp.domain.publishing.calendar_entries import CalendarLine
from webapp.vocab.terms import DueKind
from webapp.web.addresses import public_address
from webapp.web.printed_values import day, label


def calendar_events(lines: Iterable[CalendarLine], *, discreet: bool) -> Iterator[CalendarEvent]:
    """Yield the entries as a file of a calendar has them; discreet ones name nobody and lead to nobody."""
    # There may be a hundred thousand: what they share is put into words once.
    kinds = {kind.value: label(kind) for kind in DueKind}
    description = "" if discreet else gettext("As recorded. That the day passes changes nobody's status.")
    board, person, case = public_address("due.board"), _before("people.show"), _before("cases.show")
    for line in lines:
        entry, words, address = line.entry, kinds[line.entry.kind], board
        if not discreet and line.case is not None:
            address = case + line.case.reference
        elif not discreet and line.person is not None:
            address = person + line.person.reference
        if not discreet and line.person is not None:
            words = f"{words}: {_about(line)}"
        by = "" if entry.precise else gettext("by %(day)s: ", day=day(entry.day))
        yield CalendarEvent(
            uid=entry.uid, day=entry.day, hour=entry.hour, summary=by + words, description=description,
            url=address, sequence=entry.sequence, changed_at=entry.changed_at, cancelled=entry.cancelled,
            tentative=not entry.precise,
        )  # fmt: skip


def _about(line: CalendarLine) -> str:
    about = line.case or line.person
    assert about is not None
    return f"{about.name} ({about.reference})"


def _before(endpoint: str) -> str:
    """Return the public address of any record up to its reference, which holds nothing to be quoted."""
    return public_address(endpoint, reference="0").removesuffix("0")
