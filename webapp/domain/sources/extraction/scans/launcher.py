"""The process that becomes tesseract: an image in, words out, and nothing else within its reach."""

import json
import os
import sys
from pathlib import Path

from webapp.domain.sources.extraction.confinement.kernel import confine
from webapp.domain.sources.extraction.confinement.resources import limit
from webapp.domain.sources.extraction.messages import Limits

# What starts every program that is linked to libraries.
_LOADERS = ("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1")


def main() -> None:
    """Become the program of the orders, within limits given as JSON, to read its own data alone."""
    limits, program, data, *arguments = sys.argv[1:]
    limit(Limits(**json.loads(limits)))
    loaders = [path for path in map(Path, _LOADERS) if path.exists()]
    confine(Path(__file__).parents[4], programs=[Path(program), *loaders], data=[Path(data)])
    # A thread is a process to the kernel, and may not be begun.
    os.execve(program, [program, *arguments], {"OMP_THREAD_LIMIT": "1", "TESSDATA_PREFIX": data})
