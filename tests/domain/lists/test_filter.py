"""The filter of the people list is its address: what is asked can be kept, sent and asked again."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.filter_values import LONGEST_QUERY
from webapp.domain.refusals import Refused
from webapp.vocab.liberty import DetentionLength, Held, Status
from webapp.vocab.people import Occupation, PublicationState, Sex

FIELDS = ("held", "status", "occupation", "organization", "sex", "source", "state")


def several(words: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(words, max_size=4, unique=True).map(tuple)


def references(prefix: str) -> st.SearchStrategy[tuple[str, ...]]:
    return several(st.integers(1, 99_999).map(lambda number: f"{prefix}-{number:04d}"))


FILTERS = st.builds(
    PeopleFilter,
    q=st.text(st.characters(exclude_categories=("Cs",)), max_size=LONGEST_QUERY).map(str.strip),
    held=several(st.sampled_from([word.value for word in Held])),
    status=several(st.sampled_from([word.value for word in Status])),
    occupation=several(st.sampled_from([word.value for word in Occupation])),
    organization=references("O"),
    sex=several(st.sampled_from([word.value for word in Sex])),
    source=references("S"),
    state=several(st.sampled_from([word.value for word in PublicationState])),
    charge=several(st.sampled_from(["206 CC AZ 2000", "206.3.2 CC AZ 2000", "not_stated"])),
    taken_in=several(st.sampled_from(["2023-11", "less_precise"])),
    released_in=several(st.sampled_from(["2023-11", "2024-02"])),
    as_of=st.none() | st.dates(),
    broad=st.booleans(),
)
LASTING = st.builds(
    PeopleFilter, length=several(st.sampled_from([word.value for word in DetentionLength])), as_of=st.dates()
)


@given(FILTERS | LASTING)
def test_a_filter_is_read_back_from_its_query_string(people_filter: PeopleFilter) -> None:
    assert PeopleFilter.read(people_filter.query()) == people_filter
    assert PeopleFilter.read("?" + people_filter.query()) == people_filter
    assert PeopleFilter.read(parse_qsl(people_filter.query())) == people_filter


@given(FILTERS)
def test_one_filter_has_one_address(people_filter: PeopleFilter) -> None:
    pairs = parse_qsl(people_filter.query())
    by_field = sorted(pairs, key=lambda pair: -ord(pair[0][-1]))
    assert PeopleFilter.read(by_field).query() == people_filter.query()


def test_no_filter_is_no_query_string() -> None:
    assert PeopleFilter().query() == ""
    assert PeopleFilter.read("") == PeopleFilter()


@pytest.mark.parametrize("query", ["held=", "held=%20", "q=%20%20", "after=ali+P-0002&size=9", "=", "&"])
def test_empty_values_and_other_parameters_ask_for_nothing(query: str) -> None:
    assert PeopleFilter.read(query) == PeopleFilter()


@pytest.mark.parametrize("field", ["held", "status", "occupation", "sex", "state"])
@pytest.mark.parametrize("word", ["maybe", "HELD", "yes'--", "ja", "\x00", "x" * 500])
def test_a_word_that_no_list_holds_is_refused_at_its_parameter(field: str, word: str) -> None:
    with pytest.raises(Refused, match=f"^{field}: .* is not a word of this list") as refused:
        PeopleFilter.read([(field, word)])
    assert refused.value.values["value"] == word[:60]


@pytest.mark.parametrize("field", ["organization", "source"])
@pytest.mark.parametrize("word", ["union", "O-", "O-0", "X-0001", "O-0001 OR 1=1", "O-" + "1" * 40])
def test_what_is_no_reference_is_refused_at_its_parameter(field: str, word: str) -> None:
    with pytest.raises(Refused, match=f"^{field}: .* is not a reference"):
        PeopleFilter.read([(field, word)])


@pytest.mark.parametrize("typed", ["O-0012", "o-12", "o12", " O0012 ", "O-١٢", "O-１２"])
def test_a_reference_may_be_typed_as_people_write_it(typed: str) -> None:
    assert PeopleFilter.read([("organization", typed)]).organization == ("O-0012",)


def test_a_value_asked_for_twice_is_asked_for_once() -> None:
    assert PeopleFilter.read("held=yes&held=no&held=yes").held == ("yes", "no")


def test_a_name_longer_than_any_is_cut_and_a_longer_filter_is_refused() -> None:
    assert PeopleFilter.read([("q", "a" * 9000)]).q == "a" * LONGEST_QUERY
    with pytest.raises(Refused, match="^q: This filter is too long"):
        PeopleFilter.read("q=" + "a" * 10_000)


@given(FILTERS, st.sampled_from(FIELDS))
def test_a_value_toggled_twice_leaves_the_filter_as_it_was(people_filter: PeopleFilter, field: str) -> None:
    value = "O-100000" if field in ("organization", "source") else "new"
    added = people_filter.toggled(field, value)
    assert getattr(added, field) == (*getattr(people_filter, field), value)
    assert added.toggled(field, value) == people_filter
    assert [getattr(added, other) for other in FIELDS if other != field] == [
        getattr(people_filter, other) for other in FIELDS if other != field
    ]


@given(FILTERS, st.sampled_from(("q", *FIELDS)))
def test_taking_one_field_away_leaves_all_others(people_filter: PeopleFilter, field: str) -> None:
    opened = people_filter.without(field)
    assert not getattr(opened, field)
    for other in ("q", *FIELDS):
        assert other == field or getattr(opened, other) == getattr(people_filter, other)


@pytest.mark.parametrize("typed", ["2024-02-20", "20.02.2024", "20 February 2024", "20 fevral 2024"])
def test_a_day_is_typed_as_everywhere(typed: str) -> None:
    people_filter = PeopleFilter.read([("as_of", typed), ("known_on", typed)])
    assert people_filter.query() == "as_of=2024-02-20&known_on=2024-02-20"


@pytest.mark.parametrize(
    "typed", ["2024", "2024-13-01", "2023-02-29", "yesterday", "2024-01-01?", "March 2024", "0000-01-01"]
)
def test_what_is_no_day_is_refused_at_its_parameter(typed: str) -> None:
    with pytest.raises(Refused, match="^as_of: "):
        PeopleFilter.read([("as_of", typed)])


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("length=under_1_year", "length: How long somebody was held is asked as of a day"),
        ("charge=theft", "charge: “theft” is no provision"),
        ("taken_in=2023-13", "taken_in: “2023-13” is no month"),
        ("released_in=soon", "released_in: “soon” is no month"),
    ],
)
def test_what_the_statistics_ask_for_is_refused_at_its_parameter(query: str, wrong: str) -> None:
    with pytest.raises(Refused, match=f"^{wrong}"):
        PeopleFilter.read(query)
