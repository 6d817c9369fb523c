"""Whether others changed what a list is about since it was read and made ready."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.history.recording import open_edit
from webapp.domain.imports.prepared_rows import PreparedList, state_of_claims
from webapp.domain.people.namesakes import LIKELY
from webapp.domain.read_model.affected import OF_PEOPLE
from webapp.domain.text.name_folding import name_tokens
from webapp.domain.text.name_likeness import keys, likeness
from webapp.models import PersonName, Revision, SourceVersion
from webapp.vocab.accounts import Action

# What any row may rest on.
_FOR_ALL = {"counting_rule", "provision", "legal_code", "home_rules"}
_OF_ORGANIZATIONS = {"organization", "organization_name"}
# What makes somebody known who was not, or known by another name.
_NAMING = {"person", "person_name"}
# Of more people it is not worth finding out.
_MOST_PEOPLE = 200
Changed = tuple[str, UUID, Action]
"""A table, the record that its row belongs to, and what was done to the row."""


def is_overtaken(session: Session, version: SourceVersion, prepared: PreparedList, since: int) -> bool:
    """Tell whether others made something else of the list. Raises Refused where it may not be recorded."""
    state = state_of_claims(session, open_edit(session).by_id)
    return state is not prepared.state or _overtaken(session, version, prepared, since=since)


def _overtaken(session: Session, version: SourceVersion, prepared: PreparedList, *, since: int) -> bool:
    """Tell whether history of others since a revision touches what the rows mean or rest on.

    That is people whom rows mean, somebody whose name is like that of somebody new, the source, what is cited
    from it, organizations that rows name, and law.
    """
    of_others = Revision.number > since, Revision.edit_id != prepared.edit.id
    query = select(Revision.table_name, Revision.about_id, Revision.action).where(*of_others).distinct()
    changed = [(table, about_id, action) for table, about_id, action in session.execute(query)]
    if any(table in _FOR_ALL or about_id == version.source_id for table, about_id, _ in changed):
        return True
    if _organizations_changed(changed, prepared.organizations):
        return True
    people = {about_id for table, about_id, _ in changed if table in OF_PEOPLE}
    if len(people) > _MOST_PEOPLE or people & prepared.people:
        return True
    named = {about_id for table, about_id, _ in changed if table in _NAMING}
    return bool(named) and _alike(session, named, prepared)


def _organizations_changed(changed: list[Changed], named: set[UUID]) -> bool:
    """Tell whether an organization that rows name may be another now; a new one has a name of its own."""
    of_organizations = [each for each in changed if each[0] in _OF_ORGANIZATIONS]
    return bool(named) and any(
        about_id in named or (table == "organization" and action is not Action.CREATED)
        for table, about_id, action in of_organizations
    )


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
