"""Forms of sources: describing one, attaching the text of one that was only cited."""

from dataclasses import fields
from typing import Any

from flask_babel import lazy_gettext
from wtforms import BooleanField, StringField, TextAreaField

from webapp.domain.sources.description import SourceDescription
from webapp.models import Source
from webapp.vocab.claims import Visibility
from webapp.vocab.sources import Reliability, SourceKind
from webapp.web.forms.base import NoteForm, ReasonedForm, VersionedForm
from webapp.web.forms.fields import PartialDateField, WordField
from webapp.web.forms.record_fields import organization_field


class DescriptionForm(NoteForm):
    """What a source is, where it is, and how far it can be relied on: a field for each of its description."""

    title = StringField(lazy_gettext("Title"))
    kind = WordField(lazy_gettext("Kind"), SourceKind, nothing=lazy_gettext("choose a kind"))
    publisher = organization_field(lazy_gettext("Publisher"))
    authors = StringField(lazy_gettext("Authors"), description=lazy_gettext("As the source names them."))
    language = StringField(lazy_gettext("Language"), description=lazy_gettext("A code such as az, ru or en."))
    date = PartialDateField(lazy_gettext("Date"))
    url = StringField(lazy_gettext("Address"), description=lazy_gettext("Where it is on the web."))
    archive_url = StringField(
        lazy_gettext("Address of an archived copy"), description=lazy_gettext("At a web archive.")
    )
    shelf_mark = StringField(
        lazy_gettext("Shelf mark"), description=lazy_gettext("Where the original lies if it is not online.")
    )
    reliability = WordField(lazy_gettext("Reliability"), Reliability, default=Reliability.CANNOT_BE_JUDGED)
    visibility = WordField(lazy_gettext("Visible to"), Visibility, default=Visibility.PUBLIC)

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function, the description as one of them."""
        values = super().values()
        description = {field.name: values.pop(field.name) for field in fields(SourceDescription)}
        return values | {"description": SourceDescription(**description)}


class TextForm(ReasonedForm):
    """The text of a source."""

    text = TextAreaField(
        lazy_gettext("Text"),
        description=lazy_gettext("The whole text, pasted. It is kept as it is and never edited afterwards."),
    )


class RevisedSourceForm(VersionedForm, DescriptionForm):
    """The description of a source, corrected; its text stays."""


class NothingInItForm(VersionedForm):
    """That a source was read, with nothing in it to record."""

    nothing_in_it = BooleanField(lazy_gettext("I read it, and there is nothing in it to record"))

    def __init__(self, *args: Any, obj: Source, **options: Any) -> None:
        super().__init__(*args, obj=obj, nothing_in_it=obj.nothing_in_it_on is not None, **options)
