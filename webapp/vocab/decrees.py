"""Decrees: what becomes of a name when one text is recorded for many people."""

from webapp.vocab.words import N_, Word


class NameOutcome(Word):
    """What becomes of a name that a decree prints."""

    ASK = "ask", N_("who is it?"), N_("It may be somebody of ours: a person decides."), "Habeas"
    REFUSED = "refused", N_("refused"), N_("It cannot be written so; the reason says why."), "Habeas"
    READY = "ready", N_("ready"), N_("It is written when you save."), "Habeas"
    RECORDED = "recorded", N_("recorded already"), N_("The same is recorded from these words."), "Habeas"
    NOBODY = (
        "nobody", N_("nobody of ours"), N_("Nobody here is called so; the name is kept with the source."),
        "Habeas",
    )
