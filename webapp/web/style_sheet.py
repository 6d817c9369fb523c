"""The style sheet: kept in many files, joined once at start-up, so that a page asks for one."""

import hashlib
import re
from io import BytesIO
from pathlib import Path

from flask import Flask, Response, send_file

NAME = "habeas.css"
_IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\((\w+)\))?([^;]*);')
_ADDRESS = re.compile(r'(?<!@import )url\("(?!data:)([^"]+)"\)')


def init_app(app: Flask) -> None:
    """Answer /static/habeas.css with the joined sheet, and every other static file as it lies on disk."""
    folder = Path(str(app.static_folder)).resolve()
    sheet = joined(folder / "css" / NAME, folder).encode()
    etag = hashlib.sha256(sheet).hexdigest()

    def static(filename: str) -> Response:
        if filename != NAME:
            return app.send_static_file(filename)
        return send_file(BytesIO(sheet), "text/css", etag=etag)

    app.view_functions["static"] = static


def joined(file: Path, folder: Path) -> str:
    """Return a style sheet with what it imports in place, and its addresses relative to `folder`.

    Raises: ValueError for a file that is named and does not lie in the folder.
    """

    def imported(rule: re.Match[str]) -> str:
        address, layer, media = rule.groups()
        rules = joined(file.parent / address, folder)
        if layer:
            rules = f"@layer {layer} {{\n{rules}}}"
        return f"@media{media} {{\n{rules}\n}}" if media else rules

    def moved(rule: re.Match[str]) -> str:
        return f'url("{(file.parent / rule[1]).resolve().relative_to(folder).as_posix()}")'

    sheet = file.read_text("utf-8").removeprefix('@charset "UTF-8";')
    return _IMPORT.sub(imported, _ADDRESS.sub(moved, sheet))
