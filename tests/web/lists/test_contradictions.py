"""Contradictions: what waits is listed side by side, and one after another is decided with a reason."""

from string import ascii_letters

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7
from werkzeug.test import TestResponse

from tests import make
from tests.domain.claims.test_ranking import disputed
from tests.support.claim_forms import CITING, counts, last_change, shows_problems
from tests.support.forms import elements, errors, fields, links, main_text, post_form, send, text_of
from tests.support.one_edit import edit
from webapp.domain.claims import recording
from webapp.domain.lists.contradictions import PAGE
from webapp.vocab.claims import ClaimState, Rank, Visibility
from webapp.vocab.liberty import Status

LAWYER = "The lawyer was there"


def waiting(page: TestResponse) -> list[str]:
    """The names of those of whom a contradiction is listed."""
    return [text_of(bdi) for head in elements(page, "h2") for bdi in head.iter("bdi")]


def offered(page: TestResponse, words: str) -> list[str]:
    """The addresses to which links of these words lead."""
    return [a.get("href", "") for a in elements(page, "a") if text_of(a) == words]


def test_each_side_stands_with_its_words_sources_grades_and_maker(
    session: Session, clara: FlaskClient
) -> None:
    disputed(session)
    page = clara.get("/conflicts")
    (group,) = elements(page, "section", **{"class": "conflict"})
    assert waiting(page) == ["Elvin Sinagov"]
    words = " ".join(text_of(group).split())
    for status in ("Arrested", "At liberty"):
        assert f"{status} 20 November 2023" in words
    assert "Elvin Sinagov: arrested" in [text_of(mark) for mark in group.iter("mark")]
    assert "source F: cannot be judged · information 6: cannot be judged" in words
    assert "recorded by Clara on 22 November 2026" in words
    assert len(offered(page, "Use this one")) == len(offered(page, "Mark as wrong")) == 3
    assert "Of 1 person, sources say what cannot all be true." in main_text(page)


def test_one_after_another_is_decided_and_the_list_goes_on_at_the_next(
    session: Session, clara: FlaskClient, client: FlaskClient
) -> None:
    for name in ("Ayla Numunali", "Bahar Misalli"):
        disputed(session, name)
    page = clara.get("/conflicts")
    assert waiting(page) == ["Ayla Numunali", "Bahar Misalli"]
    saved = post_form(clara, offered(page, "Use this one")[0], reason=LAWYER)
    assert (saved.status_code, saved.location) == (303, "/conflicts#conflict-P-0002")
    page = clara.get(saved.location)
    assert waiting(page) == ["Bahar Misalli"]
    assert elements(page, "section", id="conflict-P-0002")
    saved = post_form(clara, offered(page, "Mark as wrong")[2], reason="A namesake")
    assert saved.location == "/conflicts#conflict-P-0002", "two of the three still contradict each other"
    saved = post_form(clara, offered(clara.get(saved.location), "Mark as wrong")[1], reason="A namesake")
    assert saved.location == "/conflicts"
    assert "No contradictions wait" in main_text(clara.get("/conflicts"))
    told = main_text(client.get("/people/P-0001"))
    assert f"Preferred: {LAWYER}" in told
    assert "At liberty" in told
    assert not elements(client.get("/people/P-0001"), "section", **{"class": "conflict"})


def test_a_rank_is_given_from_the_record_and_taken_back_there(session: Session, clara: FlaskClient) -> None:
    _, (row, *_) = disputed(session)
    saved = post_form(clara, offered(clara.get("/people/P-0001"), "Mark as wrong")[0], reason="A slip")
    assert saved.location == f"/people/P-0001#claim-{row.id}"
    assert last_change(session, row).reason == "A slip"
    (undo,) = offered(clara.get("/people/P-0001"), "Rank as normal")
    assert (fields(clara.get(undo))["rank"], fields(clara.get(undo))["reason"]) == ("normal", "")
    assert post_form(clara, undo, reason="No slip after all").status_code == 303
    assert (row.rank, row.rank_reason) == (Rank.NORMAL, None)
    assert last_change(session, row).reason == "No slip after all"
    assert not offered(clara.get("/people/P-0001"), "Rank as normal")


def test_what_contradicts_a_claim_is_in_sight_where_it_is_ranked(
    session: Session, clara: FlaskClient
) -> None:
    _, told = disputed(session)
    page = clara.get(f"/claims/{told[0].id}/rank?rank=preferred")
    assert "What contradicts it" in main_text(page)
    marks = [text_of(mark) for mark in elements(page, "mark")]
    assert marks == [f"Elvin Sinagov: {row.status}" for row in told]
    assert fields(page)["rank"] == "preferred"
    for other in ("", "?rank=", "?rank=best", "?rank=%00"):
        assert fields(clara.get(f"/claims/{told[0].id}/rank{other}"))["rank"] == "normal"


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"reason": " "}, "reason", "This is needed."),
        ({"reason": "x" * 1001}, "reason", "at most 1000"),
        ({"reason": "a\x00b"}, "reason", "U+0000"),
        ({"rank": "best"}, "rank", "not offered"),
    ],
)
def test_without_a_good_reason_nothing_is_decided(
    session: Session, clara: FlaskClient, typed: dict[str, str], field: str, told: str
) -> None:
    _, (row, *_) = disputed(session)
    before = counts(session)
    answer = post_form(clara, f"/claims/{row.id}/rank?rank=preferred", **{"reason": "Why not"} | typed)
    assert answer.status_code == 422
    assert shows_problems(answer, **{field: told}), errors(answer)
    assert counts(session) == before


def test_what_somebody_changed_meanwhile_is_looked_at_again(
    session: Session, clara: FlaskClient, rafa: FlaskClient
) -> None:
    _, (row, *_) = disputed(session)
    opened = rafa.get(f"/claims/{row.id}/rank?rank=preferred")
    post_form(clara, f"/claims/{row.id}/rank", rank="deprecated", reason="A namesake")
    stale = send(rafa, opened, reason=LAWYER)
    assert stale.status_code == 422
    assert "Clara changed this while you were typing" in main_text(stale)
    assert row.rank is Rank.DEPRECATED
    assert send(rafa, stale, rank="preferred").status_code == 303
    session.refresh(row)
    assert (row.rank, row.rank_reason) == (Rank.PREFERRED, LAWYER)


def test_a_withdrawn_claim_is_not_ranked(session: Session, clara: FlaskClient) -> None:
    _, (row, *_) = disputed(session)
    edit(session, recording.withdraw_claim, claim=row, version=row.version)
    answer = post_form(clara, f"/claims/{row.id}/rank", rank="preferred", reason=LAWYER)
    assert answer.status_code == 422
    assert shows_problems(answer, rank="A withdrawn claim counts for nothing")


def test_the_list_is_paged_by_key(session: Session, clara: FlaskClient) -> None:
    named = make.evidence(session)
    everybody = [f"Elvin Sinagov {one}" for one in ascii_letters[:PAGE]] + ["Farid Tajrubali"]
    with make.single_edit(session):
        people = [make.person(session, name, evidence=named) for name in everybody]
        for status in (Status.ARRESTED, Status.AT_LIBERTY):
            make.status(session, people, status, evidence=make.evidence(session, f"All were {status}"))
    page = clara.get("/conflicts")
    assert waiting(page) == sorted(everybody[:PAGE], key=str.lower)
    (later,) = elements(page, "a", rel="next")
    page = clara.get(later.get("href", ""))
    assert waiting(page) == ["Farid Tajrubali"]
    assert offered(page, "From the beginning") == ["/conflicts"]
    saved = post_form(clara, offered(page, "Use this one")[0], reason=LAWYER)
    assert "No more contradictions" in main_text(clara.get(saved.location))
    assert len(waiting(clara.get("/conflicts"))) == PAGE


@pytest.mark.parametrize("after", ["%00", "x" * 3000, "'", "%F0%9F%98%80", ""])
def test_a_page_that_begins_anywhere_is_shown(session: Session, clara: FlaskClient, after: str) -> None:
    disputed(session)
    assert clara.get(f"/conflicts?after={after}").status_code == 200


def test_the_first_page_says_to_curators_how_many_wait(
    session: Session, clara: FlaskClient, client: FlaskClient, nemo: FlaskClient
) -> None:
    assert "/conflicts" not in links(clara.get("/"))
    disputed(session)
    disputed(session, "Ayla Numunali")
    assert "To settle Contradictions on 2 people" in main_text(clara.get("/"))
    assert "/conflicts" in links(clara.get("/"))
    for browser in (client, nemo):
        assert "To settle" not in main_text(browser.get("/"))


def test_only_those_who_work_here_decide(
    session: Session, client: FlaskClient, nemo: FlaskClient, clara: FlaskClient
) -> None:
    _, (row, *_) = disputed(session)
    for path in ("/conflicts", f"/claims/{row.id}/rank"):
        assert client.get(path).location.startswith("/sign-in?next=")
        assert nemo.get(path).status_code == 403
        assert clara.get(path).status_code == 200
        assert clara.delete(path).status_code in (400, 405)
    assert clara.get(f"/claims/{uuid7()}/rank").status_code == 404
    assert not offered(client.get("/people/P-0001"), "Use this one")


def test_what_is_recorded_already_says_so_and_what_became_of_it(session: Session, rafa: FlaskClient) -> None:
    event = make.status(session, make.person(session), Status.ARRESTED, None, state=ClaimState.DRAFT)
    typed = CITING | {"status": "arrested", "quote": make.RELEASED + " Ceyhun", "note": "Told twice."}
    saved = post_form(rafa, "/people/P-0001/statuses/new", **typed, state="published")
    assert saved.status_code == 303
    told = main_text(rafa.get(saved.location))
    assert "Exactly this was recorded before of P-0001 (draft)." in told
    assert "Told twice." in told
    session.refresh(event)
    assert (event.state, len(event.citations)) == (ClaimState.DRAFT, 2)
    other = post_form(rafa, "/people/P-0001/statuses/new", **typed | {"status": "wanted"})
    assert "recorded before" not in main_text(rafa.get(other.location))


def test_an_equal_claim_for_other_readers_is_refused(session: Session, rafa: FlaskClient) -> None:
    make.status(session, make.person(session), Status.ARRESTED, None, visibility=Visibility.INTERNAL)
    typed = CITING | {"status": "arrested", "quote": make.RELEASED + " Ceyhun"}
    answer = post_form(rafa, "/people/P-0001/statuses/new", **typed)
    assert answer.status_code == 422
    assert shows_problems(answer, visibility="P-0001 already has exactly this, seen by others.")
