"""What is cited is compared with every new version of its source, and nothing moves by that."""

import pytest
from sqlalchemy import select
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
from webapp.domain.people import people
from webapp.domain.sources import versions
from webapp.domain.sources.new_version import comparisons, decisions
from webapp.domain.visibility import CURATOR
from webapp.models import Citation, PersonSummary, Source
from webapp.vocab.comparisons import Decision, Verdict


@pytest.fixture
def declaration(session: Session) -> Source:
    """A declaration from which an arrest and an imprisonment are cited."""
    return declare(session)


def test_every_cited_passage_is_compared_and_nothing_moves(session: Session, declaration: Source) -> None:
    before = [(row.id, row.passage_id) for row in session.scalars(select(Citation).order_by(Citation.id))]
    version = make.version(session, declaration, OTHER_NAME)
    assert {words: row.verdict for words, row in comparisons_of(session, version).items()} == {
        make.ARRESTED: Verdict.CHANGED,
        "Davud Numunali": Verdict.MOVED,
        "Davud Numunali are in prison": Verdict.MOVED,
    }
    after = [(row.id, row.passage_id) for row in session.scalars(select(Citation).order_by(Citation.id))]
    assert after == before
    assert [(one.version, one.number) for one in comparisons.waiting(session)] == [(version, 3)]
    assert is_sound(session)


def test_a_source_that_is_cited_from_two_versions_is_one_source(
    session: Session, declaration: Source
) -> None:
    def counts() -> list[int]:
        session.commit()
        return list(session.scalars(select(PersonSummary.source_count).order_by(PersonSummary.person_id)))

    before = counts()
    edit(session, decisions.carry_unchanged, into=make.version(session, declaration, LONGER))
    assert counts() == before
    assert {len(recording.sources_of(row.claim)) for row in session.scalars(select(Citation))} == {1}


def test_what_is_kept_rests_on_the_old_version_alone_and_is_asked_again_of_the_next(
    session: Session, declaration: Source
) -> None:
    row = comparisons_of(session, make.version(session, declaration, OTHER_NAME))[make.ARRESTED]
    decide(session, row, Decision.KEPT)
    assert [one.passage.source_version.number for one in citations_of(session, make.ARRESTED)] == [1, 1]
    third = make.version(session, declaration, LONGER)
    assert comparisons_of(session, third)[make.ARRESTED].verdict is Verdict.SAME
    assert [(one.version.number, one.number) for one in comparisons.waiting(session)] == [(3, 3)]


def test_what_was_moved_is_compared_from_where_it_was_moved_to(session: Session, declaration: Source) -> None:
    edit(session, decisions.carry_unchanged, into=make.version(session, declaration, LONGER))
    third = make.version(session, declaration, f"{LONGER}\n\nAnd once more.")
    rows = comparisons_of(session, third).values()
    assert {row.passage.source_version.number for row in rows} == {2}
    assert len(rows) == 3


def test_the_recorded_names_of_whom_passages_tell_decide_where_letters_have_no_capitals(
    session: Session,
) -> None:
    entry = "{}\n\nاقتاده من منزله رجال بملابس مدنية {}. عقدت المحاكمة خلف أبواب مغلقة."
    names = ("راشد النموذجي", "بهار التجريبي", "نادرة القدوة")
    old = [entry.format(name, place) for place, name in enumerate(names)]
    source = make.source(session, text="\n\n".join(old))
    for place, name in enumerate(names):
        quote = make.evidence(session, f"رجال بملابس مدنية {place}", of=source)
        make.status(session, make.person(session, name, evidence=quote), evidence=quote)
    came = entry.format("سلمى المثالي", "أيضا")
    gone = old[1].replace(names[1], "هيثم البدلي")
    version = make.version(session, source, "\n\n".join([came, old[0], gone, old[2]]))
    rows = comparisons_of(session, version)
    kept = [rows[f"رجال بملابس مدنية {place}"].verdict is Verdict.SAME for place in range(3)]
    assert kept == [True, False, True]


def test_a_version_without_text_cannot_be_compared_and_says_of_how_many(
    session: Session, declaration: Source
) -> None:
    version = make.version(session, declaration, None)
    assert comparisons.comparisons(session, version) == []
    assert comparisons.waiting(session) == []
    assert comparisons.not_compared(session, version) == 3


def test_what_was_cited_before_its_text_was_archived_is_compared_once_it_is(session: Session) -> None:
    which = make.cited_source(session)
    make.person(session, evidence=make.cited(session, which, make.ARRESTED, make.TEXT.index(make.ARRESTED)))
    version = make.version(session, which, LONGER)
    assert comparisons.not_compared(session, version) == 1
    edit(session, versions.attach_text, which.versions[0], text=make.TEXT)
    assert [row.verdict for row in edit(session, comparisons.compare, version)] == [Verdict.SAME]
    assert comparisons.not_compared(session, version) == 0
    assert edit(session, comparisons.compare, version) == []


def test_a_withdrawn_claim_asks_nothing(session: Session, declaration: Source) -> None:
    who = people.person(session, "P-0001", to=CURATOR)
    assert who is not None
    for citation in citations_of(session, make.ARRESTED):
        if citation.claim.kind != "person_name":
            edit(session, recording.withdraw_claim, claim=citation.claim, version=citation.claim.version)
    make.name(session, who, "E. Sinagov", evidence=make.evidence(session, "chair", of=declaration))
    only = citations_of(session, make.ARRESTED)[0].claim
    edit(session, recording.withdraw_claim, claim=only, version=only.version)
    assert make.ARRESTED not in comparisons_of(session, make.version(session, declaration, LONGER))
