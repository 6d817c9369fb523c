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
