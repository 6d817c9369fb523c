"""`habeas check`, `reindex` and `seed`: whether all is well, the read model anew, what comes with Habeas."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from seed.load import load
from tests import make
from tests.cli.conftest import Habeas
from tests.seed import former, invented
from webapp.domain.history.recording import editing, head
from webapp.domain.history.seals import last_seal
from webapp.domain.law.legal_codes import add_legal_code
from webapp.models import Assessment, Person, PersonSummary, SourceWord
from webapp.vocab.claims import Audience


def test_check_says_that_everything_holds_and_where_history_stands(habeas: Habeas, session: Session) -> None:
    make.person(session)
    session.commit()
    (number, digest), (seal, sealed) = head(session), last_seal(session)
    result = habeas("check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"Everything holds. History is at revision {number}, {digest}.\nSeals are at {seal}, {sealed}.\n"
    )


def test_check_holds_the_database_against_heads_that_were_deposited(
    habeas: Habeas, session: Session
) -> None:
    make.person(session)
    session.commit()
    (number, digest), (seal, sealed) = head(session), last_seal(session)
    make.person(session, "Ayla Numunali")
    session.commit()
    both = ["--against", f"{number}:{digest}", "--against", f"{seal}:{sealed}"]
    assert habeas("check", *both).exit_code == 0
    other = habeas("check", *both, "--against", f"{number}:{'f' * 64}", "--against", f"99999:{digest}")
    assert other.exit_code == 1
    assert other.stdout.splitlines() == [
        f"deposited head {number}: neither history nor the seals have this hash there",
        "deposited head 99999: neither history nor the seals have this hash there",
    ]
    assert habeas("check", "--against", digest).exit_code == 2


def test_a_clock_that_was_set_back_is_a_remark_and_no_fault(habeas: Habeas, session: Session) -> None:
    curator = make.account(session)
    for number, hours in enumerate((0, -0.5, -5, 1)):
        with editing(session, by=curator, reason="Saved", at=make.AT + timedelta(hours=hours)):
            add_legal_code(session, country="AZ", code=f"C{number}", year=2000, title="Invented")
    session.commit()
    checked = habeas("check")
    assert checked.exit_code == 0
    (remark,) = checked.stderr.splitlines()
    assert remark.startswith("Remark: revision ")
    assert remark.endswith("the clock was set back")


def test_check_tells_each_fault_in_a_line(habeas: Habeas, session: Session, engine: Engine) -> None:
    make.person(session)
    make.organization(session, "Example Party")
    session.commit()
    with engine.begin() as connection:
        connection.execute(text("UPDATE counter SET last = 0"))

    result = habeas("check")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "counter P: it stands at 0, below P-0001",
        "counter S: it stands at 0, below S-0001",
        "counter O: it stands at 0, below O-0001",
    ]
    assert result.stderr == "3 faults found.\n"


def test_reindex_mends_the_read_model(habeas: Habeas, session: Session, engine: Engine) -> None:
    make.person(session, "Elvin Sinagov")
    make.person(session, "Ayla Numunali")
    session.commit()
    with engine.begin() as connection:
        connection.execute(text("UPDATE person_summary SET name = 'Nobody' WHERE reference = 'P-0001'"))
        connection.execute(text("DELETE FROM name_token"))
        connection.execute(text("DELETE FROM source_word WHERE word < 'm'"))
    assert habeas("check").exit_code == 1

    result = habeas("reindex")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Rebuilt the summaries of 2 people.",
        "Indexed the words of 1 text.",
        "Derived the earlier versions of 2 people.",
    ]
    assert habeas("check").exit_code == 0
    names = select(PersonSummary.name).where(PersonSummary.audience == Audience.PUBLIC)
    assert set(session.scalars(names)) == {"Elvin Sinagov", "Ayla Numunali"}


def test_upgrade_indexes_texts_that_are_older_than_the_index(
    habeas: Habeas, session: Session, engine: Engine
) -> None:
    make.source(session)
    session.commit()
    before = set(session.scalars(select(SourceWord.word)))
    assert "sinagov" in before
    session.commit()
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM source_word"))

    assert "Indexed the words of 1 text.\n" in habeas("upgrade").stdout
    assert set(session.scalars(select(SourceWord.word))) == before
    session.commit()
    assert "Indexed" not in habeas("upgrade").stdout


def test_upgrade_makes_anew_what_an_older_folding_of_names_made(
    habeas: Habeas, session: Session, engine: Engine
) -> None:
    make.source(session)
    make.person(session, "Qo‘chqor To‘xlibov")
    session.commit()
    with engine.begin() as connection:
        connection.execute(text("UPDATE facet_members SET value = 'older' WHERE facet = 'derived'"))
        connection.execute(text("UPDATE source_word SET word = 'older' WHERE word = 'sinagov'"))

    upgraded = habeas("upgrade").stdout
    assert "Rebuilt the summaries of 1 people.\n" in upgraded
    assert "Indexed the words of" in upgraded
    assert set(session.scalars(select(SourceWord.word).where(SourceWord.word == "sinagov"))) == {"sinagov"}
    session.commit()
    again = habeas("upgrade").stdout
    assert "Rebuilt" not in again
    assert "Indexed" not in again


@pytest.mark.parametrize("facets", ["none", "older"])
def test_upgrade_makes_anew_what_a_migration_emptied(
    habeas: Habeas, session: Session, engine: Engine, facets: str
) -> None:
    make.person(session, "Elvin Sinagov")
    session.commit()
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM person_summary"))
        connection.execute(text("DELETE FROM liberty_span"))
        if facets == "none":
            connection.execute(text("DELETE FROM facet_members"))
        connection.execute(text("UPDATE facet_members SET value = 'older' WHERE facet = 'derived'"))

    assert "Rebuilt the summaries of 1 people.\n" in habeas("upgrade").stdout
    assert habeas("check").exit_code == 0
    session.commit()
    assert "Rebuilt" not in habeas("upgrade").stdout


def test_seed_loads_once_and_takes_only_a_folder_for_the_texts(
    habeas: Habeas, session: Session, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text(invented.text_of(), "utf-8")
    for refused in ("nowhere", "letter.txt"):
        assert habeas("seed", "--texts", tmp_path / refused).exit_code == 2
    first, second = habeas("seed"), habeas("seed", "--texts", tmp_path)
    assert first.output == "Added: 5 sources, 23 organizations, 17 people, 220 claims, 0 texts\n"
    assert second.output == "Added: 0 sources, 0 organizations, 0 people, 0 claims, 0 texts\n"
    assert session.scalar(select(func.count()).select_from(Person)) == 17
    assert habeas("check").exit_code == 0


def test_seed_mends_what_an_earlier_one_said_and_says_what_it_keeps(
    habeas: Habeas, session: Session, tmp_path: Path
) -> None:
    load(session, at=make.AT, data=former.write(tmp_path / "former"))
    verdict = session.scalars(select(Assessment).where(Assessment.outcome == "political_prisoner")).first()
    assert verdict is not None
    with editing(session, by=make.account(session), reason="They wrote so to us", at=make.AT):
        verdict.note = "Confirmed by letter."
    kept = f"{verdict.person.reference}, assessments: {verdict.organization.name}, "
    session.commit()

    result = habeas("seed")
    assert result.output.splitlines() == [
        "Added: 0 sources, 0 organizations, 0 people, 25 claims, 0 texts",
        "Withdrawn: 24 claims that the seed no longer makes",
        f"Kept: {kept}The organization's own criteria, Political prisoner: changed by Clara",
    ]
    assert habeas("seed").output.splitlines()[1:] == result.output.splitlines()[2:]
    assert habeas("check").exit_code == 0
