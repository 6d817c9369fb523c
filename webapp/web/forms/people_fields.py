"""Fields in which people are chosen: typed by name or reference, never a namesake in silence."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from wtforms import StringField

from webapp.domain.citing.typed_people import (
    SeveralBearers,
    name_with_reference,
    people_named,
    with_answer,
)
from webapp.domain.people import people
from webapp.domain.people.people_choices import bearers_of, people_called, summaries_in_order
from webapp.domain.refusals import Refused
from webapp.domain.text.name_folding import name_tokens
from webapp.domain.visibility import CURATOR
from webapp.models import Person, PersonSummary
from webapp.web.db import db
from webapp.web.forms.record_fields import Catalogue, RecordField, matched
from webapp.web.printed_values import person_in_few_words


class PersonField(RecordField):
    """One person, typed by name or reference; where several bear the name, the field asks which is meant."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, PEOPLE, **options)

    @property
    def person(self) -> Person | None:
        """The person who is meant, or None."""
        return self.data.person if isinstance(self.data, PersonSummary) else None

    def _resolved(self, typed: str, choice: str) -> Any:
        if self.catalogue.key_in(typed):
            try:
                people_named(db(), typed, to=CURATOR)
            except Refused as refused:
                raise ValueError(refused.translated(gettext)) from refused
        return super()._resolved(typed, choice)


class PeopleField(StringField):
    """A line of people, by names or references with commas between; the first name of several is asked about.

    The answer is sent as a second value, and takes the place of the name. `query` is added to the address
    that offers people, such as the source that names them.
    """

    def __init__(self, label: Any, **options: Any) -> None:
        self.catalogue, self.query = PEOPLE, dict[str, Any]()
        self.asks, self.offered = False, list[PersonSummary]()
        super().__init__(label, **options)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take the line, with the answer to what was asked about it."""
        if not valuelist:
            return
        self.data = str(valuelist[0])
        for answer in valuelist[1:2]:
            self.data = with_answer(db(), self.data.replace("\0", ""), str(answer), to=CURATOR)

    def people(self) -> list[Person]:
        """Return whom the line means. Raises Refused, and then offers whom a name may mean."""
        try:
            return people_named(db(), self.data, to=CURATOR)
        except SeveralBearers as refused:
            self.asks, self.offered = True, list(refused.candidates)
            raise

    def choices(self) -> list[tuple[str, str, str, bool]]:
        """Return what the field asks with: key, text, detail, and whether it is chosen."""
        return [(row.reference, PEOPLE.text(row), PEOPLE.detail(row), False) for row in self.offered]


def named_person(typed: str) -> Person | None:
    """Return the one person whom a name or a reference means, or None where it is not certain who is."""
    return None if why_nobody(typed) else next(iter(people_named(db(), typed, to=CURATOR)), None)


def why_nobody(typed: str) -> str:
    """Return why a name or a reference does not mean one person, in words to be shown beside it."""
    try:
        number = len(people_named(db(), typed.replace("\0", ""), to=CURATOR))
    except Refused as refused:
        return refused.translated(gettext)
    return "" if number < 2 else gettext("Write the name or the reference of one person.")


def people_in_source(mentioned: Sequence[Person]) -> list[PersonSummary]:
    """Return the first people whom a source names, as lists know them."""
    return summaries_in_order(db(), mentioned, to=CURATOR)


def _person(reference: str) -> PersonSummary | None:
    person = people.person(db(), reference, to=CURATOR)
    return db().get(PersonSummary, (person.id, CURATOR.audience)) if person is not None else None


def _certain(typed: str) -> list[PersonSummary]:
    """Return who bears a name; nobody for a single word that is a part of somebody's name."""
    rows = bearers_of(db(), typed, to=CURATOR)
    if len(rows) == 1 and len(name_tokens(typed).tokens) < min(2, len(name_tokens(rows[0].name).tokens)):
        return []
    return rows


PEOPLE = Catalogue(
    "people",
    key=lambda row: row.reference,
    text=name_with_reference,
    detail=person_in_few_words,
    key_in=matched(r".*\(\s*(P-?\d{1,12})\s*\)|(P-?\d{1,12})"),
    with_key=_person,
    called=lambda typed, _: people_called(db(), typed, to=CURATOR),
    exactly=_certain,
)
