"""What a text goes on to tell, asks for or adds decides: taken, then remanded; freed, but tried."""

import pytest

from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.vocab.liberty import Status

PEOPLE = {
    "en": "Corvin Ashmockle", "ru": "Артемий Небылов", "uk": "Остап Казковий", "be": "Лявон Казачны",
    "es": "Casimiro Irreal", "fr": "Achille Songecreux", "de": "Traugott Scheinert", "tr": "Serhat Masalcı",
    "az": "Tural Nağılov",
}  # fmt: skip


def statuses(pattern: str) -> set[Status]:
    """Return the statuses that are filled in from a sentence with an invented person of its language."""
    return {each.status for each in name_suggestions(pattern.format(**PEOPLE), []) if each.status}


REMANDED = [
    "{en} was arrested at home. A judge remanded him in custody on Friday.",
    "{ru} был задержан в мае. Позже он был помещён под стражу.",
    "{ru} задержан 3 мая. В отношении него выбран арест до 2 июля.",
    "{es} fue detenido en mayo. Un juez dictó su privación preventiva de libertad.",
    "{fr} a été arrêté en mai. Un juge a décerné un mandat de dépôt à son encontre.",
    "{de} wurde im Mai festgenommen. Ein Richter ordnete Untersuchungshaft an.",
    "{tr} mayısta gözaltına alındı. Ertesi gün tutuklandı.",
    "{az} mayda saxlanılıb. Məhkəmə onun barəsində həbs qətimkan tədbiri seçib.",
]
FREED = [
    "{en} was arrested on Monday. He was released without charge on Friday.",
    "{en} was arrested in May. He was freed in June and recalled that he had heard Henrike Lundquible there.",
    "{ru} был задержан в мае. На следующий день его отпустили.",
    "{es} fue detenido en mayo. Quedó en libertad horas después.",
    "{fr} a été arrêté en mai. Il a été relâché le lendemain.",
    "{de} wurde im Mai festgenommen. Er kam am nächsten Tag wieder frei.",
]
DIED = [
    "{en} was released in May. He died two weeks later.", "{ru} вышел на свободу в мае. Через месяц он умер.",
    "{en} was freed in May. In June he passed away.",
    "{uk} вийшов на волю у травні. За два тижні він помер.",
    "{es} fue liberado en mayo. Murió dos semanas después.",
    "{fr} a été libéré en mai. Il est mort deux semaines plus tard.",
    "{de} wurde im Mai freigelassen. Er starb zwei Wochen später.",
    "{tr} mayısta tahliye edildi. İki hafta sonra hayatını kaybetti.",
    "{az} mayda azad edilib. O, iki həftə sonra vəfat edib.",
]  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "later"),
    [
        *((pattern, Status.PRETRIAL_DETENTION) for pattern in REMANDED),
        *((pattern, Status.AT_LIBERTY) for pattern in FREED),
        *((pattern, Status.DIED_AFTER_RELEASE) for pattern in DIED),
    ],
)
def test_a_step_that_the_next_sentence_tells_is_never_passed_over(pattern: str, later: Status) -> None:
    assert statuses(pattern) <= {later}


DEMANDS = [
    "Demonstrators demanded that {en} be set free.", "The union urges the court to set free {en}.",
    "We call for the immediate release of {en}.", "Exigimos que se ponga en libertad a {es}.",
    "Pedimos al juez que deje en libertad a {es}.", "Nous exigeons que {fr} soit remis en liberté.",
    "Wir fordern, dass {de} freigelassen wird.", "Мы требуем, чтобы {ru} был освобождён.",
    "Вимагаємо, щоб {uk} був звільнений.", "Патрабуем, каб {be} быў вызвалены.",
    "{tr}'nın derhal serbest bırakılmasını talep ediyoruz.", "{az}un sərbəst buraxılmasını tələb edirik.",
    "{az} azad edilsin!",
]  # fmt: skip


@pytest.mark.parametrize("pattern", DEMANDS)
def test_a_release_that_is_asked_for_has_not_happened(pattern: str) -> None:
    assert statuses(pattern) == set()


BEFORE_A_VERDICT = [
    "{tr} çıkarıldığı mahkemece tutuklanıp cezaevine konuldu.",
    "Sulh ceza hâkimliği {tr}'yı cezaevine gönderdi.",
    "{az} barəsində həbs qətimkan tədbiri seçilib, o, istintaq təcridxanasına göndərilib.",
    "{ru} взят под стражу и отправлен в тюрьму.", "A judge remanded {en} to Dorn Prison.",
    "Bail application of {en}, detained at Dorn.", "{en} is in prison. His trial continues in May.",
    "{ru} находится в тюрьме. Суд над ним продолжается.", "{tr} cezaevinde. Davası sürüyor.",
    "{es} quedó en prisión preventiva en la cárcel de Quimera.",
]  # fmt: skip


@pytest.mark.parametrize("pattern", BEFORE_A_VERDICT)
def test_the_word_for_prison_imprisons_nobody_before_a_verdict(pattern: str) -> None:
    assert statuses(pattern) <= {Status.PRETRIAL_DETENTION}


RELEASES = [
    ("{en} was freed two years before the end of his sentence.", Status.RELEASED_EARLY),
    ("{ru} освобождён в ходе обмена.", Status.RELEASED_EARLY),
    ("{uk} звільнений під час обміну.", Status.RELEASED_EARLY),
    ("{tr} takas kapsamında serbest bırakıldı.", Status.RELEASED_EARLY),
    ("{az} mübadilə çərçivəsində azad edilib.", Status.RELEASED_EARLY),
    ("{en} was released on 9 May, sentence fully served.", Status.RELEASED_SERVED),
    ("{de} wurde nach vollständiger Verbüßung seiner Strafe entlassen.", Status.RELEASED_SERVED),
    ("{tr} tahliye edildi, davası devam ediyor.", Status.RELEASED_PENDING_TRIAL),
    ("{en} was released in May; his trial continues.", Status.RELEASED_PENDING_TRIAL),
    ("{fr} a été remis en liberté, son procès se poursuit.", Status.RELEASED_PENDING_TRIAL),
    ("{ru} отпущен, суд продолжается.", Status.RELEASED_PENDING_TRIAL),
    ("{en} was released in May. The president had pardoned him.", Status.RELEASED_EARLY),
    ("{de} ist frei. Das Verfahren gegen ihn läuft weiter.", Status.RELEASED_PENDING_TRIAL),
    ("{tr} serbest bırakıldı. Yargılanması devam ediyor.", Status.RELEASED_PENDING_TRIAL),
    ("{es} quedó en libertad. El juicio en su contra continúa.", Status.RELEASED_PENDING_TRIAL),
    ("Mayısta tahliye edilen {tr}'nın yargılanmasına devam edilecek.", Status.RELEASED_PENDING_TRIAL),
]


@pytest.mark.parametrize(("pattern", "manner"), RELEASES)
def test_the_reason_beside_a_release_tells_its_kind(pattern: str, manner: Status) -> None:
    assert statuses(pattern) <= {manner}


LISTS = [
    "Released in May:\n\nCorvin Ashmockle, 31.\nHenrike Lundquible, 36. Parole revoked, returned to jail.\n",
    "Вышли на свободу:\n\n1. Артемий Небылов, 31 год.\n2. Фома Сказочный, УДО отменено, вернули в СИЗО.\n",
]


@pytest.mark.parametrize("text", LISTS)
def test_an_entry_contradicts_the_heading_of_its_list(text: str) -> None:
    first, second = name_suggestions(text, [])
    assert first.status is Status.AT_LIBERTY
    assert second.status in (None, Status.IMPRISONED)


def test_the_entry_of_somebody_freed_goes_on_to_the_death() -> None:
    entries = ["{en}: released in May; died in a hospital on 9 June.", "Henrike Lundquible: released in May."]
    text = "Report\n\n" + "".join(f"• {entry}\n" for entry in entries)
    first, second = name_suggestions(text.format(**PEOPLE), [])
    assert first.status in (None, Status.DIED_AFTER_RELEASE)
    assert second.status is Status.AT_LIBERTY


@pytest.mark.parametrize(
    "pattern",
    ["{de} ist bei einem Transport geflohen.", "{en} escaped during a transfer to another prison."],
)
def test_who_escapes_from_the_guards_is_not_in_exile(pattern: str) -> None:
    assert statuses(pattern) <= {Status.ESCAPED}


OUT_OF_DATE = [
    # Who is told to be dead, by name, by a pronoun or by the years of a life, is in no prison.
    "{en} was sentenced to four years in prison. He wrote a book there. Ashmockle died last May at home.",
    "{de} (1931–1999) wurde zu fünfzehn Jahren Gefängnis verurteilt.",
    "{tr} iki yıl hapis cezası aldı. Masalcı 2016'da hayata veda etti.",
    # Long ago, beside what a text tells of later years.
    "{es} fue condenado en 1974 a doce años de cárcel. La escuela abrió de nuevo en 2012.",
    # In an exchange of prisoners, but for who stayed.
    "Обмін! Додому повернулися десятеро. Серед них {uk}: вирок — одинадцять років колонії.",
    "Four people boarded a plane on Sunday. {en} was convicted and sentenced to ten years in prison.",
    # Out of prison in words of no status.
    "{be} атрымаў 5 гадоў калоніі. У траўні ён вярнуўся да бацькоў.",
    # Of a time before.
    "{en} had served three years of a ten-year sentence.",
    "{az} barəsində istintaq gedir. O, 2014-cü ildə iki ildən sonra əfvlə azadlığa çıxmışdı.",
    "{ru} ждёт суда. Напомним, в 2019 году он был освобождён по амнистии.",
    # What a prosecutor asks for.
    "Прокурор запросила для преподавателя физики Артемия Небылова шесть с половиной лет колонии.",
    # A release that is undone, to come, doubted, or a word in quotes.
    "Суд отменил условно-досрочное освобождение {ru}.",
    "Im Herbst hieß es, {de} werde zum Feiertag begnadigt.",
    "Reports that singer {en} was freed could not be confirmed.",
    "{de} hat die Fußfessel durchtrennt und den Hausarrest verlassen.",
]


@pytest.mark.parametrize("pattern", OUT_OF_DATE)
def test_what_another_part_of_a_text_makes_out_of_date_is_not_filled_in(pattern: str) -> None:
    assert statuses(pattern) == set()


STILL_SO = {
    "Обмін! Додому повернулися десятеро. {uk} досі відбуває одинадцять років у колонії.": Status.IMPRISONED,
    "{be} атрымаў 5 гадоў калоніі. У траўні ён выйшаў са ШІЗА.": Status.IMPRISONED,
    "Tutuksuz yargılanan muhasebeci {tr} beraat etti.": Status.AT_LIBERTY,
}


@pytest.mark.parametrize("pattern", STILL_SO)
def test_who_stayed_or_came_out_of_a_cell_alone_is_still_held(pattern: str) -> None:
    assert statuses(pattern) == {STILL_SO[pattern]}


def test_under_a_pardon_who_is_refused_it_is_not_released() -> None:
    decree = (
        "О помиловании\nОсвободить от наказания:\nНебылова Артемия Ильича;\nВыдумкину Ульяну Глебовну.\n"
        "2. Отклонить прошение Мнимова Якова Ильича."
    )
    statuses_by_name = {each.name: each.status for each in name_suggestions(decree, [])}
    assert [name for name, status in statuses_by_name.items() if status and "Мним" in name] == []


def test_among_prisoners_who_is_still_to_be_tried_is_not_said_to_serve_a_term() -> None:
    lines = (
        "A. En prisión\nCasimiro Irreal Montes. Kilo 8, Camagüey. 9 años por sedición.\n"
        "Inocencio Quimera Soto. Guamajal. 6 años. Padre de dos niños.\n"
        "Ramiro Fantasero Luz. Combinado del Este. Sin juicio; la fiscalía pide 7 años.\n"
    )
    given = {each.name: each.status for each in name_suggestions(lines, [])}
    assert given.get("Ramiro Fantasero Luz") is not Status.IMPRISONED


def test_a_term_that_nobody_knows_the_bearer_to_serve_is_left_open_in_its_own_row_alone() -> None:
    rows = (
        "1. {be}. Прысуд — год калоніі. Ці ўзялі яго пад варту, ці чакае ён дома, невядома.\n"
        "2. Тодар Небылінскі. 4 гады калоніі.\n3. Казімір Небывалы. 5 гадоў калоніі.\n"
    ).format(**PEOPLE)
    given = {each.name: each.status for each in name_suggestions(rows, [])}
    assert given.get("Лявон Казачны") is None
    assert given.get("Тодар Небылінскі") is Status.IMPRISONED


def test_of_a_language_of_few_known_words_nothing_is_filled_in_where_a_text_tells_several_things() -> None:
    text = "Aktivis Budi Khayalan dibebaskan pada hari Senin. Siti Rekaan dihukum penjara dua tahun."
    assert {each.status for each in name_suggestions(text, [])} <= {None}


IN_PASSING = [
    # Home again, in words that stand before those of the sentence.
    "O escritor Belmiro Quimereira regressou a casa depois de cumprir os quatro anos a que fora condenado.",
    "{az} on beş sutkalıq həbsini başa vurub evinə dönüb.",
    # What awaits somebody elsewhere, or would have come.
    "Минюст отказался выдать {ru}, которого на родине ждут пять лет колонии.",
    "An amnesty that would have covered editor {en} was voted down.",
    # Words of two meanings.
    "{ru} получил обвинительное заключение. Он по-прежнему знакомится с делом.",
]


@pytest.mark.parametrize("pattern", IN_PASSING)
def test_a_prison_that_prose_names_in_passing_is_not_filled_in(pattern: str) -> None:
    assert statuses(pattern) == set()


def test_who_is_let_out_of_house_arrest_is_not_held_at_home() -> None:
    assert statuses("З-під домашнього арешту звільнили {uk}, справу закрито.") <= {Status.AT_LIBERTY}


LINES = (
    "Заручники\nКазковий Остап — СІЗО в Чонгарі\nМрійна Галина — звільнена 12 червня, у Миколаєві\n"
    "Вигадько Олексій — помер у полоні, тіло передали\nНебилиця Аліса — 14 років, Мордовія\n"
)


def test_a_town_at_the_end_of_a_line_is_no_part_of_the_name_that_begins_the_next() -> None:
    given = {each.name: each.status for each in name_suggestions(LINES, [])}
    assert given.get("Вигадько Олексій") is Status.DIED_IN_CUSTODY
    assert given.get("Небилиця Аліса") is not Status.DIED_IN_CUSTODY


LEFT_TO_SERVE = (
    "Писать можно:\nНебылов Артемий, ИК-6, до конца срока 2 года 1 месяц\nВыдумкин Борис, вышел!\n"
)


def test_what_is_left_of_a_term_is_no_release_before_its_end() -> None:
    given = {each.name: each.status for each in name_suggestions(LEFT_TO_SERVE, [])}
    assert given.get("Небылов Артемий") is not Status.RELEASED_EARLY


NOT_SO_YET = {
    "L'animateur {fr} reste derrière les barreaux ; il doit être jugé en septembre.": Status.IMPRISONED,
    "{de} erhielt fünf Jahre, nachdem er die ersten fast abgesessen hatte.": Status.RELEASED_SERVED,
    "{en} hanged himself in his cell.": Status.EXECUTED,
}


@pytest.mark.parametrize("pattern", NOT_SO_YET)
def test_words_that_a_sentence_limits_are_not_taken_at_their_face(pattern: str) -> None:
    assert NOT_SO_YET[pattern] not in statuses(pattern)


UNFINISHED = [
    # What came of an arrest stands in the next sentences of an entry, in words that are not read.
    "Eleazar Irreal\nObrero. Lo detuvieron el 4 de agosto. La familia supo de él más tarde: lo vieron allí.",
    "5) Nazlı Nağılqızı — bloger. Deportasiyadan sonra həbs edilib, istintaq gedir.",
    "Carlota Irreal\nConcejala. Condenada a dieciséis años; los cumple en su casa desde mayo.",
    "Lieu Scheinhof\nBlogger. Nach vollständig verbüßter Strafe im Mai nach Hause gekommen.",
    "Глафира Незванова\nПенсионерка. Была под домашним арестом, сейчас мера отменена.",
    "Суд рассмотрел апелляцию на арест физика Артемия Небылова: мера не изменена.",
]


@pytest.mark.parametrize("text", UNFINISHED)
def test_a_first_step_is_not_taken_for_the_last_one(text: str) -> None:
    first = {Status.ARRESTED, Status.IMPRISONED, Status.HOUSE_ARREST}
    assert not any(each.status in first for each in name_suggestions(text, []))


def test_a_ban_on_leaving_before_what_is_told_is_over() -> None:
    text = "The case against {en} was dropped, two months after he had been put on a travel ban."
    assert statuses(text) == set()
