"""However a name is spelled between Azerbaijani, Russian, Turkish and English, it is found as the same."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.text.name_folding import fold, sort_key, tokens


@pytest.mark.parametrize(
    "spellings",
    [
        "Elvin Sınaqov, Elvin Sinagov, Elvin Sinaqov, Элвин Синагов, ELVIN SINAQOV",
        "Ayla Nümunəli, Ayla Numunali, Ayla Numuneli, Айла Нумунели, Айла Нумунали, AYLA NÜMUNƏLİ",
        "Ceyhun Örnəkov, Jeyhun Ornakov, Ceyhun Ornekov, Djeyhun Ornekov, Джейхун Орнеков",
        "Bahar Misallı, Bahar Misalli, Бахар Мисаллы, BAHAR MISALLI, bahar mısallı",
        "Fərid Təcrübəli, Farid Tajrubali, Ferid Tecrubeli, Фарид Таджрубали, Фәрид Тәҹрүбәли",
        "Davud Nümunəli, Davoud Numunali, Давуд Нумунели",
        "Xədicə, Khadija, Hedice, Хадиджа, Hadija",
        "Məmməd, Mammad, Memmed, Mamed, Мамед, Мәммәд",
        "Vagifgizi, Vaqifqızı, Vagifqizi, Vagifkyzy, Вагифкызы",
        "Çingiz, Chingiz, Tchingiz, Cingiz, Чингиз",
        "Şahin, Shahin, Sahin, Шахин",
        "Qəhrəman, Gahraman, Kahraman, Гахраман",
        "Əhməd, Ahmad, Ahmed, Ehmed, Ахмед",
        "Oğuz, Oguz, Oghuz, Огуз",
        "Ülvi, Ulvi, Ulwi, Ульви",
        "İlqar, Ilgar, İLQAR, ILGAR, Ильгар",
        "Rəşad, Rashad, Reshad, Рашад",
        "Jalə, Jale, Zhala, Жале",
        "Yaşar, Yashar, Яшар",
    ],
)
def test_the_spellings_of_one_name_meet(spellings: str) -> None:
    folded = {spelling: tokens(spelling) for spelling in spellings.split(", ")}
    first = next(iter(folded.values()))
    assert first
    assert folded == dict.fromkeys(folded, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Elçin", "Elvin"),
        ("Aydın", "Aydan"),
        ("Nigar", "Nihad"),
        ("Kamal", "Kamil"),
        ("Camal", "Kamal"),
        ("Camal", "Camil"),
        ("Seymur", "Samir"),
        ("Tural", "Turan"),
        ("Elnur", "Elnurə"),
        ("İlham", "İlhamə"),
        ("Hüseyn", "Həsən"),
        ("Rauf", "Raul"),
        ("Əli", "Vəli"),
        ("Sınaqov", "Sınaqova"),
        ("Nümunəli", "Nümunov"),
        ("Örnəkov", "Örnəkli"),
        ("Misallı", "Misalov"),
    ],
)
def test_names_that_are_two_stay_two(one: str, other: str) -> None:
    assert tokens(one) != tokens(other)


@pytest.mark.parametrize(
    ("written", "apart"),
    [
        ("AylaNumunali", "Ayla Numunali"),
        ("ƏliNümunəli", "Əli Nümunəli"),
        ("АйлаНумунели", "Айла Нумунели"),
        ("Ayla-Bahar", "Ayla Bahar"),
        ("Ayla  (Bahar), Misallı", "Ayla Bahar Misallı"),
        ("Ayla 2 Misallı", "Ayla Misallı"),
    ],
)
def test_glued_names_are_taken_apart(written: str, apart: str) -> None:
    assert tokens(written) == tokens(apart)
    assert len(tokens(written)) > 1


@pytest.mark.parametrize(
    "ending", ["oğlu", "oglu", "oglı", "ogly", "оглы", "qızı", "gizi", "qizi", "kızı", "kyzy", "кызы"]
)
def test_whether_son_or_daughter_of_is_written_does_not_matter(ending: str) -> None:
    assert tokens(f"Ayla Davud {ending} Nümunəli") == tokens("Ayla Davud Nümunəli")


@pytest.mark.parametrize("mark", "'’ʻʼ`")
def test_an_apostrophe_does_not_part_a_name(mark: str) -> None:
    assert tokens(f"Qur{mark}an") == tokens("Quran")


@pytest.mark.parametrize(
    "name", ["محمد", "גבריאל", "გიორგი", "Անի", "Νίκος", "王小明", "김민준", "สมชาย", "अमित", "አበበ"]
)
def test_a_name_in_any_script_can_be_found_and_put_in_order(name: str) -> None:
    assert tokens(name)
    assert sort_key(name)


def test_the_same_letters_are_the_same_name_however_they_are_encoded() -> None:
    name = "Çiçək Öğütlü-Şahin Й"
    assert tokens(normalize("NFD", name)) == tokens(normalize("NFC", name))


def test_names_are_put_in_the_order_of_their_plain_letters() -> None:
    names = ["Şahin", "Əli", "Davud", "Сабир", "Джейхун", "Çingiz", "İlqar"]
    assert sorted(names, key=sort_key) == ["Əli", "Джейхун", "Çingiz", "Davud", "İlqar", "Сабир", "Şahin"]


@given(st.text())
def test_no_text_whatever_breaks_the_folding(text: str) -> None:
    for token in tokens(text):
        assert token
        assert set(token) <= set("abcdefghijklmnopqrstuvwxyz")
    assert set(sort_key(text)) <= set("abcdefghijklmnopqrstuvwxyz ")


@given(st.text("abcçdeəfgğhxıijkqlmnoöprsştuüvyz", min_size=1, max_size=12))
def test_capitals_never_make_another_name(name: str) -> None:
    capitals = name.replace("i", "İ").replace("ı", "I").upper()
    assert fold(capitals) == fold(name)
