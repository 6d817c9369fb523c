"""What undoing a change does to the row that was changed; nothing is ever taken out of history."""

from webapp.vocab.words import N_, Word


class UndoEffect(Word):
    """What becomes of a row when a change of it is undone, in the order in which rows are dealt with."""

    PUT_BACK = "put_back", N_("Put back"), N_("It stands again as it was before it was removed."), "Habeas"
    REVERTED = (
        "reverted", N_("Goes back"), N_("The changed values go back to what they were before."), "Habeas",
    )
    REMOVED = "removed", N_("Removed"), N_("It is taken away; history keeps what it said."), "Habeas"
    WITHDRAWN = (
        "withdrawn", N_("Withdrawn"),
        N_("The claim leaves every list; its passages and its history stay."), "Habeas",
    )
    RETIRED = (
        "retired", N_("Retired"),
        N_("The record is no longer in use; its reference and its history stay."), "Habeas",
    )
    CLOSED = "closed", N_("Closed"), N_("The account can no longer sign in; history names it."), "Habeas"
    STAYS = (
        "stays", N_("Stays"),
        N_("Versions of texts and quoted passages are kept, and what was made together stays together."),
        "Habeas; Berkeley Protocol (HR/PUB/20/2)",
    )
