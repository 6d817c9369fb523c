"""The queue of a new version: the passages that it leaves unchanged, those that wait, those decided."""

from collections.abc import Iterator
from functools import cached_property
from uuid import UUID

from webapp.domain.sources import passages_with_claims
from webapp.domain.sources.new_version import comparisons
from webapp.domain.sources.new_version.comparisons import Decided
from webapp.domain.sources.passages_with_claims import CitedClaim
from webapp.models import Comparison, Source, SourceVersion
from webapp.vocab.comparisons import Verdict
from webapp.web.access import reader
from webapp.web.db import db
from webapp.web.forms.sources.new_version import DecisionForm, UnchangedForm
from webapp.web.presenters.side_by_side import ComparedSide, side_by_side


class Queue:
    """A version laid out for those who decide; what a part of the page needs is found when it is shown."""

    # So many that wait are shown with their forms; the next follow as these are decided.
    shown_at_once = 40

    def __init__(self, version: SourceVersion) -> None:
        self.version = version
        self.rows = comparisons.comparisons(db(), version)
        self._waiting = comparisons.waiting_ids(db(), version)

    @property
    def source(self) -> Source:
        """The source of which this is a version."""
        return self.version.source

    @property
    def newer(self) -> bool:
        """Whether a newer version is there, of which what is open is asked."""
        return self.version.number < len(self.source.versions)

    @cached_property
    def verdicts(self) -> list[tuple[Verdict, int]]:
        """How many passages were found in which state."""
        counted = [(verdict, sum(row.verdict is verdict for row in self.rows)) for verdict in Verdict]
        return [(verdict, number) for verdict, number in counted if number]

    @cached_property
    def unchanged(self) -> list[Comparison]:
        """What is unchanged and waits for the one action."""
        return [row for row in self.rows if row.id in self._waiting and row.verdict is Verdict.SAME]

    @cached_property
    def open(self) -> list[Comparison]:
        """What waits for a decision of its own."""
        return [row for row in self.rows if row.id in self._waiting and row.verdict is not Verdict.SAME]

    @property
    def shown(self) -> Iterator[tuple[Comparison, tuple[ComparedSide, ComparedSide | None], DecisionForm]]:
        """The first of those that wait, each side by side, and with its form."""
        return (
            (row, side_by_side(row), DecisionForm.among_others(row))
            for row in self.open[: self.shown_at_once]
        )

    @cached_property
    def decided(self) -> list[tuple[Comparison, Decided | None]]:
        """What is decided, with who decided it."""
        rows = [row for row in self.rows if row.decision]
        by = comparisons.decided_by(db(), rows)
        return [(row, by.get(row.id)) for row in rows]

    @cached_property
    def rests(self) -> dict[UUID, list[CitedClaim]]:
        """What rests on each old passage, by the passage's id."""
        passages = passages_with_claims.with_claims(db(), [row.passage for row in self.rows], to=reader())
        return {cited.passage.id: cited.claims for cited in passages}

    @property
    def not_compared(self) -> int:
        """How many cited passages are not compared, because the text they stand in is not here."""
        return comparisons.not_compared(db(), self.version)

    @property
    def form(self) -> UnchangedForm:
        """The form of the one action."""
        return UnchangedForm.on(self.version)
