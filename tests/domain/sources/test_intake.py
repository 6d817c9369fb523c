"""Captures: what was brought in waits, and becomes a source or a version once a person confirms it."""

from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.intake import DESCRIPTION, captured
from tests.support.one_edit import edit
from webapp.domain.claims.recording import Evidence
from webapp.domain.refusals import Refused
from webapp.domain.sources import archive, custody_log, intake, intake_confirmation, passages, quotas
from webapp.domain.sources.duplicate_check import AlreadyHere
from webapp.domain.sources.extraction.extracted_text import extract, read_pasted
from webapp.domain.sources.extraction.file_kinds import plain_name
from webapp.domain.sources.extraction.scans.reading import Scan
from webapp.domain.sources.extraction.scans.words import ScannedPage
from webapp.domain.sources.new_version import comparisons
from webapp.domain.text.quote_location import Span
from webapp.models import Capture, Source, SourcePage, SourceVersion
from webapp.vocab.accounts import Role

ADDRESS = "https://example.org/letter"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The archive of one test."""
    return tmp_path / "archive"


def kept(folder: Path) -> list[bytes]:
    """Return the contents of every file in the archive."""
    return sorted(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def confirmed(
    session: Session, folder: Path, row: Capture, *, another: bool = False, **described: Any
) -> Source:
    """Confirm a capture as a source of its own."""
    description = replace(DESCRIPTION, **described)
    confirm = partial(intake_confirmation.confirm_source, description=description, another=another)
    source: Source = edit(session, confirm, row, folder)
    return source


def test_what_is_pasted_waits_and_is_no_source(session: Session, folder: Path) -> None:
    row = captured(session, folder, "Elvin\r\nSinagov. ", url=f" {ADDRESS} ", shelf_mark="Box 5")
    session.commit()
    assert (row.how, row.text, row.media_type, row.page_starts) == (
        "pasted",
        "Elvin\nSinagov.",
        "text/plain",
        [],
    )
    assert row.text_sha256 == sha256(b"Elvin\nSinagov.").hexdigest()
    assert row.bytes_sha256 == sha256(b"Elvin\r\nSinagov. ").hexdigest()
    assert kept(folder) == [b"Elvin\r\nSinagov. "]
    assert (row.found["title"], row.found["url"], row.found["shelf_mark"]) == ("Elvin", ADDRESS, "Box 5")
    assert session.scalars(select(Source)).all() == []


@pytest.mark.parametrize("sign", ["\f", "\v", "\n\f", "\f\n", "\x85", "\r\n\v\r\n"])
def test_a_page_break_in_what_is_pasted_ends_a_line_as_in_a_file(sign: str) -> None:
    text = f"\fPage one of it.{sign}Page two of it.\f"
    pasted = read_pasted(text).text
    assert [line for line in pasted.split("\n") if line] == ["Page one of it.", "Page two of it."]
    assert pasted == extract(text.encode(), file_name="a.txt").text.strip()


def test_a_file_is_kept_untouched_and_its_name_loses_all_that_leads_elsewhere(
    session: Session, folder: Path
) -> None:
    data = "\ufeffElvin Sinagov was arrested.\r\n".encode("utf-16")
    extracted = extract(data, file_name="..\\..\\etc/pass\x00wd.txt")
    row = intake.stage(
        session, folder, extracted, by=make.account(session), at=make.AT, of=None, url=None, shelf_mark=None
    )
    assert row.how == "uploaded as passwd.txt"
    assert row.text == "Elvin Sinagov was arrested.\n"
    assert archive.read(folder, row.bytes_sha256) == data


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("report.pdf", "report.pdf"), ("../../etc/passwd", "passwd"), ("C:\\Users\\x\\a.docx", "a.docx"),
        ("\u202efdp.exe", "fdp.exe"), ("a\nb\x00.txt", "ab.txt"), ("x" * 5000 + ".pdf", "x" * 96 + ".pdf"),
        ("/", "a file"), ("", "a file"), (None, "a file"), ("\x00", "a file"), ("\ud800.txt", ".txt"),
    ],
)  # fmt: skip
def test_the_name_of_a_file_is_written_down_in_plain_letters(name: str | None, plain: str) -> None:
    assert plain_name(name) == plain


@pytest.mark.parametrize("said", [{"url": "http://["}, {"shelf_mark": "a\x00b"}])
def test_what_cannot_be_kept_is_refused_at_its_field_and_nothing_is_archived(
    session: Session, folder: Path, said: dict[str, str]
) -> None:
    (field,) = said
    with pytest.raises(Refused, match=f"^{field}: "):
        captured(session, folder, **said)
    assert kept(folder) == []


def test_a_twin_is_offered_before_anything_is_kept(session: Session, folder: Path) -> None:
    make.source(session, text="one\ntwo")
    with pytest.raises(AlreadyHere, match=r"^text: This text is already here as S-0001\.") as refused:
        captured(session, folder, " one\r\ntwo\n")
    assert refused.value.twin.source.reference == "S-0001"
    assert kept(folder) == []


def test_a_file_with_the_bytes_of_a_version_is_its_twin_whatever_is_read_from_it(
    session: Session, folder: Path
) -> None:
    confirmed(session, folder, captured(session, folder, "one"))
    extracted = replace(read_pasted("another reading"), original=b"one", file_name="one.txt")
    said = {"by": make.account(session), "at": make.AT, "of": None, "url": None, "shelf_mark": None}
    with pytest.raises(AlreadyHere, match=r"^file: This text is already here as S-0001\."):
        intake.stage(session, folder, extracted, **said)


def test_no_account_fills_the_disk_and_nor_do_all_together(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quotas, "WAITING", 12)
    first = captured(session, folder, "one text")
    assert captured(session, folder, "one text") is first
    with pytest.raises(Refused, match=r"^text: 1 of your texts, 0 MB, wait already\."):
        captured(session, folder, "another")
    rafa = make.account(session, "Rafa", Role.REVIEWER)
    captured(session, folder, "another", by=rafa)
    assert sorted(kept(folder)) == [b"another", b"one text"]
    with pytest.raises(Refused, match=r"^text: The archive holds the 0 MB that it may\."):
        captured(session, folder, "more", by=rafa, archived=18)
    intake.discard(session, folder, first)
    captured(session, folder, "more", by=rafa, archived=18)
    captured(session, folder, "another one")
    assert sorted(kept(folder)) == [b"another", b"another one", b"more"]


def test_bringing_the_same_in_twice_leaves_one_that_waits(session: Session, folder: Path) -> None:
    first = captured(session, folder, "one")
    again = captured(session, folder, "one", url=ADDRESS)
    assert again is first
    assert first.found["url"] == ADDRESS
    other = captured(session, folder, "one", by=make.account(session, "Rafa", Role.REVIEWER))
    assert other is not first


def test_only_who_brought_it_in_and_administrators_see_what_waits(session: Session, folder: Path) -> None:
    clara, rafa, ada = (
        make.account(session, name, role)
        for name, role in (("Clara", Role.CURATOR), ("Rafa", Role.REVIEWER), ("Ada", Role.ADMIN))
    )
    row = captured(session, folder)
    for who, seen in ((clara, [row]), (rafa, []), (ada, [row])):
        assert list(intake.waiting(session, to=who)) == seen
        assert intake.capture(session, row.id, to=who) is (row if seen else None)


def test_what_is_confirmed_is_a_source_with_its_text_and_waits_no_longer(
    session: Session, folder: Path
) -> None:
    row = captured(session, folder, "Elvin Sinagov.\r\n")
    which = confirmed(session, folder, row)
    session.commit()
    (version,) = which.versions
    assert (which.reference, which.title, version.number) == ("S-0001", "A letter", 1)
    assert (version.text, version.text_length, version.extractor) == ("Elvin Sinagov.", 14, row.extractor)
    assert archive.read(folder, version.bytes_sha256 or "") == b"Elvin Sinagov.\r\n"
    assert session.scalars(select(Capture)).all() == []


def test_pages_are_kept_and_every_passage_knows_its_own(session: Session, folder: Path) -> None:
    row = captured(session, folder, "First page.\n\nSecond page.\n\nThird.")
    row.page_starts = [0, 13, 27]
    version = confirmed(session, folder, row).versions[0]
    assert [(page.number, page.start) for page in session.scalars(select(SourcePage))] == [
        (1, 0), (2, 13), (3, 27),
    ]  # fmt: skip
    for words, page in (("First", 1), ("page.\n\nSecond", 1), ("Second page.", 2), ("Third.", 3)):
        start = (version.text or "").index(words)
        span = Span(start, start + len(words))
        assert edit(session, passages.fix_passage, version, span).page == page


def test_a_text_without_pages_has_none(session: Session, folder: Path) -> None:
    version = confirmed(session, folder, captured(session, folder, "A letter.")).versions[0]
    assert edit(session, passages.fix_passage, version, Span(2, 8)).page is None


def test_a_text_that_became_a_source_meanwhile_is_not_confirmed_again(session: Session, folder: Path) -> None:
    row = captured(session, folder)
    make.source(session)
    with pytest.raises(AlreadyHere, match=r"^text: This text is already here as S-0001\."):
        confirmed(session, folder, row)
    assert len(session.scalars(select(SourceVersion)).all()) == 1


def test_at_the_address_of_another_source_a_person_says_what_it_is(session: Session, folder: Path) -> None:
    make.source(session, text="The first wording.", url=ADDRESS)
    row = captured(session, folder, "The second wording.")
    with pytest.raises(Refused, match="^url: S-0001 has this address"):
        confirmed(session, folder, row, url=f"{ADDRESS}/#top")
    assert confirmed(session, folder, row, url=f"{ADDRESS}/#top", another=True).reference == "S-0002"


def test_it_can_become_the_next_version_of_that_source(session: Session, folder: Path) -> None:
    which = make.source(session, text="The first wording.", url=ADDRESS)
    row = captured(session, folder, "The second wording.", url=ADDRESS)
    intake.as_version(session, row, of=which)
    version = edit(session, intake_confirmation.confirm_version, row, folder, of=which)
    session.commit()
    assert (version.source, version.number, version.text) == (which, 2, "The second wording.")
    assert [one.text for one in which.versions] == ["The first wording.", "The second wording."]
    assert session.scalars(select(Capture)).all() == []


def test_a_source_without_text_gets_its_first_version(session: Session, folder: Path) -> None:
    which = make.described_source(session, shelf_mark="Box 5")
    assert which.versions == []
    row = captured(session, folder, "A transcript.", of=which)
    assert edit(session, intake_confirmation.confirm_version, row, folder, of=which).number == 1


def test_a_new_version_is_compared_with_what_is_cited_from_older_ones(session: Session, folder: Path) -> None:
    passage = make.evidence(session).passage
    person = make.person(session, evidence=make.evidence(session, "Elvin Sinagov"))
    make.status(session, person, evidence=Evidence(passage))
    row = captured(session, folder, f"Corrected. {make.TEXT}", of=passage.source_version.source)
    version = edit(session, intake_confirmation.confirm_version, row, folder, of=row.source)
    assert passage in [comparison.passage for comparison in comparisons.comparisons(session, version)]


def test_what_lost_its_bytes_is_not_confirmed(session: Session, folder: Path) -> None:
    row = captured(session, folder)
    archive.path(folder, row.bytes_sha256).unlink()
    with pytest.raises(Refused, match="^text: Its bytes are no longer in the archive"):
        confirmed(session, folder, row)


def test_what_is_thrown_away_leaves_nothing(session: Session, folder: Path) -> None:
    intake.discard(session, folder, captured(session, folder))
    session.commit()
    assert session.scalars(select(Capture)).all() == []
    assert kept(folder) == []


def test_bytes_that_something_else_refers_to_stay(session: Session, folder: Path) -> None:
    rafa = make.account(session, "Rafa", Role.REVIEWER)
    mine, theirs = captured(session, folder, "one"), captured(session, folder, "one", by=rafa)
    intake.discard(session, folder, mine)
    assert kept(folder) == [b"one"]
    third = captured(session, folder, "one")
    confirmed(session, folder, theirs)
    intake.discard(session, folder, third)
    assert kept(folder) == [b"one"]


def test_words_that_a_machine_read_with_doubt_are_written_in_the_log(session: Session, folder: Path) -> None:
    pages = (ScannedPage("Elvin Sinagov", ((6, 13),)), ScannedPage("Later"))
    read = replace(read_pasted("Elvin Sinagov\n\nLater"), scan=Scan(("eng",), 2, pages), file_name="a.pdf")
    given = {"by": make.account(session), "at": make.AT, "url": None, "shelf_mark": None}
    source = confirmed(session, folder, intake.stage(session, folder, read, of=None, **given))
    assert custody_log.custody_of(session, source)[-1].how == "pasted; 1 words in doubt: Sinagov"
