"""Charges and courts: steps of a charge, sentences and how they are changed, hearings and rulings."""

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
    DEMANDED = (
        "demanded", N_("Demanded"),
        N_("The prosecution says which sentence it asks for; no sentence by itself."), "Habeas",
    )
    REDUCED = "reduced", N_("Sentence reduced"), N_("The term as a whole is made shorter."), "Habeas"
    INCREASED = "increased", N_("Sentence increased"), N_("The term as a whole is made longer."), "Habeas"
    COMMUTED = (
        "commuted", N_("Commuted"),
        N_("Death or life imprisonment is changed to a lesser penalty, such as a term."), "Habeas",
    )
    REMAINDER_REDUCED = (
        "remainder_reduced", N_("Remainder reduced"),
        N_("What is still to serve on the day is made shorter, by a fraction or by an amount."), "Habeas",
    )
    REMAINDER_REMITTED = (
        "remainder_remitted", N_("Remainder remitted"),
        N_("Nothing of the sentence is left to serve from the day on."), "Habeas",
    )
    REPLACED = (
        "replaced", N_("Replaced by something milder"),
        N_("What is still to serve is changed to a milder kind of penalty."), "Habeas",
    )
    SUSPENDED = (
        "suspended", N_("Sentence suspended"),
        N_("The sentence is not served for the time being, on conditions."), "Habeas",
    )
    SUSPENSION_REVOKED = (
        "suspension_revoked", N_("Suspension revoked"),
        N_("A suspended sentence is to be served after all."), "Habeas",
    )
    CLEARED = (
        "cleared", N_("Conviction cleared"),
        N_("The conviction is wiped from the record; nothing of it stands."), "Habeas",
    )


class SentenceKind(Word):
    """What a conviction imposes."""

    TERM = "term", N_("Prison term"), N_("Deprivation of liberty for years, months or days."), "Habeas"
    LIFE = "life", N_("Life imprisonment"), N_("Deprivation of liberty without an end."), "Habeas"
    DEATH = "death", N_("Death"), N_("The death penalty."), "Habeas"
    FINE = "fine", N_("Fine"), N_("A sum of money."), "Habeas"
    RESTRICTION = (
        "restriction", N_("Restriction of liberty"),
        N_("Life at home under supervision or with places and hours forbidden."), "Habeas",
    )
    LABOUR = (
        "labour", N_("Labour"),
        N_("Corrective, compulsory or community work without deprivation of liberty."), "Habeas",
    )


class Amount(Word):
    """How a length changes a sentence."""

    TOTAL = "total", N_("the new total"), N_("So long is the whole term from now on."), "Habeas"
    DIFFERENCE = "difference", N_("by so much"), N_("By so much the term changes."), "Habeas"
    FRACTION = "fraction", N_("by a fraction"), N_("By such a part of it the term changes."), "Habeas"


class Basis(Word):
    """On what footing a sentence is changed."""

    APPEAL = "appeal", N_("Appeal"), N_("A court of appeal decides."), "Habeas"
    CASSATION = (
        "cassation", N_("Cassation"), N_("A court of cassation or the highest court decides."), "Habeas",
    )
    PARDON = "pardon", N_("Pardon"), N_("A head of state remits the sentence of this person."), "Habeas"
    AMNESTY = "amnesty", N_("Amnesty"), N_("A law remits the sentences of a class of people."), "Habeas"
    CONDITIONAL_RELEASE = (
        "conditional_release", N_("Conditional release"),
        N_("A court lets the person out before the end of the term, on conditions."), "Habeas",
    )
    CONVERSION = (
        "conversion", N_("Conversion"),
        N_("A court fits the sentence to another law or to that of another country."), "Habeas",
    )


class Regime(Word):
    """How strictly a term is served, as the judgment states it."""

    SETTLEMENT = (
        "settlement", N_("Settlement"), N_("An open institution or a settlement colony."), "Habeas",
    )
    GENERAL = "general", N_("General regime"), N_("A colony or prison of the general regime."), "Habeas"
    REINFORCED = "reinforced", N_("Reinforced regime"), N_("Stricter than the general regime."), "Habeas"
    STRICT = "strict", N_("Strict regime"), N_("A colony or prison of the strict regime."), "Habeas"
    SPECIAL = "special", N_("Special regime"), N_("A colony of the special regime."), "Habeas"
    CELLS = "cells", N_("Prison regime"), N_("A closed prison with cells rather than a colony."), "Habeas"


class Joined(Word):
    """How the term of one charge stands to those of the others in a judgment."""

    TOTAL = (
        "total", N_("Total of all charges"), N_("So long is the term for all charges together."), "Habeas",
    )
    CONCURRENT = (
        "concurrent", N_("Concurrent"), N_("Served at the same time as the other terms."), "Habeas",
    )
    CONSECUTIVE = "consecutive", N_("Consecutive"), N_("Served after the other terms."), "Habeas"
    ABSORBED = "absorbed", N_("Absorbed"), N_("A longer term takes this one in."), "Habeas"


class Instance(Word):
    """At which level of the courts a case is tried."""

    FIRST = "first", N_("First instance"), N_("The court that tries the case first."), "Habeas"
    APPEAL = "appeal", N_("Appeal instance"), N_("A court of appeal tries facts and law again."), "Habeas"
    CASSATION = "cassation", N_("Cassation instance"), N_("The highest court judges the law alone."), "Habeas"
    CONSTITUTIONAL = (
        "constitutional", N_("Constitutional court"),
        N_("A court that holds laws and judgments against the constitution."), "Habeas",
    )
    INTERNATIONAL = (
        "international", N_("International court"), N_("A court that several states have set up."), "Habeas",
    )


class Proceeding(Word):
    """What a court hears in a hearing."""

    REMAND = "remand", N_("Hearing on remand"), N_("Whether somebody is held before the trial."), "Habeas"
    EXTENSION = (
        "extension", N_("Hearing on extension"), N_("Whether somebody is held longer before the trial."),
        "Habeas",
    )
    PRELIMINARY = "preliminary", N_("Preliminary hearing"), N_("What is settled before the trial."), "Habeas"
    MERITS = "merits", N_("Hearing on the merits"), N_("The trial itself."), "Habeas"
    VERDICT = "verdict", N_("Verdict"), N_("The court announces its judgment."), "Habeas"
    APPEAL = "appeal", N_("Hearing on appeal"), N_("A higher court hears the case again."), "Habeas"
    CASSATION = "cassation", N_("Hearing in cassation"), N_("The highest court hears the case."), "Habeas"
    PAROLE = "parole", N_("Hearing on parole"), N_("Whether somebody is let out before the end."), "Habeas"
    OTHER = (
        "other", N_("A hearing"),
        N_("A hearing of none of the other kinds, or of one that no source states."), "Habeas",
    )


class Openness(Word):
    """Whether a hearing is open to the public."""

    OPEN = "open", N_("Open hearing"), N_("The public may come in."), "Habeas"
    CLOSED = "closed", N_("Closed hearing"), N_("The public is kept out."), "Habeas"


class HearingOutcome(Word):
    """What became of a hearing."""

    HELD = "held", N_("Took place"), N_("The court sat."), "Habeas"
    POSTPONED = "postponed", N_("Postponed"), N_("The court sits on a later day instead."), "Habeas"
    CANCELLED = "cancelled", N_("Cancelled"), N_("The hearing will not take place."), "Habeas"


class Ruling(Word):
    """What a court decided in a hearing."""

    REMAND_ORDERED = (
        "remand_ordered", N_("Ordered remand"), N_("The person is to be held before the trial."), "Habeas",
    )
    REMAND_EXTENDED = (
        "remand_extended", N_("Extended remand"),
        N_("The person is to be held longer before the trial."), "Habeas",
    )
    REMAND_REPLACED = (
        "remand_replaced", N_("Replaced remand by something milder"),
        N_("House arrest, bail or another measure takes the place of remand."), "Habeas",
    )
    RELEASED = "released", N_("Ordered the release"), N_("The person is to be let out."), "Habeas"
    MOTION_REFUSED = (
        "motion_refused", N_("Refused a motion of the defence"), N_("What the defence asked for is denied."),
        "Habeas",
    )
    CONVICTED = "convicted", N_("Convicted"), N_("The court finds the person guilty."), "Habeas"
    ACQUITTED = "acquitted", N_("Acquitted"), N_("The court finds the person not guilty."), "Habeas"
    UPHELD = "upheld", N_("Left it as it was"), N_("An earlier decision stands."), "Habeas"
    CHANGED = "changed", N_("Changed the decision"), N_("An earlier decision stands in part."), "Habeas"
    OVERTURNED = "overturned", N_("Overturned the decision"), N_("An earlier decision is annulled."), "Habeas"
    PAROLE_GRANTED = (
        "parole_granted", N_("Granted parole"),
        N_("The person is let out before the end, on conditions."), "Habeas",
    )
    PAROLE_REFUSED = "parole_refused", N_("Refused parole"), N_("The person stays until the end."), "Habeas"
    OTHER = "other", N_("Another ruling"), N_("A decision of none of the other kinds."), "Habeas"
