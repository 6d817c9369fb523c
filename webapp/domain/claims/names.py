"""Names: the spellings under which sources speak of a person."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.claims.content import Columns
from webapp.domain.input_rules import clean_line, language_tag, required_line
from webapp.domain.refusals import Refused
from webapp.models import PersonName
from webapp.vocab.claims import ClaimState
from webapp.vocab.people import NameKind, script_of
from webapp.vocab.words import N_


@dataclass(frozen=True, kw_only=True)
class NameContent:
    """A spelling of a name; its script is told from its letters."""

    text: str | None
    language: str | None
    name_kind: NameKind
    given: str | None
    patronymic: str | None
    family: str | None

    def checked(self) -> dict[str, Any]:
        """Return the attributes of the claim, cleaned. Raises Refused."""
        text = required_line("text", self.text)
        return {
            "text": text,
            "script": script_of(text),
            "language": language_tag("language", self.language),
            "name_kind": self.name_kind,
            "given": clean_line("given", self.given),
            "patronymic": clean_line("patronymic", self.patronymic),
            "family": clean_line("family", self.family),
        }


COLUMNS: Columns = {
    "text": (N_("Name"), "the name as spelled"),
    "script": (N_("Script"), "ISO 15924"),
    "language": (N_("Language"), "BCP 47"),
    "name_kind": (N_("Kind of name"), "main, alias, birth, religious, as_printed or transliteration"),
    "given": (N_("Given name"), "given name"),
    "patronymic": (N_("Patronymic"), "patronymic"),
    "family": (N_("Family name"), "family name"),
}


def refuse_to_leave_nameless(session: Session, name: PersonName) -> None:
    """Raise Refused where a name is the only one that its person has."""
    others = select(PersonName.id).where(
        PersonName.person_id == name.person_id,
        PersonName.id != name.id,
        PersonName.state != ClaimState.WITHDRAWN,
    )
    if session.scalar(others.limit(1)) is None:
        raise Refused("reason", N_("This is the person's only name; add the right one first."))
