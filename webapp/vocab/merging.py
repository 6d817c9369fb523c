"""What somebody judged of two records: one person, or two."""

from webapp.vocab.words import N_, Word


class MergeVerdict(Word):
    """Whether two records are about one person."""

    SAME = (
        "same",
        N_("The same person"),
        N_("Both records are about one person; the reference of the one merged leads to the other."),
        "Habeas",
    )
    DIFFERENT = (
        "different",
        N_("Different people"),
        N_("The records are about two people, whatever their names; the pair is not offered again."),
        "Habeas",
    )
