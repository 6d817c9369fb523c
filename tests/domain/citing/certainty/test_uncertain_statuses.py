"""A status is filled in only where a text is certain: of whom it tells, of what, and that it is so still."""

from itertools import product

import pytest

from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.vocab.liberty import Status

PEOPLE = {
    "en": ("Corvin Ashmockle", "Henrike Lundquible"), "ru": ("Артемий Небылов", "Фома Сказочный"),
    "uk": ("Остап Казковий", "Захар Примарний"), "be": ("Лявон Казачны", "Сымон Хмарны"),
    "es": ("Casimiro Irreal", "Nicanor Quimeral"), "fr": ("Achille Songecreux", "Tanguy Chimérel"),
    "de": ("Traugott Scheinert", "Ludolf Nebelung"), "tr": ("Serhat Masalcı", "Kasım Hayaloğlu"),
    "az": ("Tural Nağılov", "Kənan Xəyalov"),
}  # fmt: skip


def statuses(text: str) -> dict[str, Status | None]:
    """Return the last status proposed for each name of a text."""
    return {each.name: each.status for each in name_suggestions(text, [])}


def none_of(text: str) -> bool:
    return [each.status for each in name_suggestions(text, []) if each.status] == []


GOES_ON = [
    ("en", "{0} and {1} were detained on Monday. {3} was freed that evening. {2} was remanded in custody."),
    ("ru", "Задержаны {0} и {1}. {3} вечером отпустили. {2} отправили в СИЗО."),
    ("uk", "Затримано двох: {0} і {1}. {3} відпустили. {2} узяли під варту."),
    ("es", "Fueron detenidos {0} y {1}. {3} fue liberado por la noche. {2} quedó en prisión preventiva."),
    ("de", "{0} und {1} wurden festgenommen. {3} kam am Abend frei. {2} kam in Untersuchungshaft."),
    ("tr", "{0} ve {1} gözaltına alındı. {3} serbest bırakıldı. {2} tutuklandı."),
    ("az", "{0} və {1} saxlanılıb. {3} buraxılıb. {2} barəsində həbs qətimkan tədbiri seçilib."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "pattern"), GOES_ON)
def test_what_became_of_somebody_is_told_by_the_family_name_alone(language: str, pattern: str) -> None:
    first, second = PEOPLE[language]
    told = statuses(pattern.format(first, second, first.split()[1], second.split()[1]))
    assert told == {first: Status.PRETRIAL_DETENTION, second: Status.AT_LIBERTY}


def test_a_later_sentence_of_an_earlier_time_changes_nothing() -> None:
    for person in PEOPLE["en"]:
        text = f"{person} was freed on Monday. Silence fell. {person.split()[1]} had been arrested in May."
        assert statuses(text) == {person: Status.AT_LIBERTY}


def test_a_later_arrest_without_a_year_leaves_open_whether_somebody_is_free() -> None:
    for verb in ("was arrested on Friday", "was remanded in custody on Friday"):
        text = f"Corvin Ashmockle served his term. Now there is a new case. Ashmockle {verb}."
        assert statuses(text)["Corvin Ashmockle"] is None


COLLEAGUES = [
    ("Суд оставил в колонии {}. Его соавтор {} вышел на свободу.", "ru"),
    ("{} is in prison. His brother {} was released.", "en"),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "language"), COLLEAGUES)
def test_what_became_of_a_relative_or_colleague_became_of_nobody_else(pattern: str, language: str) -> None:
    first, second = PEOPLE[language]
    assert statuses(pattern.format(first, second)).get(first) in (None, Status.IMPRISONED)


def test_a_family_name_of_two_people_tells_of_neither() -> None:
    text = "Corvin Ashmockle and Una Ashmockle were arrested. A day later Ashmockle was freed."
    assert Status.AT_LIBERTY not in statuses(text).values()


OPEN = {
    "en": (
        "Will {0} be arrested?", "If the appeal fails, {0} is imprisoned.", "{0} was not among those freed.",
        "The minister calls {0} “a free man”.", "Had they asked, {0} would not have died in custody.",
        "{0} was held for two days.", "{0} was acquitted in May, yet remains there.",
        "The prosecution asked the court to sentence {0} to 15 years.",
        "The death of {0} in prison was never explained.",
    ),
    "ru": (
        "Арестован ли {0}?", "Если жалобу отклонят, {0} окажется в колонии.", "{0} приехал из колонии.",
        "Самоубийство в СИЗО: {0}, 40 лет.", "{0} не оказался среди освобождённых.",
    ),
    "uk": ("Якщо скаргу відхилять, {0} буде в колонії.", "Чи {0} у колонії?"),
    "es": ("¿Está {0} en prisión?", "Si pierde, {0} quedará en prisión.", "{0} estuvo preso allí."),
    "fr": ("{0} est-il en prison ?", "Si l'appel échoue, {0} est en prison.", "Le suicide de {0} en prison."),
    "de": ("Ist {0} in Haft?", "Falls die Berufung scheitert, ist {0} in Haft.", "Der Tod von {0} in Haft."),
    "tr": ("{0} tutuklandı mı?", "Eğer karar bozulmazsa {0} cezaevinde.", "{0} üç ay tutuklu kalmıştı.",
           "{0} o yıllarda cezaevinde idi."),
    "az": ("{0} həbsdədir?", "Əgər şikayət təmin olunmasa, {0} həbsdədir.", "{0} bir ay həbsdə qalıb.",
           "{0} o vaxt həbsdə idi.", "{0} dünən azadlıqda idi."),
}  # fmt: skip


@pytest.mark.parametrize(("language", "pattern"), [(key, text) for key in OPEN for text in OPEN[key]])
def test_what_is_asked_conditional_denied_quoted_or_over_is_no_status(language: str, pattern: str) -> None:
    for person in PEOPLE[language]:
        assert none_of(pattern.format(person))


OF_ANOTHER = [
    ("en", "We remember {0}, who died in prison in May, and we pray for {1}, who is to be tried."),
    ("en", "Of the nine people arrested at the bridge, four are our friends: {1}, {0} and two others."),
    ("en", "{0}, whose trial has not begun, and {1}, who was moved to a prison hospital."),
    ("uk", "На лаві були {0} і {1}: перший отримав 11 років, другого суд виправдав."),
    ("ru", "Судили двоих, это {0} и {1}: первый получил 11 лет колонии, второго оправдали."),
    ("es", "Fueron liberados {0} y {1}, detenidos en julio."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "pattern"), OF_ANOTHER)
def test_what_may_be_told_of_another_is_not_filled_in_for_the_second(language: str, pattern: str) -> None:
    for first, second in (PEOPLE[language], PEOPLE[language][::-1]):
        assert statuses(pattern.format(first, second)).get(second) is None


CONTRARY = {
    "en": "{}, released on bail in June, was in October arrested again.",
    "fr": "{}, remis en liberté provisoire en juin, a été de nouveau arrêté en octobre.",
    "ru": "{}, отпущенный в июне под подписку, в октябре снова арестован.",
}  # fmt: skip


@pytest.mark.parametrize("language", CONTRARY)
def test_of_two_contrary_words_for_the_same_one_the_first_is_not_filled_in(language: str) -> None:
    for person in PEOPLE[language]:
        told = statuses(CONTRARY[language].format(person))[person]
        assert told is not Status.RELEASED_PENDING_TRIAL


ASIDES = [
    ", sentenced to three years in {}, walked out of Hilltop Prison on Friday.",
    ", jailed in {} for a song, was set free on Friday.",
]


@pytest.mark.parametrize(("aside", "year"), [*product(ASIDES, (2021, 2023))])
def test_a_sentence_passed_in_an_aside_is_not_how_things_are(aside: str, year: int) -> None:
    for person in PEOPLE["en"]:
        assert statuses(person + aside.format(year))[person] in (None, Status.AT_LIBERTY)


OVERTAKEN = {
    "en": ("{} was arrested on Monday. That evening the police released everybody.", Status.AT_LIBERTY),
    "be": ("{} затрыманы. 3 чэрвеня суд адправіў яго ў СІЗА.", Status.PRETRIAL_DETENTION),
    "uk": ("{} затриманий. 3 червня суд відправив його в СІЗО.", Status.PRETRIAL_DETENTION),
    "ru": ("Полиция задержала {}. Суд арестовал задержанного на 10 суток.", Status.ADMINISTRATIVE_DETENTION),
    "tr": ("{} gözaltına alındı. Ertesi gün serbest bırakıldı.", Status.AT_LIBERTY),
    "es": ("{} fue detenido. Esa noche fue liberado.", Status.AT_LIBERTY),
}  # fmt: skip


@pytest.mark.parametrize("language", OVERTAKEN)
def test_a_next_sentence_that_names_nobody_takes_the_certainty_or_tells_it(language: str) -> None:
    pattern, now = OVERTAKEN[language]
    for person in PEOPLE[language]:
        assert statuses(pattern.format(person))[person] in (None, now)


def test_the_sentence_before_a_name_fills_in_nothing() -> None:
    for person, verb in product(PEOPLE["en"], ("released", "arrested", "freed")):
        text = f"When they {verb} him, we crossed the street. When {person} wept, we changed the channel."
        assert none_of(text)


MIXED = [
    ("Political prisoners:", "1. {}: freed on bail\n2. {}: on trial\n3. {}: house arrest\n4. {}: no news\n"),
    ("Arrested at the march:", "- {}: jailed\n- {}: in prison\n- {}: in prison\n- {}: entpflichtet\n"),
    ("Arrested at the march:", "- {} (freed)\n- {} (fined)\n- {} (freed)\n- {}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("lead", "entries"), MIXED)
def test_the_lead_of_a_list_some_of_whom_are_free_tells_nothing_of_others(lead: str, entries: str) -> None:
    people = (*PEOPLE["en"], "Tobias Fennimock", "Una Quillet")
    told = statuses(f"{lead}\n\n{entries.format(*people)}")
    assert told[people[-1]] is None


def test_a_short_title_that_is_not_read_ends_what_the_one_above_says_of_rows() -> None:
    for first, second in (("Released:", "In transit:"), ("Arrested:", "Unheard of:")):
        row = "Henrike Lundquible / Ivo Fernsby / Ada Mossling"
        text = f"{first}\nCorvin Ashmockle / Una Quillet / Ida Thornwick\n\n{second}\n{row}"
        told = statuses(text)
        assert told["Una Quillet"] is not None
        assert told.get("Henrike Lundquible") is None


FROM_PRISON = [
    "Dünən azadlıqda idi", "Asesinado tras salir de la cárcel", "Came back from prison", "Приехал из колонии",
]


@pytest.mark.parametrize("told", FROM_PRISON)
def test_an_entry_that_says_out_of_which_prison_somebody_came_is_not_of_a_prisoner(told: str) -> None:
    people = (*PEOPLE["en"], "Tobias Fennimock")
    text = "".join(f"Case {number}. {person}. A clerk. {told}.\n" for number, person in enumerate(people, 1))
    assert none_of(text)


ENDED = [
    ("Палітвязні, якія выйшлі на волю ў верасні", "адбыў поўны тэрмін", "be"),
    ("Released in September:", "served his full sentence", "en"),
    ("Освобождены в сентябре:", "отбыл полный срок", "ru"),
]  # fmt: skip


@pytest.mark.parametrize(("lead", "told", "language"), ENDED)
def test_of_the_released_those_who_served_their_term_are_told_apart(
    lead: str, told: str, language: str
) -> None:
    served, other = PEOPLE[language]
    text = f"{lead}\n\n1. {served}, {told}\n2. {other}, 45\n"
    assert statuses(text) == {served: Status.RELEASED_SERVED, other: Status.AT_LIBERTY}


ARTICLES = [
    ("Article {}. The following are pardoned:", "Article {}. Of {} the sentence is commuted.", "en"),
    ("Artículo {}. Se concede el indulto a:", "Artículo {}. Se conmuta a {} la pena.", "es"),
    ("Статья {}. Помиловать следующих лиц:", "Статья {}. Сократить срок {}.", "ru"),
]  # fmt: skip


@pytest.mark.parametrize(("lead", "other", "language"), ARTICLES)
def test_the_next_article_of_a_decree_is_not_led_by_the_words_of_the_one_before(
    lead: str, other: str, language: str
) -> None:
    first, second = PEOPLE[language]
    text = f"{lead.format(1)}\n(a) {first};\n(b) Tobias Fennimock.\n\n{other.format(2, second)}\n"
    told = statuses(text)
    assert told[first] is Status.RELEASED_EARLY
    assert told.get(second) is None


def test_a_heading_in_capitals_that_is_not_read_ends_what_the_first_one_says() -> None:
    for first, second in (("RELEASED", "DIED"), ("STILL DETAINED", "UNKNOWN")):
        text = f"{first}\nCorvin Ashmockle\nTobias Fennimock\nUna Quillet\n\n{second}\nHenrike Lundquible\n"
        told = statuses(text)
        assert told["Una Quillet"] is not None
        assert told.get("Henrike Lundquible") is None


BORN = [
    ("{}. 1980-ci ildə anadan olub. Həbsdədir.", "az", Status.IMPRISONED),
    ("{} 5 yıl hapis cezasına mahkûm oldu.", "tr", Status.IMPRISONED),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "language", "status"), BORN)
def test_who_was_born_or_became_something_did_not_die(pattern: str, language: str, status: Status) -> None:
    people = PEOPLE[language] * 2
    text = "".join(f"{number}. {pattern.format(each)}\n\n" for number, each in enumerate(people, 1))
    assert {each.status for each in name_suggestions(text, [])} == {status}


WITH_ONE = [
    ("{} was not released on Monday. He is serving {} years.", "en", Status.IMPRISONED),
    ("{} не освобождён. Он отбывает {} лет колонии.", "ru", Status.IMPRISONED),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "language", "status"), WITH_ONE)
def test_after_a_word_that_is_left_open_the_next_sentence_may_tell(
    pattern: str, language: str, status: Status
) -> None:
    for person in PEOPLE[language]:
        assert statuses(pattern.format(person, 17)) == {person: status}


def test_whose_somebody_is_belongs_to_no_name() -> None:
    for relation, person in product(("Arkadaşımız", "Yoldaşımız", "Üyemiz"), PEOPLE["tr"]):
        assert [*statuses(f"{relation} {person} gözaltına alındı.")] == [person]


SERVED = [
    ("de", "{} ist entlassen worden. Er hatte die Strafe von {} Jahren vollständig verbüßt."),
    ("en", "{} was released on Monday. He had served his full sentence of {} years."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "pattern"), SERVED)
def test_a_release_after_which_it_says_that_the_term_was_served_is_one_at_its_end(
    language: str, pattern: str
) -> None:
    for person, years in product(PEOPLE[language], (2, 6)):
        assert statuses(pattern.format(person, years)) == {person: Status.RELEASED_SERVED}


def test_lines_of_cells_that_semicolons_part_are_of_their_own_name() -> None:
    told = ("a nurse; arrested 3.2.2024; Central Remand Prison", "an actor; released 5.2.2024; at home")
    people = (*PEOPLE["en"], "Tobias Fennimock", "Una Quillet")
    text = "".join(f"{person}; {told[number % 2]}\n" for number, person in enumerate(people))
    assert [statuses(text)[person] is Status.AT_LIBERTY for person in people] == [False, True, False, True]


def test_who_is_told_to_be_somebody_s_mother_behind_the_name_is_proposed_for_nothing() -> None:
    for relative in ("mother", "lawyer", "brother"):
        text = f"There sat Una Quillet, the defendant's {relative}, and Ivo Fernsby, released last week."
        assert [*statuses(text)] == ["Ivo Fernsby"]


NOBODY = [
    "Una Quillet was sent to the colony at {0} with her son.", "Dear {0},\n\nUna Quillet is in prison.",
    "Liebe {0},\n\nUna Quillet ist in Haft und die Kinder sind bei der Mutter.",
]  # fmt: skip


@pytest.mark.parametrize("pattern", NOBODY)
def test_places_and_salutations_are_nobody(pattern: str) -> None:
    for words in ("Lower Marsh", "Upper Fennimoor"):
        if not pattern.startswith("Una"):
            words = "Friends Abroad"
        assert words not in statuses(pattern.format(words))


CASES = [
    ("Суд арестовал {}.", "Лию Рифмову", "Лия Рифмова"),
    ("Суд арестовал {}.", "Никандра Небылова", "Никандр Небылов"),
    ("Засуджено {}.", "Арсенія Вигаданого", "Арсеній Вигаданий"),
    ("Ми говоримо з {}, яку звільнили.", "Мирославою Вигаданою", "Мирослава Вигадана"),
    ("Суд продлил арест {}.", "Капитону Небылову", "Капитон Небылов"),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "printed", "name"), CASES)
def test_a_name_in_a_case_is_proposed_as_it_is_recorded(pattern: str, printed: str, name: str) -> None:
    assert [*statuses(pattern.format(printed))] == [name]
