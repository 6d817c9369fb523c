"""Our own export come back: how a row of it stands to what we have."""

from webapp.vocab.words import N_, Word


class ReturnOutcome(Word):
    """How a row of an export that comes back stands to what is recorded."""

    UNKNOWN = "unknown", N_("unknown"), N_("There is no such reference; a new person has none."), "Habeas"
    DERIVED = (
        "derived", N_("refused"), N_("A column was changed that follows from others and is never typed."),
        "Habeas",
    )
    STALE = "stale", N_("stale"), N_("The record was changed after the export; both are shown."), "Habeas"
    CHANGED = "changed", N_("changed"), N_("Each changed cell needs a source and a quotation."), "Habeas"
    UNCHANGED = "unchanged", N_("unchanged"), N_("As it is recorded."), "Habeas"
