"""The figures that are drawn: what each counts, and in which unit."""

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
