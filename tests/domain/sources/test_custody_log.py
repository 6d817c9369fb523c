"""The custody log: who brought a text in, when and how, by which hash, and who opened the original."""

from datetime import timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

from sqlalchemy.orm import Session

from tests import make
from tests.support.intake import DESCRIPTION, captured
from tests.support.one_edit import edit
from webapp.domain.sources import custody_log, intake_confirmation, versions
from webapp.vocab.accounts import Role
from webapp.vocab.custody_log import CustodyEvent


def test_a_captured_source_tells_who_collected_it_and_what_read_it(session: Session, tmp_path: Path) -> None:
    rafa, earlier = make.account(session, "Rafa", Role.REVIEWER), make.AT - timedelta(days=3)
    row = captured(session, tmp_path, "one\r\n", by=rafa, at=earlier)
    extractor = row.extractor
    confirm = partial(intake_confirmation.confirm_source, description=DESCRIPTION, another=False)
    which = edit(session, confirm, row, tmp_path)
    session.commit()
    told = [
        (line.event, line.by.name, line.at, line.how, line.sha256)
        for line in custody_log.custody_of(session, which)
    ]
    assert told == [
        (CustodyEvent.COLLECTED, "Rafa", earlier, "pasted", sha256(b"one\r\n").hexdigest()),
        (CustodyEvent.EXTRACTED, "Rafa", earlier, extractor, sha256(b"one").hexdigest()),
    ]


def test_attaching_a_text_is_logged_once(session: Session) -> None:
    which = make.cited_source(session, text="one")
    for _ in range(2):
        edit(session, versions.attach_text, which.versions[0], text="one")
    (line,) = custody_log.custody_of(session, which)
    assert (line.event, line.by.name, line.at) == (CustodyEvent.ATTACHED, "Clara", make.AT)
    assert line.sha256 == sha256(b"one").hexdigest()


def test_the_log_of_a_source_tells_of_its_versions_alone_and_in_order(session: Session) -> None:
    which, other = make.cited_source(session, text="one"), make.source(session, text="two")
    clara = make.account(session)
    for row, hour in ((other.versions[0], 0), (which.versions[0], 2), (which.versions[0], 1)):
        custody_log.log(
            session, row, CustodyEvent.OPENED, how=f"at {hour}", sha256=row.text_sha256, by_id=clara.id,
            at=make.AT + timedelta(hours=hour),
        )  # fmt: skip
    assert [line.how for line in custody_log.custody_of(session, which)] == ["at 1", "at 2"]


def test_an_original_is_handed_out_and_logged_in_one_step(session: Session, tmp_path: Path) -> None:
    row, rafa = captured(session, tmp_path, "one\r\n"), make.account(session, "Rafa", Role.REVIEWER)
    confirm = partial(intake_confirmation.confirm_source, description=DESCRIPTION, another=False)
    source = edit(session, confirm, row, tmp_path)
    (version,) = source.versions
    given = {"file_name": "S-0001-v1.txt", "by_id": rafa.id, "at": make.AT + timedelta(hours=1)}
    assert custody_log.hand_out(session, version, tmp_path, **given) == b"one\r\n"
    line = custody_log.custody_of(session, source)[-1]
    assert (line.event, line.by.name, line.how, line.sha256) == (
        CustodyEvent.OPENED, "Rafa", "handed out as S-0001-v1.txt", version.bytes_sha256,
    )  # fmt: skip
    assert custody_log.hand_out(session, version, tmp_path / "elsewhere", **given) is None
    assert custody_log.custody_of(session, source)[-1] is line
