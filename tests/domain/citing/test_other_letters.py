"""Names in letters without capitals, Latin names among them, and headings in capitals that are nobody."""

import pytest

from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.vocab.liberty import Status


def statuses(text: str) -> dict[str, Status | None]:
    """Return the last status that a text proposes for each name."""
    return {each.name: each.status for each in name_suggestions(text, [])}


def test_a_latin_name_in_a_text_of_arabic_letters_is_proposed() -> None:
    arabic = "اعتقلت الشرطة الناشط Karim Belwahmou من منزله. وأفرجت السلطات عن Samir Ouldkhayal بكفالة."
    persian = "نیروهای امنیتی Arash Khialpour را در تهران بازداشت کردند."
    assert statuses(arabic) == {
        "Karim Belwahmou": Status.ARRESTED, "Samir Ouldkhayal": Status.RELEASED_PENDING_TRIAL,
    }  # fmt: skip
    assert statuses(persian) == {"Arash Khialpour": Status.ARRESTED}


def test_the_numbered_entries_of_a_korean_list_are_proposed_with_their_statuses() -> None:
    text = (
        "구속된 언론인 명단:\n1. 김가공 - 기자, 2024년 5월 3일 체포\n2. 박허구 - 편집장, 징역 3년\n"
        "3. 이상상 - 교수, 2024년 1월 석방\n4. 남궁몽 - 시인, 수감 중"
    )
    assert statuses(text) == {
        "김가공": Status.ARRESTED, "박허구": Status.IMPRISONED, "이상상": Status.AT_LIBERTY,
        "남궁몽": Status.IMPRISONED,
    }  # fmt: skip


def test_items_with_dashes_are_read_where_a_sentence_goes_on_behind_the_name() -> None:
    text = (
        "خبرهای کوتاه زندانیان\n– شیرین وهم‌پور، مترجم، با سپردن وثیقه آزاد شد.\n"
        "– آرمان خیال‌زاده، دانشجو، به سه سال حبس محکوم شد.\n– یونس رؤیایی در محل کارش بازداشت شد."
    )
    assert [*statuses(text).values()] == [
        Status.RELEASED_PENDING_TRIAL, Status.IMPRISONED, Status.ARRESTED,
    ]  # fmt: skip


def test_an_item_of_its_own_paragraph_tells_nothing_of_the_one_above() -> None:
    text = (
        "Bulletin\n\n- Corvin Ashmockle: arrested in May.\n\n- Henrike Lundquible: on bail.\n\n"
        "- The trial of the six is over. All were sentenced to five years in prison.\n\n- No news of others."
    )
    assert statuses(text)["Henrike Lundquible"] is Status.RELEASED_PENDING_TRIAL


@pytest.mark.parametrize("mark", [" / ", " | ", " — "])
def test_cells_that_a_stroke_parts_make_rows(mark: str) -> None:
    rows = [
        ("Corvin Ashmockle", "lawyer", "remanded for two months on 6 May"),
        ("Henrike Lundquible", "nurse", "may not leave the country"),
        ("Tobias Fennimock", "printer", "convicted 2 May, seven years; taken to the colony"),
        ("Perpetua Nocase", "student", "no recent information, and nobody has seen her since that evening"),
    ]  # fmt: skip
    text = "Name" + mark + "Work" + mark + "Latest\n" + "\n".join(map(mark.join, rows))
    expected = [Status.PRETRIAL_DETENTION, Status.TRAVEL_BAN, Status.IMPRISONED]
    assert [statuses(text)[name] for name, *_ in rows[:3]] == expected


HEADINGS = {
    "PRESOS POLÍTICOS\n\nNUEVAS DETENCIONES\nRamiro Quimeral fue detenido el lunes.": "Ramiro Quimeral",
    "HAFTANIN TUTUKLULARI\n\nYENİ GÖZALTILAR\nPoyraz Hayalsoy gözaltına alındı.": "Poyraz Hayalsoy",
    "PRISONNIERS\n\nNOUVELLES ARRESTATIONS\nNorbert Songeville a été arrêté lundi.": "Norbert Songeville",
    "GEFANGENE\n\nNEUE VERHAFTUNGEN\nHartwig Nebelmann wurde festgenommen.": "Hartwig Nebelmann",
    "ПОЛІТВ'ЯЗНІ\n\nНОВІ АРЕШТИ\nАндрія Вигаданенка затримали.": "Андрій Вигаданенко",
    "WIĘŹNIOWIE\n\nWalerian Bajkowski został zatrzymany, podaje Głos Doliny.": "Walerian Bajkowski",
}


@pytest.mark.parametrize("text", HEADINGS)
def test_headings_and_papers_are_nobody(text: str) -> None:
    assert [*statuses(text)] == [HEADINGS[text]]


def test_who_is_serving_a_term_in_an_aside_is_in_prison() -> None:
    text = "Odette Nocase, who is serving six years in prison, refuses food."
    assert statuses(text) == {"Odette Nocase": Status.IMPRISONED}
