"""How long the text of a file may be: a list goes on for longer than anything that is read through."""

from webapp.domain.sources.extraction.file_kinds import SPREADSHEETS, FileKind
from webapp.domain.sources.extraction.messages import FileText, Limits
from webapp.domain.text.tabular import is_tabular


def longest_text(found: FileText, limits: Limits) -> int:
    """Return how many bytes the text of a file may have."""
    is_list = found.media_type in SPREADSHEETS or (
        found.media_type == FileKind.TEXT and is_tabular(found.text)
    )
    return limits.table if is_list else limits.text
