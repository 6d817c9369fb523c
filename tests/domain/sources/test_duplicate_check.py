"""Twins: what is here already is found by its bytes, its text, or its web address however it is written."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.sources.duplicate_check import AlreadyHere, at_address, normalised, of_text
from webapp.models import Source, writing

ADDRESS = "https://example.org/news/2024?id=7&page=2"


@pytest.mark.parametrize(
    "same",
    [
        "http://example.org/news/2024?id=7&page=2",
        "https://www.example.org/news/2024/?id=7&page=2",
        "HTTPS://Example.ORG:443/news/2024?id=7&page=2#comments",
        "http://example.org:80/news/2024?page=2&id=7",
        "https://example.org./news/2024?id=7&page=2&utm_source=x&UTM_Medium=y&fbclid=abc&gclid=d",
        "https://example.org/news/%32024?id=%37&page=2",
        "  https://example.org/news/2024?id=7&page=2\n",
    ],
)
def test_two_spellings_of_one_address_are_one(same: str) -> None:
    assert normalised(same) == normalised(ADDRESS)


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/news/2024?id=8&page=2",
        "https://example.org/news/2024?id=7",
        "https://example.org/news/2025?id=7&page=2",
        "https://example.org:8443/news/2024?id=7&page=2",
        "https://example.net/news/2024?id=7&page=2",
        "https://sub.example.org/news/2024?id=7&page=2",
        "https://example.org/News/2024?id=7&page=2",
    ],
)
def test_another_address_is_another(other: str) -> None:
    assert normalised(other) != normalised(ADDRESS)


@pytest.mark.parametrize(
    "typed",
    ["", "http://[", "http://[::1", "http://x:99999/", "http://x:y/", "ftp://example.org/", "mailto:a", "/x"],
)
def test_what_is_no_web_address_is_nobody_s_twin(typed: str) -> None:
    assert normalised(typed) is None


@given(st.text(max_size=60))
def test_whatever_is_typed_has_a_normal_form_or_none(typed: str) -> None:
    for url in (typed, f"http://{typed}", f"https://example.org/{typed}"):
        once = normalised(url)
        assert once is None or isinstance(once, str)


def test_a_source_is_found_by_its_address(session: Session) -> None:
    make.source(session, "Without", "One.")
    first = make.source(session, "First", "Two.", url=ADDRESS)
    make.source(session, "Second", "Three.", url=ADDRESS.replace("https", "http"))
    make.source(session, "Another", "Four.", url="https://example.org/other")
    assert at_address(session, "http://www.example.org/news/2024/?page=2&id=7&utm_id=1#top") is first
    for nothing in (
        None,
        "",
        "http://[",
        "https://example.org/news",
        "https://example_org/news/2024?id=7&page=2",
    ):
        assert at_address(session, nothing) is None


def test_a_text_is_found_in_any_version_of_any_source(session: Session) -> None:
    which = make.source(session, "First", "one")
    newer = make.version(session, which, "two")
    assert of_text(session, newer.text_sha256) is newer
    with pytest.raises(
        AlreadyHere, match=r"^text: This text is already here as S-0001, version 2\."
    ) as refused:
        make.source(session, "Second", "two")
    assert refused.value.twin is newer


def test_two_who_add_one_text_at_once_make_one_source(engine: Engine) -> None:
    with Session(writing(engine)) as session:
        make.source(session, "Before", "before")
        session.commit()
    both = Barrier(2)

    def add(title: str) -> bool:
        with Session(writing(engine)) as session:
            both.wait()
            try:
                make.source(session, title, "The same words.")
                session.commit()
            except (AlreadyHere, IntegrityError):
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        added = list(pool.map(add, ("One", "Two")))
    assert sorted(added) == [False, True]
    with Session(engine) as session:
        assert len(session.scalars(select(Source)).all()) == 2
