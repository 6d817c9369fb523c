"""Cutting a text at the boundaries of passages, names, pages and paragraphs."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.citing.people_mentioned import Mention
from webapp.domain.text.quote_location import Span
from webapp.models import Passage, Person, SourcePage
from webapp.web.presenters.marked_text import Marks, paragraphs

TEXTS = st.text(alphabet="ab \n\u0301🚲ə", min_size=1, max_size=30)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, Marks]:
    """Draw a text, passages of it that overlap in any way, names that do not, pages and an open span."""
    text = draw(TEXTS)
    place = st.integers(0, len(text))
    span = st.tuples(place, place).map(sorted).map(tuple).filter(lambda span: span[0] < span[1])
    passages = [
        Passage(start=start, end=end, exact=text[start:end]) for start, end in draw(st.sets(span, max_size=6))
    ]
    edges = sorted(draw(st.sets(place, max_size=6)))
    names = [
        Mention(start=start, end=end, printed=text[start:end], people=(Person(reference="P-0001"),))
        for start, end in zip(edges[::2], edges[1::2], strict=False)
    ]
    starts = sorted(draw(st.sets(st.integers(0, len(text) - 1), max_size=3)))
    pages = [SourcePage(number=number, start=start) for number, start in enumerate(starts, start=1)]
    return text, Marks(passages, names, pages, Span(*draw(span)) if draw(st.booleans()) else None)


@given(marked_texts())
def test_the_pieces_joined_are_the_text_and_everything_is_marked_where_it_stands(
    drawn: tuple[str, Marks],
) -> None:
    text, marks = drawn
    found = [piece for paragraph in paragraphs(text, marks) for piece in paragraph]
    assert "".join(piece.text for piece in found) == text
    assert sorted(id(one) for piece in found for one in piece.begins) == sorted(map(id, marks.passages))
    assert [number for piece in found for number in piece.pages] == [page.number for page in marks.pages]
    place = 0
    for piece in found:
        assert piece.start == place
        assert all(one.start == place for one in piece.begins)
        assert {id(p) for p in piece.covering} == {id(p) for p in marks.passages if p.start <= place < p.end}
        lengths = [one.end - one.start for one in piece.covering]
        assert lengths == sorted(lengths)
        assert piece.innermost is (piece.covering[0] if piece.covering else None)
        assert bool(piece.people) == any(one.start <= place < one.end for one in marks.names)
        assert piece.now == (marks.now is not None and marks.now.start <= place < marks.now.end)
        assert all(marks.pages[number - 1].start == place for number in piece.pages)
        place += len(piece.text)


@given(TEXTS)
def test_a_paragraph_ends_after_the_blank_lines_that_follow_it(text: str) -> None:
    found = ["".join(piece.text for piece in paragraph) for paragraph in paragraphs(text, Marks())]
    assert "".join(found) == text
    for one in found[:-1]:
        assert one.endswith("\n")
        assert one[: one.rfind("\n")].rstrip(" ").endswith("\n")
    for one in found[1:]:
        assert not one.startswith("\n")
