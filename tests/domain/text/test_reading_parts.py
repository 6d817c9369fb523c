"""A long text is read in parts: nothing is lost between them, and no word is cut where a space is near."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.text.reading_parts import part_number, reading_parts

LINE = "Of Elvin Sinagov it says that he was arrested.\n"


@given(st.text(alphabet="ab \n", max_size=400), st.integers(min_value=4, max_value=60))
def test_the_parts_of_any_text_join_to_it_and_are_short(text: str, size: int) -> None:
    parts = reading_parts(text, size=size)
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert all(part.end - part.start <= size for part in parts)
    assert all(part.start < part.end for part in parts) or text == ""


@given(st.text(alphabet="ab \n", min_size=1, max_size=400), st.integers(min_value=4, max_value=60), st.data())
def test_each_place_lies_in_the_part_of_its_number(text: str, size: int, data: st.DataObject) -> None:
    parts, place = reading_parts(text, size=size), data.draw(st.integers(0, len(text)))
    part = parts[part_number(parts, place) - 1]
    assert part.start <= place < part.end or place == len(text) == part.end


def test_a_part_ends_after_a_paragraph_where_one_ends_near_its_end_else_after_a_line_or_word() -> None:
    paragraphs = "\n".join([LINE * 8, LINE * 8])
    assert reading_parts(paragraphs, size=len(LINE) * 9)[0].end == len(LINE) * 8 + 1
    lines = LINE * 10
    assert reading_parts(lines, size=len(LINE) * 9 + 5)[0].end == len(LINE) * 9
    words = "word " * 100
    assert reading_parts(words, size=203)[0].end == 200
    assert reading_parts("x" * 10, size=4)[0].end == 4


def test_a_text_of_a_few_pages_is_one_part() -> None:
    assert len(reading_parts(LINE * 400)) == 1
    assert len(reading_parts(LINE * 1000)) > 1


def test_a_long_table_is_read_a_few_dozen_rows_at_a_time_and_no_row_is_cut() -> None:
    row = "Elvin Sinagov,imprisoned,2024-05-03,Colony 5\n"
    parts = reading_parts(row * 2000)
    assert all(part.end % len(row) == 0 for part in parts)
    assert {(part.end - part.start) // len(row) for part in parts[:-1]} <= set(range(50, 120))
