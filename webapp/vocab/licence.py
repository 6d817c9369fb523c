"""The licence under which an installation hands out its data."""

from typing import NamedTuple


class Licence(NamedTuple):
    """A short name, as SPDX has it (CC-BY-4.0), and the address of its text."""

    name: str
    url: str
