"""A saved search keeps its address, whatever becomes of its name."""

import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from webapp.domain.checks import check
from webapp.domain.history.edits import edits_about
from webapp.domain.lists import saved_searches
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.refusals import Refused, Stale
from webapp.domain.retiring import retire_record
from webapp.domain.undo import undo
from webapp.models import SavedSearch


def revise(session: Session, row: SavedSearch, title: str, query: str) -> None:
    edit(session, saved_searches.revise_saved_search, row, version=row.version, title=title, query=query)
    session.commit()


def test_a_search_is_found_by_its_address_after_it_was_renamed(session: Session) -> None:
    row = make.saved_search(session, "Jurnalistlər həbsdə, 2026", "held=yes&occupation=journalist")
    assert row.slug == "jurnalistler-hebsde-2026"
    revise(session, row, "Journalists held", "occupation=journalist&held=yes")
    found = saved_searches.saved_search(session, "jurnalistler-hebsde-2026")
    assert found is row
    assert found.title == "Journalists held"
    assert saved_searches.filter_of(found) == PeopleFilter.read("held=yes&occupation=journalist")
    assert saved_searches.saved_as(session, PeopleFilter.read("occupation=journalist&held=yes")) is row
    assert list(check(session)) == []


def test_addresses_are_never_given_twice(session: Session) -> None:
    slugs = [make.saved_search(session, title).slug for title in ("Held", "held!", "Held?", "New", "…", "囚")]
    assert slugs[:3] == ["held", "held-2", "held-3"]
    assert slugs[3] != "new"
    assert len(set(slugs)) == len(slugs)
    row = saved_searches.saved_search(session, "held")
    assert row is not None
    edit(session, retire_record, row, version=row.version)
    assert row not in saved_searches.saved_searches(session)
    assert saved_searches.saved_search(session, "held") is row
    assert make.saved_search(session, "HELD").slug == "held-4"


def test_an_address_line_may_be_pasted_as_the_filter(session: Session) -> None:
    row = make.saved_search(session, query="http://localhost:8000/people?held=yes&after=x%20P-0001")
    assert row.query == "held=yes"


def test_what_is_no_search_is_refused(session: Session) -> None:
    make.saved_search(session, "Held")
    for title, query, field in (
        ("Held", "", "title"), ("", "", "title"), ("x" * 201, "", "title"),
        ("Other", "held=perhaps", "query"), ("Other", "known_on=soon", "query"),
        ("Other", "x" * 6_000, "query"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=f"^{field}: "):
            make.saved_search(session, title, query)
        session.rollback()


def test_edits_that_cross_are_refused_and_an_edit_can_be_undone(session: Session) -> None:
    row = make.saved_search(session, "Held", "held=yes")
    session.commit()
    with pytest.raises(Stale):
        edit(
            session, saved_searches.revise_saved_search, row, version=row.version - 1, title="A", query=""
        )  # fmt: skip
    session.rollback()
    revise(session, row, "Free", "held=no")
    newest = edits_about(session, row.id).edits[0]
    edit(session, undo.undo_edit, edit_id=newest.id)
    assert (row.title, row.query) == ("Held", "held=yes")
    first = edits_about(session, row.id).edits[-1]
    edit(session, undo.undo_edit, edit_id=first.id)
    assert saved_searches.saved_searches(session) == []


def test_a_search_for_a_word_that_is_gone_finds_everybody(session: Session) -> None:
    row = SavedSearch(slug="old", title="Old", query="status=unheard_of")
    assert saved_searches.filter_of(row) == PeopleFilter()
