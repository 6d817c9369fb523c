"""Sources: one canonical text each, kept once, and attached only where it is the very text that was cited."""

from dataclasses import replace
from hashlib import sha256
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from webapp.domain.refusals import Refused, Stale
from webapp.domain.retiring import retire_record
from webapp.domain.sources import sources, versions
from webapp.domain.sources.description import SourceDescription
from webapp.domain.sources.versions import attach_text
from webapp.domain.text.canonical_text import canonical
from webapp.domain.visibility import CURATOR, INTERNAL, PUBLIC
from webapp.models import Revision, Source
from webapp.vocab.claims import Visibility
from webapp.vocab.people import PublicationState
from webapp.vocab.sources import Reliability, SourceKind

DESCRIPTION = SourceDescription(
    title="A letter", kind=SourceKind.STATEMENT, publisher=None, authors="A. Relative", language="az",
    date=None, url="https://example.org/letter", archive_url=None, shelf_mark=None, note=None,
    reliability=Reliability.CANNOT_BE_JUDGED, visibility=Visibility.PUBLIC,
)  # fmt: skip


@pytest.mark.parametrize(
    ("collected", "text"),
    [
        ("\ufeffElvin", "Elvin"),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("Se\u0301ance", "S\u00e9ance"),
        ("  two  spaces\u00a0stay \t", "  two  spaces\u00a0stay \t"),
        ("a \ufeff inside", "a \ufeff inside"),
        ("\u200eright\u202e marks", "\u200eright\u202e marks"),
        ("ﬁ ² ½ Å", "ﬁ ² ½ Å"),
    ],
)
def test_a_text_is_brought_into_one_form_and_changed_no_further(collected: str, text: str) -> None:
    read = canonical("text", collected)
    assert read.text == text
    assert read.sha256 == sha256(text.encode()).hexdigest()
    assert read.length == len(text)


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
def test_the_canonical_form_is_its_own(collected: str) -> None:
    try:
        read = canonical("text", collected)
    except Refused:
        return
    assert canonical("text", read.text).text in (read.text, read.text.removeprefix("\ufeff"))
    assert read.text == normalize("NFC", read.text)
    assert "\r" not in read.text


def test_what_was_pasted_loses_the_blank_around_it_only() -> None:
    assert canonical("text", "\n\n  one\n\n two \n", trim=True).text == "one\n\n two"


@pytest.mark.parametrize("blank", [None, "", " \n\t", "\ufeff", "\u00a0"])
def test_a_blank_is_no_text(blank: str | None) -> None:
    with pytest.raises(Refused, match=r"^text: There is no text\."):
        canonical("text", blank)


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\ud83d"])
def test_what_is_no_text_is_refused(char: str) -> None:
    with pytest.raises(Refused, match=f"^text: .*U\\+{ord(char):04X}"):
        canonical("text", f"Elvin {char}")


def test_a_text_has_a_million_bytes_at_most() -> None:
    assert canonical("text", "ə" * 500_000).length == 500_000
    with pytest.raises(Refused, match="^text: The text is longer than a million bytes"):
        canonical("text", "ə" * 500_001)


def test_a_source_is_kept_with_its_text_and_who_collected_it(session: Session) -> None:
    which = make.source(session, " A  letter ", " Elvin\r\nSinagov. ")
    version = which.versions[0]
    assert (which.reference, which.title) == ("S-0001", "A letter")
    assert (version.number, version.text, version.text_length) == (1, "Elvin\nSinagov.", 14)
    assert version.text_sha256 == sha256(b"Elvin\nSinagov.").hexdigest()
    assert (version.retrieved_by_id, version.retrieved_at) == (make.account(session).id, make.AT)


def test_a_source_is_not_trusted_before_somebody_grades_it(session: Session) -> None:
    assert make.source(session).reliability is Reliability.CANNOT_BE_JUDGED


@pytest.mark.parametrize("twin", ["one\ntwo", " one\r\ntwo\n"])
def test_a_text_that_is_here_already_is_refused_by_its_reference(session: Session, twin: str) -> None:
    make.source(session, "First", "one\ntwo")
    with pytest.raises(Refused, match=r"^text: This text is already here as S-0001\."):
        make.source(session, "Second", twin)
    with pytest.raises(Refused, match="^text_sha256: This text is already here as S-0001"):
        make.cited_source(session, "Third", "one\ntwo")


def test_a_text_that_is_known_by_its_hash_is_a_twin_too(session: Session) -> None:
    make.cited_source(session, "First", "one\ntwo")
    with pytest.raises(Refused, match="^text: This text is already here as S-0001"):
        make.source(session, "Second", "one\ntwo")


def test_the_text_of_a_cited_source_is_attached_where_it_is_the_very_text(session: Session) -> None:
    version = make.cited_source(session).versions[0]
    assert version.text is None
    assert sources.archived(session, to=PUBLIC) == set()
    edit(session, attach_text, version, text=make.TEXT)
    session.commit()
    session.expire_all()
    assert version.text == make.TEXT
    assert sources.archived(session, to=PUBLIC) == {version.source_id}


@pytest.mark.parametrize("end", ["", "\n", "\r\n\r\n"])
@pytest.mark.parametrize("kept", ["", "\n"])
def test_a_line_break_lost_or_gained_in_pasting_does_not_matter(
    session: Session, end: str, kept: str
) -> None:
    version = make.cited_source(session, text=f"one\ntwo{kept}").versions[0]
    edit(session, attach_text, version, text=f"\ufeffone\r\ntwo{end}")
    assert version.text == f"one\ntwo{kept}"


@pytest.mark.parametrize("other", [make.TEXT[:-1], make.TEXT + " ", make.TEXT.replace("2023", "2024")])
def test_another_text_is_not_attached(session: Session, other: str) -> None:
    version = make.cited_source(session).versions[0]
    with pytest.raises(Refused, match="^text: This is another text: its SHA-256 differs"):
        edit(session, attach_text, version, text=other)
    assert version.text is None


def test_a_text_in_which_a_cited_passage_stands_elsewhere_is_not_attached(session: Session) -> None:
    which = make.cited_source(session)
    make.cited(session, which, "Ayla Numunali was arrested", 0)
    with pytest.raises(Refused, match="^text: It differs from the passage cited from 0 to 26: “Ayla"):
        edit(session, attach_text, which.versions[0], text=make.TEXT)


def test_attaching_a_text_twice_changes_nothing(session: Session) -> None:
    version = make.source(session).versions[0]
    before = len(session.scalars(select(Revision)).all())
    edit(session, attach_text, version, text=make.TEXT)
    assert len(session.scalars(select(Revision)).all()) == before


def test_a_source_s_description_is_corrected_and_never_its_text(session: Session) -> None:
    which = make.source(session)
    edit(session, sources.revise_source, which, version=1, description=DESCRIPTION)
    session.commit()
    assert (which.title, which.authors, which.url, which.version) == (
        "A letter", "A. Relative", "https://example.org/letter", 2,
    )  # fmt: skip
    assert which.versions[0].text == make.TEXT
    with pytest.raises(Stale):
        edit(session, sources.revise_source, which, version=1, description=DESCRIPTION)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": " "}, "title"), ({"language": "Azerbaijani"}, "language"), ({"url": "example.org"}, "url"),
        ({"archive_url": "javascript:x"}, "archive_url"), ({"note": "a\x00b"}, "note"),
        ({"authors": "a\nb"}, "authors"), ({"shelf_mark": "a\u202eb"}, "shelf_mark"),
    ],
)  # fmt: skip
def test_a_description_is_refused_at_its_field(session: Session, said: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused, match=f"^{field}: "):
        edit(session, sources.add_source, text="Some text.", description=replace(DESCRIPTION, **said))


def test_a_retired_source_is_offered_no_longer_and_stays_open(session: Session) -> None:
    which, other = make.source(session), make.source(session, "A letter", "A letter.")
    edit(session, retire_record, which, version=which.version)
    assert which.state is PublicationState.RETIRED
    assert sources.sources(session, to=CURATOR, offered=True) == [other]
    assert sources.sources(session, to=PUBLIC) == [other, which]
    assert sources.source(session, "s1", to=PUBLIC) is which


def test_a_source_is_open_to_those_who_may_see_it(session: Session) -> None:
    public, internal, restricted = rows = [
        make.source(session, seen_by, f"{seen_by}.", visibility=seen_by) for seen_by in Visibility
    ]
    for reader, open_ones in (
        (PUBLIC, [public]), (INTERNAL, [internal, public]), (CURATOR, [restricted, internal, public]),
    ):  # fmt: skip
        assert sources.sources(session, to=reader) == open_ones
        found = [sources.source(session, row.reference, to=reader) for row in rows]
        assert [row for row in reversed(found) if row] == open_ones
        assert sources.archived(session, to=reader) == {row.id for row in open_ones}


def test_the_newest_version_is_the_one_to_cite(session: Session) -> None:
    which: Source = make.source(session, text="one")
    read = canonical("text", "two")
    newer = edit(
        session, versions.add_version, which, text_sha256=read.sha256, text_length=3, text="two",
        bytes_sha256=None, media_type="text/plain", extractor="by hand",
    )  # fmt: skip
    assert newer.number == 2
    assert versions.newest_version(session, which) is newer
