"""From bytes to letters, when the file says in which encoding it is, says it wrongly, or says nothing."""

import codecs
import re
from contextlib import suppress
from functools import cache
from itertools import islice
from typing import NamedTuple

import webencodings

from webapp.domain.sources.extraction.messages import Doubt, Reason, Unreadable
from webapp.domain.sources.extraction.plausibility import is_plausible

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a text may be in that does not say so, by Python's names. Of equally likely ones the first wins.
_GUESSES = (
    "cp1251", "cp1252", "cp1254", "koi8-u", "cp866", "cp1256", "iso8859-5", "cp1250", "iso8859-2", "cp1253",
    "iso8859-7", "cp1255", "iso8859-8", "cp1257", "iso8859-4", "cp1258", "cp874", "gb18030", "big5hkscs",
    "cp932", "euc_jis_2004", "cp949", "iso8859-6", "iso8859-3", "iso8859-10", "iso8859-15", "iso8859-16",
    "mac-cyrillic", "mac-roman",
)  # fmt: skip
# What else is written under a name: later editions have all letters of the earlier and more.
_SUPERSETS = {
    "gbk": "gb18030", "koi8-r": "koi8-u", "euc_jp": "euc_jis_2004", "iso2022_jp": "iso2022_jp_ext",
    # Whoever can read the name in plain ASCII has no UTF-16 or UTF-32 before them.
    "utf-16-le": "utf-8", "utf-16-be": "utf-8", "utf-16": "utf-8", "utf-32": "utf-8",
}  # fmt: skip
ENCODINGS = (
    "utf-8", *_GUESSES, "utf-16-le", "utf-16-be", "iso2022_jp_ext", "iso2022_kr", "hz", "iso8859-13",
    "iso8859-14", "cp437", "cp850", "cp852", "cp857", "mac-latin2", "mac-turkish",
)  # fmt: skip
"""Those that a person may choose, by Python's names."""
_SEVEN_BIT = frozenset({"iso2022_jp_ext", "iso2022_kr", "hz"})
_NO_CHARSETS = frozenset({
    "utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "replacement",
    "x-user-defined",
})  # fmt: skip
# A declared encoding is believed unless another is this many times as likely; less where the declaration is
# the one that programs write of themselves.
_WIDE_MARGIN, _BY_DEFAULT, _MARGIN_BY_DEFAULT = 4, "cp1252", 2
# How likely one must be, as a share of the likeliest, to win by its place; where all is unlikely, the second.
_NEAR, _NEAR_OF_LITTLE, _LITTLE = 0.95, 0.2, 0.08
# What few ever wrote in, that Italian is taken for: there it must be far likelier than the commonest.
_SELDOM, _NEAR_OF_SELDOM = ("iso8859-3", "iso8859-4", "iso8859-10"), 0.6
_LOST_SHARE = 0.1
_SMALL_LETTERS_ALIKE = ("cp1251", "mac-cyrillic")
_GREEK_ALIKE = ("cp1253", "iso8859-7")
# Of so few bytes that are no plain ASCII nobody can tell one encoding from another: what is declared is so.
_ASCII = bytes(range(128))
_TOO_FEW, _TOO_FEW_BY_DEFAULT = 8, 3
# Letters of Turkish that cp1252 takes for Icelandic ones, and those without which that is not written.
_TURKISH, _DOTLESS = re.compile("[ĞİŞğış]".encode("cp1254")), "ı".encode("cp1254")
_ICELANDIC = re.compile("[áéíóúæÁÉÍÓÚÆ]".encode("cp1252"))
# And letters of Romanian that it takes for signs, or for letters of languages that never stand together.
_ROMANIAN, _A_BREVE, _ETH = re.compile(rb"[\xaa\xba\xde\xfe][a-z\x80-\xff]"), b"\xe3", b"\xf0"
_NO_RUSSIAN = re.compile(r"[^\x00-\x7fА-яЁёІіЇїЄєҐґЎў«»—–“”„…№’\u00a0]")
# Within a word no letter rises to a capital, and nothing but letters stands.
_RISES = re.compile(r"(?<=[а-яѐ-џґ])(?:[А-ЯЀ-ЏҐ]|[^\w\s’–—-](?=[а-яѐ-џґ]))")
# The Ά of ISO 8859-7 is a paragraph mark to windows-1253.
_GREEK_CAPITAL = re.compile(rb"(?<![\xc1-\xfe])\xb6[\xe1-\xfe]")
# Plain ASCII that stands for other letters: Korean by its first escape, Chinese between its own brackets.
_KOREAN_ESCAPE, _HZ = b"\x1b$)C", re.compile(rb"(?:[^~]|~[~\n]|~\{(?:[!-w][!-~])+~\})*", re.DOTALL)
_PARTS = re.compile(rb"<[^<>]*>|[\r\n]")
_LOOKED_AT = 50_000
# Bytes of the letters that are shown for a person to choose by, and for how many encodings.
_BEGINNING, _MOST_LIKELY = 120, 8
_CONTROLS = (*range(9), *range(0x0E, 0x20), 0x7F)
# A stray one is a slip. Of UTF-16 in any alphabet every other byte is one; nothing in between is a text.
_FEW, _MANY = 0.01, 0.1


class Decoded(NamedTuple):
    """A text, the encoding (by Python's name) that it was read in, and what to look at."""

    text: str
    encoding: str
    doubts: tuple[Doubt, ...] = ()


def decode(data: bytes, *, declared: str | None = None, chosen: str | None = None) -> Decoded:
    """Return the text of some bytes, in the encoding that they declare or else in the likeliest.

    What a person has `chosen` goes before all. A byte order mark decides; then valid UTF-8, which nothing
    else comes out as by accident; then what `declared` names, unless another encoding is four times as
    likely; then the likeliest. What is read otherwise than declared, or only guessed, is said; what cannot be
    decoded becomes U+FFFD. Raises Unreadable for bytes that are no text.
    """
    if chosen is not None:
        return _checked(Decoded(data.decode(chosen, "replace").removeprefix("\ufeff"), chosen))
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(Decoded(data[len(mark) :].decode(encoding, "replace"), encoding))
    named = _known(declared)
    if data.isascii() and (seven_bit := _seven_bit(data, named)):
        return _checked(_read(data, seven_bit, named))
    with suppress(UnicodeDecodeError):
        text = data.decode("utf-8")
        if _controls(data) <= _FEW * len(data):
            return Decoded(text, "utf-8", () if data.isascii() or named is None else _doubts("utf-8", named))
    many = _controls(data) >= _MANY * len(data)
    encoding = _wide(data) if many else _likeliest(data, named)
    return _checked(_read(data, encoding, None if many else named))


def _seven_bit(data: bytes, named: str | None) -> str | None:
    """Return in which encoding plain ASCII stands for other letters, None where it stands for itself."""
    if named in _SEVEN_BIT:
        return named
    if b"\x1b$" in data:
        return "iso2022_kr" if _KOREAN_ESCAPE in data else "iso2022_jp_ext"
    return "hz" if b"~{" in data and _HZ.fullmatch(data[:_LOOKED_AT]) else None


def _read(data: bytes, encoding: str, named: str | None) -> Decoded:
    return Decoded(data.decode(encoding, "replace"), encoding, _doubts(encoding, named))


def _doubts(encoding: str, named: str | None) -> tuple[Doubt, ...]:
    if encoding == named:
        return ()
    wrong = Doubt.MISDECLARED if named else Doubt.UNDECLARED
    with suppress(ValueError):
        return wrong, Doubt(encoding.removesuffix("-le").removesuffix("-be"))
    return wrong, Doubt.AS_ANOTHER


def likely_encodings(data: bytes, *, declared: str | None = None) -> tuple[tuple[str, str], ...]:
    """Return the encodings that bytes may be in, the likeliest first, each with the beginning of its letters.

    None for bytes that are read alike in all of them, or that tell their encoding by a mark. Encodings that
    give the same beginning count once. Where few are likely others follow that lose nearly no letter.
    """
    named = _known(declared)
    seven_bit = _seven_bit(data, named) if data.isascii() else None
    if (data.isascii() and not seven_bit) or any(data.startswith(mark) for mark, _ in _MARKS):
        return ()
    sample, beginnings = data if seven_bit else _telling(data), dict[str, str]()
    likely = {seven_bit: 1.0} if seven_bit else _likelihoods(sample, named)
    ordered = sorted(likely, key=lambda encoding: -likely[encoding])
    for encoding in filter(None, dict.fromkeys(("utf-8", named, *ordered, *_GUESSES))):
        beginning = codecs.getincrementaldecoder(encoding)("replace").decode(sample[:_BEGINNING])
        beginnings.setdefault(" ".join(beginning.split()), encoding)
    whole = ((encoding, beginning) for beginning, encoding in beginnings.items() if _nearly_whole(beginning))
    return tuple(islice(whole, _MOST_LIKELY))


def _telling(data: bytes) -> bytes:
    """Return the lines and runs between tags that are no plain ASCII, up to a size."""
    return b"\n".join(part for part in _PARTS.split(data) if not part.isascii())[:_LOOKED_AT]


def _likeliest(data: bytes, named: str | None) -> str:
    """Return the encoding that bytes are in: what is `named` unless another is far likelier."""
    sample = _telling(data)
    if _nearly_whole(sample.decode("utf-8", "replace")) or _has_lone_surrogates(sample):
        return "utf-8"
    text = sample.decode(named, "replace") if named else ""
    if named and _nearly_whole(text) and not (named == _BY_DEFAULT and _is_of_another(sample)):
        few = _TOO_FEW_BY_DEFAULT if named == _BY_DEFAULT else _TOO_FEW
        if is_plausible(text) and len(sample.translate(None, _ASCII)) <= few:
            return named
        likely = _likelihoods(text.replace("\ufffd", "").encode(named, "ignore"), named)
        equal = [encoding for encoding in likely if sample.decode(encoding, "replace") == text]
        seldom = dict.fromkeys(_SELDOM if named == _BY_DEFAULT else (), _NEAR_OF_SELDOM)
        most = max((likely[encoding] * seldom.get(encoding, 1) for encoding in likely), default=0)
        margin = _MARGIN_BY_DEFAULT if named == _BY_DEFAULT else _WIDE_MARGIN
        # Against one that chardet does not know nothing speaks.
        unknown = 0 if named == _BY_DEFAULT else most
        if max((likely[encoding] for encoding in equal), default=unknown) * margin >= most:
            return named
    likely = _likelihoods(sample, None)
    most = max(likely.values(), default=0)
    near = most * (_NEAR if most >= _LITTLE else _NEAR_OF_LITTLE)
    likeliest = next((encoding for encoding in _GUESSES if likely.get(encoding, -1) >= near), _BY_DEFAULT)
    if likeliest in _SELDOM and likely.get(_BY_DEFAULT, 0) >= _NEAR_OF_SELDOM * most:
        likeliest = _BY_DEFAULT
    if likeliest == _BY_DEFAULT and _TURKISH.search(sample) and not _ICELANDIC.search(sample):
        return "cp1254"
    if likeliest == _BY_DEFAULT and _is_romanian(sample):
        return "cp1250"
    if likeliest in _GREEK_ALIKE:
        return _GREEK_ALIKE[_GREEK_CAPITAL.search(sample) is not None]
    return _with_capitals(sample) if likeliest in _SMALL_LETTERS_ALIKE else likeliest


def _is_of_another(sample: bytes) -> bool:
    """Tell whether what would be cp1252 has letters that stand together in Romanian or Turkish alone."""
    letters = _TURKISH.findall(sample)
    is_turkish = _DOTLESS in letters and len(letters) > 2 and not _ICELANDIC.search(sample)
    return is_turkish or _is_romanian(sample)


def _is_romanian(sample: bytes) -> bool:
    return _A_BREVE in sample and _ETH not in sample and _ROMANIAN.search(sample) is not None


def _with_capitals(sample: bytes) -> str:
    """Return in which of two encodings, alike in nearly all small letters, words are written as words are.

    In the right one fewer capitals and signs stand within words, and else fewer letters are no Cyrillic.
    """
    decoded = {encoding: sample.decode(encoding, "replace") for encoding in _SMALL_LETTERS_ALIKE}

    def faults(encoding: str) -> tuple[int, int]:
        return len(_RISES.findall(decoded[encoding])), len(_NO_RUSSIAN.findall(decoded[encoding]))

    return min(decoded, key=faults)


@cache
def _likelihoods(sample: bytes, named: str | None) -> dict[str, float]:
    """Return how likely each encoding is in which bytes make a text, from 0 to 1, by Python's names."""
    # Most files are in UTF-8, and importing this takes longer than reading one.
    import chardet
    from chardet.registry import lookup_encoding

    include = {*_GUESSES, *filter(None, [named and lookup_encoding(named)])}
    likely: dict[str, float] = {}
    for answer in chardet.detect_all(
        sample, ignore_threshold=True, compat_names=False, include_encodings=include
    ):
        encoding = codecs.lookup(answer["encoding"]).name if answer["encoding"] else None
        believed = encoding == named and named != _BY_DEFAULT
        if encoding and (believed or is_plausible(sample.decode(encoding, "replace"))):
            likely[encoding] = answer["confidence"]
    return likely


def _wide(data: bytes) -> str:
    """Return the encoding of UTF-16 without a mark. Raises Unreadable for what is no text."""
    import chardet

    encoding = chardet.detect(data)["encoding"] or ""
    if encoding.lower() not in ("utf-16-le", "utf-16-be"):
        raise Unreadable(Reason.NO_TEXT)
    return encoding.lower()


def _nearly_whole(text: str) -> bool:
    """Tell whether at most 1 in 10 characters that are not plain ASCII was lost in decoding."""
    apart = sum(not char.isascii() for char in text)
    return text.count("\ufffd") <= _LOST_SHARE * apart


def _checked(decoded: Decoded) -> Decoded:
    if sum(decoded.text.count(chr(code)) for code in _CONTROLS) > _FEW * len(decoded.text):
        raise Unreadable(Reason.NO_TEXT)
    return decoded


def _has_lone_surrogates(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 but for halves of pairs of UTF-16, which careless programs write."""
    with suppress(UnicodeDecodeError):
        data.decode("utf-8", "surrogatepass")
        return True
    return False


def _controls(data: bytes) -> int:
    return sum(data.count(code) for code in _CONTROLS)


def _known(declared: str | None) -> str | None:
    """Return Python's name of a declared encoding; None where it names none that a document can be in.

    A label means what the WHATWG's Encoding Standard has it mean; others are looked up among Python's own.
    """
    label = (declared or "").strip().lower()
    web = webencodings.lookup(label)
    try:
        info = web.codec_info if web and web.name != "replacement" else codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    # Some of Python's codecs make bytes of bytes, or run over escapes; no document is written in them.
    if info.name in _NO_CHARSETS or not getattr(info, "_is_text_encoding", False):
        return None
    return _SUPERSETS.get(info.name, info.name)


@cache
def encoding_label(encoding: str) -> str:
    """Return the name that people know: that of the WHATWG's Encoding Standard, or else Python's."""
    names = (webencodings.lookup(label) for label in webencodings.LABELS)
    known = (web.name for web in names if web and web.codec_info.name == encoding)
    return next(known, encoding)
