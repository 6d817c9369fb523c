"""Changes within a quotation: another name, another number, a negation put in, a word left out."""

import re
from collections.abc import Callable
from random import Random

from tests.support.texts import FAMILY, GIVEN, MONTHS, STATUSES

# What is not said of somebody in one version, and is in the other.
NEGATED = {"en": ("was", "was not"), "az": ("günahkar deyil", "günahkar"), "ru": (" был", " не был")}
ACCENTS = {"ə": "e", "ü": "u", "ı": "i", "ö": "o", "й": "и", "ё": "е", "ş": "s", "ğ": "g", "i": "ı", "ы": "и"}

# Of a quotation in a language; it returns the quotation itself where there is nothing of the kind to change.
Inside = Callable[[str, str, Random], str]


def _swapped(options: list[str]) -> Callable[[str, Random], str]:
    def swap(quote: str, drawn: Random) -> str:
        words = [word for word in options if re.search(rf"\b{word}\b", quote)]
        if not words:
            return quote
        word = drawn.choice(words)
        return re.sub(rf"\b{word}\b", drawn.choice([w for w in options if w != word]), quote, count=1)

    return swap


def first_name(quote: str, language: str, drawn: Random) -> str:
    return _swapped(GIVEN[language])(quote, drawn)


def family_name(quote: str, language: str, drawn: Random) -> str:
    return _swapped(FAMILY[language])(quote, drawn)


def month(quote: str, language: str, drawn: Random) -> str:
    return _swapped(MONTHS[language])(quote, drawn)


def status_word(quote: str, language: str, drawn: Random) -> str:
    return _swapped(STATUSES[language])(quote, drawn)


def number(quote: str, _language: str, drawn: Random) -> str:
    """Change any one number: a day, a term, an article."""
    numbers = list(re.finditer(r"\d+", quote))
    if not numbers:
        return quote
    hit = drawn.choice(numbers)
    return quote[: hit.start()] + str(int(hit.group()) + drawn.choice((-1, 1, 2))) + quote[hit.end() :]


def year_digit(quote: str, _language: str, _drawn: Random) -> str:
    return quote.replace("2023", "2024", 1)


def negation_put_in(quote: str, language: str, _drawn: Random) -> str:
    affirmed, denied = NEGATED[language]
    return quote.replace(affirmed, denied, 1)


def negation_taken_out(quote: str, _language: str, _drawn: Random) -> str:
    return re.sub(r" (not|never|deyil|не)\b", "", quote, count=1)


def word_dropped(quote: str, _language: str, drawn: Random) -> str:
    words = quote.split(" ")
    del words[drawn.randrange(len(words))]
    return " ".join(words)


def word_put_in(quote: str, language: str, drawn: Random) -> str:
    words = quote.split(" ")
    words.insert(
        drawn.randrange(1, len(words) + 1), {"en": "allegedly", "az": "guya", "ru": "якобы"}[language]
    )
    return " ".join(words)


def _name_in(quote: str, language: str, drawn: Random) -> str | None:
    words = [word for word in GIVEN[language] + FAMILY[language] if word in quote]
    return drawn.choice(words) if words else None


def letter_of_a_name(quote: str, language: str, drawn: Random) -> str:
    word = _name_in(quote, language, drawn)
    if word is None:
        return quote
    place = drawn.randrange(1, len(word))
    letter = {"en": "w", "az": "j", "ru": "щ"}[language]
    return quote.replace(word, word[:place] + letter + word[place + 1 :], 1)


def accent_of_a_name(quote: str, language: str, drawn: Random) -> str:
    word = _name_in(quote, language, drawn)
    plain = "".join(ACCENTS.get(c, c) for c in word or "")
    return quote.replace(word, plain, 1) if word else quote


def case_of_a_name(quote: str, language: str, drawn: Random) -> str:
    word = _name_in(quote, language, drawn)
    return quote.replace(word, word.lower(), 1) if word else quote


def names_exchanged(quote: str, language: str, _drawn: Random) -> str:
    names = sorted((quote.find(name), name) for name in GIVEN[language] if name in quote)
    if len(names) < 2:
        return quote
    first, other = names[0][1], names[1][1]
    return quote.replace(first, "\0").replace(other, first).replace("\0", other)


def sign_changed(quote: str, _language: str, _drawn: Random) -> str:
    return quote[:-1] + "?" if quote.endswith(".") else quote


INSIDE: dict[str, Inside] = {
    mutation.__name__: mutation
    for mutation in (
        first_name, family_name, month, status_word, number, year_digit, negation_put_in, negation_taken_out,
        word_dropped, word_put_in, letter_of_a_name, accent_of_a_name, case_of_a_name, names_exchanged,
        sign_changed,
    )
}  # fmt: skip
