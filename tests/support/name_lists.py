"""Lists of invented prisoners in the layouts in which such lists are printed."""

from random import Random

_GIVEN = (
    "Sərdar", "Elvin", "Ayla", "Ceyhun", "Bahar", "Fərid", "Davud", "Tural", "Nurlan", "Rövşən", "Aqil",
    "Xədicə", "Samir", "Ruslan", "Kənan", "Orxan", "Ali", "İslam", "Abbas", "Zaur", "Jahad", "Faiq",
    "Nihat", "Vüqar",
)  # fmt: skip
_FATHERS = ("Nümunəli", "Balahüseyn", "Rauf", "Camal", "Ənvər", "Səlim", "Yusif", "Hacıağa")
_STEMS = ("Numun", "Sınaq", "Örnək", "Misal", "Təcrüb", "Uydurm", "Xəyal", "Quraşd")
_ENDINGS = ("ov", "li", "zadə", "soy", "gil", "lı", "bəyli", "yev", "ova")
_TOWNS = ("Ganja", "Baku", "Sampletown", "Sumgait", "Guba")
_LINES = (
    "Date of arrest: {day} {month} 20{year}",
    "Charges: Articles 228.1 (illegal possession of weapons) and 234.4.3 of the Criminal Code",
    "Sentence: {years} years in prison, by the {town} Court on Grave Crimes",
    "Place of detention: Prison No. {number}",
    "Case background: {surname} is a resident of {town}. On {day} {month} he was taken from his home by "
    "officers of the Main Department for Combating Organized Crime. His lawyer {lawyer} said that he was "
    "beaten. The {town} Appeal Court upheld the verdict, and the Supreme Court rejected the complaint. Radio "
    "Nümunə and the Sample Human Rights Center wrote of the case.",
)
_MONTHS = ("January", "March", "May", "October")
_PARTS = ("A. JOURNALISTS AND BLOGGERS", "B. RELIGIOUS ACTIVISTS", "C. OTHERS")
MARKS = ("{n}. ", "{n}) ", "({n}) ", "№ {n}. ", "- ", "• ", "* ", "– ", "")


def names(number: int, seed: int = 5) -> list[str]:
    """Return so many different invented names, with and without the father's name."""
    random, invented = Random(seed), dict[str, None]()
    while len(invented) < number:
        father = f" {random.choice(_FATHERS)} oğlu" if random.random() < 0.6 else ""
        surname = random.choice(_STEMS) + random.choice(_ENDINGS)
        if random.random() < 0.1:
            surname += f"-{random.choice(_STEMS)}ov"
        name = f"{random.choice(_GIVEN)}{father} {surname}"
        if not any(name.split()[0] == other.split()[0] and surname in other for other in invented):
            invented[name] = None
    return list(invented)


def unlike_names(number: int) -> list[str]:
    """Return so many invented names, none like another: nobody is asked whether two are the same."""
    random = Random(number)
    words = ("".join(random.choices("abdeilmnorstu", k=9)).title() for _ in range(2 * number))
    return [f"{given} {family}" for given, family in zip(words, words, strict=True)]


def headed_list(listed: list[str], mark: str = "{n}. ", seed: int = 5) -> str:
    """Return a list in which each prisoner stands under a heading, in parts that have titles."""
    random = Random(seed)
    parts = ["LIST OF INVENTED POLITICAL PRISONERS", "The list holds all cases known to the authors."]
    for number, name in enumerate(listed, start=1):
        if number % 20 == 1:
            parts.append(random.choice(_PARTS))
        parts.append(mark.replace("{n}", str(number)) + name)
        values = {
            "day": random.randint(1, 28), "month": random.choice(_MONTHS), "year": random.randint(12, 24),
            "years": random.randint(2, 15), "town": random.choice(_TOWNS), "number": random.randint(1, 17),
            "surname": name.split()[-1], "lawyer": f"{random.choice(_GIVEN)} {random.choice(_STEMS)}ova",
        }  # fmt: skip
        lines = _LINES if random.random() < 0.7 else _LINES[:1] + _LINES[-1:]
        joint = "\n\n" if number % 2 else "\n"
        parts.append(joint.join(line.format(**values) for line in lines))
    return "\n\n".join(parts)
