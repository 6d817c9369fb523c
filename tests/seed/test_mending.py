"""A home that was seeded before says what the seed says today, and nobody's own work on it is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from seed.load import LOADER, Loaded, load
from tests import make
from tests.make import AT
from tests.seed import former, invented
from tests.support.lasting_database import STORAGES, lasting_engine
from webapp.domain.accounts import accounts
from webapp.domain.checks import check
from webapp.domain.claims import recording
from webapp.domain.claims.kinds import KINDS, content_of
from webapp.domain.history.recording import editing
from webapp.domain.organizations import organizations
from webapp.domain.people.merging import merge
from webapp.domain.undo.undo import undo_edit
from webapp.models import (
    Assessment,
    Claim,
    Organization,
    Person,
    PersonName,
    PersonSummary,
    Revision,
    StatusEvent,
    writing,
)
from webapp.vocab.accounts import Action
from webapp.vocab.assessments import Outcome
from webapp.vocab.claims import Audience, ClaimState, Rank
from webapp.vocab.liberty import Status
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import FactKind


@pytest.fixture(scope="module", params=STORAGES)
def former_engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A home that the first seed was loaded into."""
    with lasting_engine(request, tmp_path_factory) as engine:
        with Session(writing(engine)) as session:
            load(session, at=AT, data=former.write(tmp_path_factory.mktemp("former") / "data"))
            session.commit()
        yield engine


@pytest.fixture(scope="module", params=STORAGES[:1])
def new_home(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[set[tuple[Any, ...]], ...]:
    """What a home says that was seeded today; other tests hold it to the same on either system."""
    with lasting_engine(request, tmp_path_factory) as engine, Session(writing(engine)) as session:
        load(session, at=AT)
        session.flush()
        return statements(session), described(session)


@pytest.fixture
def home(former_engine: Engine) -> Iterator[Session]:
    """A session on that home; what a test does in it is undone."""
    with Session(writing(former_engine)) as session:
        yield session


def seed_again(session: Session) -> Loaded:
    """Load the seed of today."""
    loaded = load(session, at=AT)
    session.flush()
    session.expire_all()
    return loaded


def verdicts(session: Session) -> list[Assessment]:
    """Return as what the first seed had ten organizations judge a person, withdrawn or not."""
    named = select(PersonName.person_id).where(PersonName.text == "Tofig Yagublu")
    judged = select(Assessment).where(
        Assessment.person_id.in_(named), Assessment.outcome == Outcome.POLITICAL_PRISONER
    )
    return list(session.scalars(judged.order_by(Assessment.id)))


def statements(session: Session) -> set[tuple[Any, ...]]:
    """Return all that is claimed: of whom, what, with which note and passages."""
    names = dict(session.execute(select(PersonSummary.person_id, PersonSummary.name)).all())
    claims = session.scalars(select(Claim).where(Claim.state != ClaimState.WITHDRAWN))
    return {
        (
            names[claim.person_id], claim.kind, claim.note,
            *(_plain(getattr(claim, name)) for name in KINDS[claim.kind].fields),
            *sorted((citation.passage.start, citation.passage.exact) for citation in claim.citations),
        )
        for claim in claims
    }  # fmt: skip


def described(session: Session) -> set[tuple[Any, ...]]:
    """Return how each organization is described, with its spellings."""
    return {
        (row.kind, row.country, row.note, *sorted((name.text, name.kind.value) for name in row.names))
        for row in session.scalars(select(Organization))
    }


def revisions(session: Session) -> int | None:
    """Return how many changes history has."""
    return session.scalar(select(func.count()).select_from(Revision))


def edited(session: Session, change: Callable[[], object]) -> None:
    """Make a change as a curator."""
    clara = accounts.account_by_name(session, "Clara") or make.account(session)
    with editing(session, by=clara, reason="Read again", at=AT):
        change()


def test_it_comes_to_say_exactly_what_a_new_home_says_and_a_second_time_changes_nothing(
    home: Session, new_home: tuple[set[tuple[Any, ...]], ...]
) -> None:
    assert (statements(home), described(home)) != new_home

    loaded = seed_again(home)
    assert (statements(home), described(home)) == new_home
    assert (loaded.sources, loaded.people, loaded.organizations, loaded.kept) == (0, 0, 0, ())
    assert list(check(home)) == []

    before = revisions(home)
    assert seed_again(home) == Loaded()
    assert revisions(home) == before


def test_what_is_withdrawn_stays_in_history_with_the_reason(home: Session) -> None:
    loaded = seed_again(home)
    withdrawn = home.scalars(select(Claim).where(Claim.state == ClaimState.WITHDRAWN)).all()
    assert len(withdrawn) == loaded.withdrawn > 20
    assert {claim.id for claim in verdicts(home)} <= {claim.id for claim in withdrawn}
    changes = select(Revision).where(
        Revision.row_id == verdicts(home)[0].id, Revision.action == Action.CHANGED
    )
    (revision,) = home.scalars(changes)
    assert revision.by.name == LOADER
    assert "calls nobody by name one" in revision.reason
    cells = select(PersonSummary.assessments).where(PersonSummary.audience == Audience.PUBLIC)
    assert not any("political_prisoner" in cell for cell in home.scalars(cells))


def revise(session: Session, claim: Claim) -> None:
    """Correct what a claim says."""
    recording.revise(
        session, claim, content_of(claim, outcome=Outcome.LISTED), version=claim.version, rank=claim.rank,
        rank_reason=None, visibility=claim.visibility, note="Their own list.",
    )  # fmt: skip


def rank(_session: Session, claim: Claim) -> None:
    """Prefer a claim."""
    recording.give_rank(claim, Rank.PREFERRED, "Asked them.")


def cite(session: Session, claim: Claim) -> None:
    """Let a claim rest on one more passage."""
    other = select(Claim).where(Claim.person_id == claim.person_id, Claim.id != claim.id)
    cited = {citation.passage_id for citation in claim.citations}
    passages = [citation.passage for row in session.scalars(other) for citation in row.citations]
    passage = next(passage for passage in passages if passage.id not in cited)
    recording.cite(session, claim=claim, evidence=recording.Evidence(passage))


def grade(_session: Session, claim: Claim) -> None:
    """Note something on a citation."""
    claim.citations[0].note = "Signed by ten."


def withdraw(session: Session, claim: Claim) -> None:
    """Withdraw a claim."""
    recording.withdraw_claim(session, claim=claim, version=claim.version)


def test_what_somebody_changed_is_kept_and_named_and_nothing_comes_in_its_place(home: Session) -> None:
    judged = verdicts(home)
    changes = (revise, rank, cite, grade, withdraw)
    for change, claim in zip(changes, judged, strict=False):
        edited(home, lambda: change(home, claim))  # noqa: B023
    changed, others = judged[: len(changes)], judged[len(changes) :]
    kept = [(claim.outcome, claim.state, claim.rank, claim.version) for claim in changed]

    loaded = seed_again(home)
    assert [(claim.outcome, claim.state, claim.rank, claim.version) for claim in changed] == kept
    assert {claim.state for claim in others} == {ClaimState.WITHDRAWN}
    for claim in changed:
        line = f"{claim.person.reference}, assessments: {claim.organization.name}, "
        (told,) = [each for each in loaded.kept if line in f"{each} "]
        assert told.endswith("Political prisoner: changed by Clara")
        assert f"Kept: {told}" in str(loaded).splitlines()
    demands = select(Assessment).where(
        Assessment.person_id == changed[0].person_id, Assessment.outcome == Outcome.RELEASE_DEMANDED
    )
    assert {row.organization for row in home.scalars(demands)} == {claim.organization for claim in others}

    before = revisions(home)
    assert seed_again(home) == Loaded(kept=loaded.kept)
    assert revisions(home) == before


def follow(session: Session, event: StatusEvent) -> None:
    """State that the claim came after another event."""
    _stated(session, event, after_id=make.status(session, event.person, Status.AT_LIBERTY).id)


def precede(session: Session, event: StatusEvent) -> None:
    """State that another event came after the claim."""
    _stated(session, make.status(session, event.person, Status.AT_LIBERTY), after_id=event.id)


def dispute(session: Session, event: StatusEvent) -> None:
    """State that another event contradicts the claim."""
    _stated(session, make.status(session, event.person, Status.AT_LIBERTY), disputes_id=event.id)


def verify(session: Session, event: StatusEvent) -> None:
    """Verify the person's record."""
    make.verification(session, event.person)


@pytest.mark.parametrize("change", [follow, precede, dispute, verify])
def test_an_event_on_which_somebody_built_is_kept(
    session: Session, tmp_path: Path, change: Callable[[Session, StatusEvent], None]
) -> None:
    seed = invented.seed_of()
    load(session, at=AT, data=invented.write(tmp_path / "data", seed))
    event = session.scalars(select(StatusEvent)).one()
    change(session, event)

    invented.write(tmp_path / "data", seed.replace("Since May.", "From May on."))
    loaded = load(session, at=AT, data=tmp_path / "data")
    assert (loaded.claims, loaded.withdrawn) == (0, 0)
    assert loaded.kept == ("P-0001, statuses: Imprisoned: changed by Clara",)
    assert (event.state, event.note) == (ClaimState.PUBLISHED, "Since May.")


def test_the_name_under_which_an_organization_is_known_is_never_removed(
    session: Session, tmp_path: Path
) -> None:
    seed, spelling = invented.seed_of(), 'text = "Union of Invented Couriers"'
    load(session, at=AT, data=invented.write(tmp_path / "data", seed))
    invented.write(tmp_path / "data", seed.replace(spelling, 'text = "Invented Couriers"'))
    load(session, at=AT, data=tmp_path / "data")
    union = organizations.organization_named(session, "Union of Couriers (invented)")
    assert union is not None
    assert [name.text for name in union.names] == ["Union of Couriers (invented)"]


def test_what_somebody_undid_is_not_done_again(home: Session) -> None:
    seed_again(home)
    withdrawal = select(Revision.edit_id).where(Revision.row_id == verdicts(home)[0].id)
    edit_id = home.scalars(withdrawal.order_by(Revision.number.desc())).first()
    assert edit_id is not None
    edited(home, lambda: undo_edit(home, edit_id=edit_id))
    before = statements(home)

    loaded = seed_again(home)
    assert (loaded.claims, loaded.withdrawn) == (0, 0)
    assert len(loaded.kept) > 20
    assert statements(home) == before


def test_a_person_who_was_merged_is_mended_where_the_claims_are_now(home: Session) -> None:
    (seeded,) = home.scalars(select(Person).join(PersonName).where(PersonName.text == "Tofig Yagublu"))
    into = make.person(home, "Tofiq Yaqublu")
    edited(home, lambda: merge(home, record=seeded, into=into, version=seeded.version))

    assert seed_again(home).kept == ()
    outcomes = select(Assessment.outcome).where(
        Assessment.person_id == into.id, Assessment.state != ClaimState.WITHDRAWN
    )
    assert list(home.scalars(outcomes)) == [Outcome.RELEASE_DEMANDED] * 10
    assert seed_again(home) == Loaded()


def test_what_somebody_recorded_already_is_not_recorded_twice(home: Session) -> None:
    (person,) = home.scalars(select(Person).join(PersonName).where(PersonName.text == "Afiaddin Mammadov"))
    fact = make.fact(home, person, FactKind.OCCUPATION, "trade_unionist", words="Union leader")
    seed_again(home)
    assert len(fact.citations) == 1
    assert seed_again(home) == Loaded()


def test_an_organization_is_corrected_unless_somebody_did_so(home: Session) -> None:
    authority = organizations.organization_named(home, "prison administration")
    party = organizations.organization_named(home, "Musavat Party")
    assert authority is not None
    assert party is not None
    edited(home, lambda: setattr(party, "note", "Its own words."))

    loaded = seed_again(home)
    assert loaded.kept == (f"{party.reference}, Musavat Party: changed by Clara",)
    assert (authority.kind, party.note) == (OrganizationKind.STATE_BODY, "Its own words.")
    assert organizations.organization_named(home, "Baku regime") is None


def _stated(session: Session, event: StatusEvent, **order: UUID) -> None:
    def state() -> None:
        for name, value in {"order_reason": "A letter says so.", **order}.items():
            setattr(event, name, value)

    edited(session, state)


def _plain(value: Any) -> Any:
    return value.name if isinstance(value, Organization) else str(value)
