"""`habeas import`: the rows of a list that is a source already, or of a file that becomes one."""

import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from sqlalchemy.orm import Session

from webapp.cli.database import opened
from webapp.cli.returned_export import NOTHING_WRITTEN, bring_back
from webapp.domain.accounts import accounts
from webapp.domain.accounts.home_rules import state_of_new_claims
from webapp.domain.history.recording import editing
from webapp.domain.imports import lists, mappings
from webapp.domain.imports.columns import plain
from webapp.domain.imports.marks import marked_table
from webapp.domain.imports.recording import record_rows
from webapp.domain.imports.row_marks import QUESTIONS
from webapp.domain.imports.rows import ListRow, read_rows
from webapp.domain.imports.statements import ListReading
from webapp.domain.sources import intake, intake_confirmation, sources, versions
from webapp.domain.sources.description import SourceDescription
from webapp.domain.sources.extraction.extracted_text import Extracted, extract
from webapp.domain.visibility import CURATOR
from webapp.models import Account, SourceVersion, writing
from webapp.settings import read_settings
from webapp.vocab.accounts import Role, allows
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.dates.edtf import BadDate
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.imports import ListField, MarkAnswer, MarkKind, RowOutcome
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
@click.option("--dry-run", is_flag=True, help="Say what becomes of each row, and write nothing.")
def import_list(
    file: str, by: str | None, title: str | None, date: str | None, mapping: Path | None, kept: str | None,
    stale: bool, dry_run: bool,
) -> None:
    """Bring in a list: FILE, or the reference of a source whose text is one. All of its rows, or none.

    Of our own export the changed cells are recorded, each on the words of a source: the columns
    evidence_source and evidence_quote of the file give its reference and its words.
    """
    settings, at = read_settings(), datetime.now(UTC)
    words, day = _words(mapping), _day(date)
    archive = settings.home / "archive"
    with opened(settings.database_url) as engine, Session(writing(engine)) as session:
        account = _account(session, by)
        state = state_of_new_claims(session, account)
        with editing(session, by=account, reason=f"List: {title or file}"[:1000], at=at):
            extracted = _extracted(session, file)
            if extracted is not None and lists.begins_as_own_export(extracted.text):
                table, address = lists.table_in(extracted.text), settings.public_url
                bring_back(
                    session, table, at=at, public_url=address, state=state, stale=stale, dry_run=dry_run
                )
            else:
                version = _version(session, file, extracted, title, day, account, at, archive)
                _bring_in(session, version, words, kept, archive, state, dry_run)
        session.commit()


def _bring_in(
    session: Session,
    version: SourceVersion,
    words: Mapping[str, Any],
    kept: str | None,
    archive: Path,
    state: ClaimState,
    dry_run: bool,
) -> None:
    """Record the rows of a list; the process ends where nothing is to be written."""
    table = marked_table(version, lists.list_table(version), archive)
    if table.marks_unread:
        click.echo(table.marks_unread)
    known = _mapping(session, table, kept)
    reading, decisions = _reading(version, table, words, known), _decisions(words)
    read = read_rows(session, version, table.rows, reading, decisions=decisions)
    rows = list(_with_progress(read, len(table.rows), "Reading"))
    for line in _report(rows):
        click.echo(line)
    left_out = sum(row.waits for row in rows)
    if dry_run or left_out:
        digest = version.bytes_sha256
        session.rollback()
        if digest is not None:
            intake.remove_unused(session, archive, digest)
        sys.exit(NOTHING_WRITTEN if left_out else 0)
    written = _with_progress(rows, len(rows), "Recording")
    recorded = record_rows(session, version, written, state=state)
    reference = version.source.reference
    click.echo(f"Recorded from {reference}: {recorded.rows} rows, {recorded.new} of somebody new.")


def _with_progress(rows: Iterable[ListRow], length: int, label: str) -> Iterator[ListRow]:
    with click.progressbar(rows, length=length, label=label, file=sys.stderr) as bar:
        yield from bar


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


def _extracted(session: Session, file: str) -> Extracted | None:
    """Return what a file holds; None for the reference of a source."""
    if sources.source(session, file, to=CURATOR) is not None:
        return None
    path = Path(file)
    return extract(path.read_bytes(), file_name=path.name)


def _version(
    session: Session,
    file: str,
    extracted: Extracted | None,
    title: str | None,
    date: PartialDate | None,
    account: Account,
    at: datetime,
    folder: Path,
) -> SourceVersion:
    """Return the version of a source by its reference, or of a new source made of a file."""
    source = sources.source(session, file, to=CURATOR)
    if source is not None:
        version = versions.newest_version(session, source)
        if version is None or version.text is None:
            raise click.ClickException(f"The text of {source.reference} is not archived.")
        return version
    assert extracted is not None
    capture = intake.stage(session, folder, extracted, by=account, at=at, of=None, url=None, shelf_mark=None)
    description = SourceDescription(
        title=title or Path(file).name, kind=SourceKind.OTHER, publisher=None, authors=None, language=None,
        date=date, url=None, archive_url=None, shelf_mark=None,
        reliability=Reliability.CANNOT_BE_JUDGED, visibility=Visibility.PUBLIC, note=None,
    )  # fmt: skip
    added = intake_confirmation.confirm_source(
        session, capture, folder, description=description, another=False
    )
    return added.versions[0]


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


def _report(rows: list[ListRow]) -> Iterator[str]:
    """Yield a line for each cell that is refused and each row that asks, and one with all counts."""
    for row in rows:
        for problem in row.problems:
            yield f"row {row.row.number}, {problem.field}: {problem.text!r}: {problem.refused.translated()}"
        for kind in row.questions:
            answers = " or ".join(QUESTIONS[kind])
            yield (
                f"row {row.row.number}: {row.name!r}: {kind.label} in the file; say under [marks] in the"
                f" mapping: {kind} = {answers}"
            )
        if row.outcome is RowOutcome.ASK:
            people = ", ".join(f"{hit.person.name} ({hit.person.reference})" for hit in row.candidates)
            yield f"row {row.row.number}, name: {row.name!r}: may be {people or 'the same as an earlier row'}"
    counts = lists.outcome_counts(rows)
    yield ", ".join(f"{number} {outcome}" for outcome, number in counts.items())
