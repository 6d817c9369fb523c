"""People of the seed: each with a first cited name, and then every claim, by the functions of the forms."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from seed.entries import Entry
from seed.organizations import Organizations
from seed.passages import evidence_of
from webapp.domain.claims import affiliations, assessments, charges, facts, names, statuses, treatments
from webapp.domain.claims.recording import cite
from webapp.domain.people import people
from webapp.models import Claim, SourceVersion
from webapp.vocab.assessments import Criterion, Outcome, Scheme
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Cause, Status
from webapp.vocab.organizations import AffiliationRole
from webapp.vocab.people import FactKind, NameKind, Occupation, Script, script_of
from webapp.vocab.treatments import ActType

Said = dict[str, Any]


def load_person(
    session: Session, entry: Entry, *, version: SourceVersion, organizations: Organizations
) -> list[Claim]:
    """Add a person with everything that a text says of them, and return the claims. Raises BadSeed."""
    entry.needed("key")
    spellings = entry.entries("names")
    if not spellings:
        raise entry.wrong("names", "a person needs a name")
    claims = _record(session, spellings[0], version, _person_named, [_name(spellings[0])])
    people_named = {"people": [claims[0].person]}
    for spelling in spellings[1:]:
        claims += _record(session, spelling, version, names.add_name, [_name(spelling) | people_named])
    for key, (add, read) in _KINDS.items():
        for one in entry.entries(key):
            told = [said | people_named for said in read(one, organizations)]
            claims += _record(session, one, version, add, told)
    entry.finish()
    return claims


def _record(
    session: Session,
    one: Entry,
    version: SourceVersion,
    add: Callable[..., Iterable[Claim]],
    told: Sequence[Said],
) -> list[Claim]:
    """Record everything that one entry tells, each claim with all passages of the entry."""
    note = one.text("note")
    lead, *further = evidence_of(session, one, version)
    one.finish()
    shared = {"state": ClaimState.PUBLISHED, "visibility": Visibility.PUBLIC, "note": note, "evidence": lead}
    with one.at_fault():
        claims = [claim for said in told for claim in add(session, **(shared | said))]
        for claim in claims:
            for evidence in further:
                cite(session, claim=claim, evidence=evidence)
    return claims


def _person_named(session: Session, **name: Any) -> list[Claim]:
    # Whoever wrote the seed has read the five texts side by side.
    return list(people.add_person(session, somebody_else=True, **name).claims)


def _name(one: Entry) -> Said:
    text, script = one.needed("text"), one.word("script", Script)
    if script not in (None, script_of(text)):
        raise one.wrong("script", f"the letters are {script_of(text)}")
    return {
        "text": text,
        "language": one.text("language"),
        "name_kind": one.needed_word("kind", NameKind),
        "given": one.text("given"),
        "patronymic": one.text("patronymic"),
        "family": one.text("family"),
    }


def _fact(one: Entry, _organizations: Organizations) -> Iterator[Said]:
    fact = one.needed_word("fact", FactKind)
    private = {"visibility": Visibility.RESTRICTED} if fact is FactKind.HEALTH else {}
    yield private | {
        "fact": fact,
        "value": one.text("value"),
        "words": one.text("words"),
        "date": one.date("date"),
    }


def _affiliation(one: Entry, organizations: Organizations) -> Iterator[Said]:
    yield {
        "organization": organizations.needed_at(one, "organization"),
        "role": one.needed_word("role", AffiliationRole),
        "occupation": one.word("occupation", Occupation),
        "since": one.date("since"),
        "until": one.date("until"),
    }


def _charge(one: Entry, _organizations: Organizations) -> Iterator[Said]:
    offence, characterisation = one.text("offence"), one.text("characterisation")
    yield {"provision": None, "offence": offence, "characterisation": characterisation}


def _status(one: Entry, organizations: Organizations) -> Iterator[Said]:
    yield {
        "status": one.needed_word("status", Status),
        "cause": one.word("cause", Cause),
        "since": one.date("since"),
        "place": organizations.at(one, "place"),
        "place_words": one.text("place_words"),
        "authority": organizations.at(one, "authority"),
    }


def _treatment(one: Entry, organizations: Organizations) -> Iterator[Said]:
    yield {
        "act": one.needed_word("act", ActType),
        "date": one.date("date"),
        "perpetrator": organizations.at(one, "perpetrator"),
        "perpetrator_words": one.text("perpetrator_words"),
    }


def _assessment(one: Entry, organizations: Organizations) -> Iterator[Said]:
    """Read one judgement that several organizations signed: it is a claim of each."""
    said = {
        "scheme": one.needed_word("scheme", Scheme),
        "criteria": one.words("criteria", Criterion),
        "outcome": one.needed_word("outcome", Outcome),
        "list_group": one.text("list_group"),
        "date": one.date("date"),
    }
    for organization in organizations.all_at(one, "organizations"):
        yield {"organization": organization} | said


# In this order; within a kind, in the order of the text, which decides between events of one date.
_KINDS: dict[str, tuple[Callable[..., Iterable[Claim]], Callable[[Entry, Organizations], Iterator[Said]]]] = {
    "facts": (facts.add_fact, _fact),
    "affiliations": (affiliations.add_affiliation, _affiliation),
    "charges": (charges.add_charge, _charge),
    "statuses": (statuses.add_status, _status),
    "treatments": (treatments.add_treatment, _treatment),
    "assessments": (assessments.add_assessment, _assessment),
}
