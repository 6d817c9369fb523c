"""Where a text leaves a status open none is filled in: a wrong one costs more than an empty one."""

from itertools import product

import pytest

from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.vocab.liberty import HELD, Status

PEOPLE = {
    "en": ("Corvin Ashmockle", "Henrike Lundquible", "Tobias Fennimock"),
    "ru": ("Артемий Небылов", "Фома Сказочный", "Захар Выдумкин"),
    "uk": ("Гордій Вигаданко", "Лесь Примарний", "Назар Казковий"),
    "es": ("Casimiro Irreal", "Leandro Quimerales", "Ramiro Fantasero"),
    "fr": ("Norbert Songeville", "Tanguy Mirageon", "Prosper Leurrand"),
    "de": ("Hartwig Nebelmann", "Oswald Traumfeld", "Tassilo Scheinhof"),
    "tr": ("Doruk Masalgil", "Cengiz Hayalsoy", "Poyraz Kurgutaş"),
    "az": ("Natiq Nağılzadə", "Oqtay Xəyallı", "Vüqar Uydurbəyli"),
}


def statuses(text: str) -> dict[str, Status | None]:
    """Return the last status that a text proposes for each name."""
    return {each.name: each.status for each in name_suggestions(text, [])}


def told(language: str, pattern: str) -> list[tuple[str, dict[str, Status | None]]]:
    """Return what a pattern for a name and its family name tells of each person of a language."""
    cases = product(PEOPLE[language], ("2019", "2021"))
    return [(name, statuses(pattern.format(name, name.split()[-1], year))) for name, year in cases]


LATER = {
    "en": [
        "{} was released without charge on Monday.\n\nThe court met again.\n\n{} was remanded in custody.",
        "{} has served the whole term.\n\nNothing changed.\n\nThen {} was under house arrest.",
        "{0}, who was jailed in {2}, is in prison.\n\nNews came late.\n\n{1} was released on bail.",
    ],
    "ru": [
        "{0} приговорён к пяти годам колонии.\n\nПрошло лето.\n\n{1} освобождён условно-досрочно.",
        "{0} под домашним арестом.\n\nСуд собрался снова.\n\n{1} отправлен в СИЗО.",
    ],
    "es": ["{0} cumple una condena de seis años de prisión.\n\nHubo noticias.\n\n{1} fue indultado."],
    "de": ["{0} wurde zu sechs Jahren Haft verurteilt.\n\nEs wurde Herbst.\n\n{1} wurde begnadigt."],
    "fr": ["{0} purge sa peine de six ans.\n\nL'été passa.\n\n{1} a été gracié."],
}  # fmt: skip


@pytest.mark.parametrize(("language", "pattern"), [(key, each) for key in LATER for each in LATER[key]])
def test_what_the_text_goes_on_to_tell_takes_back_what_it_told_before(language: str, pattern: str) -> None:
    for name in PEOPLE[language]:
        text = pattern.format(name, name.split()[-1], "2019")
        alone, whole = name_suggestions(text.split("\n\n")[0], [])[0], name_suggestions(text, [])[0]
        assert alone.status is not None
        assert whole.status is not alone.status


# By words of its own, by a row of them, or as an aside to what somebody did.
OPEN = {
    "en": [
        "In the old prison he shared a cell with the poet {}.",
        "Beside him on the plane sat the poet {}, sentenced to eight years.",
        "{} has served the sentence, but may not leave the country.",
        "A motion to place {} under house arrest was heard.",
        "{0} was arrested in {2} for some catalogues. The archive was opened in 2024.",
        "{} was arrested on Monday.\n\nA judge remanded him in custody.",
        "{} was released on Monday. He had been pardoned with others.",
        "{} is held in a prison, and the trial goes on.",
    ],
    "ru": [
        "Вместе с ним в самолёте была {}, осуждённая на семь лет.",
        "Суд рассмотрел ходатайство о домашнем аресте для художника {}.",
        "{} вышел на свободу, отсидев шесть лет.",
        "{0} был задержан в {2} году. Архив открыли в 2024 году.",
    ],
    "uk": ["{} вийшов на волю за обміном, засуджений до шести років."],
    "es": [
        "Junto a él viajaba el poeta {}, condenado a ocho años de prisión.",
        "{0} fue detenido en {2} por un poema. El archivo se abrió en 2024.",
    ],
    "fr": [
        "{} attend d'être placé en détention provisoire.",
        "{}, condamné à huit ans, a embarqué pour l'étranger.",
    ],
    "de": ["{} hat seine Haft verbüßt, darf aber das Land nicht verlassen."],
    "tr": ["{} hakkında ev hapsi talebi görüşüldü."],
    "az": ["{} barəsində ev dustaqlığı ilə bağlı vəsatətə baxılıb."],
}  # fmt: skip


@pytest.mark.parametrize(("language", "pattern"), [(key, each) for key in OPEN for each in OPEN[key]])
def test_an_aside_a_request_a_contrast_or_an_old_arrest_fills_nothing_in(language: str, pattern: str) -> None:
    for name, proposed in told(language, pattern):
        right = (None, Status.RELEASED_EARLY, Status.RELEASED_SERVED, Status.TRAVEL_BAN)
        assert proposed.get(name) in right, pattern


CERTAIN = {
    "en": [
        ("{} was sentenced to eight years in prison.", Status.IMPRISONED),
        ("{} was acquitted and released in the courtroom.", Status.AT_LIBERTY),
        ("{} was released on bail.", Status.RELEASED_PENDING_TRIAL),
        ("{} was arrested on Monday.", Status.ARRESTED),
        ("{} has been in prison since May.", Status.IMPRISONED),
    ],
    "ru": [
        ("{} приговорён к восьми годам колонии.", Status.IMPRISONED),
        ("{} отправлен в СИЗО на два месяца.", Status.PRETRIAL_DETENTION),
        ("{} под домашним арестом.", Status.HOUSE_ARREST),
    ],
    "es": [("{} fue condenado a ocho años de prisión.", Status.IMPRISONED)],
    "fr": [("{} a été remis en liberté provisoire.", Status.RELEASED_PENDING_TRIAL)],
    "de": [("{} sitzt in Untersuchungshaft.", Status.PRETRIAL_DETENTION)],
    "tr": [("{} tutuklandı.", Status.PRETRIAL_DETENTION)],
    "az": [("{} ev dustaqlığındadır.", Status.HOUSE_ARREST)],
}  # fmt: skip


@pytest.mark.parametrize("language", CERTAIN)
def test_what_is_plain_stays_filled_in(language: str) -> None:
    for pattern, status in CERTAIN[language]:
        for name, proposed in told(language, pattern):
            assert proposed == {name: status}, pattern


ROWS = {
    "en": ("{} and {} were remanded in custody.", "{} and {}, who was with him, were shown the prison."),
    "tr": ("{} ve {} tutuklandı.", None),
    "fr": ("{} et {} sont en détention provisoire.", None),
    "de": ("{} und {} sitzen in Untersuchungshaft.", None),
}


@pytest.mark.parametrize("language", ROWS)
def test_a_row_of_names_is_told_of_as_one(language: str) -> None:
    whole, parted = ROWS[language]
    first, second, _ = PEOPLE[language]
    assert statuses(whole.format(first, second)) == dict.fromkeys((first, second), Status.PRETRIAL_DETENTION)
    assert parted is None or set(statuses(parted.format(first, second)).values()) <= {None}


def test_a_pardon_of_whom_its_decree_says_that_they_will_be_freed_frees_nobody_yet() -> None:
    people = PEOPLE["es"]
    items = "".join(f"{n}. {name}, condenado a seis años de prisión;\n" for n, name in enumerate(people, 1))
    lead = "Artículo 1. Concédese amnistía a las siguientes personas:\n\n"
    last = "\nArtículo 2. Las personas mencionadas serán puestas en libertad dentro de cinco días.\n"
    decided, announced = statuses(lead + items), statuses(lead + items + last)
    assert [decided[name] for name in people] == [Status.RELEASED_EARLY] * 3
    assert [announced[name] for name in people] == [None] * 3


@pytest.mark.parametrize("lead", ["Released in the March pardon", "Released after the exchange"])
def test_a_bare_release_under_a_title_that_tells_how_is_left_open(lead: str) -> None:
    entries = "".join(f"{n}. {name} – baker. Released 11 March.\n" for n, name in enumerate(PEOPLE["en"], 1))
    assert Status.AT_LIBERTY not in statuses(f"{lead}\n\n{entries}").values()
    assert set(statuses(f"Released in March\n\n{entries}").values()) == {Status.AT_LIBERTY}


def test_what_is_no_person_gets_no_status() -> None:
    for thing in ("Ironmarsh Gaol", "Klinik Orsk-Hain", "Aylık Raporu"):
        assert statuses(f"{thing} was shown where the prisoners are in prison.").get(thing) is None
    assert statuses("Le patron du site Matin Songeur a été incarcéré.").get("Matin Songeur") is None


# What leads the names of a decree; those whose term it cuts stay where they are.
FREED_FROM_A_TERM = {
    "en": "To release the following persons from the unserved part of the punishment of imprisonment:",
    "ru": "Освободить от неотбытой части наказания в виде лишения свободы следующих лиц:",
    "uk": "Звільнити від подальшого відбування покарання у виді позбавлення волі таких осіб:",
    "az": "Aşağıdakı şəxslər azadlıqdan məhrum etmə cəzasının çəkilməmiş hissəsindən azad edilsinlər:",
}


@pytest.mark.parametrize("language", FREED_FROM_A_TERM)
def test_who_is_freed_from_what_is_left_of_an_imprisonment_is_not_in_prison(language: str) -> None:
    names = PEOPLE[language]
    rows = "\n".join(f"{name}, {1960 + place}" for place, name in enumerate(names))
    proposed = statuses(f"1. {FREED_FROM_A_TERM[language]}\n{rows}\n")
    assert set(proposed) == set(names)
    assert set(proposed.values()) <= {None, Status.RELEASED_EARLY}


def test_a_house_arrest_that_is_prolonged_is_one() -> None:
    first, second, _ = PEOPLE["ru"]
    rows = f"1. {first}, студент. Домашний арест продлён.\n2. {second}. Продлён домашний арест.\n"
    assert statuses(rows) == dict.fromkeys((first, second), Status.HOUSE_ARREST)


def test_somebody_whose_term_was_replaced_is_not_simply_free() -> None:
    first, second, _ = PEOPLE["az"]
    replaced = "Cəzasının qalan hissəsi şərti cəza ilə əvəz edilib, martın 2-də azadlığa buraxılıb."
    assert statuses(f"1. {first}. {replaced}\n2. {second}. {replaced}\n") == dict.fromkeys((first, second))


@pytest.mark.parametrize(
    "beside",
    [
        "{} is in prison. The prison administration keeps his letters.",
        "{} was beaten and imprisoned in May.",
    ],
)  # fmt: skip
def test_what_is_done_in_a_prison_is_no_trial_to_come(beside: str) -> None:
    for name in PEOPLE["en"]:
        assert statuses(beside.format(name)) == {name: Status.IMPRISONED}
        accused = beside.format(name) + " He is accused of treason and awaits his trial."
        assert statuses(accused) == {name: None}


@pytest.mark.parametrize(
    "text",
    [
        "Фома Сказочный, Захар Выдумкин были обменены на 14 заключённых из других стран.",
        "Фома Сказочный записывал воспоминания депортированных на видео.",
        "Corvin Ashmockle wrote about prisoners.",
        "Corvin Ashmockle took part in a film about the exiles.",
    ],
)
def test_a_word_for_many_is_of_others(text: str) -> None:
    assert not [status for status in statuses(text).values() if status in HELD | {Status.EXILED}]


@pytest.mark.parametrize(
    "text",
    [
        "Mahkeme, Doruk Masalgil hakkında hapis cezasını 900 TL adli para cezasına çevirdi.",
        "Mahkeme, Doruk Masalgil hakkında verilen 1 yıl hapis cezasının açıklanmasını geri bırakıldı.",
        "Corvin Ashmockle was sentenced to 2 years in prison, which was converted into a fine.",
    ],
)
def test_a_term_that_nobody_goes_to_prison_for_is_none(text: str) -> None:
    assert Status.IMPRISONED not in statuses(text).values()


def test_a_release_that_is_to_come_frees_none_of_a_row() -> None:
    row = "Gazeteciler Doruk Masalgil, Cengiz Hayalsoy ve Poyraz Kurgutaş hakkında tahliye kararı verildi."
    assert set(statuses(row).values()) == {Status.AT_LIBERTY}
    coming = f"{row} Gazetecilerin bugün serbest bırakılması bekleniyor."
    assert set(statuses(coming).values()) == {None}


@pytest.mark.parametrize("below", ["Both were released hours later.", "They are in pretrial detention."])
def test_what_is_told_of_several_after_their_arrest_leaves_it_open(below: str) -> None:
    first, second, _ = PEOPLE["en"]
    arrest = f"{first} was arrested along with {second}, a baker. "
    assert statuses(arrest)[first] is Status.ARRESTED
    assert statuses(arrest + below)[first] is None


def test_a_headline_that_leaves_out_one_of_three_names_is_of_the_same_person() -> None:
    text = "Irreal Quimerales is released\n\nThe poet Casimiro Irreal Quimerales is in pretrial detention."
    assert statuses(text)["Irreal Quimerales"] is None


def test_probation_after_a_term_in_prison_releases_nobody() -> None:
    term = "The court sentenced Corvin Ashmockle to four years in prison, with three more years on probation."
    assert Status.RELEASED_EARLY not in statuses(term).values()


@pytest.mark.parametrize(
    "text",
    [
        "We are inspired by Corvin Ashmockle, who created the Prison Information Group in 1971.",
        "Two participants of a protest in memory of Corvin Ashmockle were detained by police.",
        "Нескольких человек задержали на акции в поддержку Фомы Сказочного.",
        "Из отчёта Захара Выдумкина:\n>Начались задержания, и всех увезли в СИЗО.",
        "Фома Сказочный создал группу информации по тюрьмам.",
    ],
)
def test_what_is_done_to_others_beside_a_name_is_not_of_it(text: str) -> None:
    assert set(statuses(text).values()) <= {None}


@pytest.mark.parametrize("lead", ["Released yesterday under a pardon", "Home after the exchange: freed"])
def test_a_term_in_a_list_of_those_who_were_freed_is_what_was_before(lead: str) -> None:
    listed = "\n".join(f"• {name}, a nurse, sentenced to 12 years" for name in PEOPLE["en"])
    assert Status.IMPRISONED not in statuses(f"{lead}\n\n{listed}").values()
    assert set(statuses(f"Prisoners of the colony\n\n{listed}").values()) == {Status.IMPRISONED}


@pytest.mark.parametrize(("who", "status"), [("The authorities say", None), ("She says", Status.AT_LIBERTY)])
def test_a_release_that_only_the_authorities_tell_of_is_left_open(who: str, status: Status | None) -> None:
    assert statuses(f"{who} that Corvin Ashmockle was released on Monday.") == {"Corvin Ashmockle": status}
