"""`check` says when the bytes that a source was read from are missing or were changed."""

import hashlib
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.checks import check
from webapp.domain.sources import archive, custody_log
from webapp.vocab.custody_log import CustodyEvent

DATA = make.TEXT.encode()
SHA256 = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def folder(session: Session, tmp_path: Path) -> Path:
    """An archive that holds the bytes of one source, as the custody log of that source says."""
    which, folder = make.source(session), tmp_path / "archive"
    by = make.account(session)
    sha256 = archive.keep(folder, DATA)
    custody_log.log(
        session,
        which.versions[0],
        CustodyEvent.COLLECTED,
        how="pasted",
        sha256=sha256,
        by_id=by.id,
        at=make.AT,
    )
    session.commit()
    return folder


def _said(session: Session, folder: Path | None) -> list[str]:
    return [str(fault) for fault in check(session, archive=folder)]


def test_an_archive_as_it_was_kept_is_no_fault(session: Session, folder: Path) -> None:
    archive.keep(folder, b"a text that waits for its confirmation")
    assert _said(session, folder) == []


def test_missing_bytes_are_a_fault_of_their_version(session: Session, folder: Path) -> None:
    archive.remove(folder, SHA256)
    assert _said(session, folder) == [
        f"source S-0001 version 1: the collected bytes {SHA256} are not in the archive"
    ]


def test_changed_bytes_are_a_fault_of_their_file(session: Session, folder: Path) -> None:
    archive.path(folder, SHA256).write_bytes(DATA.replace(b"arrested", b"released"))
    assert _said(session, folder) == [
        f"archived file {SHA256}: it does not hold the bytes that its name stands for"
    ]
