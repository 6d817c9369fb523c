"""Ends of terms: why there may be none, what the parts of the working tell, and what falls due."""

from webapp.vocab.words import N_, Word


class NoEnd(Word):
    """Why no last day of a sentence is computed."""

    NO_TERM = "no_term", N_("No term"), N_("No prison term stands that is being served."), "Habeas"
    WITHOUT_END = "without_end", N_("Without an end"), N_("Life and death have no last day."), "Habeas"
    NO_LENGTH = "no_length", N_("Length not stated"), N_("A term has no length in any source."), "Habeas"
    SEVERAL = (
        "several", N_("Total not stated"),
        N_("Several terms stand, and no source says how long they are together."), "Habeas",
    )
    NO_BEGINNING = (
        "no_beginning", N_("Beginning not stated"),
        N_("Neither the first day of the detention nor that of the conviction is known."), "Habeas",
    )
    SUSPENDED = (
        "suspended", N_("Suspended"), N_("The term is suspended and not being served."), "Habeas",
    )
    UNDATED = (
        "undated", N_("A step without a day"),
        N_("What is left to serve was changed on a day that no source states."), "Habeas",
    )
    UNCLEAR = (
        "unclear", N_("Order unclear"),
        N_("How the changes of the sentence stand to one another is not stated."), "Habeas",
    )
    BEYOND = "beyond", N_("Beyond the calendar"), N_("The term ends after the year 9998."), "Habeas"


class TermPart(Word):
    """One part of how the end of a term is worked out."""

    IMPOSED = "imposed", N_("Term"), N_("A judgment sets how long the term is."), "Habeas"
    BEGINS = "begins", N_("Beginning"), N_("The term runs from this day."), "Habeas"
    EARLIER = (
        "earlier", N_("Held before"), N_("Days of an earlier detention are taken off."), "Habeas",
    )
    COUNTED = (
        "counted", N_("Counting"),
        N_("How many days of the term a day in custody before it is worth."), "Habeas",
    )
    CHANGED = "changed", N_("Change"), N_("A later step moves the end."), "Habeas"


class DueKind(Word):
    """What a day stands for that has come near or has passed; by itself it changes nobody's status."""

    ORDER_ENDS = (
        "order_ends", N_("Order ends"),
        N_("The day until which remand or another measure was ordered."), "Habeas",
    )
    TERM_ENDS = (
        "term_ends", N_("Term ends"),
        N_("The last day on which the sentence may end, as computed."), "Habeas",
    )
    ANNOUNCED = (
        "announced", N_("Announced"), N_("The last day for which a source announces an event."), "Habeas",
    )
    HEARING = "hearing", N_("Hearing"), N_("The last day on which a court is to sit."), "Habeas"
    BIRTHDAY = (
        "birthday", N_("Birthday"), N_("The birthday of somebody held, where a source gives the day."),
        "Habeas",
    )
