"""Templates compiled once for all processes and runs, as Python does with its modules."""

from pathlib import Path

from jinja2 import FileSystemBytecodeCache

_FOLDER = Path(__file__).parent / "__pycache__" / "templates"
_FOLDER.mkdir(parents=True, exist_ok=True)
COMPILED_TEMPLATES = FileSystemBytecodeCache(str(_FOLDER))
