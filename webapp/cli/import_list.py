"""`habeas import`: the rows of a list that is a source already, or of a file that becomes one."""

import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click
from sqlalchemy.orm import Session

from webapp.cli.database import opened, require_derived
from webapp.cli.list_parts import ROWS_OF_PART, is_long, parts_of, record_parts
from webapp.cli.list_recording import ListToRecord, record_list
from webapp.cli.returned_export import NOTHING_WRITTEN, bring_back
from webapp.domain.accounts import accounts
from webapp.domain.accounts.home_rules import state_of_new_claims
from webapp.domain.history.recording import editing
from webapp.domain.imports import lists, mappings
from webapp.domain.imports.headers import plain
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.table import MOST_ROWS
from webapp.domain.sources import sources
from webapp.domain.sources.description import SourceDescription
from webapp.domain.sources.extraction.extracted_text import Extracted, extract
from webapp.domain.visibility import CURATOR
from webapp.models import Account, SourceVersion, writing
from webapp.settings import read_settings
from webapp.vocab.accounts import Role, allows
from webapp.vocab.claims import Visibility
from webapp.vocab.dates.edtf import BadDate
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.imports import ListField, MarkAnswer, MarkKind
from webapp.vocab.liberty import Status
from webapp.vocab.sources import Reliability, SourceKind
from webapp.vocab.words import Word

W = TypeVar("W", bound=Word)


@click.command("import")
@click.argument("file", metavar="FILE")
@click.option("--by", metavar="NAME", help="The account that brings it in; needed where several may write.")
@click.option("--title", metavar="TITLE", help="What the list is called; by default the name of the file.")
@click.option("--date", "date", metavar="DATE", help="Of when the list is, as EDTF or in words.")
@click.option(
    "--map", "mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="A TOML file: [columns] HEADER = field, [statuses] WORD = status, [rows] NUMBER = reference, new or"
    " left_out, [marks] struck = as_it_stands or left_out.",
)  # fmt: skip
@click.option("--as", "kept", metavar="NAME", help="Read it as lists of its columns were, by a kept name.")
@click.option("--stale", is_flag=True, help="Of our own export, take also rows changed here since.")
@click.option(
    "--parts-of", "part_rows", type=click.IntRange(1, MOST_ROWS - 1), metavar="ROWS",
    help="Make a source of each so many rows of a CSV, written by itself.",
)
@click.option("--dry-run", is_flag=True, help="Say what becomes of each row, and write nothing.")
def import_list(
    file: str, by: str | None, title: str | None, date: str | None, mapping: Path | None, kept: str | None,
    stale: bool, part_rows: int | None, dry_run: bool,
) -> None:
    """Bring in a list: FILE, or the reference of a source whose text is one. All of its rows, or none.

    A CSV of more rows than one source may have becomes several, one after the other: all rows of each, or
    none. Brought in again, it goes on where it stopped.

    Of our own export the changed cells are recorded, each on the words of a source: the columns
    evidence_source and evidence_quote of the file give its reference and its words.
    """
    settings, at = read_settings(), datetime.now(UTC)
    words, day = _words(mapping), _day(date)
    with opened(settings.database_url) as engine:
        # Who stands there already is looked for in what is derived.
        require_derived(engine)
        with Session(writing(engine)) as session:
            account = _account(session, by)
            reason = f"List: {title or file}"[:1000]
            source = sources.source(session, file, to=CURATOR)
            how_read, called = partial(_how_read, words, kept), title or Path(file).name
            order = ListToRecord(None, source.id if source else None, account.id, reason, how_read, dry_run)
            if source is None and not part_rows and not is_long(Path(file)):
                extracted = _extracted(file)
                if lists.begins_as_own_export(extracted.text):
                    table = lists.table_in(extracted.text, at.date())
                    state = state_of_new_claims(session, account)
                    with editing(session, by=account, reason=reason, at=at):
                        bring_back(
                            session, table, at=at, public_url=settings.public_url, state=state, stale=stale,
                            dry_run=dry_run,
                        )  # fmt: skip
                    session.commit()
                    return
                order = replace(order, file=(extracted, _description(called, day)))
        if order.file or order.source_id:
            is_whole = record_list(engine, settings.home, order)
        else:
            parts = _parts(Path(file), part_rows or ROWS_OF_PART, order, _description(called, day))
            is_whole = record_parts(engine, settings.home, parts)
    sys.exit(0 if is_whole else NOTHING_WRITTEN)


def _parts(
    path: Path, rows: int, order: ListToRecord, whole: SourceDescription
) -> Iterator[ListToRecord]:
    """Yield the parts of a long list, each of which becomes a source of its own."""
    number = sum(1 for _ in parts_of(path, rows))
    for place, part in enumerate(parts_of(path, rows), start=1):
        click.echo(f"Part {place} of {number}, from row {part.rows_before + 2} on:")
        described = replace(whole, title=f"{whole.title} ({place} of {number})")
        file = extract(part.content, file_name=path.name), described
        yield replace(order, file=file, rows_before=part.rows_before)


def _how_read(
    words: Mapping[str, Any],
    kept: str | None,
    session: Session,
    version: SourceVersion,
    table: lists.ListTable,
) -> tuple[ListReading, dict[int, str]]:
    return _reading(version, table, words, _mapping(session, table, kept)), _decisions(words)


def _words(mapping: Path | None) -> Mapping[str, Any]:
    try:
        return tomllib.loads(mapping.read_text("utf-8")) if mapping else {}
    except ValueError as error:
        raise click.ClickException(f"{mapping} is no TOML: {error}") from error


def _day(date: str | None) -> PartialDate | None:
    try:
        return PartialDate.read(date) if date else None
    except BadDate as error:
        raise click.ClickException(f"--date: {error}") from error


def _account(session: Session, name: str | None) -> Account:
    """Return the account that brings a list in, or the only one that may write."""
    if name is None:
        writers = [account for account in accounts.accounts(session) if _may_write(account)]
        if len(writers) != 1:
            raise click.ClickException("Say with --by NAME which account brings the list in.")
        return writers[0]
    account = accounts.account_by_name(session, name)
    if account is None or not _may_write(account):
        raise click.ClickException(f"There is no account named {name} that may write.")
    return account


def _may_write(account: Account) -> bool:
    return account.active and allows(account.role, Role.CURATOR)


def _extracted(file: str) -> Extracted:
    path = Path(file)
    return extract(path.read_bytes(), file_name=path.name)


def _description(title: str, date: PartialDate | None) -> SourceDescription:
    return SourceDescription(
        title=title, kind=SourceKind.OTHER, publisher=None, authors=None, language=None, date=date, url=None,
        archive_url=None, shelf_mark=None, reliability=Reliability.CANNOT_BE_JUDGED,
        visibility=Visibility.PUBLIC, note=None,
    )  # fmt: skip


def _mapping(session: Session, table: lists.ListTable, title: str | None) -> mappings.KeptReading | None:
    """Return the mapping of a name. Raises ClickException where there is none for these columns."""
    if title is None:
        return None
    row = mappings.mapping_named(session, title)
    if row is None or not mappings.fits(row, table):
        raise click.ClickException(f"No mapping named {title} is kept for lists with these columns.")
    return mappings.mapping_of(row)


def _reading(
    version: SourceVersion,
    table: lists.ListTable,
    words: Mapping[str, Any],
    known: mappings.KeptReading | None,
) -> ListReading:
    """Return how a list is read: as it was before or as its headers say, but for what the file says.

    Raises ClickException for a field or a status that is none.
    """
    columns = {plain(header): _code(ListField, field) for header, field in words.get("columns", {}).items()}
    header = table.header
    headers = [plain(header.cell(place).text) if header else "" for place in range(table.width)]
    guesses = known.fields if known else table.fields
    fields = (columns.get(header, guess) for header, guess in zip(headers, guesses, strict=True))
    reading = lists.likely_reading(version, table, fields)
    statuses = {
        plain(word): _code(Status, status) if status else None
        for word, status in words.get("statuses", {}).items()
    }
    marks = {_code(MarkKind, kind): _code(MarkAnswer, code) for kind, code in words.get("marks", {}).items()}
    statuses = {**reading.statuses, **(known.statuses if known else {}), **statuses}
    return replace(reading, statuses=statuses, marks=marks)


def _code(kind: type[W], code: object) -> W:
    try:
        return kind(str(code))
    except ValueError:
        raise click.ClickException(f"“{code}” is none of: {', '.join(kind)}.") from None


def _decisions(words: Mapping[str, Any]) -> dict[int, str]:
    rows = words.get("rows", {})
    return {int(number): str(reference) for number, reference in rows.items() if str(number).isdecimal()}
