"""Whoever stands in a heading, an item or a row of a list is proposed, with the status told of this entry."""

from textwrap import fill

import pytest

from tests.support.name_lists import MARKS, headed_list, names
from webapp.domain.citing.nearest_phrases import likely_status
from webapp.domain.citing.new_name_suggestions import hindrance, name_suggestions
from webapp.vocab.liberty import Status

LISTED = names(84)


def proposed(text: str) -> dict[str, Status | None]:
    """Return the names that a text proposes, with the first status of each."""
    statuses: dict[str, Status | None] = {}
    for suggestion in name_suggestions(text, []):
        statuses.setdefault(suggestion.name, suggestion.status)
    return statuses


def statuses_told(text: str, name: str) -> set[Status | None]:
    """Return what may be filled in of an entry: who was sentenced is in prison, who was taken may be held."""
    entry = text[text.index(name) :].partition("Case background")[0]
    return {Status.IMPRISONED} if "Sentence:" in entry else {Status.ARRESTED, None}


@pytest.mark.parametrize("wrapped", [False, True], ids=["whole", "wrapped"])
@pytest.mark.parametrize("mark", MARKS[::3])
def test_prisoners_under_their_headings_are_proposed_and_few_others(mark: str, wrapped: bool) -> None:
    text = headed_list(LISTED, mark)
    if wrapped:
        text = "\n".join(fill(line, 85) for line in text.split("\n"))
    statuses = proposed(text)
    right = [name for name in LISTED if name in statuses and statuses[name] in statuses_told(text, name)]
    assert len(right) >= 80
    assert len(right) >= 0.9 * len(statuses)


LEADS = {
    "The following prisoners were pardoned yesterday:": Status.RELEASED_EARLY,
    "The court met in March. These people were released:": Status.AT_LIBERTY,
    "Those still in prison:": Status.IMPRISONED,
    "Aşağıdakı şəxslər həbs edilib:": Status.ARRESTED,
    "Были освобождены:": Status.AT_LIBERTY,
    "Şu kişiler gözaltına alındı:": Status.ARRESTED,
    "Fueron detenidos:": Status.ARRESTED,
    "Былі затрыманыя:": Status.ARRESTED,
    "Ont été libérés:": Status.AT_LIBERTY,
    "Freigelassen wurden:": Status.AT_LIBERTY,
    "Released from prison:": Status.AT_LIBERTY,
}


@pytest.mark.parametrize("mark", ["- ", "• ", "* ", "1. ", "1) ", "| ", ""])
@pytest.mark.parametrize("lead", LEADS)
def test_the_words_that_lead_a_list_tell_of_each_of_its_items(lead: str, mark: str) -> None:
    listed = names(12, seed=8)
    text = f"Case\n\n{lead}\n\n" + "\n".join(mark + name for name in listed) + "\n\nIt rained on."
    assert proposed(text) == dict.fromkeys(listed, LEADS[lead])


@pytest.mark.parametrize(
    "row",
    [
        "| {n} | {name} | journalist | arrested 5 May 2020 |", "{n}\t{name}\tcourier\tarrested in 2021",
        "{name} – arrested on 5 May 2020.", "{name}, journalist, was arrested in Ganja.",
        "{n}. {name} (arrested)",
        "{n}. Journalist {name}, arrested in May",
    ],
)  # fmt: skip
def test_a_row_tells_of_its_own_name(row: str) -> None:
    listed = names(10, seed=9)
    rows = [row.replace("{n}", str(number)).replace("{name}", name) for number, name in enumerate(listed)]
    text = "\n".join(rows)
    assert proposed(text) == dict.fromkeys(listed, Status.ARRESTED)


def test_an_item_does_not_take_the_status_of_the_next() -> None:
    text = "Names:\n- Elvin Sınaqov\n- Ayla Nümunəli, arrested in May\n- Davud Ornakov, released in June"
    assert proposed(text) == {"Ayla Nümunəli": Status.ARRESTED, "Davud Ornakov": Status.AT_LIBERTY}


@pytest.mark.parametrize("title", ["Elvin Sınaqov", "Jean-Luc Exempland", "Мария Бубневич"])
@pytest.mark.parametrize(
    "entry", ["Date of arrest: 5 May 2022", "He is a courier. He was arrested in May.", "Задержана 5 мая."]
)
def test_a_name_that_is_a_heading_is_the_subject_of_what_follows(title: str, entry: str) -> None:
    assert proposed(f"Case proposed\n\n{title}\n\n{entry}\n") == {title: Status.ARRESTED}


INSTITUTIONS = (
    "Baku Court on Grave Crimes", "Ganja Appeal Court", "Ministry of Internal Affairs", "Radio Nümunə",
    "Kurdakhani Pre-trial Detention", "Sample Human Rights Center", "Azadlıq Radiosunun", "Crimean Tatar",
    "Bakı Ağır Cinayətlər Məhkəməsində", "Jehovah's Witnesses", "Sampletown Penal Colony", "Nümunə Xəbər",
    "Örnek Büyükşehir Belediyesi", "Верховный Суд", "Примерская Колония", "Example Daily News",
    "Main Department for Combating Organized Crime", "Immunity Guarantees", "Brief Summary",
    "President Davud Ornakov", "Prosecutor Ayla Numunali", "Institute for Peace and Democracy",
    "Committee for Free Press", "Prison Reform International",
)  # fmt: skip


@pytest.mark.parametrize("institution", INSTITUTIONS)
@pytest.mark.parametrize("sentence", ["The {} arrested him in May.", "He was jailed, wrote {} yesterday."])
def test_courts_prisons_media_peoples_and_offices_are_no_persons(institution: str, sentence: str) -> None:
    assert proposed(sentence.replace("{}", institution)) == {}


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("Elvin Sinagov was not arrested.", {"Elvin Sinagov": None}),
        ("Elvin Sinagov said that others were arrested.", {}),
        ("His lawyer Elvin Sinagov said that he was arrested.", {}),
        ("Lawyer Elvin Sinagov was arrested.", {"Elvin Sinagov": Status.ARRESTED}),
        ("Адвокат Элвин Синагов сообщил, что его арестовали.", {}),
        ("Elvin Sinagov was released and Ayla Numunali is in prison.",
         {"Elvin Sinagov": Status.AT_LIBERTY, "Ayla Numunali": Status.IMPRISONED}),
    ],
)  # fmt: skip
def test_a_status_is_proposed_for_whom_it_is_told(sentence: str, statuses: dict[str, Status | None]) -> None:
    assert proposed(sentence) == statuses


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("اعتقلت الشرطة سالم المثالي يوم الاثنين.", "no capitals"), ("刘小溪被捕。", "no capitals"),
        ("ვახტანგ ნიმუშაძე დააკავეს.", "no capitals"), ("علی نمونه‌پور بازداشت شد.", "no capitals"),
        ("Elvin Sınaqov came home.", "no known word"), ("Elvin Sınaqov was arrested.", None),
        ("Detuvieron a Ana Ejemplar.", None),
    ],
)  # fmt: skip
def test_where_names_cannot_be_looked_for_it_is_said(text: str, said: str | None) -> None:
    assert (said in str(hindrance(text))) if said else hindrance(text) is None


ENTRIES = {
    "en": (["Adam Samplewood", "Brenda Testerley", "Calvin Mockridge", "Dora Fabricant", "Edgar Placeholder"],
           "Was arrested on 3 May 2021 in Sampletown."),
    "ru": (["Пётр Примеров", "Анна Образцова", "Сергей Пробников", "Мария Шаблонова", "Иван Тестовский"],
           "Арестован 12.07.2020. Обвиняется в экстремизме."),
    "ru, with fathers": (["Примеров Пётр Иванович", "Образцова Анна Сергеевна", "Пробников Сергей Львович"],
                         "Арестована 5 августа 2020 года."),
    "az": (["Elvin Nümunəyev", "Aysel Misallı", "Tural Örnəkov", "Günel Sınaqova"],
           "2021-ci ilin mayında həbs edilib."),
    "es": (["Juan Muestra Pérez", "María Ejemplo García", "Pedro Modelo", "Carlos Alberto Ficción López"],
           "Arrestado el 5 de mayo de 2021."),
    "fr": (["Jean Exemple", "Marie Modèle", "Luc d’Essai"], "Arrêté le 3 mai 2021 et emmené."),
    "de": (["Hans Beispielmann", "Erika Musterfrau", "Otto Probst"], "Wurde am 3. Mai 2021 verhaftet."),
    "uk": (["Василь Прикладенко", "Олена Зразкова", "Тарас Пробний"], "Заарештований 3 травня 2021 року."),
}  # fmt: skip
ROMAN = ("I", "II", "III", "IV", "V", "VI")
LAYOUTS = [
    "{n}\t{name}\t{entry}\n", "{n}\t{name}\t1970\tSampletown\t{entry}\n", "{roman}. {name}\n{entry}\n\n",
    "({roman}) {name}\n{entry}\n\n", "## {n}. {name}\n\n{entry}\n\n", "### {name}\n\n{entry}\n\n",
    "**{name}** {entry}\n\n", "1.{n} {name}\n{entry}\n\n", "[{n}] {name}\n{entry}\n\n",
    "#{n} {name}: {entry}\n",
    "{n}/ {name}\n{entry}\n\n", "> {name}\n> {entry}\n\n", "🔴 {name}\n{entry}\n\n",
    "{n}.\u00a0{nbsp}\n{entry}\n\n", "a. {name} - {entry}\n", "Case {n}: {name}\n{entry}\n\n",
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", ENTRIES)
def test_each_entry_is_told_of_its_name_in_whatever_layout_and_nobody_else_is(
    language: str, layout: str
) -> None:
    listed, entry = ENTRIES[language]
    rows = [
        layout.format(
            n=number, roman=ROMAN[number - 1], name=name, nbsp=name.replace(" ", "\u00a0"), entry=entry
        )
        for number, name in enumerate(listed, start=1)
    ]
    assert proposed("Political prisoners\n\n" + "".join(rows)) == dict.fromkeys(listed, Status.ARRESTED)


@pytest.mark.parametrize("layout", ["{n}. {name}\n{entry}\n", "{name}\n{entry}\n\n", "• {name}\n{entry}\n"])
@pytest.mark.parametrize("language", sorted(ENTRIES.keys() - {"fr"}))
def test_headings_in_capitals_are_names_where_there_are_several(language: str, layout: str) -> None:
    listed, entry = ENTRIES[language]
    rows = [
        layout.format(n=number, name=name.upper(), entry=entry)
        for number, name in enumerate(listed, start=1)
    ]
    assert proposed("".join(rows)) == dict.fromkeys(map(str.upper, listed), Status.ARRESTED)
    assert proposed("SAMPLE REPORT\n\nNobody was arrested.") == {}


@pytest.mark.parametrize("language", ["en", "ru", "az", "de", "uk"])
def test_a_family_name_before_a_comma_is_turned_round(language: str) -> None:
    listed, entry = ENTRIES[language]
    turned = [", ".join(reversed(name.split())) for name in listed]
    rows = [f"{number}. {name}\n{entry}\n\n" for number, name in enumerate(turned, start=1)]
    assert proposed("".join(rows)) == dict.fromkeys(listed, Status.ARRESTED)
    assert "Azerbaijan Sampletown" not in proposed("1. Sampletown, Azerbaijan\nSomebody was arrested.\n")


@pytest.mark.parametrize(
    "text",
    [
        "LEGAL BASIS\nSix were arrested.\n\nPUBLIC REACTION\nOne was released.\n\nFURTHER READING\nJailed.",
        "DEATH PENALTY\n\nPOLITICAL TRIALS\n\nMany were arrested. The court sentenced them.",
        "Moscow, Russia\nSix were arrested.\nKyiv, Ukraine\nOne was released.\nLondon, Britain\nNone.",
        "2. Background\nSix were arrested.\n3. Legal Analysis\nSix were jailed.\n4. Final Remarks\nThe end.",
        "Table\tName\tStatus\n1\t\tArrested", "ПРАВОВАЯ ОСНОВА\nЗадержан.\n\nРЕАКЦИЯ ОБЩЕСТВА\nАрестован.",
    ],
)  # fmt: skip
def test_headings_of_a_report_are_nobody(text: str) -> None:
    assert proposed(text) == {}


TEXTS: dict[str, dict[str, Status | None]] = {
    "Police detained Farid Sampleov. His lawyer, Leyla Examplova, said he was beaten.": {
        "Farid Sampleov": Status.ARRESTED
    },
    "Amnesty International demands freedom for Lamiya Nonesuch.": {"Lamiya Nonesuch": None},
    "HDP'li Zelal Kurgusal tahliye edildi; Mert Uydurma gözaltına alındı.": {
        "Zelal Kurgusal": Status.AT_LIBERTY, "Mert Uydurma": Status.ARRESTED
    },
    "La policía detuvo a Lucía Ejemplo Prueba en La Habana.": {"Lucía Ejemplo Prueba": Status.ARRESTED},
    "Félix Supuesto fue puesto en libertad y enviado a Estados Unidos.": {
        "Félix Supuesto": Status.AT_LIBERTY
    },
    "El Tribunal Supremo Popular ratificó la condena de Osvaldo de la Prueba.": {
        "Osvaldo de la Prueba": None
    },
    "La ONG réclame la libération de Olivier Supposé au Burkina Faso.": {"Olivier Supposé": None},
    "Die Aktivistin Jana Beispielova wurde in Minsk festgenommen.": {"Jana Beispielova": Status.ARRESTED},
    "Das Landgericht verurteilte Karl Mustermeier zu drei Jahren Haft.": {
        "Karl Mustermeier": Status.IMPRISONED
    },
    "Журналістку Алену Прыкладную затрымалі ў Гомелі.": {"Алена Прыкладная": Status.ARRESTED},
    "Палітвязень Сяргей Узорскі выйшаў на волю.": {"Сяргей Узорскі": Status.AT_LIBERTY},
    "Журналіст Тарас Вигаданий засуджений до 12 років ув'язнення.": {"Тарас Вигаданий": Status.IMPRISONED},
    "Звільнено з полону Андрія Прикладенка.": {"Андрій Прикладенко": Status.AT_LIBERTY},
    "Рустем Уявний та Сейран Прикладов засуджені.": {"Рустем Уявний": None, "Сейран Прикладов": None},
}  # fmt: skip


def test_in_each_language_only_whom_a_text_tells_of_is_proposed_with_what_it_tells() -> None:
    for text, statuses in TEXTS.items():
        assert {found.name: found.status for found in name_suggestions(text, [])} == statuses


def test_names_with_an_article_are_proposed_in_headings_in_capitals_and_before_a_comma() -> None:
    said = "Arrested on 3 May 2021, sentenced to five years."
    names = ("Nigar al-Misal", "Sona Uydurma-Mahmudlu", "Salim ar-Rashidi")
    upper = "\n\n".join(f"{name.upper()}\n\n{said}" for name in names)
    inverted = "\n\n".join(f"1. {', '.join(reversed(name.split()))}\n\n{said}" for name in names)
    for text in (upper, inverted):
        found = [one.name.casefold() for one in name_suggestions(text, [])]
        assert found == [name.casefold() for name in names]


def test_han_writing_has_its_words_of_arrest_and_release() -> None:
    words = {
        "刘样本被捕": Status.ARRESTED,
        "劉樣本已獲釋": Status.AT_LIBERTY,
        "王小试被行政拘留": Status.ADMINISTRATIVE_DETENTION,
        "李例子在狱中": Status.IMPRISONED,
        "他去了北京": None,
    }
    assert {printed: likely_status(printed) for printed in words} == words
