"""One thing that is not as it must be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """What is at fault, as a reference or a table and its key, and what is wrong with it, in one line."""

    subject: str
    message: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.message}"
