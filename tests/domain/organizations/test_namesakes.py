"""Two spellings of an organization's name are one name; two names that look alike are two."""

import pytest

from webapp.domain.organizations.namesakes import is_same_name

NAMES = (
    "Azad Nümunə Partiyası", "Союз примеров", "Şəhər {} saylı həbsxana", "Élan Exemplaire",
    "Müstəqil Sınaq Radiosu",
    "Orden örneği Derneği", "Комитет «Пример»",
)  # fmt: skip


def _unmarked(name: str) -> str:
    return name.translate(str.maketrans("əıöüğçşÉƏÖÜĞÇŞ", "eiougcsEEOUGCS"))


@pytest.mark.parametrize("name", [name.replace("{}", "3") for name in NAMES])
@pytest.mark.parametrize(
    "spelled",
    [
        lambda name: name.replace("i", "İ").replace("ı", "I").upper(),
        _unmarked,
        lambda name: f"“{name}”",
        lambda name: f"«{name.lower()}»",
        lambda name: name.replace(" ", "  ", 1),
        lambda name: " ".join([name.split()[0], *reversed(name.split()[1:])]),
    ],
    ids=["capitals", "unmarked", "quoted", "small", "blanks", "order"],
)
def test_another_spelling_of_an_organization_is_the_same(name: str, spelled) -> None:  # type: ignore[no-untyped-def]
    assert is_same_name(spelled(name), name)


@pytest.mark.parametrize("number", [1, 3, 12, 14])
@pytest.mark.parametrize("name", ["{} saylı həbsxana", "{} sayli hebsxana", "{} nömrəli həbsxana"])
@pytest.mark.parametrize(
    "spelled",
    ["Həbsxana No. {}", "HEBSXANA № {}", "Prison No {}", "Тюрьма № {}",
     "{} nolu cezaevi", "Prison {}", "Həbsxana N{}", "Həbsxana #{}", "{}-saylı həbsxana",
     "{} sayılı həbsxana",
     "Тюрьма номер {}", "Prison n° {}", "Prison n.º {}", "Prison Núm. {}", "{} No'lu Cezaevi",
     "Cezaevi No:{}",
     "Prison (No. {})", "{}-cü həbsxana", "{}-я тюрьма", "سجن رقم {}"],
)  # fmt: skip
def test_a_number_is_the_same_however_it_is_announced(name: str, spelled: str, number: int) -> None:
    name = name.replace("{}", str(number))
    assert is_same_name(name, spelled.replace("{}", str(number)))
    assert not is_same_name(name, spelled.replace("{}", str(number + 1)))


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("Комитет примеров", "Komitet primerov"), ("Азад Нумуне", "Azad Nümunə"),
        ("حزب المثال", "Hizb al-Mithal"),
        ("Bakı Nümunə Məhkəməsi", "Baku Numune Court"), ("ООО «Проба»", "Проба"), ("Sample Inc.", "Sample"),
        ("Sample Centre", "Mərkəz Sample"), ("Школа № 5 имени Пробы", "Школа №5 им. Пробы"),
        ("Radio Nümunə", "RadioNumune"), ("Sınaq-Xəbər", "Sinaq Xeber"), ("Союз «Ёлка»", "СОЮЗ «ЕЛКА»"),
        ("Straße der Freiheit e.V.", "STRASSE DER FREIHEIT E.V."), ("I.H.D. Örnek", "İHD Örnek"),
        ("样本人权协会", "Yangben Renquan Xiehui"), ("样本人权协会", "樣本人權協會"), ("第4监狱", "4号监狱"),
        ("Вясна-Прыклад", "Viasna Pryklad"), ("საქართველოს ნიმუში", "Sakartvelos Nimushi"),
        ("Օրինակ Միություն", "Orinak Miutyun"), ("רדיו דוגמה", "Radio Dugma"),
        ("جمعية المثال", "Jamiyat al-Mithal"),
        ("Ένωση Παραδείγματος", "ΕΝΩΣΗ ΠΑΡΑΔΕΙΓΜΑΤΟΣ"), ("Sınaq Mərkəzi (SM)", "Sınaq Mərkəzi"),
        ("Biləcəri rayon məhkəməsi", "Bilajari District Court"), ("Ali Məhkəmə", "Верховный суд"),
        ("Sumqayıt Şəhər Polis İdarəsi", "Sumgait City Police Department"), ("Üçüncü Kanal", "3-cü kanal"),
        ("Daxili İşlər Nazirliyi", "Министерство внутренних дел"), ("O‘zbek Namuna", "O'zbek Namuna"),
        ("Sample & Partners", "Sample and Partners"), ("Sınaq Mərkəzi İB", "“Sınaq Mərkəzi”"),
    ],
)  # fmt: skip
def test_alphabets_and_joints_make_no_other_organization(name: str, spelling: str) -> None:
    assert is_same_name(name, spelling)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Azad Nümunə Partiyası", "Azad Sınaq Partiyası"),
        ("Nizami rayon məhkəməsi", "Nərimanov rayon məhkəməsi"),
        ("3 saylı həbsxana", "həbsxana"), ("ИК-3", "ИК-4"), ("Sınaq TV", "Sınaq FM"), ("Nümunə", "№ 3"),
        ("Binə rayon məhkəməsi", "Binəqədi rayon məhkəməsi"),
        ("İnsan hüquqları fondu", "İnsan hüquqları klubu"), ("Bina A", "Bina B"), ("Kanal 5", "Kanal S"),
        ("İstiqlal qəzeti", "İstiqbal qəzeti"), ("Nərimanov rayonu", "Nəriman rayonu"),
        ("Radio Azad", "Radio Azadlıq"),
        ("Верхний суд", "Верховный суд"), ("Birinci Kanal", "Üçüncü Kanal"), ("Colony 3/1", "Colony 31"),
        ("Gəncə 3 saylı həbsxana", "Şəmkir 3 saylı həbsxana"), ("СИЗО-1 Минск", "СИЗО-1 Гродно"),
        ("Şəki Apellyasiya Məhkəməsi", "Şirvan Apellyasiya Məhkəməsi"), ("Prison No. 2", "Colony No. 2"),
        ("Гомельский областной суд", "Гродненский областной суд"), ("样本报", "样本社"),
        ("سجن طرة", "سجن برج العرب"),
        ("Committee of Mothers", "Committee of Brothers"), ("Article 19", "Article 20"),
    ],
)  # fmt: skip
def test_other_organizations_are_not_taken_for_one(name: str, other: str) -> None:
    assert not is_same_name(name, other)


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("ИК-7 Примерск", "Исправительная колония № 7 Примерск"), ("СИЗО-1", "Следственный изолятор № 1"),
        ("Penal Colony 17", "17 saylı cəzaçəkmə müəssisəsi"), ("Bakı 1 saylı", "Bakı 1 №-li"),
        ("СІЗО № 2", "СИЗО-2"),
    ],
)  # fmt: skip
def test_an_abbreviated_prison_is_the_one_in_full_of_the_same_number(name: str, spelling: str) -> None:
    assert is_same_name(name, spelling)
    assert not is_same_name(name, spelling.replace("1", "3").replace("7", "8").replace("2", "4"))
