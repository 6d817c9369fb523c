"""How single values are printed in the reader's language: dates, words, countries, languages."""

from datetime import date, datetime

from flask_babel import format_datetime, get_locale, gettext

from webapp.domain.read_model.csv_words import SEPARATOR
from webapp.models import PersonSummary
from webapp.vocab.dates.in_words import formatted, in_words, understood
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Held
from webapp.vocab.people import Occupation
from webapp.vocab.words import Word
from webapp.web.languages import locale_name


def when(partial: PartialDate | None) -> str:
    """Return a partial date in few words, at its own precision."""
    return in_words(partial, locale=locale_name(), gettext=gettext) if partial else ""


def understood_as(partial: PartialDate) -> str:
    """Return how a date was understood, to be read after "Understood as"."""
    return understood(partial, locale=locale_name(), gettext=gettext)


def label(word: Word) -> str:
    """Return the label of a word in the reader's language."""
    return gettext(word.label)


def day(value: date | None) -> str:
    """Return a day: 22 November 2026."""
    return formatted(value, "d MMMM yyyy", locale_name()) if value else ""


def day_of_week(value: date) -> str:
    """Return a day that is near, in few letters: Mon 30 Nov."""
    return formatted(value, "EEE d MMM", locale_name())


def instant(value: datetime) -> str:
    """Return an instant to the minute, in UTC."""
    return format_datetime(value, "d MMMM yyyy, HH:mm 'UTC'")


def country(code: str) -> str:
    """Return the name of a country in the reader's language, or its code where it has none."""
    locale = get_locale()
    return str(locale.territories.get(code, code)) if locale else code


def status_word(row: PersonSummary) -> str:
    """Return the status of somebody in lists: none of those between which nothing decides."""
    return label(row.held if row.held is Held.UNCERTAIN else row.status)


def person_in_few_words(person: PersonSummary) -> str:
    """Return what tells a person from others of the name: status, birth, occupation and the like."""
    born = gettext("born %(when)s", when=when(PartialDate.parse(person.born))) if person.born else ""
    occupation = next((label(Occupation(code)) for code in _cells(person.occupation)), "")
    organization = next(iter(_cells(person.organizations)), "")
    other_name = next(iter(_cells(person.other_names)), "")
    return " · ".join(filter(None, (status_word(person), born, occupation, organization, other_name)))


def _cells(cell: str) -> list[str]:
    return [part for part in cell.split(SEPARATOR) if part]


def tongue(tag: str) -> str:
    """Return the name of a language in the reader's language, or its tag where it has none."""
    locale = get_locale()
    return str(locale.languages.get(tag.partition("-")[0].lower(), tag)) if locale else tag
