"""Whether others changed what a list is about since it was read and made ready."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.imports.prepared_rows import PreparedList
from webapp.domain.people.namesakes import LIKELY
from webapp.domain.text.name_folding import name_tokens
from webapp.domain.text.name_likeness import keys, likeness
from webapp.models import Claim, PersonName, Revision, SourceVersion

# What any row may rest on.
_FOR_ALL = {"organization", "organization_name", "provision", "legal_code", "home_rules"}
_OF_PEOPLE = {"person", "citation", "verification", *(kind.__tablename__ for kind in Claim.__subclasses__())}
# Of more people it is not worth finding out.
_MOST_PEOPLE = 200


def overtaken(session: Session, version: SourceVersion, prepared: PreparedList, *, since: int) -> bool:
    """Tell whether history of others since a revision touches what the rows mean or rest on.

    That is people whom rows mean, somebody whose name is like that of somebody new, the source, what is cited
    from it, organizations and law.
    """
    of_others = Revision.number > since, Revision.edit_id != prepared.edit.id
    query = select(Revision.table_name, Revision.about_id).where(*of_others).distinct()
    changed = [(table, about_id) for table, about_id in session.execute(query)]
    if any(table in _FOR_ALL or about_id == version.source_id for table, about_id in changed):
        return True
    people = {about_id for table, about_id in changed if table in _OF_PEOPLE}
    if not people:
        return False
    return len(people) > _MOST_PEOPLE or bool(people & prepared.people) or _alike(session, people, prepared)


def _alike(session: Session, people: set[UUID], prepared: PreparedList) -> bool:
    names = [
        name_tokens(text)
        for text in session.scalars(select(PersonName.text).where(PersonName.person_id.in_(people)))
    ]
    sought = {key for name in names for token in name.tokens for key in keys(token)}
    for name in map(name_tokens, prepared.names):
        if any(not sought.isdisjoint(keys(token)) for token in name.tokens) and any(
            likeness(name, other) >= LIKELY for other in names
        ):
            return True
    return False
