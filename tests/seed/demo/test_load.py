"""The invented country shows what the pages can show: every kind of claim, doubt, and things that wait."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seed.demo.lives import FEWEST, lives
from seed.demo.load import load
from tests.support.engines import on_sqlite
from webapp.domain.checks import check
from webapp.domain.publishing.issue_diff import differences
from webapp.domain.publishing.public_issues import issues
from webapp.models import (
    ChargeStep,
    Citation,
    Claim,
    Comparison,
    CourtCase,
    Hearing,
    Passage,
    PersonSummary,
    Source,
    SourceVersion,
)
from webapp.vocab.charges import Instance, Proceeding, StepKind
from webapp.vocab.claims import Audience, ClaimKind, ClaimState, Stance, Visibility
from webapp.vocab.liberty import Held

AT = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


@pytest.fixture
def country(session: Session) -> Session:
    """A database with the smallest country."""
    load(session, number=FEWEST, at=AT, public_url="http://localhost")
    session.commit()
    return session


# `habeas demo` never opens another database than its own.
@on_sqlite
def test_the_country_has_everything_to_practise_on(country: Session) -> None:
    assert set(country.scalars(select(Claim.kind))) == set(ClaimKind)
    public = select(PersonSummary).where(PersonSummary.audience == Audience.PUBLIC)
    rows = country.scalars(public).all()
    assert {row.held for row in rows} >= {Held.YES, Held.NO, Held.UNCERTAIN}
    assert any(row.conflict for row in rows)
    # Hearings of every kind, and the ways in which a sentence moves.
    heard = {*Proceeding} - {Proceeding.OTHER}
    assert set(country.scalars(select(Hearing.proceeding))) >= heard
    moved = {
        StepKind.REDUCED, StepKind.INCREASED, StepKind.COMMUTED, StepKind.REMAINDER_REDUCED,
        StepKind.SUSPENDED, StepKind.SUSPENSION_REVOKED, StepKind.OVERTURNED, StepKind.REQUALIFIED,
    }  # fmt: skip
    assert set(country.scalars(select(ChargeStep.step))) >= moved
    assert {case.instance for case in country.scalars(select(CourtCase))} >= {
        Instance.FIRST, Instance.APPEAL, Instance.CASSATION,
    }  # fmt: skip
    assert Stance.CONTRADICTS in set(country.scalars(select(Citation.stance)))
    assert set(country.scalars(select(Claim.visibility))) == set(Visibility)
    waiting = select(func.count()).select_from(Claim).where(Claim.state == ClaimState.IN_REVIEW)
    assert country.scalar(waiting)
    assert country.scalar(select(func.count()).select_from(Comparison).where(Comparison.decision.is_(None)))
    cited = select(Passage.source_version_id)
    uncited = select(Source.title).join(SourceVersion).where(SourceVersion.id.not_in(cited))
    assert "News of this week: a text to practise on" in set(country.scalars(uncited))
    newer, older = issues(country)
    between = differences(older, newer)
    assert between.added
    assert between.removed
    assert not list(check(country))


def test_no_two_people_of_the_country_bear_one_name_and_each_draw_is_the_same() -> None:
    drawn = lives(AT.date(), 900)
    assert len({life.name for life in drawn}) == 900
    assert drawn == lives(AT.date(), 900)
    assert all(life.arrested < AT.date() for life in drawn)
