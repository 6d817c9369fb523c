"""`python -m seed`: the seed without the rest of Habeas."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from seed.__main__ import database_url, main
from webapp.models import Person
from webapp.settings import read_settings


def test_it_loads_the_seed_into_the_database_that_the_environment_names(
    engine: Engine, url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HABEAS_DATABASE_URL", url)
    assert main([]) is None
    assert capsys.readouterr().out == "5 sources, 23 organizations, 17 people, 220 claims, 0 texts\n"
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 17


def test_it_names_what_is_to_be_done_to_a_database_that_was_never_migrated(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HABEAS_DATABASE_URL", empty_url)
    assert "habeas upgrade" in str(main([]))


def test_it_tells_in_one_line_that_a_folder_or_a_database_is_not_there(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HABEAS_DATABASE_URL", url)
    assert "nowhere" in str(main(["--texts", str(tmp_path / "nowhere")]))
    monkeypatch.setenv("HABEAS_DATABASE_URL", f"sqlite:///{tmp_path}/nowhere/habeas.sqlite3")
    assert str(main([])).startswith("The database cannot be opened: ")


def test_it_finds_the_same_database_as_the_habeas_command(tmp_path: Path) -> None:
    for environment in ({"HABEAS_HOME": str(tmp_path)}, {"HABEAS_DATABASE_URL": "sqlite:///elsewhere.sqlite"}):
        settings = read_settings({"HABEAS_HOME": str(tmp_path), **environment})
        assert database_url(environment) == settings.database_url
