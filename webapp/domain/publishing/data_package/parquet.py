"""A table of the package as Apache Parquet, where the extra library for it is installed."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from importlib.util import find_spec
from itertools import islice
from tempfile import TemporaryFile
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.data_package.columns import Column
from webapp.domain.publishing.data_package.table_rows import read_table
from webapp.domain.visibility import Reader

_ROWS_AT_ONCE = 5_000
_BYTES_AT_ONCE = 1 << 16
# What a cell of the package holds, by the Frictionless type of its column.
_VALUES: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "boolean": "true".__eq__,
}


def is_installed() -> bool:
    """Tell whether the library that writes Parquet is there (the extra `parquet`)."""
    return find_spec("pyarrow") is not None


def table_parquet(
    session: Session, people_filter: PeopleFilter, *, name: str, to: Reader, today: date, public_url: str
) -> Iterator[bytes]:
    """Yield one table of the package as Parquet: days, instants, numbers and truths as such.

    An empty cell is null. Columns carry what they hold as `description`. The file is made in a temporary one,
    some thousand rows at a time. Raises KeyError where there is no table of this name, ImportError where the
    library is not installed.
    """
    from pyarrow import parquet

    table, rows = read_table(session, people_filter, name, to=to, today=today, public_url=public_url)
    schema, cells = _schema(table.columns), iter(rows)
    with TemporaryFile() as file:
        with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
            while batch := list(islice(cells, _ROWS_AT_ONCE)):
                writer.write_batch(_batch(table.columns, batch, schema))
        file.seek(0)
        while piece := file.read(_BYTES_AT_ONCE):
            yield piece


def _schema(columns: tuple[Column, ...]) -> Any:
    import pyarrow

    types = {
        "string": pyarrow.string(), "integer": pyarrow.int64(), "date": pyarrow.date32(),
        "datetime": pyarrow.timestamp("s", tz="UTC"), "boolean": pyarrow.bool_(),
    }  # fmt: skip
    return pyarrow.schema(
        pyarrow.field(column.name, types[column.type], metadata={"description": column.description})
        for column in columns
    )


def _batch(columns: tuple[Column, ...], rows: list[Sequence[str]], schema: Any) -> Any:
    import pyarrow

    values = (
        [_VALUES[column.type](row[place]) if row[place] else None for row in rows]
        for place, column in enumerate(columns)
    )
    arrays = [pyarrow.array(column, type=field.type) for column, field in zip(values, schema, strict=True)]
    return pyarrow.record_batch(arrays, schema=schema)
