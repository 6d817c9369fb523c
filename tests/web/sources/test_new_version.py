"""The pages of a new version: what is unchanged in one press, the rest one by one, and what was decided."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import elements, errors, links, main_text, post_form, send, text_of
from webapp.domain import checks
from webapp.models import Citation, Comparison, Source, SourceVersion
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.comparisons import Decision
from webapp.vocab.liberty import Status

RENAMED = make.TEXT.replace("Elvin Sinagov", "Elvin Tajrubali")
LONGER = f"{make.TEXT}\n\nAnother march followed."
MARCH = "had called a march"
QUEUE = "/sources/S-0001/versions/2"


@pytest.fixture
def declaration(session: Session) -> Source:
    """A declaration from which a march, an arrest and an imprisonment are cited."""
    which = make.source(session)
    elvin = make.person(session, evidence=make.evidence(session, make.ARRESTED, of=which))
    make.status(session, elvin, evidence=make.evidence(session, make.ARRESTED, of=which))
    make.affiliation(
        session, elvin, make.organization(session), evidence=make.evidence(session, MARCH, of=which)
    )
    quote = make.evidence(session, "Davud Numunali are in prison", of=which)
    davud = make.person(session, "Davud Numunali", evidence=quote)
    make.status(session, davud, Status.IMPRISONED, evidence=quote)
    return which


def compared(session: Session, version: SourceVersion, words: str) -> Comparison:
    """The comparison of these words."""
    rows = session.scalars(select(Comparison).where(Comparison.source_version_id == version.id))
    return next(row for row in rows if row.passage.exact == words)


def marked(client: FlaskClient, row: Comparison) -> list[str]:
    """What the page of a comparison marks as different, in order; names and numbers in capitals."""
    page = client.get(f"/comparisons/{row.id}")
    found = [e for tag in ("del", "ins") for e in elements(page, tag)]
    return [text_of(e).upper() if e.get("class") == "telling" else text_of(e) for e in found]


def test_the_queue_tells_what_was_found_and_shows_old_and_new(
    session: Session, clara: FlaskClient, declaration: Source
) -> None:
    make.version(session, declaration, RENAMED)
    page = clara.get(QUEUE)
    told = main_text(page)
    # Of few, all stand open; each can be folded into a line.
    rows = (row for row in elements(page, "li") if str(row.get("id")).startswith("comparison-"))
    folds = [row.find("details") for row in rows]
    assert [fold is not None and fold.get("open") is not None for fold in folds] == [True, True]
    assert "3 cited passages were compared with version 2. 1 unchanged · 1 elsewhere · 1 changed" in told
    assert "1 passage stands unchanged" in told
    assert "2 passages wait for a decision" in told
    assert "was Sinagov" in told
    assert "now Tajrubali" in told
    assert "Elvin Sinagov Arrested" in told


def test_names_and_numbers_that_differ_are_marked_more_strongly(
    session: Session, clara: FlaskClient, declaration: Source
) -> None:
    text = make.TEXT.replace("Elvin Sinagov, chair", "Elvin Tajrubali, head").replace("2023", "2024")
    row = compared(session, make.version(session, declaration, text), make.ARRESTED)
    assert marked(clara, row) == [
        "WAS SINAGOV", "was chair", "WAS 2023", "NOW TAJRUBALI", "now head", "NOW 2024",
    ]  # fmt: skip


def test_all_that_is_unchanged_takes_one_press(
    session: Session, clara: FlaskClient, declaration: Source
) -> None:
    make.version(session, declaration, LONGER)
    answer = send(clara, clara.get(QUEUE), reason="Version 2 read")
    assert (answer.status_code, answer.location) == (303, QUEUE)
    assert [row.decision for row in session.scalars(select(Comparison))] == [Decision.MOVED] * 3
    page = clara.get(QUEUE)
    assert "Nothing waits here." in main_text(page)
    assert "Cited from the new version too Clara" in main_text(page)
    assert "Version 2 read" in main_text(page)
    again = post_form(clara, f"{QUEUE}/unchanged", reason="Twice")
    assert again.status_code == 422
    assert "Nothing that is unchanged waits here any more" in errors(again)["reason"]


def test_a_citation_tells_from_which_version_where_there_are_several(
    session: Session, clara: FlaskClient, declaration: Source
) -> None:
    assert "version 1" not in main_text(clara.get("/people/P-0001"))
    make.version(session, declaration, LONGER)
    send(clara, clara.get(QUEUE), reason="Version 2 read")
    told = main_text(clara.get("/people/P-0001"))
    assert "version 1" in told
    assert "version 2" in told


def test_a_passage_is_moved_to_other_words_by_somebody_who_ticks_that_they_bear_it_out(
    session: Session, clara: FlaskClient, declaration: Source
) -> None:
    row = compared(session, make.version(session, declaration, RENAMED), make.ARRESTED)
    refused = post_form(clara, f"/comparisons/{row.id}", decision="moved")
    assert refused.status_code == 422
    assert list(errors(refused)) == ["confirmed"]
    done = send(clara, refused, decision="moved", confirmed="y")
    assert (done.status_code, done.location) == (303, QUEUE)
    assert row.new_passage is not None
    assert row.new_passage.exact.startswith("Elvin Tajrubali")
    assert "Elvin Tajrubali, chair" in main_text(clara.get(QUEUE))


def test_it_stands_at_another_place_that_somebody_pastes(
    session: Session, clara: FlaskClient, declaration: Source
) -> None:
    text = f"{RENAMED}\n\nIn print: {make.ARRESTED} Once more: {make.ARRESTED}"
    row = compared(session, make.version(session, declaration, text), make.ARRESTED)
    page = post_form(clara, f"/comparisons/{row.id}", decision="moved", quote="Nowhere in it")
    assert "not in the text" in errors(page)["quote"]
    page = send(clara, page, decision="moved", quote=make.ARRESTED)
    assert "stand in the text 2 times" in errors(page)["match"]
    start = text.rindex(make.ARRESTED)
    done = send(clara, page, decision="moved", match=f"{start}-{start + len(make.ARRESTED)}")
    assert done.status_code == 303
    assert row.new_passage is not None
    assert row.new_passage.start == start


@pytest.mark.parametrize(
    ("decision", "state"), [("kept", ClaimState.PUBLISHED), ("withdrawn", ClaimState.WITHDRAWN)]
)
def test_a_passage_is_kept_or_what_rests_on_it_withdrawn(
    session: Session, clara: FlaskClient, declaration: Source, decision: str, state: ClaimState
) -> None:
    quote = make.evidence(session, make.RELEASED, of=declaration)
    status = make.status(session, make.person(session, "Bahar Misalli"), evidence=quote)
    version = make.version(session, declaration, "Nothing of the kind.")
    row = compared(session, version, make.RELEASED)
    assert "Nothing in this version resembles the passage." in main_text(clara.get(QUEUE))
    assert post_form(clara, f"/comparisons/{row.id}", decision=decision).status_code == 303
    assert (row.decision, status.state) == (decision, state)
    assert list(checks.check(session)) == []


def test_what_is_refused_leaves_everything_as_it_was(
    session: Session, clara: FlaskClient, declaration: Source
) -> None:
    row = compared(session, make.version(session, declaration, "Nothing."), make.ARRESTED)
    page = post_form(clara, f"/comparisons/{row.id}", decision="withdrawn", reason="Gone")
    assert page.status_code == 422
    assert "The only name of P-0001" in errors(page)["decision"]
    assert row.decision is None
    assert {c.claim.state for c in session.scalars(select(Citation))} == {ClaimState.PUBLISHED}


def test_two_decisions_that_cross_do_not_overwrite_each_other(
    session: Session, clara: FlaskClient, rafa: FlaskClient, declaration: Source
) -> None:
    row = compared(session, make.version(session, declaration, RENAMED), make.ARRESTED)
    opened = clara.get(f"/comparisons/{row.id}")
    assert post_form(rafa, f"/comparisons/{row.id}", decision="kept").status_code == 303
    late = send(clara, opened, decision="moved", confirmed="y")
    assert late.status_code == 422
    assert "Rafa changed this while you were typing" in main_text(late)
    assert row.decision is Decision.KEPT


def test_an_old_citation_shows_the_same_words_whatever_is_decided(
    session: Session, client: FlaskClient, clara: FlaskClient, declaration: Source
) -> None:
    citations = session.scalars(select(Citation)).all()
    addresses = [f"/citations/{row.id}" for row in citations]

    def shown() -> list[str]:
        return [text_of(elements(client.get(at), "article")[0]) for at in addresses]

    before = shown()
    version = make.version(session, declaration, RENAMED)
    assert shown() == before
    send(clara, clara.get(QUEUE), reason="Version 2 read")
    row = compared(session, version, make.ARRESTED)
    assert post_form(clara, f"/comparisons/{row.id}", decision="moved", confirmed="y").status_code == 303
    row = compared(session, version, "Davud Numunali are in prison")
    assert post_form(clara, f"/comparisons/{row.id}", decision="kept").status_code == 303
    assert shown() == before
    assert list(checks.check(session)) == []


def test_what_waits_is_a_link_on_the_source_and_on_the_first_page_for_those_who_decide(
    session: Session, client: FlaskClient, clara: FlaskClient, declaration: Source
) -> None:
    make.version(session, declaration, RENAMED)
    words = "3 passages of S-0001 wait for a decision on version 2"
    for path in ("/", "/sources/S-0001"):
        assert words in main_text(clara.get(path))
        assert QUEUE in links(clara.get(path))
        assert words not in main_text(client.get(path))


def test_what_is_open_is_asked_of_the_newest_version_only(
    session: Session, clara: FlaskClient, declaration: Source
) -> None:
    make.version(session, declaration, RENAMED)
    make.version(session, declaration, LONGER)
    told = main_text(clara.get(QUEUE))
    assert "A newer version is here" in told
    assert "wait for a decision" not in told
    assert "3 passages stand unchanged" in main_text(clara.get("/sources/S-0001/versions/3"))


def test_where_nothing_is_compared_the_page_says_why(session: Session, clara: FlaskClient) -> None:
    which = make.cited_source(session)
    make.person(session, evidence=make.cited(session, which, make.ARRESTED, make.TEXT.index(make.ARRESTED)))
    make.version(session, which, LONGER)
    told = main_text(clara.get(QUEUE))
    assert "Nothing to compare" in told
    assert "1 passage was not compared, because the text it was cited from is not archived here." in told
    assert "This is the first version" in main_text(clara.get("/sources/S-0001/versions/1"))


@pytest.mark.parametrize(
    "path",
    ["/sources/S-0001/versions/9", "/sources/S-0009/versions/1", "/sources/S-0001/versions/99999999999"],
)
def test_a_version_that_is_not_there_has_no_page(clara: FlaskClient, declaration: Source, path: str) -> None:
    assert clara.get(path).status_code == 404


def test_a_restricted_claim_is_compared_like_any_other(session: Session, clara: FlaskClient) -> None:
    which = make.source(session)
    quote = make.evidence(session, make.RELEASED, of=which)
    make.status(session, make.person(session), evidence=quote, visibility=Visibility.RESTRICTED)
    make.version(session, which, LONGER)
    assert "2 passages stand unchanged" in main_text(clara.get(QUEUE))


def test_a_form_of_the_queue_is_a_draft_of_its_own_page(
    session: Session, clara: FlaskClient, declaration: Source
) -> None:
    version = make.version(session, declaration, RENAMED)
    row = compared(session, version, make.ARRESTED)
    opened = [e.get("value", "") for e in elements(clara.get(QUEUE), "input", name="opened")]
    assert any(address.startswith(f"/comparisons/{row.id}#") for address in opened)
