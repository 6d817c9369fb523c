"""The lists of HURIDOCS from which our words come, and those of fair-trial facts with each of their words."""

from webapp.vocab.words import N_, Word

ACTS = "HURIDOCS micro-thesaurus 4 (types of acts)"
METHODS = "HURIDOCS micro-thesaurus 5 (methods of violence)"
STATUSES = "HURIDOCS micro-thesaurus 25 (status at the end of the act)"
_COUNSEL = "HURIDOCS micro-thesaurus 31"
_COURT = "HURIDOCS micro-thesaurus 32"
_LANGUAGE = "HURIDOCS micro-thesaurus 33"
_CONTACT = "HURIDOCS micro-thesaurus 30"
_DETENTION = "HURIDOCS micro-thesaurus 29"
_SIGNED = "HURIDOCS micro-thesaurus 36"


class FairTrialFact(Word):
    """What a source tells of counsel, court, language, contact, detention or a signed statement.

    The part of a code before the first underscore tells the list.
    """

    COUNSEL_NOT_PERMITTED = (
        "counsel_not_permitted", N_("No counsel permitted"), N_("No lawyer was allowed."), f"{_COUNSEL}, 01",
    )
    COUNSEL_NOT_REQUESTED = (
        "counsel_not_requested", N_("No counsel asked for"),
        N_("The person asked for no lawyer."), f"{_COUNSEL}, 02",
    )
    COUNSEL_BEFORE_INDICTMENT = (
        "counsel_before_indictment", N_("Counsel before the indictment"),
        N_("A lawyer was there before the indictment."), f"{_COUNSEL}, 03",
    )
    COUNSEL_AFTER_INDICTMENT = (
        "counsel_after_indictment", N_("Counsel between indictment and trial"),
        N_("A lawyer was there only after the indictment, before the trial."), f"{_COUNSEL}, 04",
    )
    COUNSEL_AT_INTERROGATION = (
        "counsel_at_interrogation", N_("Counsel during interrogation"),
        N_("A lawyer was there while the person was questioned."), f"{_COUNSEL}, 05",
    )
    COUNSEL_BEFORE_SIGNING = (
        "counsel_before_signing", N_("Counsel before signing"),
        N_("A lawyer was there before a statement was signed."), f"{_COUNSEL}, 06",
    )
    COUNSEL_AFTER_SIGNING = (
        "counsel_after_signing", N_("Counsel after signing"),
        N_("A lawyer was there only after a statement was signed."), f"{_COUNSEL}, 07",
    )
    COUNSEL_AT_TRIAL = (
        "counsel_at_trial", N_("Counsel at trial, permitted to defend"),
        N_("A lawyer was at the trial and could defend."), f"{_COUNSEL}, 08",
    )
    COUNSEL_AT_TRIAL_SILENCED = (
        "counsel_at_trial_silenced", N_("Counsel at trial, not permitted to defend"),
        N_("A lawyer was at the trial and could not defend."), f"{_COUNSEL}, 09",
    )
    COUNSEL_IN_PRIVATE = (
        "counsel_in_private", N_("Private talks with counsel permitted"),
        N_("The person could speak with the lawyer alone."), f"{_COUNSEL}, 10",
    )
    COUNSEL_OVERHEARD = (
        "counsel_overheard", N_("Talks with counsel only before others"),
        N_("Others were there when the person spoke with the lawyer."), f"{_COUNSEL}, 11",
    )
    COUNSEL_NO_TALKS = (
        "counsel_no_talks", N_("No talks with counsel permitted"),
        N_("The person could not speak with the lawyer."), f"{_COUNSEL}, 12",
    )
    COUNSEL_ABSENT = (
        "counsel_absent", N_("Tried in absence"),
        N_("The accused was not there during the trial."), f"{_COUNSEL}, 13",
    )
    COUNSEL_UNINFORMED = (
        "counsel_uninformed", N_("Accused not kept informed"),
        N_("The accused was not told what went on."), f"{_COUNSEL}, 14",
    )
    COUNSEL_OWN_TESTIMONY = (
        "counsel_own_testimony", N_("Compelled to testify against oneself"),
        N_("The accused was made to testify against themselves."), f"{_COUNSEL}, 15",
    )
    COUNSEL_NO_WITNESSES = (
        "counsel_no_witnesses", N_("Witnesses not to be examined"),
        N_("The defence could not question witnesses."), f"{_COUNSEL}, 16",
    )
    COUNSEL_BY_THE_STATE = (
        "counsel_by_the_state", N_("Counsel appointed by the state"),
        N_("The state chose the lawyer."), f"{_COUNSEL}, 51",
    )
    COUNSEL_BY_NGO = (
        "counsel_by_ngo", N_("Counsel of an organization"),
        N_("A voluntary or human rights organization gave the lawyer."), f"{_COUNSEL}, 52",
    )
    COUNSEL_OWN_CHOICE = (
        "counsel_own_choice", N_("Counsel of one's choice"),
        N_("The person chose the lawyer."), f"{_COUNSEL}, 53",
    )
    COUNSEL_PAID = (
        "counsel_paid", N_("Counsel paid by the person"),
        N_("The person paid the lawyer."), f"{_COUNSEL}, 54",
    )
    COUNSEL_OTHER = (
        "counsel_other", N_("Other counsel"), N_("Something else about legal counsel."), f"{_COUNSEL}, 90",
    )
    COURT_CIVILIAN = (
        "court_civilian", N_("Civilian court"),
        N_("A court for everybody tried the person."), f"{_COURT}, 01",
    )
    COURT_MILITARY = (
        "court_military", N_("Military court"),
        N_("A court of the armed forces tried the person."), f"{_COURT}, 02",
    )
    COURT_ADMINISTRATIVE = (
        "court_administrative", N_("Administrative tribunal"),
        N_("A body of the administration decided."), f"{_COURT}, 03",
    )
    COURT_OTHER = (
        "court_other", N_("Another court"), N_("A court of none of these types."), f"{_COURT}, 90",
    )
    LANGUAGE_MOTHER_TONGUE = (
        "language_mother_tongue", N_("Mother tongue"),
        N_("The proceedings were in the person's mother tongue."), f"{_LANGUAGE}, 01",
    )
    LANGUAGE_MASTERED = (
        "language_mastered", N_("A language well known"),
        N_("The person speaks, reads and understands the language used."), f"{_LANGUAGE}, 02",
    )
    LANGUAGE_PARTLY_TRANSLATED = (
        "language_partly_translated", N_("Language partly understood, translated"),
        N_("The person understands some of it, and it was translated."), f"{_LANGUAGE}, 03",
    )
    LANGUAGE_PARTLY_UNTRANSLATED = (
        "language_partly_untranslated", N_("Language partly understood, not translated"),
        N_("The person understands some of it, and nobody translated."), f"{_LANGUAGE}, 04",
    )
    LANGUAGE_LITTLE_TRANSLATED = (
        "language_little_translated", N_("Language not understood, translated"),
        N_("The person understands little or nothing of it, and it was translated."), f"{_LANGUAGE}, 05",
    )
    LANGUAGE_LITTLE_UNTRANSLATED = (
        "language_little_untranslated", N_("Language not understood, not translated"),
        N_("The person understands little or nothing of it, and nobody translated."), f"{_LANGUAGE}, 06",
    )
    CONTACT_ACKNOWLEDGED = (
        "contact_acknowledged", N_("Detention acknowledged"),
        N_("The authorities say that they hold the person."), f"{_CONTACT}, 01",
    )
    CONTACT_PLACE_DISCLOSED = (
        "contact_place_disclosed", N_("Place of detention told"),
        N_("The authorities say where the person is."), f"{_CONTACT}, 0101",
    )
    CONTACT_PERMITTED = (
        "contact_permitted", N_("Contact permitted"),
        N_("The person may be in touch with people outside."), f"{_CONTACT}, 010101",
    )
    CONTACT_FAMILY = (
        "contact_family", N_("Contact with family permitted"),
        N_("The person may be in touch with the family."), f"{_CONTACT}, 01010101",
    )
    CONTACT_COUNSEL = (
        "contact_counsel", N_("Contact with counsel permitted"),
        N_("The person may be in touch with a lawyer."), f"{_CONTACT}, 01010102",
    )
    CONTACT_HUMANITARIAN = (
        "contact_humanitarian", N_("Contact with a humanitarian body permitted"),
        N_("A humanitarian organization may reach the person."), f"{_CONTACT}, 01010103",
    )
    CONTACT_RIGHTS_GROUP = (
        "contact_rights_group", N_("Contact with a human rights group permitted"),
        N_("A human rights organization may reach the person."), f"{_CONTACT}, 01010104",
    )
    CONTACT_REFUSED = (
        "contact_refused", N_("Contact refused"),
        N_("The person may be in touch with nobody outside."), f"{_CONTACT}, 010102",
    )
    CONTACT_NO_FAMILY = (
        "contact_no_family", N_("Contact with family refused"),
        N_("The family may not reach the person."), f"{_CONTACT}, 01010201",
    )
    CONTACT_NO_COUNSEL = (
        "contact_no_counsel", N_("Contact with counsel refused"),
        N_("No lawyer may reach the person."), f"{_CONTACT}, 01010202",
    )
    CONTACT_NO_HUMANITARIAN = (
        "contact_no_humanitarian", N_("Contact with a humanitarian body refused"),
        N_("No humanitarian organization may reach the person."), f"{_CONTACT}, 01010203",
    )
    CONTACT_NO_RIGHTS_GROUP = (
        "contact_no_rights_group", N_("Contact with a human rights group refused"),
        N_("No human rights organization may reach the person."), f"{_CONTACT}, 01010204",
    )
    CONTACT_PLACE_SECRET = (
        "contact_place_secret", N_("Place of detention kept secret"),
        N_("The authorities do not say where the person is."), f"{_CONTACT}, 0102",
    )
    CONTACT_DENIED = (
        "contact_denied", N_("Detention denied"),
        N_("The authorities deny that they hold the person."), f"{_CONTACT}, 02",
    )
    CONTACT_OTHER = (
        "contact_other", N_("Other contact"),
        N_("Something else about contact with the outside."), f"{_CONTACT}, 90",
    )
    DETENTION_ADMINISTRATIVE = (
        "detention_administrative", N_("Administrative detention"),
        N_("Held without a court, by the administration."), f"{_DETENTION}, 01",
    )
    DETENTION_EMERGENCY = (
        "detention_emergency", N_("Under emergency law"),
        N_("Held under an emergency, a siege, or a special law that suspends rights."), f"{_DETENTION}, 02",
    )
    DETENTION_SPEECH = (
        "detention_speech", N_("For speech or peaceful politics"),
        N_("Held and charged for speech or a peaceful political act."), f"{_DETENTION}, 03",
    )
    DETENTION_OUT_OF_PROPORTION = (
        "detention_out_of_proportion", N_("Ordinary charge, out of proportion"),
        N_("Held for a minor ordinary offence, with a sentence out of proportion."), f"{_DETENTION}, 04",
    )
    DETENTION_PERSONS_OR_PROPERTY = (
        "detention_persons_or_property", N_("Crime against persons or property"),
        N_("Held and charged with a crime against persons or property."), f"{_DETENTION}, 05",
    )
    DETENTION_STATE_PEACEFUL = (
        "detention_state_peaceful", N_("Non-violent crime against the state"),
        N_("Held and charged with a crime against the state without violence."), f"{_DETENTION}, 06",
    )
    DETENTION_STATE_VIOLENT = (
        "detention_state_violent", N_("Violent crime against the state"),
        N_("Held and charged with a violent crime against the state."), f"{_DETENTION}, 07",
    )
    DETENTION_OTHER = (
        "detention_other", N_("Another detention"),
        N_("A detention of none of these types."), f"{_DETENTION}, 90",
    )
    SIGNED_FORCED = (
        "signed_forced", N_("Forced to sign"),
        N_("The person was made to sign a statement."), f"{_SIGNED}, 01",
    )
    SIGNED_NOT_REQUESTED = (
        "signed_not_requested", N_("Not asked to sign"),
        N_("Nobody asked the person to sign anything."), f"{_SIGNED}, 02",
    )
    SIGNED_REFUSED = (
        "signed_refused", N_("Refused to sign"),
        N_("The person was asked to sign a statement and refused."), f"{_SIGNED}, 03",
    )
    SIGNED_KNOWING = (
        "signed_knowing", N_("Signed freely, understanding it"),
        N_("The person signed of their own will and understood it."), f"{_SIGNED}, 04",
    )
    SIGNED_UNKNOWING = (
        "signed_unknowing", N_("Signed freely, not understanding it"),
        N_("The person signed of their own will and did not understand it."), f"{_SIGNED}, 05",
    )
