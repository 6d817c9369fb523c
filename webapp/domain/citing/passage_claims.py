"""Readings: what one passage says of one or several people, recorded in one go."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from webapp.domain.citing.typed_people import new_names
from webapp.domain.claims.affiliations import AffiliationContent
from webapp.domain.claims.charge_steps import ChargeStepContent
from webapp.domain.claims.charges import ChargeContent
from webapp.domain.claims.content import Content
from webapp.domain.claims.facts import FactContent
from webapp.domain.claims.names import NameContent
from webapp.domain.claims.recording import Evidence, add
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.claims.treatments import TreatmentContent
from webapp.domain.people.people import add_person_once
from webapp.domain.refusals import Refused
from webapp.domain.text.prison_terms import PrisonTerm, read_term
from webapp.models import Charge, Claim, Organization, Passage, Person, Provision
from webapp.vocab.charges import SentenceKind, StepKind
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Cause, Status
from webapp.vocab.organizations import AffiliationRole
from webapp.vocab.people import FactKind, NameKind, Occupation
from webapp.vocab.treatments import ActType
from webapp.vocab.words import N_


@dataclass(frozen=True)
class PassageContent:
    """What a passage says of people, of each kind of claim at most one; None where it says nothing."""

    status: Status | None = None
    cause: Cause | None = None
    since: PartialDate | None = None
    place_words: str | None = None
    act: ActType | None = None
    act_date: PartialDate | None = None
    perpetrator_words: str | None = None
    provision: Provision | None = None
    offence: str | None = None
    characterisation: str | None = None
    term: str | None = None
    organization: Organization | None = None
    role: AffiliationRole | None = None
    occupation: Occupation | None = None
    fact: FactKind | None = None
    value: str | None = None
    date: PartialDate | None = None
    printed: str | None = None


class RecordedPassage(NamedTuple):
    """Of whom something was recorded, the new person last, and from which passage."""

    people: list[Person]
    passage: Passage


def add_passage_claims(
    session: Session,
    *,
    people: Sequence[Person],
    new_name: str | None,
    somebody_else: bool,
    not_printed: bool,
    content: PassageContent,
    evidence: Evidence,
    state: ClaimState,
    visibility: Visibility | None,
    note: str | None,
) -> RecordedPassage:
    """Record everything that one passage says of `people` and of new people of these names: a claim each.

    Without a `visibility` health is restricted, and all else public. Raises Refused where nobody is named,
    where nothing is said, or where any of the claims is refused; then none of them is recorded.
    """
    _check_whole(content)
    contents = list(_contents(content))
    newcomers = new_names(new_name)
    if not people and not newcomers:
        raise Refused("people", N_("Name at least one person, or a new one."))
    if not contents and not newcomers:
        message = N_("Say what the passage tells: a status, or something under “More from this passage”.")
        raise Refused("status", message)
    shared: dict[str, Any] = {"evidence": evidence, "state": state, "note": note}
    everybody = list(people)
    for newcomer in newcomers:
        with _refused_at(text="new_name"):
            new_person = add_person_once(
                session,
                content=_name(newcomer, NameKind.MAIN),
                visibility=visibility or Visibility.PUBLIC,
                somebody_else=somebody_else,
                not_printed=not_printed,
                **shared,
            )
        everybody.append(new_person)
    if content.printed and len(everybody) > 1:
        raise Refused("printed", N_("A printed name is the name of one person; save it for one."))
    for claim_content in contents:
        with _refused_at(text="printed"):
            claims = add(session, claim_content, people=everybody, visibility=visibility, **shared)
        if content.term and isinstance(claim_content, ChargeContent):
            _add_terms(session, content.term, claims, visibility=visibility, **shared)
    return RecordedPassage(everybody, evidence.passage)


def _contents(content: PassageContent) -> Iterator[Content]:
    """Yield what is told, of each kind of claim at most one."""
    if content.status is not None:
        yield StatusContent(
            status=content.status, cause=content.cause, since=content.since, place=None, authority=None,
            place_words=content.place_words,
        )  # fmt: skip
    if content.act is not None:
        yield TreatmentContent(
            act=content.act,
            date=content.act_date,
            perpetrator=None,
            perpetrator_words=content.perpetrator_words,
        )
    if content.provision or content.offence or content.characterisation or content.term:
        yield ChargeContent(
            provision=content.provision, offence=content.offence, characterisation=content.characterisation
        )
    if content.organization is not None:
        yield AffiliationContent(
            organization=content.organization, role=content.role or AffiliationRole.NOT_STATED,
            occupation=None, since=None, until=None,
        )  # fmt: skip
    if content.occupation is not None:
        yield FactContent(
            fact=FactKind.OCCUPATION, value=content.occupation.value, words=None, date=None
        )
    if content.fact is not None:
        yield FactContent(fact=content.fact, value=content.value, words=None, date=content.date)
    if content.printed:
        yield _name(content.printed, NameKind.AS_PRINTED)


def _add_terms(session: Session, words: str, charges: Sequence[Claim], **shared: Any) -> None:
    """Record for each of these charges the sentence that is written in words."""
    term = _term(words)
    for charge in charges:
        assert isinstance(charge, Charge)
        sentence = SentenceKind.LIFE if term.life else SentenceKind.TERM
        step = ChargeStepContent(
            charge=charge, step=StepKind.CONVICTED, date=None, court=None, from_provision=None,
            to_provision=None, sentence=sentence, years=term.years, months=term.months, days=term.days,
            suspended=False, fine_amount=None, fine_currency=None,
        )  # fmt: skip
        add(session, step, people=[charge.person], **shared)


def _term(words: str) -> PrisonTerm:
    term = read_term(words)
    if term is None:
        raise Refused("term", N_("Write the term as in “7 years 6 months”, or life."))
    return term


def _name(text: str, name_kind: NameKind) -> NameContent:
    return NameContent(
        text=text, name_kind=name_kind, language=None, given=None, patronymic=None, family=None
    )


def _check_whole(content: PassageContent) -> None:
    """Raise Refused where a detail is given of something that is not: nothing typed is dropped in silence."""
    if content.status is None and (content.cause or content.since or content.place_words):
        raise Refused("status", N_("Choose the status to which cause, date or place belong."))
    if content.term:
        _term(content.term)
    if content.act is None and (content.act_date or content.perpetrator_words):
        raise Refused("act", N_("Choose the act to which date or perpetrator belong."))
    if content.organization is None and content.role not in (None, AffiliationRole.NOT_STATED):
        raise Refused("organization", N_("Choose the organization to which the role belongs."))
    if content.fact is None and (content.value or content.date):
        raise Refused("fact", N_("Choose the fact to which value or date belong."))


@contextmanager
def _refused_at(**fields: str) -> Iterator[None]:
    """Say a refusal at the field of this form that holds what another form asks for in `fields`."""
    try:
        yield
    except Refused as refused:
        field = fields.get(refused.field, refused.field)
        raise Refused(field, refused.message, **refused.values) from refused
