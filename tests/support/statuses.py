"""Short names of statuses, for tables of texts with those of whom they tell."""

from webapp.vocab.liberty import Status

# A status that the words leave open.
ANY = None
ARRESTED, IMPRISONED, PRETRIAL, FREE = (
    Status.ARRESTED, Status.IMPRISONED, Status.PRETRIAL_DETENTION, Status.AT_LIBERTY,
)  # fmt: skip
HOUSE, EARLY, DIED, EXILED, DAYS = (
    Status.HOUSE_ARREST, Status.RELEASED_EARLY, Status.DIED_IN_CUSTODY, Status.EXILED,
    Status.ADMINISTRATIVE_DETENTION,
)  # fmt: skip
