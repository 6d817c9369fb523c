"""What falls due on a day: orders, terms, announced events."""

from webapp.vocab.words import N_, Word


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
