"""The figures that are drawn, lengths of detention and of terms; and by what way people leave a list."""

from webapp.vocab.words import N_, Word


class Figure(Word):
    """A figure about the people of a list; its value is that of the facet that it counts, if any."""

    OVER_TIME = (
        "over_time", N_("Held over time"),
        N_("People held on the last day of each month, as it is known today."), "Habeas",
    )
    STATUS = "status", N_("By status"), N_("People by their current status."), "Habeas"
    HELD = "held", N_("Held or not"), N_("People by whether they are held."), "Habeas"
    CHARGE = (
        "charge", N_("By article of law"),
        N_("People by the articles under which they are charged; a person charged under two counts in both."),
        "Habeas",
    )
    ORGANIZATION = (
        "organization", N_("By organization"),
        N_("People by the organizations they belong to; a person of two counts in both."), "Habeas",
    )
    OCCUPATION = (
        "occupation", N_("By occupation"),
        N_("People by occupation; a person of two counts in both."), "Habeas",
    )
    SEX = "sex", N_("By sex"), N_("People by sex, where a source states it."), "Habeas"
    FAIR_TRIAL = (
        "fair_trial", N_("By what is told of the trial"),
        N_("People by what sources tell of counsel, court, language, contact and signed statements, in words"
           " of HURIDOCS; a person of two counts in both."), "Habeas",
    )  # fmt: skip
    LENGTH = (
        "length", N_("By length of detention"),
        N_("People held, by how many days the present detention has lasted."), "Habeas",
    )
    TAKEN_IN = (
        "taken_in", N_("Detained, by month"),
        N_("People whose being held began in the month; one taken twice in a month counts once."), "Habeas",
    )
    RELEASED_IN = (
        "released_in", N_("Released, by month"),
        N_("People whose being held ended in the month; one let go twice in a month counts once."), "Habeas",
    )


class Duration(Word):
    """A length of time that each person has a number of; the definition is the counting rule."""

    REMAND = (
        "remand", N_("Days on remand"),
        N_(
            "Days on which a person was certainly in pre-trial detention, first and last day counted, all"
            " detentions together. Where nobody told of an end, up to the day of counting."
        ),
        "Habeas",
    )
    TERM_IMPOSED = (
        "imposed", N_("Terms imposed, in months"),
        N_(
            "The prison term to which a person was sentenced: the total where a judgment states it, else"
            " the longest. As imposed: what was changed, overturned or pardoned later changes no number;"
            " suspended terms, life and demands do not count. Days count as months of thirty days, a begun"
            " one whole."
        ),
        "Habeas",
    )
    TERM_SERVED = (
        "served", N_("Days held before the release"),
        N_(
            "Days that a person was certainly held, from the first day to the day before the release, where"
            " a source tells that the term was served or that the release was early; remand before it"
            " included."
        ),
        "Habeas",
    )
    PRISONER_DAYS = (
        "held", N_("Prisoner-days"),
        N_(
            "Days on which a person was certainly held, in whatever way, all detentions together. Where"
            " nobody told of an end, up to the day of counting: nobody is released by the calendar."
        ),
        "Habeas",
    )


class Grouping(Word):
    """By what lengths of time are told apart; a person belongs to every group that a source ties them to."""

    EVERYBODY = "everybody", N_("Everybody"), N_("All people of the list together."), "Habeas"
    ARTICLE = (
        "article", N_("By article of law"),
        N_("By the articles under which a person is charged; with several, in each with the whole number."),
        "Habeas",
    )
    COURT = (
        "court", N_("By court"),
        N_(
            "By the courts that heard, tried or sentenced a person, as a passage tells; with several, in each"
            " with the whole number."
        ),
        "Habeas",
    )
    JUDGE = (
        "judge", N_("By judge"),
        N_(
            "By the judges who sat in a hearing on a person, as a passage tells, whatever they ruled; with"
            " several, in each with the whole number."
        ),
        "Habeas",
    )


class Leaving(Word):
    """How somebody whom one numbered issue told to be held is held, or listed, no more in the next."""

    SENTENCE_SERVED = "sentence_served", N_("served their sentence"), N_("The term had ended."), "Habeas"
    PARDON = "pardon", N_("pardoned"), N_("A head of state remitted the sentence."), "Habeas"
    AMNESTY = "amnesty", N_("amnestied"), N_("A law remitted the sentences of a class of people."), "Habeas"
    CONDITIONAL_RELEASE = (
        "conditional_release", N_("on conditional release"),
        N_("A court let them out before the end of the term, on conditions."), "Habeas",
    )
    ACQUITTAL = "acquittal", N_("acquitted"), N_("A court found them not guilty."), "Habeas"
    CHARGES_DROPPED = (
        "charges_dropped", N_("charges dropped"), N_("The prosecution ended without a judgment."), "Habeas",
    )
    BAIL = "bail", N_("on bail"), N_("They were let out against a surety or a pledge."), "Habeas"
    MEDICAL = "medical", N_("on medical grounds"), N_("They were let out because of their health."), "Habeas"
    EXCHANGE = "exchange", N_("exchanged"), N_("They were handed over for other prisoners."), "Habeas"
    END_OF_ADMINISTRATIVE_TERM = (
        "end_of_administrative_term", N_("at the end of an administrative term"),
        N_("The days of an administrative detention had ended."), "Habeas",
    )
    RELEASED_PENDING_TRIAL = (
        "released_pending_trial", N_("pending trial"),
        N_("They were let out while the prosecution goes on, no source says why."), "Habeas",
    )
    RELEASED_EARLY = (
        "released_early", N_("early, no cause stated"),
        N_("They were let out before the end of the term, no source says why."), "Habeas",
    )
    RELEASED = (
        "released", N_("without a stated cause"), N_("They are held no more, no source says why."), "Habeas",
    )
    DIED_IN_CUSTODY = "died_in_custody", N_("died in custody"), N_("They died while held."), "Habeas"
    EXECUTED = "executed", N_("executed"), N_("They were put to death under a sentence."), "Habeas"
    DIED_AFTER_RELEASE = (
        "died_after_release", N_("died after release"), N_("They had been released and died."), "Habeas",
    )
    ESCAPED = "escaped", N_("escaped"), N_("They got away without being released."), "Habeas"
    EXILED = "exiled", N_("in exile"), N_("They live abroad and cannot return."), "Habeas"
    UNCERTAIN = (
        "uncertain", N_("of whom it became uncertain"),
        N_("Sources leave open now whether they are held."), "Habeas",
    )
    MERGED = (
        "merged", N_("found to be one with another record"), N_("Two records were one person."), "Habeas",
    )
    NOT_PUBLIC = (
        "not_public", N_("no longer public"), N_("Their record was public no more."), "Habeas",
    )
    OUTSIDE_FILTER = (
        "outside_filter", N_("no longer fitting what the issue asks for"),
        N_("What is told of them now is not what the list of the issue holds."), "Habeas",
    )


# The ways of leaving that are releases, told together before the others.
RELEASES = tuple(Leaving)[: tuple(Leaving).index(Leaving.RELEASED) + 1]
