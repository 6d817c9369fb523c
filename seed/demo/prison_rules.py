"""How to write to and visit the invented prisons: a leaflet, and what each of its sentences tells."""

from datetime import date
from typing import NamedTuple

from seed.demo import country
from seed.demo.written_text import INVENTED, WrittenText
from webapp.vocab.organizations import OrganizationFactKind as Kind
from webapp.vocab.sources import SourceKind

LEAFLET = "Writing to prison: a leaflet for families"
_FIRST, _SECOND, _COLONY = country.PRISONS


class PrisonRule(NamedTuple):
    """An address or a rule of a prison, and the words of the leaflet that tell it."""

    prison: str
    kind: Kind
    text: str
    quote: str
    until: int | None = None


RULES = (
    PrisonRule(
        _FIRST, Kind.LETTER_ADDRESS, "Kulla Nº 1\nRrugë e Lámpës 40\n1040 Tësthavn\nQyorvëa",
        "Kulla Nº 1, Rrugë e Lámpës 40, 1040 Tësthavn, Qyorvëa",
    ),
    PrisonRule(
        _FIRST, Kind.LETTERS, "Two pages a letter, in Quorvian or English; each is read before it is given.",
        "a letter has two pages at most, in Quorvian or English, and is read before it is given",
    ),
    PrisonRule(
        _FIRST, Kind.PARCELS, "Five kilograms every two months.",
        "parcels were five kilograms every two months", until=2023,
    ),
    PrisonRule(
        _FIRST, Kind.PARCELS, "Three kilograms a month, on Tuesdays until noon. No tea.",
        "parcels are three kilograms a month, brought on Tuesdays until noon, without tea",
    ),
    PrisonRule(
        _FIRST, Kind.VISITS, "One hour a month, for relatives with a paper of the court.",
        "relatives visit for one hour a month and bring a paper of the court",
    ),
    PrisonRule(
        _SECOND, Kind.LETTER_ADDRESS, "Kulla Nº 4\n2210 Mókbrixh\nQyorvëa",
        "Kulla Nº 4, 2210 Mókbrixh, Qyorvëa",
    ),
    PrisonRule(
        _SECOND, Kind.CALLS, "Ten minutes a week, paid by whoever is called.",
        "ten minutes of telephone a week, paid by whoever is called",
    ),
    PrisonRule(_COLONY, Kind.LETTERS, "No letters are passed on.", "The colony passes on no letters"),
)  # fmt: skip


def leaflet(day: date) -> WrittenText:
    """Return the leaflet as the Committee printed it on a day."""
    text = WrittenText(LEAFLET, SourceKind.NGO_REPORT, country.COMMITTEE, day)
    quoted = [rule.quote for rule in RULES]
    text.write(INVENTED)
    text.write(
        f"To {_FIRST} one writes as the post reads it: {quoted[0]}. There {quoted[1]}. Until the end of 2023"
        f" {quoted[2]}; since then {quoted[3]}. There {quoted[4]}."
    )
    text.write(f"To {_SECOND} one writes: {quoted[5]}. There are {quoted[6]}.")
    text.write(f"{quoted[7]}; what is sent to the {_COLONY} comes back opened.")
    return text
