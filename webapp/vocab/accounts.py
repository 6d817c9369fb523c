"""Accounts: the roles people have here, which contains which, and what history and audit tell."""

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


ASVS = "OWASP ASVS 5.0, V16.3"


class AuditEvent(Word):
    """Something that an administrator may have to look into later."""

    SIGNED_IN = "signed_in", N_("Signed in"), N_("A browser was signed in."), ASVS
    SIGN_IN_REFUSED = (
        "sign_in_refused", N_("Sign-in refused"), N_("A password or a code was wrong."), ASVS,
    )
    REFUSED = "refused", N_("Refused"), N_("An account asked for what it may not do."), ASVS
    EXPORTED = (
        "exported", N_("Internal export"), N_("A file was handed out that holds more than readers see."),
        ASVS,
    )
    RESTRICTED_SHOWN = (
        "restricted_shown", N_("Restricted shown"), N_("A page with restricted material was shown."), ASVS,
    )
    SIGN_IN_LINK = "sign_in_link", N_("One-time link made"), N_("Its holder can choose the password."), ASVS
    PASSWORD_CHANGED = "password_changed", N_("Password changed"), N_("The account has a new password."), ASVS
    SECOND_FACTOR_CHANGED = (
        "second_factor_changed", N_("Second factor changed"),
        N_("Codes of an authenticator or to recover with were set up or taken away."), ASVS,
    )
    ACCOUNT_CHANGED = (
        "account_changed", N_("Account changed"), N_("An account was added, or its role was changed."), ASVS,
    )
    RULES_DECIDED = "rules_decided", N_("Rules decided"), N_("The rules of this home were decided."), ASVS
    LINE_WITHHELD = (
        "line_withheld", N_("Line withheld"), N_("A line of an issue was withheld, or shown again."), ASVS,
    )
    SESSION_ENDED = (
        "session_ended", N_("Signed out"), N_("A browser was signed out, or other browsers from it."), ASVS,
    )
    PASSKEY_ADDED = "passkey_added", N_("Passkey added"), N_("A passkey opens the account from now on."), ASVS
    PASSKEY_REMOVED = (
        "passkey_removed", N_("Passkey removed"), N_("A passkey opens the account no longer."), ASVS,
    )
