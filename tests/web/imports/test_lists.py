"""The page of a list: how it is read, what becomes of each row, and what stays where nothing is written."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.forms import (
    elements,
    errors,
    fields,
    links,
    look_and_send,
    main_text,
    post_form,
    press,
    send,
)
from tests.support.intake_forms import NEW, upload
from tests.support.marked_workbook import marked_workbook
from tests.support.undoing import undo
from webapp.models import Assessment, Claim, ListMapping, Person, PersonSummary, StatusEvent
from webapp.vocab.assessments import Outcome
from webapp.vocab.claims import Audience, ClaimState
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Status
from webapp.vocab.people import FactKind, PublicationState

LIST = """Full name,Date of arrest,Status,Facility
"Misallı, Bahar",05.06.2023,serving,Colony No. 8
Ceyhun Örnəkov,June 2023,SIZO,SIZO 1
Elvin Sınaqov,31.02.2024,etap,
"""


@pytest.fixture
def address(session: Session) -> str:
    """The page of the rows of a list."""
    source = make.source(session, "List of the Committee for Invented Prisoners", LIST)
    session.commit()
    return f"/sources/{source.reference}/rows"


def names(session: Session) -> set[str]:
    """Whom readers find."""
    return set(session.scalars(select(PersonSummary.name).where(PersonSummary.audience == Audience.PUBLIC)))


def names_held(session: Session) -> set[str]:
    """Whom readers find imprisoned."""
    query = select(PersonSummary.name).where(PersonSummary.audience == Audience.PUBLIC)
    return set(session.scalars(query.where(PersonSummary.status == Status.IMPRISONED)))


def test_the_page_of_a_list_leads_to_its_rows_and_that_of_a_text_does_not(
    session: Session, clara: FlaskClient, client: FlaskClient, address: str
) -> None:
    page = address.removesuffix("/rows")
    assert address in links(clara.get(page))
    assert address not in links(client.get(page))
    text = make.source(session, "An article").reference
    session.commit()
    assert f"/sources/{text}/rows" not in links(clara.get(f"/sources/{text}"))


def test_nothing_is_written_before_somebody_says_so_and_then_all_that_is_ready(
    session: Session, ada: FlaskClient, address: str
) -> None:
    page = main_text(ada.get(address))
    assert "2 of 3 rows are ready" in page
    assert "There is no day 31 in 2024-02" in page
    assert "This word is not known" in page
    assert not names(session)
    answer = post_form(ada, address)
    assert answer.status_code == 303
    assert names(session) == {"Bahar Misallı", "Ceyhun Örnəkov"}
    again = main_text(ada.get(address))
    assert "0 of 3 rows are ready" in again
    assert "is recorded from this row already" in again
    assert "Brought in: 2 rows, Ada" in main_text(ada.get(address.removesuffix("/rows")))


def test_what_a_curator_brings_in_waits_for_review(
    session: Session, clara: FlaskClient, address: str
) -> None:
    assert post_form(clara, address).status_code == 303
    assert set(session.scalars(select(Claim.state))) == {ClaimState.IN_REVIEW}
    assert not names(session)


def test_columns_and_words_mean_what_somebody_says(session: Session, ada: FlaskClient, address: str) -> None:
    looked = post_form(ada, address, **{"column-1": "left_out", "word-2": "imprisoned", "look": "y"})
    assert "3 of 3 rows are ready" in main_text(looked)
    assert not names(session)
    unread = post_form(ada, address, **{"column-0": "left_out", "look": "y"})
    assert "Say which column holds the names" in main_text(unread)
    twice = post_form(ada, address, **{"column-1": "name", "look": "y"})
    assert "Two columns hold the same: Name" in main_text(twice)


def test_a_namesake_is_asked_about_and_the_answer_counts(
    session: Session, ada: FlaskClient, address: str
) -> None:
    ours = make.person(session, "Bahar Misalli")
    session.commit()
    page = main_text(ada.get(address))
    assert "1 of 3 rows are ready" in page
    assert ours.reference in page
    looked = post_form(ada, address, **{"row-2": ours.reference, "look": "y"})
    assert "2 of 3 rows are ready" in main_text(looked)
    assert post_form(ada, address).status_code == 303
    assert names(session) == {"Bahar Misalli", "Ceyhun Örnəkov"}


def test_rows_with_one_namesake_alone_are_taken_for_them_at_once_and_no_others(
    session: Session, ada: FlaskClient
) -> None:
    for name, born in (("Bahar Misallı", "1980"), ("Elvin Sınaqov", "1985"), ("Turan Örnəkov", "1990")):
        bearer = make.person(session, name)
        make.fact(session, bearer, FactKind.BIRTH_DATE, None, date=PartialDate.parse(born))
    for _ in range(2):
        make.person(session, "Davud Nümunəli")
    rows = (
        "Misallı Bahar,1980,serving\nElvin Sınaqov,1958,serving\nDavud Nümunəli,,serving\n"
        "Turan Örnəkov,1990,serving\nTuran Örnəkov,1990,serving\n"
    )
    source = make.source(session, "The next list", f"Name,Born,Status\n{rows}")
    address = f"/sources/{source.reference}/rows"
    page = ada.get(address)
    assert "5 who is it?" in main_text(page)
    assert "Take 1 row for the one of ours" in main_text(page)
    taken = send(ada, page, look="same_named")
    assert "4 who is it?" in main_text(taken)
    assert not names_held(session)
    assert send(ada, taken).status_code == 303
    assert names_held(session) == {"Bahar Misallı"}


def test_rows_that_mean_something_else_by_now_are_shown_again_and_nothing_is_written(
    session: Session, ada: FlaskClient, address: str
) -> None:
    answer = post_form(ada, address, expected="0 0 3 0 0")
    assert answer.status_code == 422
    assert "has changed since you looked" in main_text(answer)
    assert not names(session)


def test_a_list_is_undone_whole(session: Session, ada: FlaskClient, address: str) -> None:
    assert post_form(ada, address).status_code == 303
    undo(session)
    session.commit()
    assert set(session.scalars(select(StatusEvent.state))) == {ClaimState.WITHDRAWN}
    assert set(session.scalars(select(Person.state))) == {PublicationState.RETIRED}
    assert not names(session)


@pytest.mark.parametrize("text", ["Nothing but a sentence.", "one,two,three"])
def test_a_text_that_is_no_list_says_what_one_is(session: Session, clara: FlaskClient, text: str) -> None:
    source = make.source(session, "A note", text)
    session.commit()
    answer = clara.get(f"/sources/{source.reference}/rows")
    assert answer.status_code in (200, 422)
    assert "row" in main_text(answer)


@pytest.mark.parametrize(
    "typed",
    [
        {"column-0": "nonsense"}, {"word-0": "nonsense"}, {"row-2": "P-9999"}, {"row-x": "new"},
        {"expected": "x y"}, {"expected": "9999999999999999999"}, {"row-99999999999": "new"},
    ],
)  # fmt: skip
def test_strange_input_is_refused_or_left_out_and_breaks_nothing(
    ada: FlaskClient, address: str, typed: dict[str, str]
) -> None:
    looked, saved = look_and_send(ada, address, typed)
    assert looked == 200
    assert saved in (303, 422)


def test_refused_rows_are_downloaded_with_their_reasons_mended_and_brought_in(
    session: Session, ada: FlaskClient, address: str
) -> None:
    page = ada.get(address)
    (button,) = (each for each in elements(page, "button") if "refused" in each.get("formaction", ""))
    (token,) = elements(page, "input", name="csrf_token")
    answer = ada.post(
        str(button.get("formaction")), data=fields(page) | {"csrf_token": token.get("value")}
    )
    assert answer.mimetype == "text/csv"
    header, row = answer.get_data(as_text=True).lstrip("\ufeff").splitlines()
    assert header == "Full name,Date of arrest,Status,Facility,Reason it is refused"
    assert row.startswith("Elvin Sınaqov,31.02.2024,etap,,")
    assert "There is no day 31 in 2024-02" in row
    assert "This word is not known" in row
    mended = f"{header}\n{row.replace('31.02.2024', '28.02.2024').replace('etap', 'SIZO')}\n"
    source = make.source(session, "The same list, mended", mended)
    session.commit()
    assert post_form(ada, f"/sources/{source.reference}/rows").status_code == 303
    assert names(session) == {"Elvin Sınaqov"}


def test_the_next_list_of_a_publisher_tells_who_came_and_left(
    session: Session, ada: FlaskClient
) -> None:
    publisher = make.organization(session, "Committee for Invented Prisoners")
    for day, name in (("2026-10", "Bahar Misallı"), ("2026-11", "Ceyhun Örnəkov")):
        text = f"Name,Status\n{name},serving\nElvin Sınaqov,serving\n"
        source = make.source(session, f"List {day}", text, date=day, publisher=publisher)
    session.commit()
    words = main_text(ada.get(f"/sources/{source.reference}/rows"))
    assert "Since their last list" in words
    assert "1 came Ceyhun Örnəkov 1 left To leave a list is no release" in words


def test_each_row_records_that_the_publisher_lists_the_person_where_somebody_says_so(
    session: Session, ada: FlaskClient
) -> None:
    publisher = make.organization(session, "Committee for Invented Prisoners")
    ours = make.person(session, "Bahar Misallı")
    text = f"Reference,Name\n{ours.reference},Bahar Misallı\n,Ceyhun Örnəkov\n"
    source = make.source(session, "Their list", text, date="2026-10-31", publisher=publisher)
    session.commit()
    address = f"/sources/{source.reference}/rows"
    looked = post_form(ada, address, listed="y", look="y")
    assert "listed by Committee for Invented Prisoners as of 31 October 2026" in main_text(looked)
    assert send(ada, looked).status_code == 303
    listed = session.scalars(select(Assessment)).all()
    assert {each.outcome for each in listed} == {Outcome.LISTED}
    assert {each.date.edtf for each in listed if each.date} == {"2026-10-31"}
    assert {each.citations[0].passage.exact for each in listed} == {"Bahar Misallı", "Ceyhun Örnəkov"}
    assert "0 of 2 rows are ready" in main_text(post_form(ada, address, listed="y", look="y"))


NEXT = LIST.replace("Elvin Sınaqov,31.02.2024,etap,", "Elvin Sınaqov,28.02.2024,etap,")


def test_how_a_list_is_read_is_kept_and_the_next_of_its_shape_is_read_so(
    session: Session, ada: FlaskClient, address: str
) -> None:
    looked = post_form(ada, address, **{"column-3": "left_out", "word-2": "imprisoned", "look": "y"})
    kept = press(ada, looked, "Keep it", title="Monthly list", reason="Typed meanwhile")
    assert "Kept as “Monthly list”" in kept.get_data(as_text=True)
    assert fields(kept)["reason"] == "Typed meanwhile"
    next_list = make.source(session, "Their next list", NEXT).reference
    other = make.source(session, "A list of another shape", "Name,Status\nCeyhun Örnəkov,etap\n").reference
    session.commit()
    page = ada.get(f"/sources/{next_list}/rows")
    assert "Monthly list read so" in main_text(page)
    assert (fields(page)["column-3"], fields(page)["word-2"]) == ("left_out", "imprisoned")
    assert "3 of 3 rows are ready" in main_text(page)
    assert "2 of 3 rows are ready" in main_text(ada.get(f"/sources/{next_list}/rows?mapping="))
    assert "were read before" not in main_text(ada.get(f"/sources/{other}/rows"))
    compared = post_form(ada, "/compare", text=NEXT)
    assert fields(compared)["word-2"] == "imprisoned"


def test_the_same_name_again_replaces_and_the_name_of_another_shape_is_refused(
    session: Session, ada: FlaskClient, address: str
) -> None:
    first = press(ada, ada.get(address), "Keep it", title="Monthly list")
    press(ada, send(ada, first, **{"word-2": "exiled", "look": "y"}), "Keep it", title="Monthly list")
    (row,) = session.scalars(select(ListMapping))
    assert "exiled\tetap" in row.statuses
    other = make.source(session, "A list of another shape", "Name,Status\nCeyhun Örnəkov,etap\n").reference
    session.commit()
    refused = press(ada, ada.get(f"/sources/{other}/rows"), "Keep it", title="Monthly list")
    assert refused.status_code == 422
    assert errors(refused) == {"title": "This is the name of a mapping for lists with other columns."}
    unnamed = press(ada, ada.get(address), "Keep it", title="")
    assert errors(unnamed) == {"title": "This is needed."}


def test_a_mapping_is_offered_no_longer_and_undoing_offers_it_again(
    session: Session, ada: FlaskClient, address: str
) -> None:
    kept = press(ada, ada.get(address), "Keep it", title="Monthly list")
    removed = press(ada, kept, "Offer “Monthly list” no longer")
    assert removed.status_code == 200
    assert "were read before" not in main_text(ada.get(address))
    session.expire_all()
    undo(session)
    session.commit()
    assert "Monthly list read so" in main_text(ada.get(address))


def test_a_word_that_somebody_says_is_not_known_refuses_its_rows(ada: FlaskClient, address: str) -> None:
    looked = post_form(ada, address, **{"word-0": "", "look": "y"})
    assert "1 of 3 rows are ready" in main_text(looked)


def test_a_kept_mapping_stands_in_the_history_of_its_list_and_is_undone_there(
    session: Session, ada: FlaskClient, address: str
) -> None:
    press(ada, ada.get(address), "Keep it", title="Monthly list")
    history = ada.get(address.removesuffix("/rows") + "/history")
    assert "Way to read a list" in main_text(history)
    step = next(link for link in links(history) if "/undo" in link)
    assert post_form(ada, step, reason="A slip").status_code == 303
    assert not session.scalars(select(ListMapping)).all()


@pytest.mark.parametrize("title", ["\0", "x" * 201, "a\nb", "\u202e"])
def test_a_strange_name_for_a_mapping_is_refused(ada: FlaskClient, address: str, title: str) -> None:
    assert press(ada, ada.get(address), "Keep it", title=title).status_code == 422


def marked_rows(client: FlaskClient) -> str:
    """The page of the rows of a marked workbook that was brought in."""
    staged = upload(client, marked_workbook(), "list.xlsx")
    added = send(client, client.get(staged.location), **NEW)
    return f"{added.location.partition('?')[0]}/rows"


def test_struck_out_hidden_and_merged_rows_wait_until_somebody_says_what_it_means(
    session: Session, ada: FlaskClient
) -> None:
    address = marked_rows(ada)
    page = ada.get(address)
    words = main_text(page)
    assert "2 of 5 rows are ready" in words
    assert "2 rows are: struck out" in words
    assert "Turan Qaralamalı: Freed in May?" in words
    assert "hidden in the file" in words
    answers = {"marks-struck": "left_out", "marks-hidden_row": "as_it_stands", "marks-merged": "for_all"}
    read = send(ada, page, look="y", **answers)
    assert "3 of 5 rows are ready" in main_text(read)
    assert "2 left out" in main_text(read)
    hidden = next(each.get("value") for each in elements(read, "input", name="out"))
    looked = send(ada, read, look="y", **{"marks-struck": "as_it_stands"}, out=hidden)
    assert "4 of 5 rows are ready" in main_text(looked)
    again = send(ada, looked, look="y")
    assert "4 of 5 rows are ready" in main_text(again)
    send(ada, again, look=None)
    assert len(names(session)) == 4
    assert {event.place_words for event in session.scalars(select(StatusEvent))} >= {"Colony No. 8"}


@on_sqlite
def test_of_rows_that_seem_to_name_nobody_one_is_left_out_and_another_is_somebody(
    session: Session, ada: FlaskClient
) -> None:
    added = make.source(session, "A list", "Name,Status\nBahar 2,serving\nTotal,serving\nAyla,serving\n")
    page = ada.get(f"/sources/{added.reference}/rows")
    assert "1 of 3 rows are ready" in main_text(page)
    assert "2 rows are: naming nobody" in main_text(page)
    _, total = (each.get("value") for each in elements(page, "input", name="out"))
    read = send(ada, page, look="y", **{"marks-nobody": "as_it_stands"}, out=total)
    assert "2 of 3 rows are ready" in main_text(read)
    # What was answered and ticked stays, though no row waits any more.
    assert "2 of 3 rows are ready" in main_text(again := send(ada, read, look="y"))
    send(ada, again, look=None)
    assert names(session) == {"Bahar 2", "Ayla"}


@on_sqlite
def test_cells_that_repeat_the_row_above_are_asked_about_once_for_all(
    session: Session, ada: FlaskClient
) -> None:
    rows = "Bahar Misallı,serving,Colony 1\nElvin Sınaqov,-//-,same\nTuran Örnək,SIZO,ditto\n"
    text = f"Name,Status,Place\n{rows}"
    page = ada.get(f"/sources/{make.source(session, 'A list', text).reference}/rows")
    assert "1 of 3 rows are ready" in main_text(page)
    assert "2 rows are: repeating the row above" in main_text(page)
    read = send(ada, page, look="y", **{"marks-ditto": "for_all"})
    assert "3 of 3 rows are ready" in main_text(read)
    send(ada, read, look=None)
    assert {event.place_words for event in session.scalars(select(StatusEvent))} == {"Colony 1"}


def test_strange_answers_about_marks_count_for_nothing(session: Session, ada: FlaskClient) -> None:
    address = marked_rows(ada)
    typed = {"marks-struck": "x", "marks-comment": "left_out", "marks-merged": "\x00"}
    typed |= {"out": ["²", "9" * 30, "x"]}
    assert look_and_send(ada, address, typed)[0] == 200
    assert not names(session) & {"Ceyhun Örnəkov", "Elvin Sınaqov"}


def test_what_a_remark_says_beside_what_is_recorded_is_shown(session: Session, ada: FlaskClient) -> None:
    rows = "Bir Sınaqov,Released,wrote poems\nIki Sınaqov,Released,pardoned in 2024\n"
    text = f"Full name,Status,Remarks\n{rows}"
    source = make.source(session, "A list with remarks", text)
    session.commit()
    page = main_text(ada.get(f"/sources/{source.reference}/rows"))
    assert "Read, but not recorded: wrote poems" in page
    assert "Released early since 2024" in page
    assert "not recorded: pardoned" not in page
