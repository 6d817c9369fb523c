"""A sentence with its phrases of arrest and release, and what else stands in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from webapp.domain.text.liberty.court_words import CONTRASTS
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.vocab.liberty import Status

# Released: X (on bail), Y (pardoned).
_BREAKS = re.compile(rf";|\),|:\s(?=[^()\n]{{1,60}}\()|{CONTRASTS.pattern}")
MANNERS = {Status.RELEASED_SERVED, Status.RELEASED_EARLY, Status.RELEASED_PENDING_TRIAL}
# Released after three years in prison.
_AFTER = re.compile(r"(?<!\w)(?:after|having|nach|tras|despues de|apres|после|після|пасля|بعد|پس از)(?!\w)")


@dataclass
class SentencePhrases:
    """A sentence with its phrases; what else stands in it is looked for once, however many phrases it has."""

    text: str
    plain: str
    start: int
    end: int
    phrases: Sequence[StatusPhrase]
    pending: re.Match[str] | None = None
    known: dict[int, bool] = field(default_factory=dict)

    @cached_property
    def breaks(self) -> list[int]:
        """Where something begins that is told of somebody else."""
        return [match.start() for match in _BREAKS.finditer(self.plain, self.start, self.end)]

    @cached_property
    def manners(self) -> list[StatusPhrase]:
        """The phrases that tell how somebody was let go."""
        return [phrase for phrase in self.phrases if phrase.status in MANNERS]

    @cached_property
    def served_before(self) -> list[int]:
        """Where a word stands that begins what a release came after."""
        freed = any(phrase.status in MANNERS | {Status.AT_LIBERTY} for phrase in self.phrases)
        found = _AFTER.finditer(self.plain, self.start, self.end) if freed else ()
        return [match.start() for match in found]

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether it has such words anywhere."""
        key = id(pattern)
        if key not in self.known:
            self.known[key] = pattern.search(self.plain, self.start, self.end) is not None
        return self.known[key]
