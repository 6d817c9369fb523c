"""What kind of file some bytes are: told by themselves, never by the name that somebody gave them."""

import re
import unicodedata
from enum import StrEnum
from pathlib import PurePath

from webapp.domain.sources.extraction.messages import Doubt, FileText, Limits, Reason, Unreadable
from webapp.domain.text.tabular import is_tabular


class FileKind(StrEnum):
    """A kind of file that can be read, by its media type."""

    TEXT = "text/plain"
    HTML = "text/html"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    XLS = "application/vnd.ms-excel"
    MAIL = "message/rfc822"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"


SPREADSHEETS = (FileKind.XLSX, FileKind.ODS, FileKind.XLS)
PICTURES = (FileKind.PNG, FileKind.JPEG, FileKind.TIFF)
"""Pictures that a machine may read text from."""


_HEAD = 4096
_NAME_LIMIT = 100
# Each of the machines that a mail passed writes into its head.
_MAIL_HEAD = 65_536
# Long enough that no text begins with them: PKK and BMT are words.
_MARKS = {
    Reason.OLD_WORD: (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
    Reason.RICH_TEXT: (rb"{\rtf",),
    Reason.OTHER_PICTURE: (b"GIF87a", b"GIF89a"),
    Reason.PACKED: (b"Rar!\x1a", b"7z\xbc\xaf", b"\x1f\x8b\x08", b"\xfd7zXZ", b"PK\x05\x06"),
    Reason.SOUND: (b"ID3\x03", b"ID3\x04", b"OggS\0", b"\x1aE\xdf\xa3", b"fLaC\0"),
    Reason.NO_TEXT: (b"%!PS-", b"\x7fELF", b"MZ\x90\0", b"SQLite format 3\0"),
}
_PICTURES = {
    FileKind.PNG: (b"\x89PNG\r\n",),
    FileKind.JPEG: (b"\xff\xd8\xff",),
    FileKind.TIFF: (b"II*\0", b"MM\0*"),
}
# The stream in which a workbook of Excel 97 stands within its compound file, as [MS-XLS] 2.1.2 names it.
_WORKBOOK_STREAM = "Workbook\0".encode("utf-16-le")
_ODS_MARK = b"mimetype" + FileKind.ODS.encode()
_ODT_MARK = b"mimetypeapplication/vnd.oasis.opendocument.text"
_BOXED_PICTURES = (b"heic", b"heix", b"mif1", b"avif")
# The tags by which the WHATWG's MIME Sniffing Standard knows HTML, with those of XHTML.
_HTML = re.compile(
    rb"<(?:!doctype html|html|head|body|script|iframe|h1|div|font|table|a|style|title|b|br|p|meta|!--)[\s>/]",
    re.IGNORECASE,
)
_INNER_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_PICTURE = re.compile(
    rb"(?:<\?xml[^>]*>|<!--(?:(?!-->).)*-->|<!doctype svg[^>]*>|\s)*<svg[\s>]", re.IGNORECASE | re.DOTALL
)
_MAIL = re.compile(rb"^content-type:\s*multipart/|^mime-version:", re.IGNORECASE | re.MULTILINE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_SUFFIXES = {
    FileKind.TEXT: {"", ".txt", ".text", ".md", ".log", ".csv", ".tsv", ".srt"},
    FileKind.HTML: {"", ".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx"},
    FileKind.PDF: {"", ".pdf"},
    FileKind.DOCX: {"", ".docx", ".docm", ".dotx"},
    FileKind.XLSX: {"", ".xlsx", ".xlsm", ".xltx"},
    FileKind.ODS: {"", ".ods", ".ots"},
    FileKind.XLS: {"", ".xls", ".xlt"},
    FileKind.MAIL: {"", ".eml", ".mht", ".mhtml"},
    FileKind.PNG: {"", ".png"},
    FileKind.JPEG: {"", ".jpg", ".jpeg", ".jpe", ".jfif"},
    FileKind.TIFF: {"", ".tif", ".tiff"},
}
_OTHERWISE = {
    FileKind.TEXT: Doubt.NAMED_OTHERWISE_TEXT,
    FileKind.HTML: Doubt.NAMED_OTHERWISE_HTML,
    FileKind.PDF: Doubt.NAMED_OTHERWISE_PDF,
    FileKind.DOCX: Doubt.NAMED_OTHERWISE_DOCX,
    FileKind.MAIL: Doubt.NAMED_OTHERWISE_MAIL,
    **dict.fromkeys(SPREADSHEETS, Doubt.NAMED_OTHERWISE_SPREADSHEET),
    **dict.fromkeys(PICTURES, Doubt.NAMED_OTHERWISE_PICTURE),
}


def kind_of(data: bytes) -> FileKind:
    """Return the kind of file some bytes are. Raises Unreadable for a kind that cannot be read."""
    # Without byte order mark and zeros, so that UTF-16 is looked at as any other text.
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"").lstrip()
    if head.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and b"startxref" in data):
        return FileKind.PDF
    if data.startswith(b"PK\x03\x04"):
        return _packed_kind(data)
    if data.startswith(_MARKS[Reason.OLD_WORD]) and _WORKBOOK_STREAM in data:
        return FileKind.XLS
    if (picture := _picture_kind(data)) is not None:
        return picture
    for reason, marks in _MARKS.items():
        if data.startswith(marks):
            raise Unreadable(reason)
    _refuse_boxes(data)
    if _PICTURE.match(head):
        raise Unreadable(Reason.OTHER_PICTURE)
    if _MAIL.search(_HEAD_END.split(data[:_MAIL_HEAD].lstrip(b"\xef\xbb\xbf \r\n"))[0]):
        return FileKind.MAIL
    if _HTML.match(head) or _INNER_HTML.search(head):
        return FileKind.HTML
    return FileKind.TEXT


def _picture_kind(data: bytes) -> FileKind | None:
    return next((kind for kind, marks in _PICTURES.items() if data.startswith(marks)), None)


def _packed_kind(data: bytes) -> FileKind:
    """Return the kind of a packed office file, by the names of its parts; what is none is refused later."""
    if _ODT_MARK in data[:_HEAD]:
        raise Unreadable(Reason.OPEN_DOCUMENT)
    if _ODS_MARK in data[:_HEAD]:
        return FileKind.ODS
    # The names of all parts stand once more at the end, in the archive's own list.
    return FileKind.XLSX if b"xl/workbook.xml" in data else FileKind.DOCX


def plain_name(file_name: str | None) -> str:
    """Return the last part of a file's name, without what no person can read, at most 100 characters."""
    last = (file_name or "").replace("\\", "/").rpartition("/")[2]
    legible = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip()
    # From the end, where it says what sort of file it is.
    return unicodedata.normalize("NFC", legible)[-_NAME_LIMIT:] or "a file"


def misnamed(kind: FileKind, file_name: str) -> tuple[Doubt, ...]:
    """Return a doubt where the ending of a file's name is that of another kind."""
    suffix = PurePath(file_name.replace("\0", "")).suffix.lower()
    return () if suffix in _SUFFIXES[kind] else (_OTHERWISE[kind],)


def _refuse_boxes(data: bytes) -> None:
    """Raise Unreadable for pictures and recordings that are told by bytes further on."""
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        raise Unreadable(Reason.OTHER_PICTURE)
    if data.startswith(bytes(3)) and data[4:8] == b"ftyp":
        raise Unreadable(Reason.OTHER_PICTURE if data[8:12] in _BOXED_PICTURES else Reason.SOUND)
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise Unreadable(Reason.OTHER_PICTURE if data[8:12] == b"WEBP" else Reason.SOUND)


def longest_text(found: FileText, limits: Limits) -> int:
    """Return how many bytes the text of a file may have: a list goes on for longer than what is read."""
    is_list = found.media_type in SPREADSHEETS or (
        found.media_type == FileKind.TEXT and is_tabular(found.text)
    )
    return limits.table if is_list else limits.text
