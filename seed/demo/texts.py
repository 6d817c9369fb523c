"""Every text of the invented country, in the order in which they came out."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from seed.demo import country
from seed.demo.contents import calling, charge, conviction, fact, in_words, name, status
from seed.demo.courts_texts import courts_texts
from seed.demo.later_texts import later_texts
from seed.demo.lives import Fate, Life
from seed.demo.written_text import INVENTED, WrittenText
from webapp.vocab.huridocs import FairTrialFact
from webapp.vocab.liberty import Status
from webapp.vocab.people import FactKind
from webapp.vocab.sources import Reliability, SourceKind

# From so many years on a trial is told to have been unfair.
_LONG = 9
_QUARTERS = ("first", "second", "third", "fourth")


def texts(lives: Sequence[Life], today: date) -> list[WrittenText]:
    """Return the texts that tell these lives, by day; the first that names somebody says who they are."""
    tried = [life for life in lives if life.was_tried]
    written = [
        *_chronicles(lives),
        *_verdicts(tried),
        *later_texts(lives, today),
        *courts_texts(lives, today),
    ]
    return sorted(written, key=lambda text: text.day)


def _chronicles(lives: Sequence[Life]) -> Iterator[WrittenText]:
    for (year, quarter), taken in groupby(lives, key=lambda life: _quarter(life.arrested)):
        text = WrittenText(
            f"Arrests of {year}, {_QUARTERS[quarter]} quarter", SourceKind.NGO_REPORT, country.WATCH,
            date(year, 3 * quarter + 1, 1),
        )  # fmt: skip
        text.write(INVENTED)
        for life in taken:
            _arrest(text, life)
            # What follows within days is told with it, not announced.
            text.day = max(text.day, life.arrested + timedelta(4))
        yield text


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3


def _arrest(text: WrittenText, life: Life) -> None:
    body = country.ORGANIZATIONS[life.belongs_to][0]
    trade = country.CALLINGS[life.belongs_to][1]
    taken = (
        f"{life.name}, {trade} with the {body}, was arrested in {life.town} on {in_words(life.arrested)}."
    )
    accused = (
        f"{life.pronoun} is accused under Article {life.article} of the Criminal Code"
        f" ({country.ARTICLES[life.article].lower()})."
    )
    arrested = status(Status.ARRESTED, life.arrested, words=life.town, authority=country.POLICE)
    sentences = [
        (taken, (name(life), calling(life), arrested)),
        (accused, (charge(life), fact(FactKind.SEX, life.sex))),
    ]
    if life.fate is Fate.AWAITS_TRIAL:
        remand = f"The court ordered remand until {in_words(life.remand_until)}."
        held = status(Status.PRETRIAL_DETENTION, life.arrested + timedelta(2), until=life.remand_until)
        sentences.append((f"{remand} {life.given} is in {life.prison}.", (held,)))
    elif life.fate is Fate.HOUSE_ARREST:
        home = status(Status.HOUSE_ARREST, life.arrested + timedelta(3))
        sentences.append((f"Three days later the court sent {life.name} home under house arrest.", (home,)))
    elif life.fate is Fate.DISAPPEARED:
        vanished = status(Status.ENFORCED_DISAPPEARANCE, life.arrested)
        sentences.append((f"Since that day nobody will say where {life.name} is.", (vanished,)))
    text.tell(life.name, *sentences)


def _verdicts(tried: Sequence[Life]) -> Iterator[WrittenText]:
    for year in sorted({life.convicted.year for life in tried}):
        judged = [life for life in tried if life.convicted.year == year]
        judged.sort(key=lambda life: life.convicted)
        text = WrittenText(
            f"Before the courts in {year}", SourceKind.PRESS_ARTICLE, country.KITE, judged[-1].convicted,
            Reliability.COMPLETELY,
        )  # fmt: skip
        text.write(INVENTED)
        for life in judged:
            sentenced = (
                f"On {in_words(life.convicted)} the {life.court} sentenced {life.name} to {life.years} years."
            )
            taken = f"{life.name} was taken to {life.prison}."
            imprisoned = status(Status.IMPRISONED, life.convicted, place=life.prison)
            alone = f"No lawyer was let speak for {life.name}."
            undefended = fact(FactKind.LEGAL_COUNSEL, FairTrialFact.COUNSEL_AT_TRIAL_SILENCED)
            text.tell(
                life.name, (sentenced, (conviction(life),)), (taken, (imprisoned,)),
                *([(alone, (undefended,))] if life.years >= _LONG else []),
            )  # fmt: skip
        yield text
