"""The page of a comparison: sums, differences, whom to ask about, a sentence and a file; all unwritten."""

import csv
import io

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import elements, errors, fields, links, main_text, post_form, press, send
from webapp.models import Revision
from webapp.vocab.liberty import Status

LIST = "Name,Status,Born\nQaralamalı Turan,pardoned,1985\nNümunəli Davud,serving,\n=Kimsəyev Adil,serving,\n"


@pytest.fixture
def stock(session: Session) -> None:
    """Four who are held, two of one name."""
    for name in ("Turan Qaralamalı", "Davud Numunali", "Davud Nümunəli", "Ayla Misalli"):
        make.status(session, make.person(session, name), Status.IMPRISONED)
    session.commit()


def revisions(session: Session) -> int:
    """How much was ever written."""
    return session.scalar(select(func.count()).select_from(Revision)) or 0


@pytest.mark.usefixtures("stock")
def test_a_pasted_list_is_held_against_those_who_are_held_and_nothing_is_written(
    session: Session, clara: FlaskClient
) -> None:
    before = revisions(session)
    page = post_form(clara, "/compare", text=LIST)
    words = main_text(page)
    assert "1 of their 3 are in ours" in words
    assert "Status: Released early / Imprisoned" in words
    assert "1 only ours Not on their list; that is no release" in words
    (sentence,) = (each.text for each in elements(page, "textarea", id="sentence"))
    assert sentence is not None
    assert "Of the 3 people on their list, 1 are also among the 4 of ours" in sentence
    assert not [radio for radio in elements(page, "input", type="radio") if radio.get("checked") is not None]
    assert revisions(session) == before


@pytest.mark.usefixtures("stock")
def test_an_answer_counts_and_stays_and_words_are_read_as_somebody_says(clara: FlaskClient) -> None:
    page = post_form(clara, "/compare", text=LIST)
    radios = elements(page, "input", type="radio")
    answers = {str(radios[0].get("name")): radios[0].get("value"), "word-0": "imprisoned"}
    answered = send(clara, page, **answers)
    assert "2 of their 3 are in ours" in main_text(answered)
    assert "Released early / Imprisoned" not in main_text(answered)
    again = send(clara, answered)
    assert "2 of their 3 are in ours" in main_text(again)


@pytest.mark.usefixtures("stock")
def test_the_comparison_is_a_file_with_both_references(clara: FlaskClient) -> None:
    page = post_form(clara, "/compare", text=LIST)
    (token,) = elements(page, "input", name="csrf_token")
    sent = fields(page) | {"csrf_token": token.get("value")}
    answer = clara.post("/compare/file", data={key: value for key, value in sent.items() if key != "file"})
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    assert rows[0] == ["Name", "Status", "Born", "outcome", "our_reference", "our_name", "differences"]
    assert [row[3] for row in rows[1:]] == ["differs", "ask", "theirs", "ours"]
    assert rows[1][4:6] == ["P-0001", "Turan Qaralamalı"]
    assert rows[1][6] == "status: released_early / imprisoned"
    assert rows[3][0] == "'=Kimsəyev Adil"
    assert rows[4][4:6] == ["P-0004", "Ayla Misalli"]


@pytest.mark.usefixtures("stock")
def test_a_file_a_source_and_a_saved_search_are_compared(session: Session, clara: FlaskClient) -> None:
    sent = {"file": (io.BytesIO(LIST.encode()), "list.csv")}
    answer = post_form(clara, "/compare", **sent)
    assert "1 of their 3 are in ours" in main_text(answer)
    source = make.source(session, "Their list", LIST)
    search = make.saved_search(session, "Called so", "q=Numunali")
    session.commit()
    assert f"/compare?source={source.reference}" in links(clara.get(f"/sources/{source.reference}/rows"))
    assert "1 of their 3 are in ours" in main_text(clara.get(f"/compare?source={source.reference}"))
    assert f"/compare?search={search.slug}" in links(clara.get("/searches"))
    page = post_form(clara, f"/compare?search={search.slug}", text=LIST)
    assert "0 of their 3 are in ours" in main_text(page)
    assert "not in the compared list" in main_text(page)


@pytest.mark.parametrize(
    "typed", [{"text": ""}, {"text": "\x00,\ud800"}, {"text": "a,b,c\n"}, {"text": "Name\n" + "x y\n" * 501},
              {"search": "no-such", "text": LIST}],
)  # fmt: skip
def test_strange_input_is_refused_or_left_out_and_breaks_nothing(
    clara: FlaskClient, typed: dict[str, str]
) -> None:
    typed = {name: value.encode("utf-8", "replace").decode() for name, value in typed.items()}
    assert post_form(clara, "/compare", **typed).status_code in (200, 422)


@pytest.mark.usefixtures("stock")
def test_our_own_export_is_shown_by_what_was_edited_and_is_no_list_to_bring_in(
    session: Session, clara: FlaskClient
) -> None:
    export = clara.get("/people.csv").get_data(as_text=True).lstrip("\ufeff")
    assert "4 of 4 rows are as recorded" in main_text(post_form(clara, "/compare", text=export))
    edited = export.replace("imprisoned", "house_arrest", 1)
    words = main_text(post_form(clara, "/compare", text=edited))
    assert "3 of 4 rows are as recorded" in words
    assert "status house_arrest imprisoned" in words
    source = make.source(session, "Our own list", edited)
    session.commit()
    words = main_text(clara.get(f"/sources/{source.reference}/rows"))
    assert "no evidence of what it says" in words


@pytest.mark.usefixtures("stock")
def test_answers_are_kept_with_a_reason_and_used_for_the_next_list_of_the_same_organization(
    session: Session, clara: FlaskClient
) -> None:
    watch = make.organization(session, "Example Watch")
    session.commit()
    page = post_form(clara, "/compare", text=LIST)
    radios = elements(page, "input", type="radio")
    answers = {str(radios[0].get("name")): radios[0].get("value"), "reason": "The same mother"}
    unsaid = press(clara, page, "Keep them", **answers)
    assert unsaid.status_code == 422
    assert errors(unsaid)["publisher"].startswith("Say whose list it is")
    kept = press(clara, unsaid, "Keep them", publisher=watch.reference)
    assert kept.status_code == 200
    assert "1 answer is kept." in kept.get_data(as_text=True)
    source = make.source(session, "Their next list", LIST, publisher=watch)
    session.commit()
    words = main_text(clara.get(f"/compare?source={source.reference}"))
    assert "as judged before: The same mother" in words
    assert "who is it?" not in words
    assert "who is it?" in main_text(post_form(clara, "/compare", text=LIST))
    assert "The same mother" in main_text(clara.get(f"/organizations/{watch.reference}/history"))
