"""What a biography tells last of somebody is proposed, where its years or words say that it came last."""

import pytest

from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.vocab.liberty import Status

PRISON, EXILE, FREE = Status.IMPRISONED, Status.EXILED, Status.AT_LIBERTY


def statuses(text: str) -> dict[str, Status | None]:
    """Return the last status that a text proposes for each name."""
    return {each.name: each.status for each in name_suggestions(text, [])}


LIVES = [
    (
        "Corvin Ashmockle was first detained in 1989 and released without charge. In 2006 he was sentenced to"
        " three years for slander and served the whole of it. In 2021 he was arrested again, and the court"
        " sentenced him to nine years."
    ),
    (
        "Артемия Небылова задержали в 2020 году, продержали трое суток и отпустили. Через месяц пришли снова."
        " Суд дал ему девять лет колонии строгого режима."
    ),
    "Casimiro Irreal fue liberado en 2018. En 2021 lo condenaron de nuevo a diez años de prisión.",
    (
        "Ottavio Fantasmini è stato rilasciato nel 2019. Nel 2022 è stato condannato di nuovo a cinque anni"
        " di carcere."
    ),
    (
        "Doruk Masalgil önce serbest bırakıldı; bir hafta sonra yeniden gözaltına alınıp tutuklandı."
        " Mahkeme ona dokuz yıl hapis cezası verdi."
    ),
    (
        "Алесь Небылінскі быў вызвалены ў 2011 годзе. У 2021 годзе ён быў зноў арыштаваны, суд даў яму"
        " сем гадоў калоніі."
    ),
]


@pytest.mark.parametrize("text", LIVES)
def test_a_sentence_after_an_earlier_release_is_the_last_that_is_told(text: str) -> None:
    assert [*statuses(text).values()][-1] is PRISON


UNCERTAIN_ORDER = [
    "Corvin Ashmockle was released from jail. The court gave him nine years in prison.",
    "Артемий Небылов вышел на свободу. Суд дал ему девять лет колонии.",
    "Casimiro Irreal salió libre. El tribunal lo condenó a diez años de prisión.",
]


@pytest.mark.parametrize("text", UNCERTAIN_ORDER)
def test_without_a_year_or_an_again_nobody_knows_which_came_last(text: str) -> None:
    assert PRISON not in statuses(text).values()


OF_OTHERS = [
    "Yesterday Corvin Ashmockle was questioned. The judge remanded both of them in custody.",
    "Ранее допросили Артемия Небылова. Судья отправил обоих в СИЗО на два месяца.",
]


@pytest.mark.parametrize("text", OF_OTHERS)
def test_a_next_sentence_that_does_not_go_on_about_somebody_fills_nothing_in(text: str) -> None:
    assert Status.PRETRIAL_DETENTION not in statuses(text).values()


SISTERS = [
    "They came for the brother of Barnaby Wetherly. Cuthbert Wetherly was given two years in a labour camp.",
    "Wendell Nocase wrote a book. His sister Liese Nocase was sentenced to three years in prison.",
]


@pytest.mark.parametrize("text", SISTERS)
def test_what_is_told_of_a_brother_of_the_same_family_name_is_told_of_him(text: str) -> None:
    assert {"Barnaby Wetherly", "Wendell Nocase"}.isdisjoint(statuses(text))


def test_who_shared_a_cell_with_somebody_executed_was_not_executed_too() -> None:
    text = "Thomasina Nocase shared a cell with Rosamund Ashmockle, who was executed in 1983."
    assert statuses(text).get("Thomasina Nocase") is not Status.EXECUTED


def test_a_family_name_made_of_a_word_for_exile_sends_nobody_there() -> None:
    assert statuses("Halil Sürgünmasal'dan mektup geldi. Sürgünmasal yine yazıyor.") == {}


def test_a_past_of_the_past_does_not_end_an_arrest() -> None:
    text = "Natiq Nağılzadə mayın 12-də həbs olunub. O, 2016-cı ildə həbs olunmuş, 2018-də əfv edilmişdi."
    assert statuses(text)["Natiq Nağılzadə"] is not Status.RELEASED_EARLY


def test_a_lawyer_named_before_whom_he_defends_is_not_taken_for_this_one() -> None:
    text = "Адвокат Ивана Выдумкина ждёт. Сейчас Выдумкин находится в СИЗО, куда его отправил суд."
    assert statuses(text)["Иван Выдумкин"] is Status.PRETRIAL_DETENTION


def test_a_release_that_is_undone_further_down_is_not_the_last() -> None:
    begun = (
        "Casimiro Irreal tenía una bicicleta. Lo condenaron a nueve años. En mayo le dieron la libertad"
        " condicional."
    )
    undone = " Llegó el otoño. Le revocaron la licencia."
    assert statuses(begun)["Casimiro Irreal"] is Status.RELEASED_EARLY
    assert statuses(begun + undone)["Casimiro Irreal"] is None


NOT_MEANT = {
    "Tanguy Mirageon, étudiant, a retrouvé le campus, où l'on s'arrête pour lui serrer la main.": None,
    "Le procureur jure à Tanguy Mirageon qu'aucune prison du pays ne l'abrite.": None,
    "Leandro Quimerales se detuvo en la esquina.": None,
    "Vor dem Gefängnis wartete Tassilo Scheinhof.": None,
    "Захар Выдумкин стоял у ворот колонии.": None,
    "Tobias Fennimock waited at the gates of the prison.": None,
    "Leandro Quimerales continuará cumpliendo condena en su domicilio.": Status.HOUSE_ARREST,
    "Казімір Небывалы. Тэрмін скончыўся 1 сакавіка.": None,
    "Tobias Fennimock was sentenced to five years. It is not known whether he was called in.": None,
    "Тодар Небылінскі, прысуд 14 мая, пракурор запытаў сем гадоў калоніі.": None,
    "Inocencio Irreal sigue en huelga; el juez le negó el arresto domiciliario.": None,
    "Міхась Небылінскі ў гарадзенскай турме пад следствам.": Status.PRETRIAL_DETENTION,
    "Ramiro Fantasero fue liberado hace dos años y tiene prohibición de salir del país.": Status.TRAVEL_BAN,
}  # fmt: skip


@pytest.mark.parametrize("text", NOT_MEANT)
def test_words_of_prison_that_mean_another_thing_propose_no_prison(text: str) -> None:
    assert {*statuses(text).values()} <= {NOT_MEANT[text], None}


SAYS_SO = {
    "Ульяну Выдумкину задержали. Через два часа её отпустили без протокола.": FREE,
    "Fiorenza Fantasmini è ai domiciliari da marzo.": Status.HOUSE_ARREST,
    "Яраслава Небылінскага трымаюць у сізе на Валадарскага.": Status.PRETRIAL_DETENTION,
    "Vinzenz Nebelmann kann nicht zurück; er hat Asyl.": EXILE,
    "Вінцэсь Небылінскі вывезены за мяжу. Вярнуцца ён не можа.": EXILE,
    "Dulcineia Miragaia foi libertada no dia seguinte mediante fiança.": Status.RELEASED_PENDING_TRIAL,
    "Bento Quimereira foi preso preventivamente em Cabinda.": Status.PRETRIAL_DETENTION,
    "Ignacy Bajkowski odsiaduje wyrok ośmiu lat kolonii karnej.": PRISON,
}


@pytest.mark.parametrize("text", SAYS_SO)
def test_a_plain_sentence_fills_its_status_in(text: str) -> None:
    assert [*statuses(text).values()] == [SAYS_SO[text]]


NOBODY = [
    "СУДЫ НЕДЕЛИ\n\nПонедельник, Томск. Суд оставил приговор.\n\nВторник, Пермь. Суд отложил дело.",
    "Sąd skazał go na osiem lat; wyrok odsiaduje w Nowej Wólce.",
    "Його затримали в Старому Криму.",
    "Ramil Tufanlı getdi. Tufanlı Berlində mühacirətdədir.",
    "Onu həbs ediblər. Anası Səkinə xala məhkəmədə idi.",
    "Er wurde verurteilt und sitzt im Lager Nummer elf.",
    "He was sentenced to three years in the colony of Upper Wick.",
    "Теперь Москва молчит. Его арестовали.",
    "Вирок вона вислухала мовчки. Її чоловік, Зенон Вигадник, служив далеко.",
    "Адвокат Жанна Выдумчук обжаловала принудительное лечение.",
    "A juíza Delfina Miragaia aplicou-lhe quatro anos de prisão.",
    "Маці, Ганна Пятроўна Небыліцкая, прастаяла ля брамы калоніі да вечара.",
    "He wrote to a senator named Prudence Nocase. In the end he was arrested himself.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_places_days_and_bystanders_are_nobody_of_whom_a_text_tells(text: str) -> None:
    names = {"Ramil Tufanlı"}
    assert {*statuses(text)} <= names


REMEMBERED = [
    "Світла пам'ять. Зупинилося серце Остапа Казкового. Казковий був обміняний у грудні 2019-го.",
    "In memoriam Corvin Ashmockle\n\nAshmockle was pardoned in 2004. He wrote cookery books.",
    "Odszedł Zenon Zmyślony. Zmyślony został ułaskawiony w 2004 roku.",
]


@pytest.mark.parametrize("text", REMEMBERED)
def test_whom_an_obituary_remembers_is_neither_free_nor_held(text: str) -> None:
    assert {*statuses(text).values()} <= {None, Status.DIED_AFTER_RELEASE}


def test_years_spent_in_a_prison_are_over() -> None:
    told = statuses("Tural Nağılov on ildir ki, yoxdur: səkkizini həbsdə, ikisini İsveçdə keçirib.")
    assert PRISON not in told.values()


NOT_OF_THIS_TIME = [
    "Activist Corvin Ashmockle: parole granted, awaiting the objection; not yet out.",
    "Le chroniqueur Tanguy Mirageon a purgé ses six mois et retrouvé les siens.",
    "O Zenonie Zmyślonym nie ma wieści: z listy osadzonych w Orszy zniknął.",
    "Tural Nağılov 15 sutkalıq həbsdən sonra yenidən saxlanılıb; ona narkotik ittihamı verilib.",
]


@pytest.mark.parametrize("text", NOT_OF_THIS_TIME)
def test_a_release_to_come_and_a_term_that_was_served_are_not_how_things_are(text: str) -> None:
    past = {Status.RELEASED_EARLY, Status.IMPRISONED, Status.ADMINISTRATIVE_DETENTION}
    assert past.isdisjoint(statuses(text).values())


def test_several_who_are_named_in_a_row_are_all_held() -> None:
    row = statuses("Fueron condenados a seis años de cárcel Casimiro Irreal y Ramiro Fantasero.")
    assert {*row.values()} <= {PRISON, None}
