"""Forms of personal facts."""

from flask_babel import lazy_gettext
from wtforms import Form, StringField

from webapp.vocab.claims import Visibility
from webapp.vocab.people import FactKind, Occupation, Sex
from webapp.vocab.words import Word
from webapp.web.forms.claims.claims import NewClaimForm, RevisedClaimForm
from webapp.web.forms.fields import PartialDateField, WordField


class FactFields(Form):
    """One fact: a word, a text, or a date."""

    fact = WordField(lazy_gettext("Fact"), FactKind, nothing=lazy_gettext("choose a fact"))
    value = StringField(
        lazy_gettext("Value"),
        description=lazy_gettext(
            "For sex and occupation one of the words offered; for birth and death nothing but the date below."
        ),
        render_kw={"list": "value-words"},
    )
    words = StringField(lazy_gettext("In the source's words"))
    date = PartialDateField(lazy_gettext("Date"))

    def offered(self) -> list[Word]:
        """Return the words that sex and occupation are told with."""
        return list(dict.fromkeys((*Sex, *Occupation)))


class NewFactForm(NewClaimForm, FactFields):
    """A fact about a person, with the passage that states it."""

    visibility = WordField(
        lazy_gettext("Seen by"),
        Visibility,
        optional=True,
        nothing=lazy_gettext("as usual: health restricted, all else public"),
    )


class RevisedFactForm(RevisedClaimForm, FactFields):
    """A fact about a person, corrected."""
