"""Invented lives, the same at every draw: arrest, trial, prison, and how they went on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from random import Random

from seed.demo import country

# Fewer do not show everything; for more there are no names.
FEWEST, USUAL, MOST = 60, 200, 900


class Fate(Enum):
    """How a life went on after the arrest, as far as any text says."""

    AWAITS_TRIAL = auto()
    HOUSE_ARREST = auto()
    IMPRISONED = auto()
    PARDONED = auto()
    SERVED = auto()
    EXILED = auto()
    DIED = auto()
    DISAPPEARED = auto()


# Of two hundred people, so many.
_FATES = {
    Fate.AWAITS_TRIAL: 36, Fate.HOUSE_ARREST: 10, Fate.IMPRISONED: 90, Fate.PARDONED: 24, Fate.SERVED: 18,
    Fate.EXILED: 12, Fate.DIED: 4, Fate.DISAPPEARED: 6,
}  # fmt: skip
TRIED = (Fate.IMPRISONED, Fate.PARDONED, Fate.SERVED)


@dataclass(frozen=True)
class Life:
    """One invented person: what they did, when they were taken, and what followed; `years` is the term."""

    name: str
    given: str
    family: str
    sex: str
    born: date
    belongs_to: str
    article: str
    town: str
    prison: str
    court: str
    arrested: date
    convicted: date
    ended: date
    remand_until: date
    years: int
    fate: Fate

    @property
    def pronoun(self) -> str:
        """Return the word for this person that a sentence begins with."""
        return "She" if self.sex == "female" else "He"

    @property
    def was_tried(self) -> bool:
        """Tell whether a court has convicted this person."""
        return self.fate in TRIED


def lives(today: date, number: int) -> list[Life]:
    """Return so many lives as they would be told on a day, by date of arrest; no two bear one name."""
    random = Random("Quorvia")
    names = _names(random)
    fates = random.choices(list(_FATES), list(_FATES.values()), k=number)
    drawn = [_life(random, fate, next(names), today) for fate in fates]
    return sorted(drawn, key=lambda life: (life.arrested, life.name))


def _names(random: Random) -> Iterator[tuple[str, str, str]]:
    """Yield sex, given and family name, every pair once."""
    pairs = [
        (sex, given, family) for sex, all_given in country.GIVEN.items() for given in all_given
        for family in country.FAMILY
    ]  # fmt: skip
    random.shuffle(pairs)
    yield from pairs


def _life(random: Random, fate: Fate, name: tuple[str, str, str], today: date) -> Life:
    sex, given, family = name
    years = random.randint(2, 12)
    # Who awaits trial was taken lately; whose term is served was taken long ago.
    days = {Fate.AWAITS_TRIAL: (20, 200), Fate.HOUSE_ARREST: (40, 300), Fate.DISAPPEARED: (60, 900)}
    arrested = today - timedelta(random.randint(*days.get(fate, (450, 1500))))
    if fate is Fate.SERVED:
        years = random.randint(1, 3)
        arrested = today - timedelta(365 * years + random.randint(5, 300))
    elif fate is Fate.IMPRISONED and random.random() < 0.2:
        # Some terms end about now, so that the board of what is due has something to show.
        years = random.randint(2, 4)
        arrested = today - timedelta(365 * years + random.randint(-80, 20))
    return Life(
        name=f"{given} {family}", given=given, family=family, sex=sex,
        born=date(random.randint(1952, 2004), random.randint(1, 12), random.randint(1, 28)),
        belongs_to=random.choice(list(country.CALLINGS)), article=random.choice(list(country.ARTICLES)),
        town=random.choice(country.TOWNS), prison=random.choice(country.PRISONS),
        court=random.choice(country.COURTS), arrested=arrested,
        convicted=arrested + timedelta(random.randint(100, 300)),
        ended=_ended(random, fate, arrested, years, today),
        remand_until=today + timedelta(random.randint(-15, 60)), years=years, fate=fate,
    )  # fmt: skip


def _ended(random: Random, fate: Fate, arrested: date, years: int, today: date) -> date:
    """Return the day on which the last thing that is told of this person happened."""
    if fate is Fate.PARDONED:
        return today - timedelta(40)
    if fate is Fate.SERVED:
        return arrested + timedelta(365 * years)
    return min(arrested + timedelta(random.randint(300, 440)), today - timedelta(3))
