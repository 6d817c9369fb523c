"""Whom a name means in the lists of an organization: judged once with a reason, and used next month."""

from collections import Counter
from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webapp.domain.input_rules import required_line
from webapp.domain.people.people import person_of_exact_reference
from webapp.domain.reconciling.pairs import Judged, ListPair, name_words
from webapp.domain.refusals import Refused
from webapp.models import EntryJudgement, Organization
from webapp.vocab.words import N_


def judged_entries(session: Session, organization: Organization | None) -> Judged:
    """Return what was judged of names in the lists of an organization, by the words of each."""
    if organization is None:
        return {}
    query = select(EntryJudgement).where(EntryJudgement.organization == organization)
    rows = session.scalars(query.options(joinedload(EntryJudgement.bearer)))
    return {name_words(row.name): row for row in rows}


def keep_judgements(
    session: Session,
    *,
    organization: Organization | None,
    pairs: Sequence[ListPair],
    answered: Collection[int],
    reason: str | None,
) -> list[EntryJudgement]:
    """Keep whom the rows that were `answered`, by their numbers, mean in the lists of an organization.

    An earlier judgement on a name is replaced; a name that stands twice in the list is not judged. Raises
    Refused where nobody says whose list it is, or why, and where no answer is left to be kept.
    """
    if organization is None:
        raise Refused("publisher", N_("Say whose list it is: the answers are kept for their next one."))
    line = required_line("reason", reason, limit=1000)
    counts = Counter(name_words(pair.name) for pair in pairs)
    kept = [
        pair for pair in pairs
        if pair.row.number in answered and not pair.waits and counts[name_words(pair.name)] == 1
    ]  # fmt: skip
    if not kept:
        raise Refused("reason", N_("There is no answer to keep: choose whom a row means first."))
    judged = judged_entries(session, organization)
    return [_keep(session, organization, pair, judged, line) for pair in kept]


def _keep(
    session: Session, organization: Organization, pair: ListPair, judged: Judged, reason: str
) -> EntryJudgement:
    row = judged.get(name_words(pair.name)) or EntryJudgement(organization=organization, name=pair.name)
    row.bearer = person_of_exact_reference(session, pair.person.reference) if pair.person else None
    row.candidates = " ".join(sorted(person.reference for person in pair.candidates))
    row.reason = reason
    session.add(row)
    session.flush()
    return row
