"""What befalls the bytes of a source: the words of the custody log."""

from webapp.vocab.words import N_, Word

BERKELEY = "Berkeley Protocol (HR/PUB/20/2), preservation"


class CustodyEvent(Word):
    """One step in the keeping of a source's bytes and text."""

    COLLECTED = (
        "collected",
        N_("Collected"),
        N_("The bytes came in and are kept untouched under their hash."),
        BERKELEY,
    )
    EXTRACTED = (
        "extracted",
        N_("Text extracted"),
        N_("The canonical text was read from the bytes."),
        BERKELEY,
    )
    ATTACHED = (
        "attached",
        N_("Text attached"),
        N_("The text of a version that was only cited was added by somebody who has it."),
        BERKELEY,
    )
    OPENED = (
        "opened",
        N_("Original opened"),
        N_("The untouched bytes were handed out to an account."),
        BERKELEY,
    )
