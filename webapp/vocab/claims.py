"""Claims and citations: what kinds there are, how far they are, who may see them, how they are graded."""

from webapp.vocab.words import N_, Word


class ClaimKind(Word):
    """What a claim speaks of; each value is the name of its table."""

    PERSON_NAME = "person_name", N_("Name"), N_("A spelling under which a source names the person."), "Habeas"
    STATUS_EVENT = (
        "status_event", N_("Status"), N_("What befell the person's liberty, when and where."),
        "HURIDOCS events standard formats: act of deprivation of liberty",
    )
    CHARGE = "charge", N_("Charge"), N_("What the person is accused of."), "Habeas"
    CHARGE_STEP = (
        "charge_step", N_("Step of a charge"), N_("A dated step in the history of a charge."), "Habeas",
    )
    AFFILIATION = (
        "affiliation", N_("Affiliation"),
        N_("The person's part in an organization."), "W3C Organization Ontology",
    )
    HEARING = (
        "hearing", N_("Hearing"), N_("A sitting of a court on the person's case, held or to come."), "Habeas",
    )
    TREATMENT = (
        "treatment", N_("Ill-treatment"), N_("An act committed against the person or for their sake."),
        "HURIDOCS events standard formats: act",
    )
    ASSESSMENT = (
        "assessment", N_("Assessment"), N_("What an organization judged of the person's case."), "Habeas",
    )
    PERSONAL_FACT = (
        "personal_fact", N_("Personal fact"), N_("One personal detail, such as a date of birth."), "Habeas",
    )


class ClaimState(Word):
    """How far a claim has come on its way to readers."""

    DRAFT = "draft", N_("Draft"), N_("A curator is still working on the claim."), "Habeas"
    IN_REVIEW = "in_review", N_("In review"), N_("The claim waits for a reviewer."), "Habeas"
    PUBLISHED = "published", N_("Published"), N_("The claim is shown to readers."), "Habeas"
    WITHDRAWN = "withdrawn", N_("Withdrawn"), N_("The claim no longer counts and stays in history."), "Habeas"


class Rank(Word):
    """Which of several claims on one thing is to be believed first."""

    PREFERRED = (
        "preferred", N_("Preferred"),
        N_("Counts before others, for a stated reason."), "Wikibase ranks",
    )
    NORMAL = "normal", N_("Normal"), N_("Counts like any other claim."), "Wikibase ranks"
    DEPRECATED = (
        "deprecated", N_("Deprecated"), N_("Known to be mistaken or outdated, for a stated reason."),
        "Wikibase ranks",
    )


class Visibility(Word):
    """Who may see a source or a claim once it is published."""

    PUBLIC = "public", N_("Public"), N_("Everybody may see it."), "Habeas"
    INTERNAL = "internal", N_("Internal"), N_("Only people who work on the database may see it."), "Habeas"
    RESTRICTED = (
        "restricted", N_("Restricted"),
        N_("It could harm somebody: left out of lists and exports."),
        "After the Berkeley Protocol (HR/PUB/20/2)",
    )


class Audience(Word):
    """For whom a summary of a person is derived."""

    PUBLIC = "public", N_("Public"), N_("Published and public claims only."), "Habeas"
    INTERNAL = "internal", N_("Internal"), N_("All claims except restricted ones."), "Habeas"


class Stance(Word):
    """How a passage stands to the claim that cites it."""

    SUPPORTS = (
        "supports", N_("Supports"),
        N_("The passage says what the claim says."), "Habeas; CiTO supports",
    )
    CONTRADICTS = "contradicts", N_("Contradicts"), N_("The passage says otherwise."), "Habeas; CiTO disputes"
    MENTIONS = "mentions", N_("Mentions"), N_("The passage touches the matter without deciding it."), "Habeas"


ADMIRALTY = "Admiralty grading (NATO AJP-2.1), information credibility"


class Credibility(Word):
    """How credible one piece of information is, judged apart from the reliability of its source."""

    CONFIRMED = "1", N_("1 Confirmed"), N_("Independent sources confirm the information."), ADMIRALTY
    PROBABLY_TRUE = (
        "2", N_("2 Probably true"), N_("Not confirmed, yet consistent with what else is known."), ADMIRALTY,
    )
    POSSIBLY_TRUE = (
        "3", N_("3 Possibly true"),
        N_("Not confirmed, and agrees only in part with what is known."), ADMIRALTY,
    )
    DOUBTFUL = (
        "4", N_("4 Doubtful"),
        N_("Not confirmed; possible, with nothing else known on the matter."), ADMIRALTY,
    )
    IMPROBABLE = "5", N_("5 Improbable"), N_("Other information contradicts it."), ADMIRALTY
    CANNOT_BE_JUDGED = (
        "6", N_("6 Cannot be judged"), N_("There is no basis for a judgement; the default."), ADMIRALTY,
    )
