"""The text of a mail or of a web page kept as one (MHTML): its own words, without attachments."""

from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime

from webapp.domain.sources.extraction.decoding import decode, likely_encodings
from webapp.domain.sources.extraction.file_kinds import FileKind
from webapp.domain.sources.extraction.html import read as read_html
from webapp.domain.sources.extraction.messages import Doubt, FileText, Limits, Reason, Unreadable
from webapp.domain.sources.extraction.plain import read as read_plain
from webapp.domain.sources.extraction.text_builder import storable

_MARK = b"\xef\xbb\xbf"
# Where a browser says which page it kept.
_ADDRESS = "Snapshot-Content-Location"


def read(data: bytes, limits: Limits, *, chosen: str | None = None) -> FileText:
    """Return what a mail says (RFC 5322, MIME): who wrote, when and of what, and its text. Raises Unreadable.

    The plain text goes before its likeness in HTML; of whom it is from only the name is taken, for addresses
    are nobody's evidence. Attachments are left out and said.
    """
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    try:
        body = message.get_body(("plain", "html"))
        content = body.get_payload(decode=True) if body else None
        charset = body.get_content_charset() if body else None
        attached = any(True for _ in message.iter_attachments()) and not message[_ADDRESS]
        head, subject = _head(message), _line(message, "subject")
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable(Reason.DAMAGED) from error
    if body is None or not isinstance(content, bytes):
        raise Unreadable(Reason.WEB_ARCHIVE)
    decoded, encoding, doubts = decode(content, declared=charset, chosen=chosen)
    # What the mail declares goes before what its page does.
    reader = read_html if body.get_content_type() == "text/html" else read_plain
    found = reader(_MARK + decoded.encode("utf-8", "replace"), limits)
    text, lost = storable((found.text if message[_ADDRESS] else f"{head}\n\n{found.text}").strip())
    attachments = (Doubt.ATTACHMENTS,) if attached else ()
    return replace(
        found,
        text=text,
        media_type=FileKind.MAIL,
        extractor=found.extractor.replace("utf-8", f"{encoding}{', chosen by hand' if chosen else ''}"),
        title=subject or found.title,
        date=_day(message) or found.date,
        url=_line(message, _ADDRESS) or found.url,
        encodings=likely_encodings(content, declared=charset) if chosen or doubts else (),
        doubts=(*doubts, *found.doubts, *lost, *attachments),
    )


def _head(message: EmailMessage) -> str:
    """Return the lines of a mail's head: from whom by name, when, and its subject."""
    writers = message["from"].addresses if message["from"] else ()
    names = ", ".join(writer.display_name for writer in writers if writer.display_name)
    lines = {"From": names, "Date": _line(message, "date"), "Subject": _line(message, "subject")}
    return "\n".join(f"{name}: {value}" for name, value in lines.items() if value)


def _line(message: EmailMessage, name: str) -> str:
    return " ".join(str(message[name] or "").split())


def _day(message: EmailMessage) -> str | None:
    with suppress(TypeError, ValueError):
        return parsedate_to_datetime(_line(message, "date")).date().isoformat()
    return None
