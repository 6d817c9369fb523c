"""Charges: the steps of a charge's history and the kinds of sentence."""

from webapp.vocab.words import N_, Word


class StepKind(Word):
    """What happened to a charge on a date."""

    ALLEGED = (
        "alleged", N_("Alleged"),
        N_("Somebody in authority accuses, without a formal charge."), "Habeas",
    )
    CHARGED = "charged", N_("Charged"), N_("Investigators bring a formal charge."), "Habeas"
    REQUALIFIED = (
        "requalified", N_("Requalified"),
        N_("The charge is moved from one provision of law to others."), "Habeas",
    )
    INDICTED = "indicted", N_("Indicted"), N_("The prosecution sends the charge to court."), "Habeas"
    CONVICTED = "convicted", N_("Convicted"), N_("A court finds the person guilty."), "Habeas"
    ACQUITTED = "acquitted", N_("Acquitted"), N_("A court finds the person not guilty."), "Habeas"
    DROPPED = "dropped", N_("Dropped"), N_("The charge is given up without a judgment."), "Habeas"
    OVERTURNED = "overturned", N_("Overturned"), N_("A higher court annuls a judgment."), "Habeas"
    UPHELD = "upheld", N_("Upheld"), N_("A higher court confirms a judgment."), "Habeas"


class SentenceKind(Word):
    """What a conviction imposes."""

    TERM = "term", N_("Prison term"), N_("Deprivation of liberty for years, months or days."), "Habeas"
    LIFE = "life", N_("Life imprisonment"), N_("Deprivation of liberty without an end."), "Habeas"
    DEATH = "death", N_("Death"), N_("The death penalty."), "Habeas"
    FINE = "fine", N_("Fine"), N_("A sum of money."), "Habeas"
