"""The invented texts after arrest and trial: lists, letters, a pardon, deaths and exiles, and a denial."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from seed.demo import country
from seed.demo.contents import birth, fact, hearing, in_words, listed, name, status, treatment
from seed.demo.lives import Fate, Life
from seed.demo.written_text import INVENTED, WrittenText
from webapp.vocab.assessments import Outcome
from webapp.vocab.charges import Proceeding
from webapp.vocab.claims import ClaimState, Stance, Visibility
from webapp.vocab.liberty import Cause, Status
from webapp.vocab.people import FactKind, NameKind
from webapp.vocab.sources import Reliability, SourceKind
from webapp.vocab.treatments import ActType

COMMITTEE_LIST = "The unheard of Quorvia: a list"


def later_texts(lives: Sequence[Life], today: date) -> list[WrittenText]:
    """Return what came out after the chronicles and the reports from the courts."""
    imprisoned = [life for life in lives if life.fate is Fate.IMPRISONED]
    return [
        _committee_list(lives, today - timedelta(75)),
        _watch_list([life for life in lives if life.was_tried], today - timedelta(60)),
        _letters(imprisoned[5:45:4], today - timedelta(50)),
        _decree([life for life in lives if life.fate is Fate.PARDONED], today - timedelta(40)),
        _outcomes(lives, today - timedelta(20)),
        _denial(imprisoned[:3], imprisoned[3], today - timedelta(10)),
        _courts(lives, today - timedelta(8)),
        _misspelt(imprisoned[7:9], today - timedelta(6)),
        _hearsay(imprisoned[3:7], today - timedelta(4)),
    ]


def revised_list(text: str) -> str:
    """Return the Committee's list as it was put right later: numbers, a day of birth, and a name differ."""
    entries = text.split("\n\n")
    entries[5] = entries[5].replace("born on", "born, by the register, on")
    entries[8] = entries[8].replace("19", "20", 1)
    del entries[12]
    return "\n\n".join(entries)


def fresh_text(lives: Sequence[Life], day: date) -> str:
    """Return a text that nobody has read yet: known people, and people of whom nothing is recorded."""
    free, moved = [life for life in lives if life.fate is Fate.IMPRISONED][10:12]
    new = "Wistel Nettlequist, Orvane Quillmarsh and Tamsin Mockerel"
    return (
        f"{INVENTED}\n\nBy the News Desk, {in_words(day)}\n\n"
        f"{free.name} was released on {in_words(day - timedelta(1))} after a hearing of ten minutes."
        f" {moved.name} remains in {moved.prison}.\n\n"
        f"On the same day {new} were arrested in {country.TOWNS[2]}. All three had carried lamps."
    )


def _committee_list(lives: Sequence[Life], day: date) -> WrittenText:
    text = WrittenText(COMMITTEE_LIST, SourceKind.NGO_REPORT, country.COMMITTEE, day)
    text.write(INVENTED)
    text.write("The Committee of the Unheard counts these people as political prisoners:")
    # Of whom the chronicles told before: they come out by the quarter.
    counted = [
        life for life in lives
        if life.fate not in (Fate.EXILED, Fate.SERVED) and life.arrested < day - timedelta(100)
    ]  # fmt: skip
    for number, life in enumerate(counted[::2], 1):
        entry = f"{number}. {life.name}, born on {in_words(life.born)}, of {life.town}."
        contents = (
            birth(life), fact(FactKind.RESIDENCE, life.town), listed(country.COMMITTEE, Outcome.LISTED, day),
        )  # fmt: skip
        text.tell(life.name, (entry, contents))
    return text


def _watch_list(tried: Sequence[Life], day: date) -> WrittenText:
    """Write a list that agrees with the Committee's of most, and says of some that they are not on it."""
    text = WrittenText("Prison Watch: whom we count, and whom not", SourceKind.STATEMENT, country.WATCH, day)
    text.write(INVENTED)
    for place, life in enumerate(tried[::3]):
        if place % 5:
            sentence, outcome = f"We list {life.name} as imprisoned for an opinion.", Outcome.LISTED
        else:
            sentence, outcome = f"We do not list {life.name}: we know too little.", Outcome.NOT_LISTED
        text.tell(life.name, (sentence, (listed(country.WATCH, outcome, day),)))
    return text


def _letters(held: Sequence[Life], day: date) -> WrittenText:
    text = WrittenText("Letters from the Old Salt Works", SourceKind.LETTER, country.COMMITTEE, day)
    text.write(INVENTED)
    acts = (
        (ActType.DENIAL_OF_LETTERS, "has had no letter for three months"),
        (ActType.DENIAL_OF_MEDICAL_CARE, "was refused a doctor"),
        (ActType.BEATING, "was beaten by a guard"),
        (ActType.DENIAL_OF_VISITS, "has not seen the family since the spring"),
    )
    for place, life in enumerate(held):
        act, words = acts[place % len(acts)]
        text.tell(life.name, (f"{life.name} writes that {life.pronoun.lower()} {words}.", (treatment(act),)))
    # What is said of health is restricted, whoever records it.
    ill = fact(FactKind.HEALTH, "asthma")
    text.tell(held[0].name, (f"The asthma of {held[0].name} has come back with the salt.", (ill,)))
    return text


def _decree(pardoned: Sequence[Life], day: date) -> WrittenText:
    text = WrittenText(
        "Decree No. 14 on pardon", SourceKind.OFFICIAL_DOCUMENT, country.CABINET, day, Reliability.COMPLETELY
    )
    text.write(INVENTED)
    text.write("The following are pardoned and were released today:")
    for number, life in enumerate(pardoned, 1):
        freed = status(Status.RELEASED_EARLY, day, cause=Cause.PARDON, authority=country.CABINET)
        text.tell(life.name, (f"{number}. {life.name}, held in {life.prison}.", (freed,)))
    return text


def _outcomes(lives: Sequence[Life], day: date) -> WrittenText:
    text = WrittenText("Where are they now?", SourceKind.PRESS_ARTICLE, country.KITE, day)
    text.write(INVENTED)
    for life in lives:
        when = in_words(life.ended)
        if life.fate is Fate.EXILED:
            sentence = f"{life.name} left the country on {when}."
            happened = status(Status.EXILED, life.ended)
        elif life.fate is Fate.SERVED:
            sentence = f"{life.name} walked free on {when}, at the end of the term."
            happened = status(Status.RELEASED_SERVED, life.ended, cause=Cause.SENTENCE_SERVED)
        elif life.fate is Fate.DIED:
            sentence = f"{life.name} died in {life.prison} on {when}."
            happened = status(Status.DIED_IN_CUSTODY, life.ended, place=life.prison)
        else:
            continue
        text.tell(life.name, (sentence, (happened,)))
    return text


def _denial(held: Sequence[Life], elsewhere: Life, day: date) -> WrittenText:
    """Write what contradicts all others, so that there is something to decide."""
    text = WrittenText(
        "Nobody is held in Quorvia", SourceKind.STATEMENT, country.CABINET, day, Reliability.UNRELIABLE
    )
    text.write(INVENTED)
    for life in held:
        free = status(Status.AT_LIBERTY, life.convicted)
        sentence = f"{life.name} has been at liberty since {in_words(life.convicted)}, whatever is written."
        text.tell(life.name, (sentence, (free,)))
    # It says of no other place; so it only contradicts what others tell.
    where = status(Status.IMPRISONED, elsewhere.convicted, place=elsewhere.prison)
    text.tell(elsewhere.name, (f"Nobody called {elsewhere.name} is in {elsewhere.prison}.", (where,)))
    text.statements[-1] = replace(text.statements[-1], stance=Stance.CONTRADICTS)
    return text


def _courts(lives: Sequence[Life], day: date) -> WrittenText:
    """Write when those sit in court who are accused in one case; one sitting has passed without a word."""
    text = WrittenText("The weeks in court", SourceKind.PRESS_ARTICLE, country.KITE, day)
    text.write(INVENTED)
    for life in lives:
        if life.fate is not Fate.AWAITS_TRIAL or life.belongs_to not in country.CASES:
            continue
        union = life.belongs_to == country.UNION
        on, proceeding = (
            (day + timedelta(5), Proceeding.EXTENSION) if union else (day + timedelta(20), Proceeding.MERITS)
        )
        sentence = (
            f"{country.JUDGE} sits on {in_words(on)}, behind closed doors, in the"
            f" {country.CASES[life.belongs_to].lower()}: {life.name} is among the accused."
        )
        text.tell(life.name, (sentence, (hearing(life, proceeding, on),)))
    return text


def _misspelt(held: Sequence[Life], day: date) -> WrittenText:
    """Write of people who are recorded already, each with a letter wrong: they become likely duplicates."""
    text = WrittenText("Neighbours remember", SourceKind.INTERVIEW, country.KITE, day, Reliability.FAIRLY)
    text.write(INVENTED)
    for life in held:
        spelt = replace(life, name=f"{life.given} {life.family}e", family=f"{life.family}e")
        sentence = f"“{spelt.name} fed our cat,” says a neighbour in {life.town}."
        text.tell(spelt.name, (sentence, (name(spelt), fact(FactKind.RESIDENCE, life.town))))
    return text


def _hearsay(held: Sequence[Life], day: date) -> WrittenText:
    """Write what a colleague has recorded and nobody reviewed yet; one spelling differs."""
    text = WrittenText(
        "A conversation at the prison gate", SourceKind.FAMILY_MESSAGE, country.COMMITTEE, day,
        Reliability.CANNOT_BE_JUDGED,
    )  # fmt: skip
    text.write(INVENTED)
    for life in held:
        moved = status(Status.IMPRISONED, day, place=country.PRISONS[2])
        text.tell(life.name, (f"They have moved {life.name} to the {country.PRISONS[2]}.", (moved,)))
    nickname = f"{held[0].given} the Lamp"
    text.tell(held[0].name, (f"Inside they call {held[0].given} “{nickname}”.", (
        name(held[0], nickname, NameKind.ALIAS),
    )))  # fmt: skip
    text.statements = [replace(statement, state=ClaimState.IN_REVIEW) for statement in text.statements]
    secret = f"Do not print it: {held[1].given} shares a cell with the writer {held[2].name}."
    alias = f"{held[1].given} of the cell"
    text.tell(held[1].name, (secret, (name(held[1], alias, NameKind.ALIAS),)))
    text.statements[-1] = replace(text.statements[-1], visibility=Visibility.INTERNAL)
    return text
