"""Fields that speak the domain's types: words of closed lists, partial dates."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import Field, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError
from wtforms.widgets import TextInput

from webapp.vocab.dates.other_calendars import Reading, is_plausible, readings
from webapp.vocab.dates.partial_date import BadDate, PartialDate
from webapp.vocab.dates.typed_instant import read_day
from webapp.vocab.words import Word

_A_DAY = lazy_gettext("20.11.2023 (day first), or 20 November 2023.")


class ChoiceField(SelectField):
    """One of several choices; a choice that is not among them is refused in plain words."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was chosen."""
        if not valuelist:
            return
        try:
            self.data = self.coerce(valuelist[0])
        except ValueError:
            self.data = None
            raise ValueError(gettext("This is not offered any more; choose another.")) from None

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not among the choices, once."""
        if not self.process_errors:
            super().pre_validate(form)


class WordField(ChoiceField):
    """One word of a closed list; with `optional`, also none of them, which reads `nothing` or "not stated".

    With `nothing` and without `optional`, no word is chosen beforehand, and one must be.
    """

    def __init__(
        self,
        label: Any = None,
        kind: type[Word] = Word,
        *,
        optional: bool = False,
        nothing: Any = None,
        words: Sequence[Word] | None = None,
        **options: Any,
    ) -> None:
        self.kind, self.optional, self.nothing, self.words = kind, optional, nothing, words
        super().__init__(label, choices=self._choices, coerce=self._word, **options)

    def _choices(self) -> list[SelectChoice]:
        with_nothing = self.optional or self.nothing is not None
        nothing = [SelectChoice("", self.nothing or gettext("not stated"))] if with_nothing else []
        words: Iterable[Word] = self.words if self.words is not None else self.kind
        return nothing + [
            SelectChoice(word.value, gettext(word.label), {"title": gettext(word.definition)})
            for word in words
        ]

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not on the list, and no word where one is needed."""
        super().pre_validate(form)
        if self.data is None and not self.optional and not self.process_errors:
            raise ValidationError(gettext("Choose one."))

    def _word(self, value: str | None) -> Word | None:
        return None if value in (None, "") else self.kind(value)


class WordsField(SelectMultipleField):
    """Several words of a closed list, or none."""

    def __init__(self, label: Any = None, kind: type[Word] = Word, **options: Any) -> None:
        self.kind = kind
        super().__init__(label, choices=self._choices, coerce=kind, **options)

    def process_data(self, value: Any) -> None:
        """Take words, or their codes as a row stores them, separated by spaces."""
        super().process_data(value.split() if isinstance(value, str) else value)

    def _choices(self) -> list[SelectChoice]:
        return [
            SelectChoice(word.value, gettext(word.label), {"title": gettext(word.definition)})
            for word in self.kind
        ]


class PartialDateField(Field):
    """A date at any precision, as EDTF or in words.

    Of a date that cannot be meant, or is one of another calendar, the field asks what is meant: `offered` are
    the readings to choose from, `as_typed` what the text says itself. The choice is sent as a second value.
    A chosen reading leaves in `printed_as` what was typed.
    """

    widget = TextInput()
    AS_TYPED = "as typed"
    offered: Sequence[Reading] = ()
    as_typed: PartialDate | None = None
    printed_as = ""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.edtf if self.data else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed; a blank field is no date."""
        if not valuelist:
            return
        text, choice = str(valuelist[0]).strip(), str(valuelist[-1]) if len(valuelist) > 1 else ""
        self.data, bad = None, None
        try:
            self.data = PartialDate.read(text) if text else None
        except BadDate as error:
            bad = error
        if not text or (self.data and (is_plausible(self.data) or choice == self.AS_TYPED)):
            return
        self.as_typed, self.data = self.data, None
        self.offered = readings(text)
        for reading in self.offered:
            if reading.date.edtf == choice:
                self.data = reading.date
                self.printed_as = f"{text} ({gettext(reading.calendar)})"
                return
        if bad is not None and not self.offered:
            raise ValueError(bad.message(gettext)) from bad
        message = gettext("Such a date is seldom meant, or of another calendar. Choose what is meant.")
        raise ValueError(message) from bad


class DayField(Field):
    """A single day, typed as a date is everywhere."""

    widget = TextInput()

    def __init__(self, label: Any = None, *, description: Any = _A_DAY, **options: Any) -> None:
        super().__init__(label, description=description, **options)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.isoformat() if self.data else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed; a blank field is no day."""
        text, self.data = str(valuelist[0]).strip() if valuelist else "", None
        try:
            self.data = read_day(text) if text else None
        except BadDate as bad:
            raise ValueError(bad.message(gettext)) from bad
