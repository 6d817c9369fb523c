"""Numbered issues as they are handed out: what was frozen, but for the lines that are withheld since."""

from codecs import BOM_UTF8
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.people.printed_names import NameWords, name_words, prints_any, where_named
from webapp.domain.publishing.csv_writer import lines as written_lines
from webapp.domain.publishing.issue_cells import CAUSE, FIRST_CONTRACT, Cells, cells_of, written_rows
from webapp.domain.publishing.withholdings import Withheld, withheld_now
from webapp.domain.read_model.csv_words import SEPARATOR
from webapp.domain.text.formula_escape import unescaped
from webapp.models import ListIssue, Withholding

# What stands where words are left out.
LEFT_OUT = "…"
# A line is somebody's by these cells, whoever else is called so.
_OWN_CELLS = frozenset({"reference", "name", "other_names", "record_url"})
_QUOTATION = frozenset({"quote", "citation_url"})


@dataclass(frozen=True)
class FrozenFile:
    """A file as it was frozen, known by its hash."""

    sha256: str
    file: bytes = field(compare=False, repr=False)


@dataclass(frozen=True)
class Rendering:
    """A frozen file as it is handed out, and the lines that are withheld or, in part, left out."""

    file: bytes
    withheld: list[Cells]
    cut: list[Cells]


class PublicIssue:
    """A numbered issue as everybody may read it: no door is given another."""

    def __init__(self, frozen: ListIssue, withheld: Withheld) -> None:
        self._frozen, self._withheld = frozen, withheld
        self.number, self.as_of, self.made_at = frozen.number, frozen.as_of, frozen.made_at
        # Of the whole, as it was frozen.
        self.people, self.sha256 = frozen.people, frozen.sha256

    @property
    def title(self) -> str:
        """The title; left out where it names somebody whose line is withheld."""
        return self._unless_naming(self._frozen.title)

    @property
    def note(self) -> str | None:
        """The note; left out where it names somebody whose line is withheld."""
        return self._frozen.note and self._unless_naming(self._frozen.note)

    @property
    def filter(self) -> str:
        """The query string of the list; the name that it asks for would tell who is withheld."""
        if not self._withheld.references:
            return self._frozen.filter
        pairs = parse_qsl(self._frozen.filter)
        hidden = bool(self.withheld) or any(self._named_in(typed) for name, typed in pairs if name == "q")
        return urlencode([(name, LEFT_OUT if name == "q" and hidden else value) for name, value in pairs])

    @property
    def file(self) -> bytes:
        """The file, each of its lines byte by byte as it was frozen, but for what is left out."""
        return self._rendering.file

    @property
    def file_sha256(self) -> str:
        """The hash of the file as it is handed out."""
        return sha256(self.file).hexdigest() if self._withheld.references else self.sha256

    @property
    def lines(self) -> dict[str, Cells]:
        """The people of the file by reference, each with the cells."""
        return cells_of(self.file)

    @property
    def withheld(self) -> list[Cells]:
        """The lines that are withheld: for those alone who may review."""
        return self._rendering.withheld

    @property
    def cut(self) -> list[Cells]:
        """The lines of others of which words are left out, whole: for those alone who may review."""
        return self._rendering.cut

    @property
    def departed(self) -> dict[str, Cells | None]:
        """What was public at the freezing of those of the issue before who are not in it, or are free."""
        rows = {
            reference: dict(zip(FIRST_CONTRACT, row, strict=True)) if isinstance(row, list) else row
            for reference, row in self._frozen.departed.items()
        }
        hidden = self._withheld.references
        return {
            reference: None if row is None or row["reference"] in hidden else self._without_names(row)
            for reference, row in rows.items()
            if reference not in hidden
        }

    @property
    def causes(self) -> dict[str, str]:
        """Why people left between the issue before and this one; the first issues hold no cause."""
        return {key: row[CAUSE] for key, row in self.departed.items() if row and row.get(CAUSE)}

    @cached_property
    def _rendering(self) -> Rendering:
        if not self._withheld.references:
            return Rendering(self._frozen.file, [], [])
        return _rendered(FrozenFile(self.sha256, self._frozen.file), self._withheld)

    @cached_property
    def _names(self) -> Sequence[NameWords]:
        return _names_in(self._frozen.file, self._withheld)

    def _named_in(self, text: str) -> bool:
        return prints_any(text, self._names)

    def _unless_naming(self, text: str) -> str:
        return LEFT_OUT if self._withheld.references and self._named_in(text) else text

    def _without_names(self, cells: Cells) -> Cells:
        emptied = _naming(cells, self._names) if self._withheld.references else set()
        return {name: "" if name in emptied else cell for name, cell in cells.items()}


# A large file takes a second to go through, and strangers ask for it.
@lru_cache(4)
def _rendered(frozen: FrozenFile, hidden: Withheld) -> Rendering:
    text, names = frozen.file.removeprefix(BOM_UTF8).decode("utf-8"), _names_in(frozen.file, hidden)
    withheld, cut, kept = list[Cells](), list[Cells](), list[str]()
    # Hardly any line names somebody withheld, and most are not looked at closely.
    place = where_named(text, names)
    rows = written_rows(text)
    columns, heading = next(rows)
    reference = columns.index("reference")
    for row, line in rows:
        if row[reference] in hidden.references:
            withheld.append(_cells(columns, row))
        elif place and place.search(line) and (emptied := _naming(_cells(columns, row), names)):
            cut.append(_cells(columns, row))
            left = [("" if name in emptied else cell) for name, cell in zip(columns, row, strict=True)]
            kept.append(written_lines([left]).decode())
        else:
            kept.append(line)
    mark = BOM_UTF8 if frozen.file.startswith(BOM_UTF8) else b""
    return Rendering(mark + "".join([heading, *kept]).encode(), withheld, cut)


def _names_in(file: bytes, hidden: Withheld) -> Sequence[NameWords]:
    """Return the names of those who are withheld: today's, and those in a frozen file."""
    people = cells_of(file)
    lines = [people[key] for key in hidden.references & people.keys()]
    names = [name for row in lines for name in (row["name"], *row["other_names"].split(SEPARATOR))]
    return (*hidden.names, *name_words(names))


def _naming(cells: Cells, names: Sequence[NameWords]) -> set[str]:
    """Return which cells of another's line name somebody withheld; a quotation goes with its address."""
    others = {name: cell for name, cell in cells.items() if name not in _OWN_CELLS and cell}
    naming = {name for name, cell in others.items() if prints_any(cell, names)}
    return naming | _QUOTATION if naming & _QUOTATION else naming


def _cells(columns: Sequence[str], row: Sequence[str]) -> Cells:
    return dict(zip(columns, map(unescaped, row), strict=True))


def last_changes(session: Session) -> tuple[int | None, UUID | None]:
    """Return the number of the newest issue and the newest withholding: history tells of neither."""
    newest = session.scalar(select(func.max(ListIssue.number)))
    acts = select(Withholding.id).order_by(Withholding.at.desc(), Withholding.id.desc())
    return newest, session.scalar(acts.limit(1))


def issues(session: Session, *, most: int | None = None) -> list[PublicIssue]:
    """Return issues as they are handed out, the newest first: all, or `most`."""
    hidden = withheld_now(session)
    rows = session.scalars(select(ListIssue).order_by(ListIssue.number.desc()).limit(most))
    return [PublicIssue(row, hidden) for row in rows]


def issue(session: Session, number: int) -> PublicIssue | None:
    """Return the issue of a number as it is handed out, or None."""
    row = session.scalar(select(ListIssue).where(ListIssue.number == number))
    return None if row is None else PublicIssue(row, withheld_now(session))


def issues_without(session: Session, hidden: Withheld) -> list[PublicIssue]:
    """Return the issues of which something is left out if these alone are withheld, the newest first."""
    rows = session.scalars(select(ListIssue).order_by(ListIssue.number.desc()))
    rendered = (PublicIssue(row, hidden) for row in rows)
    return [row for row in rendered if row.withheld or row.cut]
