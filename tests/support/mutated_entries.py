"""Lists of four people in several layouts, and versions with names changed or swapped, or lines wrapped."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random
from uuid import UUID

from webapp.domain.text.quote_location import Span

GIVEN = ("Elnur", "Rashad", "Ayla", "Bahar", "Davud", "Farid", "Ceyhun", "Айла", "Давуд", "Əsmər")
FAMILY = ("Invented", "Otherman", "Numunali", "Misalli", "Tajrubali", "Ornakov", "Примеров", "Nümunəli")
FATHERS = ("Rauf oghlu", "Sergeyevich", "Kamal qizi")
# What is said of somebody without a name; each is cited.
SENTENCES = (
    "In autumn the court sentenced the defendant to nine years in a closed prison",
    "He was taken from home by men in plain clothes",
    "The trial was held behind closed doors",
    "On 3 May 2021 the appeal was rejected",
    "His family was told nothing for eleven days",
    "Officers searched the flat and took two telephones",
    "The prosecutor had asked for twelve years",
    "A doctor was allowed in after five weeks",
    "He denied all charges and called them fabricated",
    "Since June he has been held in a cell for eight",
)
# The same names in Arabic letters, which have no capitals.
_ARABIC = dict(zip(
    (*GIVEN, *FAMILY),
    [
        "إلنور", "راشد", "عائلة", "بهار", "داود", "فريد", "جيهان", "سلمى", "هيثم", "نادرة",
        "المفترض", "الآخري", "النموذجي", "المثالي", "التجريبي", "القدوة", "البدلي", "الوهمي",
    ],
    strict=True,
))  # fmt: skip
# Everybody whom a list can name, in both spellings.
PEOPLE = {
    UUID(int=place): (" ".join(name), " ".join(_ARABIC[word] for word in name))
    for place, name in enumerate(product(GIVEN, FAMILY))
}
# What is said of others of a list, which is not cited.
_MENTIONS = ("{} was arrested with him", "Together with {} he ran a paper", "Nobody has seen {} since")
Layout = Callable[[int, str, Sequence[str]], str]
_BORN = "born on 4 March 1980 in the village of Nowhere, worked in an office, lived in the town of Elsewhere"


def _lines(sentences: Sequence[str], between: str = "\n\n") -> str:
    return between.join(f"{sentence}." for sentence in sentences)


LAYOUTS: dict[str, Layout] = {
    "a numbered heading": lambda number, name, said: f"{number}. {name}\n\n{_lines(said, ' ')}",
    "a heading with a full stop": lambda number, name, said: f"{number}. {name}.\n\n{_lines(said)}",
    "a sentence as heading": lambda _, name, said: f"{name} is a journalist.\n\n{_lines(said)}",
    "a sentence a line": lambda _, name, said: f"{name}\n{_lines(said, chr(10))}",
    "a long heading": lambda number, name, said: f"{number}. {name}, {_BORN}\n\n{_lines(said)}",
    "a heading with a colon": lambda _, name, said: f"{name}:\n\n{_lines(said, ' ')}",
    "bullets": lambda _, name, said: f"• {name} – {'; '.join(said)}.",
    "dashes": lambda _, name, said: f"- {name}: {_lines(said, ' ')}",
    "rows of a table": lambda _, name, said: f"{name} | 1980 | {' | '.join(said)}",
    "a labelled name": lambda number, name, said: (
        f"Case {number}\nName: {name}\nBorn: 1980\n{_lines(said, ' ')}"
    ),
    "a question": lambda _, name, said: f"Who is {name}?\n\n{_lines(said)}",
    "told in a sentence": lambda _, name, said: (
        f"In spring the teacher {name} was arrested. {_lines(said[:2], ' ')}\n\n{_lines(said[2:], ' ')}"
    ),
    "cells that reach over rows": lambda _, name, said: f"{name}\t1980\t" + "\n\t\t".join(said),
    "a name cell over days": lambda _, name, said: f"{name}\t3 May 2021\t" + "\n\t4 May 2021\t".join(said),
    "capitals over the father's name": lambda number, name, said: (
        f"{name.upper()}\n{FATHERS[len(name) % len(FATHERS)]}\n\n{_lines(said, ' ')}"
    ),
    "relatives in prose": lambda _, name, said: (
        f"On Monday relatives of {name} came to the gate, and nobody let them in.\n\n{_lines(said, ' ')}"
    ),
    "an Arabic heading": lambda number, name, said: (
        f"{number}- {' '.join(_ARABIC[word] for word in name.split())}\n\n{_lines(said, ' ')}"
    ),
    "an Arabic name alone": lambda _, name, said: (
        f"{' '.join(_ARABIC[word] for word in name.split())}\n\n{_lines(said, ' ')}"
    ),
    "prose": lambda _, name, said: (
        f"Police arrested {name} at home. {_lines(said[:2], ' ')}\n\n{_lines(said[2:], ' ')}"
    ),
}
_ROWS = ("bullets", "dashes", "rows of a table", "cells that reach over rows", "a name cell over days")


@dataclass(frozen=True)
class Entries:
    """A list and a new version, the names and passages of its entries; `others` have another name now."""

    layout: str
    old: str
    new: str
    names: Sequence[str]
    passages: tuple[tuple[Span, ...], ...]
    others: frozenset[int]


def renamed(number: int, drawn: Random, *, mentioning: bool = False) -> Iterator[Entries]:
    """Yield lists in each layout with names changed, swapped or moved along; some are wrapped anew.

    With `mentioning`, each entry names somebody else of the list, too, and is cited from there on.
    """
    for place in range(number):
        layout = tuple(LAYOUTS)[place % len(LAYOUTS)]
        names = [_name(drawn) for _ in range(4)]
        said = [drawn.sample(SENTENCES, drawn.randint(4, 9)) for _ in names]
        cited = [sentences[2:] if mentioning else sentences for sentences in said]
        for index, sentences in enumerate(said if mentioning else ()):
            sentences[1] = drawn.choice(_MENTIONS).format(names[index - 1])
        now = _changed(names, drawn)
        old, new = _list(layout, names, said), _list(layout, now, said)
        others = frozenset(index for index, name in enumerate(names) if name != now[index])
        new = wrapped(new, drawn) if layout not in _ROWS and drawn.random() < 0.3 else new
        yield Entries(layout, old, new, names, _passages(old, cited), others)


def lengthened(number: int, drawn: Random) -> Iterator[Entries]:
    """Yield lists in each layout into which an entry was put, or out of which one went."""
    for place in range(number):
        layout = tuple(LAYOUTS)[place % len(LAYOUTS)]
        names = [_name(drawn) for _ in range(4)]
        said = [drawn.sample(SENTENCES, drawn.randint(4, 9)) for _ in names]
        at = drawn.randrange(4)
        old, without = _list(layout, names, said), [index for index in range(4) if index != at]
        left = [names[index] for index in without]
        new = _list(layout, left, [said[index] for index in without])
        passages = _passages(old, said)
        if drawn.random() < 0.5:
            yield Entries(layout, old, new, names, passages, frozenset({at}))
        else:
            kept = [said[index] for index in without]
            yield Entries(layout, new, old, left, _passages(new, kept), frozenset())


def rewrapped(number: int, drawn: Random) -> Iterator[Entries]:
    """Yield lists in each layout of which only the ends of lines are others, with words broken there."""
    for place in range(number):
        layout = tuple(LAYOUTS)[place % len(LAYOUTS)]
        names = [_name(drawn) for _ in range(4)]
        said = [drawn.sample(SENTENCES, drawn.randint(4, 9)) for _ in names]
        old = _list(layout, names, said)
        new = old if layout in _ROWS else wrapped(old, drawn)
        yield Entries(layout, old, new, names, _passages(old, said), frozenset())


def wrapped(text: str, drawn: Random) -> str:
    """Return a text with each paragraph broken into lines of some fifty letters, within words too."""
    return "\n\n".join(
        paragraph if "\n" in paragraph else _wrapped(paragraph, drawn) for paragraph in text.split("\n\n")
    )


def _wrapped(paragraph: str, drawn: Random) -> str:
    lines = [""]
    for word in paragraph.split(" "):
        if len(lines[-1]) + len(word) < 50:
            lines[-1] += f" {word}"
        elif len(word) > 7 and word.isalpha() and drawn.random() < 0.7:
            lines[-1] += f" {word[:4]}-"
            lines.append(word[4:])
        else:
            lines.append(word)
    return "\n".join(line.strip() for line in lines)


def _name(drawn: Random) -> str:
    return f"{drawn.choice(GIVEN)} {drawn.choice(FAMILY)}"


def _changed(names: Sequence[str], drawn: Random) -> list[str]:
    now, place = list(names), drawn.randrange(4)
    match drawn.choice(("another", "another family name", "swapped", "moved along")):
        case "another":
            now[place] = _name(drawn)
        case "another family name":
            now[place] = f"{now[place].split()[0]} {drawn.choice(FAMILY)}"
        case "swapped":
            now[place], now[place - 1] = now[place - 1], now[place]
        case _:
            now = [*now[1:], now[0]]
    return now


def _list(layout: str, names: Sequence[str], said: Sequence[Sequence[str]]) -> str:
    entries = (LAYOUTS[layout](place + 1, name, said[place]) for place, name in enumerate(names))
    return "This list names four people.\n\n" + ("\n" if layout in _ROWS else "\n\n").join(entries)


def _passages(text: str, said: Sequence[Sequence[str]]) -> tuple[tuple[Span, ...], ...]:
    place, passages = 0, []
    for sentences in said:
        spans = []
        for sentence in sentences:
            start = text.index(sentence, place)
            place = start + len(sentence)
            spans.append(Span(start, place))
        passages.append(tuple(spans))
    return tuple(passages)
