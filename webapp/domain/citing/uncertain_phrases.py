"""What leaves open whether a phrase tells of a name: a condition, a quotation, a trial that goes on."""

from webapp.domain.citing.doubts import (
    is_conditional,
    is_demanded,
    is_denied_in_clause,
    is_escape,
    is_open,
    is_out_of,
    is_over,
    is_quoted_apart,
)
from webapp.domain.citing.read_text import ReadText
from webapp.domain.text.liberty.court_words import goes_on, is_convicted, is_lost
from webapp.domain.text.liberty.plain_letters import lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.likely_names import LikelyName
from webapp.domain.text.prison_terms import prints_years
from webapp.domain.text.quote_location import Span
from webapp.domain.text.word_lists import word_lists
from webapp.vocab.liberty import Status

_TELLING, _DOUBTS = word_lists("telling"), word_lists("doubts")
# What was before, or was spared somebody: after two years in prison; instead of prison.
BACKGROUND = frozenset(
    lower_unmarked(
        f"{_TELLING['after']} {_TELLING['earlier']} {_DOUBTS['had']} {_DOUBTS['instead']}"
    ).split()
)


def is_uncertain_entry(read: ReadText, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase of an entry hangs on a condition, is over, or a place somebody came out of."""
    start, end, *_ = read.sentences[read.number(phrase.start)]
    return (
        is_out_of(read.text, phrase)
        or is_conditional(read.text, start, phrase)
        or is_over(read.text, start, phrase)
        or is_demanded(read.text, start, phrase)
        or is_escape(read.text, Span(start, end), phrase)
    )


def is_uncertain(read: ReadText, name: LikelyName, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase leaves open what became of somebody whom it is nearest to."""
    number, span = read.number(phrase.start), Span(name.start, name.end)
    sentence = Span(*read.sentences[number][:2])
    return (
        is_open(read.text, sentence, phrase)
        or is_quoted_apart(read.text, span, phrase)
        or is_denied_in_clause(read.text, sentence.start, phrase)
        or _is_before_verdict(read, number, phrase)
    )


def _is_before_verdict(read: ReadText, number: int, phrase: StatusPhrase) -> bool:
    """Tell whether a paragraph calls somebody a prisoner whose trial goes on, and tells of no verdict.

    Nor is it certain of whom nobody knows where he is.
    """
    if phrase.status not in (Status.IMPRISONED, Status.ARRESTED):
        return False
    paragraph = read.sentences[number].paragraph
    places = [
        place
        for place in range(max(0, number - 1), min(len(read.sentences), number + 2))
        if read.sentences[place].paragraph == paragraph
    ]
    phrases = [each for place in places for each in read.phrases[place]]
    own = read.text[slice(*read.sentences[number][:2])]
    if is_convicted(read.text, phrases) or prints_years(own):
        return False
    if any(is_lost(read.text[slice(*read.sentences[place][:2])]) for place in places):
        return True
    if phrase.status is Status.ARRESTED:
        return False
    on_remand = any(each.status is Status.PRETRIAL_DETENTION for each in phrases)
    return on_remand or any(goes_on(read.text[slice(*read.sentences[place][:2])]) for place in places)
