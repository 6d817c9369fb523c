"""Files made by hand, byte by byte, so that each is broken in just the way a test says."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "word/document.xml"


def paragraph(*texts: str) -> str:
    """A paragraph of a Word document, with a run for each text."""
    runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' for text in texts)
    return f"<w:p>{runs}</w:p>"


def part(body: str, *, root: str = "document", before: str = "") -> str:
    """A part of a Word document."""
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:{root} xmlns:w="{WORD}">{body}</w:{root}>'


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, **other: str) -> bytes:
    """A Word document; other parts are given by name, with the slash as two underscores."""
    parts = {f"{name.replace('__', '/')}.xml": content for name, content in other.items()}
    return packed({"[Content_Types].xml": "<Types/>", MAIN: part(f"<w:body>{body}</w:body>"), **parts})


def pdf(*pages: str, picture: bool = False, **metadata: str) -> bytes:
    """A PDF with a page for each text, a line for each of its lines; with `picture` an image on each too."""
    return written(writer(*pages, picture=picture, **metadata))


def writer(*pages: str, picture: bool = False, **metadata: str) -> PdfWriter:
    """A PDF that is still to be written, so that it can be changed or encrypted."""
    made = PdfWriter()
    for text in pages:
        page = made.add_blank_page(595, 842)
        resources = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F"): _font()})})
        if picture:
            image = _image()
            resources[NameObject("/XObject")] = DictionaryObject({NameObject("/I"): made._add_object(image)})
        page[NameObject("/Resources")] = resources
        page[NameObject("/Contents")] = made._add_object(_content(text))
    made.add_metadata({f"/{name}": value for name, value in metadata.items()})
    return made


def written(made: PdfWriter) -> bytes:
    """The bytes of a PDF."""
    buffer = io.BytesIO()
    made.write(buffer)
    return buffer.getvalue()


def pdf_of(content: bytes) -> bytes:
    """A PDF with one page, drawn by these commands, which are kept compressed."""
    made, stream = PdfWriter(), DecodedStreamObject()
    stream.set_data(content)
    made.add_blank_page(595, 842)[NameObject("/Contents")] = made._add_object(stream.flate_encode())
    return written(made)


def _font() -> DictionaryObject:
    names = ["/Type /Font", "/Subtype /Type1", "/BaseFont /Helvetica", "/Encoding /WinAnsiEncoding"]
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in map(str.split, names)})


def _content(text: str) -> DecodedStreamObject:
    lines = "".join(f"({line}) Tj 0 -14 Td " for line in text.split("\n") if line)
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F 12 Tf 72 720 Td {lines}ET".encode("cp1252"))
    return stream


def _image() -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(bytes(3))
    stream[NameObject("/Type")], stream[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Image")
    return stream
