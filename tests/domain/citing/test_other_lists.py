"""Lists of other makers: what an entry does not tell is not taken from its neighbour, label or title."""

import pytest

from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.vocab.liberty import Status

TAKEN, REMAND, PRISON = Status.ARRESTED, Status.PRETRIAL_DETENTION, Status.IMPRISONED
SERVED, EARLY, HOME = Status.RELEASED_SERVED, Status.RELEASED_EARLY, Status.HOUSE_ARREST
NAMES = ("Adrian Belmont", "Caleb Dunmore", "Edwin Farrow", "Gareth Hollis")


@pytest.mark.parametrize(
    ("entry", "told", "statuses"),
    [
        # A line of the status whose words are not known says that nothing else of the entry is the status.
        (
            "{}\nDOB: 1990\nCurrent status: {}\nDetails: got a three-year sentence",
            ("In prison", "Former prisoner", "House arrest", "At risk"),
            (PRISON, None, HOME, None),
        ),
        # A sentence of years on its own line, but for one that is none of prison; the status of a case.
        (
            "{}\nDate of arrest: 20 May 2022\nSentence: {}\nCase background: He was stopped in his car.",
            ("9 years", "2 years, suspended", "8 years (21 June 2025)", "a fine"),
            (PRISON, None, PRISON, None),
        ),
        (
            "{}\nМера пресечения: {}\nСтатус дела: следствие",
            ("заключение под стражу", "домашний арест", "заочный арест", "СИЗО"),
            (REMAND, HOME, None, REMAND),
        ),
        # Who is in prison and awaits the trial, in other words of the entry.
        (
            "{}; arrested on 9 August 2024; {}",
            ("in prison; awaiting trial", "in prison", "sentenced to 9 years; in prison", "awaiting trial"),
            (REMAND, PRISON, PRISON, REMAND),
        ),
        # How somebody was let go, and what a release came after.
        (
            "{}. {}",
            (
                "Behind bars since May 2025; a judge refused bail.",
                "After two years in prison he is free again.",
                "Moved to house arrest, then released on bail.", "Arrested on 3 May 2025.",
            ),
            (REMAND, None, Status.RELEASED_PENDING_TRIAL, TAKEN),
        ),
        # A label of the day of an arrest is no status beside what is told.
        (
            "{}, Sample Weekly\nMedium: Radio\nImprisoned: 9 August 2025\n\n{}",
            (
                "A court sentenced him to 11 years.", "He has yet to be charged.",
                "The agents took his papers.", "He was given six years in prison.",
            ),
            (PRISON, REMAND, PRISON, PRISON),
        ),
        # Of the cells of rows the last and the first of the next are no name.
        (
            "{} | 05.03.2022 | {}",
            ("serving 17 years in Prison X", "sentenced to 6.5 years", "nothing is known", "died in prison"),
            (PRISON, PRISON, None, Status.DIED_IN_CUSTODY),
        ),
        # At the end of a term, in whatever words.
        (
            "* {}, {}.",
            (
                "released on completion of his sentence", "walked free, having served all four years",
                "released after two years, pardoned", "released after completing 4 years",
            ),
            (SERVED, SERVED, EARLY, SERVED),
        ),
        (
            "- {} : {} ;",
            (
                "condamné à trois ans ferme, incarcéré", "a quitté la prison, sa peine étant purgée",
                "arrêté", "placé en détention provisoire",
            ),
            (PRISON, SERVED, TAKEN, REMAND),
        ),
        # What a clause before denies.
        (
            "№1 {}\nИтог: {}",
            (
                "приговора нет, заключён под стражу", "суда ещё не было, домашний арест", "не арестован",
                "отсидел весь срок",
            ),
            (REMAND, HOME, None, SERVED),
        ),
    ],
)  # fmt: skip
def test_an_entry_tells_of_itself(
    entry: str, told: tuple[str, ...], statuses: tuple[Status | None, ...]
) -> None:
    separator = "\n" if "|" in entry or entry[0] in "*-" else "\n\n"
    text = "Register\n\n" + separator.join(map(entry.format, NAMES, told))
    found = {suggestion.name: suggestion.status for suggestion in name_suggestions(text, [])}
    assert [found.get(name) for name in NAMES] == list(statuses)


def test_a_title_of_two_kinds_of_people_tells_of_none() -> None:
    entries = "\n".join(f"▪ {name}: a teacher of physics." for name in NAMES)
    both = name_suggestions(f"People imprisoned and released:\n\n{entries}", [])
    alone = name_suggestions(f"People released:\n\n{entries}", [])
    assert {suggestion.status for suggestion in both} == {None}
    assert {suggestion.status for suggestion in alone} == {Status.AT_LIBERTY}


def test_the_marks_of_arabic_vowels_are_not_read() -> None:
    told = "راشد النموذجي: نُفذ فيه حكم الإعدام", "بهار التجريبي: أُفرج عنه", "هيثم البدلي: اعتُقل أمس"
    text = "قائمة\n\n" + "\n".join(f"{number}- {entry}." for number, entry in enumerate(told, 1))
    statuses = [suggestion.status for suggestion in name_suggestions(text, [])]
    assert statuses == [Status.EXECUTED, Status.AT_LIBERTY, Status.ARRESTED]


def test_headings_that_a_narrow_page_broke_within_names_are_joined_and_lines_of_trades_are_not() -> None:
    heads = ("Adrian\nBelmont", "Caleb Dunmore\nWolde", "Edwin\nFarrow", "Gareth\nHollis")
    told = "He was arrested on 4 May 2025 and the court has not decided yet, his lawyer says of the case."
    broken = "\n".join(f"{number}. {head}\n{told}" for number, head in enumerate(heads, 1))
    found = {suggestion.name for suggestion in name_suggestions(f"Register\n\n{broken}", [])}
    assert found == {head.replace("\n", " ") for head in heads}
    trades = "\n".join(f"{number}. {name}\nTeacher\n{told}" for number, name in enumerate(NAMES, 1))
    assert {each.name for each in name_suggestions(f"Register\n\n{trades}", [])} == set(NAMES)
