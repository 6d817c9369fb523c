"""People of the seed: each with a first cited name, and then every claim, by the functions of the forms."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from seed.entries import Entry
from seed.organizations import Organizations
from seed.passages import evidence_of
from webapp.domain.claims import recording
from webapp.domain.claims.affiliations import AffiliationContent
from webapp.domain.claims.assessments import AssessmentContent
from webapp.domain.claims.charges import ChargeContent
from webapp.domain.claims.content import Content
from webapp.domain.claims.facts import FactContent
from webapp.domain.claims.hearings import HearingContent
from webapp.domain.claims.names import NameContent
from webapp.domain.claims.recording import Evidence
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.claims.treatments import TreatmentContent
from webapp.domain.people import people
from webapp.models import Claim, SourceVersion
from webapp.vocab.assessments import Criterion, Outcome, Scheme
from webapp.vocab.charges import HearingOutcome, Openness, Proceeding, Ruling
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Cause, Status
from webapp.vocab.organizations import AffiliationRole
from webapp.vocab.people import FactKind, NameKind, Occupation, Script, script_of
from webapp.vocab.treatments import ActType


@dataclass(frozen=True)
class Statement:
    """One thing that a text says of a person: what is claimed, and the passages that it rests on."""

    entry: Entry
    content: Content
    note: str | None
    evidence: Sequence[Evidence]

    def record(self, session: Session, add: Callable[..., Iterable[Claim]]) -> list[Claim]:
        """Record the claim by `add`, with all its passages. Raises BadSeed."""
        lead, *further = self.evidence
        shared = {"state": ClaimState.PUBLISHED, "visibility": None, "note": self.note, "evidence": lead}
        with self.entry.at_fault():
            claims = list(add(session, content=self.content, **shared))
            for claim in claims:
                for evidence in further:
                    recording.cite(session, claim=claim, evidence=evidence)
        return claims


def statements(
    session: Session, entry: Entry, *, version: SourceVersion, organizations: Organizations
) -> list[Statement]:
    """Return everything that a text says of a person, names first. Raises BadSeed."""
    entry.needed("key")
    spellings = entry.entries("names")
    if not spellings:
        raise entry.wrong("names", "a person needs a name")
    contents = [(spelling, [_name(spelling)]) for spelling in spellings]
    for key, read in _KINDS.items():
        contents += [(claim, list(read(claim, organizations))) for claim in entry.entries(key)]
    entry.finish()
    return [
        statement
        for claim, its_contents in contents
        for statement in _statements(session, claim, its_contents, version)
    ]


def load_person(session: Session, person: Sequence[Statement]) -> list[Claim]:
    """Add a person with everything that a text says of them, and return the claims. Raises BadSeed."""
    claims = person[0].record(session, _add_person)
    add_to_person = partial(recording.add, people=[claims[0].person])
    for statement in person[1:]:
        claims += statement.record(session, add_to_person)
    return claims


def _statements(
    session: Session, entry: Entry, contents: Iterable[Content], version: SourceVersion
) -> list[Statement]:
    """Return one statement for each content of an entry; all rest on all of its passages."""
    note, evidence = entry.text("note"), evidence_of(session, entry, version)
    entry.finish()
    return [Statement(entry, content, note, evidence) for content in contents]


def _add_person(session: Session, **name: Any) -> list[Claim]:
    # Whoever wrote the seed has read the five texts side by side.
    seen_by_all = {"somebody_else": True, "not_printed": True, "visibility": Visibility.PUBLIC}
    return list(people.add_person(session, **name | seen_by_all).claims)


def _name(entry: Entry) -> NameContent:
    text, script = entry.needed("text"), entry.word("script", Script)
    if script not in (None, script_of(text)):
        raise entry.wrong("script", f"the letters are {script_of(text)}")
    return NameContent(
        text=text,
        language=entry.text("language"),
        name_kind=entry.needed_word("kind", NameKind),
        given=entry.text("given"),
        patronymic=entry.text("patronymic"),
        family=entry.text("family"),
    )


def _fact(entry: Entry, _organizations: Organizations) -> Iterator[Content]:
    yield FactContent(
        fact=entry.needed_word("fact", FactKind),
        value=entry.text("value"),
        words=entry.text("words"),
        date=entry.date("date"),
    )


def _affiliation(entry: Entry, organizations: Organizations) -> Iterator[Content]:
    yield AffiliationContent(
        organization=organizations.needed_at(entry, "organization"),
        role=entry.needed_word("role", AffiliationRole),
        occupation=entry.word("occupation", Occupation),
        since=entry.date("since"),
        until=entry.date("until"),
    )


def _charge(entry: Entry, _organizations: Organizations) -> Iterator[Content]:
    yield ChargeContent(
        provision=None, offence=entry.text("offence"), characterisation=entry.text("characterisation")
    )


def _status(entry: Entry, organizations: Organizations) -> Iterator[Content]:
    yield StatusContent(
        status=entry.needed_word("status", Status),
        cause=entry.word("cause", Cause),
        since=entry.date("since"),
        until=entry.date("until"),
        place=organizations.at(entry, "place"),
        place_words=entry.text("place_words"),
        authority=organizations.at(entry, "authority"),
        reason_words=entry.text("reason_words"),
    )


def _hearing(entry: Entry, organizations: Organizations) -> Iterator[Content]:
    yield HearingContent(
        proceeding=entry.needed_word("proceeding", Proceeding),
        court=organizations.at(entry, "court"),
        date=entry.date("date"),
        hour=entry.text("hour"),
        openness=entry.word("openness", Openness),
        judge=organizations.at(entry, "judge"),
        second_judge=organizations.at(entry, "second_judge"),
        third_judge=organizations.at(entry, "third_judge"),
        judges_words=entry.text("judges_words"),
        prosecutor=organizations.at(entry, "prosecutor"),
        counsel=entry.text("counsel"),
        demanded=entry.text("demanded"),
        outcome=entry.word("outcome", HearingOutcome),
        postponed_to=entry.date("postponed_to"),
        ruling=entry.word("ruling", Ruling),
    )


def _treatment(entry: Entry, organizations: Organizations) -> Iterator[Content]:
    yield TreatmentContent(
        act=entry.needed_word("act", ActType),
        date=entry.date("date"),
        perpetrator=organizations.at(entry, "perpetrator"),
        perpetrator_words=entry.text("perpetrator_words"),
        place_words=entry.text("place_words"),
    )


def _assessment(entry: Entry, organizations: Organizations) -> Iterator[Content]:
    """Read one judgement that several organizations signed: it is a claim of each."""
    judgement = partial(
        AssessmentContent,
        scheme=entry.needed_word("scheme", Scheme),
        criteria=entry.words("criteria", Criterion),
        outcome=entry.needed_word("outcome", Outcome),
        list_group=entry.text("list_group"),
        date=entry.date("date"),
    )
    for organization in organizations.all_at(entry, "organizations"):
        yield judgement(organization=organization)


# In this order; within a kind, in the order of the text, which decides between events of one date.
_KINDS: dict[str, Callable[[Entry, Organizations], Iterator[Content]]] = {
    "facts": _fact,
    "affiliations": _affiliation,
    "charges": _charge,
    "statuses": _status,
    "hearings": _hearing,
    "treatments": _treatment,
    "assessments": _assessment,
}
