"""The page of a comparison: sums, differences, whom to ask about, a sentence and a file; all unwritten."""

import csv
import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import make
from tests.support.engines import on_sqlite
from tests.support.forms import elements, errors, fields, links, main_text, post_form, press, send, text_of
from webapp.models import Person, Revision
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


@on_sqlite
def test_dates_of_a_pasted_list_are_read_in_the_order_that_its_header_states(
    session: Session, clara: FlaskClient
) -> None:
    person = make.person(session, "Turan Qaralamalı")
    make.status(session, person, Status.IMPRISONED, since="2021-03-04")
    session.commit()
    text = "Name,Status,Status since (mm/dd/yyyy)\nTuran Qaralamalı,serving,{}\n"
    for day, differs in (("3/4/2021", False), ("4/3/2021", True)):
        words = main_text(post_form(clara, "/compare", text=text.format(day)))
        assert ("1 person of ours 1 differ" in words) is differs


@on_sqlite
@pytest.mark.usefixtures("stock")
def test_headings_and_totals_of_a_list_are_nobody_and_not_counted(clara: FlaskClient) -> None:
    page = post_form(clara, "/compare", text=f"{LIST}Students:,,\nTotal,3,\n")
    words = main_text(page)
    assert "1 of their 3 are in ours" in words
    assert "2 not counted" in words
    assert "Of the 3 people on their list" in str(page.data)


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
    assert "status house_arrest imprisoned House arrest" in words
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


def returned(client: FlaskClient, *changes: tuple[str, str]) -> TestResponse:
    """The page of our own list that comes back with other words in it."""
    export = client.get("/people.csv").get_data(as_text=True).lstrip("\ufeff")
    for old, new in changes:
        export = export.replace(old, new, 1)
    return post_form(client, "/compare", text=export)


@pytest.mark.usefixtures("stock")
def test_ticked_cells_of_our_own_list_are_recorded_on_one_passage_and_the_rest_stays(
    session: Session, clara: FlaskClient
) -> None:
    source = make.source(session, "An Invented Report", "Turan Qaralamalı was put under house arrest.")
    session.commit()
    change = ("imprisoned,yes,2023-11", "house_arrest,yes,2024-05")
    page = returned(clara, change, change)
    boxes = elements(page, "input", type="checkbox")
    assert len(boxes) == 2
    assert not [box for box in boxes if box.get("checked") is not None]
    assert "2 of 4 rows are as recorded" in main_text(page)
    unticked = send(clara, page, source=source.reference)
    assert unticked.status_code == 422
    assert "Tick what is to be written." in main_text(unticked)
    first = boxes[0].get("value")
    bare = send(clara, unticked, cell=first, source=source.reference)
    assert bare.status_code == 422
    assert errors(bare)["quote"].startswith("Nothing shows the changes of P-000")
    (ticked,) = [box for box in elements(bare, "input", type="checkbox") if box.get("checked") is not None]
    assert ticked.get("value") == first
    saved = send(clara, bare, quote="put under house arrest")
    assert saved.status_code == 200
    assert "Changes of 1 person are recorded." in saved.get_data(as_text=True)
    assert "3 of 4 rows are as recorded" in main_text(saved)
    assert "house_arrest" in clara.get("/people.csv?audience=internal").get_data(as_text=True)
    assert "/undo" in saved.get_data(as_text=True)


@pytest.mark.usefixtures("stock")
def test_words_that_the_file_gives_tick_their_cells_and_derived_columns_are_refused_by_name(
    session: Session, clara: FlaskClient
) -> None:
    words = "Turan Qaralamalı was put under house arrest."
    source = make.source(session, "An Invented Report", words)
    session.commit()
    export = clara.get("/people.csv").get_data(as_text=True).lstrip("\ufeff")
    header, first, second, *others = export.splitlines()
    first = first.replace(",imprisoned,", ",house_arrest,")
    second = second.replace(",yes,", ",no,")
    first = f'{first},{source.reference},"{words}"'
    header += ",evidence_source,evidence_quote"
    page = post_form(clara, "/compare", text="\n".join([header, first, second, *others]))
    assert "derived: not taken" in main_text(page)
    assert "held no yes" in main_text(page)
    (box,) = elements(page, "input", type="checkbox")
    assert box.get("checked") is not None
    (passage,) = elements(page, "blockquote")
    assert text_of(passage) == f"{words}{source.reference} An Invented Report"
    assert "Changes of 1 person are recorded." in send(clara, page).get_data(as_text=True)


@pytest.mark.usefixtures("stock")
def test_a_row_that_was_changed_here_since_is_shown_unticked_and_written_where_somebody_says_so(
    session: Session, clara: FlaskClient
) -> None:
    source = make.source(session, "An Invented Report", "Everybody was born in 1985.")
    session.commit()
    page = returned(clara, ("imprisoned", "house_arrest"))
    (box,) = elements(page, "input", type="checkbox")
    reference = next(link for link in links(page) if link.startswith("/people/")).removeprefix("/people/")
    person = session.scalars(select(Person).where(Person.reference == reference)).one()
    make.status(session, person, Status.PRETRIAL_DETENTION, since="2026-01")
    session.commit()
    crossed = send(clara, page, cell=box.get("value"), source=source.reference, quote="Everybody")
    assert crossed.status_code == 422
    assert f"Somebody changed {reference} since you looked" in main_text(crossed)
    assert "version" in main_text(crossed)
    assert "Changes of 1 person" in send(clara, crossed).get_data(as_text=True)


@pytest.mark.usefixtures("stock")
def test_cells_that_cannot_be_taken_say_why_and_a_new_reference_is_unknown(clara: FlaskClient) -> None:
    change = ("imprisoned,yes,2023-11", "nowhere,yes,2023-11")
    page = returned(clara, change, ("imprisoned,yes,2023-11", ",yes,2023-11"), ("P-0001", "P-9999"))
    words = main_text(page)
    assert "Write one status of these: " in words
    assert "A file takes nothing away." in words
    assert "Nobody has this reference" in words
    assert not elements(page, "input", type="checkbox")
    assert not elements(page, "input", name="source")


STRANGE: tuple[dict[str, Any], ...] = (
    {"text": ""}, {"text": "Name\nx"}, {"text": "\x00"}, {"cell": ["9-status", "\x00", "x"]}, {"seen": "²"},
    {"seen": "9" * 30}, {"source": "\x00"}, {"quote": "\x00"}, {"look": "y"},
)  # fmt: skip


@pytest.mark.usefixtures("stock")
def test_strange_answers_about_our_own_list_break_nothing(clara: FlaskClient) -> None:
    page = returned(clara, ("imprisoned", "house_arrest"))
    (token,) = elements(page, "input", name="csrf_token")
    for typed in STRANGE:
        sent = fields(page) | {"csrf_token": token.get("value")} | typed
        assert clara.post("/compare/returned", data=sent).status_code in (200, 404, 422), typed
