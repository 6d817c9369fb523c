"""The bytes of a source stay as they came, under a name that tells what they are, for their owner's eyes."""

import hashlib
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from webapp.domain.sources import archive

DATA = b"Elvin Sinagov was arrested.\r\n\x00\xff"
SHA256 = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for the archive, not yet made."""
    return tmp_path / "home" / "archive"


def _files(folder: Path) -> list[Path]:
    return [place for place in folder.rglob("*") if place.is_file()]


def test_what_is_kept_is_given_back_byte_for_byte(folder: Path) -> None:
    assert archive.keep(folder, DATA) == SHA256
    assert archive.read(folder, SHA256) == DATA
    assert list(archive.kept(folder)) == [SHA256]


def test_only_the_owner_can_read_it(folder: Path) -> None:
    archive.keep(folder, DATA)
    place = archive.path(folder, SHA256)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert [stat.S_IMODE(one.stat().st_mode) for one in (place.parent, folder)] == [0o700, 0o700]


def test_the_same_bytes_are_kept_once_and_left_alone(folder: Path) -> None:
    archive.keep(folder, DATA)
    before = archive.path(folder, SHA256).stat()
    archive.keep(folder, DATA)
    after = archive.path(folder, SHA256).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert len(_files(folder)) == 1


def test_two_who_keep_the_same_at_once_both_succeed(folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: archive.keep(folder, DATA), range(32))) == {SHA256}
    assert _files(folder) == [archive.path(folder, SHA256)]
    assert archive.read(folder, SHA256) == DATA


def test_damaged_bytes_are_never_handed_out_and_can_be_mended(folder: Path) -> None:
    archive.keep(folder, DATA)
    archive.path(folder, SHA256).write_bytes(DATA[:-1])
    with pytest.raises(archive.Damaged, match=SHA256):
        archive.read(folder, SHA256)
    archive.keep(folder, DATA)
    assert archive.read(folder, SHA256) == DATA


def test_what_could_not_be_written_leaves_nothing_behind(folder: Path) -> None:
    # A folder stands where the file should: the rename fails at the very end.
    archive.path(folder, SHA256).mkdir(parents=True)
    with pytest.raises(OSError, match=SHA256[:8]):
        archive.keep(folder, DATA)
    assert _files(folder) == []


def test_bytes_that_are_not_here_are_none(folder: Path) -> None:
    assert archive.read(folder, SHA256) is None
    assert list(archive.kept(folder)) == []
    archive.remove(folder, SHA256)


def test_what_is_removed_is_gone(folder: Path) -> None:
    archive.keep(folder, DATA)
    archive.remove(folder, SHA256)
    assert archive.read(folder, SHA256) is None


@pytest.mark.parametrize(
    "name", ["", "../../etc/passwd", SHA256.upper(), SHA256[:-1], f"{SHA256}/..", "é" * 64]
)
def test_no_other_name_is_a_place_in_the_archive(folder: Path, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        archive.path(folder, name)
