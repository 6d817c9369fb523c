"""The nearest names before a passage of the people for whom it is cited."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter
from uuid import UUID

from webapp.domain.sources.new_version.reanchoring.tokens import Tokens
from webapp.domain.text.name_matches import NameMatch
from webapp.domain.text.quote_location import Span


class RecordedNames:
    """Where a text prints whole names of people who are recorded, as words of it."""

    def __init__(self, text: Tokens, places: Sequence[NameMatch]) -> None:
        self._names: dict[UUID, list[range]] = defaultdict(list)
        self._namesakes = {person for match in places if len(match.people) > 1 for person in match.people}
        for match in places:
            words = text.within(Span(match.start, match.end))
            for person in match.people if words else ():
                self._names[person].append(words)

    def nearest(self, words: range, people: Sequence[UUID]) -> list[range]:
        """Return the words of each person's last name before a passage or in it; none of whom it lacks."""
        return [self._last(self._names[person], words.stop) for person in people]

    def of_namesakes(self, people: Sequence[UUID]) -> list[int]:
        """Return how often each name stands that several people share: an entry that went may be of any."""
        return [len(self._names[person]) for person in people if person in self._namesakes]

    def _last(self, names: Sequence[range], stop: int) -> range:
        index = bisect_right(names, stop, key=attrgetter("stop")) - 1
        return names[index] if index >= 0 else range(0)
