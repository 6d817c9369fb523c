"""Ill-treatment: the kinds of acts against a person, inside prison and outside."""

from webapp.vocab.huridocs import ACTS, METHODS
from webapp.vocab.words import N_, Word


class ActType(Word):
    """What was done to a person."""

    TORTURE = (
        "torture", N_("Torture"), N_("Severe pain inflicted on purpose by or for officials."),
        f"{ACTS}, 02011111; UN Convention against Torture, article 1",
    )
    BEATING = "beating", N_("Beating"), N_("Blows with hands, feet or objects."), f"{METHODS}, 030100"
    KILLING = "killing", N_("Killing"), N_("The person was killed."), f"{ACTS}, 010100"
    ASSASSINATION_ATTEMPT = (
        "assassination_attempt", N_("Assassination attempt"),
        N_("An attempt on the person's life that failed."),
        f"{ACTS}, 010109",
    )
    THREATS = (
        "threats", N_("Threats"), N_("Announced harm to the person or people close to them."),
        f"{ACTS}, 02010301 and 02010302",
    )
    BLACKMAIL = (
        "blackmail", N_("Blackmail"),
        N_("Pressure by threatening to reveal or to publish something."), "Habeas",
    )
    HARASSMENT = (
        "harassment", N_("Harassment"), N_("Repeated acts meant to intimidate or wear down."),
        f"{ACTS}, 020103",
    )
    SURVEILLANCE = (
        "surveillance", N_("Surveillance"), N_("Watching, following, tapping or spying on devices."),
        f"{ACTS}, 02010303",
    )
    RAID = (
        "raid", N_("Raid"), N_("Officials entered and searched a home or an office."), f"{ACTS}, 040101",
    )
    PLANTED_EVIDENCE = (
        "planted_evidence", N_("Planted evidence"),
        N_("Things were placed so as to be found as evidence."), "Habeas",
    )
    DENIAL_OF_BOOKS = (
        "denial_of_books", N_("Denial of books"), N_("Books or newspapers were withheld."),
        "UN Nelson Mandela Rules, 63 and 64",
    )
    DENIAL_OF_LETTERS = (
        "denial_of_letters", N_("Denial of letters"), N_("Letters or calls were withheld or held back."),
        "UN Nelson Mandela Rules, 58",
    )
    DENIAL_OF_VISITS = (
        "denial_of_visits", N_("Denial of visits"), N_("Visits of family or friends were refused."),
        "UN Nelson Mandela Rules, 58",
    )
    DENIAL_OF_COUNSEL = (
        "denial_of_counsel", N_("Denial of counsel"), N_("Access to a lawyer was refused."),
        "UN Nelson Mandela Rules, 61",
    )
    DENIAL_OF_MEDICAL_CARE = (
        "denial_of_medical_care", N_("Denial of medical care"),
        N_("Needed medicine or treatment was withheld."),
        "UN Nelson Mandela Rules, 24 to 27",
    )
    REPRISAL_AGAINST_RELATIVES = (
        "reprisal_against_relatives", N_("Reprisal against relatives"),
        N_("People close to the person were made to suffer for them."), "Habeas",
    )
    PUBLIC_DENUNCIATION = (
        "public_denunciation", N_("Public denunciation"),
        N_("The person was publicly branded a traitor, an enemy or a criminal."), "Habeas",
    )
    DEPORTATION = (
        "deportation", N_("Deportation"), N_("The person was forced out of a country."), f"{ACTS}, 330101",
    )
    OTHER = "other", N_("Other"), N_("An act of none of the other kinds."), "Habeas"
