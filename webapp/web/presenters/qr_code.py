"""An address as a QR code (ISO/IEC 18004), as one path for a template to write into its SVG."""

from typing import NamedTuple

import segno


class QrCode(NamedTuple):
    """A code to draw: how many modules it is wide and high, its quiet zone counted, and its path."""

    size: int
    path: str


def drawn(address: str) -> QrCode:
    """Return the code of an address; up to 15 of 100 modules may be lost on the way through a copier."""
    code = segno.make(address, error="m", micro=False)
    border = 4
    path = "".join(
        f"M{x + border},{y + border}h1v1h-1z"
        for y, row in enumerate(code.matrix)
        for x, dark in enumerate(row)
        if dark
    )
    return QrCode(code.symbol_size(border=border)[0], path)
