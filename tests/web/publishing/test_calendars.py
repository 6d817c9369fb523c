"""What is due in somebody's own calendar: what is put off keeps its key, and an address can be ended."""

import re
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests import make
from tests.support.counted_statements import counted
from tests.support.forms import elements, post_form
from webapp.models import CalendarEntry, CalendarFeed, Hearing
from webapp.vocab.charges import HearingOutcome
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Status
from webapp.web.db import today as present_day


def in_days(days: int) -> str:
    """The day so many days from today."""
    return (present_day() + timedelta(days=days)).isoformat()


def address_of(clara: FlaskClient, **typed: str) -> str:
    """A new address of the calendar."""
    page = post_form(clara, "/due/calendar", discreet=typed.get("discreet")).get_data(as_text=True)
    match = re.search(r"/calendar/[\w-]+\.ics", page)
    assert match is not None
    return match[0]


def entries(client: FlaskClient, address: str) -> dict[str, tuple[object, int, str, str]]:
    """Day, sequence, status and summary of each entry, by its key."""
    answer = client.get(address)
    assert answer.mimetype == "text/calendar"
    events = Calendar.from_ical(answer.get_data()).walk("VEVENT")
    return {
        str(event["UID"]): (
            event.decoded("DTSTART"), event["SEQUENCE"], str(event["STATUS"]), str(event["SUMMARY"])
        )
        for event in events
    }  # fmt: skip


def test_a_hearing_put_off_twice_moves_under_its_key_and_one_that_fell_away_is_cancelled(
    session: Session, clara: FlaskClient, client: FlaskClient
) -> None:
    address = address_of(clara)
    who = make.person(session)
    first = make.hearing(session, who, date=in_days(2))
    (key,) = entries(client, address)
    for day, later in ((2, 5), (5, 9)):
        put_off = {"outcome": HearingOutcome.POSTPONED, "postponed_to": PartialDate.parse(in_days(later))}
        last = make.hearing(session, who, date=in_days(day), **put_off)
        (moved,) = entries(client, address).items()
        assert moved[0] == key
    assert moved[1][:3] == (present_day() + timedelta(days=9), 2, "CONFIRMED")
    assert client.get(address).get_data() == client.get(address).get_data()
    assert last.id != first.id
    for row in session.query(Hearing).all():
        version = row.version
        post_form(clara, f"/claims/{row.id}/withdraw", version=str(version), reason="Misread")
    assert entries(client, address)[key][1:3] == (3, "CANCELLED")


def test_a_calendar_is_sent_though_somebody_else_writes_and_what_moved_is_counted_once(
    session: Session, clara: FlaskClient, client: FlaskClient
) -> None:
    address = address_of(clara)
    make.hearing(session, make.person(session), date=in_days(2))
    event.listen(Session, "before_flush", _busy)
    try:
        (sent,) = entries(client, address).items()
        assert entries(client, address) == dict([sent])
    finally:
        event.remove(Session, "before_flush", _busy)
    assert entries(client, address) == dict([sent])
    assert [entry.sequence for entry in session.query(CalendarEntry)] == [0]


def _busy(*_: object) -> None:
    raise OperationalError("INSERT", None, Exception("database is locked"))


def test_a_discreet_address_names_nobody_and_an_imprecise_day_is_one_entry(
    session: Session, clara: FlaskClient, client: FlaskClient
) -> None:
    who = make.person(session)
    month = present_day().replace(day=1) + timedelta(days=62)
    make.status(session, who, Status.PRETRIAL_DETENTION, "2024", until=make.edtf_date(f"{month:%Y-%m}"))
    (named,) = entries(client, address_of(clara)).values()
    assert named[2] == "TENTATIVE"
    assert re.match(r"by \d+ \w+ \d{4}: Order ends: Elvin Sinagov \(P-0001\)", named[3])
    discreet = client.get(address_of(clara, discreet="y")).get_data(as_text=True)
    assert "Order ends" in discreet
    for hidden in ("Sinagov", "P-0001"):
        assert hidden not in discreet


def test_an_address_is_kept_as_a_hash_and_ends_when_it_is_revoked(
    session: Session, clara: FlaskClient, rafa: FlaskClient, client: FlaskClient
) -> None:
    address = address_of(clara)
    (feed,) = session.query(CalendarFeed).all()
    assert feed.token_hash not in address
    assert client.get("/calendar/unknown.ics").status_code == 404
    _revoke(rafa, feed)
    assert client.get(address).status_code == 200
    _revoke(clara, feed)
    assert client.get(address).status_code == 404


def _revoke(browser: FlaskClient, feed: CalendarFeed) -> None:
    token = elements(browser.get("/due/calendar"), "input", name="csrf_token")[0].get("value")
    browser.post(f"/due/calendar/{feed.id}/revoke", data={"csrf_token": token})


def test_whoever_has_a_calendar_is_told_so_and_more_days_take_no_more_statements(
    session: Session, clara: FlaskClient, client: FlaskClient, app: Flask
) -> None:
    address = address_of(clara)

    def arrive(number: int) -> int:
        with make.single_edit(session):
            for place in range(number):
                case = make.court_case(session, f"Case {number} {place}")
                who = make.person(session, f"Elvin {number} {place}")
                make.hearing(session, who, date=in_days(9), case=case)
        session.commit()
        client.get(address)
        with counted(app.extensions["habeas"].main) as sent:
            client.get(address)
        return len(sent)

    assert arrive(1) == arrive(4)
    tag = {"If-None-Match": client.get(address).headers["ETag"]}
    with counted(app.extensions["habeas"].main) as sent:
        assert client.get(address, headers=tag).status_code == 304
    assert not [statement for statement in sent if "due_day" in statement]
    make.hearing(session, make.person(session), date=in_days(3))
    session.commit()
    answer = client.get(address, headers=tag)
    assert answer.status_code == 200
    assert answer.data.count(b"BEGIN:VEVENT") == 6
