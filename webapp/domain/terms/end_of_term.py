"""The end of a term as an interval that explains itself: every part with what it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product

from webapp.domain.terms.facts import Bounds, Detention, TermEnd, TermStep, WorkingPart
from webapp.domain.terms.imposed_term import WITHOUT_END, ImposedTerm, imposed_term
from webapp.domain.terms.lengths import DAY, Length
from webapp.domain.terms.scenario import Scenario, Stretch, end_in
from webapp.models import CountingRule
from webapp.vocab.charges import Regime
from webapp.vocab.liberty import Status
from webapp.vocab.terms import NoEnd, TermPart

# Of more ways in which everything may have happened than these none is worked out.
_MOST_SCENARIOS = 5000


def end_of_term(
    steps: Sequence[TermStep],
    custody: Sequence[Detention],
    *,
    rules: Sequence[CountingRule] = (),
) -> TermEnd:
    """Return the first and the last possible day of the end of a person's term, with the working.

    `custody` holds the detention that lasts, and before it those that count for it, in order; without one
    that lasts, the term is assumed to run from the conviction. `rules` are those of the code of law of all
    charges. Nothing here releases anybody.
    """
    term = imposed_term(steps)
    if isinstance(term, NoEnd):
        return TermEnd(missing=term)
    if any(cut.when[1] is None for cut in term.cuts):
        return TermEnd(missing=NoEnd.UNDATED)
    stretches = list(custody)
    if not stretches or stretches[-1].ends is not None:
        if term.since is None or term.since[1] is None:
            return TermEnd(missing=NoEnd.NO_BEGINNING)
        stretches.append(Detention(claim_id=None, restraint=Status.IMPRISONED, begins=term.since))
    working = _Working(term, stretches, rules)
    parts = tuple(working.parts())
    bounds = parts[-1].end
    if bounds is None or bounds[1] is None:
        return TermEnd(missing=working.missing or NoEnd.BEYOND)
    return TermEnd(earliest=bounds[0], latest=bounds[1], parts=parts)


class _Working:
    """The working of one term, from its beginning to its last cut."""

    def __init__(
        self, term: ImposedTerm, custody: Sequence[Detention], rules: Sequence[CountingRule]
    ) -> None:
        self.term, self.rules = term, rules
        self.custody = custody
        self.missing: NoEnd | None = None
        last = len(custody) - 1
        while last and custody[last - 1].ends == custody[last].begins:
            last -= 1
        self.before, self.present = custody[:last], custody[last:]

    def parts(self) -> Iterator[WorkingPart]:
        """Yield the parts in the order in which they move the end."""
        lasting = [replace(self.present[0], restraint=Status.IMPRISONED, ends=None)]
        begin = self.present[0]
        for step, length in self.term.imposed:
            end = None if step.sentence in WITHOUT_END else self._end(length, lasting, ())
            yield WorkingPart(part=TermPart.IMPOSED, claim_id=step.claim_id, step=step, end=end)
        end = self._end(self.term.length, lasting, ())
        assumed = begin.claim_id is None
        yield WorkingPart(
            part=TermPart.BEGINS, claim_id=begin.claim_id or self.term.imposed[0][0].claim_id,
            begins=begin.begins, end=end, assumed=assumed,
        )  # fmt: skip
        yield from self._counted(end)
        for number, cut in enumerate(self.term.cuts, start=1):
            end = self._end(self.term.length, self.custody, self.term.cuts[:number])
            yield WorkingPart(part=TermPart.CHANGED, claim_id=cut.claim_id, step=cut, end=end)

    def _counted(self, end: Bounds | None) -> Iterator[WorkingPart]:
        """Yield how the days before the judgment count, of earlier detentions and of the present one."""
        for stretch in self.before:
            yield WorkingPart(
                part=TermPart.EARLIER, claim_id=stretch.claim_id, days=_days(stretch), assumed=True,
                restraint=stretch.restraint, rule=self._rule(stretch),
            )  # fmt: skip
        if self.before or self.rules:
            end = self._end(self.term.length, self.custody, ())
        for stretch in self.present:
            if stretch.restraint is not Status.IMPRISONED:
                rule = self._rule(stretch)
                yield WorkingPart(
                    part=TermPart.COUNTED, claim_id=stretch.claim_id, restraint=stretch.restraint,
                    rule=rule, assumed=rule is None, end=end,
                )  # fmt: skip
        if self.before and not any(stretch.restraint is not Status.IMPRISONED for stretch in self.present):
            restraint = self.before[-1].restraint
            yield WorkingPart(part=TermPart.COUNTED, restraint=restraint, assumed=True, end=end)

    def _rule(self, stretch: Detention) -> CountingRule | None:
        day = stretch.begins[1] or date.min
        return _rule_for(self.rules, stretch.restraint, self.term.regime, day)

    def _end(self, length: Length, custody: Sequence[Detention], cuts: Sequence[TermStep]) -> Bounds | None:
        """Return the first and the last day on which a term of this length ends."""
        ends = []
        for scenario in self._scenarios(custody, cuts):
            end = end_in(scenario, length)
            if end is None:
                self.missing = self.missing or NoEnd.BEYOND
                return None
            ends.append(end)
        if not ends:
            self.missing = NoEnd.UNCLEAR
            return None
        open_start = any(stretch.begins[0] is None for stretch in custody)
        return None if open_start else min(end[0] for end in ends), max(end[1] for end in ends)

    def _scenarios(self, custody: Sequence[Detention], cuts: Sequence[TermStep]) -> Iterator[Scenario]:
        """Yield the ways in which everything may have happened between which the end lies; none of too many.

        The end moves one way with each day that is not known, so that first and last day of each will do;
        where days count for more or less than one, also those at the turn of a month.
        """
        ruled = self._ruled(custody)
        known = [stretch.begins for stretch in custody]
        known += [stretch.ends for stretch in custody if stretch.ends is not None]
        known += [cut.when for cut in cuts]
        if ruled and self.term.since is not None:
            known.append(self.term.since)
        bounds = list(dict.fromkeys(known))
        choices = [_candidates(bound, turns=ruled) for bound in bounds]
        count = 1
        for choice in choices:
            count *= len(choice)
        if count > _MOST_SCENARIOS:
            return
        for days in product(*choices):
            yield self._scenario(dict(zip(bounds, days, strict=True)), custody, cuts)

    def _scenario(
        self, on: dict[Bounds, date], custody: Sequence[Detention], cuts: Sequence[TermStep]
    ) -> Scenario:
        judged = on.get(self.term.since) if self.term.since is not None else None
        stretches, reached, begins = list[Stretch](), date.min, date.min
        for stretch in custody:
            first = max(on[stretch.begins], reached)
            if stretch.begins == self.present[0].begins:
                begins = first
            final = None if stretch.ends is None else max(on[stretch.ends], first)
            stretches += self._worth(stretch.restraint, first, final, judged)
            reached = final or first
        days, earlier = list[tuple[TermStep, date]](), date.min
        for cut in cuts:
            earlier = max(on[cut.when], earlier)
            days.append((cut, earlier))
        return Scenario(stretches, begins, days)

    def _ruled(self, custody: Sequence[Detention]) -> bool:
        restraints = {stretch.restraint for stretch in custody}
        return any(rule.restraint in restraints for rule in self.rules)

    def _worth(
        self, restraint: Status, first: date, final: date | None, judged: date | None
    ) -> Iterator[Stretch]:
        """Yield a stretch cut where another rule begins to hold, and at the judgment, which ends them all."""
        turns = {day for rule in self.rules for day in (rule.since, rule.until and rule.until + DAY) if day}
        turns |= {judged} if judged else set()
        cuts = sorted(day for day in turns if first < day and (final is None or day < final))
        for begins, ends in zip([first, *cuts], [*cuts, final], strict=True):
            rule = None
            if judged is None or begins < judged:
                rule = _rule_for(self.rules, restraint, self.term.regime, begins)
            yield begins, ends, rule.days if rule else Fraction(1)


def _rule_for(
    rules: Sequence[CountingRule], restraint: Status, regime: Regime | None, day: date
) -> CountingRule | None:
    """Return the rule for a day in custody, that of the regime before one of all regimes.

    None where none is known: the day counts as one.
    """
    fitting = [
        rule
        for rule in rules
        if rule.restraint is restraint
        and rule.regime in (None, regime)
        and (rule.since or date.min) <= day <= (rule.until or date.max)
    ]
    return min(fitting, key=lambda rule: rule.regime is None, default=None)


def _candidates(bounds: Bounds, *, turns: bool) -> list[date]:
    """Return the days of an interval at which an end may be the first or the last possible."""
    earliest, latest = bounds
    first, final = earliest or latest, latest or earliest
    if first is None or final is None:
        return [date.min]
    days = {first, final}
    if turns:
        # A term of months that begins on one of several last days of a month ends on the same day.
        between = (first + n * DAY for n in range(min((final - first).days, 800)))
        days |= {day for day in between if day.day == 1 or day.day >= 28}
    return sorted(days)


def _days(stretch: Detention) -> tuple[int, int]:
    """Return the least and the most days of an earlier stretch."""
    (first, begun), (ended, final) = stretch.begins, stretch.ends or (None, None)
    least = max((ended - begun).days, 0) if ended and begun else 0
    most = (final - first).days if final and first else least
    return least, most
