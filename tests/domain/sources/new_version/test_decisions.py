"""A new version is cited by decision only, and what is cited stays with the words it was cited from."""

import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from tests.support.versions import (
    LONGER,
    OTHER_NAME,
    citations_of,
    comparisons_of,
    decide,
    declare,
    is_sound,
)
from webapp.domain.claims import recording
from webapp.domain.refusals import Refused, Stale
from webapp.domain.sources.new_version import comparisons, decisions
from webapp.domain.text.quote_location import Span
from webapp.models import Source
from webapp.vocab.claims import ClaimState, Credibility, Stance
from webapp.vocab.comparisons import Decision, Verdict
from webapp.vocab.liberty import Status


@pytest.fixture
def declaration(session: Session) -> Source:
    """A declaration from which an arrest and an imprisonment are cited."""
    return declare(session)


def test_all_that_is_unchanged_is_cited_from_the_new_version_in_one_action(
    session: Session, declaration: Source
) -> None:
    version = make.version(session, declaration, LONGER)
    assert {row.verdict for row in comparisons_of(session, version).values()} == {Verdict.SAME}
    carried = edit(session, decisions.carry_unchanged, into=version)
    assert len(carried) == 3
    old, status, new, also = citations_of(session, make.ARRESTED)
    assert {old.claim_id, status.claim_id} == {new.claim_id, also.claim_id}
    assert [row.passage.source_version.number for row in (old, status, new, also)] == [1, 1, 2, 2]
    assert {row.decision for row in carried} == {Decision.MOVED}
    assert comparisons.waiting(session) == []
    assert is_sound(session)
    with pytest.raises(Refused, match="^reason: Nothing that is unchanged waits here any more"):
        edit(session, decisions.carry_unchanged, into=version)


def test_the_one_action_leaves_alone_what_is_not_quite_the_same(
    session: Session, declaration: Source
) -> None:
    make.person(
        session, "Farid Tajrubali", evidence=make.evidence(session, "Farid Tajrubali leads", of=declaration)
    )
    make.person(
        session, "Union of Couriers", evidence=make.evidence(session, "People of the Union", of=declaration)
    )
    version = make.version(session, declaration, OTHER_NAME)
    carried = edit(session, decisions.carry_unchanged, into=version)
    assert [row.passage.exact for row in carried] == ["People of the Union"]
    assert comparisons.waiting(session, declaration)[0].number == 4
    assert citations_of(session, make.ARRESTED)[0].passage.source_version.number == 1
    assert len(citations_of(session, make.ARRESTED)) == 2


def test_a_citation_goes_along_with_its_grade_its_note_and_its_translation(session: Session) -> None:
    which = make.source(session)
    grade = {
        "stance": Stance.SUPPORTS, "credibility": Credibility.PROBABLY_TRUE, "note": "By telephone.",
        "translation": "Azad edildi.",
    }  # fmt: skip
    evidence = make.evidence(session, make.RELEASED, of=which, **grade)
    make.status(session, make.person(session), evidence=evidence)
    edit(session, decisions.carry_unchanged, into=make.version(session, which, LONGER))
    old, new = citations_of(session, make.RELEASED)
    for name, value in grade.items():
        assert getattr(new, name) == getattr(old, name) == value


def test_other_words_are_taken_only_where_somebody_says_that_they_bear_the_claims_out(
    session: Session, declaration: Source
) -> None:
    row = comparisons_of(session, make.version(session, declaration, OTHER_NAME))[make.ARRESTED]
    with pytest.raises(Refused, match="^confirmed: The words differ"):
        decide(session, row, Decision.MOVED)
    assert row.decision is None
    decide(session, row, Decision.MOVED, confirmed=True)
    assert row.new_passage is not None
    assert row.new_passage.exact == make.ARRESTED.replace("Sinagov", "Tajrubali")
    assert len(citations_of(session, row.new_passage.exact)) == 2
    assert len(citations_of(session, make.ARRESTED)) == 2
    assert is_sound(session)


def test_words_that_only_stand_elsewhere_need_no_more_than_a_decision(
    session: Session, declaration: Source
) -> None:
    version = make.version(session, declaration, OTHER_NAME)
    row = comparisons_of(session, version)["Davud Numunali are in prison"]
    assert row.verdict is Verdict.MOVED
    assert decide(session, row, Decision.MOVED).new_passage is not None


def test_somebody_chooses_another_place_than_the_one_proposed(session: Session) -> None:
    which = make.source(session)
    make.status(session, make.person(session), evidence=make.evidence(session, make.RELEASED, of=which))
    text = f"{OTHER_NAME}\n\nIt was said that {make.RELEASED}"
    row = comparisons_of(session, make.version(session, which, text))[make.RELEASED]
    place = Span(text.rindex(make.RELEASED), len(text))
    decide(session, row, Decision.MOVED, place=place)
    assert row.new_passage is not None
    assert (row.new_passage.start, row.new_passage.end) == place


def test_what_is_found_nowhere_can_be_moved_to_pasted_words_only(session: Session) -> None:
    which = make.source(session)
    make.status(session, make.person(session), evidence=make.evidence(session, make.RELEASED, of=which))
    row = comparisons_of(session, make.version(session, which, "Another text altogether, of other things."))[
        make.RELEASED
    ]
    assert (row.verdict, row.start, row.end) == (Verdict.LOST, None, None)
    with pytest.raises(Refused, match="^quote: The passage was not found"):
        decide(session, row, Decision.MOVED, confirmed=True)


def test_withdrawing_takes_what_rests_on_the_passage_alone_and_leaves_the_rest(session: Session) -> None:
    which, other = make.source(session), make.source(session, "A letter", "Ayla is free.")
    who = make.person(session, "Ayla Numunali", evidence=make.evidence(session, "Ayla", of=other))
    alone = make.status(
        session, who, Status.ARRESTED, evidence=make.evidence(session, make.RELEASED, of=which)
    )
    shared = make.status(
        session, who, Status.EXILED, evidence=make.evidence(session, make.RELEASED, of=which)
    )
    edit(session, recording.cite, claim=shared, evidence=make.evidence(session, "Ayla is free.", of=other))
    row = comparisons_of(session, make.version(session, which, "Nothing of the kind."))[make.RELEASED]
    decide(session, row, Decision.WITHDRAWN)
    session.commit()
    assert (alone.state, shared.state) == (ClaimState.WITHDRAWN, ClaimState.PUBLISHED)
    assert [one.passage.exact for one in shared.citations] == ["Ayla is free."]
    assert comparisons.waiting(session) == []
    assert is_sound(session)


def test_a_charge_goes_with_its_steps_and_not_without_them(session: Session) -> None:
    which, other = make.source(session), make.source(session, "A letter", "She was charged with smuggling.")
    said = make.evidence(session, make.RELEASED, of=which)
    charge = make.charge(session, make.person(session), evidence=said, offence="smuggling")
    step = make.step(session, charge, evidence=make.evidence(session, "She was charged", of=other))
    row = comparisons_of(session, make.version(session, which, "Nothing of the kind."))[make.RELEASED]
    session.commit()
    with pytest.raises(Refused, match="^decision: Steps of a charge against P-0001 rest on other passages"):
        decide(session, row, Decision.WITHDRAWN)
    session.rollback()
    edit(session, recording.cite, claim=step, evidence=said)
    edit(session, recording.uncite, citation=step.citations[0], version=1)
    decide(session, row, Decision.WITHDRAWN)
    assert (charge.state, step.state) == (ClaimState.WITHDRAWN, ClaimState.WITHDRAWN)


def test_an_only_name_is_not_withdrawn_and_nothing_is_half_done(session: Session) -> None:
    which = make.source(session)
    quote = make.evidence(session, make.RELEASED, of=which)
    status = make.status(session, make.person(session, "Ayla Numunali", evidence=quote), evidence=quote)
    row = comparisons_of(session, make.version(session, which, "Nothing of the kind."))[make.RELEASED]
    session.commit()
    with pytest.raises(Refused, match="^decision: The only name of P-0001 rests on this passage"):
        decide(session, row, Decision.WITHDRAWN)
    session.rollback()
    assert (row.decision, status.state) == (None, ClaimState.PUBLISHED)


def test_a_decision_that_crosses_another_is_refused(session: Session, declaration: Source) -> None:
    row = comparisons_of(session, make.version(session, declaration, LONGER))[make.ARRESTED]
    opened = row.version
    decide(session, row, Decision.KEPT)
    with pytest.raises(Stale):
        decide(session, row, Decision.MOVED, version=opened)
    with pytest.raises(Refused, match="^decision: This was decided already"):
        decide(session, row, Decision.MOVED)
