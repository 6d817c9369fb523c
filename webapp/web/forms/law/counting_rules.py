"""Forms of counting rules: how many days of a term a day in custody before the judgment is worth."""


from flask_babel import lazy_gettext
from wtforms import Form, IntegerField
from wtforms.validators import Optional

from webapp.domain.law.counting_rules import RESTRAINTS
from webapp.vocab.charges import Regime
from webapp.vocab.liberty import Status
from webapp.web.forms.base import NoteForm, VersionedForm
from webapp.web.forms.citing import CitedRecordForm
from webapp.web.forms.fields import DayField, WordField


class CountingRuleFields(Form):
    """What the law makes of days in custody, in which of them, and when."""

    restraint = WordField(
        lazy_gettext("Held in"), Status, words=RESTRAINTS, nothing=lazy_gettext("choose one")
    )
    regime = WordField(
        lazy_gettext("For terms of"), Regime, optional=True, nothing=lazy_gettext("every regime")
    )
    numerator = IntegerField(
        lazy_gettext("Days of the term"), validators=[Optional()],
        description=lazy_gettext("3 for 2 where a day counts as a day and a half; 0 where none counts."),
    )  # fmt: skip
    denominator = IntegerField(lazy_gettext("For days in custody"), validators=[Optional()], default=1)
    since = DayField(lazy_gettext("Holds from"))
    until = DayField(lazy_gettext("Held until"))


class NewCountingRuleForm(CitedRecordForm, CountingRuleFields):
    """A counting rule, with the words of the law."""


class RevisedCountingRuleForm(VersionedForm, NoteForm, CountingRuleFields):
    """A counting rule, corrected; its passage stays."""
