"""A report with a page for each prisoner: the end of an entry counts, and a prison is a place."""

import pytest

from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.domain.text.likely_names import likely_names
from webapp.vocab.liberty import Status

# Longer than what is looked through of a sentence without an end.
CHARGES = "Criminal Code Articles " + "; ".join(
    f"{number}.1 (actions that nobody but an invented law forbids, in a large amount)"
    for number in range(178, 200)
)
ENTRY = f"""
1. Elvin Sinaq oglu Nagilov

Date of arrest: 21 May 2012

Charges: {CHARGES}

Place of detention: Invented Investigative Prison (Kurgu pre-trial detention center)

Case background: Nagilov is the editor of an invented paper. {{}}

2. Natiq Uydur oglu Xeyalli

Date of arrest: 3 May {{year}}

Charges: {CHARGES}

Place of detention: Invented Investigative Prison (Kurgu pre-trial detention center)

Case background: Xeyalli teaches mathematics.
"""


def statuses(background: str, year: str = "2012") -> dict[str, Status | None]:
    """Return the status of whoever heads an entry."""
    text = "\nTHE LIST\nAugust 2014\n" + ENTRY.format(background, year=year)
    return {each.name: each.status for each in name_suggestions(text, []) if "oglu" in each.name}


def test_a_sentence_at_the_end_of_a_long_entry_counts() -> None:
    background = "The court of Kurgu sentenced Nagilov to 10 years in prison."
    assert statuses(background)["Elvin Sinaq oglu Nagilov"] is Status.IMPRISONED


def test_a_remand_prison_alone_tells_little_of_who_has_been_there_for_years() -> None:
    assert statuses("")["Natiq Uydur oglu Xeyalli"] is None
    assert statuses("", "2014")["Natiq Uydur oglu Xeyalli"] is Status.PRETRIAL_DETENTION


def test_a_remand_that_is_told_counts_however_long_ago_it_began() -> None:
    background = "His pre-trial detention was extended by three months."
    assert statuses(background)["Elvin Sinaq oglu Nagilov"] is Status.PRETRIAL_DETENTION


@pytest.mark.parametrize(
    "background",
    [
        "See http://www.kurgu.example/PRESS%20RELEASES/2014.pdf for more.",
        "Write to released.early@kurgu.example for more.",
        "He wrote of ethnic minorities and refugees.",
    ],
)
def test_words_of_an_address_and_refugees_of_whom_somebody_writes_free_nobody(background: str) -> None:
    assert statuses(background, "2014")["Elvin Sinaq oglu Nagilov"] in (None, Status.PRETRIAL_DETENTION)


NAMES = {
    "Said Sinaq oglu Nagilov": "He said so. They said more.\n\n35. Said Sinaq oglu Nagilov\n\nArrested.",
    "Elvin Sinaq oglu Nagil": "See http://k.example/elvin-nagil.\n\n4. Elvin Sinaq oglu Nagil\n\nHeld.",
    "Natiq Uydur oğlu Nagilzada": "1. Natiq Uydur oğlu Nagilzada\n\nArrested.",
    "Natiq Nagilov Uydur oğlu": (
        "6. Natiq Nagilov, Uydur oğlu\n\nHeld.\n\n7. Elvin Xeyalli, Sinaq oğlu\n\nHeld."
    ),
    "Elvin Nagilov": "The Union of Invented Lawyers (UILX) met. The head of UILX Elvin Nagilov was arrested.",
    "Vaqif Kurgulu": (
        "Board members\nElvin Nagilov, Natiq Xeyalli, and Oqtay Uydurov, as\nwell as\n"
        "Vaqif Kurgulu, Nazim Masalov, and Sabir Xeyalov."
    ),
    "Handan Ceren Hayalsoy": "Gazeteciler Doruk Masalgil, Handan Ceren Hayalsoy ve Cengiz Uygur tutuklandı.",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_proposed_as_it_is_called(name: str) -> None:
    assert name in [each.name for each in likely_names(NAMES[name])]


@pytest.mark.parametrize(
    "text",
    [
        "Сначала Небылова оправдали, но вскоре его арестовали.", "Вскоре Небылова задержали.",
        "Дочь Екатерина была в СИЗО.",
        "Im Gefängnis verschlechterte sich Nebelmanns Gesundheitszustand, und die Lage ist ernst.",
    ],
)  # fmt: skip
def test_how_a_sentence_begins_a_relative_and_what_somebody_has_are_no_names(text: str) -> None:
    assert likely_names(text) == []


HEADED = {
    "Фома Сказочный": "Приговорён к 5 годам колонии за листовки в поддержку Захара Выдумкина.",
    "Corvin Ashmockle": "In 2021 sentenced to 5 years in prison for leaflets in support of Tobias Fennimock.",
    "Casimiro Irreal": "Condenado a 5 años de prisión por apoyar a Leandro Quimerales.",
    "Hartwig Nebelmann": "Verurteilt zu 5 Jahren Haft für Flugblätter für Oswald Traumfeld.",
}


@pytest.mark.parametrize("name", HEADED)
def test_what_begins_with_a_sentence_is_of_the_heading_above_and_not_of_whom_it_names(name: str) -> None:
    alone = {each.name: each.status for each in name_suggestions(f"{name}\n{HEADED[name]}", [])}
    assert name in alone
    assert set(alone.values()) - {alone[name]} <= {None}
    text = "\n\n".join(f"{number}. {head}\n{HEADED[head]}" for number, head in enumerate(HEADED, start=1))
    listed = {each.name: each.status for each in name_suggestions(text, [])}
    assert listed == dict.fromkeys(listed) | dict.fromkeys(HEADED, Status.IMPRISONED)


@pytest.mark.parametrize(
    "text",
    [
        "Labor Rights Activists Detained in January as Crackdown Escalates\n\nThe police came.",
        "Elvin works for the “Kurgu Masal Workers’ Union”, whose members were arrested.",
        "Citing Nagilov’s parents, a paper wrote that he was detained.",
        "Hi Natiq,\n\nI read of political prisoners.",
    ],
)
def test_headlines_and_unions_in_quotation_marks_name_nobody(text: str) -> None:
    assert likely_names(text) == []


def test_below_a_caption_that_is_a_name_others_are_told_of() -> None:
    told = "\n\nThe clampdown on unions, with organizers jailed, must sound the alarm for everybody."
    assert {each.status for each in name_suggestions(f"Corvin Ashmockle{told}", [])} <= {None}
    own = "\n\nAshmockle is in prison."
    assert [each.status for each in name_suggestions(f"Corvin Ashmockle{own}", [])][0] is Status.IMPRISONED
