"""Long lists whose entries stand under numbered headings, in the shapes that lists of prisoners have."""

from collections.abc import Callable

from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.domain.text.name_folding import tokens

PEOPLE = [
    (given, family)
    for family in ("Sinagov", "Numunali", "Ornakov", "Misalli")
    for given in ("Elvin", "Ayla", "Davud", "Bahar", "Farid", "Ceyhun", "Rauf", "Nigar", "Kamran", "Leyla")
]  # fmt: skip
TOLD = (
    "{given} {family} is a journalist. In May he was detained. Judge Hakim Hokmov gave him nine years.",
    "The court in Ganja sentenced him to 7 years in prison. His lawyer, Rovshan Vekilov, said he was beaten.",
    "The activist was taken to Prison No. 2. According to his wife, Gulnar {family}, he confessed.",
)  # fmt: skip
ROMAN = [f"{tens}{ones}" for tens in ("", "X", "XX", "XXX", "XL") for ones in (
    "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")]  # fmt: skip
HEADINGS: list[Callable[[int, str, str], str]] = [
    lambda number, given, family: f"{number}. {given} {family}",
    lambda number, given, family: f"{number}) {given.upper()} {family.upper()}",
    lambda number, given, family: f"№ {number} {family} {given} Vagif oglu",
    lambda number, given, family: f"({number}) {family.upper()}, {given}",
    lambda number, given, family: f"{ROMAN[number]}. {given} {family} (born 1980)",
    lambda number, given, family: f"{number}. {given} {family} [imprisoned]",
    lambda number, given, family: f"{number}. {given} {family}\nPhoto: from the family archive",
    lambda number, given, family: f"{number}. {given} {family}\nArticle 206.3.2 of the Criminal Code",
    lambda number, given, family: f"## {number}. **{given} {family}**",
    lambda number, given, family: f"{number}/ {family}, {given} Rauf oglu (b. 1977), blogger",
]


def test_each_is_proposed_under_the_heading_that_names_him() -> None:
    for heading in HEADINGS:
        headings = [heading(number, *person) for number, person in enumerate(PEOPLE, 1)]
        entries = [
            f"{line}\n\n{TOLD[number % 3].format(given=given, family=family)}"
            for number, (line, (given, family)) in enumerate(zip(headings, PEOPLE, strict=True))
        ]
        text = "\n\n".join(["LIST OF PRISONERS", *entries])
        suggestions = name_suggestions(text, [])
        right = 0
        for line, entry, (given, family) in zip(headings, entries, PEOPLE, strict=True):
            start = text.index(entry)
            right += any(
                start <= each.start < start + len(line)
                and each.phrase_start < start + len(entry)
                and {*tokens(f"{given} {family}")} <= {*tokens(each.name)}
                for each in suggestions
            )
        assert right >= len(PEOPLE) - 1, heading(1, "Elvin", "Sinagov")
        assert not any("Gulnar" in each.name or "Hokmov" in each.name for each in suggestions)
