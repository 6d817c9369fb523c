"""How a sentence tells of somebody: what may come, what is denied, what is over, terms of days, deaths."""

from itertools import product

import pytest

from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.vocab.liberty import Status

PEOPLE = {
    "en": "Corvin Ashmockle", "ru": "Артемий Небылов", "uk": "Остап Казковий", "be": "Яўген Казачнікаў",
    "es": "Casimiro Irreal", "fr": "Achille Songecreux", "de": "Traugott Scheinert", "tr": "Serhat Masalcı",
    "az": "Tural Nağılov",
}  # fmt: skip

MAY_COME = {
    "en": ("{} {} {}.", ("may", "could", "should", "must"), ("be freed", "be set free", "soon walk free")),
    "ru": ("{} {} {}.", ("может", "должен"), ("быть освобождён", "выйти на свободу")),
    "uk": ("{} {} {}.", ("може", "має"), ("бути звільнений", "вийти на волю")),
    "be": ("{} {} {}.", ("можа", "павінен"), ("быць вызвалены", "выйсці на волю")),
    "es": ("{} {} {}.", ("podría", "debe", "debería"), ("ser liberado", "ser puesto en libertad")),
    "fr": ("{} {} {}.", ("pourrait", "doit", "devrait"), ("être libéré", "être remis en liberté")),
    "de": ("{} {} {}.", ("könnte", "soll", "muss"), ("bald freigelassen werden", "freikommen")),
    "tr": ("{} {}{}.", ("serbest bırakıl", "tahliye edil"), ("malı", "meli", "abilir", "ebilir", "acak")),
    "az": ("{} {} {}.", ("azad edilə", "sərbəst buraxıla"), ("bilər", "bilər, dedi vəkili")),
}  # fmt: skip


@pytest.mark.parametrize("language", MAY_COME)
def test_a_release_that_may_come_or_is_wished_is_none(language: str) -> None:
    pattern, modals, verbs = MAY_COME[language]
    for modal, verb in product(modals, verbs):
        text = pattern.format(PEOPLE[language], modal, verb)
        assert [each.status for each in name_suggestions(text, []) if each.status] == [], text


DENIED = {
    "az": ("{} {}.", ("saxlanılmayıb", "həbs edilməyib", "azadlığa buraxılmayıb", "həbs olunmadı")),
    "tr": ("{} {}.", ("gözaltına alınmadı", "tutuklanmadı", "serbest bırakılmadı", "tahliye edilmemiş")),
    "en": ("{} was {}.", ("neither arrested nor charged", "not arrested", "never detained", "not freed")),
}  # fmt: skip


@pytest.mark.parametrize("language", DENIED)
def test_what_a_verb_denies_is_no_status(language: str) -> None:
    pattern, verbs = DENIED[language]
    for verb in verbs:
        text = pattern.format(PEOPLE[language], verb)
        assert [each.status for each in name_suggestions(text, []) if each.status] == [], text


SUSPENDED = {
    "en": "{} was sentenced to {} years in prison, suspended.",
    "es": "{} fue condenado a {} años de prisión con suspensión de la pena.",
    "tr": "{} ertelenmiş {} yıl hapis cezası aldı.",
    "de": "{} wurde zu {} Jahren Haft auf Bewährung verurteilt.",
    "fr": "{} a été condamné à {} ans de prison avec sursis.",
    "ru": "{} приговорён к {} годам лишения свободы условно.",
}


@pytest.mark.parametrize(("language", "years"), [*product(SUSPENDED, (2, 3, 5))])
def test_who_has_a_suspended_term_is_not_in_prison(language: str, years: int) -> None:
    text = SUSPENDED[language].format(PEOPLE[language], years)
    assert [each.status for each in name_suggestions(text, []) if each.status] == []


FOR_DAYS = {
    "en": ("{} was jailed for {} days.", "{} was sentenced to {} days in detention."),
    "ru": ("{} арестован на {} суток.", "{} получил {} суток ареста."),
    "uk": ("{} арештований на {} діб.", "{} отримав {} діб арешту."),
    "be": ("{} арыштаваны на {} сутак.",),
    "es": ("{} fue condenado a {} días de arresto.", "{} cumple {} días de cárcel."),
    "de": ("{} wurde zu {} Tagen Arrest verurteilt.", "{} verbüßt {} Tage Haft."),
    "az": ("{} {} sutka həbs cəzası alıb.", "{} {} gün müddətinə inzibati həbs olunub."),
}


@pytest.mark.parametrize(("language", "days"), [*product(FOR_DAYS, (7, 12, 15))])
def test_a_court_s_days_are_administrative_detention(language: str, days: int) -> None:
    for pattern in FOR_DAYS[language]:
        text = pattern.format(PEOPLE[language], days)
        statuses = [each.status for each in name_suggestions(text, [])]
        assert statuses == [Status.ADMINISTRATIVE_DETENTION], text


DIED_LATER = {
    "en": "{} died {} after his release.", "ru": "{} умер через {} после освобождения.",
    "uk": "{} помер через {} після звільнення.", "be": "{} памёр праз {} пасля вызвалення.",
    "es": "{} murió {} después de ser liberado.", "fr": "{} est mort {} après sa libération.",
    "de": "{} starb {} nach der Freilassung.", "tr": "{} tahliye edildikten {} sonra hayatını kaybetti.",
    "az": "{} azadlığa çıxandan {} sonra vəfat edib.",
}  # fmt: skip
SPANS = {
    "en": ("a month", "two weeks"), "ru": ("месяц", "две недели"), "uk": ("місяць", "два тижні"),
    "be": ("месяц", "два тыдні"), "es": ("un mes", "dos semanas"), "fr": ("un mois", "deux semaines"),
    "de": ("einen Monat", "zwei Wochen"), "tr": ("bir ay", "iki hafta"), "az": ("bir ay", "iki həftə"),
}  # fmt: skip


@pytest.mark.parametrize("language", DIED_LATER)
def test_who_died_after_the_release_did_not_die_in_custody_and_is_not_at_liberty(language: str) -> None:
    for span in SPANS[language]:
        text = DIED_LATER[language].format(PEOPLE[language], span)
        assert [each.status for each in name_suggestions(text, [])] == [Status.DIED_AFTER_RELEASE], text


GOES_ON = {
    "{} was arrested on Monday. {} the same evening.": (
        PEOPLE["en"], ("He was released", "Later he was set free", "The next day he was let go"),
    ),
    "{} задержан в понедельник. {} без обвинения.": (
        PEOPLE["ru"], ("Его отпустили", "Затем он был отпущен", "Потом его освободили"),
    ),
    "{} wurde am Montag festgenommen. {}.": (
        PEOPLE["de"], ("Er kam am Abend frei", "Später wurde er freigelassen"),
    ),
    "{} fue detenido el lunes. {}.": (PEOPLE["es"], ("Él fue liberado", "Luego lo liberaron")),
}  # fmt: skip


@pytest.mark.parametrize("pattern", GOES_ON)
def test_a_sentence_that_goes_on_about_the_same_one_tells_how_things_are_now(pattern: str) -> None:
    person, endings = GOES_ON[pattern]
    for ending in endings:
        text = pattern.format(person, ending)
        assert [each.status for each in name_suggestions(text, [])] == [Status.AT_LIBERTY], text
        assert text[name_suggestions(text, [])[0].sentence.end - 1] == "."


UPGRADES = {
    "{} was arrested on Monday. {} and remanded for two months.": (
        PEOPLE["en"], ("He was charged", "Ms Ashmockle was charged", "The next day she was charged"),
    ),
    "{} задержан в понедельник. {} в СИЗО.": (PEOPLE["ru"], ("Его отправили", "Небылова отправили")),
    "{} wurde am Montag festgenommen. {} in Untersuchungshaft.": (
        PEOPLE["de"], ("Er kam", "Scheinert kam", "Später kam er"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("pattern", UPGRADES)
def test_what_came_of_an_arrest_is_told_by_the_next_sentence(pattern: str) -> None:
    person, beginnings = UPGRADES[pattern]
    for beginning in beginnings:
        text = pattern.format(person, beginning)
        assert [each.status for each in name_suggestions(text, [])] == [Status.PRETRIAL_DETENTION], text


SPENT = [
    "After {} {} in detention, {} spoke to his family.", "{2} spent {0} {1} in prison.",
    "Tras {} {} en prisión, {} habló con su familia.", "Nach {} {} in Haft sprach {} mit seiner Familie.",
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "number"), [*product(range(4), (2, 14, 30))])
def test_a_time_that_is_over_is_not_how_things_are(pattern: int, number: int) -> None:
    unit = ("months", "months", "meses", "Monaten")[pattern]
    text = SPENT[pattern].format(number, unit, PEOPLE["de"])
    assert [each.status for each in name_suggestions(text, []) if each.status] == [], text


PARTED = [
    ("Die Polizei ließ {} {} wieder laufen.", ("nach vier Stunden", "am Abend"), Status.AT_LIBERTY),
    ("Die Polizei nahm {} {} fest.", ("am Montag", "vor seinem Haus"), Status.ARRESTED),
    ("Das Gericht stellte {} {} unter Hausarrest.", ("am Montag", "für zwei Monate"), Status.HOUSE_ARREST),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "betweens", "status"), PARTED)
def test_a_german_verb_is_read_with_its_end(
    pattern: str, betweens: tuple[str, ...], status: Status
) -> None:
    for between in betweens:
        text = pattern.format(PEOPLE["de"], between)
        assert [each.status for each in name_suggestions(text, [])] == [status], text


REPLACED = [
    ("en", "The arrest of {} was replaced by house arrest."), ("ru", "{} заменили арест на домашний арест."),
    ("az", "Məhkəmə {}un həbsini ev dustaqlığı ilə əvəz edib."),
    ("es", "A {} le cambiaron la prisión por arresto domiciliario."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "pattern"), REPLACED)
def test_a_measure_that_took_the_place_of_another_is_the_one_in_force(language: str, pattern: str) -> None:
    statuses = [each.status for each in name_suggestions(pattern.format(PEOPLE[language]), [])]
    assert statuses == [Status.HOUSE_ARREST]


def test_the_first_of_several_reports_is_no_title_of_the_others() -> None:
    times = ("12:40", "13:05", "14:20", "15:10")
    people = ("Захару Кривдину", "Капитолине Мифоевой", "Елисею Пустотину", "Нестору Сочинёву")
    told = ("продлили арест", "вручили повестку в суд", "назначили штраф", "предъявили обвинение")
    lines = zip(times, people, told, strict=True)
    text = "\n".join(f"{time} {person} {words}." for time, person, words in lines)
    statuses = {each.name: each.status for each in name_suggestions(text, [])}
    assert [name for name, status in statuses.items() if status] == ["Захар Кривдин"]


OTHERS = [
    "Corvin Ashmockle was arrested on Monday. Tobias Fennimock was released the same evening.",
    "Corvin Ashmockle was arrested on Monday.\n\nHe was released, that is what Amity Watch asks for.",
    "Corvin Ashmockle was arrested on Monday. Earlier he had been released from prison.",
    "Corvin Ashmockle was arrested on Monday. He was not released.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_a_sentence_about_others_or_other_times_changes_nothing(text: str) -> None:
    assert name_suggestions(text, [])[0].status is Status.ARRESTED


EARLIER = [
    ("Der Blogger {}, der zuvor unter Hausarrest gestanden hatte, kam gegen Kaution frei.", "de",
     Status.RELEASED_PENDING_TRIAL),
    ("{}, who had earlier been under house arrest, was set free on Monday.", "en", Status.AT_LIBERTY),
    ("{} was rearrested two days after his release.", "en", Status.ARRESTED),
    ("{} вновь задержан через неделю после освобождения.", "ru", Status.ARRESTED),
    ("{} tahliye edildikten iki gün sonra yeniden gözaltına alındı.", "tr", Status.ARRESTED),
    ("Cihan Efsaneli adli kontrolle serbest bırakılırken {} tutuklandı.", "tr", Status.PRETRIAL_DETENTION),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "language", "status"), EARLIER)
def test_what_was_before_or_is_told_of_another_is_not_how_things_are(
    pattern: str, language: str, status: Status
) -> None:
    text = pattern.format(PEOPLE[language])
    statuses = {each.name: each.status for each in name_suggestions(text, [])}
    assert statuses[PEOPLE[language]] is status


ROWS = [
    ("Port Aldous: {} (released), {} (fined), {} (ten days in custody).", ("at_liberty", None, None)),
    ("{} is held in pre-trial detention; {} was fined; {} was set free.", (
        "pretrial_detention", None, "at_liberty",
    )),
    ("{} (house arrest), {} (fined), {} (freed).", ("house_arrest", None, "at_liberty")),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "statuses"), ROWS)
def test_what_stands_in_brackets_or_before_a_semicolon_is_of_its_own_name(
    pattern: str, statuses: tuple[str | None, ...]
) -> None:
    people = ("Corvin Ashmockle", "Tobias Fennimock", "Henrike Lundquible")
    proposed = {each.name: each.status for each in name_suggestions(pattern.format(*people), [])}
    for person, status in zip(people, statuses, strict=True):
        assert proposed.get(person) == status


WHERE = [
    ("He was sent to a colony and was killed at the front.", None),
    ("Served 2 years, died in a road accident.", None),
    ("He died in the colony on 3 May.", Status.DIED_IN_CUSTODY),
]  # fmt: skip


@pytest.mark.parametrize(("told", "status"), WHERE)
def test_who_died_elsewhere_did_not_die_in_custody(told: str, status: Status | None) -> None:
    text = f"1. Corvin Ashmockle, a farmer. {told}\n2. Tobias Fennimock, a nurse. {told}\n"
    statuses = {each.status for each in name_suggestions(text, [])}
    assert Status.DIED_IN_CUSTODY not in statuses - {status}


LIFTED = [
    ("en", "The house arrest of {} was lifted."), ("tr", "{}: ev hapsi kaldırıldı."),
    ("ru", "{}: домашний арест отменён."), ("az", "{}: ev dustaqlığı ləğv edilib."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "pattern"), LIFTED)
def test_a_measure_that_was_lifted_is_not_in_force(language: str, pattern: str) -> None:
    statuses = {each.status for each in name_suggestions(pattern.format(PEOPLE[language]), [])}
    assert Status.HOUSE_ARREST not in statuses


NUMBERED = [("{}. ", 1), ("{}) ", 1), ("{}° ", 1), ("({}) ", 1), ("{}- ", 7)]


@pytest.mark.parametrize(("mark", "first"), NUMBERED)
def test_an_entry_ends_where_the_next_number_stands_though_no_name_is_found_there(
    mark: str, first: int
) -> None:
    told = ("Corvin Ashmockle, detained", "x-y, released on bail", "Tobias Fennimock, imprisoned", "z, freed")
    text = "".join(f"{mark.format(number)}{entry}\n" for number, entry in enumerate(told, first))
    statuses = {each.name: each.status for each in name_suggestions(text, [])}
    assert statuses == {"Corvin Ashmockle": Status.ARRESTED, "Tobias Fennimock": Status.IMPRISONED}


TURKIC = [
    ("{} DTX əməkdaşları tərəfindən tutulub, ailəsi deyir.", "Tural Nağılov"),
    ("{} Umbakı həbsxanasında saxlanılır.", "Tural Nağılov"),
    ("{} Sincan Cezaevi'nde tutuluyor.", "Serhat Masalcı"),
    ("{} İsveçrədə sığınacaq alıb.", "Səbuhi Dastançı"), ("Müxalifətçi {} saxlanılıb.", "Ramil Nağılbəyli"),
    ("{} həbs edilib.", "Xəyalzadə Fərid Akif oğlu"), ("* {}: gözaltına alındı.", "Kasım Hayaletoğlu"),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "person"), TURKIC)
def test_a_name_beside_a_place_an_office_or_a_trade_is_the_name_alone(pattern: str, person: str) -> None:
    assert [each.name for each in name_suggestions(pattern.format(person), [])] == [person]


NOT_IN_FORCE = [
    ("en", "The court overturned the five-year prison sentence of {}."),
    ("en", "{} was sentenced in absentia to ten years in prison."),
    ("en", "The court refused to release {} on bail."),
    ("ru", "{} отказали в условно-досрочном освобождении."),
    ("ru", "{} заочно приговорён к 8 годам колонии."),
    ("tr", "Yargıtay, {}'nın 5 yıllık hapis cezasını bozdu."),
    ("de", "{} wurde in Abwesenheit zu zehn Jahren Haft verurteilt."),
    ("es", "{} fue condenado en ausencia a diez años de prisión."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "pattern"), NOT_IN_FORCE)
def test_a_sentence_or_release_that_is_not_in_force_is_no_status(language: str, pattern: str) -> None:
    statuses = [each.status for each in name_suggestions(pattern.format(PEOPLE[language]), []) if each.status]
    assert statuses == []


RELATIVES = [
    ("Суд отправил Артемия Небылова в СИЗО, его {} {} Небылову допросили.", ("жену", "мать"), "Лукерью"),
    ("Corvin Ashmockle was remanded in custody, his {} {} Ashmockle questioned.", ("wife", "cousin"), "Una"),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "relatives", "given"), RELATIVES)
def test_what_is_told_of_somebody_is_not_told_of_the_relative_behind_the_comma(
    pattern: str, relatives: tuple[str, ...], given: str
) -> None:
    for relative in relatives:
        proposed = name_suggestions(pattern.format(relative, given), [])
        assert proposed[0].status is Status.PRETRIAL_DETENTION
        assert [each.status for each in proposed[1:] if each.status] == []


RETAKEN = [
    ("en", "{} was released but arrested at the gate."),
    ("ru", "{} вышел на свободу, но его задержали у ворот."),
    ("be", "{} адбыў тэрмін, але яго затрымалі ля брамы."),
    ("es", "{} fue liberado, pero lo detuvieron en la puerta."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "pattern"), RETAKEN)
def test_who_was_taken_again_in_the_same_sentence_is_arrested(language: str, pattern: str) -> None:
    statuses = [each.status for each in name_suggestions(pattern.format(PEOPLE[language]), [])]
    assert statuses == [Status.ARRESTED]


def test_a_release_two_weeks_after_an_arrest_is_the_last_word() -> None:
    for language, text in (
        ("tr", "{} gözaltına alındı, iki hafta sonra serbest bırakıldı."),
        ("ru", "{} задержан 3 мая, через неделю отпущен."),
        ("en", "{} was arrested on 3 May and two weeks later released."),
    ):
        proposed = name_suggestions(text.format(PEOPLE[language]), [])
        assert [each.status for each in proposed] == [Status.AT_LIBERTY], text


LET_OUT = [
    ("de", "{} wurde am Freitag aus der {} entlassen.", ("Untersuchungshaft", "Haft")),
    ("en", "{} was released on Friday from {}.", ("pre-trial detention", "custody")),
    ("ru", "{} в пятницу освобождён из {}.", ("СИЗО", "следственного изолятора")),
]  # fmt: skip


@pytest.mark.parametrize(("language", "pattern", "places"), LET_OUT)
def test_what_somebody_was_let_out_of_is_not_where_this_one_is(
    language: str, pattern: str, places: tuple[str, ...]
) -> None:
    for place in places:
        proposed = name_suggestions(pattern.format(PEOPLE[language], place), [])
        assert [each.status for each in proposed] == [Status.AT_LIBERTY], place


PLACES = ("Суд в {} приговорил {} к шести годам колонии.", "{}'te {} gözaltına alındı.")


def test_places_by_their_case_are_nobody() -> None:
    for text, person in (
        (PLACES[0].format("Нижнем Выдумске", "Агату Мнимченко"), "Агата Мнимченко"),
        (PLACES[0].format("Старых Небылях", "Агату Мнимченко"), "Агата Мнимченко"),
        (PLACES[1].format("İzmir Düşkent", "Serhat Masalcı"), "Serhat Masalcı"),
    ):
        assert [each.name for each in name_suggestions(text, [])] == [person]
