"""Columns that are called by a status and hold ticks, or yes and no, laid out as one column of statuses."""

import re
from collections.abc import Sequence

from webapp.domain.imports.cells.status_days import status_and_day
from webapp.domain.imports.cells.status_sequences import last_status
from webapp.domain.imports.cells.status_words import (
    DOUBT,
    guessed_status,
    most_precise,
    names_political,
    says_in_prison,
)
from webapp.domain.imports.column_contents import tell_status
from webapp.domain.imports.columns import guessed_fields
from webapp.domain.imports.headers import held_since, known_words, plain
from webapp.domain.imports.shapes.added_columns import STATUS_ANSWERED, width_of, with_column
from webapp.domain.imports.shapes.periods import is_day
from webapp.domain.imports.table import Cell, TableRow, column_texts
from webapp.vocab.imports import ListField
from webapp.vocab.liberty import DEATHS, ENDINGS, Status

_TICKS = frozenset({"x", "х", "v", "1", "1.0", "●", "•", "■", "☑", "☒", "√", "*"})
_ANSWERABLE = frozenset({ListField.NOTHING, ListField.ARRESTED_ON, ListField.RELEASED_ON})
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_ENDED = DEATHS | ENDINGS | {Status.EXILED}
_BETWEEN = ": "
_LONGEST = 300
_BLANK = frozenset({"", "-", "–", "—", "−"})


def with_answers(header: TableRow, rows: list[TableRow]) -> tuple[TableRow, list[TableRow]]:
    """Return a header and its rows with a last column of the status that is ticked, or answered with yes.

    As they are where another column tells a status. Of an answer no the words are those of both, as in
    `In custody?: no`.
    """
    width = width_of(header, rows)
    fields = guessed_fields(header, width)
    columns = [column for column in range(width) if fields[column] in _ANSWERABLE]
    statuses = {column: status for column in columns if (status := _status_in(header.cell(column).text))}
    answered = [column for column in statuses if _are_answers(column_texts(rows, column))]
    statuses = {column: statuses[column] for column in answered}
    others = [column for column in columns if column not in statuses and fields[column] is ListField.NOTHING]
    # A column of releases alone is read by itself, with a yes or a no.
    of_releases = {fields[column] for column in statuses} <= {ListField.RELEASED_ON}
    is_stated = ListField.STATUS in fields or of_releases
    if not statuses or is_stated or any(tell_status(column_texts(rows, column)) for column in others):
        return header, rows
    headers = {column: header.cell(column).text for column in statuses}
    answers = [_answer(row, statuses, headers) for row in rows]
    return with_column(header, rows, STATUS_ANSWERED, answers) if any(answers) else (header, rows)


def with_held_since(header: TableRow, rows: list[TableRow]) -> tuple[TableRow, list[TableRow]]:
    """Return a header and its rows with a last column of who is in prison, where one asks since when.

    As they are where a column tells a status or a release.
    """
    fields = guessed_fields(header, width_of(header, rows))
    words = {place: held_since(cell.text) for place, cell in enumerate(header.cells)}
    column = next((place for place, known in words.items() if known), None)
    if column is None or {ListField.STATUS, ListField.RELEASED_ON} & {*fields}:
        return header, rows
    cells = [row.cell(column) for row in rows]
    held = [
        cell._replace(text=words[column]) if is_day(cell.text) and not _has_ended(row) else None
        for cell, row in zip(cells, rows, strict=True)
    ]  # fmt: skip
    return with_column(header, rows, STATUS_ANSWERED, held)


def _has_ended(row: TableRow) -> bool:
    """Tell whether another cell of a row says that its person was freed, went abroad or died."""
    texts = [cell.text for cell in row.cells if 0 < len(cell.text) <= _LONGEST]
    return any(last_status(status_and_day(text)[0]) in _ENDED for text in texts)


def answered_status(words: str) -> Status | None:
    """Return what the answer no to a question of being held means: at liberty; None of other words."""
    question, between, answer = words.rpartition(_BETWEEN)
    is_no = bool(between) and _says(answer) == "no"
    return Status.AT_LIBERTY if is_no and _asks_if_held(question) else None


def _answer(row: TableRow, statuses: dict[int, Status], headers: dict[int, str]) -> Cell | None:
    answers = {column: _says(row.cell(column).text) for column in statuses}
    ticked = [column for column, answer in answers.items() if answer == "yes"]
    if len(ticked) > 1:
        ticked = _last(ticked, statuses)
    if ticked:
        cell = row.cell(ticked[0])
        # In doubt, where two of them cannot both be so.
        text = " / ".join(_question(headers[column]) for column in ticked)
        return cell._replace(text=text if len(ticked) == 1 else f"{text}?")
    denied = (column for column in answers if answers[column] == "no" and _asks_if_held(headers[column]))
    column = next(denied, None)
    if column is None:
        return None
    cell = row.cell(column)
    return cell._replace(text=f"{_question(headers[column])}{_BETWEEN}{cell.text}")


def _last(ticked: list[int], statuses: dict[int, Status]) -> list[int]:
    """Return of several ticks that which the others say less of, or which comes after them; else all."""
    status = most_precise({statuses[column] for column in ticked})
    ended = [column for column in ticked if statuses[column] in _ENDED]
    if status is None and len(ended) == 1:
        status = statuses[ended[0]]
    own = [column for column in ticked if statuses[column] is status]
    return own[:1] or ticked


def _status_in(header: str) -> Status | None:
    question = _question(header)
    return None if names_political(question) else guessed_status(question)


def _question(header: str) -> str:
    """Return the words for a status of a header such as `Still in custody (y/n)?`."""
    words = DOUBT.sub(" ", _IN_BRACKETS.sub(" ", header)).replace("¿", " ").split()
    return " ".join(word for word in words if plain(word) not in known_words("beside_a_question"))


def _asks_if_held(header: str) -> bool:
    """Tell whether a header asks if somebody is held: who is not on remand may have been convicted."""
    question = _question(header)
    return says_in_prison(question) or guessed_status(question) is Status.ARRESTED


def _are_answers(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text not in _BLANK]
    return bool(filled) and all(map(_says, filled))


def _says(text: str) -> str:
    """Return yes or no as a cell says it; empty of one that says more, or nothing."""
    return "yes" if text.casefold() in _TICKS else known_words("yes_or_no").get(plain(text) or text, "")
