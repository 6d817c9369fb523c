"""Whatever a list holds, in whatever order: it is read or refused with a reason, and no row is lost."""

import csv
import io
from functools import cache
from itertools import chain

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_of, table_of
from webapp.domain.refusals import Refused
from webapp.domain.text.canonical_text import canonical
from webapp.domain.text.word_lists import word_lists

SIGNS = ("", "", "-", "—", "***", "(2)", "-//-", "x", "1.", "№", "?", "a\nb", '"', "44561", "31.12.2021")
NAMES = ("Bahar Misallı", "Выдуманов Пётр", "Sample, Otto", "Ceyhun Örnəkov (b. 1985)", "ÖRNEK Ali")
DAYS = ("2021-02-30", "12/31/2021", "с 2020 по 2022", "мая 2023", "Nov '22", "2020–2023", "in 2024", "n/a")
REST = ("ст. 207.3 ч. 2", "5 лет и 3 мес.", "Prison No. 4:", "Released in May 2024 (3)", "34 года", "yes")


@cache
def words() -> list[str]:
    """Every word of the lists by which lists are read, in order."""
    return sorted(set(chain.from_iterable(chain.from_iterable(map(_of, word_lists("list_words").values())))))


def _of(words_by_code: dict[str, list[str]]) -> list[list[str]]:
    return list(words_by_code.values())


PRINTED = st.sampled_from([*NAMES, *DAYS, *REST])
CELLS = st.one_of(st.sampled_from(SIGNS), PRINTED, st.deferred(lambda: st.sampled_from(words())))
TABLES = st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=12)


@on_sqlite
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TABLES, st.sampled_from(",;\t"))
def test_what_is_made_of_words_of_lists_is_read_or_refused_and_no_row_is_lost(
    session: Session, table: list[list[str]], delimiter: str
) -> None:
    lines = io.StringIO()
    csv.writer(lines, delimiter=delimiter, lineterminator="\n").writerows(table)
    nested = session.begin_nested()
    try:
        text = canonical("text", lines.getvalue().strip()).text
        rows = rows_of(session, text)
        assert [row.row for row in rows] == table_of(text).rows
    except Refused as refused:
        reason = refused.translated()
        assert reason
    finally:
        nested.rollback()
