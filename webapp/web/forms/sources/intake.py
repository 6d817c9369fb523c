"""Forms of captures: bringing a text in, confirming it as a source or as a version."""

from typing import Any

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired

from webapp.domain.input_rules import LINE_LIMIT, clean_line, web_address
from webapp.domain.refusals import Refused
from webapp.domain.sources.extraction.decoding import ENCODINGS
from webapp.domain.sources.extraction.extracted_text import Extracted, extract, read_pasted
from webapp.domain.sources.extraction.messages import PageReader, ReadingChoice
from webapp.domain.sources.extraction.scans.tesseract import installed_languages
from webapp.vocab.sources import SourceKind
from webapp.vocab.words import N_
from webapp.web.forms.base import KeptForm, ReasonedForm
from webapp.web.forms.fields import PartialDateField, WordField
from webapp.web.forms.sources.sources import DescriptionForm


class NewVersionForm(KeptForm):
    """A text, pasted or as a file."""

    text = TextAreaField(
        lazy_gettext("Paste the text"),
        description=lazy_gettext("The whole text. It is kept as it is and never edited afterwards."),
    )
    file = FileField(
        lazy_gettext("Or choose a file"),
        description=lazy_gettext(
            "Text, HTML, PDF, DOCX, a spreadsheet or a scan (PNG, JPEG, TIFF), up to 20 MB, kept untouched."
        ),
        render_kw={
            "accept": ".txt,.csv,.htm,.html,.eml,.mht,.mhtml,.pdf,.docx,.xlsx,.ods,.xls,"
            ".png,.jpg,.jpeg,.tif,.tiff"
        },
    )

    def extracted(self) -> Extracted:
        """Return what is read from the file or the pasted text. Raises Refused."""
        file, typed = self.file.data, (self.text.data or "").strip()
        if file and typed:
            raise Refused("file", N_("Give one of the two: the pasted text, or the file."))
        if file:
            return extract(file.read(), file_name=file.filename, scans=True)
        if not typed:
            raise Refused("text", N_("Paste a text or choose a file."))
        return read_pasted(self.text.data)

    def origin(self) -> dict[str, Any]:
        """Return the keyword arguments that tell where the text is from."""
        return {"url": None, "shelf_mark": None}


class NewCaptureForm(NewVersionForm):
    """A text and where it is from; a shelf mark alone for what is not online and not transcribed.

    Where its kind is given too, a text that was read without a doubt needs no further page.
    """

    url = StringField(
        lazy_gettext("Web address"), description=lazy_gettext("Where it is on the web, if it is.")
    )
    shelf_mark = StringField(
        lazy_gettext("Not online? Its shelf mark"),
        description=lazy_gettext("Archive, file, page. It is enough by itself; a transcript can come later."),
    )

    kind = WordField(
        lazy_gettext("Kind of text"), SourceKind, optional=True, nothing=lazy_gettext("choose a kind")
    )
    date = PartialDateField(lazy_gettext("Its date, if the text does not say it"))

    @property
    def without_text(self) -> bool:
        """Tell whether only the shelf mark is known, and short enough to be one."""
        mark = (self.shelf_mark.data or "").strip()
        typed = self.file.data or (self.text.data or "").strip()
        return 0 < len(mark) <= LINE_LIMIT and not typed

    def extracted(self) -> Extracted:
        """Return what is read, once its address and shelf mark can be kept. Raises Refused."""
        web_address("url", self.url.data)
        clean_line("shelf_mark", self.shelf_mark.data)
        return super().extracted()

    def origin(self) -> dict[str, Any]:
        """Return the keyword arguments that tell where the text is from."""
        return {"url": self.url.data, "shelf_mark": self.shelf_mark.data}


class ConfirmedSourceForm(DescriptionForm):
    """What the text is that was brought in."""

    another = BooleanField(lazy_gettext("It is another document, though it has the same address"))


class ConfirmedVersionForm(ReasonedForm):
    """That the text is the next version of its source: nothing but the reason."""


class ReadAgainForm(FlaskForm):
    """In which encoding, or by which reader, a file that waits is read again."""

    encoding = HiddenField()
    page_reader = HiddenField()
    languages = SelectMultipleField(choices=[], validate_choice=False)

    def choice(self) -> ReadingChoice:
        """Return what was chosen. Raises Refused."""
        encoding, page_reader = self.encoding.data or None, self.page_reader.data or None
        languages, installed = tuple(self.languages.data or ()), installed_languages()
        readers = {None, *PageReader} - (set() if installed else {PageReader.TESSERACT})
        offered = page_reader in readers and set(languages) <= set(installed)
        if encoding not in {None, *ENCODINGS} or not offered:
            raise Refused("encoding", N_("Choose one of those that are offered."))
        return ReadingChoice(encoding, PageReader(page_reader) if page_reader else None, languages)


class UnreadSourceForm(DescriptionForm):
    """A source that is not online and of which no text is here yet."""

    shelf_mark = StringField(
        lazy_gettext("Shelf mark"),
        description=lazy_gettext("Where the original lies: archive, file, page."),
        validators=[InputRequired(lazy_gettext("This is needed."))],
    )
