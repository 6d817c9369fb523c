"""The seed files themselves: short quotations, and each at its place wherever the whole texts are at hand."""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seed.load import load
from tests.house.tree import ROOT
from tests.make import AT
from webapp.domain.checks import check
from webapp.models import Passage, SourceVersion

FILES = sorted((ROOT / "seed/data").glob("*.toml"))
# Whoever has the texts names their folder, or keeps them in a folder beside the checkout.
TEXTS = Path(os.environ.get("SEED_TEXTS") or ROOT.parent / "shared" / "sources")


def quotations(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every table with a quotation, however deep it lies."""
    if isinstance(value, dict):
        if "quote" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from quotations(part)


def test_there_are_five_texts() -> None:
    assert len(FILES) == 5


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_quotations_are_short_and_as_long_as_their_place(file: Path) -> None:
    found = list(quotations(tomllib.loads(file.read_text("utf-8"))))
    assert found
    assert [each for each in found if len(each["quote"]) > 350] == []
    assert [each for each in found if len(each["quote"]) != each["end"] - each["start"]] == []


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the whole texts are not here (SEED_TEXTS names their folder)")
def test_every_quotation_stands_in_its_text(session: Session) -> None:
    assert load(session, at=AT, texts=TEXTS).texts == 5
    session.commit()
    texts = dict(session.execute(select(SourceVersion.id, SourceVersion.text)).all())
    passages = session.scalars(select(Passage)).all()
    assert passages
    for passage in passages:
        text = texts[passage.source_version_id]
        assert text is not None
        assert text[passage.start : passage.end] == passage.exact
    assert list(check(session)) == []
