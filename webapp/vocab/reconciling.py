"""Reconciling: how a row of somebody else's list, or of our own come back, stands to what we have."""

from webapp.vocab.words import N_, Word


class PairOutcome(Word):
    """How a row of a list that is compared stands to ours."""

    ASK = "ask", N_("who is it?"), N_("It may be somebody of ours: a person decides."), "Habeas"
    DIFFERS = "differs", N_("differ"), N_("In both lists, which tell different things."), "Habeas"
    SAME = "same", N_("the same"), N_("In both lists, which tell the same or do not disagree."), "Habeas"
    THEIRS = "theirs", N_("only theirs"), N_("Nobody of ours is called so."), "Habeas"
    HEADING = (
        "heading", N_("not counted"),
        N_("They name nobody or several, as it seems: a heading, a total, a note."), "Habeas",
    )


class ReturnOutcome(Word):
    """How a row of an export that comes back stands to what is recorded."""

    UNKNOWN = (
        "unknown", N_("unknown"),
        N_("Nobody has this reference. Somebody new is recorded from the source that names them."), "Habeas",
    )
    DERIVED = (
        "derived", N_("refused"), N_("A column was changed that follows from others and is never typed."),
        "Habeas",
    )
    STALE = "stale", N_("stale"), N_("The record was changed after the export; both are shown."), "Habeas"
    CHANGED = "changed", N_("changed"), N_("Each changed cell needs a source and a quotation."), "Habeas"
    UNCHANGED = "unchanged", N_("unchanged"), N_("As it is recorded."), "Habeas"
