"""The languages of the pages: English, and every one that has a catalogue in the folder `translations`."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from flask import Flask, g, request
from flask.wrappers import Response
from flask_babel import Babel, Domain, get_locale
from markupsafe import Markup

ENGLISH = "en"
# A catalogue is translations/<language>/LC_MESSAGES/messages.po, the language written as in pt_BR.
CATALOGUES = Path(__file__).with_name("translations")

_UNPARTED = 10**20


class Catalogues(Domain):
    """The catalogues, compiled into memory once; what has no translation is shown in English."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.translations: dict[str, NullTranslations] = {ENGLISH: NullTranslations()}
        for file in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
            self.translations[file.parts[-3]] = _compiled(file)

    def get_translations(self) -> NullTranslations:
        """Return the translations into the language of this request."""
        # A page asks hundreds of times, and every question costs.
        try:
            catalogue: NullTranslations = g.translations
        except AttributeError:
            catalogue = g.translations = self.translations[locale_name()]
        return catalogue

    def ngettext(self, singular: str, plural: str, num: int, **values: Any) -> str:
        """Return the form of a message for a number, which stands in it as the language writes it."""
        text = self.get_translations().ngettext(singular, plural, num)
        return text % _with_number(num, values)


def init_app(app: Flask, catalogues: Path) -> None:
    """Show each page in the language that the browser prefers among those that have a catalogue."""
    domain = Catalogues(catalogues)
    tags = {language.replace("_", "-"): language for language in domain.translations}

    def preferred() -> str:
        return tags[request.accept_languages.best_match(tags, ENGLISH)]

    def varied(response: Response) -> Response:
        if request.endpoint != "static":
            response.vary.add("Accept-Language")
        return response

    Babel(app, default_locale=ENGLISH, locale_selector=preferred).domain_instance = domain

    # Jinja's own makes a context of its own for every message within a loop: a sixth of the time of a list.
    def message(text: str, /, **values: Any) -> Markup:
        catalogue = domain.get_translations()
        return Markup(catalogue.gettext(text)) % values if values else _words(catalogue, text)

    def counted(singular: str, plural: str, num: int, /, **values: Any) -> Markup:
        text = domain.get_translations().ngettext(singular, plural, num)
        return Markup(text) % _with_number(num, values)

    app.jinja_env.globals.update(
        {"_": message, "gettext": message, "ngettext": counted},
        language=language, text_direction=text_direction,
    )  # fmt: skip
    if len(tags) > 1:
        app.after_request(varied)


@lru_cache(maxsize=8_192)
def _words(catalogue: NullTranslations, text: str) -> Markup:
    """Return a message in which nothing is filled in; most messages of most pages are of this kind."""
    return Markup(catalogue.gettext(text)) % {}


def locale_name() -> str:
    """Return the name of the locale in which this page is shown, as Babel takes it: pt_BR."""
    try:
        name: str = g.locale_name
    except AttributeError:
        name = g.locale_name = str(_locale())
    return name


def language() -> str:
    """Return the tag of the language in which this page is shown, as HTML takes it: pt-BR."""
    return locale_name().replace("_", "-")


def number(value: int) -> str:
    """Return a number with the separators of the reader's language."""
    return _grouped(value, locale_name())


def _with_number(num: int, values: dict[str, Any]) -> dict[str, Any]:
    """Return what stands in a message that has forms for a number."""
    return {"num": number(num)} | values


@lru_cache(maxsize=4_096)
def _grouped(value: int, locale: str) -> str:
    # What somebody typed may have more digits than decimal arithmetic keeps.
    return format_decimal(value, locale=locale) if abs(value) < _UNPARTED else str(value)


def text_direction() -> str:
    """Return whether the language of this page runs ltr or rtl."""
    return _direction(locale_name())


@lru_cache(maxsize=256)
def _direction(locale: str) -> str:
    return Locale.parse(locale).text_direction


def _locale() -> Locale:
    return get_locale() or Locale.parse(ENGLISH)


def _compiled(file: Path) -> Translations:
    with file.open("rb") as source:
        catalogue = read_po(source, locale=file.parts[-3], abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)
