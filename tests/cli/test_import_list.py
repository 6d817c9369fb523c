"""`habeas import`: a list becomes a source and its rows records, all of them or none."""

from contextlib import closing
from dataclasses import replace
from datetime import datetime, tzinfo
from itertools import count
from pathlib import Path
from sqlite3 import connect

import pytest
from sqlalchemy import make_url, select
from sqlalchemy.orm import Session

from tests import make
from tests.cli.conftest import Habeas
from tests.support.engines import on_sqlite
from tests.support.marked_workbook import marked_workbook
from tests.support.name_lists import unlike_names
from webapp.cli import list_recording
from webapp.domain.checks import check
from webapp.domain.history.recording import editing
from webapp.domain.imports.lists import likely_reading, list_table
from webapp.domain.imports.mappings import keep_mapping
from webapp.domain.sources import archive
from webapp.models import PersonSummary, Revision, Source
from webapp.vocab.accounts import Role
from webapp.vocab.claims import Audience
from webapp.vocab.liberty import Status

LIST = "Name,Status\nBahar Misallı,serving\nCeyhun Örnəkov,SIZO\nElvin Sınaqov,etap\n"


def file_of(folder: Path, text: str = LIST) -> str:
    """A file with a list."""
    file = folder / "list.csv"
    file.write_text(text, "utf-8")
    return str(file)


def held(session: Session) -> set[tuple[str, str]]:
    """Whom readers find, with the status."""
    rows = select(PersonSummary.name, PersonSummary.status).where(PersonSummary.audience == Audience.PUBLIC)
    people = {(name, status.value) for name, status in session.execute(rows)}
    # SQLite lets the command write again.
    session.rollback()
    return people


def test_a_row_that_is_refused_keeps_all_out_and_is_named(
    habeas: Habeas, session: Session, tmp_path: Path
) -> None:
    make.account(session, "Rita", Role.REVIEWER)
    session.commit()
    result = habeas("import", file_of(tmp_path))
    assert result.exit_code == 2
    assert "row 4, status: 'etap'" in result.stdout
    assert "1 refused" in result.stdout
    assert not held(session)
    assert not session.scalars(select(Source)).all()
    assert not list(archive.kept(tmp_path / "home" / "archive"))


@pytest.mark.parametrize("before_midnight", [1, 2])
def test_a_list_that_is_read_over_midnight_is_derived_as_of_one_day(
    habeas: Habeas, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before_midnight: int
) -> None:
    make.account(session, "Rita", Role.REVIEWER)
    session.commit()
    times = count()

    class Clock(datetime):
        """Some looks at it before midnight, all others after it."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            day = 3 if next(times) < before_midnight else 4
            return datetime(2026, 12, day, 0 if day == 4 else 23, 59, tzinfo=tz)

    monkeypatch.setattr(list_recording, "datetime", Clock)
    assert habeas("import", file_of(tmp_path, "Name,Status\nBahar Misallı,serving\n")).exit_code == 0
    assert held(session) == {("Bahar Misallı", "imprisoned")}
    assert [*check(session)] == []


def test_a_mapping_says_what_words_mean_and_whom_rows_mean(
    habeas: Habeas, session: Session, tmp_path: Path
) -> None:
    reference = make.person(session, "Bahar Misalli").reference
    make.account(session, "Rita", Role.REVIEWER)
    session.commit()
    mapping = tmp_path / "map.toml"
    mapping.write_text(f'[statuses]\netap = "imprisoned"\n[rows]\n2 = "{reference}"\n', "utf-8")
    file = file_of(tmp_path)
    dry = habeas("import", file, "--by", "Rita", "--map", str(mapping), "--dry-run")
    assert (dry.exit_code, held(session)) == (0, {("Bahar Misalli", "not_stated")})
    result = habeas("import", file, "--by", "Rita", "--map", str(mapping))
    assert result.exit_code == 0
    assert "3 rows, 2 of somebody new" in result.stdout
    assert result.stderr.split() == ["Reading", "Recording"]
    assert held(session) == {
        ("Bahar Misalli", "imprisoned"), ("Ceyhun Örnəkov", "pretrial_detention"),
        ("Elvin Sınaqov", "imprisoned"),
    }  # fmt: skip
    # Also the history, of a source that had no key yet when its rows were made ready.
    assert [*check(session)] == []
    about = session.scalars(select(Revision.about_id).where(Revision.table_name == "passage")).all()
    assert set(about) == set(session.scalars(select(Source.id)))


@on_sqlite
def test_what_was_written_waits_in_no_log_for_whoever_saves_next(
    habeas: Habeas, session: Session, url: str
) -> None:
    make.account(session, "Rita", Role.REVIEWER)
    rows = "".join(f"{name},serving\n" for name in unlike_names(9))
    reference = make.source(session, "A list that is here", f"Name,Status\n{rows}").reference
    session.commit()
    assert habeas("import", reference, "--by", "Rita").exit_code == 0
    file = make_url(url).database
    with closing(connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as without_log:
        assert without_log.execute("SELECT count(*) FROM person").fetchone() == (9,)


def test_what_cannot_be_used_is_told_in_one_line(habeas: Habeas, session: Session, tmp_path: Path) -> None:
    make.account(session, "Rita", Role.REVIEWER)
    make.account(session, "Clara")
    session.commit()
    file = file_of(tmp_path)
    broken = tmp_path / "map.toml"
    broken.write_text("[statuses\n", "utf-8")
    for arguments, message in (
        ([file], "--by NAME"),
        ([file, "--by", "Nobody"], "no account named Nobody"),
        ([file, "--by", "Rita", "--date", "31.02.2024"], "--date"),
        ([file, "--by", "Rita", "--map", str(broken)], "no TOML"),
        ([str(tmp_path / "nothing.csv"), "--by", "Rita"], "No such file"),
    ):
        result = habeas("import", *arguments)
        assert result.exit_code == 1
        assert message in result.stderr
        assert "Traceback" not in result.stderr


def test_a_list_is_read_as_lists_of_its_shape_were_before(
    habeas: Habeas, session: Session, tmp_path: Path
) -> None:
    account = make.account(session, "Rita", Role.REVIEWER)
    version = make.source(session, "Their last list", LIST).versions[0]
    table = list_table(version)
    statuses = {"etap": Status.IMPRISONED}
    reading = replace(likely_reading(version, table, table.fields), statuses=statuses)
    with editing(session, by=account, reason="Kept", at=make.AT):
        keep_mapping(session, source=version.source, table=table, reading=reading, title="Monthly list")
    session.commit()
    file = file_of(tmp_path, LIST.replace("Elvin", "Elvin Vagif"))
    unknown = habeas("import", file, "--by", "Rita", "--as", "Weekly list")
    assert "No mapping named Weekly list" in unknown.stderr
    assert habeas("import", file, "--by", "Rita", "--as", "Monthly list").exit_code == 0
    assert ("Elvin Vagif Sınaqov", "imprisoned") in held(session)


def test_rows_that_the_file_marks_wait_until_the_mapping_says_what_it_means(
    habeas: Habeas, session: Session, tmp_path: Path
) -> None:
    make.account(session, "Rita", Role.REVIEWER)
    session.commit()
    file, mapping = tmp_path / "list.xlsx", tmp_path / "map.toml"
    file.write_bytes(marked_workbook())
    result = habeas("import", str(file), "--by", "Rita")
    assert result.exit_code == 2
    assert "struck out in the file; say under [marks] in the mapping" in result.stdout
    assert not held(session)
    mapping.write_text('[marks]\nstruck = "left_out"\nhidden_row = "as_it_stands"\nmerged = "for_all"\n')
    result = habeas("import", str(file), "--by", "Rita", "--map", str(mapping))
    assert (result.exit_code, "3 rows, 3 of somebody new" in result.stdout) == (0, True)
    assert {name for name, _ in held(session)} == {"Bahar Misallı", "Elvin Sınaqov", "Turan Qaralamalı"}


LONG = "Name,Status\n" + "".join(f"{name},serving\n" for name in unlike_names(5))


def test_a_list_too_long_for_a_source_becomes_several_and_goes_on_where_it_stopped(
    habeas: Habeas, session: Session, tmp_path: Path
) -> None:
    make.account(session, "Rita", Role.REVIEWER)
    session.commit()
    # A cell that begins on one line and ends on the next is of one row, which no part is cut through.
    names = [line.partition(",")[0] for line in LONG.splitlines()[1:]]
    text = LONG.replace(f"{names[1]},serving", f'"{names[1]}","serv\ning"')
    stopped = habeas("import", file_of(tmp_path, text), "--parts-of", 2)
    assert stopped.exit_code == 2
    assert "Part 1 of 3, from row 2 on:" in stopped.stdout
    assert "row 3, status: 'serv\\ning'" in stopped.stdout
    assert not held(session)
    with_a_word = LONG.replace(f"{names[4]},serving", f"{names[4]},etap")
    stopped = habeas("import", file_of(tmp_path, with_a_word), "--parts-of", 2)
    assert "row 6, status: 'etap'" in stopped.stdout
    assert (stopped.exit_code, len(held(session))) == (2, 4)
    ended = habeas("import", file_of(tmp_path, LONG), "--parts-of", 2)
    assert (ended.exit_code, ended.stdout.count("It is passed over.")) == (0, 2)
    assert held(session) == {(name, "imprisoned") for name in names}
    titles = session.scalars(select(Source.title).order_by(Source.title)).all()
    assert titles == [f"list.csv ({place} of 3)" for place in (1, 2, 3)]
    assert [*check(session)] == []


@on_sqlite
def test_rows_of_a_long_list_are_decided_by_their_numbers_in_the_whole_of_it(
    habeas: Habeas, session: Session, tmp_path: Path
) -> None:
    make.account(session, "Rita", Role.REVIEWER)
    make.person(session, "Elvin Sınaqov")
    session.commit()
    mapping = tmp_path / "map.toml"
    mapping.write_text('[rows]\n4 = "left_out"\n', "utf-8")
    text = LIST.replace("etap", "serving")
    file = file_of(tmp_path, text)
    arguments = ("import", file, "--by", "Rita", "--dry-run")
    waiting = habeas(*arguments, "--parts-of", 2)
    assert (waiting.exit_code, "row 4, name: 'Elvin Sınaqov'" in waiting.stdout) == (2, True)
    assert habeas(*arguments, "--parts-of", 2, "--map", mapping).exit_code == 0
    # More lines than a source may have rows are a long list by themselves.
    file_of(tmp_path, text + "\n" * 200_000)
    assert "Part 1 of 1" in habeas(*arguments).stdout


def test_a_long_list_that_cannot_be_cut_is_refused_in_one_line(
    habeas: Habeas, session: Session, tmp_path: Path
) -> None:
    make.account(session, "Rita", Role.REVIEWER)
    session.commit()
    file = tmp_path / "list.csv"
    for content, message in (
        (LIST.replace("ə", "e").encode("cp1254"), "UTF-8"),
        (LIST.partition("\n")[2].encode(), "must name its columns"),
        (f'Name,Status\n"Bahar Misallı,{"x" * 200_000}\n'.encode(), "quotation mark"),
    ):  # fmt: skip
        file.write_bytes(content)
        result = habeas("import", file, "--parts-of", 2)
        assert (result.exit_code, message in result.stderr, "Traceback" in result.stderr) == (1, True, False)
