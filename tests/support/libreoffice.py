"""LibreOffice without a window: what it makes of a file that people open and save in it."""

import shutil
import subprocess
from pathlib import Path

# Commas, quotation marks, UTF-8, from the first row on.
_CSV = "Text - txt - csv (StarCalc):44,34,76,1"


def converted(file: Path, kind: str, folder: Path) -> Path:
    """Open a file and save it anew in a folder, as `csv`, `xlsx` or `ods`."""
    options = {".csv": [f"--infilter={_CSV}"]}.get(file.suffix, [])
    as_shown = f"csv:{_CSV},,0,false,true,false" if kind == "csv" else kind
    subprocess.run(
        [
            shutil.which("soffice") or "soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to", as_shown, "--outdir", str(folder), *options, str(file),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / f"{file.stem}.{kind}"
