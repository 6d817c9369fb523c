"""Where a text prints whole names of some people, in any recorded spelling and order."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from webapp.domain.text.name_matches import KnownNames, NameMatch, name_matches
from webapp.domain.text.scripts.unspaced import letter_groups, name_groups, name_pattern
from webapp.domain.text.words import words


def people_places(text: str, spellings: Mapping[UUID, Sequence[str]]) -> list[NameMatch]:
    """Return the places of a text that print the whole name of somebody, in order."""
    if not spellings:
        return []
    names = KnownNames()
    for person, printed in spellings.items():
        names.add_spellings(person, printed)
    found = [match for match in name_matches(text, list(words(text)), names) if not match.partial]
    groups = letter_groups(text)
    for person, printed in spellings.items():
        for name in printed:
            if (own := name_groups(name)) and own <= groups:
                spans = (match.span() for match in name_pattern(name).finditer(text))
                found += [NameMatch(*span, frozenset({person})) for span in spans]
    return sorted(found)
