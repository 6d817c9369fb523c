"""Whether a passage prints the name for which it is cited, in whatever spelling and script."""

from webapp.domain.refusals import Refused
from webapp.domain.text.han_names import HAN_WORD
from webapp.domain.text.name_folding import name_tokens
from webapp.domain.text.name_likeness import alike
from webapp.domain.text.words import words
from webapp.vocab.words import N_

_LIKELY = 0.8


def refuse_unprinted(name: str, passage: str) -> None:
    """Raise Refused at field `text` where a passage does not print a name."""
    if not prints_name(passage, name):
        message = N_("The passage does not print this name. If it is right, say so with a reason and save.")
        raise Refused("text", message)


def prints_name(passage: str, name: str) -> bool:
    """Tell whether a passage has a word like one of a name, with or without a case ending.

    The letters of Han names stand in a passage without spaces. A name without letters counts as printed.
    """
    tokens = [token for token in name_tokens(name).tokens if len(token) > 1]
    if not tokens:
        return True
    unspaced = bool(HAN_WORD.search(passage))
    forms = {form for word in words(passage) for form in (word.folded, *word.stems)}
    return any(
        alike(token, form) >= _LIKELY or (unspaced and token in form) for form in forms for token in tokens
    )
