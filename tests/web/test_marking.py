"""Cutting a text at the boundaries of passages."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.models import Passage
from webapp.web.marking import pieces

TEXTS = st.text(alphabet="ab \n🚲ə", min_size=1, max_size=30)


@st.composite
def cited_texts(draw: st.DrawFn) -> tuple[str, list[Passage]]:
    """Draw a text and passages of it that overlap in any way, no two of them the same."""
    text = draw(TEXTS)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = draw(st.sets(places.map(sorted).map(tuple).filter(lambda span: span[0] < span[1]), max_size=6))
    return text, [Passage(start=start, end=end, exact=text[start:end]) for start, end in spans]


@given(cited_texts())
def test_the_pieces_joined_are_the_text_and_each_passage_is_marked_where_it_stands(
    cited: tuple[str, list[Passage]],
) -> None:
    text, passages = cited
    found = pieces(text, passages)
    assert "".join(piece.text for piece in found) == text
    assert sorted(id(one) for piece in found for one in piece.begins) == sorted(map(id, passages))
    place = 0
    for piece in found:
        assert all(one.start == place for one in piece.begins)
        covering = [one for one in passages if one.start <= place < one.end]
        shortest = min((one.end - one.start for one in covering), default=None)
        inner = piece.innermost
        assert (inner.end - inner.start if inner else None) == shortest
        assert inner is None or inner in covering
        place += len(piece.text)
