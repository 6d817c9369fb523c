"""All lists side by side: what an organization's lists tell of a person, and the three kinds of silence."""

from webapp.vocab.words import N_, Word


class Listing(Word):
    """What the lists of an organization tell of a person."""

    LISTED = "listed", N_("listed"), N_("On the newest list that was read, or judged so."), "Habeas"
    DENIED = "denied", N_("denied"), N_("The organization says that the person is none."), "Habeas"
    LEFT = "left", N_("left"), N_("On an earlier list and not on the newest; no cause stated."), "Habeas"
    NOT_LISTED = "not_listed", N_("not listed"), N_("A list was read, and the name is not on it."), "Habeas"
    UNDECIDED = "undecided", N_("not decided"), N_("The name is on it; who it is was not decided."), "Habeas"
    SILENT = "silent", N_("says nothing"), N_("No list was read, or it is older than the arrest."), "Habeas"
