"""What an entry of the calendar says, with names or without."""

from flask_babel import gettext

from webapp.domain.publishing.calendar import CalendarEvent
from webapp.domain.publishing.calendar_entries import CalendarLine
from webapp.vocab.terms import DueKind
from webapp.web.addresses import public_address
from webapp.web.printed_values import day, label


def calendar_event(line: CalendarLine, *, discreet: bool) -> CalendarEvent:
    """Return an entry as a file of a calendar has it; a discreet one names nobody and leads to nobody."""
    entry = line.entry
    words = _discreet_words(line) if discreet or line.person is None else _words(line)
    by = "" if entry.precise else gettext("by %(day)s: ", day=day(entry.day))
    address = public_address("due.board")
    if not discreet and line.case is not None:
        address = public_address("cases.show", reference=line.case.reference)
    elif not discreet and line.person is not None:
        address = public_address("people.show", reference=line.person.reference)
    return CalendarEvent(
        uid=entry.uid, day=entry.day, hour=entry.hour, summary=by + words,
        description="" if discreet else gettext("As recorded. That the day passes changes nobody's status."),
        url=address, sequence=entry.sequence, changed_at=entry.changed_at, cancelled=entry.cancelled,
        tentative=not entry.precise,
    )  # fmt: skip


def _discreet_words(line: CalendarLine) -> str:
    return label(DueKind(line.entry.kind))


def _words(line: CalendarLine) -> str:
    assert line.person is not None
    about = f"{line.person.name} ({line.person.reference})"
    if line.case is not None:
        about = f"{line.case.name} ({line.case.reference})"
    return f"{_discreet_words(line)}: {about}"
