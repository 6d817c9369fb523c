"""What the tests of claims share: what is typed to cite, and what the database and a page then hold."""

from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import make
from tests.support.forms import errors
from webapp.models import Citation, Claim, Passage, Person, Revision

C = TypeVar("C", bound=Claim)

CITING = {"source": "S-0001", "quote": make.ARRESTED, "reason": "Read in the declaration"}


def newest(session: Session, kind: type[C]) -> C:
    """Return the claim of this kind that was made last."""
    return session.scalars(select(kind).order_by(kind.made_at.desc()).limit(1)).one()


def last_change(session: Session, row: Claim | Citation) -> Revision:
    """Return the newest entry of a row's history."""
    query = select(Revision).where(Revision.row_id == row.id).order_by(Revision.number.desc())
    return session.scalars(query.limit(1)).one()


def counts(session: Session) -> list[int]:
    """Return how many people, claims, citations, passages and changes there are."""
    keys = (Person.id, Claim.id, Citation.id, Passage.id, Revision.number)
    return [session.scalar(select(func.count(key))) or 0 for key in keys]


def shows_problems(page: TestResponse, **words_by_field: str) -> bool:
    """Tell whether a page says these words at these fields, and has a list of problems that leads to each."""
    problems, text = errors(page), page.get_data(as_text=True)
    at_fields = all(words in problems.get(field, "") for field, words in words_by_field.items())
    return at_fields and all(f'href="#{field}"' in text for field in words_by_field)
