"""Names of many peoples are proposed as printed or in base form, with what their language tells of them."""

from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.vocab.liberty import Status

SENTENCES = {
    "Padraig O'Dunnagan": "{} was arrested on Tuesday.", "Síle Ní Bhruadair": "{} was remanded in custody.",
    "Sergei “Seryozha” Primerov": "Journalist {} was imprisoned.",
    "Pedro 'el Zurdo' Ejemplar": "{} fue detenido el 4 de mayo.", "DeShawn McExample": "{} was jailed.",
    "Oleh «Sokil» Zrazkovenko": "{} was sentenced to 12 years in a penal colony.",
    "Kim Sam-pul": "{} was arrested in Seoul.", "Lee Ming-che": "Blogger {} was freed after five years.",
    "Trần Thị Dụ": "{} was arrested.", "Pu Yi": "{} was jailed.", "T.G. Numunli": "{} was arrested.",
    "Образцов А. Б.": "Арестован {}", "А.Б. Образцов": "{} приговорён к пяти годам.",
    "João da Silva Exemplar": "{} foi preso em 2021.", "Gianni D'Esempio": "{} è stato arrestato ieri.",
    "Jiří Ukázkový": "Zatčen byl {}.", "Ђорђе Примеровић": "Арестован је {}.",
    "Jan Przykład": "Policja zatrzymała: {}.",
    "Nicolae-Andrei Exempleanu": "{} a fost arestat.", "G‘ayrat Namunaev": "{} hibsga olindi.",
    "Айгүл Үлгіқызы": "{} тұтқындалды.", "Victoire Imaginée": "L'opposante {} a été remise en liberté.",
    "Rojda Unreal": "The singer {} was taken from her home and is held incommunicado.",
}  # fmt: skip
BASE_FORMS = {
    "Марыю-Ганну Узорную": "Марыя-Ганна Узорная", "Мар'яна Прикладенка": "Мар'ян Прикладенко",
    "Дар’ю Зразкову": "Дар’я Зразкова", "Ольгу Зразковську": "Ольга Зразковська",
    "Илью Примерова": "Илья Примеров",
    "Віктара Узорнага": "Віктар Узорны", "Анну-Марию Примерову-Сидорову": "Анна-Мария Примерова-Сидорова",
    "Ивана Полищука": "Иван Полищук", "Ірину Прикладенко": "Ірина Прикладенко",
}  # fmt: skip
TEXTS: dict[str, dict[str, Status | None]] = {
    "Foreign Secretary David Fictional raised the case of jailed activist Alaa Abd el-Sample.": {
        "Alaa Abd el-Sample": Status.IMPRISONED
    },
    "Координатор «Голоса» Григорий Образцов вышел на свободу из колонии.": {
        "Григорий Образцов": Status.AT_LIBERTY
    },
    "Владимир Указов подписал указ о помиловании Ивана Примерова.": {"Иван Примеров": Status.RELEASED_EARLY},
    "Задержали журналистку «Нашей Нивы» Екатерину Примерову.": {"Екатерина Примерова": Status.ARRESTED},
    "HDP eski Eş Genel Başkanı Selahattin Örnektaş cezaevinde tutuluyor.": {
        "Selahattin Örnektaş": Status.IMPRISONED
    },
    "La Policía Nacional Bolivariana arrestó a Rocío Inventada.": {"Rocío Inventada": Status.ARRESTED},
    "Khaled Inventeni a été condamné à trois ans de prison ferme par le tribunal de Sidi M'Hamed.": {
        "Khaled Inventeni": Status.IMPRISONED
    },
    "Me Bernard Supposé, avocat de Boualem Inventé, est inquiet. Boualem Inventé est en prison.": {
        "Boualem Inventé": Status.IMPRISONED
    },
    "Das Regionalgericht Minsk verurteilte die Bürgerrechtlerin Maria Erfunden zu elf Jahren Straflager.": {
        "Maria Erfunden": Status.IMPRISONED
    },
}
LEADS = {
    "List of political prisoners": Status.IMPRISONED, "Names of those arrested in June 2023": Status.ARRESTED,
    "Əfv olunan şəxslər:": Status.RELEASED_EARLY, "Siyasi məhbusların siyahısı": Status.IMPRISONED,
    "Спіс палітвязняў:": Status.IMPRISONED, "Выйшлі на волю:": Status.AT_LIBERTY,
    "Folgende Personen sind in Haft:": Status.IMPRISONED, "Liste politischer Gefangener": Status.IMPRISONED,
    "Liste des prisonniers politiques": Status.IMPRISONED,
    "Fueron liberados los siguientes presos:": Status.AT_LIBERTY,
    "The following were arrested on Monday.": Status.ARRESTED,
}  # fmt: skip
LISTED = [
    "Salim al-Basri", "Amélie d'Inventaire", "Анна Выдуманова", "María del Carmen Muestra", "Ayla Nümunəli",
]  # fmt: skip


def proposed(text: str) -> dict[str, Status | None]:
    """Return the names that a text proposes, each with the first status that it suggests."""
    statuses: dict[str, Status | None] = {}
    for suggestion in name_suggestions(text, []):
        statuses.setdefault(suggestion.name, suggestion.status)
    return statuses


def test_a_name_of_any_people_is_proposed_as_it_is_printed() -> None:
    texts = {name: "Case\n\n" + sentence.replace("{}", name) for name, sentence in SENTENCES.items()}
    assert {name: [*proposed(text)] for name, text in texts.items()} == {name: [name] for name in texts}


def test_each_word_of_a_name_is_brought_to_its_base_form() -> None:
    names = {printed: [*proposed(f"Задержали и арестовали: {printed}.")] for printed in BASE_FORMS}
    assert names == {printed: [base] for printed, base in BASE_FORMS.items()}


def test_institutions_officials_and_lawyers_are_not_proposed_beside_whom_is_told_of() -> None:
    assert {text: proposed(text) for text in TEXTS} == TEXTS


def test_a_title_without_a_colon_leads_the_names_below_it_under_every_mark() -> None:
    for lead, status in LEADS.items():
        for mark in ("- ", "→ ", "◆ ", "1. ", "(1) ", "№1 ", ""):
            items = [mark.replace("1", str(number)) + name for number, name in enumerate(LISTED, start=1)]
            text = "\n".join(["Case", "", lead, *items, "", "It rained on."])
            assert proposed(text) == dict.fromkeys(LISTED, status), (lead, mark)
