"""What the two sides of a reading say to each other: limits, what was found, why not, and what to look at."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from webapp.domain.text.canonical_text import TABLE_LIMIT, TEXT_LIMIT
from webapp.vocab.words import N_

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """How much one reading may take; sizes in bytes."""

    file: int = 20 * MEGABYTE
    seconds: int = 30
    """By the clock on the wall."""
    processor: int = 30
    """Seconds of a processor's time."""
    memory: int = 512 * 1024 * 1024
    """Of address space, the interpreter's own share of some 40 MB included."""
    unpacked: int = 50 * MEGABYTE
    """The most that one part of a packed file may come to."""
    pages: int = 2_000
    scanned: int = 200
    """The most pages that are read by machine from their images."""
    text: int = TEXT_LIMIT
    """The canonical text, in UTF-8."""
    table: int = TABLE_LIMIT
    """The same of a table."""
    image: int = 40 * MEGABYTE
    """The image of one page, as a file."""


class PageReader(StrEnum):
    """What reads the pages of a PDF."""

    PYPDF = "pypdf"
    PDFIUM = "pdfium"
    TESSERACT = "tesseract"


@dataclass(frozen=True)
class ReadingChoice:
    """What a person chose of how a file is read; None or nothing where the reader is to find out.

    `encoding` is Python's name of one, for text and HTML; `page_reader` is for every page of a PDF;
    `languages` are those of tesseract, for a scan.
    """

    encoding: str | None = None
    page_reader: PageReader | None = None
    languages: tuple[str, ...] = ()


AS_FOUND_OUT = ReadingChoice()


@dataclass(frozen=True)
class PageImageOrder:
    """The page, counted from 1, of which an image is wanted, and how many pixels it may have.

    Without a number it is asked how many pages there are. `gray` is for a machine to read.
    """

    number: int | None
    pixels: int = 2_200_000
    gray: bool = False


@dataclass(frozen=True)
class MarksOrder:
    """The marks of a workbook are wanted, and no text."""

    marks: bool = True


@dataclass(frozen=True)
class FileText:
    """What a file holds, as its own words have it: nothing here was guessed.

    `text` is in NFC with LF line ends; `page_starts` counts its code points; `date` is as the file writes it.
    `encodings` are those that the file may be in, each with the first words that tell it from others.
    """

    text: str
    media_type: str
    extractor: str
    page_starts: tuple[int, ...] = ()
    title: str | None = None
    date: str | None = None
    language: str | None = None
    url: str | None = None
    doubts: tuple["Doubt", ...] = ()
    encodings: tuple[tuple[str, str], ...] = ()


class _Message(StrEnum):
    """A code that passes between the processes, and the sentence that a person reads."""

    message: str

    def __new__(cls, value: str, message: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.message = message
        return member


class Reason(_Message):
    """Why a file was not read, and what to do instead; `%(…)s` are fields of `Limits`."""

    EMPTY = "empty", N_("The file is empty.")
    LARGE = "large", N_("The file is larger than %(file)s million bytes; add it in parts.")
    LONG = "long", N_("The text is longer than a million bytes; add it in parts.")
    MANY_PAGES = "many pages", N_("It has more than %(pages)s pages; add it in parts.")
    MANY_SCANNED_PAGES = (
        "many scanned pages",
        N_("It is a scan of more than %(scanned)s pages; add it in parts."),
    )
    BLANK = "blank", N_("No text was found in it. If you can read it, paste the text instead.")
    SCAN = (
        "scan",
        N_("No text was found in it; it may be a scan. Read it with OCR first, or paste the text."),
    )
    SCAN_WITHOUT_OCR = (
        "scan without ocr",
        N_(
            "No text was found in it; it may be a scan. Paste the text, or have OCR installed here: apt"
            " install tesseract-ocr tesseract-ocr-aze tesseract-ocr-rus tesseract-ocr-tur."
        ),
    )
    LOCKED = "locked", N_("It is protected by a password; remove the protection first.")
    DAMAGED = "damaged", N_("It is cut short or damaged; fetch it again, or paste the text.")
    BOMB = "bomb", N_("Unpacked it would be far larger than a document is; paste the text instead.")
    ENTITIES = "entities", N_("It defines XML entities, which no Word document does; paste the text instead.")
    DEEP = "deep", N_("It is nested more deeply than any real document; paste the text instead.")
    SLOW = "slow", N_("Reading it took longer than %(seconds)s seconds; add it in parts, or paste the text.")
    HEAVY = "heavy", N_("Reading it took more memory than is allowed; add it in parts, or paste the text.")
    BROKE_OFF = "broke off", N_("Its reading broke off; save it anew as PDF or .docx, or paste the text.")
    BUSY = "busy", N_("Other files are being read just now; try again in a minute.")
    OLD_WORD = (
        "old word",
        N_("It is in an old Office format (.doc) or has a password. Save it as .docx or PDF without one."),
    )
    OPEN_DOCUMENT = (
        "open document",
        N_("It is an OpenDocument text (.odt), which cannot be read here. Save it as .docx or PDF."),
    )
    OFFICE = (
        "office",
        N_("It is no text document that can be read here. Save it as .docx or PDF, or paste the text."),
    )
    WIDE = (
        "wide",
        N_("A sheet of it has cells further out than any list has; keep only the list, and save it anew."),
    )
    RICH_TEXT = "rich text", N_("RTF cannot be read here. Save it as .docx or PDF, or paste the text.")
    WEB_ARCHIVE = (
        "web archive",
        N_(
            "It is a mail or a web archive without a text that can be read here. Save it as “HTML only” or"
            " PDF, or paste the text."
        ),
    )
    PACKED = "packed", N_("It is an archive of files. Unpack it and add its documents one by one.")
    PICTURE = "picture", N_("It is a picture. Read it with OCR first, or paste the text.")
    OTHER_PICTURE = (
        "other picture",
        N_("It is a picture of a kind that cannot be read here. Save it as PNG, JPEG or TIFF."),
    )
    PICTURE_WITHOUT_OCR = (
        "picture without ocr",
        N_(
            "It is a picture. Paste the text, or have OCR installed here: apt install tesseract-ocr"
            " tesseract-ocr-aze tesseract-ocr-rus tesseract-ocr-tur."
        ),
    )
    SOUND = "sound", N_("It is a recording. Paste what is said in it as text.")
    NO_PAGE = "no page", N_("It has no such page.")
    NO_TEXT = "no text", N_("It is no text, HTML, PDF or .docx. Save it as one of these, or paste the text.")


class Doubt(_Message):
    """What a person should look at before confirming a text that was read."""

    NAMED_OTHERWISE_TEXT = "is text", N_("The name of the file ends otherwise, but it holds plain text.")
    NAMED_OTHERWISE_HTML = "is html", N_("The name of the file ends otherwise, but it holds HTML.")
    NAMED_OTHERWISE_PDF = "is pdf", N_("The name of the file ends otherwise, but it holds a PDF.")
    NAMED_OTHERWISE_DOCX = "is docx", N_("The name of the file ends otherwise, but it holds a Word document.")
    NAMED_OTHERWISE_MAIL = "is mail", N_("The name of the file ends otherwise, but it holds a mail.")
    NAMED_OTHERWISE_PICTURE = "is picture", N_("The name of the file ends otherwise, but it holds a picture.")
    NAMED_OTHERWISE_SPREADSHEET = (
        "is spreadsheet", N_("The name of the file ends otherwise, but it holds a spreadsheet."),
    )  # fmt: skip
    MISDECLARED = "misdeclared", N_("The encoding that the file declares does not fit what it holds.")
    UNDECLARED = "undeclared", N_("The file does not say how its letters are encoded; look at some of them.")
    AS_UTF_8 = "utf-8", N_("It was read as UTF-8.")
    AS_UTF_16 = "utf-16", N_("It was read as UTF-16.")
    AS_WINDOWS_1251 = "cp1251", N_("It was read as windows-1251 (Cyrillic).")
    AS_KOI8 = "koi8-u", N_("It was read as KOI8 (Cyrillic).")
    AS_ISO_8859_5 = "iso8859-5", N_("It was read as ISO 8859-5 (Cyrillic).")
    AS_CP866 = "cp866", N_("It was read as code page 866 (Cyrillic).")
    AS_WINDOWS_1254 = "cp1254", N_("It was read as windows-1254 (Turkish).")
    AS_WINDOWS_1252 = "cp1252", N_("It was read as windows-1252 (Western European).")
    AS_WINDOWS_1256 = "cp1256", N_("It was read as windows-1256 (Arabic).")
    AS_ANOTHER = "another encoding", N_("It was read in the encoding that fits its letters best.")
    LEFT_OUT = "left out", N_("Characters that cannot be stored were left out.")
    LETTERS_LOST = "letters lost", N_("Letters are missing from it; compare it with the original.")
    POOR = "poor", N_("The text came out poorly; compare it with the original, or paste it instead.")
    DISORDERED = (
        "disordered",
        N_("Words and numbers written from right to left may stand in another order; compare them."),
    )
    COLUMNS = "columns", N_("It is set in columns whose lines may stand mixed; look at their order.")
    PAGES_BARE = (
        "pages bare",
        N_("Some pages are pictures without text, or with hardly any; they were not read by a machine."),
    )
    SCANNED = "scanned", N_("It seems to be a scan over which a few words were printed.")
    READ_BY_MACHINE = (
        "read by machine",
        N_("A machine read it from images of its pages; compare it with them, the marked words first."),
    )
    MANY_WORDS_IN_DOUBT = (
        "many words in doubt",
        N_(
            "Of many words the machine is not sure: their language may not be installed here. Install it (apt"
            " install tesseract-ocr-aze tesseract-ocr-rus tesseract-ocr-tur, …) and let it be read again."
        ),
    )
    PAGES_DAMAGED = "pages damaged", N_("Some pages could not be read; compare it with the original.")
    REPAIRED = "repaired", N_("The file is damaged or incomplete; compare the text with the original.")
    CHANGES_TRACKED = "changes tracked", N_("It holds tracked changes: insertions were kept, deletions not.")
    ATTACHMENTS = (
        "attachments", N_("What is attached to the mail was left out; add each file as a source of its own."),
    )  # fmt: skip
    STRUCK = "struck", N_("It holds struck-out words, which were left out; compare it with the original.")
    STRUCK_KEPT = (
        "struck kept",
        N_("A line strikes words out that are still in the text; compare it with the original."),
    )
    HIDDEN_TEXT = "hidden text", N_("It holds hidden text, which was left out.")
    HIDDEN_SHEETS = "hidden sheets", N_("It holds hidden sheets, which were left out.")
    MARKS_UNREAD = (
        "marks unread",
        N_("Struck-out cells, colours and comments are no part of the text; look at the file itself."),
    )


class Unreadable(Exception):
    """A file that cannot be read, for a reason that a person can act on."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason
