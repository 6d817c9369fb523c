"""Words of a text as a known name has them: with ё for its е or without, and in Arabic or Hebrew letters."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.text.name_likeness import alike
from webapp.domain.text.scripts.arabic_names import MARK, skeletons
from webapp.domain.text.words import TextWord, words
from webapp.domain.visibility import Reader
from webapp.models import NameKey, NameToken

_MOST_VARIANTS, _LONGEST = 4, 40
# A token that more people bear than this is no help, and costs much.
_MOST_BEARERS, _MOST_TOKENS = 2_000, 500
_SHORTEST, _SOUNDS_ALIKE = 3, 0.9


def in_forms_of_names(
    session: Session, text: str, readings: Sequence[Sequence[TextWord]], *, to: Reader
) -> tuple[list[list[TextWord]], set[str]]:
    """Return the words of a text with the forms that they have in names that are known, and these forms."""
    forms = {printed: frozenset(_forms(printed)) for printed in _printed(text, readings)}
    known = _known(session, sorted(set().union(*forms.values())), to=to)
    across = _in_other_scripts(session, readings, to=to)
    if not known and not across:
        return [list(reading) for reading in readings], known

    def respelt(word: TextWord) -> TextWord:
        more = forms.get(text[word.start : word.end], frozenset()) & known
        more |= {token for form in (word.folded, *word.stems) for token in across.get(form, ())}
        # Any word of a name may be one in other letters, not the last alone.
        return word._replace(stems=(*word.stems, *sorted(more)), every=True) if more else word

    respelt_forms = known.union(*across.values())
    return [[respelt(word) for word in reading] for reading in readings], respelt_forms


def _printed(text: str, readings: Sequence[Sequence[TextWord]]) -> set[str]:
    return {
        printed
        for reading in readings
        for word in reading
        if word.every and word.end - word.start <= _LONGEST
        for printed in (text[word.start : word.end],)
        if "е" in printed or "ё" in printed
    }


def _forms(printed: str) -> Iterator[str]:
    """Yield the folded forms of a word with ё for one of its е, or with е for ё, but for its own."""
    if "ё" in printed:
        variants = [printed.replace("ё", "е")]
    else:
        places = [place for place, letter in enumerate(printed) if letter == "е"][:_MOST_VARIANTS]
        variants = [f"{printed[:place]}ё{printed[place + 1 :]}" for place in places]
    for variant in variants:
        for word in words(variant):
            yield from (word.folded, *word.stems)


def _known(session: Session, forms: Sequence[str], *, to: Reader) -> set[str]:
    """Return which of these forms are words of names, but for those of very many."""
    known: set[str] = set()
    for few in batches(forms):
        query = select(NameToken.token).where(NameToken.audience == to.audience, NameToken.token.in_(few))
        known.update(
            session.scalars(query.group_by(NameToken.token).having(func.count() <= _MOST_BEARERS))
        )
    return known if len(known) <= _MOST_TOKENS else set()


def _in_other_scripts(
    session: Session, readings: Sequence[Sequence[TextWord]], *, to: Reader
) -> dict[str, set[str]]:
    """Return for words of a text the words of names in Arabic or Hebrew letters that sound like them."""
    marked = select(NameToken.token).where(NameToken.audience == to.audience)
    marked = marked.where(NameToken.token >= MARK, NameToken.token < chr(ord(MARK) + 1)).limit(1)
    if session.scalar(marked) is None:
        return {}
    by_key: dict[str, set[str]] = defaultdict(set)
    capital = (word for reading in readings for word in reading if word.capital)
    for token in {form for word in capital for form in (word.folded, *word.stems)}:
        if len(token) >= _SHORTEST and not token.startswith(MARK) and token.isalpha():
            for skeleton in skeletons(token):
                by_key[f"~{skeleton}"].add(token)
    across: dict[str, set[str]] = defaultdict(set)
    for few in batches(by_key):
        for key, name in session.execute(select(NameKey.key, NameKey.token).where(NameKey.key.in_(few))):
            for token in by_key[key]:
                if alike(token, name) >= _SOUNDS_ALIKE:
                    across[token].add(name)
    few_bearers = _known(session, sorted(set().union(*across.values())), to=to)
    return {token: names & few_bearers for token, names in across.items() if names & few_bearers}
