"""A rule that counts for very many people leaves, beside the server, what it leaves within a form."""

import json
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.domain.undo.test_very_many import after
from tests.support.counting_rules import counting_rule
from tests.support.every_edit import renamed
from tests.support.one_edit import described, revise
from tests.support.undoing import last_edit
from webapp.domain.checks import check
from webapp.domain.history.prepared_people import PreparedPeople
from webapp.domain.history.ready_rows import Overtaken, ReadyFiles
from webapp.domain.history.recording import editing, head
from webapp.domain.organizations import organizations
from webapp.domain.recounting.recounts import prepare, tried
from webapp.domain.recounting.wide_acts import WideAct, carry_out, packed
from webapp.domain.recounting.writing import write_recount
from webapp.models import (
    ChargeStep,
    CountingRule,
    LegalCode,
    Person,
    PersonName,
    PersonSummary,
    Provision,
    Source,
)
from webapp.vocab.charges import Regime, SentenceKind, StepKind
from webapp.vocab.claims import Visibility
from webapp.vocab.liberty import Status

Meanwhile = Callable[[Session], object]
NAMES = ("Elvin Sinagov", "Ayla Numunali", "Turan Qaralamalı")
NOTHING = {"regime": None, "since": None, "until": None, "note": None}
AT = make.AT + timedelta(minutes=10)


def convict(session: Session, code: LegalCode, name: str) -> None:
    """Somebody held on remand from November, then convicted to nine years under a code."""
    person = make.person(session, name)
    place = organizations.organization_named(session, "Colony 8") or make.organization(session, "Colony 8")
    make.status(session, person, Status.PRETRIAL_DETENTION, "2023-11-20", place=place)
    known = session.scalars(select(Provision).where(Provision.legal_code_id == code.id)).first()
    charge = make.charge(session, person, provision=known or make.provision(session, code=code))
    make.step(session, charge, StepKind.CONVICTED, "2024-02-01", sentence=SentenceKind.TERM, years=9)


@pytest.fixture
def code(session: Session) -> LegalCode:
    """A code under which three people were convicted, and one under another."""
    code = make.legal_code(session)
    for name in NAMES:
        convict(session, code, name)
    convict(session, make.legal_code(session, "PC"), "Bahar Misallı")
    session.commit()
    return code


def beside(session: Session, folder: Path, order: dict[str, Any], meanwhile: Meanwhile | None = None) -> None:
    """Do to a rule what was packed, as a process beside the server does it."""
    edit: dict[str, Any] = {"by": make.account(session), "reason": "A letter came", "at": AT}
    act = partial(carry_out, order=json.loads(json.dumps(order)))
    since, _ = head(session)
    recount = tried(session, act, **edit)
    with closing(ReadyFiles(folder)) as files:
        prepared = PreparedPeople(session.get_bind().dialect, files)
        with Session(session.connection(), join_transaction_mode="create_savepoint") as reading:
            prepare(reading, recount, prepared, progress=lambda _: None)
        if meanwhile is not None:
            meanwhile(session)
        with editing(session, **edit):
            write_recount(
                session, act, recount, prepared, since=since, day=AT.date(), progress=lambda _: None
            )


def within(session: Session, order: dict[str, Any], meanwhile: Meanwhile | None = None) -> None:
    """Do the same as one form."""
    if meanwhile is not None:
        meanwhile(session)
    with editing(session, by=make.account(session), reason="A letter came", at=AT):
        carry_out(session, order)


def both(
    session: Session, folder: Path, order: dict[str, Any], meanwhile: Meanwhile | None = None
) -> tuple[Counter[str], Counter[str]]:
    """What stands in all tables after each of the two ways."""
    return (
        after(session, lambda: within(session, order, meanwhile)),
        after(session, lambda: beside(session, folder, order, meanwhile)),
    )


def test_each_act_on_a_rule_leaves_the_same_beside_the_server_as_within_a_form(
    session: Session, code: LegalCode, tmp_path: Path
) -> None:
    passage = make.evidence(session, "A day on remand is a day and a half.").passage
    fields = NOTHING | {"restraint": Status.PRETRIAL_DETENTION, "numerator": 3, "denominator": 2}
    session.commit()

    def do(act: WideAct, of: object, **values: Any) -> None:
        order, ends = packed(act, of, values), terms(session)
        form, sets = both(session, tmp_path, order)
        assert [*(sets - form)][:3] == [*(form - sets)][:3] == []
        beside(session, tmp_path, order)
        session.commit()
        # Of three people for two audiences, and of nobody else.
        assert len([*(terms(session) - ends).elements()]) == 2 * len(NAMES)

    do(WideAct.ADD, code.id, passage=passage, **fields)
    rule = session.scalars(select(CountingRule)).one()
    do(WideAct.REVISE, rule.id, version=rule.version, **fields | {"restraint": Status.HOUSE_ARREST})
    do(WideAct.UNDO_EDIT, last_edit(session))


@pytest.mark.parametrize(
    "changes",
    [
        {"visibility": Visibility.RESTRICTED, "title": "Another title"},
        {"date": make.edtf_date("2025-03")},
    ],
)
def test_a_source_leaves_the_same_beside_the_server_as_within_a_form(
    session: Session, code: LegalCode, tmp_path: Path, changes: dict[str, Any]
) -> None:
    """Those who rest on it are derived anew, as it is then, and by its undoing as it was."""
    source = session.scalars(select(Source).order_by(Source.reference)).all()[0]
    values = {"version": source.version, "description": described(source, **changes)}
    before = summaries(session)
    for order in (packed(WideAct.REVISE_SOURCE, source.reference, values), None):
        order = order or packed(WideAct.UNDO_EDIT, last_edit(session), {})
        form, sets = both(session, tmp_path, order)
        assert [*(sets - form)][:3] == [*(form - sets)][:3] == []
        beside(session, tmp_path, order)
        session.commit()
        assert (summaries(session) == before) is (order["act"] == WideAct.UNDO_EDIT)
        assert [*check(session)] == []


def summaries(session: Session) -> list[tuple[Any, ...]]:
    """The lists of each audience."""
    columns = [column for column in PersonSummary.__table__.c if column.key != "version"]
    return sorted(map(str, session.execute(select(*columns))))


def terms(session: Session) -> Counter[object]:
    """When the terms of all end, in the lists of each audience."""
    session.expire_all()
    return Counter(session.scalars(select(PersonSummary.term_ends_on)))


def others(session: Session) -> None:
    """Somebody newly convicted under the code, somebody released, somebody renamed whose term is shorter."""
    convict(session, session.scalars(select(LegalCode).order_by(LegalCode.code)).all()[0], "Zzyzx Qqwfp")
    first, second, _ = session.scalars(select(Person).order_by(Person.reference).limit(3))
    make.status(session, second, Status.RELEASED_SERVED, "2026-01-05")
    own = {kind: select(kind).where(kind.person_id == first.id) for kind in (PersonName, ChargeStep)}
    revise(session, session.scalars(own[PersonName]).one(), text="Zzyzx Misallı")
    revise(session, session.scalars(own[ChargeStep]).one(), years=8)


def test_who_is_changed_meanwhile_is_computed_by_the_rule_and_by_the_change(
    session: Session, code: LegalCode, tmp_path: Path
) -> None:
    rule = counting_rule(session, code)
    session.commit()
    order = packed(WideAct.REMOVE, rule.id, {"version": rule.version})
    form, sets = both(session, tmp_path, order, others)
    assert [*(sets - form)][:3] == [*(form - sets)][:3] == []


def test_another_rule_meanwhile_or_very_many_changed_people_have_it_made_ready_anew(
    session: Session, code: LegalCode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = counting_rule(session, code)
    session.commit()
    order = packed(WideAct.REMOVE, rule.id, {"version": rule.version})
    with pytest.raises(Overtaken):
        beside(session, tmp_path, order, partial(counting_rule, code=code, regime=Regime.STRICT))
    session.rollback()
    monkeypatch.setattr("webapp.domain.recounting.writing.MOST_AT_ONCE", 2)
    with pytest.raises(Overtaken):
        beside(session, tmp_path, order, renamed("Colony 8"))
