"""What the seed puts into a new database: whom, at what strength, by whom, and only once."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seed.load import LOADER, Loaded, load
from tests.make import AT
from webapp.domain.accounts import accounts
from webapp.domain.checks import check
from webapp.domain.claims.current_status import in_order
from webapp.models import (
    Account,
    Assessment,
    Citation,
    Claim,
    Organization,
    OrganizationName,
    Passage,
    Person,
    PersonalFact,
    PersonName,
    PersonSummary,
    Revision,
    Source,
    StatusEvent,
    Treatment,
)
from webapp.vocab.assessments import Outcome
from webapp.vocab.claims import Audience, ClaimState, Visibility
from webapp.vocab.liberty import Held, Status
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import Occupation
from webapp.vocab.treatments import ActType

HELD = {
    "Afiaddin Mammadov", "Aykhan Israfilov", "Aziz Orujov", "Elvin Mustafayev", "Hafiz Babali",
    "Mahammad Kekalov", "Mohyaddin Orujov", "Nargiz Absalamova", "Sevinj Vagifgizi", "Teymur Karimov",
    "Tofig Yagublu", "Ulvi Hasanli",
}  # fmt: skip
NOT_HELD = {"Mahammad Mirzali"}
NOT_STATED = {"César Arakaki", "Daniel Ruiz", "Kamran Ismayilov", "Mehsa Emini"}


def test_it_is_known_who_is_held_who_is_not_and_of_whom_nothing_is_said(seeded: Session) -> None:
    rows = seeded.execute(
        select(PersonSummary.name, PersonSummary.held).where(PersonSummary.audience == Audience.PUBLIC)
    ).all()

    def those(held: Held) -> set[str]:
        return {name for name, is_held in rows if is_held is held}

    assert len(rows) == 17
    assert those(Held.YES) == HELD
    assert those(Held.NO) == NOT_HELD
    assert those(Held.NOT_STATED) == NOT_STATED


def test_nobody_is_said_to_be_more_than_the_text_says(seeded: Session) -> None:
    named = ("Mohyaddin Orujov", "César Arakaki", "Mahammad Mirzali")
    assert {name: _statuses(seeded, name) for name in named} == {
        # Taken, let go, and taken again.
        "Mohyaddin Orujov": [Status.IMPRISONED, Status.AT_LIBERTY, Status.IMPRISONED],
        "César Arakaki": [],
        "Mahammad Mirzali": [Status.EXILED],
    }
    summaries = seeded.scalars(select(PersonSummary).where(PersonSummary.audience == Audience.PUBLIC))
    status = {row.name: row.status for row in summaries}
    assert status["Mohyaddin Orujov"] is Status.IMPRISONED
    assert status["César Arakaki"] is Status.NOT_STATED
    assert status["Mahammad Mirzali"] is Status.EXILED
    assert not any(row.conflict for row in seeded.scalars(select(PersonSummary)))


def test_nobody_is_called_a_political_prisoner_where_the_text_demands_freedom(seeded: Session) -> None:
    assessments = seeded.scalars(select(Assessment)).all()
    assert {row.outcome for row in assessments} == {Outcome.RELEASE_DEMANDED, Outcome.SUBJECT_OF_SOLIDARITY}
    cells = dict(
        seeded.execute(
            select(PersonSummary.name, PersonSummary.assessments).where(
                PersonSummary.audience == Audience.PUBLIC
            )
        ).all()
    )
    for name in ("Mohyaddin Orujov", "Tofig Yagublu"):
        assert cells[name].startswith("release_demanded (PO) | release_demanded (SEP)")
        assert cells[name].count("release_demanded") == 10


def test_an_organization_did_it_only_where_the_text_names_it(seeded: Session) -> None:
    acts = seeded.scalars(select(Treatment)).all()
    assert {row.perpetrator.name for row in acts if row.perpetrator} == {
        "morality police", "police", "prison administration",
    }
    unnamed = [row for row in acts if row.perpetrator_words and not row.perpetrator]
    assert {row.act: row.perpetrator_words for row in unnamed} == {
        ActType.ASSASSINATION_ATTEMPT: "probably sponsored by the business-clan regime of Baku",
        ActType.BLACKMAIL: "The Baku regime … They",
        ActType.REPRISAL_AGAINST_RELATIVES: "The Baku regime … they",
    }
    for row in acts:
        quoted = " ".join(citation.passage.exact for citation in row.citations)
        for words in (row.perpetrator_words or "").split(" … "):
            assert words.casefold() in quoted.casefold()
    spellings = set(seeded.scalars(select(OrganizationName.text)))
    assert {"Baku regime", "business-clan regime of Baku"} & spellings == set()


def test_why_and_where_stand_in_the_words_of_the_source(seeded: Session) -> None:
    events = seeded.scalars(select(StatusEvent).where(StatusEvent.reason_words.is_not(None))).all()
    acts = seeded.scalars(select(Treatment).where(Treatment.place_words.is_not(None))).all()
    assert [(row.status, row.reason_words) for row in events] == [
        (Status.IMPRISONED, "for exposing the police torture")
    ]
    assert [(row.act, row.place_words) for row in acts] == [(ActType.ASSASSINATION_ATTEMPT, "Nantes")]
    for row, words in ((events[0], events[0].reason_words), (acts[0], acts[0].place_words)):
        assert any(words in citation.passage.exact for citation in row.citations)


def test_whoever_leads_a_union_is_found_by_that_occupation(seeded: Session) -> None:
    facts = select(PersonalFact).where(PersonalFact.value == Occupation.TRADE_UNIONIST.value)
    (fact,) = seeded.scalars(facts).all()
    assert fact.words == "Union leader"
    summary = select(PersonSummary.occupation, PersonSummary.name).where(
        PersonSummary.person_id == fact.person_id, PersonSummary.audience == Audience.PUBLIC
    )
    assert seeded.execute(summary).one() == ("trade_unionist", "Afiaddin Mammadov")


def test_an_authority_is_no_place_of_detention(seeded: Session) -> None:
    prisons = select(Organization).where(Organization.kind == OrganizationKind.PRISON)
    assert seeded.scalars(prisons).all() == []


def test_glued_names_are_separated_and_kept_as_printed(seeded: Session) -> None:
    spellings = seeded.execute(select(PersonName.person_id, PersonName.text, PersonName.name_kind)).all()
    separated = {(person, text.replace(" ", "")) for person, text, kind in spellings if kind == "main"}
    printed = {(person, text) for person, text, kind in spellings if kind == "as_printed"}
    glued = {(person, text) for person, text in printed if " " not in text}
    assert "UlviHasanli" in {text for _, text in glued}
    assert glued <= separated


def test_every_claim_is_published_and_made_by_an_account_that_nobody_can_use(seeded: Session) -> None:
    loader = accounts.account_by_name(seeded, LOADER)
    assert loader is not None
    assert (loader.active, loader.password_hash) == (False, None)
    shown = select(Claim.state, Claim.visibility, Claim.made_by_id).distinct()
    assert seeded.execute(shown).all() == [(ClaimState.PUBLISHED, Visibility.PUBLIC, loader.id)]
    reasons = set(seeded.scalars(select(Revision.reason)))
    assert {f"Seed: {title}" for title in seeded.scalars(select(Source.title))} <= reasons


def test_every_organization_has_a_name_that_a_passage_prints_and_no_spelling_twice(seeded: Session) -> None:
    names = seeded.scalars(select(OrganizationName)).all()
    cited = {name.organization_id for name in names if name.passage_id is not None}
    assert cited == set(seeded.scalars(select(Organization.id)))
    assert len({(name.organization_id, name.text) for name in names}) == len(names)


def test_no_passage_is_there_for_nothing(seeded: Session) -> None:
    passages = set(seeded.scalars(select(Passage.id)))
    cited = set(seeded.scalars(select(Citation.passage_id)))
    printing = set(seeded.scalars(select(OrganizationName.passage_id)))
    assert passages == cited | (printing - {None})


def test_what_is_loaded_is_without_fault(seeded: Session) -> None:
    assert list(check(seeded)) == []


def test_loading_again_changes_nothing(seeded: Session) -> None:
    before = _counts(seeded)
    again = load(seeded, at=AT)
    seeded.flush()
    assert again == Loaded()
    assert _counts(seeded) == before


def _statuses(session: Session, name: str) -> list[Status]:
    """Return a person's statuses from the earliest to the latest."""
    person = session.scalars(select(PersonName.person_id).where(PersonName.text == name)).one()
    events = session.scalars(select(StatusEvent).where(StatusEvent.person_id == person))
    return [event.status for event in in_order(events)]


def _counts(session: Session) -> dict[str, int]:
    tables = (Account, Citation, Claim, Organization, OrganizationName, Passage, Person, Revision, Source)
    return {
        table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables
    }
