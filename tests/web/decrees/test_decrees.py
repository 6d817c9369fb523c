"""The page of a decree: whom a text names, one answer for all, what is refused or stale, and the way back."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.forms import (
    elements,
    fields,
    links,
    look_and_send,
    main_text,
    post_form,
    send,
    text_of,
)
from tests.support.undoing import undo
from webapp.domain.checks import check
from webapp.models import ChargeStep, Claim, PersonSummary, StatusEvent
from webapp.vocab.charges import Basis, Joined, SentenceKind, StepKind
from webapp.vocab.claims import Audience, ClaimState
from webapp.vocab.liberty import Status

DECREE = """I resolve on 20 November 2026 that the following persons be pardoned and released from prison:

1. Qaralamalı Turan
2. Nümunəli Davud
3. Kimsəyev Adil
4. Nağıllı Samir
"""

FAMILIES = ("Sinagov", "Numunali", "Misallı", "Qaralamalı", "Örnəkov", "Nagilli")


@pytest.fixture
def address(session: Session) -> str:
    """The page of a decree that names two of ours, one of two homonyms, and somebody unknown."""
    for name in ("Turan Qaralamalı", "Davud Numunali", "Davud Nümunəli", "Samir Nagilli", "Ayla Numunali"):
        make.status(session, make.person(session, name), Status.IMPRISONED)
    source = make.source(session, "Decree No. 77 on Pardon", DECREE)
    session.commit()
    return f"/sources/{source.reference}/decree"


def held(session: Session) -> set[str]:
    """Whom readers find held."""
    query = select(PersonSummary.name).where(PersonSummary.audience == Audience.PUBLIC)
    return set(session.scalars(query.where(PersonSummary.status == Status.IMPRISONED)))


def test_the_page_of_a_text_leads_curators_to_its_decree(
    clara: FlaskClient, client: FlaskClient, address: str
) -> None:
    page = address.removesuffix("/decree")
    assert address in links(clara.get(page))
    assert f"{address}?start=0&end=6" in links(clara.get(f"{page}?start=0&end=6"))
    assert address not in links(client.get(page))


def test_names_are_shown_with_what_is_proposed_and_nothing_is_written_before_somebody_says_so(
    session: Session, ada: FlaskClient, address: str
) -> None:
    page = ada.get(address)
    words = main_text(page)
    assert "2 of 5 are named here" in words
    assert "The text has 4 names" in words
    assert "3 of them are not named" in words
    assert (fields(page)["status"], fields(page)["since"]) == ("released_early", "2026-11-20")
    radios = elements(page, "input", type="radio")
    assert {radio.get("value") for radio in radios if radio.get("checked") is not None} == {"nobody"}
    assert len(held(session)) == 5
    answer = post_form(ada, address, cause="pardon")
    assert answer.status_code == 303
    assert held(session) == {"Davud Numunali", "Davud Nümunəli", "Ayla Numunali"}
    again = main_text(ada.get(address))
    assert "2 recorded already" in again
    undo(session)
    session.commit()
    assert len(held(session)) == 5


def test_what_a_curator_records_waits_for_review(session: Session, clara: FlaskClient, address: str) -> None:
    assert post_form(clara, address).status_code == 303
    events = session.scalars(select(StatusEvent).where(StatusEvent.status == Status.RELEASED_EARLY)).all()
    assert [event.state for event in events] == [ClaimState.IN_REVIEW] * 2
    assert len(held(session)) == 5


def test_answers_and_ticks_count(session: Session, ada: FlaskClient, address: str) -> None:
    page = ada.get(address)
    (first, *_) = (field.get("value") for field in elements(page, "input", name="in"))
    asked = next(
        radio for radio in elements(page, "input", type="radio") if radio.get("value", "").startswith("P-")
    )
    davud = session.scalars(
        select(PersonSummary.name).where(PersonSummary.reference == asked.get("value", ""))
    ).first()
    answers = {
        str(asked.get("name")): "P-0002", "in": [first],
    }  # fmt: skip
    looked = send(ada, page, look="y", **answers)
    assert looked.status_code == 200
    assert "Save for 2 people" in main_text(looked)
    assert send(ada, looked, cause="pardon").status_code == 303
    assert davud is not None
    assert held(session) == {"Davud Nümunəli", "Samir Nagilli", "Ayla Numunali"}


def test_a_row_that_somebody_changed_meanwhile_is_shown_and_nothing_is_saved(
    session: Session, ada: FlaskClient, address: str
) -> None:
    page = ada.get(address)
    turan = session.scalars(select(PersonSummary).where(PersonSummary.name == "Turan Qaralamalı")).first()
    assert turan is not None
    person = session.scalars(select(Claim).where(Claim.person_id == turan.person_id)).first()
    assert person is not None
    make.status(session, person.person, Status.HOUSE_ARREST)
    session.commit()
    answer = send(ada, page)
    assert answer.status_code == 422
    assert "changed by Clara since you looked" in main_text(answer)
    events = select(StatusEvent).where(StatusEvent.status == Status.RELEASED_EARLY)
    assert not session.scalars(events).all()
    assert send(ada, answer).status_code == 303


def test_a_saved_search_is_the_list_that_the_names_are_compared_with(
    session: Session, ada: FlaskClient, address: str
) -> None:
    search = make.saved_search(session, "Called so", "q=Numunali")
    session.commit()
    page = ada.get(f"{address}?search={search.slug}")
    assert fields(page)["search"] == search.slug
    assert "0 of 3 are named here" in main_text(page)


def test_names_are_pasted_instead(ada: FlaskClient, address: str) -> None:
    page = send(ada, ada.get(address), pasted="Ayla Numunali\nHeçkəsov Ramiz", look="y")
    words = main_text(page)
    assert "The text has 2 names" in words
    assert "Save for 1 person" in words


def test_without_deciding_words_each_name_rests_on_its_own_sentence(
    session: Session, ada: FlaskClient
) -> None:
    for name in ("Turan Qaralamalı", "Samir Nagilli"):
        make.person(session, name)
    text = "Turan Qaralamalı was released. Samir Nagilli was seen there."
    source = make.source(session, "News of the day", text)
    session.commit()
    page = ada.get(f"/sources/{source.reference}/decree?search=")
    words = main_text(page)
    assert "No words are selected that decide for all" in words
    assert "Say what the text says of everybody" in words
    # Whom a name means is known before it is said what the text says of them.
    meant = [radio.get("value") for radio in elements(page, "input", type="radio", checked="")]
    assert meant == ["P-0001", "P-0002"]


STRANGE: tuple[dict[str, Any], ...] = (
    {"status": "nonsense"}, {"since": "31.02.2024"}, {"expected": "x y"}, {"seen": "9" * 30},
    {"answer-x": "P-9999"}, {"says-1": "nonsense"}, {"name": ["zz"]}, {"pasted": "a\n" * 400},
    {"search": "no-such"}, {"step": "nonsense"}, {"step": "convicted"}, {"step": "reduced", "years": "x"},
    {"step": "reduced", "years": "9" * 30}, {"step": "reduced", "numerator": "3", "denominator": "2"},
    {"step": "remainder_remitted", "numerator": "1"}, {"cause": "pardon", "status": "imprisoned"},
)  # fmt: skip


def test_strange_input_is_refused_or_left_out_and_breaks_nothing(ada: FlaskClient, address: str) -> None:
    for typed in STRANGE:
        looked, saved = look_and_send(ada, address, typed)
        assert looked == 200, typed
        assert saved in (303, 422), typed


def test_a_saved_search_leads_to_the_texts_that_may_be_about_many_of_its_people(
    session: Session, clara: FlaskClient, address: str
) -> None:
    search = make.saved_search(session, "Called so", "q=Numunali")
    session.commit()
    choosing = f"/searches/{search.slug}/decree"
    assert choosing in links(clara.get("/searches"))
    assert f"{address}?search={search.slug}" in links(clara.get(choosing))
    assert f"{address}?search={search.slug}" in links(clara.get(f"{choosing}?q=Pardon"))
    assert "No text is called so" in main_text(clara.get(f"{choosing}?q=Amnesty"))


def test_names_of_nobody_stand_on_the_page_of_the_source_for_curators(
    ada: FlaskClient, client: FlaskClient, address: str
) -> None:
    source = address.removesuffix("/decree")
    assert "nobody of ours" not in main_text(ada.get(source))
    assert post_form(ada, address).status_code == 303
    assert "1 name is nobody of ours" in main_text(ada.get(source))
    assert "nobody of ours" not in main_text(client.get(source))
    radios = elements(ada.get(address), "input", type="radio", value="new")
    answer = {str(radios[-1].get("name")): "new"}
    assert send(ada, post_form(ada, address, **answer, look="y")).status_code == 303
    assert "nobody of ours" not in main_text(ada.get(source))


HALVED = "I resolve on 25 May 2024 that half of what is left to serve is taken from the terms of:"


def test_a_decree_halves_what_is_left_of_many_terms(session: Session, ada: FlaskClient) -> None:
    names = ("Turan Qaralamalı", "Samir Nagilli", "Leyla Taslaqova", "Kamal Yoxlamalı")
    turan, samir, leyla, kamal = (make.person(session, name) for name in names)
    for person, offence in ((turan, "theft"), (samir, "theft"), (kamal, "theft"), (kamal, "fraud")):
        make.step(
            session, make.charge(session, person, offence=offence), StepKind.CONVICTED, "2023-11-20",
            sentence=SentenceKind.TERM, years=9,
        )  # fmt: skip
    total = make.charge(session, turan, offence="treason")
    made = make.step(
        session, total, StepKind.CONVICTED, "2023-11-20", sentence=SentenceKind.TERM, years=10,
        joined=Joined.TOTAL,
    )  # fmt: skip
    text = "\n".join([HALVED, "", *(f"{number}. {name}" for number, name in enumerate(names, 1))])
    address = f"/sources/{make.source(session, 'Decree No. 9', text).reference}/decree"
    session.commit()
    change = {"step": "remainder_reduced", "numerator": "1", "denominator": "2", "basis": "pardon"}
    answer = post_form(ada, address, step="remainder_reduced", since="2024-05-25", look="y")
    assert "Say by how much." in main_text(answer)
    looked = post_form(ada, address, **change, since="2024-05-25", look="y")
    shown = main_text(looked)
    assert "Remainder reduced by 1/2" in shown
    assert "No sentence that stands is recorded of this person." in shown
    assert "Several sentences stand without a total" in shown
    assert "Save for 2 people" in shown
    (token,) = elements(looked, "input", name="csrf_token")
    saved = ada.post(address, data=fields(looked) | {"csrf_token": token.get("value")})
    assert saved.status_code == 303
    assert "2 recorded already" in main_text(ada.get(saved.location))
    assert ada.get(f"{address}?step=nonsense&years=x&since=never").status_code == 200
    query = select(ChargeStep).where(ChargeStep.step == StepKind.REMAINDER_REDUCED)
    steps = {step.person.reference: step for step in session.scalars(query)}
    assert steps.keys() == {turan.reference, samir.reference}
    step = steps[turan.reference]
    assert (step.charge_id, step.numerator, step.denominator) == (made.charge_id, 1, 2)
    assert step.basis is Basis.PARDON
    assert {citation.passage.exact for citation in step.citations} >= {HALVED}
    assert list(check(session)) == []
    assert "2 recorded already" in main_text(post_form(ada, address, **change, since="2024-05-25", look="y"))
    undo(session)
    session.commit()
    assert not session.scalars(query.where(ChargeStep.state != ClaimState.WITHDRAWN)).all()


def test_a_kept_name_stands_in_the_history_of_the_source(ada: FlaskClient, address: str) -> None:
    assert post_form(ada, address).status_code == 303
    history = main_text(ada.get(address.removesuffix("/decree") + "/history"))
    assert "Name that is nobody of ours" in history
    assert "Kimsəyev Adil" in history


@on_sqlite
def test_of_many_who_are_ready_the_first_stand_open_and_all_are_written(
    session: Session, ada: FlaskClient
) -> None:
    names = [f"{given} {family}" for given in ("Elvin", "Davud", "Samir") for family in FAMILIES]
    for name in names:
        make.status(session, make.person(session, name), Status.IMPRISONED)
    text = "\n".join(f"{number}. {name}" for number, name in enumerate(names, start=1))
    heading = "They are pardoned and released on 20 November 2026:"
    source = make.source(session, "Decree No. 78", f"{heading}\n\n{text}\n")
    session.commit()
    address = f"/sources/{source.reference}/decree"
    page = ada.get(address)
    assert "18 ready" in main_text(page)
    assert [text_of(summary) for summary in elements(page, "summary")].count("6 more") == 1
    assert post_form(ada, address, cause="pardon").status_code == 303
    assert held(session) == set()
