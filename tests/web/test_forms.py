"""A form asks for exactly what its domain function takes, and offers every word that may be stored."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from importlib import import_module
from inspect import Parameter, signature
from pkgutil import walk_packages
from typing import Any, get_args

import pytest
from sqlalchemy import Enum
from wtforms import Field
from wtforms.meta import DefaultMeta

from webapp.domain.accounts import accounts
from webapp.domain.citing import passage_claims
from webapp.domain.claims import (
    affiliations,
    assessments,
    charge_steps,
    charges,
    facts,
    names,
    ranking,
    recording,
    statuses,
    treatments,
)
from webapp.domain.law import legal_codes, provisions
from webapp.domain.lists import saved_searches
from webapp.domain.organizations import organizations
from webapp.domain.people import merging, people
from webapp.domain.publishing import list_issues
from webapp.domain.sources import intake_confirmation, sources, versions
from webapp.domain.sources.description import SourceDescription
from webapp.domain.sources.new_version import decisions
from webapp.domain.undo import undo
from webapp.models import Claim
from webapp.vocab.words import Word
from webapp.web import forms
from webapp.web.forms.accounts.accounts import NewAccountForm, RevisedAccountForm
from webapp.web.forms.base import ReasonedForm
from webapp.web.forms.claims.affiliations import NewAffiliationForm, RevisedAffiliationForm
from webapp.web.forms.claims.assessments import NewAssessmentForm, RevisedAssessmentForm
from webapp.web.forms.claims.charge_steps import NewChargeStepForm, RevisedChargeStepForm
from webapp.web.forms.claims.charges import NewChargeForm, RevisedChargeForm
from webapp.web.forms.claims.claims import ClaimActionForm, NewCitationForm
from webapp.web.forms.claims.facts import NewFactForm, RevisedFactForm
from webapp.web.forms.claims.names import NewNameForm, RevisedNameForm
from webapp.web.forms.claims.ranking import RankForm
from webapp.web.forms.claims.statuses import NewStatusForm, RevisedStatusForm
from webapp.web.forms.claims.treatments import NewTreatmentForm, RevisedTreatmentForm
from webapp.web.forms.fields import WordField, WordsField
from webapp.web.forms.history.undo import UndoForm
from webapp.web.forms.law.legal_codes import NewLegalCodeForm, RetiredLegalCodeForm, RevisedLegalCodeForm
from webapp.web.forms.law.provisions import NewProvisionForm, RetiredProvisionForm, RevisedProvisionForm
from webapp.web.forms.lists.saved_searches import (
    NewSavedSearchForm,
    RetiredSavedSearchForm,
    RevisedSavedSearchForm,
)
from webapp.web.forms.organizations.organizations import (
    NewOrganizationForm,
    OrganizationNameForm,
    RetiredOrganizationForm,
    RevisedOrganizationForm,
)
from webapp.web.forms.people.merging import DistinctForm, MergeForm
from webapp.web.forms.people.people import (
    NewPersonForm,
    RetiredPersonForm,
    RevisedPersonForm,
    VerifiedPersonForm,
)
from webapp.web.forms.publishing.list_issues import FreezeForm
from webapp.web.forms.sources.intake import ConfirmedSourceForm, ConfirmedVersionForm, UnreadSourceForm
from webapp.web.forms.sources.new_version import DecisionForm, UnchangedForm
from webapp.web.forms.sources.passage_claims import ReadingForm
from webapp.web.forms.sources.sources import RetiredSourceForm, RevisedSourceForm, TextForm

# Each form, the function that its values go to, and what the view gives that function beside them.
GOES_TO: tuple[tuple[type[Any], Callable[..., Any], set[str]], ...] = (
    (NewPersonForm, people.add_person, set()),
    (RevisedPersonForm, people.revise_person, set()),
    (VerifiedPersonForm, people.verify_person, {"on", "by"}),
    (NewStatusForm, statuses.add_status, set()),
    (RevisedStatusForm, statuses.revise_status, set()),
    (NewNameForm, names.add_name, set()),
    (RevisedNameForm, names.revise_name, set()),
    (NewChargeForm, charges.add_charge, set()),
    (RevisedChargeForm, charges.revise_charge, set()),
    (NewChargeStepForm, charge_steps.add_charge_step, {"charge"}),
    (RevisedChargeStepForm, charge_steps.revise_charge_step, set()),
    (NewAffiliationForm, affiliations.add_affiliation, set()),
    (RevisedAffiliationForm, affiliations.revise_affiliation, set()),
    (NewTreatmentForm, treatments.add_treatment, set()),
    (RevisedTreatmentForm, treatments.revise_treatment, set()),
    (NewAssessmentForm, assessments.add_assessment, set()),
    (RevisedAssessmentForm, assessments.revise_assessment, set()),
    (NewFactForm, facts.add_fact, set()),
    (RevisedFactForm, facts.revise_fact, set()),
    (ReadingForm, passage_claims.add_reading, set()),
    (NewCitationForm, recording.cite, {"claim"}),
    (ClaimActionForm, recording.publish_claim, {"claim"}),
    (ClaimActionForm, recording.withdraw_claim, {"claim"}),
    (ClaimActionForm, recording.uncite, {"citation"}),
    (RankForm, ranking.rank_claim, set()),
    (UnreadSourceForm, sources.add_described_source, set()),
    (ConfirmedSourceForm, intake_confirmation.confirm_source, set()),
    (ConfirmedVersionForm, intake_confirmation.confirm_version, {"of"}),
    (RevisedSourceForm, sources.revise_source, set()),
    (RetiredSourceForm, sources.retire_source, set()),
    (TextForm, versions.attach_text, set()),
    (NewOrganizationForm, organizations.add_organization, set()),
    (RevisedOrganizationForm, organizations.revise_organization, set()),
    (RetiredPersonForm, people.retire_person, set()),
    (RetiredOrganizationForm, organizations.retire_organization, set()),
    (OrganizationNameForm, organizations.add_organization_name, set()),
    (NewLegalCodeForm, legal_codes.add_legal_code, set()),
    (RevisedLegalCodeForm, legal_codes.revise_legal_code, set()),
    (RetiredLegalCodeForm, legal_codes.retire_legal_code, set()),
    (NewProvisionForm, provisions.add_provision, {"legal_code"}),
    (RevisedProvisionForm, provisions.revise_provision, set()),
    (RetiredProvisionForm, provisions.retire_provision, set()),
    (UnchangedForm, decisions.carry_unchanged, {"into"}),
    (DecisionForm, decisions.decide, set()),
    (NewAccountForm, accounts.add_account, set()),
    (RevisedAccountForm, accounts.revise_account, set()),
    (NewSavedSearchForm, saved_searches.add_saved_search, set()),
    (RevisedSavedSearchForm, saved_searches.revise_saved_search, set()),
    (RetiredSavedSearchForm, saved_searches.retire_saved_search, set()),
    (MergeForm, merging.merge, {"record"}),
    (DistinctForm, merging.distinguish, {"record", "other"}),
    (FreezeForm, list_issues.freeze, {"people_filter", "by", "at", "public_url"}),
    (UndoForm, undo.undo_edit, {"edit_id"}),
    (UndoForm, undo.undo_change, {"number"}),
)
# What the domain finds out by itself.
DERIVED = {"kind", "script"}


@pytest.mark.parametrize(
    ("form", "function", "bound"), GOES_TO, ids=[f"{form.__name__}-{to.__name__}" for form, to, _ in GOES_TO]
)
def test_a_form_equals_its_function(form: type[Any], function: Callable[..., Any], bound: set[str]) -> None:
    taken = _asked_for_by(function)

    assert bound <= taken
    assert form.parameters() == taken - bound


def test_every_form_that_changes_a_record_is_in_the_table() -> None:
    for module in walk_packages(forms.__path__, f"{forms.__name__}."):
        import_module(module.name)

    assert {form for form in _below(ReasonedForm) if not form.__subclasses__()} == {
        form for form, _, _ in GOES_TO if not form.__subclasses__()
    }


def test_every_word_of_a_list_is_offered() -> None:
    fields = {(form.__name__, name): field for form, _, _ in GOES_TO for name, field in _words(form).items()}

    assert fields
    offered = {which: {choice.value for choice in field.choices} - {""} for which, field in fields.items()}
    assert offered == {which: set(field.kind) for which, field in fields.items()}


@pytest.mark.parametrize("kind", Claim.__subclasses__(), ids=lambda kind: kind.__tablename__)
def test_every_word_that_a_claim_holds_is_asked_for(kind: type[Claim]) -> None:
    held = {
        column.name: column.type.enum_class
        for column in kind.__table__.columns
        if isinstance(column.type, Enum) and column.name not in DERIVED
    }
    asking = [form for form, to, _ in GOES_TO if _returned(to) is kind]

    assert len(asking) == 2
    for form in asking:
        asked = {name: field.kind for name, field in _words(form).items()}
        assert held.items() <= asked.items()


def _asked_for_by(function: Callable[..., Any]) -> set[str]:
    """Return the names of what a function is given by keyword, of a description each of its fields."""
    taken = {
        name for name, one in signature(function).parameters.items() if one.kind is Parameter.KEYWORD_ONLY
    }
    described = {field.name for field in fields(SourceDescription)} if "description" in taken else set()
    return taken - {"description"} | described


def _below(form: type[Any]) -> Iterator[type[Any]]:
    for one in form.__subclasses__():
        yield one
        yield from _below(one)


def _returned(function: Callable[..., Any]) -> Any:
    """Return the type that a function returns one or a list of."""
    returned = signature(function).return_annotation
    return next(iter(get_args(returned)), returned)


def _words(form: type[Any]) -> dict[str, Any]:
    """Return the fields of a form that offer words, as they are before somebody signs in."""
    found = {}
    for name in dir(form):
        unbound = getattr(form, name)
        if issubclass(getattr(unbound, "field_class", Field), WordField | WordsField):
            found[name] = unbound.bind(form=None, name=name, _meta=DefaultMeta())
            assert issubclass(found[name].kind, Word)
    return found
