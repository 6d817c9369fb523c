"""Verifying a record again: what was checked, how, and how fresh the last word on a status is."""

from webapp.vocab.liberty import Status
from webapp.vocab.words import N_, Word


class Checked(Word):
    """What of a record somebody has checked against the world."""

    STATUS = (
        "status", N_("The status"),
        N_("That the person's status and place are still as recorded."), "Habeas",
    )  # fmt: skip
    RECORD = (
        "record", N_("The whole record"),
        N_("Everything that the record says, claim by claim."), "Habeas",
    )  # fmt: skip


class VerificationMethod(Word):
    """How somebody has checked a record."""

    FAMILY = "family", N_("With the family"), N_("Relatives or friends were asked."), "Habeas"
    LAWYER = "lawyer", N_("With a lawyer"), N_("The lawyer of the person was asked."), "Habeas"
    VISIT = (
        "visit", N_("By a visit"), N_("The person was visited, or seen at a hearing."), "Habeas",
    )  # fmt: skip
    AUTHORITY = (
        "authority", N_("With an authority"),
        N_("A court, a prison or another office was asked, or its register read."), "Habeas",
    )  # fmt: skip
    REPORTS = "reports", N_("In the newest reports"), N_("The newest texts were read."), "Habeas"
    OTHER = "other", N_("In another way"), N_("As the note says."), "Habeas"


class Freshness(Word):
    """How old the last word on a status is, by the rule of that status."""

    RECENT = (
        "recent", N_("Heard of within its rule"),
        N_("A dated source or a confirmation is no older than the rule of the status allows."), "Habeas",
    )  # fmt: skip
    STALE = (
        "stale", N_("Last heard of longer ago"),
        N_("The last word and the last confirmation are older than the rule of the status allows."), "Habeas",
    )  # fmt: skip
    UNDATED = (
        "undated", N_("No dated word"),
        N_("Only sources without a date tell the status, and nobody has confirmed it."), "Habeas",
    )  # fmt: skip


# Days after which a status wants to be verified again, unless the installation sets others; one that is not
# here never does.
DAYS_TO_VERIFY: dict[Status, int] = {
    Status.ARRESTED: 3,
    Status.ADMINISTRATIVE_DETENTION: 2,
    Status.PRETRIAL_DETENTION: 30,
    Status.HOUSE_ARREST: 30,
    Status.ENFORCED_DISAPPEARANCE: 30,
    Status.IMPRISONED: 90,
    Status.PSYCHIATRIC_DETENTION: 90,
    Status.RELEASED_PENDING_TRIAL: 60,
}
# Whom silence endangers most, first: nobody knows where, no court has seen them, then all others.
MOST_ENDANGERED = (
    Status.ENFORCED_DISAPPEARANCE, Status.ARRESTED, Status.ADMINISTRATIVE_DETENTION,
    Status.PSYCHIATRIC_DETENTION, Status.PRETRIAL_DETENTION, Status.IMPRISONED, Status.HOUSE_ARREST,
)  # fmt: skip
