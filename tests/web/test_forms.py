"""A form asks for exactly what its domain function takes, and offers every word that may be stored."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from importlib import import_module
from inspect import Parameter, signature
from pkgutil import walk_packages
from typing import Any

import pytest
from sqlalchemy import Enum
from wtforms import Field
from wtforms.meta import DefaultMeta

from webapp.domain.accounts import accounts, home_rules
from webapp.domain.accounts.named_accounts import name_accounts
from webapp.domain.citing import passage_claims
from webapp.domain.claims import ordering, ranking, recording
from webapp.domain.claims.kinds import KINDS
from webapp.domain.claims.names import NameContent
from webapp.domain.courts import cases
from webapp.domain.courts.rulings import record_ruling
from webapp.domain.decrees.recording import record_decree
from webapp.domain.imports.batches import at_once
from webapp.domain.law import counting_rules, legal_codes, provisions
from webapp.domain.lists import saved_searches
from webapp.domain.organizations import merging as organization_merging
from webapp.domain.organizations import organization_facts, organizations
from webapp.domain.people import merging, people, verifying
from webapp.domain.publishing import list_issues, withholdings
from webapp.domain.reconciling.returned_claims import record_changes
from webapp.domain.retiring import retire_record
from webapp.domain.sources import intake_confirmation, sources, versions
from webapp.domain.sources.description import SourceDescription
from webapp.domain.sources.new_version import decisions
from webapp.domain.undo import undo
from webapp.vocab.claims import ClaimKind
from webapp.vocab.words import Word
from webapp.web import forms
from webapp.web.forms.accounts.accounts import HomeRulesForm, NewAccountForm, RevisedAccountForm
from webapp.web.forms.accounts.named_access import NamedAccessForm
from webapp.web.forms.base import ReasonedForm, RetiringForm
from webapp.web.forms.claims.claims import ClaimActionForm, NewCitationForm
from webapp.web.forms.claims.hearings import RulingForm
from webapp.web.forms.claims.kinds import FORMS, NewChargeStepForm, RevisedChargeStepForm
from webapp.web.forms.claims.ordering import OrderForm
from webapp.web.forms.claims.ranking import RankForm
from webapp.web.forms.courts.cases import NewCaseForm, RevisedCaseForm
from webapp.web.forms.decrees.decrees import DecreeForm
from webapp.web.forms.fields import WordField, WordsField
from webapp.web.forms.history.undo import UndoForm
from webapp.web.forms.imports.lists import ListForm
from webapp.web.forms.law.counting_rules import NewCountingRuleForm, RevisedCountingRuleForm
from webapp.web.forms.law.legal_codes import NewLegalCodeForm, RevisedLegalCodeForm
from webapp.web.forms.law.provisions import NewProvisionForm, RevisedProvisionForm
from webapp.web.forms.lists.saved_searches import NewSavedSearchForm, RevisedSavedSearchForm
from webapp.web.forms.organizations.organization_facts import (
    NewOrganizationFactForm,
    RevisedOrganizationFactForm,
)
from webapp.web.forms.organizations.organizations import (
    MergeOrganizationForm,
    NewOrganizationForm,
    OrganizationNameForm,
    RevisedOrganizationForm,
)
from webapp.web.forms.people.merging import DistinctForm, MergeForm
from webapp.web.forms.people.people import (
    ColleaguesForm,
    NewPersonForm,
    RevisedPersonForm,
    VerificationFields,
    VerifiedPersonForm,
)
from webapp.web.forms.publishing.list_issues import FreezeForm
from webapp.web.forms.publishing.withholdings import WithholdForm
from webapp.web.forms.reconciling.returned_exports import ReturnedExportForm
from webapp.web.forms.sources.intake import ConfirmedSourceForm, ConfirmedVersionForm, UnreadSourceForm
from webapp.web.forms.sources.new_version import DecisionForm, UnchangedForm
from webapp.web.forms.sources.passage_claims import ReadingForm
from webapp.web.forms.sources.sources import NothingInItForm, RevisedSourceForm, TextForm

# Each form, the function that its values go to, and what the view gives that function beside them.
OTHERS: tuple[tuple[type[Any], Callable[..., Any], set[str]], ...] = (
    (NewPersonForm, people.add_person, set()),
    (RevisedPersonForm, people.revise_person, set()),
    (ColleaguesForm, people.note_to_colleagues, set()),
    (VerifiedPersonForm, verifying.verify_person, {"today", "by"}),
    (VerificationFields, verifying.verify_people, {"today", "by"}),
    (ReadingForm, passage_claims.add_passage_claims, set()),
    (NewCitationForm, recording.cite, {"claim"}),
    (ClaimActionForm, recording.publish_claim, {"claim"}),
    (ClaimActionForm, recording.withdraw_claim, {"claim"}),
    (ClaimActionForm, recording.uncite, {"citation"}),
    (RankForm, ranking.rank_claim, set()),
    (OrderForm, ordering.settle_order, set()),
    (UnreadSourceForm, sources.add_described_source, {"key"}),
    (ConfirmedSourceForm, intake_confirmation.confirm_source, {"keys"}),
    (ConfirmedVersionForm, intake_confirmation.confirm_version, {"of"}),
    (RevisedSourceForm, sources.revise_source, set()),
    (RetiringForm, retire_record, set()),
    (NothingInItForm, sources.mark_nothing_in_it, {"day"}),
    (TextForm, versions.attach_text, set()),
    (NewOrganizationForm, organizations.add_organization, set()),
    (RevisedOrganizationForm, organizations.revise_organization, set()),
    (RetiringForm, people.retire_person, set()),
    (MergeOrganizationForm, organization_merging.merge, {"record"}),
    (OrganizationNameForm, organizations.add_organization_name, set()),
    (NewOrganizationFactForm, organization_facts.add_organization_fact, set()),
    (RevisedOrganizationFactForm, organization_facts.revise_organization_fact, set()),
    (RetiringForm, organization_facts.remove_organization_fact, set()),
    (NewCountingRuleForm, counting_rules.add_counting_rule, set()),
    (RevisedCountingRuleForm, counting_rules.revise_counting_rule, set()),
    (RetiringForm, counting_rules.remove_counting_rule, set()),
    (NewLegalCodeForm, legal_codes.add_legal_code, set()),
    (RevisedLegalCodeForm, legal_codes.revise_legal_code, set()),
    (NewProvisionForm, provisions.add_provision, {"legal_code"}),
    (RevisedProvisionForm, provisions.revise_provision, set()),
    (NewCaseForm, cases.add_case, set()),
    (RevisedCaseForm, cases.revise_case, set()),
    (RulingForm, record_ruling, set()),
    (UnchangedForm, decisions.carry_unchanged, {"into"}),
    (DecisionForm, decisions.decide, set()),
    (NamedAccessForm, name_accounts, {"by"}),
    (NewAccountForm, accounts.add_account, set()),
    (RevisedAccountForm, accounts.revise_account, set()),
    (HomeRulesForm, home_rules.decide_rules, set()),
    (NewSavedSearchForm, saved_searches.add_saved_search, set()),
    (RevisedSavedSearchForm, saved_searches.revise_saved_search, set()),
    (MergeForm, merging.merge, {"record"}),
    (DistinctForm, merging.distinguish, {"record", "other"}),
    (DecreeForm, record_decree, {"version"}),
    (ListForm, at_once.bring_in, {"version", "table"}),
    (ReturnedExportForm, record_changes, {"table", "today", "public_url"}),
    (FreezeForm, list_issues.freeze, {"people_filter", "by", "at", "public_url"}),
    (WithholdForm, withholdings.withhold, {"person", "reason", "by", "at"}),
    (UndoForm, undo.undo_edit, {"edit_id"}),
    (UndoForm, undo.undo_change, {"number"}),
)
# Of a step the address tells whose it is.
BY_ADDRESS = {NewChargeStepForm: {"charge", "people"}, RevisedChargeStepForm: {"charge"}}
GOES_TO = OTHERS + tuple(
    (form, function, BY_ADDRESS.get(form, set()))
    for forms_of_kind in FORMS.values()
    for form, function in zip(forms_of_kind, (recording.add, recording.revise), strict=True)
)
# Of which form the function takes some values as one content.
CONTENTS = {form: KINDS[word].content for word, forms_of_kind in FORMS.items() for form in forms_of_kind}
CONTENTS[NewPersonForm] = NameContent
CONTENTS[RulingForm] = KINDS[ClaimKind.HEARING].content
# What the domain finds out by itself.
DERIVED = {"kind", "script"}


@pytest.mark.parametrize(
    ("form", "function", "bound"), GOES_TO, ids=[f"{form.__name__}-{to.__name__}" for form, to, _ in GOES_TO]
)
def test_a_form_equals_its_function(form: type[Any], function: Callable[..., Any], bound: set[str]) -> None:
    taken = _asked_for_by(function)
    if form in CONTENTS:
        taken = taken - {"content"} | {field.name for field in fields(CONTENTS[form])}

    assert bound <= taken
    assert form.parameters() == taken - bound


def test_every_kind_of_claim_has_its_forms_and_words_for_all_that_it_holds() -> None:
    assert set(FORMS) == set(KINDS) == set(ClaimKind)
    for word, kind in KINDS.items():
        assert kind.word is word
        assert set(kind.columns) == set(kind.fields) | (DERIVED & set(kind.model.__table__.columns.keys()))


def test_every_form_that_changes_a_record_is_in_the_table() -> None:
    for module in walk_packages(forms.__path__, f"{forms.__name__}."):
        import_module(module.name)

    assert {form for form in _below(ReasonedForm) if not form.__subclasses__()} == {
        form for form, _, _ in GOES_TO if not form.__subclasses__()
    }


def test_every_word_of_a_list_is_offered() -> None:
    asking = {(form.__name__, name): field for form, _, _ in GOES_TO for name, field in _words(form).items()}

    assert asking
    offered = {place: {choice.value for choice in field.choices} - {""} for place, field in asking.items()}
    # Or every word of those that a field names itself.
    words = {place: getattr(field, "words", None) or field.kind for place, field in asking.items()}
    assert offered == {place: set(of_field) for place, of_field in words.items()}


@pytest.mark.parametrize("word", ClaimKind)
def test_every_word_that_a_claim_holds_is_asked_for(word: ClaimKind) -> None:
    held = {
        column.name: column.type.enum_class
        for column in KINDS[word].model.__table__.columns
        if isinstance(column.type, Enum) and column.name not in DERIVED
    }

    for form in FORMS[word]:
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


def _words(form: type[Any]) -> dict[str, Any]:
    """Return the fields of a form that offer words, as they are before somebody signs in."""
    found = {}
    for name in dir(form):
        unbound = getattr(form, name)
        if issubclass(getattr(unbound, "field_class", Field), WordField | WordsField):
            found[name] = unbound.bind(form=None, name=name, _meta=DefaultMeta())
            assert issubclass(found[name].kind, Word)
    return found
