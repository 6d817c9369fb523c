"""Whether a text that a program made out of glyphs can be read by people."""

import re
from collections import Counter

from webapp.domain.text.scripts.letters import WORD

_ODD = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]|\\(cid:\\d+\\)|/(?:g|G|C|uni)\\d+(?=/)")
_ODD_SHARE = 0.05
_WORD = re.compile(WORD)
_FEWEST_WORDS = 30
_SINGLE_SHARE = 0.5
# A file that knows one glyph alone tells of all its letters as of this one.
_FEWEST_LETTERS, _SAME_LETTER_SHARE = 20, 0.5
# Scripts that put no space between words, in which a run of one letter means nothing.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_poor(text: str) -> bool:
    """Tell whether a text came out poorly: glyphs without letters, words fallen apart, or hardly any letter.

    Poor is a text of which more than 5 in 100 characters stand for glyphs that no letter is known for, or
    in which at least half of 30 or more words are single letters, or of which letters are less than a
    quarter, or half of 20 or more letters are one and the same.
    """
    shown = "".join(text.split())
    if not shown:
        return False
    odd = sum(len(found) for found in _ODD.findall(text))
    letters = sum(char.isalpha() for char in shown)
    if odd > _ODD_SHARE * len(shown) or letters * 4 < len(shown):
        return True
    most = max(Counter(filter(str.isalpha, shown)).values(), default=0)
    if letters >= _FEWEST_LETTERS and most > _SAME_LETTER_SHARE * letters:
        return True
    lengths = Counter(len(word) for word in _WORD.findall(_UNSPACED.sub("", text)))
    words = lengths.total()
    return words >= _FEWEST_WORDS and lengths[1] >= _SINGLE_SHARE * words
