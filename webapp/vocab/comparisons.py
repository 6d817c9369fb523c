"""What becomes of a cited passage when its source has a new version."""

from webapp.vocab.words import N_, Word


class Verdict(Word):
    """What the comparison of two texts found; it moves nothing by itself."""

    SAME = (
        "same",
        N_("Unchanged"),
        N_("The same words stand at the place that corresponds to the old one, in the same context."),
        "Habeas",
    )
    MOVED = (
        "moved",
        N_("Elsewhere"),
        N_("The same words stand at one other place, or in another context."),
        "Habeas",
    )
    CHANGED = (
        "changed",
        N_("Changed"),
        N_("Other words stand at the place that corresponds to the old one, or look like the old ones."),
        "Habeas",
    )
    LOST = "lost", N_("Not found"), N_("Nothing in the new version resembles the passage."), "Habeas"


class Decision(Word):
    """What a person decided about a passage that a new version may or may not hold."""

    MOVED = (
        "moved",
        N_("Cited from the new version too"),
        N_("What rests on the old passage rests on the new one as well; the old citation stays."),
        "Habeas",
    )
    KEPT = (
        "kept",
        N_("Kept with the old version"),
        N_("What rests on the passage goes on resting on the old version alone."),
        "Habeas",
    )
    WITHDRAWN = (
        "withdrawn",
        N_("Withdrawn"),
        N_("What rested on the passage alone was withdrawn, the rest lost this citation."),
        "Habeas",
    )
