"""Organizations: their kinds, what is to be known of a place, and the parts that people have in them."""

from webapp.vocab.words import N_, Word


class OrganizationKind(Word):
    """What sort of body an organization is."""

    MEDIA = "media", N_("News medium"), N_("A newspaper, agency, broadcaster, site or channel."), "Habeas"
    UNION = "union", N_("Trade union"), N_("A union of workers or a federation of unions."), "Habeas"
    PARTY = "party", N_("Party"), N_("A political party or movement."), "Habeas"
    NGO = "ngo", N_("NGO"), N_("A non-governmental organization, group or committee."), "Habeas"
    STATE_BODY = (
        "state_body", N_("State body"),
        N_("A ministry, agency, parliament or office of a state."), "Habeas",
    )
    INTERGOVERNMENTAL = (
        "intergovernmental", N_("Intergovernmental body"),
        N_("A body that several states have set up, such as a United Nations working group."), "Habeas",
    )
    POLICE = "police", N_("Police or security service"), N_("A body that arrests or investigates."), "Habeas"
    PRISON = (
        "prison", N_("Place of detention"),
        N_("A prison, remand centre, colony or cell block."), "Habeas",
    )
    COURT = "court", N_("Court"), N_("A court or tribunal."), "Habeas"
    RELIGIOUS = (
        "religious", N_("Religious body"),
        N_("A congregation, order or religious community."), "Habeas",
    )
    ARMED_GROUP = "armed_group", N_("Armed group"), N_("An armed body that is no part of a state."), "Habeas"
    OFFICIAL = (
        "official", N_("Official"),
        N_("A judge, prosecutor or other person who acts for a state; never counted among prisoners."),
        "Habeas",
    )
    OTHER = "other", N_("Other"), N_("An organization of none of the other kinds."), "Habeas"


class OrganizationFactKind(Word):
    """What a source tells of an organization that whoever writes to or visits its people has to know.

    The rules are those that the Nelson Mandela Rules name: A/RES/70/175, rules 58 and 67.
    """

    LETTER_ADDRESS = (
        "letter_address", N_("Address for letters"),
        N_("Where letters are sent, line by line, as the post of the country reads it."),
        "schema.org, address",
    )
    LETTERS = (
        "letters", N_("Letters"),
        N_("In which language, how long and how often letters may be, and who reads them."),
        "Nelson Mandela Rules, 58",
    )
    PARCELS = (
        "parcels", N_("Parcels"),
        N_("What may be sent or brought, how much, how often and on which days."),
        "Nelson Mandela Rules, 67",
    )
    VISITS = (
        "visits", N_("Visits"),
        N_("Who may visit, how often, for how long, on which days and with which papers."),
        "Nelson Mandela Rules, 58",
    )
    CALLS = (
        "calls", N_("Telephone calls"), N_("Whether and how one may telephone."), "Nelson Mandela Rules, 58",
    )
    MONEY = ("money", N_("Money"), N_("How money is sent, and how much."), "Nelson Mandela Rules, 67")


class AffiliationRole(Word):
    """What part a person has in an organization."""

    LEADER = (
        "leader", N_("Leader"), N_("Heads the organization or a part of it."),
        "W3C Organization Ontology, headOf",
    )
    FOUNDER = "founder", N_("Founder"), N_("Founded the organization, alone or with others."), "Habeas"
    MEMBER = (
        "member", N_("Member"), N_("Belongs to the organization."), "W3C Organization Ontology, memberOf",
    )
    EMPLOYEE = "employee", N_("Employee"), N_("Works for the organization for pay."), "Habeas"
    CONTRIBUTOR = (
        "contributor", N_("Contributor"),
        N_("Writes or works for it without being employed."), "Habeas",
    )
    SUPPORTER = "supporter", N_("Supporter"), N_("Supports the organization from outside."), "Habeas"
    CANDIDATE = "candidate", N_("Candidate"), N_("Stands or stood for it in an election."), "Habeas"
    NOT_STATED = (
        "not_stated", N_("Not stated"),
        N_("The source says no more than that they belong together."), "Habeas",
    )
