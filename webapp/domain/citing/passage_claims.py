"""Readings: what one passage says of one or several people, recorded in one go."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from webapp.domain.claims.affiliations import add_affiliation
from webapp.domain.claims.charges import add_charge
from webapp.domain.claims.facts import add_fact
from webapp.domain.claims.names import add_name
from webapp.domain.claims.recording import Evidence
from webapp.domain.claims.statuses import add_status
from webapp.domain.claims.treatments import add_treatment
from webapp.domain.people.people import add_person_once
from webapp.domain.refusals import Refused
from webapp.models import Organization, Passage, Person
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Cause, Status
from webapp.vocab.organizations import AffiliationRole
from webapp.vocab.people import FactKind, NameKind
from webapp.vocab.treatments import ActType
from webapp.vocab.words import N_

_UNPARSED = {"language": None, "given": None, "patronymic": None, "family": None}


@dataclass(frozen=True)
class Told:
    """What a passage says of people, of each kind of claim at most one; None where it says nothing."""

    status: Status | None = None
    cause: Cause | None = None
    since: PartialDate | None = None
    place_words: str | None = None
    act: ActType | None = None
    act_date: PartialDate | None = None
    perpetrator_words: str | None = None
    offence: str | None = None
    characterisation: str | None = None
    organization: Organization | None = None
    role: AffiliationRole | None = None
    fact: FactKind | None = None
    value: str | None = None
    date: PartialDate | None = None
    printed: str | None = None


class Reading(NamedTuple):
    """Of whom something was recorded, the new person last, and from which passage."""

    people: list[Person]
    passage: Passage


def add_reading(
    session: Session,
    *,
    people: Sequence[Person],
    new_name: str | None,
    somebody_else: bool,
    told: Told,
    evidence: Evidence,
    state: ClaimState,
    visibility: Visibility | None,
    note: str | None,
) -> Reading:
    """Record everything that one passage says of `people` and of a new person of this name: a claim each.

    Without a `visibility` health is restricted, and all else public. Raises Refused where nobody is named,
    where nothing is said, or where any of the claims is refused; then none of them is recorded.
    """
    _check_whole(told)
    claims = list(_claims(told))
    newcomer = (new_name or "").strip()
    if not people and not newcomer:
        raise Refused("people", N_("Name at least one person, or a new one."))
    if not claims and not newcomer:
        raise Refused("status", N_("Say what the passage tells: a status, or something under “Also says”."))
    shared: dict[str, Any] = {"evidence": evidence, "state": state, "note": note}
    open_to = visibility or Visibility.PUBLIC
    everybody = list(people)
    if newcomer:
        named: dict[str, Any] = {"text": newcomer, "name_kind": NameKind.MAIN, "visibility": open_to}
        named["somebody_else"] = somebody_else
        with _refused_at(text="new_name"):
            everybody.append(add_person_once(session, **named, **_UNPARSED, **shared))
    if told.printed and len(everybody) > 1:
        raise Refused("printed", N_("A printed name is the name of one person; save it for one."))
    for add, said in claims:
        with _refused_at(text="printed"):
            seen = visibility if add is add_fact else open_to
            add(session, people=everybody, visibility=seen, **said, **shared)
    return Reading(everybody, evidence.passage)


def _claims(told: Told) -> Iterator[tuple[Callable[..., Any], dict[str, Any]]]:
    """Yield the function that records each kind of claim told, with what only that kind says."""
    if told.status is not None:
        said: dict[str, Any] = {"status": told.status, "cause": told.cause, "since": told.since}
        yield add_status, said | {"place": None, "place_words": told.place_words, "authority": None}
    if told.act is not None:
        said = {"act": told.act, "date": told.act_date}
        yield add_treatment, said | {"perpetrator": None, "perpetrator_words": told.perpetrator_words}
    if told.offence or told.characterisation:
        said = {"offence": told.offence, "characterisation": told.characterisation}
        yield add_charge, said | {"provision": None}
    if told.organization is not None:
        said = {"organization": told.organization, "role": told.role or AffiliationRole.NOT_STATED}
        yield add_affiliation, said | {"occupation": None, "since": None, "until": None}
    if told.fact is not None:
        yield add_fact, {"fact": told.fact, "value": told.value, "words": None, "date": told.date}
    if told.printed:
        yield add_name, {"text": told.printed, "name_kind": NameKind.AS_PRINTED, **_UNPARSED}


def _check_whole(told: Told) -> None:
    """Raise Refused where a detail is given of something that is not: nothing typed is dropped in silence."""
    if told.status is None and (told.cause or told.since or told.place_words):
        raise Refused("status", N_("Choose the status to which cause, date or place belong."))
    if told.act is None and (told.act_date or told.perpetrator_words):
        raise Refused("act", N_("Choose the act to which date or perpetrator belong."))
    if told.organization is None and told.role not in (None, AffiliationRole.NOT_STATED):
        raise Refused("organization", N_("Choose the organization to which the role belongs."))
    if told.fact is None and (told.value or told.date):
        raise Refused("fact", N_("Choose the fact to which value or date belong."))


@contextmanager
def _refused_at(**fields: str) -> Iterator[None]:
    """Say a refusal at the field of this form that holds what another form asks for in `fields`."""
    try:
        yield
    except Refused as refused:
        field = fields.get(refused.field, refused.field)
        raise Refused(field, refused.message, **refused.values) from refused
