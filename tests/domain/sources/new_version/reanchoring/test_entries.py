"""A passage without a name belongs to the person whom its entry names, however far above the name stands."""

from collections import Counter
from random import Random

import pytest

from tests.support.mutated_entries import LAYOUTS, PEOPLE, SENTENCES, Entries, lengthened, renamed, rewrapped
from webapp.domain.sources.new_version.reanchoring import Reanchoring
from webapp.domain.text.name_folding import fold
from webapp.domain.text.quote_location import Span
from webapp.vocab.comparisons import Verdict


def same(entries: Entries, of: frozenset[int], *, recorded: bool = True) -> list[bool]:
    """Whether each passage of some entries is carried, as that of people who are `recorded` or of nobody."""
    people = [person for name in entries.names for person, names in PEOPLE.items() if name in names]
    reanchoring = Reanchoring(entries.old, entries.new, {person: PEOPLE[person] for person in people})
    about = [frozenset({person} if recorded else ()) for person in people]
    cited = [(span, about[place]) for place in sorted(of) for span in entries.passages[place]]
    return [reanchoring.carry(span, person).verdict is Verdict.SAME for span, person in cited]


def test_no_passage_goes_along_with_another_name() -> None:
    passages: Counter[str] = Counter()
    kept: list[bool] = []
    for place, entries in enumerate(renamed(150, Random(14))):
        carried = same(entries, entries.others, recorded=place % 3 > 0)
        assert not any(carried), entries
        passages[entries.layout] += len(carried)
        kept += same(entries, frozenset(range(4)) - entries.others)
    assert passages.keys() == LAYOUTS.keys()
    assert passages.total() > 1_000
    assert sum(kept) >= 0.97 * len(kept) > 0


def test_a_passage_of_somebody_recorded_waits_where_their_name_went_though_another_stands_nearer() -> None:
    passages = 0
    for entries in renamed(60, Random(7), mentioning=True):
        # Not of two who are namesakes.
        apart = len(set(map(fold, entries.names))) == len(entries.names)
        carried = same(entries, entries.others if apart else frozenset())
        assert not any(carried), entries
        passages += len(carried)
    assert passages > 200


def test_an_entry_that_came_or_went_holds_few_others_back() -> None:
    kept: list[bool] = []
    for entries in lengthened(130, Random(4)):
        assert not any(same(entries, entries.others)), entries
        kept += same(entries, frozenset(range(len(entries.passages))) - entries.others)
    assert sum(kept) >= 0.97 * len(kept) > 0


def test_lines_wrapped_anew_and_words_broken_there_hold_nothing_back() -> None:
    carried = [each for entries in rewrapped(40, Random(9)) for each in same(entries, frozenset(range(4)))]
    assert sum(carried) >= 0.97 * len(carried) > 0


NAMES = ("Tural Numunov", "Ayla Misalli", "Davud Tajrubali", "Farid Ornakov")
FAR = "\n\n".join(["It rained."] * 30)
PASSAGE = "The court sentenced the defendant to nine years."


@pytest.mark.parametrize(
    ("before", "now"),
    [
        # A name that another, unchanged one follows in the middle of a sentence.
        ("Ayla Numunali is a poet.", "Bahar Misalli is a poet."),
        ("1. Ayla Numunali", "1. Bahar Misalli"),
        # Another came between, and one that was there went.
        ("Ayla Numunali is a poet.", "Ayla Numunali is a poet.\n\nBahar Misalli is a nurse."),
        ("Ayla Numunali is a poet.\n\nBahar Misalli is a nurse.", "Ayla Numunali is a poet."),
        # Of one name a part.
        ("Ayla Numunali is a poet.", "Ayla Ornakova is a poet."),
        # A heading that is no name.
        ("Ayla Numunali is a poet.\n\nReleased", "Ayla Numunali is a poet.\n\nConvicted"),
        # A script without capitals.
        ("ليلى النموذجية شاعرة.", "سعاد المثالية شاعرة."),
        ("1. ნინო ნიმუშაძე ჟურნალისტია.", "1. თამარ მაგალითიძე ჟურნალისტია."),
        # Whoever only tells of somebody else begins no entry, nor do words of a script without capitals.
        *(
            (f"Ayla Numunali is a poet.\n\n{between}", f"Bahar Misalli is a poet.\n\n{between}")
            for between in (
                "Rashid Lawyerman, her lawyer, was there.", "המשפט התנהל בדלתיים סגורות.",
                "A letter about Somebody Elsewhere came.",
            )
        ),  # fmt: skip
    ],
)
def test_a_name_far_above_decides(before: str, now: str) -> None:
    lawyer = "The flat of her lawyer, Davud Tajrubali, was searched."
    far = f"{FAR}\n\n{FAR}\n\n{FAR}\n\n{FAR}\n\n{FAR}"
    old, new = (f"{top}\n\n{FAR}\n\n{lawyer}\n\n{far}\n\n{PASSAGE}" for top in (before, now))
    start = old.index(PASSAGE)
    assert Reanchoring(old, new).carry(Span(start, len(old))).verdict is Verdict.MOVED


@pytest.mark.parametrize(
    ("was", "now"),
    [
        # Another entry, above the one that the passage belongs to.
        ("Bahar Misalli is a nurse.", "Nigar Ornakova is a nurse."),
        # A capital that is no name, and a sentence that begins with another word.
        ("the court", "the Court"),
        ("It rained that day.", "That day it rained."),
    ],
)
def test_what_names_nobody_between_holds_nothing_back(was: str, now: str) -> None:
    intro = "That day was cold. It rained that day. Later the court met.\n\nBahar Misalli is a nurse.\n\n"
    old = f"{intro}{FAR}\n\nAyla Numunali is a poet.\n\n{FAR}\n\n{PASSAGE}"
    start = old.index(PASSAGE)
    assert was in old
    assert Reanchoring(old, old.replace(was, now, 1)).carry(Span(start, len(old))).verdict is Verdict.SAME


@pytest.mark.parametrize("row", ["• {} – {}; he was freed", "{} | 1980 | {} | free", "1) {}: {}"])
def test_a_row_with_its_own_name_is_not_held_back_by_the_row_before(row: str) -> None:
    names = ("Ayla Numunali", "Bahar Misalli", "Davud Otherman")
    old = "\n".join(row.format(name, PASSAGE) for name in names)
    start = old.rindex(PASSAGE)
    new = old.replace("Bahar Misalli", "Nigar Ornakova")
    reanchoring, place = Reanchoring(old, new), old.index(PASSAGE, old.index(PASSAGE) + 1)
    assert reanchoring.carry(Span(start, start + len(PASSAGE))).verdict is Verdict.SAME
    assert reanchoring.carry(Span(place, place + len(PASSAGE))).verdict is not Verdict.SAME


def test_a_number_broken_at_a_line_end_is_not_another_number() -> None:
    old = "He was charged under article 2061 of the code."
    new = old.replace("2061", "206-\n1")
    start = old.index("2061")
    assert Reanchoring(old, new).carry(Span(start, start + 4)).verdict is not Verdict.SAME


def test_the_title_of_a_part_of_a_list_is_above_all_its_entries_and_a_number_is_only_a_place() -> None:
    entries = [f"{{}} {name}\n\n{' '.join(SENTENCES[place:][:4])}." for place, name in enumerate(NAMES)]
    for mark in ("{}.", "{})", "({})", "№ {}."):
        old = "\n\n".join(["Released this week", *_numbered(entries, mark)])
        retitled = old.replace("Released", "Pardoned")
        longer = _numbered(["{} Nigar Ornakova\n\nHe was fined. It rained.", *entries], mark)
        inserted = "\n\n".join(["Released this week", *longer])
        for place in range(len(NAMES)):
            # In the middle of an entry; of the last, so that no other one stands near.
            start = old.index(SENTENCES[place + 2], old.index(NAMES[place]))
            passage = Span(start, start + len(SENTENCES[place + 2]))
            assert Reanchoring(old, retitled).carry(passage).verdict is Verdict.MOVED
            if place == len(NAMES) - 1:
                assert Reanchoring(old, inserted).carry(passage).verdict is Verdict.SAME


def _numbered(entries: list[str], mark: str) -> list[str]:
    return [entry.format(mark.format(number)) for number, entry in enumerate(entries, start=1)]
