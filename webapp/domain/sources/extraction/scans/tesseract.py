"""Tesseract, where Debian's package is installed: its languages, and a page read by it in a sandbox."""

import json
import re
from dataclasses import asdict
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from webapp.domain.sources.extraction.confinement.child import answer_of, started
from webapp.domain.sources.extraction.messages import MEGABYTE, Limits, Reason, Unreadable

_LAUNCHER = "webapp.domain.sources.extraction.scans.launcher"
_PROGRAM = Path("/usr/bin/tesseract")
_FOLDERS = Path("/usr/share")
_LIMITS = Limits(seconds=90, processor=60, memory=1_000 * MEGABYTE)
_ANSWER = 4 * MEGABYTE
_SCRIPT = re.compile(rb"^Script: (\w+)", re.MULTILINE)
# Of each script the languages that are likely here, the likeliest first; a page is read in three at the most.
_LIKELY = {
    "Latin": ("aze", "eng", "tur"),
    "Cyrillic": ("rus", "ukr", "aze_cyrl", "bel"),
    "Arabic": ("ara", "fas", "urd"),
    "Hebrew": ("heb",),
    "Georgian": ("kat",),
    "Armenian": ("hye",),
    "Han": ("chi_sim", "chi_tra"),
    "Greek": ("ell",),
}
LANGUAGE_TAGS = {
    "ara": "ar", "aze": "az", "aze_cyrl": "az-Cyrl", "bel": "be", "chi_sim": "zh-Hans", "chi_tra": "zh-Hant",
    "deu": "de", "ell": "el", "eng": "en", "fas": "fa", "fra": "fr", "heb": "he", "hye": "hy", "kat": "ka",
    "rus": "ru", "spa": "es", "tur": "tr", "ukr": "uk", "urd": "ur",
}  # fmt: skip
"""What tesseract calls the languages that are likeliest here, by BCP 47."""
_UNKNOWN_SCRIPT = ("eng", "aze", "rus")
_MOST_LANGUAGES = 3
_AT_ONCE = BoundedSemaphore(2)


def data_folder() -> Path | None:
    """Return where the languages of tesseract are installed, None where it is not."""
    folders = [*sorted(_FOLDERS.glob("tesseract-ocr/*/tessdata"), reverse=True), _FOLDERS / "tessdata"]
    return next((folder for folder in folders if folder.is_dir() and _PROGRAM.exists()), None)


def installed_languages() -> tuple[str, ...]:
    """Return the languages that can be read, by tesseract's codes; none where it is not installed."""
    folder = data_folder()
    names = () if folder is None else sorted(file.stem for file in folder.glob("*.traineddata"))
    return tuple(name for name in names if name not in ("osd", "equ"))


def likely_languages(image: bytes) -> tuple[str, ...]:
    """Return in which installed languages the image of a page is likely to be, by its script."""
    installed = installed_languages()
    if len(installed) < 2:
        return installed
    try:
        script = _SCRIPT.search(_run(image, "--psm", "0"))
    except Unreadable:
        # Of a few words it does not tell the script, and ends with a fault.
        script = None
    wished = _LIKELY.get(script[1].decode(), ()) if script else _UNKNOWN_SCRIPT
    likely = tuple(name for name in wished if name in installed) or installed
    return likely[:_MOST_LANGUAGES]


def words_of(image: bytes, languages: tuple[str, ...]) -> str:
    """Return the words of the image of a page as tesseract's TSV. Raises Unreadable."""
    known = [name for name in languages if name in installed_languages()]
    return _run(image, "-l", "+".join(known or installed_languages()[:1]), "tsv").decode("utf-8", "replace")


@cache
def version() -> str:
    """Return the name and version of what reads scans."""
    return _run(b"", "--version").partition(b"\n")[0].decode("ascii", "replace").strip() or "tesseract"


def _run(image: bytes, *arguments: str) -> bytes:
    """Return what tesseract answers about an image, or about itself. Raises Unreadable."""
    folder = data_folder()
    assert folder is not None, "nobody asks where it is not installed"
    whole = ["stdin", "stdout", "--tessdata-dir", str(folder), *arguments] if image else [*arguments]
    if not _AT_ONCE.acquire(timeout=_LIMITS.seconds):
        raise Unreadable(Reason.BUSY)
    try:
        child = started(_LAUNCHER, json.dumps(asdict(_LIMITS)), str(_PROGRAM), str(folder), *whole)
        return answer_of(child, image, seconds=_LIMITS.seconds, most=_ANSWER)
    finally:
        _AT_ONCE.release()
