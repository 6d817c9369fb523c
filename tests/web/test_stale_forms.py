"""An edit that crosses another: what does not collide is merged, what collides is for a person to decide."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import elements, fields, main_text, post_form, send, text_of
from webapp.models import StatusEvent
from webapp.vocab.liberty import Status

pytestmark = pytest.mark.both_engines

NOTE = "Taken at home.\n\nTried in camera.\n\nNo lawyer was let in."


@pytest.fixture
def event(session: Session) -> StatusEvent:
    """A status with a note of several lines."""
    who = make.person(session)
    return make.status(session, who, Status.PRETRIAL_DETENTION, "2023-11", place_words="Nowhere", note=NOTE)


@pytest.fixture
def path(event: StatusEvent) -> str:
    """The page on which it is corrected."""
    return f"/statuses/{event.id}/revise"


def table(page) -> dict[str, list[str]]:
    """Return the cells of the comparison by the field that their row is about."""
    (found,) = elements(page, "table", **{"class": "cards compare"})
    rows = [[" ".join(text_of(cell).split()) for cell in row] for row in found.iter("tr")]
    return {row[0]: row[1:] for row in rows}


def test_changes_of_different_fields_are_merged_and_the_next_save_goes_through(
    session: Session, event: StatusEvent, path: str, clara: FlaskClient, rafa: FlaskClient
) -> None:
    opened = clara.get(path)
    post_form(rafa, path, since="20.11.2023", visibility="internal", reason="Rafa was faster")

    stale = send(clara, opened, place_words="Nowhere, cell 4", reason="The cell is told")

    assert stale.status_code == 422
    told = main_text(stale)
    assert "Rafa changed this while you were typing" in told
    assert "2 changes of Rafa were taken over into the form." in told
    assert "Nothing collides: look at it, and save again." in told
    assert table(stale) == {
        "Field": ["As you opened it", "Now, by Rafa", "As you typed it", "In the form"],
        "Since": ["2023-11", "2023-11-20", "2023-11", "theirs, taken over"],
        "Place in the source's words": ["Nowhere", "Nowhere", "Nowhere, cell 4", "yours, kept"],
        "Visible to": ["Public", "Internal", "Public", "theirs, taken over"],
    }
    assert send(clara, stale).status_code == 303
    session.refresh(event)
    assert event.since.edtf == "2023-11-20"
    assert (event.place_words, event.visibility) == ("Nowhere, cell 4", "internal")


def test_a_collision_keeps_what_was_typed_and_is_marked(
    session: Session, event: StatusEvent, path: str, clara: FlaskClient, rafa: FlaskClient
) -> None:
    opened = clara.get(path)
    post_form(rafa, path, since="2023-12", place_words="Somewhere", reason="Rafa was faster")

    stale = send(clara, opened, since="January 2024", reason="Misread")

    assert "1 change of Rafa was taken over" in main_text(stale)
    assert "1 field collides and holds what you typed: decide, and save again." in main_text(stale)
    assert table(stale)["Since"] == ["2023-11", "2023-12", "January 2024", "collides yours, until you decide"]
    assert (fields(stale)["since"], fields(stale)["place_words"]) == ("January 2024", "Somewhere")
    session.refresh(event)
    assert event.since.edtf == "2023-12", "nothing is saved before the decision"
    assert send(clara, stale, since="December 2023").status_code == 303
    session.refresh(event)
    assert (event.since.edtf, event.place_words) == ("2023-12", "Somewhere")


def test_the_same_date_in_other_words_is_no_change(path: str, clara: FlaskClient, rafa: FlaskClient) -> None:
    opened = clara.get(path)
    post_form(rafa, path, since="2023-12", reason="Rafa was faster")
    stale = send(clara, opened, since="November 2023", reason="Read again")
    assert fields(stale)["since"] == "2023-12"
    alike = clara.get(path)
    post_form(rafa, path, since="2024-01", reason="Once more")
    both = send(clara, alike, since="January 2024", reason="Read again")
    assert not elements(both, "table", **{"class": "cards compare"})
    assert "What is stored now equals what you typed" in main_text(both)


def test_notes_changed_in_different_lines_are_joined_and_the_new_words_marked(
    session: Session, event: StatusEvent, path: str, clara: FlaskClient, rafa: FlaskClient
) -> None:
    opened = clara.get(path)
    post_form(rafa, path, note=NOTE.replace("home", "work"), reason="Rafa was faster")

    # As a browser sends line ends.
    typed = f"{NOTE}\n\nOn hunger strike.".replace("\n", "\r\n")
    stale = send(clara, opened, note=typed, reason="A letter came")

    joined = "Taken at work.\n\nTried in camera.\n\nNo lawyer was let in.\n\nOn hunger strike."
    assert fields(stale)["note"] == joined
    assert table(stale)["Note"][3] == "both, joined"
    marked = [text_of(one) for one in elements(stale, "ins")]
    assert marked == ["work", "\n\nOn hunger strike."]
    assert send(clara, stale).status_code == 303
    session.refresh(event)
    assert event.note == joined


def test_an_edit_overtaken_twice_is_merged_twice(
    session: Session, event: StatusEvent, path: str, clara: FlaskClient, rafa: FlaskClient
) -> None:
    opened = clara.get(path)
    post_form(rafa, path, since="2023-12", reason="Once")
    stale = send(clara, opened, place_words="Cell 4", reason="The cell is told")
    post_form(rafa, path, since="2024-01", reason="Twice")

    again = send(clara, stale)

    assert again.status_code == 422
    assert table(again)["Since"] == ["2023-12", "2024-01", "2023-12", "theirs, taken over"]
    assert send(clara, again).status_code == 303
    session.refresh(event)
    assert (event.since.edtf, event.place_words) == ("2024-01", "Cell 4")


def test_an_organization_that_was_chosen_and_then_retired_is_taken_over_all_the_same(
    session: Session, event: StatusEvent, path: str, clara: FlaskClient, rafa: FlaskClient
) -> None:
    make.organization(session, "Prison of Nowhere")
    opened = clara.get(path)
    assert post_form(rafa, path, authority="O-0001", reason="Its name is known").status_code == 303
    assert post_form(rafa, "/organizations/O-0001/retire", reason="Twin").status_code == 303

    stale = send(clara, opened, note="Shorter.", reason="Shorter")

    assert table(stale)["By order of"][1] == "Prison of Nowhere (O-0001)"
    assert fields(stale)["authority"] == "Prison of Nowhere (O-0001)"
    assert send(clara, stale).status_code == 303
    session.refresh(event)
    assert event.authority.name == "Prison of Nowhere"


@pytest.mark.parametrize(
    "before",
    [
        "",
        "{",
        "null",
        "[]",
        '"x"',
        '{"since": 1}',
        '{"since": [1]}',
        '{"since": null}',
        "[" * 50_000,
        "x" * 200_000,
    ],
)
def test_where_it_is_not_known_what_the_form_showed_both_are_shown_and_nothing_is_merged(
    path: str, clara: FlaskClient, rafa: FlaskClient, before: str
) -> None:
    opened = clara.get(path)
    post_form(rafa, path, since="2023-12", reason="Rafa was faster")

    stale = send(clara, opened, before=before, place_words="Cell 4", reason="The cell is told")

    assert stale.status_code == 422
    assert "saving again puts it in place of what is stored now" in main_text(stale)
    assert table(stale)["Since"] == ["2023-12", "2023-11"]
    assert fields(stale)["since"] == "2023-11"
    assert send(clara, stale).status_code == 303


@pytest.mark.parametrize(
    "before",
    [
        {"since": ["a", "b"], "status": "x", "place": True, "note": [], "nothing": "x"},
        {"since": True, "status": ["never", "heard"], "place": ["O-9999"], "note": False},
        {},
    ],
)
def test_a_meddled_hidden_field_breaks_nothing(
    path: str, clara: FlaskClient, rafa: FlaskClient, before: dict[str, object]
) -> None:
    opened = clara.get(path)
    post_form(rafa, path, since="2023-12", note="Short.", reason="Rafa was faster")

    stale = send(clara, opened, before=json.dumps(before), reason="Read again")

    assert stale.status_code == 422
    assert fields(stale)["since"] == "2023-11"
    assert send(clara, stale, since="2023-12").status_code == 303


def test_a_form_without_the_hidden_field_is_shown_both_as_before(
    path: str, clara: FlaskClient, rafa: FlaskClient
) -> None:
    opened = clara.get(path)
    post_form(rafa, path, since="2023-12", reason="Rafa was faster")
    stale = send(clara, opened, before=None, opened=None, reason="Read again")
    assert table(stale)["Since"] == ["2023-12", "2023-11"]


def test_an_edit_of_one_s_own_in_another_tab_is_merged_like_any_other(
    session: Session, event: StatusEvent, path: str, clara: FlaskClient
) -> None:
    one, other = clara.get(path), clara.get(path)
    assert send(clara, one, since="2023-12", reason="In one tab").status_code == 303
    stale = send(clara, other, place_words="Cell 4", reason="In the other")
    assert "Clara changed this while you were typing" in main_text(stale)
    assert send(clara, stale).status_code == 303
    session.refresh(event)
    assert (event.since.edtf, event.place_words) == ("2023-12", "Cell 4")


@pytest.mark.parametrize(
    ("made", "path", "field"),
    [
        (make.status, "/statuses/{}/revise", "authority"),
        (make.status, "/statuses/{}/revise", "place"),
        (make.charge, "/charges/{}/revise", "provision"),
        (make.treatment, "/treatments/{}/revise", "perpetrator"),
    ],
    ids=["authority", "place", "provision", "perpetrator"],
)
def test_an_edit_that_only_chooses_a_record_is_noticed_like_any_other(
    session: Session, clara: FlaskClient, rafa: FlaskClient, made: Any, path: str, field: str
) -> None:
    row, chosen = made(session, make.person(session)), make.organization(session).reference
    named = f"Union of Invented Couriers ({chosen})"
    provision = str(make.provision(session).id)
    path = path.format(row.id)
    opened = clara.get(path)
    chosen = provision if field == "provision" else chosen
    assert post_form(rafa, path, reason="It is known", **{field: chosen}).status_code == 303

    stale = send(clara, opened, note="Shorter.", reason="Shorter")

    assert stale.status_code == 422
    assert fields(stale)[field] == ("206.3.2 CC AZ 2000 Smuggling" if field == "provision" else named)
    assert send(clara, stale).status_code == 303
    session.refresh(row)
    assert getattr(row, f"{field}_id") is not None


def test_a_form_sent_unchanged_is_no_edit(
    session: Session, event: StatusEvent, path: str, clara: FlaskClient, rafa: FlaskClient
) -> None:
    make.organization(session, "Prison of Nowhere")
    post_form(rafa, path, authority="O-0001", reason="It is known")
    session.refresh(event)
    version = event.version
    assert post_form(rafa, path, reason="Looked at again").status_code == 303
    session.refresh(event)
    assert event.version == version
