"""The filters of the templates: each kind of row and value, and what prints it."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from flask import Flask
from flask_babel import format_percent, gettext, ngettext

from webapp.domain.accounts.home_rules import is_self_reviewed
from webapp.domain.claims.current_status import term_ended
from webapp.domain.claims.kinds import KINDS
from webapp.domain.claims.liberty_periods import LibertyPeriod, timed_event
from webapp.domain.claims.timed_events import is_announced
from webapp.domain.law.provisions import cited_as
from webapp.domain.lists.filter import FIELDS
from webapp.domain.people.ages import derived_birth
from webapp.domain.people.people import PersonRecord
from webapp.domain.read_model.csv_words import OFFENCE_NOT_STATED, SEPARATOR
from webapp.domain.read_model.freshness import is_overdue
from webapp.domain.sources.passages import passage_context
from webapp.domain.visibility import sees_claim, visible_citations
from webapp.models import Charge, Citation, LibertySpan, PersonSummary, StatusEvent
from webapp.vocab.assessments import Criterion
from webapp.vocab.claims import ClaimKind, Credibility, Stance
from webapp.vocab.dates.edtf import interval
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.dates.typed_instant import read_instant
from webapp.vocab.liberty import DEATHS, Held, Status, StatusDetail, held
from webapp.vocab.people import Occupation, fact_word
from webapp.vocab.scripts import Script, direction
from webapp.vocab.sources import Reliability
from webapp.vocab.verification import DAYS_TO_VERIFY
from webapp.web.access import reader
from webapp.web.db import db, today
from webapp.web.drafts import taken_up_at
from webapp.web.languages import number
from webapp.web.lookups import summary_of
from webapp.web.presenters.due_acts import due_acts
from webapp.web.presenters.ends_of_terms import counting_words, due_day, end_words, working
from webapp.web.presenters.publishing.issue_cells import worded_cells
from webapp.web.presenters.record_sections import assessed, steps_of
from webapp.web.presenters.sentences import change, sentence
from webapp.web.presenters.uncertain_days import uncertain_days
from webapp.web.printed_values import (
    country,
    day,
    day_of_week,
    instant,
    label,
    status_word,
    tongue,
    understood_as,
    when,
)

# Control characters, surrogates, and the code points that are no characters in any plane.
_NOT_HTML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_KIND_OF_STATUS = {Held.YES: "held", Held.NO: "free", Held.UNCERTAIN: "unsure", Held.NOT_STATED: ""}


def init_app(app: Flask) -> None:
    """Give the templates their filters and the few functions of the domain that print things."""

    @cache
    def line_of(kind: ClaimKind) -> Any:
        return app.jinja_env.get_template(f"claims/kinds/_{kind}.html").module

    app.jinja_env.filters.update(
        when=when,
        understood=understood_as,
        label=label,
        status_word=status_word,
        grade=grade,
        definition=lambda word: gettext(word.definition),
        day=day,
        day_of_week=day_of_week,
        instant=instant,
        number=number,
        share=format_percent,
        country=country,
        tongue=tongue,
        pill=pill,
        is_overdue=is_overdue,
        occupations=lambda cell: ", ".join(label(Occupation(code)) for code in cell.split(" | ") if code),
        criteria=lambda codes: ", ".join(label(Criterion(code)) for code in codes.split()),
        direction=lambda script: direction(Script(script)),
        fact_value=lambda fact: label(word) if (word := fact_word(fact.fact, fact.value)) else fact.value,
        derived_birth=lambda fact: derived_birth(fact, to=reader()),
        since=since,
        possibly=possibly,
        detail=StatusDetail,
        is_announced=lambda event: is_announced(timed_event(event, reader())),
        between=between,
        days_held=days_held,
        event_words=event_words,
        stated_beside=stated_beside,
        uncertain_days=lambda events: uncertain_days(events, to=reader()),
        ago=ago,
        due_after=lambda row: due_after(row.status),
        context=passage_context,
        steps=steps_of,
        summary=summary_of,
        ended_by=lambda row, today: term_ended(row.held, row.term_ends_on, today),
        assessed=lambda record: assessed(record.claims, to=reader()),
        source_count=source_count,
        stances=stances,
        shown_citations=lambda claim: visible_citations(claim, to=reader()),
        sentence=sentence,
        change=change,
        due_day=due_day,
        counting_words=counting_words,
        end_words=end_words,
        due_acts=due_acts,
        working=working,
        charges=charges,
        filter_label=filter_label,
        edtf=lambda text: when(PartialDate.parse(text)) if text else "",
        filter_value=filter_value,
        charge_words=charge_words,
        worded_cells=worded_cells,
        claim_words=lambda claim: line_of(claim.kind).line(claim),
        cited_as=cited_as,
        taken_up_at=taken_up_at,
    )
    app.jinja_env.globals.update(
        ClaimKind=ClaimKind, claim_nouns=tuple(kind.noun for kind in KINDS.values()),
        present_day=today, self_reviewed=lambda: is_self_reviewed(db()), grades=grades,
    )  # fmt: skip
    app.jinja_env.finalize = printable


def printable(value: Any) -> Any:
    """Return a text with U+FFFD for each character that no HTML page may hold (WHATWG HTML, 13.2.3.5).

    Every value on every page goes through here. Nothing of the kind is ever stored; a form gives back what
    was typed, whatever it was.
    """
    # What is printable in the sense of Python holds none of them, and that is told faster; whole parts of a
    # page come by too, with their line breaks.
    if (
        isinstance(value, str)
        and not value.isprintable()
        and not str.replace(value, "\n", "").isprintable()
        and _NOT_HTML.search(value)
    ):
        return type(value)(_NOT_HTML.sub("\N{REPLACEMENT CHARACTER}", value))
    return value


def pill(status: Status) -> str:
    """Return the class that colours a status, if any."""
    return "dead" if status in DEATHS else _KIND_OF_STATUS[held(status)]


def grade(word: Reliability | Credibility) -> str:
    """Return a grade as its sign and what it means: `F: cannot be judged`."""
    sign, _, meaning = label(word).partition(" ")
    return f"{sign}: {meaning.lower()}"


def grades(reliability: Reliability, credibility: Credibility) -> str:
    """Return the grades of a source and of what it says, which stand beside each quotation."""
    source = gettext("source %(grade)s", grade=grade(reliability))
    return f"{source} · {gettext('information %(grade)s', grade=grade(credibility))}"


def stances(citations: Sequence[Citation]) -> str:
    """Return how many passages say so, say otherwise, or only mention it."""
    numbers = Counter(citation.stance for citation in citations)
    words = [ngettext("%(num)s passage says so", "%(num)s passages say so", numbers[Stance.SUPPORTS])]
    if contradicting := numbers[Stance.CONTRADICTS]:
        words.append(ngettext("%(num)s contradicts", "%(num)s contradict", contradicting))
    if mentioning := numbers[Stance.MENTIONS]:
        words.append(ngettext("%(num)s mentions it", "%(num)s mention it", mentioning))
    return " · ".join(words)


def possibly(row: PersonSummary | LibertySpan | LibertyPeriod) -> str:
    """Return the statuses between which nothing decides."""
    codes = row.possible_statuses
    words = codes.split(SEPARATOR) if isinstance(codes, str) else codes
    return " / ".join(label(Status(code)) for code in words)


def between(held_since: tuple[date | None, date]) -> str:
    """Return within which days a detention began."""
    earliest, latest = held_since
    if earliest is None:
        return gettext("%(day)s at the latest", day=day(latest))
    return when(PartialDate.parse(interval(earliest, latest)))


def days_held(days: tuple[int | None, int] | None) -> str:
    """Return how many days a detention has lasted: a number, a range where its first day is not known."""
    if days is None:
        return gettext("cannot be calculated (no start day)")
    most, least = days
    if most is None:
        return gettext("at least %(least)s", least=number(least))
    if most == least:
        return number(least)
    return gettext("between %(least)s and %(most)s", least=number(least), most=number(most))


def event_words(event: StatusEvent) -> str:
    """Return an event in few words: its status and its date."""
    since = when(event.since) if event.since else gettext("date not stated")
    return f"{label(event.status)} ({since})"


def stated_beside(event: StatusEvent) -> StatusEvent | None:
    """Return the event that an event is stated to come after or to contradict, where the reader sees it."""
    other = event.after or event.disputes
    seen = other is not None and other.person_id == event.person_id and sees_claim(reader(), other)
    return other if seen else None


def ago(value: date, today: date) -> str:
    """Return how long ago a day was: in years and months, or in days where it was less than two months."""
    if value == today:
        return gettext("today")
    months = (today.year - value.year) * 12 + today.month - value.month - (today.day < value.day)
    if months < 2:
        return ngettext("%(num)s day ago", "%(num)s days ago", (today - value).days)
    years, months = divmod(months, 12)
    in_years = ngettext("%(num)s year", "%(num)s years", years)
    in_months = ngettext("%(num)s month", "%(num)s months", months)
    length = " ".join(([in_years] if years else []) + ([in_months] if months else []))
    return gettext("%(length)s ago", length=length)


def due_after(status: Status) -> str:
    """Return after how many days without a word a status wants to be verified."""
    return ngettext("due after %(num)s day", "due after %(num)s days", DAYS_TO_VERIFY[status])


def source_count(record: PersonRecord) -> int:
    """Return from how many sources, of those the reader may see, the record's claims are drawn."""
    cited = (citation for claim in record.claims for citation in visible_citations(claim, to=reader()))
    return len({c.passage.source_version.source_id for c in cited if c.stance is Stance.SUPPORTS})


def since(summary: PersonSummary | LibertySpan) -> str:
    """Return since when a person has the status of a summary, or of the span of a day."""
    if not summary.status_since_edtf:
        return ""
    return when(PartialDate.parse(summary.status_since_edtf))


def charge_words(charge: Charge) -> str:
    """Return a charge in one line: the provision, or the offence in the source's words, or that none is."""
    cited = cited_as(charge.provision) if charge.provision else charge.offence
    offence = cited or gettext("offence not stated")
    return f"{offence} ({charge.characterisation})" if charge.characterisation else offence


def charges(cell: str) -> list[str]:
    """Return the charges in a cell of a summary, one by one, all in the reader's language."""
    return [
        gettext("offence not stated") + charge.removeprefix(OFFENCE_NOT_STATED)
        if charge == OFFENCE_NOT_STATED or charge.startswith(f"{OFFENCE_NOT_STATED} (") else charge
        for charge in cell.split(SEPARATOR)
        if charge
    ]  # fmt: skip


def filter_label(name: str) -> str:
    """Return what a field of the filter is called."""
    return gettext(FIELDS[name].label)


def filter_value(value: str, name: str, title: str | None = None) -> str:
    """Return a value of a field of the filter as people read it; `title` is what a reference is called."""
    message = FIELDS[name].message(value)
    # What people typed is no message: gettext trusts it.
    if message is not None:
        return gettext(message)
    if title is not None:
        return title
    if name == "known_on":
        return instant(read_instant(value).last) if "T" in value else day(date.fromisoformat(value))
    return day(date.fromisoformat(value)) if name == "as_of" else value
