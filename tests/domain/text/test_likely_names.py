"""A name is proposed whole and as it is printed, with its hyphens, particles, initials and nickname."""

import pytest

from webapp.domain.text.likely_names import likely_names

SENTENCES = (
    "{} was arrested on 6 May 2022.", "Police arrested {} on 5 May 2022.", "{} həbs edildi.",
    "Yesterday {}, a courier, was jailed.", "Задержан {}.",
)  # fmt: skip
NAMES = (
    "Marc-Antoine Delexemple", "Anna-Maria Ejemplar", "Vəli Ağasoy-Mahmudgil", "Jean-Luc Exempland-Modelle",
    "Salim al-Numudhi", "Huda el-Khayali", "Walid ar-Rasmani", "Omar ash-Shaklani", "Abd al-Rahman Numani",
    "Abdul-Aziz bin Khalid al-Numani", "Seán Ó hArgantáin", "Niamh McExemplar", "Tadhg Mac Exemplar",
    "Ivan “Vanya” Petrushnikov", "Pavel «Dym» Primerov", "John \"Red\" Exemplar", "Elvin 'Usta' Sınaqov",
    "Mehmet Ali-Oğlu Örnekhan", "Əli Davud oğlu Nümunəzadə", "Мария Бубневич", "Степан Викторович Грушкевник",
    "Сергей Иванович Рубневич", "Milutin Pavnović", "Ali Numunov", "İslam Nümunəli", "A. B. Ornakov",
    "Ana María de la Ejemplo", "O. Vyhadanenko", "Qo‘chqor To‘xlibov", "Vasil' Prykladau",
    "D'Angelo Exemplar",
    "William “Big Bill” Exemplar", "Leyla Hacı-qızı Nümunə", "Máire Ní Exemplar", "Nguyễn Văn Mẫu",
    "Ludwig van den Beispiel", "Khalid bin Walid al-Mithali", "Abu Bakr al-Takhayuli",
    "Al-Harith al-Wahmi", "An-Nur al-Mithali", "El-Sayed Khayal", "Ash-Shafi Tayf",
)  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_proposed_as_it_is_printed(name: str, sentence: str) -> None:
    text = sentence.replace("{}", name)
    (likely,) = likely_names(text)
    assert likely.name == name
    assert text[likely.start : likely.end] == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Elvin Örnəkov'un", "Elvin Örnəkov"), ("Davud Ornakov's", "Davud Ornakov"),
        ("Ayla Numunalı'nın", "Ayla Numunalı"),
    ],
)  # fmt: skip
def test_an_ending_after_an_apostrophe_is_left_out(printed: str, name: str) -> None:
    assert [likely.name for likely in likely_names(f"Dün {printed} davası vardı.")] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("- Lionel Ejemplo\n- Diego Segundo\n* Ana Tercera",
         ["Lionel Ejemplo", "Diego Segundo", "Ana Tercera"]),
        ("Abdul Numunov\nDate of arrest: May 2022", ["Abdul Numunov"]),
        ("Kadir Numunel\nShawqan Khayali", ["Kadir Numunel", "Shawqan Khayali"]),
        ("The police took several people, among them Davud\nOrnakov and others.", ["Davud Ornakov"]),
        ("Сергей Викторович сказал, что Николай Петрович ушёл.", []),
        ("He said “Free Speech” and left.", []),
    ],
)  # fmt: skip
def test_lines_of_a_list_are_names_of_their_own(text: str, names: list[str]) -> None:
    assert [likely.name for likely in likely_names(text)] == names
