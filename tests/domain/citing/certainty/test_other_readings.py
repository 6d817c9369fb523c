"""Words beside a status that let it be read otherwise: then none is filled in, and the others are."""

import pytest

from tests.domain.citing.certainty.test_later_steps import statuses
from webapp.vocab.liberty import Status

OPEN = [
    # Somebody asks for it.
    "{en} has signed a request for pardon.", "{ru} написал прошение о помиловании.",
    "{es} firmó una petición de indulto.", "{de} schrieb ein Gesuch um Begnadigung.",
    "{tr}'nın tahliye talebi görüşülecek.",
    # Somebody may not leave.
    "Seit März ist {de} wieder zu Hause, das Land darf er nicht verlassen.",
    "O jornalista Casimiro Irreal está em liberdade, mas tem o passaporte apreendido.",
    # It was served, or lies behind somebody.
    "1. {ru}, осуждён на три года, отсидел.\n2. Данила Небылов, осуждён на год, отсидел.",
    "{fr}, deux ans de détention préventive derrière lui, se tait.",
    # There is no charge yet, and no trial.
    "{tr} yüz gündür cezaevinde, hâlâ bir iddianame yok.",
    # A sentence of death was carried out.
    "Das Todesurteil gegen {de} wurde im Gefängnis vollstreckt.",
    # The bail is not in force, the release was put off.
    "{en} was granted bail, but the State will appeal.",
    "{tr} denetimli serbestlikle tahliye edildi, karar ertelendi.",
    # Somebody is mourned.
    "We mourn {en}, who was let out in May.", "Wir trauern um {de}, der im Mai freigelassen wurde.",
    # A correction tells what was wrong.
    "Correction: we wrote that {en} was released on bail.",
    "Berichtigung: {de} wurde freigelassen, schrieben wir.",
    # Of how many times is the last?
    "{en} was arrested and released three times.", "{ru} дважды выходил на свободу.",
    # Of a time long ago.
    "1. {ru}, 1895 г. р. Арестован в марте 1938 г. Осуждён на 10 лет.\n2. Данила Небылов, 1901 г. р.",
    # It ended, or something took its place, or it was before something else.
    "— {be}: 15 сутак скончыліся 9 верасня.",
    "{ru} ждёт суда: арест, потом домашний арест, потом отмена ареста.",
    "{az} ev dustaqlığına buraxılmışdı.", "{uk} після експертизи в психлікарні повернули до камери.",
    # Nobody is known to be where, and officials deny it.
    "It is unclear whether {en} has been released.", "Ці вызваліўся {be}, мы не ведаем.",
    "El periodista {es}, que había salido en libertad, tiene orden de no abandonar el municipio.",
    "{en} crossed the border on the eve of his arrest.",
    "Reports that {en} has been released were denied by officials.",
    # A list of people of two kinds; a decree that makes a term of another one.
    "Wanted and imprisoned:\n1. {en}, a clerk\n2. Tobias Fennimock, a baker",
    # Who has been in custody is not one who died there, though it takes two marks to tell.
    "{az} 2011-ci ildə də həbsdə olub.",
    # A clause within a sentence that tells of another step.
    "Полиция задержала {ru}, которого объявили в розыск.",
]  # fmt: skip


@pytest.mark.parametrize("pattern", OPEN)
def test_what_may_be_read_otherwise_fills_in_nothing(pattern: str) -> None:
    assert statuses(pattern) == set()


@pytest.mark.parametrize(
    ("pattern", "status"),
    [
        ("{en} was acquitted on Friday.", Status.AT_LIBERTY),
        ("{ru} был оправдан в мае.", Status.AT_LIBERTY),
        ("{en} was released on bail and reports to the police twice a week.", Status.RELEASED_PENDING_TRIAL),
        ("{be} пакараны пятнаццаццю суткамі арышту.", Status.ADMINISTRATIVE_DETENTION),
        ("1. {ru}, 1986, осуждён на 10 лет.\n2. Данила Небылов, 1971, осуждён на 7 лет.", Status.IMPRISONED),
        ("{en} was sentenced to five years in prison.", Status.IMPRISONED),
        ("{az} həbsdə ölüb.", Status.DIED_IN_CUSTODY),
        ("Активісту {uk} продовжили домашній арешт до березня.", Status.HOUSE_ARREST),
        ("1. {ru} — домашний арест до 12.12\n2. Данила Небылов — СИЗО", Status.HOUSE_ARREST),
    ],
)  # fmt: skip
def test_the_same_statuses_are_filled_in_without_such_words(pattern: str, status: Status) -> None:
    assert status in statuses(pattern)
