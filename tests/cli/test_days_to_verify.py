"""The installation's own days after which a status wants to be verified: read, refused, and derived anew."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.cli.conftest import Habeas
from webapp.domain.people.verifying import unverified_count
from webapp.vocab.liberty import Status
from webapp.vocab.verification import DAYS_TO_VERIFY


@pytest.fixture(autouse=True)
def _usual_days_after_the_test() -> Iterator[None]:
    usual = dict(DAYS_TO_VERIFY)
    yield
    # A command sets them for its process, which here is that of all tests.
    DAYS_TO_VERIFY.clear()
    DAYS_TO_VERIFY.update(usual)


def test_other_days_are_derived_by_upgrade_and_until_then_nothing_is_served(
    habeas: Habeas, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make.person(session, "Elvin Sinagov")
    make.status(session, person, Status.IMPRISONED, since="2026-01-05")
    session.commit()
    heard = person.claims[-1].citations[0].passage.source_version.source.date_latest
    day = heard + timedelta(days=100)
    assert unverified_count(session, day=day) == 1
    session.commit()

    monkeypatch.setenv("HABEAS_DAYS_TO_VERIFY", "imprisoned=120, exiled = 365")
    refusal = habeas("serve", "--port", "0")
    assert refusal.exit_code == 1
    assert "run `habeas upgrade`" in refusal.output
    assert "Rebuilt the summaries of 1 people.\n" in habeas("upgrade").stdout
    assert habeas("check").exit_code == 0
    assert unverified_count(session, day=day) == 0
    assert unverified_count(session, day=day + timedelta(days=21)) == 1
    session.commit()
    assert "Rebuilt" not in habeas("upgrade").stdout


@pytest.mark.parametrize("rules", ["imprisoned", "imprisoned=0", "imprisoned=many", "jailed=3", "arrested=²"])
def test_a_rule_that_means_nothing_is_refused_with_what_to_write(
    habeas: Habeas, monkeypatch: pytest.MonkeyPatch, rules: str
) -> None:
    monkeypatch.setenv("HABEAS_DAYS_TO_VERIFY", f"arrested=5,{rules}")
    refusal = habeas("check")
    assert refusal.exit_code == 1
    assert "HABEAS_DAYS_TO_VERIFY" in refusal.output
    assert f"“{rules}”" in refusal.output
    assert "imprisoned=120" in refusal.output
