"""The seed files: one a text, found in the package or in a folder, and compared with one another."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from seed.entries import BadSeed, Entry


@dataclass(frozen=True)
class Document:
    """One seed file: the description of its text, the organizations and cases that it names, and the people.

    `corrected` tells why claims of an earlier seed are withdrawn.
    """

    name: str
    source: Entry
    title: str
    corrected: str | None
    text_sha256: str
    organizations: tuple[Entry, ...]
    cases: tuple[Entry, ...]
    people: tuple[Entry, ...]


def packaged() -> Traversable:
    """Return the folder of the seed files that come with Habeas."""
    return files("seed") / "data"


def documents(folder: Traversable) -> list[Document]:
    """Return the seed files of a folder by name.

    Raises BadSeed for a file that cannot be read, and for a person who is described twice: nobody but a
    reader can tell whether two people of one name are one person.
    """
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    folder_documents = [_document(folder / name) for name in names]
    seen: dict[str, str] = {}
    for document in folder_documents:
        for person in document.people:
            key = person.needed("key")
            if key in seen:
                raise person.wrong("key", f"{seen[key]} has a person of this key")
            seen[key] = document.name
    return folder_documents


def _document(file: Traversable) -> Document:
    try:
        values = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSeed(f"{file.name}: {error}") from error
    whole = Entry(values, file.name)
    source = whole.entry("source")
    document = Document(
        name=file.name,
        source=source,
        title=source.needed("title"),
        corrected=source.text("corrected"),
        text_sha256=source.needed("text_sha256"),
        organizations=tuple(whole.entries("organizations")),
        cases=tuple(whole.entries("cases")),
        people=tuple(whole.entries("people")),
    )
    whole.finish()
    return document
