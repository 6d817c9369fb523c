"""Sources: their kinds and how far they are to be relied on."""

from webapp.vocab.words import N_, Word


class SourceKind(Word):
    """What sort of document a source is."""

    PRESS_ARTICLE = "press_article", N_("Press article"), N_("A text published by a news medium."), "Habeas"
    JOINT_DECLARATION = (
        "joint_declaration", N_("Joint declaration"),
        N_("A text that several organizations signed."), "Habeas",
    )
    INTERVIEW = "interview", N_("Interview"), N_("Questions and answers with a named person."), "Habeas"
    STATEMENT = (
        "statement", N_("Statement"),
        N_("A text in which one person or body speaks for itself."), "Habeas",
    )
    COURT_DOCUMENT = (
        "court_document", N_("Court document"),
        N_("A judgment, indictment or other paper of a case."), "Habeas",
    )
    OFFICIAL_DOCUMENT = (
        "official_document", N_("Official document"),
        N_("A text of a state or intergovernmental body."), "Habeas",
    )
    NGO_REPORT = "ngo_report", N_("NGO report"), N_("A report of a non-governmental organization."), "Habeas"
    LETTER = "letter", N_("Letter"), N_("A written message, often from prison."), "Habeas"
    FAMILY_MESSAGE = (
        "family_message", N_("Family's message"),
        N_("What a relative told, in writing or by word."), "Habeas",
    )
    SOCIAL_MEDIA = "social_media", N_("Social media post"), N_("A post on a social network."), "Habeas"
    VIDEO = "video", N_("Video or audio"), N_("A recording, cited by its transcript."), "Habeas"
    BOOK = "book", N_("Book"), N_("A book or a chapter of one."), "Habeas"
    OTHER = "other", N_("Other"), N_("A source of none of the other kinds."), "Habeas"


ADMIRALTY = "Admiralty grading (NATO AJP-2.1), source reliability"


class Reliability(Word):
    """How far a source is to be relied on, judged apart from any one piece of information."""

    COMPLETELY = "A", N_("A Completely reliable"), N_("No doubt; has always been reliable."), ADMIRALTY
    USUALLY = "B", N_("B Usually reliable"), N_("Minor doubts; mostly right so far."), ADMIRALTY
    FAIRLY = "C", N_("C Fairly reliable"), N_("Doubts; has been right at times."), ADMIRALTY
    NOT_USUALLY = "D", N_("D Not usually reliable"), N_("Strong doubts; seldom right so far."), ADMIRALTY
    UNRELIABLE = "E", N_("E Unreliable"), N_("Has been proved wrong or lacks authenticity."), ADMIRALTY
    CANNOT_BE_JUDGED = (
        "F", N_("F Cannot be judged"), N_("There is no basis for a judgement; the default."), ADMIRALTY,
    )
