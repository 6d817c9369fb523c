"""Forms of every kind of claim: what each asks for, to record one and to correct one."""

import json
from collections.abc import Sequence
from types import new_class
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, Form, IntegerField, StringField
from wtforms.validators import Optional

from webapp.domain.claims.liberty_periods import last_reportable_day
from webapp.domain.refusals import Refused
from webapp.vocab.assessments import Criterion, Outcome, Scheme
from webapp.vocab.charges import Amount, Basis, Joined, Regime, SentenceKind, StepKind
from webapp.vocab.claims import ClaimKind, Visibility
from webapp.vocab.liberty import Announcement, Cause, Status
from webapp.vocab.organizations import AffiliationRole, OrganizationKind
from webapp.vocab.people import FACT_WORDS, FactKind, NameKind, Occupation
from webapp.vocab.treatments import ActType
from webapp.vocab.words import N_, Word
from webapp.web.forms.citing import CitingForm
from webapp.web.forms.claims.claims import NewClaimForm, RevisedClaimForm, StateForm
from webapp.web.forms.claims.hearings import HearingFields
from webapp.web.forms.fields import PartialDateField, WordField, WordsField
from webapp.web.forms.record_fields import (
    case_field,
    needed_organization_field,
    organization_field,
    provision_field,
)

# What a place, and what an authority, mostly is: offered first, and to add one as.
_PLACES = (OrganizationKind.PRISON, OrganizationKind.POLICE, OrganizationKind.COURT, OrganizationKind.OTHER)
_AUTHORITIES = (
    OrganizationKind.COURT, OrganizationKind.POLICE, OrganizationKind.PRISON, OrganizationKind.STATE_BODY,
    OrganizationKind.ARMED_GROUP, OrganizationKind.OTHER,
)  # fmt: skip


class AnnouncementField(WordField):
    """Whether an event was still to come; a stored answer is true or false, none where nobody was asked."""

    def __init__(self, label: Any = None, **options: Any) -> None:
        nothing = lazy_gettext("by the dates")
        super().__init__(label, Announcement, optional=True, nothing=nothing, **options)

    def process_data(self, value: Any) -> None:
        """Take a stored answer."""
        super().process_data({True: Announcement.YES, False: Announcement.NO}.get(value, value))


class StatusFields(Form):
    """What a status event says."""

    status = WordField(lazy_gettext("Status"), Status, nothing=lazy_gettext("choose a status"))
    cause = WordField(lazy_gettext("Cause of release"), Cause, optional=True)
    since = PartialDateField(lazy_gettext("Since"))
    until = PartialDateField(
        lazy_gettext("Until, as ordered"),
        description=lazy_gettext("The day that the order names. That it passes changes nothing by itself."),
    )
    place = organization_field(lazy_gettext("Place"), _PLACES)
    place_words = StringField(lazy_gettext("Place in the source's words"))
    authority = organization_field(lazy_gettext("By order of"), _AUTHORITIES)
    reason_words = StringField(
        lazy_gettext("Reason in the source's words"),
        description=lazy_gettext("Why the source says that it happened, where this is no charge."),
    )
    announced = AnnouncementField(
        lazy_gettext("Announced"),
        description=lazy_gettext("Only where the day lies after the source's own date. What is announced"
                                 " changes nobody's status until a source tells that it was done."),
    )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function, the answer as true, false or none."""
        values: dict[str, Any] = super().values()  # type: ignore[misc]
        answer = self.announced.data
        return values | {"announced": None if answer is None else answer is Announcement.YES}


class NewStatusForm(StatusFields, NewClaimForm):
    """A person's status from a date on, with the passage that shows it."""

    def values(self) -> dict[str, Any]:
        """Return the keyword arguments of the domain function. Raises Refused where an answer is needed."""
        values = super().values()
        version, since = self.cited_version(), self.since.data
        begins = since.earliest if since else None
        if self.announced.data is None and version and begins and begins > last_reportable_day(version):
            message = N_("This day lies after the date of its source. Say whether it is only announced.")
            raise Refused("announced", message)
        return values


class RevisedStatusForm(StatusFields, RevisedClaimForm):
    """A status event, corrected."""


class ChargeFields(Form):
    """What a person is accused of."""

    provision = provision_field(lazy_gettext("Provision"))
    offence = StringField(lazy_gettext("Offence in the source's words"))
    characterisation = StringField(
        lazy_gettext("What the source calls the charge"),
        description=lazy_gettext("Such as false or fabricated: the source's judgement, never ours."),
    )
    case = case_field(lazy_gettext("Case"))


class ChargeStepFields(Form):
    """What happened to a charge, and the sentence where there was one."""

    step = WordField(lazy_gettext("Step"), StepKind, nothing=lazy_gettext("choose a step"))
    date = PartialDateField(lazy_gettext("Date"))
    court = organization_field(lazy_gettext("Court"), (OrganizationKind.COURT,))
    from_provision = provision_field(lazy_gettext("From provision"))
    to_provision = provision_field(lazy_gettext("To provision"))
    sentence = WordField(lazy_gettext("Kind of sentence"), SentenceKind, optional=True)
    years = IntegerField(lazy_gettext("Years"), validators=[Optional()])
    months = IntegerField(lazy_gettext("Months"), validators=[Optional()])
    days = IntegerField(lazy_gettext("Days"), validators=[Optional()])
    suspended = BooleanField(lazy_gettext("Suspended"))
    amount = WordField(
        lazy_gettext("The length is"), Amount, optional=True,
        nothing=lazy_gettext("that of the judgment itself"),
        description=lazy_gettext("Only where a sentence that stands is changed."),
    )  # fmt: skip
    numerator = IntegerField(
        lazy_gettext("Parts"),
        description=lazy_gettext("Of a fraction of what is left: 1 of 2 is half."),
        validators=[Optional()],
    )
    denominator = IntegerField(lazy_gettext("Of"), validators=[Optional()])
    joined = WordField(lazy_gettext("Beside other terms"), Joined, optional=True)
    regime = WordField(lazy_gettext("Regime"), Regime, optional=True)
    basis = WordField(lazy_gettext("Basis"), Basis, optional=True)
    instrument = StringField(
        lazy_gettext("Decree or ruling"),
        description=lazy_gettext("What it is, its number and its date, as the source gives them."),
    )
    fine_amount = IntegerField(lazy_gettext("Amount of the fine"), validators=[Optional()])
    fine_currency = StringField(
        lazy_gettext("Currency"), description=lazy_gettext("Three letters, such as AZN.")
    )


class NewChargeStepForm(CitingForm, StateForm, ChargeStepFields):
    """A step of a charge, which tells of whom it is, with the passage that tells of it."""


class RevisedChargeStepForm(RevisedClaimForm, ChargeStepFields):
    """A step of a charge, corrected."""


class TreatmentFields(Form):
    """What was done to a person, when and by whom."""

    act = WordField(lazy_gettext("Act"), ActType, nothing=lazy_gettext("choose an act"))
    date = PartialDateField(lazy_gettext("Date"))
    perpetrator = organization_field(lazy_gettext("Allegedly by"), _AUTHORITIES)
    perpetrator_words = StringField(lazy_gettext("By whom in the source's words"))
    place_words = StringField(lazy_gettext("Place in the source's words"))


class AffiliationFields(Form):
    """A person's part in an organization."""

    organization = needed_organization_field(lazy_gettext("Organization"))
    role = WordField(lazy_gettext("Role"), AffiliationRole, default=AffiliationRole.NOT_STATED)
    occupation = WordField(lazy_gettext("Occupation there"), Occupation, optional=True)
    since = PartialDateField(lazy_gettext("Since"))
    until = PartialDateField(lazy_gettext("Until"))


class FactFields(Form):
    """One fact: a word, a text, or a date."""

    fact = WordField(lazy_gettext("Fact"), FactKind, nothing=lazy_gettext("choose a fact"))
    value = StringField(
        lazy_gettext("Value"),
        description=lazy_gettext(
            "For sex, occupation and fair trial one of the words offered; for birth and death nothing but"
            " the date below."
        ),
        render_kw={"list": "value-words"},
    )
    words = StringField(lazy_gettext("In the source's words"))
    date = PartialDateField(lazy_gettext("Date"))

    @property
    def value_words(self) -> Sequence[Word]:
        """The words of the fact that is chosen, where it is told with a word of a list."""
        return FACT_WORDS.get(self.fact.data, ()) if self.fact.data else ()

    @property
    def words_of_facts(self) -> str:
        """The words of each fact that is told with a word of a list, with their labels, as JSON."""
        return json.dumps(
            {fact: [[word, gettext(word.label)] for word in words] for fact, words in FACT_WORDS.items()}
        )


class NewFactForm(NewClaimForm, FactFields):
    """A fact about a person, with the passage that states it."""

    visibility = WordField(
        lazy_gettext("Visible to"),
        Visibility,
        optional=True,
        nothing=lazy_gettext("as usual: health restricted, all else public"),
    )


class RevisedFactForm(RevisedClaimForm, FactFields):
    """A fact about a person, corrected."""


class AssessmentFields(Form):
    """What an organization concluded of a person, by which rules."""

    organization = needed_organization_field(lazy_gettext("Organization"))
    scheme = WordField(lazy_gettext("Criteria used"), Scheme, default=Scheme.OWN_LIST)
    criteria = WordsField(lazy_gettext("Criteria"), Criterion)
    outcome = WordField(lazy_gettext("Outcome"), Outcome, nothing=lazy_gettext("choose an outcome"))
    list_group = StringField(lazy_gettext("Group in the organization's own list"))
    date = PartialDateField(lazy_gettext("Date"))


class NameFields(Form):
    """What one spelling of a name is made of."""

    text = StringField(
        lazy_gettext("Name"), description=lazy_gettext("As it is to be shown, in its own script.")
    )
    name_kind = WordField(lazy_gettext("Kind of name"), NameKind, default=NameKind.MAIN)
    language = StringField(lazy_gettext("Language"), description=lazy_gettext("A code such as az, ru or en."))
    given = StringField(lazy_gettext("Given name"))
    patronymic = StringField(lazy_gettext("Patronymic"))
    family = StringField(lazy_gettext("Family name"))


def _forms(fields: type[Form]) -> tuple[type[Any], type[Any]]:
    """Return the form in which a claim of these fields is recorded, and that in which it is corrected."""
    return new_class("NewForm", (NewClaimForm, fields)), new_class("RevisedForm", (RevisedClaimForm, fields))


FORMS: dict[ClaimKind, tuple[type[Any], type[Any]]] = {
    ClaimKind.STATUS_EVENT: (NewStatusForm, RevisedStatusForm),
    ClaimKind.CHARGE: _forms(ChargeFields),
    ClaimKind.CHARGE_STEP: (NewChargeStepForm, RevisedChargeStepForm),
    ClaimKind.HEARING: _forms(HearingFields),
    ClaimKind.TREATMENT: _forms(TreatmentFields),
    ClaimKind.AFFILIATION: _forms(AffiliationFields),
    ClaimKind.PERSONAL_FACT: (NewFactForm, RevisedFactForm),
    ClaimKind.ASSESSMENT: _forms(AssessmentFields),
    ClaimKind.PERSON_NAME: _forms(NameFields),
}
"""Of each kind the form in which a claim is recorded and that in which it is corrected."""
