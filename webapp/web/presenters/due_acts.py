"""What may have become of a day that is due: each act with its form, filled in, open in its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from flask import request, url_for
from flask_babel import lazy_gettext

from webapp.domain.accounts import drafts
from webapp.domain.claims.kinds import KINDS
from webapp.domain.people.due import DueLine
from webapp.models import Hearing
from webapp.vocab.charges import HearingOutcome
from webapp.vocab.claims import ClaimKind
from webapp.vocab.liberty import Cause, Status
from webapp.vocab.terms import DueKind
from webapp.web.claim_pages import begun
from webapp.web.forms.claims.kinds import FORMS
from webapp.web.forms.people.people import VerifiedPersonForm

_EVIDENCE = ("source", "quote")


@dataclass(frozen=True, kw_only=True)
class DueAct:
    """What may have become of a day: the form at a `place` of an `endpoint`, with which `values` it begins.

    Those of its `fields` are few enough to be filled in on the board, where `key` names the act; without any,
    the form has its own page. It is that of a claim of the `kind`, or without one that of verifying.
    """

    key: str
    label: str
    endpoint: str
    place: Mapping[str, str]
    fields: tuple[str, ...] = ()
    kind: ClaimKind | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The address of the whole form, made where it is printed: a board has many acts, and one is open."""
        return url_for(self.endpoint, **self.place, **self.values)

    @property
    def opened_at(self) -> str:
        """The address of the board with the form open."""
        return _board_at([*_board(), ("open", self.key)])

    def form(self, line: DueLine) -> Any:
        """Return the form, begun."""
        if self.kind is None:
            form: Any = VerifiedPersonForm(obj=line.summary.person)
        else:
            form = begun(FORMS[self.kind][0](), KINDS[self.kind], self.values)
            # The act is why; whoever wants to say more opens the whole form.
            form.reason.data = str(self.label)
        # A draft of it is taken up again on the form's own page.
        form.opened.data = drafts.new_address(urlsplit(self.address).path.removeprefix(request.script_root))
        return form


def due_acts(line: DueLine, lines: Sequence[DueLine]) -> list[DueAct]:
    """Return what may have become of a line, one of the `lines` of a page; nothing of a birthday."""
    match line.kind:
        case DueKind.HEARING:
            return list(_of_hearing(line))
        case DueKind.ORDER_ENDS:
            return [*_of_order(line, lines), _nothing_known(line)]
        case DueKind.ANNOUNCED:
            return [*_of_announcement(line), _nothing_known(line)]
        case DueKind.TERM_ENDS:
            return [*_of_term(line), _nothing_known(line)]
    return []


def closed_board() -> str:
    """Return the address of the board as it is, with no form open."""
    return _board_at(_board())


def _board_at(query: list[tuple[str, str]]) -> str:
    return f"{request.script_root}{request.path}?{urlencode(query)}"


def _board() -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.args.items(multi=True) if name != "open"]


def _of_order(line: DueLine, lines: Sequence[DueLine]) -> Iterator[DueAct]:
    people, day = ", ".join(_ordered_together(line, lines)), line.edtf
    status, free = line.summary.status, Status.RELEASED_PENDING_TRIAL
    yield _status(line, "extended", lazy_gettext("Extended"), status, "until", "since", people=people)
    released = {"people": people, "since": day}
    yield _status(line, "released", lazy_gettext("Released"), free, "status", "since", **released)
    yield _still_held(line, people=people)


def _of_announcement(line: DueLine) -> Iterator[DueAct]:
    status = line.summary.announced_status
    yield _status(line, "done", lazy_gettext("Done"), status, "since", since=line.edtf)
    yield _status(line, "put_off", lazy_gettext("Put off"), status, "since", "announced")
    yield _still_held(line)


def _of_term(line: DueLine) -> Iterator[DueAct]:
    free, cause = Status.RELEASED_SERVED, Cause.SENTENCE_SERVED.value
    yield _status(line, "released", lazy_gettext("Released"), free, "status", "cause", "since", cause=cause)
    yield _still_held(line)
    charges = {"reference": line.summary.reference, "_anchor": "charges"}
    label = lazy_gettext("Term changed")
    yield DueAct(key=_key(line, "changed"), label=label, endpoint="people.show", place=charges)


def _still_held(line: DueLine, **people: str) -> DueAct:
    status = line.summary.status
    return _status(line, "still", lazy_gettext("Still held"), status, "status", "since", **people)


def _status(line: DueLine, name: str, label: str, status: Status, *shown: str, **values: str) -> DueAct:
    return _recorded(ClaimKind.STATUS_EVENT, line, name, label, *shown, status=status.value, **values)


def _of_hearing(line: DueLine) -> Iterator[DueAct]:
    hearing, people = line.hearings[0], ", ".join(each.person.reference for each in line.hearings)
    values = _values_of(hearing) | {"people": people, "date": line.edtf}
    took_place = values | {"outcome": HearingOutcome.HELD.value}
    postponed = values | {"outcome": HearingOutcome.POSTPONED.value}
    kind = ClaimKind.HEARING
    yield _recorded(kind, line, "held", lazy_gettext("Took place"), "date", "ruling", **took_place)
    yield _recorded(kind, line, "postponed", lazy_gettext("Postponed"), "postponed_to", **postponed)
    if hearing.case:
        ruled = {name: took_place[name] for name in ("people", "proceeding", "date", "outcome")}
        key, label = _key(line, "ruling"), lazy_gettext("Ruling, or extended")
        place = _place(hearing.case.reference)
        yield DueAct(key=key, label=label, endpoint="cases.rule", place=place, values=ruled)


def _values_of(hearing: Hearing) -> dict[str, str]:
    records = {"case": hearing.case, "court": hearing.court}
    references = {name: record.reference for name, record in records.items() if record}
    return {"proceeding": hearing.proceeding.value, **references}


def _recorded(kind: ClaimKind, line: DueLine, name: str, label: str, *shown: str, **values: str) -> DueAct:
    values = {"people": line.summary.reference} | values
    return DueAct(
        key=_key(line, name), label=label, endpoint=f"{KINDS[kind].noun}.new",
        place=_place(line.summary.reference), fields=("people", *shown, *_EVIDENCE), kind=kind, values=values,
    )  # fmt: skip


def _nothing_known(line: DueLine) -> DueAct:
    return DueAct(
        key=_key(line, "nothing"), label=lazy_gettext("Nothing known"), endpoint="people.verify",
        place=_place(line.summary.reference), fields=("checked", "day", "method", "note"),
    )  # fmt: skip


def _place(reference: str) -> dict[str, str]:
    """Return what a form's address holds beside its values: of whom, and the board it leads back to."""
    return {"reference": reference, "due": urlencode(_board())}


def _key(line: DueLine, name: str) -> str:
    return ".".join((line.kind.value, line.summary.reference, line.day.isoformat(), name))


def _ordered_together(line: DueLine, lines: Sequence[DueLine]) -> list[str]:
    """Return whose order of the same day, on a page of what is due, rests on a passage of this one's."""
    passages = _passages(line)
    return [
        other.summary.reference
        for other in lines
        if other is line
        or ((other.kind, other.day) == (line.kind, line.day) and passages & _passages(other))
    ]


def _passages(line: DueLine) -> set[UUID]:
    event = line.record.current.event if line.record else None
    return {citation.passage_id for citation in event.citations} if event else set()
