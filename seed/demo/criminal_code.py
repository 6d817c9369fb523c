"""What the invented code of law makes of days in custody before a judgment, in its own words."""

from datetime import date
from typing import NamedTuple

from seed.demo import country
from seed.demo.written_text import WrittenText
from webapp.vocab.charges import Regime
from webapp.vocab.liberty import Status
from webapp.vocab.sources import SourceKind

TITLE = "Criminal Code of Quorvia"
YEAR = 1999


class CountedDays(NamedTuple):
    """So many days of a term for so many in custody, and the words of the code that say so."""

    restraint: Status
    days: tuple[int, int]
    quote: str
    regime: Regime | None = None


_BEFORE_JUDGMENT = "Two days of arrest or detention before the judgment count as three days"
COUNTED = (
    CountedDays(Status.ARRESTED, (3, 2), _BEFORE_JUDGMENT),
    CountedDays(Status.PRETRIAL_DETENTION, (3, 2), _BEFORE_JUDGMENT),
    CountedDays(
        Status.PRETRIAL_DETENTION, (1, 1), "under the strict regime each day counts as one", Regime.STRICT
    ),
    CountedDays(Status.HOUSE_ARREST, (1, 2), "Two days of house arrest count as one day of the term"),
)


def printed_code(day: date) -> WrittenText:
    """Return the article on counting as the Cabinet Office printed it on a day."""
    text = WrittenText(f"{TITLE}: Article 44", SourceKind.OFFICIAL_DOCUMENT, country.CABINET, day)
    text.write("Article 44. How time in custody is counted.")
    text.write(f"{_BEFORE_JUDGMENT} of the term; under the strict regime each day counts as one.")
    text.write("Two days of house arrest count as one day of the term.")
    return text
