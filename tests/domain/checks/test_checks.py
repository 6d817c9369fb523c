"""What `check` promises: silence where all is well, and a word on each kind of damage done by hand."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, zip_longest
from typing import NamedTuple

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

from tests import make
from tests.support.lasting_database import STORAGES, lasting_engine
from tests.support.without_triggers import without_triggers
from webapp.domain.checks import Fault, check
from webapp.domain.checks.guards import guard_faults
from webapp.models import writing
from webapp.models.triggers import bodies
from webapp.vocab.charges import StepKind
from webapp.vocab.claims import Visibility
from webapp.vocab.people import FactKind

NOBODY = "'00000000000000000000000000000001'"
DECOMPOSED = "Se\u0301ance"


class Damage(NamedTuple):
    """What somebody does to the database past Habeas, what is then at fault, and what is said of it."""

    sql: str
    what: str
    said: str


DAMAGE = {
    "a quotation with other words": Damage(
        "UPDATE passage SET exact = 'X' || substr(exact, 2)", "passage", "the text has other words from"
    ),
    "a quotation longer than its place": Damage(
        "UPDATE passage SET exact = exact || '!'", "passage", "it quotes"
    ),
    "a passage outside its text": Damage(
        'UPDATE passage SET start = start + 9000, "end" = "end" + 9000', "passage", "in a text of"
    ),
    "a passage in another context": Damage(
        "UPDATE passage SET prefix = 'Nobody ever said that '", "passage", "other words around it"
    ),
    "another text of the same length": Damage(
        "UPDATE source_version SET text = replace(text, 'released', 'arrested')",
        "version 1", "another SHA-256",
    ),
    "a text cut short": Damage(
        "UPDATE source_version SET text = substr(text, 1, 5)", "version 1", "the text is 5 characters long"
    ),
    "a text in another form of Unicode": Damage(
        f"UPDATE source_version SET text = '{DECOMPOSED}' || text", "version 1", "not in NFC"
    ),
    "a text with other line ends": Damage(
        "UPDATE source_version SET text = replace(text, '\n', '\r\n')", "version 1", "line ends"
    ),
    "a note in another form of Unicode": Damage(
        f"UPDATE claim SET note = '{DECOMPOSED}'", "claim", "note is not in NFC"
    ),
    "a reason written anew": Damage(
        "UPDATE revision SET reason = 'Nothing at all' WHERE number = 3", "revision 3", "it was altered"
    ),
    "a revision taken out": Damage(
        "DELETE FROM revision WHERE number = 3", "revision 4", "revision 3 is missing before it"
    ),
    "a revision put elsewhere in the chain": Damage(
        f"UPDATE revision SET previous_hash = '{'f' * 64}' WHERE number = 5",
        "revision 5", "it does not continue",
    ),
    "a value changed past history": Damage(
        "UPDATE status_event SET status = 'executed'", "status_event", "status was changed past history"
    ),
    "a password exchanged for none": Damage(
        "UPDATE account SET password_hash = NULL WHERE name = 'Rafa'", "account", "password_hash was changed"
    ),
    "a row that came from nowhere": Damage(
        "INSERT INTO legal_code (id, country, code, title, year, state, version)"
        f" VALUES ({NOBODY}, 'AZ', 'XX', 'A code', 1999, 'published', 1)",
        "legal_code", "history does not tell where it comes from",
    ),
    "a row that went without a word": Damage(
        "DELETE FROM organization_name", "organization_name", "it is gone"
    ),
    "a claim without the row of its kind": Damage(
        "DELETE FROM treatment", "claim", "it has no row in treatment"
    ),
    "a row of a kind that its claim is not of": Damage(
        "UPDATE claim SET kind = 'affiliation' WHERE kind = 'treatment'",
        "treatment", "it has no claim of this kind",
    ),
    "a claim led by another's citation": Damage(
        "UPDATE claim SET lead_citation_id = (SELECT id FROM citation WHERE claim_id <> claim.id LIMIT 1)",
        "claim", "no passage of its own supports it first",
    ),
    "a claim led by a passage that only mentions": Damage(
        "UPDATE citation SET stance = 'mentions'", "claim", "no passage of its own supports it first"
    ),
    "a step of another person's charge": Damage(
        "UPDATE claim SET person_id = (SELECT id FROM person WHERE reference = 'P-0002')"
        " WHERE kind = 'charge_step'",
        "charge_step", "its charge is another person's",
    ),
    "a merged record in use": Damage(
        "INSERT INTO judgement (id, one_id, other_id, verdict) SELECT one.id, one.id, other.id, 'same'"
        " FROM person one, person other WHERE one.reference = 'P-0001' AND other.reference = 'P-0002'",
        "person P-0001", "it was merged into another, and is still in use",
    ),
    "a person without a name": Damage(
        "UPDATE claim SET state = 'withdrawn' WHERE kind = 'person_name'", "person P-0001", "no name stands"
    ),
    "a summary that says otherwise": Damage(
        "UPDATE person_summary SET name = 'Farid Tajrubali', held = 'no'",
        "person P-0001 person_summary public", "held, name would be derived otherwise",
    ),
    "a summary that is missing": Damage(
        "DELETE FROM person_summary WHERE audience = 'internal'",
        "person P-0001 person_summary internal", "it is missing",
    ),
    "a facet that nothing stands behind": Damage(
        "INSERT INTO summary_facet (audience, person_id, facet, value)"
        " SELECT 'public', id, 'sex', 'female' FROM person",
        "summary_facet public sex female", "nothing stands behind it",
    ),
    "a name that search would not find": Damage(
        "DELETE FROM name_token", "name_token public", "it is missing"
    ),
    "a word that no search would find": Damage(
        "DELETE FROM source_word WHERE word = 'sinagov'",
        "source S-0001 version 1 source_word", "the word sinagov is missing",
    ),
    "words that are in no text": Damage(
        "UPDATE source_word SET word = word || 'zz'", "source_word", "among them, are not in the text"
    ),
    "a restricted fact in the summary": Damage(
        "UPDATE person_summary SET occupation = 'lawyer' WHERE audience = 'internal'",
        "person_summary internal", "occupation would be derived otherwise",
    ),
    "a counter set back": Damage(
        "UPDATE counter SET last = 1 WHERE prefix = 'P'", "counter P", "it stands at 1, below P-0003"
    ),
    "a counter that is gone": Damage(
        "DELETE FROM counter WHERE prefix = 'S'", "counter S", "it stands at 0"
    ),
    "a reference of another kind": Damage(
        "UPDATE organization SET reference = 'P-0009'", "organization P-0009", "no reference of its kind"
    ),
    "a provision sorted elsewhere": Damage(
        "UPDATE provision SET sort_key = '0001'", "provision", "sorted in the wrong place"
    ),
    "a provision with other parts": Damage(
        "UPDATE provision SET part = '9'", "provision", "parts that it does not have"
    ),
    "a provision without a number": Damage(
        "UPDATE provision SET number = 'some article'", "provision", "no number of a provision"
    ),
    "a date with other bounds": Damage(
        "UPDATE status_event SET since_latest = '2024-12-31'", "status_event", "bounds that it does not have"
    ),
    "a date that is none": Damage(
        "UPDATE status_event SET since_edtf = 'lately'", "status_event", "since_edtf is no date"
    ),
    "a citation of no passage": Damage(
        f"UPDATE citation SET passage_id = {NOBODY}", "citation", "passage_id refers to no row of passage"
    ),
    "a summary of nobody": Damage(
        f"UPDATE person_summary SET person_id = {NOBODY} WHERE audience = 'public' AND reference = 'P-0001'",
        "person_summary", "person_id refers to no row of person",
    ),
    "a word that no list holds": Damage(
        "UPDATE status_event SET status = 'abducted'", "person P-0001", "no summary can be derived"
    ),
}  # fmt: skip


@pytest.fixture(scope="module", params=STORAGES)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database with a row in every table that history follows, filled by the domain's own functions."""
    with lasting_engine(request, tmp_path_factory) as engine:
        with Session(writing(engine)) as session:
            _fill(session)
            session.commit()
        yield engine


def _fill(session: Session) -> None:
    make.password(session, make.account(session, "Rafa"))
    elvin, ayla = make.person(session, "Elvin Sinagov"), make.person(session, "Ayla Numunali")
    union = make.organization(session)
    make.name(session, elvin, "Элвин Синагов")
    make.status(session, elvin, note="The year is the text's own.")
    charge = make.charge(session, elvin, provision=make.provision(session), characterisation="false")
    make.step(session, charge, StepKind.CHARGED)
    make.affiliation(session, elvin, union)
    make.treatment(session, ayla)
    make.assessment(session, elvin, union)
    make.fact(session, elvin, FactKind.HEALTH, "asthma", visibility=Visibility.RESTRICTED)
    letter = make.cited_source(session, title="A letter", text="Bahar Misalli was taken.", publisher=union)
    make.person(session, "Bahar Misalli", evidence=make.cited(session, letter, "Bahar Misalli", 0))


def faults_of(bind: Engine | Connection) -> list[Fault]:
    """Return what is found by a session of its own, as the command has it."""
    with Session(bind) as session:
        return list(check(session))


def test_what_habeas_itself_has_written_is_without_fault(filled: Engine) -> None:
    assert faults_of(filled) == []


def test_an_empty_database_is_without_fault(engine: Engine) -> None:
    assert faults_of(engine) == []


# What is at fault in others where these are damaged: quotations, and what is derived from claims.
APART = ("source_version", "person_summary", "summary_facet", "name_token")


def _together() -> list[list[Damage]]:
    """Return what is done at once, to every table one damage at most: a look at all tables takes long."""
    of_table = defaultdict[str, list[Damage]](list)
    for damage in DAMAGE.values():
        of_table[re.split(r"UPDATE|INTO|FROM", damage.sql, maxsplit=1)[1].split()[0]].append(damage)
    apart = [of_table.pop(table) for table in APART]
    at_once = chain(zip_longest(*of_table.values()), zip_longest(*apart))
    return [[damage for damage in damages if damage] for damages in at_once]


@pytest.mark.parametrize("damages", _together())
def test_damage_is_found(filled: Engine, damages: list[Damage]) -> None:
    with without_triggers(filled) as connection:
        for damage in damages:
            assert connection.exec_driver_sql(damage.sql).rowcount > 0
        faults = faults_of(connection)

    for damage in damages:
        found = [fault for fault in faults if damage.what in fault.subject and damage.said in fault.message]
        assert found, f"{damage}, found instead: {list(map(str, faults))}"
    assert all("\n" not in str(fault) for fault in faults)


TABLE_OF = {
    "sqlite": "SELECT tbl_name FROM sqlite_master WHERE name = :name",
    "postgresql": "SELECT tgrelid::regclass FROM pg_trigger WHERE tgname = :name",
}
FELLED = {
    "sqlite": ["DROP TRIGGER {name}"],
    "postgresql": ["DROP TRIGGER {name} ON {table}", "ALTER TABLE {table} DISABLE TRIGGER {name}"],
}
HOLLOWED = {
    "sqlite": [
        "DROP TRIGGER {name}",
        "CREATE TRIGGER {name} BEFORE DELETE ON {table} WHEN 1 = 0 BEGIN SELECT RAISE(ABORT, 'no'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$"
    ],
}


def test_every_guard_that_is_taken_down_is_missed(engine: Engine) -> None:
    names = bodies(engine.dialect.name)
    assert {"passage_equals_span", "revision_kept", "custody_kept"} <= set(names)
    for name in names:
        for statement in FELLED[engine.dialect.name]:
            with engine.connect() as connection:
                table = connection.scalar(text(TABLE_OF[engine.dialect.name]), {"name": name})
                connection.exec_driver_sql(statement.format(name=name, table=table))
                said = list(map(str, guard_faults(Session(connection))))
                connection.rollback()
            assert len(said) == 1, statement
            assert said[0].startswith(f"guard {name}: it is gone or switched off")


def test_a_guard_that_was_hollowed_out_is_noticed(engine: Engine) -> None:
    with engine.connect() as connection:
        for statement in HOLLOWED[engine.dialect.name]:
            connection.exec_driver_sql(statement.format(name="source_page_kept", table="source_page"))
        said = list(map(str, faults_of(connection)))
        connection.rollback()
    assert said == ["guard source_page_kept: it does something else than it was made for"]


def test_what_the_database_system_itself_knows_to_be_wrong_is_found(filled: Engine) -> None:
    with without_triggers(filled) as connection:
        if filled.dialect.name == "sqlite":
            connection.exec_driver_sql("UPDATE source SET title = ''")
            connection.exec_driver_sql("PRAGMA ignore_check_constraints=OFF")
            expected = "database: CHECK constraint failed in source"
        else:
            new = "ALTER TABLE source ADD CONSTRAINT ck_new CHECK (title <> 'A') NOT VALID"
            connection.exec_driver_sql(new)
            expected = "constraint ck_new: rows from before it were never compared with it"
        assert expected in list(map(str, faults_of(connection)))
