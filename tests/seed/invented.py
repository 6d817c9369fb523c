"""A seed of one invented text, written to a folder as a seed file and, beside it, the text itself."""

from hashlib import sha256
from pathlib import Path


def held(month: str = "May") -> str:
    """Return the sentence that the status rests on."""
    return f"Elvin Sinagov, whom his friends call “Elo”, is in prison since {month} 2023."


def text_of(month: str = "May") -> str:
    """Return the whole text."""
    return (
        f"The Invented Courier writes: {held(month)} He leads the Union of Invented Couriers."
        " “Séance after séance was put off”, says Ayla Numunali. His asthma goes untreated.\n"
    )


def quoted(words: str, text: str) -> str:
    """Return the three lines that quote words of a text, and fail where it does not hold them."""
    start = text.index(words)
    return f'quote = "{words}"\nstart = {start}\nend = {start + len(words)}\n'


def further(words: str, text: str) -> str:
    """Return the line that cites one more passage."""
    return f"also = [{inline(words, text)}]\n"


def inline(words: str, text: str) -> str:
    """Return the table, in one line, that quotes words of a text."""
    return f"{{ {', '.join(quoted(words, text).splitlines())} }}"


def seed_of(month: str = "May", person: str = "elvin-sinagov") -> str:
    """Return the seed file of the text."""
    text = text_of(month)
    return f"""
[source]
title = "An invented report"
kind = "press_article"
publisher = "invented-courier"
language = "en"
date = "2023-06?"
date_note = "The text gives no date."
reliability = "F"
note = "Invented."
text_sha256 = "{sha256(text.encode()).hexdigest()}"
text_length = {len(text)}
bytes_sha256 = "{sha256(text.encode()).hexdigest()}"
media_type = "text/plain"

[[organizations]]
key = "invented-courier"
kind = "media"
name = "The Invented Courier"

[[organizations.names]]
text = "The Invented Courier"
kind = "main"
language = "en"
{quoted("The Invented Courier", text)}
[[organizations]]
key = "couriers"
kind = "union"
country = "AZ"
name = "Union of Couriers (invented)"

[[organizations.names]]
text = "Union of Invented Couriers"
kind = "as_printed"
{quoted("Union of Invented Couriers", text)}
[[people]]
key = "{person}"

[[people.names]]
text = "Elvin Sinagov"
kind = "main"
script = "Latn"
given = "Elvin"
family = "Sinagov"
{quoted("Elvin Sinagov", text)}
[[people.names]]
text = "Elo"
kind = "alias"
{quoted("whom his friends call “Elo”", text)}
[[people.statuses]]
status = "imprisoned"
since = "2023-05"
until = "2024"
note = "Since May."
{quoted(held(month), text)}{further("Séance after séance was put off", text)}
[[people.affiliations]]
organization = "couriers"
role = "leader"
{quoted("He leads the Union of Invented Couriers.", text)}
[[people.facts]]
fact = "health"
value = "asthma"
{quoted("His asthma goes untreated.", text)}
"""


def write(folder: Path, seed: str | None = None, name: str = "invented.toml") -> Path:
    """Write a seed file into a folder, made where it is missing, and return the folder."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(seed or seed_of(), "utf-8")
    return folder
