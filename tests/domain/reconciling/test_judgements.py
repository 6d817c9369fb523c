"""Whom an organization's lists mean by a name is judged once, and used until somebody else may be meant."""

import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.domain.reconciling.test_pairs import held_against, stock
from tests.support.undoing import undo
from webapp.domain.history.recording import editing
from webapp.domain.organizations import merging as organization_merging
from webapp.domain.people import merging
from webapp.domain.reconciling.judgements import judged_entries, keep_judgements
from webapp.domain.reconciling.pairs import NOBODY, ListPair
from webapp.domain.refusals import Refused
from webapp.models import EntryJudgement, Organization
from webapp.vocab.liberty import Status
from webapp.vocab.reconciling import PairOutcome

NEXT = "Name,Status\nDavud Nümunəli,pardoned\n"
TWICE = "Name\nDavud Nümunəli\nNümunəli Davud\n"


@pytest.fixture
def watch(session: Session) -> Organization:
    """Whose lists are compared, beside ours, in which two are called alike."""
    stock(session)
    return make.organization(session, "Example Watch")


def keep(
    session: Session, watch: Organization | None, answer: str, reason: str | None = "The same day of birth"
) -> list[EntryJudgement]:
    """Answer whom the second row of a list means, and keep that."""
    answers = {3: answer}
    pairs = held_against(session, answers=answers).pairs
    with editing(session, by=make.account(session), reason="Judged", at=make.AT):
        return keep_judgements(session, organization=watch, pairs=pairs, answered=answers, reason=reason)


def next_month(session: Session, watch: Organization, text: str = NEXT) -> list[ListPair]:
    """How the rows of their next list stand to ours."""
    return held_against(session, text, judged=judged_entries(session, watch)).pairs


def test_whom_a_row_means_is_used_for_their_next_list_and_for_nobody_elses(
    session: Session, watch: Organization
) -> None:
    keep(session, watch, "P-0003")
    (pair,) = next_month(session, watch)
    assert pair.person is not None
    assert (pair.person.reference, pair.outcome) == ("P-0003", PairOutcome.DIFFERS)
    assert pair.judgement is not None
    assert pair.judgement.reason == "The same day of birth"
    (other,) = next_month(session, make.organization(session, "Another Watch"))
    assert other.outcome is PairOutcome.ASK


def test_that_a_row_means_nobody_is_used_until_somebody_else_is_called_so(
    session: Session, watch: Organization
) -> None:
    keep(session, watch, NOBODY)
    (pair,) = next_month(session, watch)
    assert pair.outcome is PairOutcome.THEIRS
    make.status(session, make.person(session, "Davud Nümunəli"), Status.IMPRISONED)
    (pair,) = next_month(session, watch)
    assert (pair.outcome, pair.judgement) == (PairOutcome.ASK, None)


def test_a_name_that_stands_twice_in_a_list_is_asked_about_and_not_judged(
    session: Session, watch: Organization
) -> None:
    keep(session, watch, "P-0003")
    assert {pair.outcome for pair in next_month(session, watch, TWICE)} == {PairOutcome.ASK}
    answers = {2: "P-0002", 3: "P-0003"}
    pairs = held_against(session, TWICE, answers=answers).pairs
    with editing(session, by=make.account(session), reason="Judged", at=make.AT), pytest.raises(Refused):
        keep_judgements(session, organization=watch, pairs=pairs, answered=answers, reason="Why")


def test_a_later_judgement_replaces_an_earlier_one_and_is_undone(
    session: Session, watch: Organization
) -> None:
    keep(session, watch, "P-0003")
    keep(session, watch, "P-0002", "Their editor told us")
    (pair,) = next_month(session, watch)
    assert pair.person is not None
    assert pair.person.reference == "P-0002"
    session.commit()
    undo(session)
    (pair,) = next_month(session, watch)
    assert pair.person is not None
    assert pair.person.reference == "P-0003"


@pytest.mark.parametrize(
    ("field", "listed", "answer", "reason"),
    [("publisher", False, "P-0003", "Why"), ("reason", True, "P-0003", " "), ("reason", True, "", "Why")],
)
def test_nothing_is_kept_without_an_organization_a_reason_and_an_answer(
    session: Session, watch: Organization, field: str, listed: bool, answer: str, reason: str
) -> None:
    with pytest.raises(Refused) as refused:
        keep(session, watch if listed else None, answer, reason)
    assert refused.value.field == field
    assert judged_entries(session, watch) == {}


def test_judgements_follow_when_records_are_merged(session: Session, watch: Organization) -> None:
    (judgement,) = keep(session, watch, "P-0003")
    into, body = make.person(session, "Davud Nümunəli"), make.organization(session, "Example Watch Ltd")
    with editing(session, by=make.account(session), reason="One person", at=make.AT):
        assert judgement.bearer is not None
        merging.merge(session, record=judgement.bearer, into=into, version=judgement.bearer.version)
        organization_merging.merge(session, record=watch, into=body, version=watch.version)
    (pair,) = next_month(session, body)
    assert pair.person is not None
    assert pair.person.reference == into.reference
