"""What made a text, with its version: so that a reading can be repeated and a difference explained."""

from importlib.metadata import version


def producer(reader: str) -> str:
    """Return the name of an extractor: what read the bytes, and the Habeas that set the text down."""
    return f"{reader} + habeas {version('habeas')}"


def package(name: str) -> str:
    """Return a package with its version, such as pypdf 7.1.0."""
    return f"{name} {version(name)}"
