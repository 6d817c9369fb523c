"""Who came and who left between two neighbouring issues, by cause: what one sentence tells, and of whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.domain.publishing.issue_cells import Cells
from webapp.domain.publishing.issue_diff import Departed, Differences
from webapp.vocab.liberty import Held
from webapp.vocab.statistics import RELEASES, Leaving

# Statuses that say themselves how somebody left; of others the cause does, where a source states one.
_BY_STATUS = {
    word.value: word
    for word in (
        Leaving.DIED_IN_CUSTODY, Leaving.EXECUTED, Leaving.DIED_AFTER_RELEASE, Leaving.ESCAPED,
        Leaving.EXILED,
    )
}  # fmt: skip
_WITHOUT_CAUSE = {
    "released_served": Leaving.SENTENCE_SERVED,
    "released_early": Leaving.RELEASED_EARLY,
    "released_pending_trial": Leaving.RELEASED_PENDING_TRIAL,
}


@dataclass(frozen=True)
class Movements:
    """Who came and who left from one issue to the next, each person once.

    `added` were not in the earlier issue, `taken` were in it as not held and are held in the later one;
    `left` are the others by the way they left, in the order of the words, `released` of these the releases.
    """

    added: list[Cells]
    taken: list[Cells]
    released: dict[Leaving, list[Cells]]
    left: dict[Leaving, list[Cells]]

    @property
    def releases(self) -> int:
        """How many were released, by whatever way."""
        return sum(map(len, self.released.values()))


def movements(differences: Differences, causes: dict[str, str]) -> Movements:
    """Return who came and who left by cause; `causes` has the frozen ones, by the person's reference."""
    ways: dict[Leaving, list[Cells]] = {}
    for way, person in _leaving(differences, causes):
        ways.setdefault(way, []).append(person)
    held_now = [
        change.person
        for change in differences.moved
        if change.cells.get("held") == (Held.NO.value, Held.YES.value)
    ]
    return Movements(
        added=differences.added,
        taken=held_now,
        released={way: ways[way] for way in RELEASES if way in ways},
        left={way: ways[way] for way in Leaving if way in ways and way not in RELEASES},
    )


def is_set_free(before: Cells, now: Cells) -> bool:
    """Tell whether somebody who was not known to be free is so now."""
    return before["held"] != Held.NO.value and now["held"] == Held.NO.value


def _leaving(differences: Differences, causes: dict[str, str]) -> Iterator[tuple[Leaving, Cells]]:
    for departed in differences.removed:
        yield _way_out(departed, causes), departed.before
    for change in differences.moved:
        before, now = change.cells.get("held", ("", ""))
        if now == Held.NO.value:
            yield _way_to_freedom(change.person, causes), change.person
        elif (before, now) == (Held.YES.value, Held.UNCERTAIN.value):
            yield Leaving.UNCERTAIN, change.person


def _way_out(departed: Departed, causes: dict[str, str]) -> Leaving:
    before, now = departed.before, departed.now
    if now is None:
        return Leaving.NOT_PUBLIC
    if now["reference"] != before["reference"]:
        return Leaving.MERGED
    if is_set_free(before, now):
        return _way_to_freedom(now, causes)
    if (before["held"], now["held"]) == (Held.YES.value, Held.UNCERTAIN.value):
        return Leaving.UNCERTAIN
    return Leaving.OUTSIDE_FILTER


def _way_to_freedom(person: Cells, causes: dict[str, str]) -> Leaving:
    status, cause = person["status"], causes.get(person["reference"], "")
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if cause in set(RELEASES):
        return Leaving(cause)
    return _WITHOUT_CAUSE.get(status, Leaving.RELEASED)
