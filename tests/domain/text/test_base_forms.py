"""A name in a case of its sentence is brought to its base form, and left where two people may be meant."""

import pytest

from webapp.domain.text.base_forms import base_form

CASES = {
    "Иван Примеров": "Ивана Примерова, Ивану Примерову, Иваном Примеровым, Иване Примерове",
    "Сергей Примеров": "Сергея Примерова, Сергею Примерову, Сергеем Примеровым, Сергее Примерове",
    "Игорь Образцев": "Игоря Образцева, Игорю Образцеву, Игорем Образцевым",
    "Дмитрий Нумунский": "Дмитрия Нумунского, Дмитрию Нумунскому, Дмитрием Нумунским",
    "Юрий Нумунин": "Юрия Нумунина, Юрию Нумунину, Юрием Нумуниным",
    "Анна Примерова": "Анны Примеровой, Анне Примеровой, Анну Примерову, Анной Примеровой",
    "Мария Нумунская": "Марии Нумунской, Марию Нумунскую, Марией Нумунской",
    "Ольга Нумунина": "Ольги Нумуниной, Ольге Нумуниной, Ольгу Нумунину, Ольгой Нумуниной",
    "Наталья Примерова": "Натальи Примеровой, Наталью Примерову, Натальей Примеровой",
    "Иван Петрович Примеров": "Ивана Петровича Примерова, Ивану Петровичу Примерову",
    "Анна Петровна Примерова": "Анны Петровны Примеровой, Анну Петровну Примерову",
    "Примеров Иван Петрович": "Примерова Ивана Петровича, Примерову Ивану Петровичу",
    "Elvin Sınaqov": "Elvin Sınaqovun, Elvin Sınaqovu, Elvin Sınaqovə, Elvin Sınaqovdan, Elvin Sınaqovla",
    "Ayla Nümunəli": "Ayla Nümunəlinin, Ayla Nümunəlini, Ayla Nümunəliyə, Ayla Nümunəlidən, Ayla Nümunəliylə",
    "Ayla Sınaqova": "Ayla Sınaqovanın, Ayla Sınaqovanı, Ayla Sınaqovaya",
    "Rauf Misalzadə": "Rauf Misalzadənin, Rauf Misalzadəyə",
    "Ремзі Вигаданов": "Ремзі Вигаданова, Ремзі Вигаданову",
    "Саида Придумкина": "Саиде Придумкиной, Саиды Придумкиной",
    "Лутфіє Вигаданова": "Лутфіє Вигаданову",
    "Кацярына Небыліца": "Кацярыну Небыліцу",
    "Лев Примеров": "Льва Примерова, Льву Примерову",
    "Баир Доржинумский": "Баира Доржинумского",
    "Ціт Фарбоўскі": "Ціта Фарбоўскага",
    "Виола Примерская": "Виолу Примерскую",
    "Вячаслаў Прыкладаў": "Вячаслава Прыкладава",
}


@pytest.mark.parametrize(("base", "printed"), CASES.items())
def test_each_case_of_a_name_leads_to_its_base_form(base: str, printed: str) -> None:
    assert base_form(base) == base
    assert {form: base_form(form) for form in printed.split(", ")} == dict.fromkeys(printed.split(", "), base)


@pytest.mark.parametrize(
    "name",
    [
        "Александра Примерова", "Ayla Sınaqova", "Elvin Camal oğlu Sınaqov", "Jean-Luc Exemple", "Madonna",
        "Неведома Примерова", "А. Примерова", "Валерия Примерова", "Иван", "Ayla Numunali", "Mehmet Örnek",
        "Ali Numunov", "Саша Нумун-Примерова",
    ],
)  # fmt: skip
def test_a_name_that_may_be_whole_is_left_as_it_is(name: str) -> None:
    assert base_form(name) == name
