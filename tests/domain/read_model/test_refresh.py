"""The read model says what the claims say, after every edit, and to each audience only what it may see."""

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import Engine, insert, inspect, select, text
from sqlalchemy.orm import Session

from tests import make
from tests.support.counted_statements import counted
from tests.support.every_edit import EDITS
from tests.support.full_record import full_record
from tests.support.lasting_database import STORAGES, lasting_engine
from tests.support.one_edit import edit, revise
from webapp.domain.claims import recording
from webapp.domain.history.recording import editing
from webapp.domain.read_model.person_rows import BY_PERSON, OfPerson
from webapp.domain.read_model.refresh import READERS, derive, rebuild
from webapp.domain.text import name_folding
from webapp.domain.visibility import INTERNAL, PUBLIC, Reader
from webapp.models import Claim, NameToken, Person, PersonSummary, Source, writing
from webapp.vocab.claims import ClaimState, Rank, Stance, Visibility
from webapp.vocab.liberty import Status
from webapp.vocab.people import NameKind, PublicationState
from webapp.vocab.sources import Reliability, SourceKind

READ_MODEL = BY_PERSON


@pytest.fixture(scope="module", params=STORAGES)
def recorded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A database with one record in which every kind of claim stands."""
    with lasting_engine(request, tmp_path_factory) as engine:
        with Session(writing(engine)) as session:
            full_record(session)
            session.commit()
        yield engine


@pytest.mark.parametrize("name", EDITS)
def test_after_every_edit_the_read_model_says_what_the_claims_say(recorded: Engine, name: str) -> None:
    with Session(writing(recorded)) as session:
        before, version = stored(session), _version(session)
        assert before == derived(session)
        EDITS[name](session)
        session.expire_all()
        assert stored(session) == derived(session)
        assert stored(session) != before
        if name != "another person added":
            assert _version(session) > version


# What a source is: of everybody who rests on it the rows tell the same after it was corrected.
DESCRIPTION = {
    "title": "Another title", "kind": SourceKind.INTERVIEW, "authors": "A. Bee",
    "language": "fr", "url": "https://example.org/b", "archive_url": "https://example.org/c",
    "shelf_mark": "Box 3", "reliability": Reliability.UNRELIABLE, "note": "Seen.",
    "nothing_in_it_on": date(2026, 1, 2),
}  # fmt: skip
# What some rows hang on.
TOLD = {
    "reference", "state", "visibility", "date_edtf", "date_earliest", "date_latest",
}  # fmt: skip


def test_who_corrects_what_a_source_is_changes_nobody_who_rests_on_it(session: Session) -> None:
    of_itself, others = {"id", "version"}, {"publisher_id", "named_accounts"}
    columns = {column.key for column in inspect(Source).column_attrs}
    assert columns - of_itself - others == {*DESCRIPTION, *TOLD}
    full_record(session)
    union, clara = make.organization(session, "Union of Bakers"), make.account(session)
    restricted = session.scalars(select(Source).order_by(Source.reference)).all()[:1]
    with editing(session, by=clara, reason="A letter came", at=make.AT):
        restricted[0].visibility = Visibility.RESTRICTED
    description = DESCRIPTION | {"publisher_id": union.id, "named_accounts": str(clara.id)}
    before, version = stored(session), _version(session)
    for name, value in description.items():
        with editing(session, by=make.account(session), reason="A letter came", at=make.AT):
            for source in restricted if name == "named_accounts" else session.scalars(select(Source)):
                assert getattr(source, name) != value, name
                setattr(source, name, value)
        session.expire_all()
        assert (stored(session), _version(session)) == (before, version), name
        assert derived(session) == before, name
    # It is offered no longer.
    with editing(session, by=clara, reason="A letter came", at=make.AT):
        for source in session.scalars(select(Source)):
            source.state = PublicationState.RETIRED
    session.expire_all()
    assert (stored(session), _version(session), derived(session)) == (before, version, before)


def test_the_read_model_is_made_anew_from_the_claims_alone(session: Session) -> None:
    full_record(session)
    make.person(session, "Ayla Numunali")
    session.commit()
    good = stored(session)
    session.execute(text("UPDATE person_summary SET name = 'Nobody', held = 'no'"))
    session.execute(text("DELETE FROM name_token"))
    session.execute(text("DELETE FROM summary_facet WHERE facet = 'organization'"))
    assert stored(session) != good
    assert list(rebuild(session)) == [2]
    assert stored(session) == good


def test_an_edit_rewrites_what_it_alters_and_what_somebody_damaged(session: Session) -> None:
    who = make.person(session)
    make.status(session, who)
    session.commit()
    with counted(session.get_bind().engine) as sent:
        make.status(session, who, Status.IMPRISONED, "2024")
    written = {table.__tablename__ for table in BY_PERSON if any(_writes(table, one) for one in sent)}
    assert written == {"person_summary", "liberty_span"}
    for tampering in (
        "DELETE FROM person_summary", "DELETE FROM name_token", "UPDATE summary_facet SET value = 'x'",
        "UPDATE person_summary SET name = 'Nobody'", "DELETE FROM liberty_span WHERE audience = 'public'",
    ):  # fmt: skip
        session.execute(text(tampering))
        assert stored(session) != derived(session)
        revise(session, newest_claim(session, who), note=tampering)
        assert stored(session) == derived(session), tampering


def _writes(table: type[OfPerson], statement: str) -> bool:
    name = table.__tablename__
    return statement.startswith((f"INSERT INTO {name} ", f"DELETE FROM {name} ", f"UPDATE {name} "))


def newest_claim(session: Session, who: Person) -> Claim:
    query = select(Claim).where(Claim.person_id == who.id).order_by(Claim.made_at.desc(), Claim.id.desc())
    return session.scalars(query.limit(1)).one()


def test_an_edit_writes_of_a_row_only_what_is_another(session: Session) -> None:
    who = make.person(session)
    make.status(session, who)
    session.commit()
    with counted(session.get_bind().engine) as sent:
        revise(session, newest_claim(session, who), note="Asked after")
    (written,) = [one for one in sent if any(_writes(table, one) for table in BY_PERSON)]
    assert written.startswith("UPDATE person_summary SET version=")
    assert stored(session) == derived(session)


def test_of_many_people_each_is_made_anew_once(session: Session) -> None:
    make.person(session)
    rows = [{"id": uuid4(), "reference": f"P-{number}"} for number in range(2000, 2400)]
    session.execute(insert(Person), [row | {"state": PublicationState.PUBLISHED} for row in rows])
    good = stored(session)
    assert list(rebuild(session)) == [200, 200, 1]
    assert stored(session) == good


def test_each_audience_is_told_what_it_may_see_and_no_more(session: Session) -> None:
    who = make.person(session)
    told: dict[Reader, list[str]] = {PUBLIC: [], INTERNAL: []}
    for seen_by in Visibility:
        title = f"Names for {seen_by}"
        source = make.source(session, title, f"{title}.", visibility=seen_by)
        evidence = make.evidence(session, title, of=source)
        for state in ClaimState:
            for visibility in Visibility:
                name = f"Elvin {state} {visibility} {seen_by}"
                kept = ClaimState.DRAFT if state is ClaimState.WITHDRAWN else state
                row = make.name(session, who, name, evidence=evidence, state=kept, visibility=visibility)
                if state is ClaimState.WITHDRAWN:
                    edit(session, recording.withdraw_claim, claim=row, version=row.version)
                elif Visibility.RESTRICTED not in (visibility, seen_by):
                    told[INTERNAL].append(name)
                    if state is ClaimState.PUBLISHED and visibility is seen_by is Visibility.PUBLIC:
                        told[PUBLIC].append(name)
    assert told[PUBLIC] == ["Elvin published public public"]
    assert len(told[INTERNAL]) == 12
    for reader, names in told.items():
        summary = _summary(session, reader)
        assert summary is not None
        assert summary.other_names.split(" | ") == names
        tokens = session.scalars(select(NameToken.token).where(NameToken.audience == reader.audience))
        spellings = ("Elvin Sinagov", *names)
        assert set(tokens) == {token for name in spellings for token in name_folding.tokens(name)}


def test_a_draft_is_summarised_for_those_who_work_on_it_only(session: Session) -> None:
    make.person(session, state=ClaimState.DRAFT)
    assert _summary(session, PUBLIC) is None
    assert _summary(session, INTERNAL) is not None


def test_somebody_whose_names_are_all_secret_is_in_no_public_list(session: Session) -> None:
    who = make.person(session, visibility=Visibility.INTERNAL)
    make.status(session, who, Status.IMPRISONED)
    assert _summary(session, PUBLIC) is None
    make.name(session, who, "Elvin the courier")
    public, internal = _summary(session, PUBLIC), _summary(session, INTERNAL)
    assert public is not None
    assert internal is not None
    assert (public.name, internal.name) == ("Elvin the courier", "Elvin Sinagov")


def test_the_quotation_given_to_readers_is_of_a_source_that_they_may_open(session: Session) -> None:
    who = make.person(session)
    secret = make.source(session, "Told in secret", "He was held.", visibility=Visibility.INTERNAL)
    event = make.status(session, who, evidence=make.evidence(session, "He was held", of=secret))
    against = make.evidence(session, "Bahar Misalli", stance=Stance.CONTRADICTS)
    edit(session, recording.cite, claim=event, evidence=against)
    public = _summary(session, PUBLIC)
    assert public is not None
    assert (public.status, public.quote, public.sources) == (Status.NOT_STATED, "Elvin Sinagov", "S-0001")
    edit(session, recording.cite, claim=event, evidence=make.evidence(session, make.ARRESTED))
    public, internal = _summary(session, PUBLIC), _summary(session, INTERNAL)
    assert public is not None
    assert internal is not None
    assert (public.status, public.quote, public.sources) == (Status.ARRESTED, make.ARRESTED, "S-0001")
    assert (internal.quote, internal.sources) == ("He was held", "S-0001 | S-0002")


def test_a_mistaken_spelling_still_finds_its_person_and_is_not_printed(session: Session) -> None:
    who = make.person(session)
    slip = make.name(session, who, "Elvin Sinagof")
    revise(session, slip, rank=Rank.DEPRECATED, rank_reason="A slip")
    summary = _summary(session, PUBLIC)
    assert summary is not None
    assert (summary.name, summary.other_names) == ("Elvin Sinagov", "")
    assert "sinagof" in session.scalars(select(NameToken.token))


def test_the_name_to_print_is_a_main_one_and_the_preferred_of_several(session: Session) -> None:
    who = make.person(session, "ElvinSinagov", name_kind=NameKind.AS_PRINTED)
    make.name(session, who, "Elvin Sinagov", name_kind=NameKind.MAIN)
    other = make.name(session, who, "Элвин Синагов", name_kind=NameKind.MAIN, language="ru")
    summary = _summary(session, PUBLIC)
    assert summary is not None
    assert (summary.name, summary.other_names) == ("Elvin Sinagov", "ElvinSinagov | Элвин Синагов")
    revise(session, other, rank=Rank.PREFERRED, rank_reason="On his passport")
    summary = _summary(session, PUBLIC)
    assert summary is not None
    assert (summary.name, summary.name_language, summary.name_script) == ("Элвин Синагов", "ru", "Cyrl")


def stored(session: Session) -> list[list[str]]:
    """The read model as it is stored."""
    tables = [session.execute(select(table.__table__)) for table in READ_MODEL]
    return [sorted(str(dict(row._mapping)) for row in rows) for rows in tables]


def derived(session: Session) -> list[list[str]]:
    """The read model as it follows from the claims, in the same form."""
    ids = session.scalars(select(Person.id)).all()
    parts = [derive(session, ids, to=reader) for reader in READERS]
    found = []
    for place, table in enumerate(READ_MODEL):
        keys = [column.key for column in table.__table__.columns]
        rows = [row for part in parts for row in part[place]]
        found.append(sorted(str({key: row[key] for key in keys}) for row in rows))
    return found


def _version(session: Session) -> int:
    return session.scalars(select(Person.version).where(Person.reference == "P-0001")).one()


def _summary(session: Session, to: Reader) -> PersonSummary | None:
    query = select(PersonSummary).where(PersonSummary.audience == to.audience)
    return session.scalars(query.order_by(PersonSummary.reference)).one_or_none()
