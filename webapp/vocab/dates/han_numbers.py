"""Dates whose numbers Chinese and Japanese print in characters: 二〇二三年十二月四日."""

import re

_FIGURES = "〇一二三四五六七八九"
_SAME = str.maketrans("零○Ｏ廿", "〇〇〇卄")
_NUMBER = "[一二三四五六七八九十廿卄]{1,3}"
HAN_DATE = re.compile(rf"([一二][〇零○Ｏ一二三四五六七八九]{{3}})年({_NUMBER})月(?:({_NUMBER})[日号號])?")
"""A year in four characters, a month, and a day or none."""


def in_figures(match: re.Match[str]) -> str:
    """Return a date that `HAN_DATE` matched in EDTF's figures, whether or not there is such a day."""
    year = "".join(str(_FIGURES.index(char)) for char in match[1].translate(_SAME))
    parts = (f"{_number(part.translate(_SAME)):02}" for part in match.groups()[1:] if part)
    return "-".join((year, *parts))


def _number(chars: str) -> int:
    """Return a number below a hundred: 四, 十二, 二十, 卄一."""
    chars = chars.replace("卄", "二十")
    tens, ten, ones = chars.rpartition("十")
    if not ten:
        return _FIGURES.index(ones) if len(ones) == 1 else 0
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return 10 * (_FIGURES.index(tens) if tens else 1) + (_FIGURES.index(ones) if ones else 0)
