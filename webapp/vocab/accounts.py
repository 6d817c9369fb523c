"""Accounts: the roles people have here, which contains which, who accepts, and what history says was done."""

from webapp.vocab.words import N_, Word


class Role(Word):
    """What an account may do; each role may do all that the one before it may."""

    READER = "reader", N_("Reader"), N_("May read what is published."), "Habeas"
    CURATOR = "curator", N_("Curator"), N_("May add, revise and withdraw records and see drafts."), "Habeas"
    REVIEWER = "reviewer", N_("Reviewer"), N_("May also publish what curators recorded."), "Habeas"
    ADMIN = "admin", N_("Administrator"), N_("May also manage accounts and settings."), "Habeas"


_ROLES_ASCENDING = tuple(Role)


def allows(role: Role, needed: Role) -> bool:
    """Return whether somebody with `role` may do what takes at least `needed`."""
    return _ROLES_ASCENDING.index(role) >= _ROLES_ASCENDING.index(needed)


class OwnClaims(Word):
    """Whether somebody who may publish may publish what they recorded themselves."""

    BY_ANOTHER = (
        "by_another", N_("Somebody else accepts it"),
        N_("Nobody publishes what they wrote themselves, nor what they corrected."), "Habeas",
    )
    BY_ONESELF = (
        "by_oneself", N_("Reviewers publish their own"),
        N_("Whoever may publish may publish their own; pages say that they are self-reviewed."), "Habeas",
    )


class Action(Word):
    """What was done to a row."""

    CREATED = "created", N_("Created"), N_("The row was made."), "Habeas; W3C PROV Generation"
    CHANGED = "changed", N_("Changed"), N_("Values of the row were replaced."), "Habeas; W3C PROV Derivation"
    DELETED = "deleted", N_("Deleted"), N_("The row was removed."), "Habeas; W3C PROV Invalidation"
