"""The pages of issues: a reviewer freezes, everybody reads, nothing changes."""

from hashlib import sha256

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import elements, errors, links, main_text, post_form, text_of
from tests.support.one_edit import edit
from tests.support.stored_issues import FIRST_COLUMNS, person_cells, stored_issue
from webapp.domain.claims import recording
from webapp.domain.history.seals import last_seal
from webapp.domain.people import people
from webapp.domain.publishing.people_columns import LIST_COLUMNS
from webapp.models import Person
from webapp.vocab.assessments import Outcome
from webapp.vocab.liberty import Cause, Status
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import FactKind
from webapp.web.presenters.publishing.issue_cells import worded_cells


@pytest.fixture
def elvin(session: Session) -> Person:
    """Elvin, who is held."""
    person = make.person(session, "Elvin Sinagov")
    make.status(session, person, Status.ARRESTED, "2024-05-03")
    session.commit()
    return person


def test_a_reviewer_freezes_the_list_that_is_shown(
    rafa: FlaskClient, client: FlaskClient, session: Session, elvin: Person
) -> None:
    assert "No issue published yet" in main_text(client.get("/issues"))
    assert "/issues/new?held=yes" in links(rafa.get("/people?held=yes"))
    answer = post_form(rafa, "/issues/new?held=yes", title="Held <in> Nowhere", note="The first.")
    assert (answer.status_code, answer.location) == (303, "/issues/1")
    # The seal of the issue itself, to be kept elsewhere.
    assert f"kept elsewhere: {':'.join(map(str, last_seal(session)))}" in main_text(rafa.get("/issues/1"))
    page = client.get("/issues/1")
    text = main_text(page)
    assert "Issue 1: Held <in> Nowhere" in text
    assert "This is the first issue" in text
    assert "Elvin Sinagov" in text
    file = client.get("/issues/1.csv")
    assert sha256(file.data).hexdigest() in text
    assert b"Elvin Sinagov" in file.data
    assert "/issues/1" in links(client.get("/issues"))


def test_a_word_of_warning_before_what_is_old_or_uncertain_is_frozen(
    rafa: FlaskClient, session: Session, elvin: Person
) -> None:
    sources = [make.source(session, title, f"{title}.", date="2024-03-02") for title in ("Taken", "Let go")]
    bahar = make.person(session, "Bahar Misalli")
    for status, words, source in zip(
        (Status.IMPRISONED, Status.EXILED), ("Taken", "Let go"), sources, strict=True
    ):
        make.status(session, bahar, status, "2024-03-01", evidence=make.evidence(session, words, of=source))
    session.commit()
    page = rafa.get("/issues/new")
    assert "Of 1 person on it the status is uncertain" in main_text(page)
    # The word on an arrest is as old as the arrest, whenever somebody tells of it.
    assert "Of 1 person on it the last word is older" in main_text(rafa.get("/issues/new?held=yes"))
    assert "status is uncertain" not in main_text(rafa.get("/issues/new?held=yes"))
    assert any(link.startswith("/people?held=uncertain&as_of=") for link in links(page))


def test_an_address_for_this_machine_only_is_asked_about_before_it_is_frozen(
    app: Flask, rafa: FlaskClient, client: FlaskClient, elvin: Person
) -> None:
    assert "this machine only" not in main_text(rafa.get("/issues/new"))
    object.__setattr__(app.extensions["habeas"].settings, "public_url", "http://127.0.0.1:8000")
    assert "begin with http://127.0.0.1:8000/" in main_text(rafa.get("/issues/new"))
    refused = post_form(rafa, "/issues/new", title="One")
    assert refused.status_code == 422
    assert "it can never be changed" in main_text(refused)
    assert client.get("/issues/1").status_code == 404
    assert post_form(rafa, "/issues/new", title="One", here_only="y").location == "/issues/1"


def test_the_next_issue_says_what_differs(
    rafa: FlaskClient, client: FlaskClient, session: Session, elvin: Person
) -> None:
    post_form(rafa, "/issues/new?held=yes", title="One")
    frozen = client.get("/issues/1.csv").data
    make.status(session, elvin, Status.RELEASED_SERVED, "2026-02-01")
    make.status(session, make.person(session, "Ayla Numunali"), Status.ARRESTED, "2026-03")
    session.commit()
    post_form(rafa, "/issues/new?held=yes", title="Two")
    text = main_text(client.get("/issues/2"))
    assert "What differs from issue 1" in text
    assert "1 released: 1 served their sentence; 1 added." in text
    assert "1 added Ayla Numunali P-0002: Arrested" in text
    assert "Elvin Sinagov P-0001 : Arrested → Released" in text.replace("P-0001:", "P-0001 :")
    assert client.get("/issues/1.csv").data == frozen
    assert "What differs" in main_text(client.get("/issues/2?against=1"))
    for number in ("2", "99", "x", "-1", "9" * 40):
        assert client.get(f"/issues/2?against={number}").status_code == 200
    # Either may be the page's own: what differs leads from the earlier issue to the later one.
    assert "1 added Ayla Numunali P-0002: Arrested" in main_text(client.get("/issues/1?against=2"))
    assert "There is no issue 99." in main_text(client.get("/issues/1?against=99"))
    (against,) = elements(client.get("/issues/2"), "input", name="against")
    assert against.get("value") == "1"


def test_what_was_corrected_is_told_in_words(
    rafa: FlaskClient, client: FlaskClient, session: Session, elvin: Person
) -> None:
    post_form(rafa, "/issues/new", title="One")
    watch = make.organization(session, "Example Watch (Nowhere)", OrganizationKind.NGO)
    make.assessment(session, elvin, watch, Outcome.NOT_LISTED)
    make.fact(session, elvin, FactKind.SEX, "male")
    make.fact(session, elvin, FactKind.BIRTH_DATE, None, date=make.edtf_date("1971-05?"))
    session.commit()
    post_form(rafa, "/issues/new", title="Two")
    text = main_text(client.get("/issues/2"))
    assert "1 corrected or added to Elvin Sinagov P-0001 Sex Male Born May 1971 (uncertain)" in text
    assert "Assessments Not listed (Example Watch (Nowhere))" in text


def test_every_column_in_which_issues_are_compared_has_a_heading() -> None:
    # A date is told once, in the words of its source.
    told_otherwise = {"reference", "status_since_earliest", "status_since_latest"}
    compared = {column.name for column in LIST_COLUMNS if column.compared} - told_otherwise
    assert len(worded_cells(dict.fromkeys(compared, ("", "")))) == len(compared)


def test_what_cannot_be_frozen_is_said_at_the_field(rafa: FlaskClient, elvin: Person) -> None:
    assert "title" in errors(post_form(rafa, "/issues/new", title=""))
    nobody = post_form(rafa, "/issues/new?q=nobody", title="Nobody")
    assert "Nobody is on this list" in errors(nobody)["title"]
    assert rafa.get("/issues/new?held=perhaps").status_code == 400


def test_only_reviewers_freeze_and_what_is_not_there_is_not_found(
    clara: FlaskClient, client: FlaskClient, elvin: Person
) -> None:
    assert clara.get("/issues/new").status_code == 403
    assert client.get("/issues/new").status_code == 303
    for path in ("/issues/1", "/issues/1.csv", "/issues/0", "/issues/99999999999"):
        assert client.get(path).status_code == 404


def test_issues_of_older_columns_stay_readable_byte_by_byte(
    rafa: FlaskClient, client: FlaskClient, session: Session, elvin: Person
) -> None:
    ayla = person_cells("P-0002", "Ayla Numunali")
    older = [name for name in FIRST_COLUMNS if name != "sentence"]
    first = stored_issue(session, [person_cells("P-0001", "Elvin Sinagov"), ayla], older).file
    released = person_cells("P-0002", "Ayla Numunali", "released_served", status_since_edtf="2026-02-01")
    departed = {"P-0002": list(released.values())}
    second = stored_issue(session, [person_cells("P-0001", "Elvin Sinagov")], departed=departed).file
    session.commit()
    assert post_form(rafa, "/issues/new?held=yes", title="Three").location == "/issues/3"
    assert "Elvin Sinagov" in main_text(client.get("/issues/1"))
    assert "Arrested → Released" in main_text(client.get("/issues/2"))
    assert [client.get(f"/issues/3?against={number}").status_code for number in (1, 2)] == [200, 200]
    assert [client.get(f"/issues/{number}.csv").data for number in (1, 2)] == [first, second]


def test_one_sentence_says_who_came_and_who_left_by_cause(
    rafa: FlaskClient, client: FlaskClient, session: Session, elvin: Person
) -> None:
    names = ("Ayla Numunali", "Bahar Misalli", "Ceyhun Ornakov", "Dilara Tajrubali", "Emil Uydurma")
    ayla, bahar, ceyhun, dilara, emil = (make.person(session, name) for name in names)
    for person in (ayla, bahar, ceyhun, dilara, emil):
        make.status(session, person, Status.IMPRISONED, "2024-05-03")
    session.commit()
    for query in ("", "?held=yes"):
        assert post_form(rafa, f"/issues/new{query}", title="Before").status_code == 303
    pardon = make.status(session, ayla, Status.RELEASED_EARLY, "2026-02-01", cause=Cause.PARDON)
    make.status(session, bahar, Status.RELEASED_EARLY, "2026-02-01", cause=Cause.PARDON)
    make.status(session, ceyhun, Status.RELEASED_SERVED, "2026-02-02")
    make.status(session, dilara, Status.DIED_IN_CUSTODY, "2026-02-03")
    edit(session, people.retire_person, emil, version=emil.version)
    make.status(session, make.person(session, "Farid Yalanov"), Status.ARRESTED, "2026-03")
    session.commit()
    post_form(rafa, "/issues/new?held=yes", title="After")
    sentence = (
        "3 released: 1 served their sentence, 2 pardoned; 1 died in custody; 1 no longer public; 1 added."
    )
    page = main_text(client.get("/issues/3"))
    assert sentence in page
    assert "Released, pardoned Ayla Numunali P-0002, Bahar Misalli P-0003" in page
    # What a claim says later changes nothing of it, and of other issues no cause is known.
    edit(session, recording.withdraw_claim, claim=pardon, version=pardon.version)
    session.commit()
    assert sentence in main_text(client.get("/issues/3"))
    assert "released:" not in main_text(client.get("/issues/3?against=1"))


def test_the_sentence_is_the_same_of_a_list_that_keeps_whom_it_told_to_be_held(
    rafa: FlaskClient, client: FlaskClient, session: Session, elvin: Person
) -> None:
    ayla = make.person(session, "Ayla Numunali")
    make.status(session, ayla, Status.EXILED, "2023")
    session.commit()
    post_form(rafa, "/issues/new", title="Before")
    make.status(session, elvin, Status.RELEASED_PENDING_TRIAL, "2026-02-01", cause=Cause.BAIL)
    make.status(session, ayla, Status.ARRESTED, "2026-02-01")
    session.commit()
    post_form(rafa, "/issues/new", title="After")
    assert "1 released: 1 on bail; 1 held who was not." in main_text(client.get("/issues/2"))


def test_the_people_of_a_long_issue_come_page_by_page_or_all_at_once(
    client: FlaskClient, session: Session
) -> None:
    stored_issue(session, [person_cells(f"P-{number:04}", f"Person No{number}.") for number in range(1, 64)])
    session.commit()
    rows = {
        page: [text_of(cell) for cell in elements(client.get(f"/issues/1?page={page}"), "span") if
               "reference" in cell.get("class", "")]
        for page in ("", "2", "3", "all", "x", "99")
    }  # fmt: skip
    every = [f"P-{number:04}" for number in range(1, 64)]
    assert [rows[""], rows["2"], rows["3"]] == [every[:20], every[20:40], every[40:60]]
    assert (rows["all"], rows["x"], rows["99"]) == (every, every[:20], every[60:])
    second = client.get("/issues/1?page=2")
    assert "Page 2 of 4" in main_text(second)
    # The number in the issue, not on the page.
    assert "21 Person No21." in main_text(second)
    assert {"/issues/1?page=1#members", "/issues/1?page=3#members", "/issues/1?page=all#members"} <= set(
        links(second)
    )
