"""The seed as it was at first: today's files, with what was described otherwise."""

import re
from pathlib import Path

from tests.house.tree import ROOT

_SPELLING = """
[[organizations.names]]
text = "Baku regime"
kind = "alias"
language = "en"
quote = "The Baku regime is one of the most ruthless in the world."
start = 2872
end = 2929

[[organizations]]
key = "made-in-azerbaijan"
"""
_GOVERNMENT = """[[organizations]]
key = "aliyev-government"
kind = "state_body"
country = "AZ"
name = "Aliyev government"
note = "The government of Azerbaijan in the words of the texts."
"""
# What stands in a file today, as a pattern, and what stood there at first, in every place of the file.
_FORMER = {
    "002": {" That both mean one organization is inferred from the name.": ""},
    "003": {
        " That both mean one organization is inferred from the name.": "",
        "in the words of one text": "in the words of the texts",
        r'(key = "prison-administration-az"\n)kind = "state_body"': r'\1kind = "prison"',
        r'\[\[people.facts\]\]\nfact = "occupation"\nvalue = "trade_unionist"\n(.+\n)+\n': "",
        r'"Inferred: the text says \\"Union leader\\", and the': r'"The text says \\"Union leader\\"; the',
        r'outcome = "release_demanded"(\n.+\n)note = "Inferred: the text demands .*? prisoner\. The year': (
            r'outcome = "political_prisoner"\1note = "The text demands freedom for all. The year'
        ),
        r'reason_words = .+\nnote = "(.+?);': r'note = "\1, \\"for exposing the police torture\\";',
    },
    "004": {
        r'place_words = "Nantes"\n(.+\nnote = "At the end of March)': r"\1, in Nantes",
        r'\[\[organizations\]\]\nkey = "made-in-azerbaijan"\n': _GOVERNMENT + _SPELLING,
        r'words = "The Baku regime … [Tt]hey"': r'words = "They"\nperpetrator = "aliyev-government"',
    },
}


def write(folder: Path) -> Path:
    """Write the former seed files into a new folder and return it."""
    folder.mkdir()
    for file in (ROOT / "seed/data").glob("*.toml"):
        text = file.read_text("utf-8")
        for today, former in _FORMER.get(file.name[:3], {}).items():
            text, number = re.subn(today, former, text)
            assert number, today
        (folder / file.name).write_text(text, "utf-8")
    return folder
