"""The table of claim kinds: what is particular to each, for all who deal with claims of every kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from webapp.domain.claims import (
    affiliations,
    assessments,
    charge_steps,
    charges,
    facts,
    hearings,
    names,
    statuses,
    treatments,
)
from webapp.domain.claims.content import Columns, Content
from webapp.models import Claim, Person
from webapp.vocab.claims import ClaimKind, Visibility
from webapp.vocab.words import N_


def _public(content: Any) -> Visibility:
    return Visibility.PUBLIC


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of claim: its content, its words on pages and in files, its own rules.

    `columns` are the words for each attribute, in the order in which history and files have them. `noun` is
    the first part of its addresses and of the names of its endpoints; `title` heads its section of a person's
    page, and a kind without one is shown elsewhere. `people_of` tells of whom a claim is where its content
    says so itself. `from_column` turns what a column holds into what the content has, where these differ.
    """

    word: ClaimKind
    content: type[Any]
    columns: Columns
    noun: str
    title: str | None
    add_label: str
    correct_label: str
    people_of: Callable[[Any], list[Person]] | None = None
    usual_visibility: Callable[[Any], Visibility] = _public
    check_withdrawal: Callable[[Session, Any], None] | None = None
    from_column: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)

    @property
    def model(self) -> type[Claim]:
        """The class of this kind, which the mapper knows."""
        model: type[Claim] = inspect(Claim).polymorphic_map[self.word].class_
        return model

    @property
    def fields(self) -> list[str]:
        """The names of what a claim of this kind says, as its content has them."""
        return [field.name for field in fields(self.content)]


_KINDS = (
    Kind(
        word=ClaimKind.STATUS_EVENT, content=statuses.StatusContent, columns=statuses.COLUMNS,
        noun="statuses", title=N_("Status"), add_label=N_("Update status"),
        correct_label=N_("Correct a status"),
    ),
    Kind(
        word=ClaimKind.CHARGE, content=charges.ChargeContent, columns=charges.COLUMNS, noun="charges",
        title=N_("Charges"), add_label=N_("Add a charge"), correct_label=N_("Correct a charge"),
        check_withdrawal=charges.refuse_to_leave_steps,
    ),
    Kind(
        word=ClaimKind.CHARGE_STEP, content=charge_steps.ChargeStepContent, columns=charge_steps.COLUMNS,
        noun="charge_steps", title=None, add_label=N_("Add a court step"),
        correct_label=N_("Correct a court step"), people_of=charge_steps.person_charged,
    ),
    Kind(
        word=ClaimKind.HEARING, content=hearings.HearingContent, columns=hearings.COLUMNS, noun="hearings",
        title=N_("Hearings"), add_label=N_("Add a hearing"), correct_label=N_("Correct a hearing"),
    ),
    Kind(
        word=ClaimKind.TREATMENT, content=treatments.TreatmentContent, columns=treatments.COLUMNS,
        noun="treatments", title=N_("Ill-treatment"), add_label=N_("Add ill-treatment"),
        correct_label=N_("Correct ill-treatment"),
    ),
    Kind(
        word=ClaimKind.AFFILIATION, content=affiliations.AffiliationContent, columns=affiliations.COLUMNS,
        noun="affiliations", title=N_("Organizations"), add_label=N_("Add an organization"),
        correct_label=N_("Correct a part in an organization"),
    ),
    Kind(
        word=ClaimKind.PERSONAL_FACT, content=facts.FactContent, columns=facts.COLUMNS, noun="facts",
        title=N_("About the person"), add_label=N_("Add a fact"), correct_label=N_("Correct a fact"),
        usual_visibility=facts.usual_visibility,
    ),
    Kind(
        word=ClaimKind.ASSESSMENT, content=assessments.AssessmentContent, columns=assessments.COLUMNS,
        noun="assessments", title=N_("Assessments"), add_label=N_("Add an assessment"),
        correct_label=N_("Correct an assessment"), from_column={"criteria": assessments.criteria_of},
    ),
    Kind(
        word=ClaimKind.PERSON_NAME, content=names.NameContent, columns=names.COLUMNS, noun="names",
        title=N_("Names"), add_label=N_("Add a spelling"), correct_label=N_("Correct a spelling"),
        check_withdrawal=names.refuse_to_leave_nameless,
    ),
)  # fmt: skip

KINDS: Mapping[ClaimKind, Kind] = {kind.word: kind for kind in _KINDS}
"""Every kind of claim, in the order of the sections of a person's page."""

_BY_CONTENT = {kind.content: kind for kind in KINDS.values()}


def kind_of(content: Content) -> Kind:
    """Return the kind of claim that says this."""
    return _BY_CONTENT[type(content)]


def content_of(claim: Claim, **other: Any) -> Any:
    """Return what a claim says, with `other` values of attributes in place of its own."""
    kind = KINDS[claim.kind]
    values = {name: other[name] if name in other else getattr(claim, name) for name in kind.fields}
    for name, convert in kind.from_column.items():
        values[name] = convert(values[name])
    return kind.content(**values)
