"""What a forked reader finds done: what reads each kind of file is loaded."""

from tests.support import forked_readers
from webapp.domain.sources.extraction import html, mail, pdf, plain
from webapp.domain.sources.extraction.office import docx, spreadsheet

__all__ = ["docx", "forked_readers", "html", "mail", "pdf", "plain", "spreadsheet"]
