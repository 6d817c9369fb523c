"""The form of an act of review: its note, where it has one."""

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import TextAreaField


class ReviewForm(FlaskForm):
    """That claims are accepted or moved; which ones, the buttons of the page tell."""

    note = TextAreaField(lazy_gettext("What should be changed?"))
