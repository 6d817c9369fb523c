"""Reconciling: how a row of somebody else's list stands to the people of ours."""

from webapp.vocab.words import N_, Word


class PairOutcome(Word):
    """How a row of a list that is compared stands to ours."""

    ASK = "ask", N_("who is it?"), N_("It may be somebody of ours: a person decides."), "Habeas"
    DIFFERS = "differs", N_("differ"), N_("In both lists, which tell different things."), "Habeas"
    SAME = "same", N_("the same"), N_("In both lists, which tell the same or do not disagree."), "Habeas"
    THEIRS = "theirs", N_("only theirs"), N_("Nobody of ours is called so."), "Habeas"
