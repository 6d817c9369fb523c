"""An order that nothing tells: what follows from each answer is said before it is given, then it stands."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.domain.claims.test_ordering import settle, uncertain
from tests.support.claim_forms import last_change, shows_problems
from tests.support.forms import elements, fields, links, main_text, post_form, send, text_of
from tests.support.one_edit import edit, revise
from webapp.domain.claims import recording
from webapp.domain.claims.kinds import content_of
from webapp.domain.claims.ordering import Relation
from webapp.domain.history.recording import editing
from webapp.vocab.claims import Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Status

REASON = "His mother said so"
ORDERS = {
    "Released early (5 March 2020), then Arrested (2020)":
        "Then held, since between 5 March and 31 December 2020: Arrested (2020).",
    "Arrested (2020), then Released early (5 March 2020)": "Then not held: Released early (5 March 2020).",
    "Both cannot be true: Released early (5 March 2020), and Arrested (2020)":
        "Then uncertain, until one of them is preferred.",
}  # fmt: skip


def words(page: object) -> str:
    return main_text(page)  # type: ignore[arg-type]


def test_each_answer_says_what_follows_from_it(session: Session, clara: FlaskClient) -> None:
    _, _, arrested = uncertain(session)
    page = clara.get(f"/claims/{arrested.id}/order")
    labels = [" ".join(text_of(label).split()) for label in elements(page, "label")]
    assert labels[:3] == list(ORDERS)
    for answer, follows in ORDERS.items():
        assert f"{answer} {follows}" in words(page)
    assert [text_of(mark) for mark in elements(page, "mark")][:2] == [
        "Anar Khayali: arrested", "Anar Khayali: released_early",
    ]  # fmt: skip


def test_a_stated_order_is_told_with_its_reason_and_taken_back_in_the_same_place(
    session: Session, clara: FlaskClient, client: FlaskClient
) -> None:
    person, released, arrested = uncertain(session)
    at = f"/people/{person.reference}"
    page = client.get(at)
    assert "Uncertain: nothing says which of these came last" in words(page)
    assert f"/claims/{arrested.id}/order" not in links(page)
    assert f"/claims/{arrested.id}/order" in links(clara.get(at))
    saved = post_form(clara, f"/claims/{arrested.id}/order", answer=f"after-{released.id}", reason=REASON)
    assert (saved.status_code, saved.location) == (303, f"{at}#claim-{arrested.id}")
    assert last_change(session, arrested).reason == REASON
    page = client.get(at)
    assert "Uncertain" not in words(page)
    assert f"Stated to have come after “Released early (5 March 2020)”: {REASON}" in words(page)
    assert "Held since between 5 March and 31 December 2020" in words(page)
    told = words(clara.get(f"{at}/history"))
    assert "Came after now Released early 5 March 2020" in told
    assert f"Why this order now {REASON}" in told
    opened = clara.get(f"/claims/{arrested.id}/order")
    assert fields(opened)["answer"] == f"after-{released.id}"
    assert "stated now" in words(opened)
    back = {"answer": f"nothing-{released.id}", "reason": "It was his brother"}
    assert send(clara, opened, **back).status_code == 303
    assert "Uncertain: nothing says which of these came last" in words(client.get(at))


def test_events_are_listed_in_the_order_that_is_stated(session: Session, client: FlaskClient) -> None:
    person, released, arrested = uncertain(session)
    settle(session, released, Relation.AFTER, arrested, reason=REASON)
    page = client.get(f"/people/{person.reference}")
    listed = [item.get("id") for item in elements(page, "li") if "claim-" in item.get("id", "")]
    assert listed[:2] == [f"claim-{released.id}", f"claim-{arrested.id}"]


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"reason": " "}, "reason", "This is needed."),
        ({"reason": "x" * 1001}, "reason", "at most 1000"),
        ({"reason": "a\x00b"}, "reason", "U+0000"),
        ({"answer": None}, "answer", "Choose one."),
        ({"answer": "after-00000000-0000-0000-0000-000000000000"}, "answer", "Choose one."),
        ({"answer": "\x00"}, "answer", "Choose one."),
    ],
)
def test_without_an_answer_and_a_good_reason_nothing_is_stated(
    session: Session, clara: FlaskClient, typed: dict[str, str], field: str, told: str
) -> None:
    _, released, arrested = uncertain(session)
    known = {"answer": f"after-{released.id}", "reason": REASON}
    page = post_form(clara, f"/claims/{arrested.id}/order", **known | typed)
    assert page.status_code == 422
    assert shows_problems(page, **{field: told})
    session.refresh(arrested)
    assert arrested.after_id is None


def test_what_was_changed_in_another_tab_is_looked_at_again(
    session: Session, clara: FlaskClient, rafa: FlaskClient
) -> None:
    _, released, arrested = uncertain(session)
    opened = rafa.get(f"/claims/{arrested.id}/order")
    post_form(clara, f"/claims/{arrested.id}/order", answer=f"before-{released.id}", reason=REASON)
    stale = send(rafa, opened, answer=f"after-{released.id}", reason="A lawyer said so")
    assert stale.status_code == 422
    assert "Clara changed this while you were typing" in words(stale)
    session.refresh(released)
    assert released.after_id == arrested.id
    assert send(rafa, stale).status_code == 303
    session.expire_all()
    assert (released.after_id, arrested.after_id) == (None, released.id)


def test_the_same_answer_from_two_tabs_is_refused_once_the_dates_differ(
    session: Session, clara: FlaskClient
) -> None:
    _, released, arrested = uncertain(session)
    opened = clara.get(f"/claims/{arrested.id}/order")
    revise(session, arrested, since=PartialDate.parse("2019"))
    typed = {"answer": f"after-{released.id}", "reason": REASON}
    assert send(clara, opened, **typed).status_code == 422
    page = clara.get(f"/claims/{arrested.id}/order")
    assert "Their dates say which event came first" in words(page)
    assert not elements(page, "form", method="post")


def test_a_withdrawn_event_has_no_order_and_an_unknown_one_no_page(
    session: Session, clara: FlaskClient
) -> None:
    _, released, arrested = uncertain(session)
    edit(session, recording.withdraw_claim, claim=arrested, version=arrested.version)
    assert not elements(clara.get(f"/claims/{arrested.id}/order"), "form", method="post")
    name = make.name(session, released.person, "Anar Khayaly")
    assert clara.get(f"/claims/{name.id}/order").status_code == 404


def test_a_form_without_its_token_states_nothing(session: Session, clara: FlaskClient) -> None:
    _, released, arrested = uncertain(session)
    typed = {"answer": f"after-{released.id}", "reason": REASON, "version": "1"}
    assert clara.post(f"/claims/{arrested.id}/order", data=typed).status_code == 400


def test_readers_are_not_told_of_an_event_that_they_may_not_see(
    session: Session, clara: FlaskClient, client: FlaskClient
) -> None:
    person, released, arrested = uncertain(session)
    settle(session, arrested, Relation.AFTER, released, reason=REASON)
    later = make.AT + timedelta(days=2)
    known = {"rank": released.rank, "rank_reason": None, "note": None, "version": released.version}
    with editing(session, by=make.account(session), reason="For her safety", at=later):
        content = content_of(released)
        recording.revise(session, released, content, visibility=Visibility.RESTRICTED, **known)
    assert REASON in words(clara.get(f"/people/{person.reference}"))
    for query in ("", "?known_on=2026-11-22"):
        assert REASON not in words(client.get(f"/people/{person.reference}{query}"))


def test_the_uncertain_wait_in_the_list_with_why_and_a_way_to_settle_it(
    session: Session, clara: FlaskClient
) -> None:
    person, released, arrested = uncertain(session)
    page = clara.get("/conflicts")
    assert "Order unknown Nothing says which of several events came last." in words(page)
    (settle_it,) = (link for link in links(page) if link.startswith(f"/claims/{arrested.id}/order"))
    saved = post_form(clara, settle_it, answer=f"before-{released.id}", reason=REASON)
    assert saved.location == "/conflicts"
    assert "No contradictions wait" in words(clara.get("/conflicts"))
    assert person.reference not in words(clara.get("/conflicts"))


def test_both_possible_states_stand_at_a_glance_and_in_the_dossier(
    session: Session, client: FlaskClient
) -> None:
    person, _, _ = uncertain(session)
    page = words(client.get(f"/people/{person.reference}"))
    assert "Held uncertain Order unknown Either Released early 5 March 2020 Or Arrested 2020" in page
    assert "Uncertain Released early / Arrested · order unknown" in words(client.get("/people"))
    dossier = words(client.get(f"/people/{person.reference}/dossier"))
    assert "Uncertain (order unknown)" in dossier


def test_on_a_day_within_a_vague_date_the_page_says_that_the_day_is_unknown(
    session: Session, client: FlaskClient
) -> None:
    person = make.person(session)
    make.status(session, person, Status.ARRESTED, "2019-05")
    page = words(client.get(f"/people/{person.reference}?as_of=2019-05-12"))
    assert "Uncertain: nothing says on which day this happened" in page
    assert "Either nothing yet Or Arrested May 2019" in page
    assert "Uncertain" not in words(client.get(f"/people/{person.reference}"))


def test_what_is_announced_is_marked_wherever_it_is_told_and_held_since_stands_beside_since(
    session: Session, client: FlaskClient
) -> None:
    person = make.person(session)
    for status, since, quote, date in (
        (Status.ARRESTED, "2019-05", "arrested in May 2019", "2019-06-30"),
        (Status.IMPRISONED, "2020-02-12", "imprisoned since then", "2024-02-13"),
        (Status.RELEASED_SERVED, "2040-01-05", "to be released in 2040", "2024-02-14"),
        (Status.RELEASED_EARLY, "2025-01-05", "to be pardoned in 2025", "2024-02-13"),
    ):
        source = make.source(session, f"A note of {since}", f"Elvin: {quote}.", date=date)
        make.status(session, person, status, since, evidence=make.evidence(session, quote, of=source))
    at = f"/people/{person.reference}"
    announced = "Released, sentence served: announced for 5 January 2040"
    for path in (at, "/people", f"{at}/dossier", "/people/print"):
        page = words(client.get(path))
        assert announced in page, path
        # The list has a column for each of the two days.
        days = "since May 2019 12 February 2020" if path == "/people" else "held since May 2019"
        assert days in page.replace("Held", "held"), path
    assert "Released, sentence served 5 January 2040 announced" in words(client.get(at))


def test_an_announcement_without_a_day_is_shown(session: Session, client: FlaskClient) -> None:
    person = make.person(session)
    make.status(session, person, Status.ARRESTED, "2019-05")
    words_of = make.evidence(session, "He is to be let go")
    make.status(session, person, Status.RELEASED_EARLY, None, announced=True, evidence=words_of)
    at = f"/people/{person.reference}"
    for path in (at, "/people", f"{at}/dossier"):
        assert "Released early: announced, day not stated" in words(client.get(path)), path
