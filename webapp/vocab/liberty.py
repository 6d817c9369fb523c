"""Liberty and its loss: the statuses of a person, the causes of release, and what counts as held."""

from webapp.vocab.huridocs import ACTS, STATUSES
from webapp.vocab.words import N_, Word


class Status(Word):
    """What a source says of a person's liberty from a date on."""

    AT_LIBERTY = (
        "at_liberty", N_("At liberty"),
        N_("The person is free, and no restriction is reported."), "Habeas",
    )
    WANTED = (
        "wanted", N_("Wanted"),
        N_("The authorities search for the person, who has not been taken."), f"{STATUSES}, 020300",
    )
    ARRESTED = (
        "arrested", N_("Arrested"),
        N_("The person has been taken; the first days, before a court orders anything."),
        f"{ACTS}, 030101",
    )
    ADMINISTRATIVE_DETENTION = (
        "administrative_detention", N_("Administrative detention"),
        N_("The person is locked up for days under an administrative code."), "Habeas",
    )
    PRETRIAL_DETENTION = (
        "pretrial_detention", N_("Pre-trial detention"),
        N_("The person is held on remand until or during trial."), f"{STATUSES}, 020201 and 020202",
    )
    HOUSE_ARREST = (
        "house_arrest", N_("House arrest"),
        N_("The person is confined to a home by order of an authority."), f"{ACTS}, 030105",
    )
    TRAVEL_BAN = (
        "travel_ban", N_("Travel ban"),
        N_("The person is free but forbidden to leave a place or the country."),
        f"{STATUSES}, 030100",
    )
    IMPRISONED = (
        "imprisoned", N_("Imprisoned"),
        N_(
            "The person is in prison, whether or not the source says that a sentence is being served;"
            " wider than HURIDOCS 25/020203, which is serving a sentence."
        ),
        f"Habeas; wider than {STATUSES}, 020203",
    )
    PSYCHIATRIC_DETENTION = (
        "psychiatric_detention", N_("Psychiatric detention"),
        N_("The person is held in a psychiatric institution against their will."), "Habeas",
    )
    ENFORCED_DISAPPEARANCE = (
        "enforced_disappearance", N_("Enforced disappearance"),
        N_("Agents of the state took the person and conceal their fate or whereabouts."),
        f"{ACTS}, 030103; micro-thesaurus 25, 010300",
    )
    RELEASED_PENDING_TRIAL = (
        "released_pending_trial", N_("Released pending trial"),
        N_("The person has been let out while the prosecution goes on."),
        f"{STATUSES}, 020101 and 020102",
    )
    RELEASED_SERVED = (
        "released_served", N_("Released, sentence served"),
        N_("The person has been let out at the end of the term."), f"{STATUSES}, 020105",
    )
    RELEASED_EARLY = (
        "released_early", N_("Released early"),
        N_("The person has been let out before the end of the term; the cause says how."), "Habeas",
    )
    ESCAPED = (
        "escaped", N_("Escaped"),
        N_("The person got away from custody without being released."), f"{STATUSES}, 020109",
    )
    EXILED = (
        "exiled", N_("In exile"),
        N_("The person lives abroad and cannot return without danger."), f"{STATUSES}, 030200",
    )
    DIED_IN_CUSTODY = (
        "died_in_custody", N_("Died in custody"),
        N_("The person died while held."), f"{STATUSES}, 010100",
    )
    DIED_AFTER_RELEASE = (
        "died_after_release", N_("Died after release"),
        N_("The person died after having been released."), f"{STATUSES}, 010100",
    )
    EXECUTED = (
        "executed", N_("Executed"),
        N_("The person was put to death under a sentence."), "Habeas",
    )
    NOT_STATED = (
        "not_stated", N_("Not stated"),
        N_("The source does not say whether the person is held."), "Habeas",
    )


HELD: frozenset[Status] = frozenset({
    Status.ARRESTED,
    Status.ADMINISTRATIVE_DETENTION,
    Status.PRETRIAL_DETENTION,
    Status.HOUSE_ARREST,
    Status.IMPRISONED,
    Status.PSYCHIATRIC_DETENTION,
    Status.ENFORCED_DISAPPEARANCE,
})
NOT_HELD: frozenset[Status] = frozenset(Status) - HELD - {Status.NOT_STATED}
# Nothing follows these.
DEATHS: frozenset[Status] = frozenset({
    Status.DIED_IN_CUSTODY, Status.DIED_AFTER_RELEASE, Status.EXECUTED,
})
# What ends a detention, and so comes after it.
ENDINGS: frozenset[Status] = frozenset({
    Status.RELEASED_PENDING_TRIAL, Status.RELEASED_SERVED, Status.RELEASED_EARLY, Status.AT_LIBERTY,
    Status.ESCAPED, Status.EXILED,
})
# What happens on a day and is over, where the others last: who tells of it later tells nothing newer.
MOMENTARY: frozenset[Status] = DEATHS | {
    Status.ARRESTED, Status.RELEASED_PENDING_TRIAL, Status.RELEASED_SERVED, Status.RELEASED_EARLY,
    Status.ESCAPED,
}


class Held(Word):
    """Whether a person is held, as derived from a status."""

    YES = "yes", N_("Held"), N_("The person's status is one of those that count as held."), "Habeas"
    NO = "no", N_("Not held"), N_("The person's status is known and does not count as held."), "Habeas"
    UNCERTAIN = (
        "uncertain", N_("Uncertain"),
        N_("Sources leave open whether the person is held: which event came last, or on which day."),
        "Habeas",
    )
    NOT_STATED = "not_stated", N_("Not stated"), N_("No source says whether the person is held."), "Habeas"


class Announcement(Word):
    """What a curator answers where the date of an event lies after that of its source."""

    YES = "y", N_("It was still to come"), N_("The source announces it; nobody's status changes."), "Habeas"
    NO = "n", N_("It had happened"), N_("The source tells of it as done."), "Habeas"


class StatusDetail(Word):
    """What a status alone does not tell."""

    ANNOUNCED = (
        "announced", N_("Announced"),
        N_("A source announces an event for a day to come; by itself it changes nothing."), "Habeas",
    )
    DUE = (
        "due", N_("Due, not confirmed"),
        N_("The day of an announced event has passed, and no source says that it happened."), "Habeas",
    )
    ORDER_UNKNOWN = (
        "order_unknown", N_("Order unknown"),
        N_("Nothing says which of several events came last."), "Habeas",
    )
    DAY_UNKNOWN = (
        "day_unknown", N_("Day unknown"),
        N_("The event began within a stretch of days, and the day asked for is one of them."), "Habeas",
    )
    DISPUTED = (
        "disputed", N_("Sources disagree"),
        N_("Two sources tell different things of one day, or of somebody dead."), "Habeas",
    )
    TERM_ENDED = (
        "term_ended", N_("Term ended, release not confirmed"),
        N_("The sentence has run out, and no source says that the person was released."), "Habeas",
    )
    STALE = (
        "stale", N_("Not heard of within its rule"),
        N_("The last word is older than a status of this kind may be before it is verified again."), "Habeas",
    )


# The details that say why somebody's liberty is uncertain.
UNCERTAINTIES = (StatusDetail.ORDER_UNKNOWN, StatusDetail.DAY_UNKNOWN, StatusDetail.DISPUTED)


class DetentionLength(Word):
    """How long the present detention has lasted on a day, its first day counted."""

    UNDER_1_MONTH = "under_1_month", N_("Up to 30 days"), N_("1 to 30 days."), "Habeas"
    UNDER_3_MONTHS = "under_3_months", N_("31 to 91 days"), N_("Up to three months."), "Habeas"
    UNDER_1_YEAR = "under_1_year", N_("92 to 365 days"), N_("Up to a year."), "Habeas"
    UNDER_3_YEARS = "under_3_years", N_("1 to 3 years"), N_("366 to 1,096 days."), "Habeas"
    OVER_3_YEARS = "over_3_years", N_("Over 3 years"), N_("1,097 days and more."), "Habeas"
    NOT_COMPUTABLE = (
        "not_computable", N_("Cannot be calculated"),
        N_("The person is held, and no source gives the day on which the detention began."), "Habeas",
    )


# The first and the last number of days; None is as long as anything.
LENGTHS: dict[DetentionLength, tuple[int, int | None]] = {
    DetentionLength.UNDER_1_MONTH: (1, 30),
    DetentionLength.UNDER_3_MONTHS: (31, 91),
    DetentionLength.UNDER_1_YEAR: (92, 365),
    DetentionLength.UNDER_3_YEARS: (366, 1096),
    DetentionLength.OVER_3_YEARS: (1097, None),
}


def held(status: Status | None) -> Held:
    """Return whether `status` counts as held; no status at all is the same as one not stated."""
    if status is None or status is Status.NOT_STATED:
        return Held.NOT_STATED
    return Held.YES if status in HELD else Held.NO


class Cause(Word):
    """Why a person was released."""

    SENTENCE_SERVED = (
        "sentence_served", N_("Sentence served"), N_("The term of the sentence had ended."),
        f"{STATUSES}, 020105",
    )
    PARDON = "pardon", N_("Pardon"), N_("A head of state remitted the sentence of this person."), "Habeas"
    AMNESTY = "amnesty", N_("Amnesty"), N_("A law remitted the sentences of a class of people."), "Habeas"
    CONDITIONAL_RELEASE = (
        "conditional_release", N_("Conditional release"),
        N_("A court let the person out before the end of the term, on conditions."), "Habeas",
    )
    ACQUITTAL = (
        "acquittal", N_("Acquittal"), N_("A court found the person not guilty."), f"{STATUSES}, 020104",
    )
    CHARGES_DROPPED = (
        "charges_dropped", N_("Charges dropped"),
        N_("The prosecution was ended without a judgment."), f"{STATUSES}, 020103",
    )
    BAIL = "bail", N_("Bail"), N_("The person was let out against a surety or a pledge."), "Habeas"
    MEDICAL = (
        "medical", N_("Medical grounds"),
        N_("The person was let out because of their health."), "Habeas",
    )
    EXCHANGE = (
        "exchange", N_("Exchange"),
        N_("The person was handed over in exchange for other prisoners."), "Habeas",
    )
    END_OF_ADMINISTRATIVE_TERM = (
        "end_of_administrative_term", N_("End of administrative term"),
        N_("The days of an administrative detention had ended."), "Habeas",
    )
    UNKNOWN = "unknown", N_("Unknown"), N_("The source does not say why."), "Habeas"
