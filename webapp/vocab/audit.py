"""What the audit log tells of: who came in, what was refused, handed out, shown and decided."""

from webapp.vocab.words import N_, Word

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
        N_("A second factor or its recovery codes were set up or taken away."), ASVS,
    )
    ACCOUNT_CHANGED = (
        "account_changed", N_("Account changed"), N_("An account was added, or its role was changed."), ASVS,
    )
    RULES_DECIDED = "rules_decided", N_("Rules decided"), N_("The rules of this home were decided."), ASVS
    LINE_WITHHELD = (
        "line_withheld", N_("Line withheld"), N_("A line of an issue was withheld, or shown again."), ASVS,
    )
