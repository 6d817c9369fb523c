"""What a word of a closed list is: a code to store, a label to show, a definition and its origin."""

from enum import StrEnum
from typing import Self


def N_(message: str) -> str:
    """Return `message` unchanged, having marked it for the extraction of texts to translate."""
    return message


class Word(StrEnum):
    """One word of a closed list.

    Members are declared as `(value, label, definition, origin)`. The value is what the database and
    every export hold; label and definition are English and pass through gettext where they are shown;
    the origin names the standard that the word comes from, or Habeas where it is ours.
    """

    _value_: str
    label: str
    definition: str
    origin: str

    def __new__(cls, value: str, label: str = "", definition: str = "", origin: str = "") -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        word.definition = definition
        word.origin = origin
        return word
