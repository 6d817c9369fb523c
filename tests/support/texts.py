"""Invented reports in three languages, made from a seed: the same seed gives the same report."""

import re
from random import Random

GIVEN = {
    "en": ["Elvin", "Ayla", "Ceyhun", "Davud", "Bahar", "Farid"],
    "az": ["Elvin", "Ayla", "Ceyhun", "Dəvud", "Bəhar", "Fərid"],
    "ru": ["Эльвин", "Айла", "Джейхун", "Давуд", "Бахар", "Фарид"],
}
FAMILY = {
    "en": ["Sinagov", "Numunali", "Ornakov", "Misalli", "Tajrubali"],
    "az": ["Sınaqov", "Nümunəli", "Örnəkov", "Misallı", "Təcrübəli"],
    "ru": ["Синагов", "Нумунали", "Орнаков", "Мисаллы", "Таджрубали"],
}
MONTHS = {
    "en": ["January", "March", "May", "June", "October", "November"],
    "az": ["yanvar", "mart", "may", "iyun", "oktyabr", "noyabr"],
    "ru": ["января", "марта", "мая", "июня", "октября", "ноября"],
}
STATUSES = {
    "en": ["arrested", "released", "convicted", "acquitted", "detained", "exiled"],
    "az": ["saxlanılıb", "buraxılıb", "mühakimə edilib", "həbs edilib"],
    "ru": ["задержан", "освобождён", "осуждён", "оправдан", "арестован"],
}
PLACES = ["Sampletown", "Nowhere", "Exampleton", "Testville"]
SENTENCES = {
    "en": [
        "{name}, a courier of the “Invented Union”, was {status} on {day} {month} 2023 in {place}.",
        "He was {status}.",
        "She was not allowed to see a lawyer — not even once.",
        "{name} and {other} were {status} together under article {n}.3.2.",
        "He was sentenced to {n} years in prison.",
        "On {day} {month} the court of {place} prolonged the detention of {name} by {n} months.",
        "{name} has never admitted guilt, and {other} said so in court.",
        "Letters are handed back.",
    ],
    "az": [
        "{name} {day} {month} 2023-cü ildə {place} şəhərində {status}.",
        "O, {status}.",
        "{name} günahkar deyil və bunu məhkəmədə “dəfələrlə” deyib.",
        "{name} və {other} {n}.3.2-ci maddə ilə {status}.",
        "Ona {n} il həbs cəzası verilib.",
        "Vəkil {name} ilə {day} {month} tarixindən bəri görüşə bilmir.",
        "Məktublar geri qaytarılır.",
    ],
    "ru": [
        "{name} был {status} {day} {month} 2023 года в городе {place}.",
        "Он был {status}.",
        "{name} не признал вину, и {other} сказал об этом в суде.",
        "{name} и {other} были вызваны в суд по статье {n}.3.2 «за слова».",
        "Суд приговорил его к {n} годам.",
        "Адвокат не видел {name} с {day} {month}.",
        "Письма возвращаются.",
    ],
}
Report = list[list[str]]


def name(drawn: Random, language: str) -> str:
    """Draw a name."""
    return f"{drawn.choice(GIVEN[language])} {drawn.choice(FAMILY[language])}"


def sentence(drawn: Random, language: str) -> str:
    """Draw a sentence."""
    return drawn.choice(SENTENCES[language]).format(
        name=name(drawn, language), other=name(drawn, language), status=drawn.choice(STATUSES[language]),
        day=drawn.randint(2, 28), month=drawn.choice(MONTHS[language]), place=drawn.choice(PLACES),
        n=drawn.randint(2, 15),
    )  # fmt: skip


def paragraph(drawn: Random, language: str) -> list[str]:
    """Draw a paragraph of two to five sentences."""
    return [sentence(drawn, language) for _ in range(drawn.randint(2, 5))]


def report(drawn: Random, language: str, paragraphs: int = 14) -> Report:
    """Draw a report, paragraph by paragraph, under its title."""
    return [["Invented Union, 2023"], *(paragraph(drawn, language) for _ in range(paragraphs))]


def written(report: Report) -> str:
    """Return a report as one text."""
    return "\n\n".join(" ".join(paragraph) for paragraph in report)


def words(text: str) -> list[str]:
    """Return the words of a text, for looking at only."""
    return re.findall(r"\w+", text)
