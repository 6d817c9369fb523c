"""Names as they are recorded, of names in the cases of a sentence; only where just one can be meant."""

import re
from collections.abc import Iterator, Sequence

from webapp.domain.text.name_folding import PARTICLES
from webapp.domain.text.word_lists import word_lists

_MALE, _FEMALE = (frozenset(word_lists("given_names")[name].split()) for name in ("male", "female"))
# In Azerbaijani and Turkish the last word alone takes an ending. A woman's -ova is left as it is, though it
# may be a man's -ov too.
_TURKIC = (
    re.compile(r"(.{2,}(?:[oae]v))(?:ning|ni|ga|[ıiuü]n|[ıiuü]|ə|d[aəe]|d[aəe]n|l[aəe])"),
    re.compile(
        r"(.{2,}(?:[oae]va|l[ıiuü]|zad[əe]|o[ğg]lu|q[ıi]z[ıi]))"
        r"(?:n[ıiuü]n|n[ıiuü]|y[aəe]|d[aəe]|d[aəe]n|yl[aəe])"
    ),
)
# An Armenian surname with its article or in a case, of which the base form is certain.
_ARMENIAN = re.compile(r"(.{2,}յան)(?:ը|ին|ի|ից|ով|ն)|([\u0531-\u0587]{4,}[^ըիա])ը")
# In Polish of a man and of a woman: the surname in the genitive or accusative, and its base.
_POLISH = (
    (re.compile(r"(.{2,}[kg])iego"), r"\1i"), (re.compile(r"(.{2,}[nłwtrdm])ego"), r"\1y"),
    (re.compile(r"(.{2,}(?:sk|ck|dzk|n|ł|w))(?:ą|iej)"), r"\1a"),
)  # fmt: skip
_POLISH_FLEETING = {"Pawł": "Paweł", "Mark": "Marek", "Jack": "Jacek", "Tomk": "Tomek"}
# How surnames end in each case, as (ending, base); of a man and of a woman.
_SURNAMES = {
    "male": (
        (r"([оеё]в|[иы]н)(?:а|у|ым|е)", r"\1"), (r"(ск|цк)(?:ого|ому|им|ом)", r"\1ий"),
        (r"([нмлвтрдбп])(?:ого|ому|ым|ом)", r"\1ый"),
        (r"(ск|цк)(?:ага|аму|ім)", r"\1і"), (r"(ськ|цьк|зьк)(?:ого|ому|им)", r"\1ий"),
        (r"(н)(?:ага|аму|ым)", r"\1ы"), (r"(а)(?:ва|ву|вым|ве)", r"\1ў"), (r"(енк)(?:а|у|ом|ові)", r"\1о"),
        (r"([иі]ч|[ую]к|[яиыі]к|ян|чн?ик)(?:а|у|ом|ам|ем|е|ові)", r"\1"), (r"(ко|дзе|ли|[иы]х)", r"\1"),
    ),
    "female": (
        (r"([оеё]в|[иы]н)(?:ой|у)", r"\1а"), (r"(ск|цк)(?:ой|ую)", r"\1ая"), (r"([нм])ой", r"\1ая"),
        (r"([нмлвтрдбп])ую", r"\1ая"),
        (r"(ск|цк)(?:ай|ую)", r"\1ая"), (r"(ськ|цьк|зьк)(?:ої|ій|у|ою)", r"\1а"),
        (r"(н)(?:ай|ую)", r"\1ая"), (r"(н)(?:ьої|ій|ю|ьою)", r"\1я"),
        (r"([ао]в|ін|ан)(?:ай|ої|ою|у)", r"\1а"),
        (r"([цжшгхк])у", r"\1а"), (r"([нмлвтрдбпчжшщ])(?:ої|ою)", r"\1а"),
        (r"(ко|[ую]к|[яиыі]к|[иі]ч|ян|дзе|ли|[иы]х|[бвгджзйклмнпрстфхцчшщ]ь?)", r"\1"),
    ),
}  # fmt: skip
# Endings of surnames that only a man's or only a woman's have, with those of the given names before them.
_CERTAIN_SURNAMES = (
    ("(?<=[сц]к)ого", "ий", (("ия", "ий"), ("ая", "ай"), ("ея", "ей"), ("а", ""))),
    ("(?<=[сц]к)ага", "і", (("ія", "ій"), ("ея", "ей"), ("а", ""))),
    ("(?<=[нмлвтрдбпж])ого", "ый", (("ия", "ий"), ("ая", "ай"), ("ея", "ей"), ("а", ""))),
    ("(?<=[сц]к)ую", "ая", (("ю", "я"), ("у", "а"))),
)
_OF_MAN = re.compile(r"(.{2,}(?:[оеё]в|[иыі]н))(?:а|у|ым|ом)")
_OF_MAN_ALONE = re.compile(r"(?:[иі]ч|[ую]к|[яиыі]к|ян|енк|ов[сц]к)(?:а|у|ом|ам|ем|ого|ому|им|ага|аму|ім)$")
_OF_WOMAN = re.compile(r"(.{2,}(?:[оеё]в|[иыі]?н))у")
_PARTS = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_OF_LEV = re.compile("Льв(?:а|у|ом|е)")
_HYPHEN = re.compile("-")
_APOSTROPHE = str.maketrans("", "", "'’ʼ")
_FATHERS = {
    "male": ((r"(ович|евич|ич)(?:а|у|ем|е)", r"\1"),),
    "female": ((r"(овн|евн|ичн)(?:ы|е|у|ой)", r"\1а"),),
}
_GIVEN = {
    "male": (
        (r"(и)(?:я|ю|ем|и)", r"\1й"), (r"([аеуо])(?:я|ю|ем|е)", r"\1й"),
        (r"([лрснзцтд])(?:я|ю|ем|е|ём)", r"\1ь"),
        (r"([аеоыія])в(?:а|у|ам|е)", r"\1ў"), (r"()ўл(?:а|у|ам)", "вел"), (r"(в)л(?:а|у|ом)", r"\1ел"),
        (r"()(?:ы|е|у|ой)", "а"), (r"()(?:а|у|ом|е)", ""), (r"(і)(?:я|ю|єм|ї)", r"\1й"),
        (r"()(?:а|у|ом|ам|ові)", "о"), (r"()(?:и|е|ю|ей|ёй)", "я"), (r"(л|р)(?:я|ю|ем|ем)", r"\1"),
    ),
    "female": (
        (r"(и)(?:и|ю|ей)", r"\1я"), (r"(ь)(?:и|е|ю|ей)", r"\1я"), (r"()(?:и|е|ю|ей)", "я"),
        (r"()(?:ы|и|е|у|ой|ей|ою)", "а"), (r"(в)и", r"\1ь"),
    ),
}  # fmt: skip


def base_form(name: str, *, ukrainian: bool = False) -> str:
    """Return a name in the form in which it is recorded; as it stands where it may be in it already."""
    words = name.split(" ")
    if re.search(r"[\u0400-\u04ff]", name):
        base = _russian(words) or _in_capitals(words) or name
        # Of nouns that are no adjectives a surname in -ый is Russian alone.
        return re.sub(r"ый$", "ий", base) if ukrainian else base
    if len(words) == 2 and (polish := _polish(*words)):
        return polish
    if len(words) > 1 and (armenian := _ARMENIAN.fullmatch(words[-1])):
        words[-1] = armenian[1] or armenian[2]
    elif len(words) > 1 and words[-1].casefold() not in PARTICLES:
        words[-1] = _turkic(words[-1])
    return " ".join(words)


def _in_capitals(words: Sequence[str]) -> str | None:
    """Return the base form of a name of which words stand in capitals, as decrees print the family name."""
    small = [word.capitalize() if word.isupper() else word for word in words]
    base = _russian(small) if small != [*words] else None
    if base is None:
        return None
    forms = zip(words, base.split(" "), strict=True)
    return " ".join(form.upper() if word.isupper() else form for word, form in forms)


def is_given_name(word: str) -> bool:
    """Tell whether a word in Cyrillic is a given name that is known, in its base form."""
    return word.split("-")[0].casefold().translate(_APOSTROPHE) in _MALE | _FEMALE


def is_given_name_in_case(word: str) -> bool:
    """Tell whether a word in Cyrillic is a given name that is known, in whatever case."""
    sexes = (("male", _MALE), ("female", _FEMALE))
    return is_given_name(word) or any(
        form.casefold().translate(_APOSTROPHE) in known
        for sex, known in sexes
        for form in _forms(word, _GIVEN[sex])
    )


def _polish(given: str, surname: str) -> str | None:
    """Return the base form of a name whose surname is an adjective in a case, a man's or a woman's."""
    parts = surname.split("-")
    forms = [next((p.sub(base, part) for p, base in _POLISH if p.fullmatch(part)), part) for part in parts]
    if forms == parts:
        return None
    if surname.endswith("ego") and given.endswith("a"):
        given = _POLISH_FLEETING.get(given[:-1], given[:-1])
    elif surname.endswith("ą") and given.endswith("ę"):
        given = given[:-1] + "a"
    else:
        return None
    return f"{given} {'-'.join(forms)}"


def _turkic(word: str) -> str:
    return next((found[1] for pattern in _TURKIC if (found := pattern.fullmatch(word))), word)


def _russian(words: Sequence[str]) -> str | None:
    """Return the base form of a given name, a patronymic if any, and a surname, in any of the two orders."""
    if not 2 <= len(words) <= 3 or any(_PARTS.fullmatch(word) is None for word in words):
        return None
    given = _HYPHEN.split(words[0])[0].casefold().translate(_APOSTROPHE)
    if given in _MALE and given in _FEMALE:
        return None
    if given in _FEMALE and _OF_MAN_ALONE.search(words[-1]) and (
        man := _in_base(words, "male", (0, 1, -1), _MALE)
    ):
        # Алеся Сымановіча is Алесь, for no woman's surname takes that ending.
        return " ".join(man)
    if given in _MALE | _FEMALE:
        return _with_surname_alone(words, male=given in _MALE)
    if len(words) == 2 and (certain := _by_surname(*words)):
        return certain
    if words[1].casefold() in _FEMALE and words[0].endswith("а"):
        # Лютикова Ярослава is she, or him of Лютиков Ярослав.
        return None
    forms = {
        " ".join(form)
        for sex, known in (("male", _MALE), ("female", _FEMALE))
        for places in ((0, 1, -1), (1, 2, 0))
        if (form := _in_base(words, sex, places, known)) is not None
    }
    return forms.pop() if len(forms) == 1 else None


def _by_surname(given: str, surname: str) -> str | None:
    """Return the base form where the surname's ending alone tells the sex and the case: Ціта Фарбоўскага."""
    for ending, base, givens in _CERTAIN_SURNAMES:
        found = re.fullmatch(f"(.{{2,}}){ending}", surname)
        if found is not None:
            for given_ending, given_base in givens:
                if given.endswith(given_ending):
                    return f"{given.removesuffix(given_ending)}{given_base} {found[1]}{base}"
    return None


def _with_surname_alone(words: Sequence[str], *, male: bool) -> str | None:
    """Return a name whose given one takes no ending, as Ремзи and Лутфие, while its surname has taken one."""
    taken = (_OF_MAN if male else _OF_WOMAN).fullmatch(words[-1])
    declined = male or words[0][-1] in "еєэиі"
    return " ".join((*words[:-1], taken[1] + ("" if male else "а"))) if taken and declined else None


def _in_base(
    words: Sequence[str], sex: str, places: Sequence[int], known: frozenset[str]
) -> list[str] | None:
    """Return the words in their base form, where they stand in `places` and are of somebody of this sex."""
    given, father, surname = places
    if given and len(words) == 2:
        father = surname
    base = list(words)
    base[given] = _each_part(words[given], _GIVEN[sex], known)
    base[surname] = _each_part(words[surname], _SURNAMES[sex])
    if len(words) == 3:
        base[father] = _each_part(words[father], _FATHERS[sex])
    return base if all(base) else None


def _each_part(word: str, endings: Sequence[tuple[str, str]], known: frozenset[str] | None = None) -> str:
    """Return a word in its base form, each part of one with a hyphen; nothing where one has none."""
    base: list[str] = []
    for part in _HYPHEN.split(word):
        forms = _forms(part, endings)
        if known is not None:
            forms = (form for form in forms if form.casefold().translate(_APOSTROPHE) in known)
        base.append(next(forms, ""))
    return "-".join(base) if all(base) else ""


def _forms(word: str, endings: Sequence[tuple[str, str]]) -> Iterator[str]:
    if _OF_LEV.fullmatch(word):
        yield "Лев"
    for ending, base in endings:
        found = re.fullmatch(f"(.{{2,}}?){ending}", word)
        if found is not None:
            yield found[1] + base.replace(r"\1", found[2])
