"""Names: the spellings under which sources speak of a person."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.claims.recording import Evidence, record, revise
from webapp.domain.input_rules import clean_line, language_tag, required_line
from webapp.models import Person, PersonName
from webapp.vocab.claims import ClaimState, Rank, Visibility
from webapp.vocab.people import NameKind, script_of


def add_name(
    session: Session,
    *,
    people: Sequence[Person],
    evidence: Evidence,
    state: ClaimState,
    visibility: Visibility,
    note: str | None,
    text: str | None,
    language: str | None,
    name_kind: NameKind,
    given: str | None,
    patronymic: str | None,
    family: str | None,
) -> list[PersonName]:
    """Record a spelling of a name; its script is told from its letters. Raises Refused."""
    return record(
        session,
        PersonName,
        people=people,
        evidence=evidence,
        state=state,
        visibility=visibility,
        note=note,
        **_said(
            text=text,
            language=language,
            name_kind=name_kind,
            given=given,
            patronymic=patronymic,
            family=family,
        ),
    )


def revise_name(
    session: Session,
    name: PersonName,
    *,
    version: int,
    rank: Rank,
    rank_reason: str | None,
    visibility: Visibility,
    note: str | None,
    text: str | None,
    language: str | None,
    name_kind: NameKind,
    given: str | None,
    patronymic: str | None,
    family: str | None,
) -> PersonName:
    """Correct a spelling of a name. Raises Refused, Stale."""
    said = _said(
        text=text, language=language, name_kind=name_kind, given=given, patronymic=patronymic, family=family
    )
    revise(
        session,
        name,
        version=version,
        rank=rank,
        rank_reason=rank_reason,
        visibility=visibility,
        note=note,
        **said,
    )
    return name


def _said(
    *,
    text: str | None,
    language: str | None,
    name_kind: NameKind,
    given: str | None,
    patronymic: str | None,
    family: str | None,
) -> dict[str, Any]:
    line = required_line("text", text)
    return {
        "text": line,
        "script": script_of(line),
        "language": language_tag("language", language),
        "name_kind": name_kind,
        "given": clean_line("given", given),
        "patronymic": clean_line("patronymic", patronymic),
        "family": clean_line("family", family),
    }
