"""The invented texts from the courts: sentences that moved, one trial up to the last court, one put off."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from seed.demo import country
from seed.demo.contents import Make, in_words, sitting, step
from seed.demo.lives import Fate, Life
from seed.demo.written_text import INVENTED, WrittenText
from webapp.vocab.charges import (
    Amount,
    Basis,
    HearingOutcome,
    Proceeding,
    Ruling,
    SentenceKind,
    StepKind,
)
from webapp.vocab.sources import Reliability, SourceKind

# Of these the Cabinet says that they are free.
_DENIED = 3
# So many days after the judgment the last change of a sentence came; by the quarter come the chronicles.
_CHANGE_DAYS, _CHRONICLE_DAYS = 260, 100


def courts_texts(lives: Sequence[Life], today: date) -> list[WrittenText]:
    """Return what the texts tell of sentences and hearings after the first judgments."""
    imprisoned = [life for life in lives if life.fate is Fate.IMPRISONED][_DENIED:]
    judged = [life for life in imprisoned if life.convicted < today - timedelta(_CHANGE_DAYS)]
    tried = next(life for life in judged if life.belongs_to == country.LANTERN)
    first_day = today - timedelta(30)
    accused = [
        life for life in lives
        if life.fate is Fate.AWAITS_TRIAL and life.belongs_to == country.RIVER
        and life.arrested < first_day - timedelta(_CHRONICLE_DAYS)
    ]  # fmt: skip
    # Of the longest terms most is left to change.
    others = sorted((life for life in judged if life is not tried), key=lambda life: -life.years)
    written = (
        _moved(others, today - timedelta(12)),
        _up_to_the_last_court(tried, today - timedelta(11)),
        _put_off(accused, first_day, today - timedelta(16), "was put off"),
        _put_off(accused, today - timedelta(16), today + timedelta(12), "was put off once more"),
    )
    return [text for text in written if text.statements]


def _moved(judged: Sequence[Life], day: date) -> WrittenText:
    text = WrittenText(
        "Sentences that moved", SourceKind.NGO_REPORT, country.WATCH, day, Reliability.COMPLETELY
    )
    text.write(INVENTED)
    for life, sentences in zip(judged, _changes(judged, day - timedelta(2)), strict=False):
        text.tell(life.name, *sentences)
    return text


def _changes(judged: Sequence[Life], last: date) -> Iterator[list[tuple[str, tuple[Make, ...]]]]:
    """Yield for each life in turn how the sentence moved; what is left of some, on the last day."""
    lives = iter(judged)

    def on(life: Life, days: int) -> date:
        return life.convicted + timedelta(days)

    for _ in range(3):
        life, when = next(lives), in_words(last)
        yield [(
            f"Decree No. 9 of {when} halved what {life.name} had left to serve.",
            (step(life, StepKind.REMAINDER_REDUCED, last, amount=Amount.FRACTION, numerator=1, denominator=2,
                  basis=Basis.PARDON, instrument=f"Decree No. 9 of {when}"),),
        )]  # fmt: skip
    life = next(lives)
    shorter, longer = on(life, 60), on(life, 90)
    yield [
        (f"On {in_words(shorter)} the appeal of {life.name} took three months off the term.",
         (step(life, StepKind.REDUCED, shorter, amount=Amount.DIFFERENCE, months=3, basis=Basis.APPEAL),)),
        (f"On {in_words(longer)} the highest court gave {life.name} one month more.",
         (step(life, StepKind.INCREASED, longer, amount=Amount.DIFFERENCE, months=1,
               basis=Basis.CASSATION),)),
    ]  # fmt: skip
    life = next(lives)
    annulled, again = on(life, 50), on(life, 120)
    yield [
        (f"On {in_words(annulled)} the judgment on {life.name} was annulled.",
         (step(life, StepKind.OVERTURNED, annulled, basis=Basis.APPEAL),)),
        (f"Tried again, {life.name} was sentenced to {life.years + 1} years on {in_words(again)}.",
         (step(life, StepKind.CONVICTED, again, sentence=SentenceKind.TERM, years=life.years + 1),)),
    ]  # fmt: skip
    life = next(lives)
    raised, lowered = on(life, 40), on(life, 200)
    yield [
        (f"On {in_words(raised)} the sentence of {life.name} was raised to life.",
         (step(life, StepKind.INCREASED, raised, amount=Amount.TOTAL, sentence=SentenceKind.LIFE),)),
        (f"On {in_words(lowered)} life was commuted for {life.name} to fifteen years.",
         (step(life, StepKind.COMMUTED, lowered, amount=Amount.TOTAL, sentence=SentenceKind.TERM, years=15,
               basis=Basis.PARDON),)),
    ]  # fmt: skip
    life = next(lives)
    hoped, undone = on(life, 30), on(life, 150)
    yield [
        (f"On {in_words(hoped)} the term of {life.name} was suspended.",
         (step(life, StepKind.SUSPENDED, hoped, basis=Basis.APPEAL),)),
        (f"On {in_words(undone)} it was to be served after all: {life.name} had lit a lamp.",
         (step(life, StepKind.SUSPENSION_REVOKED, undone),)),
    ]  # fmt: skip
    life = next(lives)
    other = next(article for article in country.ARTICLES if article != life.article)
    yield [(
        f"On {in_words(on(life, 10))} the charge against {life.name} was moved to Article {other}.",
        (step(life, StepKind.REQUALIFIED, on(life, 10), moved_to=other),),
    )]  # fmt: skip


def _up_to_the_last_court(life: Life, day: date) -> WrittenText:
    """Write one trial from the remand to the parole board, with a hearing of every kind."""
    text = WrittenText(
        "One trial, from the remand to the last court", SourceKind.PRESS_ARTICLE, country.KITE, day
    )
    text.write(INVENTED)
    years, name, judged = life.years, life.name, life.convicted
    first, appeal, cassation = country.TRIAL
    held, counsel = {"outcome": HearingOutcome.HELD}, {"counsel": "counsel of the family’s choice"}
    last = day - timedelta(1)
    hearings = (
        (life.arrested + timedelta(2), Proceeding.REMAND, first, {"ruling": Ruling.REMAND_ORDERED},
         f"remand was ordered for {name}"),
        (life.arrested + timedelta(45), Proceeding.EXTENSION, first, {"ruling": Ruling.REMAND_EXTENDED},
         f"remand was extended for {name}"),
        (judged - timedelta(40), Proceeding.PRELIMINARY, first, {"ruling": Ruling.MOTION_REFUSED} | counsel,
         f"every motion for {name} was refused"),
        (judged - timedelta(20), Proceeding.MERITS, first, held | counsel,
         f"the trial of {name} was held"),
        (judged, Proceeding.VERDICT, first,
         {"ruling": Ruling.CONVICTED, "demanded": f"{years + 2} years", "hour": "10:30"} | counsel,
         f"{name} was found guilty; {years + 2} years had been demanded"),
        (judged + timedelta(60), Proceeding.APPEAL, appeal, {"ruling": Ruling.UPHELD},
         f"the court of appeal left the judgment on {name} as it was"),
        (judged + timedelta(150), Proceeding.CASSATION, cassation, {"ruling": Ruling.UPHELD},
         f"the highest court, too, left {name} where they were"),
        (last, Proceeding.PAROLE, first, {"ruling": Ruling.PAROLE_REFUSED},
         f"parole was refused to {name}"),
    )  # fmt: skip
    text.tell(name, *(
        (f"On {in_words(on)} {words}.", (sitting(proceeding, on, case, **more),))
        for on, proceeding, case, more, words in hearings
    ))  # fmt: skip
    return text


def _put_off(accused: Sequence[Life], on: date, to: date, words: str) -> WrittenText:
    text = WrittenText(
        f"The river petition {words}", SourceKind.PRESS_ARTICLE, country.KITE, on + timedelta(1)
    )
    text.write(INVENTED)
    for life in accused:
        text.tell(life.name, (
            f"The hearing of {life.name} on {in_words(on)} {words}, to {in_words(to)}.",
            (sitting(
                Proceeding.MERITS, on, country.RIVER, outcome=HearingOutcome.POSTPONED, postponed_to=to
            ),),
        ))  # fmt: skip
    return text
