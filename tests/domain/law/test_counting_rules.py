"""Counting rules: each on words of the law that everybody can read, and by them the ends of terms."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.counting_rules import counting_rule
from tests.support.one_edit import edit, revise
from webapp.domain.checks.read_model import read_model_faults
from webapp.domain.law import counting_rules
from webapp.domain.refusals import Refused, Stale
from webapp.domain.sources import sources
from webapp.models import ChargeStep, CountingRule, LegalCode, Person, PersonSummary
from webapp.vocab.charges import Regime, SentenceKind, StepKind
from webapp.vocab.claims import Visibility
from webapp.vocab.liberty import Status

HALVES = date(2032, 10, 14)
ONE_FOR_ONE = date(2032, 11, 19)


@pytest.fixture
def code(session: Session) -> LegalCode:
    """A code under which somebody was convicted to nine years after 73 days on remand."""
    code = make.legal_code(session)
    person = make.person(session)
    make.status(session, person, Status.PRETRIAL_DETENTION, "2023-11-20")
    charge = make.charge(session, person, provision=make.provision(session, code=code))
    make.step(session, charge, StepKind.CONVICTED, "2024-02-01", sentence=SentenceKind.TERM, years=9)
    return code


def ends(session: Session) -> set[date | None]:
    """On which last days the term ends in the lists of any reader."""
    session.expire_all()
    return set(session.scalars(select(PersonSummary.term_ends_on)))


def revised(session: Session, rule: CountingRule, **values: Any) -> CountingRule:
    fields = ("restraint", "regime", "numerator", "denominator", "since", "until", "note")
    now = {name: getattr(rule, name) for name in fields} | {"version": rule.version}
    edit(session, counting_rules.revise_counting_rule, rule, **now | values)
    return rule


def test_a_rule_moves_the_ends_of_terms_under_its_code_and_of_no_other(
    session: Session, code: LegalCode
) -> None:
    other = make.legal_code(session, "PC")
    counting_rule(session, other, (2, 1))
    assert ends(session) == {ONE_FOR_ONE}
    rule = counting_rule(session, code)
    assert ends(session) == {HALVES}
    revised(session, rule, until=date(2020, 1, 1))
    assert ends(session) == {ONE_FOR_ONE}
    revised(session, rule, until=None)
    edit(session, counting_rules.remove_counting_rule, rule, version=rule.version)
    assert ends(session) == {ONE_FOR_ONE}


def test_a_rule_rewrites_the_records_of_those_alone_who_were_held_as_it_counts(
    session: Session, code: LegalCode
) -> None:
    (held,) = session.scalars(select(Person))
    arrested = make.person(session, "Ayla Numunali")
    make.status(session, arrested, Status.ARRESTED, "2023-11-20")
    charge = make.charge(session, arrested, provision=make.provision(session, "2", code=code))
    make.step(session, charge, StepKind.CONVICTED, "2024-02-01", sentence=SentenceKind.TERM, years=9)
    before = arrested.version, held.version
    rule = counting_rule(session, code)
    # What it no longer counts ceases for whom it counted: of both, the ends and the records agree.
    revised(session, rule, restraint=Status.HOUSE_ARREST)
    assert (arrested.version, held.version) == (before[0], before[1] + 2)
    assert ends(session) == {ONE_FOR_ONE}
    revised(session, rule, restraint=Status.PRETRIAL_DETENTION)
    assert ends(session) == {HALVES, ONE_FOR_ONE}
    edit(session, counting_rules.remove_counting_rule, rule, version=rule.version)
    assert (arrested.version, held.version) == (before[0], before[1] + 4)
    assert ends(session) == {ONE_FOR_ONE}
    assert not [*read_model_faults(session)]


def test_the_rule_of_a_regime_comes_before_that_of_all(session: Session, code: LegalCode) -> None:
    counting_rule(session, code)
    counting_rule(session, code, (1, 1), regime=Regime.STRICT)
    assert ends(session) == {HALVES}
    revise(session, session.scalars(select(ChargeStep)).one(), regime=Regime.STRICT)
    assert ends(session) == {ONE_FOR_ONE}


def test_of_the_same_days_no_two_rules_are_recorded(session: Session, code: LegalCode) -> None:
    old = counting_rule(session, code, until=date(2018, 7, 13))
    counting_rule(session, code, (2, 1), since=date(2018, 7, 14))
    counting_rule(session, code, (1, 1), regime=Regime.STRICT)
    counting_rule(session, code, (1, 2), restraint=Status.HOUSE_ARREST)
    session.commit()
    for period in ({}, {"until": date(1990, 1, 1)}, {"since": date(2030, 1, 1)}):
        with pytest.raises(Refused, match="^since: Another rule counts these days already"):
            counting_rule(session, code, (4, 1), **period)
        session.rollback()
    with pytest.raises(Refused, match="^since: "):
        revised(session, old, until=None)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"days": (None, 1)}, "numerator"), ({"days": (-1, 1)}, "numerator"),
        ({"days": (1001, 1)}, "numerator"), ({"days": (1, 0)}, "denominator"),
        ({"days": (1, None)}, "denominator"), ({"restraint": Status.IMPRISONED}, "restraint"),
        ({"restraint": Status.EXILED}, "restraint"),
        ({"since": date(2020, 1, 2), "until": date(2020, 1, 1)}, "until"),
    ],
)  # fmt: skip
def test_a_rule_without_sense_is_refused_at_its_field(
    session: Session, code: LegalCode, values: dict[str, Any], field: str
) -> None:
    law = make.evidence(session, "A day on remand is a day and a half.")
    with pytest.raises(Refused, match=f"^{field}: "):
        counting_rule(session, code, **{"given": law} | values)


def test_a_rule_rests_on_a_stored_text_that_everybody_reads_and_it_stays_open(
    session: Session, code: LegalCode
) -> None:
    words = "A day on remand is a day and a half."
    closed = make.source(session, "A closed law", words, visibility=Visibility.INTERNAL)
    session.commit()
    with pytest.raises(Refused, match="^source: .* must be public"):
        counting_rule(session, code, given=make.evidence(session, words, of=closed))
    session.rollback()
    elsewhere = make.cited_source(session, "A law kept elsewhere", words.upper())
    session.commit()
    with pytest.raises(Refused, match="^source: Store the text"):
        counting_rule(session, code, given=make.cited(session, elsewhere, words.upper(), 0))
    session.rollback()
    law = counting_rule(session, code).passage.source_version.source
    restricted = make.description(law.title, {"visibility": Visibility.RESTRICTED})
    with pytest.raises(Refused, match="^visibility: A counting rule rests on it"):
        edit(session, sources.revise_source, law, version=law.version, description=restricted)


def test_a_rule_that_somebody_corrected_meanwhile_is_stale(session: Session, code: LegalCode) -> None:
    rule = counting_rule(session, code)
    with pytest.raises(Stale):
        revised(session, rule, version=rule.version + 1)
    with pytest.raises(Stale):
        edit(session, counting_rules.remove_counting_rule, rule, version=rule.version + 1)
