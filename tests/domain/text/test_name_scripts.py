"""One name in different scripts, marks, orders and manners is one name; each kind with many values."""

from itertools import product

import pytest

from webapp.domain.people.namesakes import LIKELY
from webapp.domain.text.name_folding import APOSTROPHES, fold, indexed_tokens, name_tokens, readings, tokens
from webapp.domain.text.name_likeness import keys, likeness, sought_keys
from webapp.domain.text.scripts.wade_giles import in_pinyin
from webapp.domain.text.words import words

ARABIC_AND_LATIN = {
    "سالم": "Salim", "كريم": "Karim", "منصور": "Mansour", "يوسف": "Yusuf", "رضا": "Reza", "مروان": "Marwan",
    "خالد": "Khalid", "زينب": "Zeynab", "داود": "Davud", "نرگس": "Narges", "پرویز": "Parviz", "عمر": "Omar",
    "الخيالي": "al-Khayali", "النموذجي": "Namudhaji", "التجريبي": "al-Tajribi", "الصوري": "as-Suri",
    "گلچین": "Golchin", "قلمکار": "Qalamkar", "عبدالرحيم": "Abd al-Rahim", "عبد الستار": "Abdussattar",
}  # fmt: skip
HAN_AND_PINYIN = {
    "刘": "Liu", "陳": "Chen", "曾": "Zeng", "欧阳": "Ouyang", "司马": "Sima", "王": "Wang", "赵": "Zhao",
}  # fmt: skip
GIVEN = {"小溪": "Xiaoxi", "样本": "Yangben", "試題": "Shiti", "河": "He", "虚构": "Xugou"}
TITLES = ("Dr.", "Dr", "Mr", "Mrs.", "Ms", "Prof.", "Professor", "Cənab", "Госпожа")
HONORIFICS = ("Sheikh", "Hajji", "Hacı", "Mullah", "Molla", "Şeyx", "Шейх", "Ayatollah")


def alike(name: str, other: str) -> float:
    return likeness(name_tokens(name), name_tokens(other))


@pytest.mark.parametrize("mark", APOSTROPHES)
@pytest.mark.parametrize("name", ["Qo{}chqor To{}xlibov", "San{}at O{}rmonov", "D{}Exemplar Ga{}far"])
def test_an_apostrophe_of_any_shape_is_none(name: str, mark: str) -> None:
    assert tokens(name.replace("{}", mark)) == tokens(name.replace("{}", ""))


@pytest.mark.parametrize("first", ["علی", "محمد", "غلام", "امیر", "نور", "سید", "ابو"])
@pytest.mark.parametrize("second", ["رضا", "حسین", "علی", "مراد", "بکر"])
def test_a_compound_is_one_name_joined_half_joined_or_apart(first: str, second: str) -> None:
    family = " نمونه‌پور"
    joined, half, apart = (first + joint + second + family for joint in ("", "\u200c", " "))
    assert tokens(joined) == tokens(half)
    assert alike(joined, apart) > 0.99
    assert tokens(joined) in readings(apart)


@pytest.mark.parametrize("name", ["الرؤوف", "الكريم", "الرحمن", "القادر", "الستار", "الله"])
def test_abd_is_joined_and_apart(name: str) -> None:
    joined, apart = f"عبد{name} المثالي", f"عبد {name} المثالي"
    assert tokens(joined) == tokens(apart)
    assert tokens(name)[0] in indexed_tokens(joined) & indexed_tokens(apart)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ي", "ى"), ("ي", "ی"), ("ة", "ه"), ("ك", "ک"), ("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ؤ", "و"),
        ("ئ", "ي"), ("ه", "ہ"), ("م", "مّ"), ("س", "سـ"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["سل{}م النموذج", "المثل{}", "بر{} الخيال", "نم{}ور"])
def test_arabic_letters_that_stand_for_each_other_are_one(name: str, one: str, other: str) -> None:
    assert alike(name.replace("{}", one), name.replace("{}", other)) == 1


@pytest.mark.parametrize(("arabic", "latin"), ARABIC_AND_LATIN.items())
def test_arabic_letters_meet_latin_ones_by_their_consonants(arabic: str, latin: str) -> None:
    assert alike(arabic, latin) > 0.89
    for wanted, recorded in ((arabic, latin), (latin, arabic)):
        stored = {key for token in indexed_tokens(recorded) for key in keys(token)}
        assert any(sought_keys(token) & stored for reading in readings(wanted) for token in reading)


def test_names_in_arabic_letters_that_are_two_stay_two() -> None:
    names = list(ARABIC_AND_LATIN.items())
    pairs = [(arabic, other) for arabic, latin in names for _, other in names if other != latin]
    assert [pair for pair in pairs if alike(*pair) >= LIKELY] == []


@pytest.mark.parametrize(("family", "given"), list(product(HAN_AND_PINYIN, GIVEN)))
def test_han_meets_pinyin_in_both_orders_glued_or_apart(family: str, given: str) -> None:
    first, last = GIVEN[given], HAN_AND_PINYIN[family]
    syllables = first.replace("xi", " Xi").replace("ben", " Ben").replace("ti", " Ti").replace("gou", " Gou")
    for latin in (f"{last} {first}", f"{first} {last}", f"{last}{first}", f"{last} {syllables.strip()}"):
        assert alike(family + given, latin) > 0.99, latin
        assert alike(family + given, latin.upper()) > 0.9, latin


@pytest.mark.parametrize(("traditional", "simplified"), [("劉曉東", "刘晓东"), ("陳試題", "陈试题")])
def test_traditional_and_simplified_letters_are_one(traditional: str, simplified: str) -> None:
    assert tokens(traditional) == tokens(simplified)


@pytest.mark.parametrize("title", [*TITLES, *HONORIFICS])
@pytest.mark.parametrize("name", ["Hollis Exemplar", "Сейфи Уйдурмазаде"])
def test_a_title_before_a_name_is_no_part_of_it(name: str, title: str) -> None:
    assert alike(f"{title} {name}", name) == 1
    assert tokens(name.split()[-1]) in readings(f"{title} {name.split()[-1]}")


def test_a_title_that_is_a_given_name_stays_one() -> None:
    assert alike("Hacı Nümunəli", "Elvin Nümunəli") < LIKELY
    assert tokens("Hacı") == tokens("Hajı") != []


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("T. Numunsoy", "Turan Numunsoy"), ("Примеркин А.Б.", "Алексей Борисович Примеркин"),
        ("N.Sınaqov", "Natiq Sınaqov"), ("Ş. Misallı", "Şahin Misallı"),
        ("Exemplar H. J.", "Hollis Jan Exemplar"),
    ],
)  # fmt: skip
def test_an_initial_is_what_it_abbreviates(short: str, full: str) -> None:
    given, *_, family = full.split()
    assert alike(short, full) >= LIKELY
    other = full.replace("Примеркин", "Другой").replace(family, "Другой" if family != "Примеркин" else family)
    assert alike(short, other) < LIKELY


@pytest.mark.parametrize(
    "spellings",
    [
        "Məhəmməd, Магомед, Мухаммед, Muhammad, Mohammed, Mahammad", "Məhəmmədov, Магомедов, Muhammadov",
        "Orucov, Оруджев, Orujov", "Ağacov, Агаджев", "Bacışov, Баджышев", "Ələkbərov, Алекперов",
        "Könül, Кенюль, Кёнуль", "Serhii, Сергей, Siarhei", "Uladzimir, Владимир, Volodymyr",
    ],
)  # fmt: skip
def test_known_spellings_of_one_name_meet(spellings: str) -> None:
    first, *others = spellings.split(", ")
    assert {*map(str, map(tokens, others))} == {str(tokens(first))}


def test_father_and_son_are_told_apart_by_the_place_of_the_fathers_name() -> None:
    assert alike("Camal Rauf oğlu Numunov", "Джамал Рауф оглы Нумунов") == 1
    assert alike("Camal Rauf oğlu Numunov", "Rauf Camal oğlu Numunov") < LIKELY


@pytest.mark.parametrize("name", ["a" * 300, "عبدالو" + "و" * 40, "刘" * 40, "x" * 30])
def test_the_keys_of_a_name_are_bounded(name: str) -> None:
    for token in tokens(name):
        assert len(keys(token)) <= len(token) + 20


INDIC_AND_LATIN = {
    "राम प्रसाद उदाहरण": "Ram Prasad Udaharan", "संजीव भट्टाचार्य": "Sanjiv Bhattacharya",
    "सुधा शर्मा": "Sudha Sharma", "নমুনা কুমার দাস": "Namuna Kumar Das", "அருண் குமார்": "Arun Kumar",
    "ಕುಮಾರ ಸ್ವಾಮಿ": "Kumara Swamy", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ": "Gurpreet Singh", "નરેન્દ્ર પટેલ": "Narendra Patel",
    "ජයන්ත පෙරේරා": "Jayantha Perera", "ఉదాహరణ శర్మ": "Udaharana Sharma", "മാതൃക നായർ": "Mathruka Nair",
    "សំ រង្ស៊ី": "Sam Rangsy", "နမူနာအောင်စု": "Namuna Aung Su", "ကျော်မင်းမိုး": "Kyaw Min Mo",
    "ဝင်းမြင့်ထိုက်": "Win Myint Htaik", "สมชาย ใจดี": "Somchai Jaidee", "พันธุ์ศักดิ์ ศรีเทพ": "Pansak Srithep",
    "พริษฐ์ ตัวอย่าง": "Parit Tuayang", "ສົມບັດ ຕົວຢ່າງ": "Sombat Tuayang",
    "サトウ ジョージ": "Sato Joji", "きょうこ しゃりょう": "Kyoko Sharyo", "ばば ぴこ": "Baba Piko",
}  # fmt: skip


def test_words_of_indic_thai_and_burmese_letters_are_whole_and_meet_latin_ones() -> None:
    names = list(INDIC_AND_LATIN.items())
    assert [pair for pair in names if alike(*pair) < 0.8] == []
    others = [(printed, other) for printed, latin in names for _, other in names if other != latin]
    assert [pair for pair in others if alike(*pair) >= LIKELY] == []
    for printed, latin in names:
        stored = {key for token in indexed_tokens(printed) for key in keys(token)}
        assert any(sought_keys(token) & stored for token in tokens(latin)), printed
        # A vowel sign, a virama or a point ends no word of a text.
        text = f"{printed}, {printed}।"
        assert [text[word.start : word.end] for word in words(text)] == 2 * printed.split()


def test_signs_that_no_other_spelling_prints_make_no_difference() -> None:
    for one, other in (
        ("नमूना क\u094d\u200dषेत्र", "नमूना क\u094dषेत्र"), ("শর\u200d্মা", "শর্মা"), ("क़मर", "क\u093cमर"),
        ("গুরুড়", "গুরু\u09a1\u09bc"),
        ("がんば", "か\u3099んは\u3099"), ("サトウ", "サトー"), ("ﾀﾅｶ", "タナカ"), ("たなか", "タナカ"),
    ):  # fmt: skip
        assert tokens(one) == tokens(other), one


def test_a_name_whose_words_are_parted_otherwise_is_one() -> None:
    for one, other in (
        ("محمد رضا نمونه‌ای", "محمدرضا نمونه ای"), ("佐藤太郎", "佐藤　太郎"), ("花子 田中", "田中花子"),
        ("Namunawala Ram Prasad", "Ramprasad Namunawala"), ("မောင်မောင်နမူနာ", "မောင် မောင် နမူနာ"),
    ):  # fmt: skip
        assert alike(one, other) > 0.96, one
    for one, other in (("田中花子", "田中太郎"), ("محمد رضا نمونه", "محمد علی نمونه")):
        assert alike(one, other) < 0.96, one


WADE_GILES = [
    ("Liu Hsiao-meng", "Liu Xiaomeng"), ("Ch'en Kuang-meng", "Chen Guangmeng"),
    ("Hsü Chih-huan", "Xu Zhihuan"),
    ("Ts'ai Hsia", "Cai Xia"), ("Jen Chih-meng", "Ren Zhimeng"), ("Chao Tzu-huan", "Zhao Zihuan"),
    ("Chiang Ching-meng", "Jiang Jingmeng"), ("Yeh Chü-meng", "Ye Jumeng"), ("Lin I-hsiung", "Lin Yixiong"),
    ("Szu-ma Ch’ien", "Sima Qian"),
]  # fmt: skip


@pytest.mark.parametrize(("older", "pinyin"), WADE_GILES)
def test_a_chinese_name_in_the_older_spelling_is_that_of_pinyin(older: str, pinyin: str) -> None:
    assert tokens(older) == tokens(pinyin)
    # A part of it is found as it is printed, too.
    assert set(tokens(pinyin)) | set(map(fold, older.replace("-", " ").split())) <= indexed_tokens(older)


def test_the_older_spelling_meets_han_letters() -> None:
    assert tokens("Wang Hsü-kou") == tokens("王虚构") != tokens("王虚假")


NO_OLDER_SPELLING = [
    "Kim Jong-ga", "Park Chung-ga", "Jean-Luc Exemple", "Ağayev-Mahmudlu", "Tsai Ing-ga", "Ho Chi-ga",
]  # fmt: skip


@pytest.mark.parametrize("name", NO_OLDER_SPELLING)
def test_other_names_with_hyphens_stay_as_they_are(name: str) -> None:
    assert in_pinyin(name) is None


BELARUSIAN = [
    ("Siarhiej", "Сергей"), ("Mikałaj", "Николай"), ("Jaŭhien", "Яўген"), ("Alaksiej", "Алексей"),
    ("Źmicier", "Зміцер"),
]  # fmt: skip


@pytest.mark.parametrize(("latin", "cyrillic"), BELARUSIAN)
def test_a_given_name_in_belarusian_latin_letters_is_that_in_cyrillic(latin: str, cyrillic: str) -> None:
    assert likeness(name_tokens(f"{latin} Vydumka"), name_tokens(f"{cyrillic} Выдумка")) >= LIKELY
