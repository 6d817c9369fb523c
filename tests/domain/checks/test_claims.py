"""What holds for every claim: it rests on a passage, has no twin, is never lost, is seen by whom it may."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit, revise
from webapp.domain.claims import recording
from webapp.domain.claims.recording import Evidence, publish_claim, uncite, withdraw_claim
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.refusals import Refused, Stale
from webapp.domain.visibility import CURATOR, INTERNAL, PUBLIC
from webapp.models import Person, Revision, StatusEvent
from webapp.vocab.charges import StepKind
from webapp.vocab.claims import ClaimState, Credibility, Rank, Stance, Visibility
from webapp.vocab.liberty import Status

SAID = {
    "status": Status.ARRESTED, "cause": None, "since": None, "place": None, "place_words": "a cellar",
    "authority": None,
}  # fmt: skip
AS_IT_IS = {"rank": Rank.NORMAL, "rank_reason": None, "visibility": Visibility.PUBLIC, "note": None}


def told(
    session: Session,
    people: list[Person],
    evidence: Evidence | None = None,
    state: ClaimState = ClaimState.PUBLISHED,
    visibility: Visibility = Visibility.PUBLIC,
    note: str | None = None,
    **said: Any,
) -> list[StatusEvent]:
    """Record that somebody was held in a cellar, unless told otherwise."""
    shared = {"state": state, "visibility": visibility, "note": note}
    content, evidence = StatusContent(**SAID | said), evidence or make.evidence(session)
    return edit(session, recording.add, content, people=people, evidence=evidence, **shared)


@pytest.fixture
def elvin(session: Session) -> Person:
    """A person of whom only the name is known."""
    return make.person(session)


@pytest.fixture
def arrest(session: Session, elvin: Person) -> StatusEvent:
    """A claim with one citation."""
    return told(session, [elvin])[0]


def test_one_passage_says_the_same_of_several_people(session: Session, elvin: Person) -> None:
    ayla = make.person(session, "Ayla Numunali")
    made = told(session, [elvin, ayla, elvin])
    assert [claim.person for claim in made] == [elvin, ayla]
    assert len({claim.citations[0].passage_id for claim in made}) == 1
    assert len({claim.lead_citation_id for claim in made}) == 2


def test_a_claim_knows_who_made_it_and_when(session: Session, arrest: StatusEvent) -> None:
    clara = make.account(session)
    assert (arrest.made_by, arrest.made_at) == (clara, make.AT)
    assert (arrest.citations[0].made_by_id, arrest.citations[0].made_at) == (clara.id, make.AT)


def test_a_claim_on_nobody_is_refused(session: Session) -> None:
    with pytest.raises(Refused, match=r"^people: Name at least one person\."):
        told(session, [], make.evidence(session))


@pytest.mark.parametrize("stance", [Stance.CONTRADICTS, Stance.MENTIONS])
def test_a_claim_that_its_passage_does_not_support_is_refused(
    session: Session, elvin: Person, stance: Stance
) -> None:
    with pytest.raises(Refused, match="^stance: A claim begins with a passage that supports it"):
        told(session, [elvin], make.evidence(session, stance=stance))


def test_what_is_recorded_already_gains_the_passage_and_no_twin(
    session: Session, elvin: Person, arrest: StatusEvent
) -> None:
    lead = arrest.lead_citation_id
    assert told(session, [elvin], make.evidence(session, make.RELEASED)) == [arrest]
    assert [citation.passage.exact for citation in arrest.citations] == [make.ARRESTED, make.RELEASED]
    assert arrest.lead_citation_id == lead


@pytest.mark.parametrize(
    ("note", "on_passage", "kept"),
    [
        ("Told twice.", None, "Told twice."),
        ("Told twice.", " Page 3. ", "Page 3.\n\nTold twice."),
        (None, "Page 3.", "Page 3."),
        ("As it was.", None, None),
        (" ", None, None),
    ],
)
def test_a_note_typed_with_what_is_recorded_already_goes_with_its_passage(
    session: Session, elvin: Person, note: str | None, on_passage: str | None, kept: str | None
) -> None:
    (claim,) = told(session, [elvin], note="As it was.")
    again = told(session, [elvin], make.evidence(session, make.RELEASED, note=on_passage), note=note)
    assert (again, claim.note, claim.citations[1].note) == ([claim], "As it was.", kept)


@pytest.mark.parametrize("before", [ClaimState.DRAFT, ClaimState.IN_REVIEW, ClaimState.PUBLISHED])
@pytest.mark.parametrize("asked", [ClaimState.DRAFT, ClaimState.PUBLISHED])
def test_what_is_recorded_already_stays_as_far_published_as_it_was(
    session: Session, elvin: Person, before: ClaimState, asked: ClaimState
) -> None:
    ayla = make.person(session, "Ayla Numunali")
    (claim,) = told(session, [elvin], state=before)
    rows = told(session, [elvin, ayla], make.evidence(session, make.RELEASED), state=asked)
    assert [row.state for row in rows] == [before, asked]
    assert recording.gained(rows) == [claim]


def test_what_is_told_otherwise_stands_beside(session: Session, elvin: Person, arrest: StatusEvent) -> None:
    for other in ({"place_words": "an attic"}, {"status": Status.WANTED}, {"since": make.edtf_date("2023")}):
        assert told(session, [elvin], **other) != [arrest]
    assert len(arrest.citations) == 1


def test_what_is_said_of_another_person_is_another_claim(session: Session, arrest: StatusEvent) -> None:
    other = told(session, [make.person(session, "Ayla Numunali")])[0]
    assert other is not arrest


def test_the_same_words_from_the_same_passage_are_refused_for_all(
    session: Session, elvin: Person, arrest: StatusEvent
) -> None:
    ayla = make.person(session, "Ayla Numunali")
    session.commit()
    with pytest.raises(Refused, match="^quote: P-0001 already has exactly this, with this passage"):
        told(session, [ayla, elvin], make.evidence(session))
    session.rollback()
    assert session.scalar(select(func.count()).select_from(StatusEvent)) == 1


def test_what_was_withdrawn_is_recorded_anew(session: Session, elvin: Person, arrest: StatusEvent) -> None:
    edit(session, withdraw_claim, claim=arrest, version=arrest.version)
    again = told(session, [elvin])[0]
    assert again is not arrest
    assert again.state is ClaimState.PUBLISHED


def test_a_further_passage_may_contradict_a_claim(session: Session, arrest: StatusEvent) -> None:
    against = make.evidence(
        session, make.RELEASED, stance=Stance.CONTRADICTS, credibility=Credibility.DOUBTFUL, note=" sic "
    )
    citation = edit(session, recording.cite, claim=arrest, evidence=against)
    assert (citation.stance, citation.credibility, citation.note) == (
        Stance.CONTRADICTS, Credibility.DOUBTFUL, "sic",
    )  # fmt: skip
    assert recording.sources_of(arrest) == {against.passage.source_version.source}


def test_a_passage_is_cited_once_by_a_claim(session: Session, arrest: StatusEvent) -> None:
    with pytest.raises(Refused, match="^quote: P-0001 already has exactly this"):
        edit(session, recording.cite, claim=arrest, evidence=make.evidence(session, stance=Stance.MENTIONS))


def test_a_passage_that_is_taken_away_leaves_the_lead_to_the_next(
    session: Session, arrest: StatusEvent
) -> None:
    first = arrest.citations[0]
    for quote, stance in ((make.RELEASED, Stance.MENTIONS), ("Farid Tajrubali", Stance.SUPPORTS)):
        edit(session, recording.cite, claim=arrest, evidence=make.evidence(session, quote, stance=stance))
    edit(session, uncite, citation=first, version=first.version)
    session.commit()
    assert [citation.passage.exact for citation in arrest.citations] == [make.RELEASED, "Farid Tajrubali"]
    assert arrest.lead_citation_id == arrest.citations[1].id


def test_the_last_passage_that_supports_a_claim_stays(session: Session, arrest: StatusEvent) -> None:
    mentioned = make.evidence(session, make.RELEASED, stance=Stance.MENTIONS)
    edit(session, recording.cite, claim=arrest, evidence=mentioned)
    with pytest.raises(Refused, match="^reason: This is the last passage that supports"):
        edit(session, uncite, citation=arrest.citations[0], version=arrest.citations[0].version)
    other = arrest.citations[1]
    edit(session, uncite, citation=other, version=other.version)
    assert len(arrest.citations) == 1


def test_a_claim_is_corrected_and_what_is_not_said_again_is_gone(
    session: Session, arrest: StatusEvent
) -> None:
    said = SAID | {"place_words": None, "since": make.edtf_date("2023-11")}
    revise(session, arrest, note="From a letter.", **said)
    session.commit()
    session.expire_all()
    assert (arrest.place_words, arrest.since, arrest.note, arrest.version) == (
        None, make.edtf_date("2023-11"), "From a letter.", 2,
    )  # fmt: skip


def test_a_correction_that_changes_nothing_leaves_no_trace(session: Session, arrest: StatusEvent) -> None:
    before = session.scalar(select(func.count()).select_from(Revision))
    revise(session, arrest, **AS_IT_IS, **SAID)
    assert arrest.version == 1
    assert session.scalar(select(func.count()).select_from(Revision)) == before


@pytest.mark.parametrize("rank", [Rank.PREFERRED, Rank.DEPRECATED])
@pytest.mark.parametrize("reason", [None, "", "  "])
def test_a_rank_needs_a_reason(session: Session, arrest: StatusEvent, rank: Rank, reason: str | None) -> None:
    with pytest.raises(Refused, match="^rank_reason: Say why"):
        revise(session, arrest, version=1, **AS_IT_IS | {"rank": rank, "rank_reason": reason})


def test_the_reason_of_a_rank_goes_with_it(session: Session, arrest: StatusEvent) -> None:
    ranked = {"rank": Rank.PREFERRED, "rank_reason": "Seen by the lawyer"}
    revise(session, arrest, version=1, **AS_IT_IS | ranked)
    assert (arrest.rank, arrest.rank_reason) == (Rank.PREFERRED, "Seen by the lawyer")
    revise(session, arrest, version=2, **AS_IT_IS | ranked | {"rank": Rank.NORMAL})
    assert (arrest.rank, arrest.rank_reason) == (Rank.NORMAL, None)


def test_a_form_opened_before_another_saved_changes_nothing(session: Session, arrest: StatusEvent) -> None:
    revise(session, arrest, version=1, **AS_IT_IS | {"note": "first"})
    citation = arrest.citations[0]
    for act in (
        lambda: revise(session, arrest, version=1, **AS_IT_IS | {"note": "second"}),
        lambda: edit(session, publish_claim, claim=arrest, version=1),
        lambda: edit(session, withdraw_claim, claim=arrest, version=1),
        lambda: edit(session, uncite, citation=citation, version=0),
    ):
        with pytest.raises(Stale) as stale:
            act()
        assert stale.value.row in (arrest, citation)
    assert (arrest.note, arrest.state) == ("first", ClaimState.PUBLISHED)


@pytest.mark.parametrize("state", [ClaimState.DRAFT, ClaimState.IN_REVIEW])
def test_what_waited_is_published(session: Session, elvin: Person, state: ClaimState) -> None:
    claim = told(session, [elvin], state=state)[0]
    assert recording.waiting(session) == [claim]
    edit(session, publish_claim, claim=claim, version=claim.version)
    assert claim.state is ClaimState.PUBLISHED
    assert recording.waiting(session) == []


def test_what_waits_longest_comes_first(session: Session, elvin: Person) -> None:
    first = told(session, [elvin], state=ClaimState.IN_REVIEW, place_words="a cellar")[0]
    second = told(session, [elvin], state=ClaimState.DRAFT, place_words="an attic")[0]
    told(session, [elvin], state=ClaimState.PUBLISHED, place_words="a yard")
    assert recording.waiting(session) == [first, second]
    assert recording.waiting(session, limit=1) == [first]


def test_a_withdrawn_claim_is_not_published_again(session: Session, arrest: StatusEvent) -> None:
    edit(session, withdraw_claim, claim=arrest, version=arrest.version)
    with pytest.raises(Refused, match="^reason: A withdrawn claim is not published"):
        edit(session, publish_claim, claim=arrest, version=arrest.version)


def test_the_last_name_of_a_person_is_not_withdrawn(session: Session, elvin: Person) -> None:
    name = elvin.claims[0]
    with pytest.raises(Refused, match="^reason: This is the person's only name"):
        edit(session, withdraw_claim, claim=name, version=name.version)
    make.name(session, make.person(session, "Ayla Numunali"), "Ayla of another record")
    with pytest.raises(Refused, match="^reason: This is the person's only name"):
        edit(session, withdraw_claim, claim=name, version=name.version)
    other = make.name(session, elvin, "Elvin the courier")
    edit(session, withdraw_claim, claim=name, version=name.version)
    with pytest.raises(Refused, match="^reason: This is the person's only name"):
        edit(session, withdraw_claim, claim=other, version=other.version)


def test_a_charge_is_not_withdrawn_while_its_steps_stand(session: Session, elvin: Person) -> None:
    charge = make.charge(session, elvin)
    steps = [make.step(session, charge, kind) for kind in (StepKind.CHARGED, StepKind.INDICTED)]
    for step in steps:
        with pytest.raises(Refused, match="^reason: Steps of this charge still stand"):
            edit(session, withdraw_claim, claim=charge, version=charge.version)
        edit(session, withdraw_claim, claim=step, version=step.version)
    edit(session, withdraw_claim, claim=charge, version=charge.version)
    assert charge.state is ClaimState.WITHDRAWN


def test_a_withdrawn_claim_keeps_its_passages_for_those_who_work_on_it(
    session: Session, arrest: StatusEvent
) -> None:
    edit(session, withdraw_claim, claim=arrest, version=arrest.version)
    for reader in (PUBLIC, INTERNAL):
        assert recording.claim(session, arrest.id, to=reader) is None
        assert recording.citation(session, arrest.lead_citation_id, to=reader) is None
    assert recording.claim(session, arrest.id, to=CURATOR) is arrest
    assert recording.citation(session, arrest.lead_citation_id, to=CURATOR) is arrest.citations[0]


def test_every_claim_and_citation_is_seen_by_those_who_may(session: Session, elvin: Person) -> None:
    for source_seen_by in Visibility:
        source = make.source(
            session, f"Told {source_seen_by}", f"He was held: {source_seen_by}.", visibility=source_seen_by
        )
        evidence = make.evidence(session, "He was held", of=source)
        for state in (ClaimState.DRAFT, ClaimState.IN_REVIEW, ClaimState.PUBLISHED):
            for visibility in Visibility:
                words = f"{state} {visibility} {source_seen_by}"
                claim = told(session, [elvin], evidence, state, visibility=visibility, place_words=words)[0]
                published = state is ClaimState.PUBLISHED
                expected = {
                    PUBLIC: published and visibility is source_seen_by is Visibility.PUBLIC,
                    INTERNAL: Visibility.RESTRICTED not in (visibility, source_seen_by),
                    CURATOR: True,
                }
                for reader, sees in expected.items():
                    assert (recording.claim(session, claim.id, to=reader) is claim) is sees, words
                    citation = recording.citation(session, claim.lead_citation_id, to=reader)
                    assert (citation is claim.citations[0]) is sees, words


def test_a_draft_person_s_claims_are_open_to_nobody_outside(session: Session) -> None:
    who = make.person(session, state=ClaimState.DRAFT)
    claim = told(session, [who])[0]
    assert recording.claim(session, claim.id, to=PUBLIC) is None
    assert recording.citation(session, claim.lead_citation_id, to=PUBLIC) is None
    assert recording.claim(session, claim.id, to=INTERNAL) is claim


def test_a_claim_is_not_shown_to_those_who_may_only_see_what_contradicts_it(
    session: Session, elvin: Person
) -> None:
    secret = make.source(session, "Told in secret", "He was held.", visibility=Visibility.INTERNAL)
    claim = told(session, [elvin], make.evidence(session, "He was held", of=secret))[0]
    for stance, quote in ((Stance.CONTRADICTS, make.RELEASED), (Stance.MENTIONS, "Farid Tajrubali")):
        edit(session, recording.cite, claim=claim, evidence=make.evidence(session, quote, stance=stance))
    assert recording.claim(session, claim.id, to=PUBLIC) is None
    assert recording.claim(session, claim.id, to=INTERNAL) is claim


def test_a_passage_of_a_secret_source_is_not_opened_by_a_claim_that_others_show(
    session: Session, arrest: StatusEvent
) -> None:
    secret = make.source(session, "Told in secret", "He was held.", visibility=Visibility.INTERNAL)
    evidence = make.evidence(session, "He was held", of=secret)
    citation = edit(session, recording.cite, claim=arrest, evidence=evidence)
    assert recording.claim(session, arrest.id, to=PUBLIC) is arrest
    assert recording.citation(session, citation.id, to=PUBLIC) is None
    assert recording.citation(session, citation.id, to=INTERNAL) is citation
