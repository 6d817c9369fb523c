"""A database in ordinary use: what history leaves out stands in it too."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from tests import make
from tests.support.intake import DESCRIPTION, captured
from tests.support.one_edit import edit
from tests.support.stored_issues import person_cells, stored_issue
from webapp.domain.accounts import accounts
from webapp.domain.accounts.audit import write_entry
from webapp.domain.publishing import withholdings
from webapp.domain.sources import intake_confirmation
from webapp.models import SourcePage, SourceVersion
from webapp.vocab.accounts import AuditEvent, Role


def use(session: Session, archive: Path) -> None:
    """Let accounts sign in and out, a source come in, and issues of the list be frozen and withheld."""
    ada = make.password(session, make.account(session, "Ada", Role.ADMIN))
    clara = make.password(session, make.account(session))
    token = accounts.start_session(session, clara, now=make.AT)
    row = accounts.active_session(session, token, now=make.AT)
    assert row is not None
    accounts.end_session(row, now=make.AT + timedelta(hours=1))
    accounts.start_session(session, clara, now=make.AT)
    write_entry(session, AuditEvent.PASSWORD_CHANGED, at=make.AT, by=clara.id, about=clara.id)
    accounts.make_link(session, ada, now=make.AT)
    key = make.passkey(session, clara)
    session.flush()
    key.removed_at = make.AT
    source = edit(
        session, intake_confirmation.confirm_source, capture=captured(session, archive), folder=archive,
        description=DESCRIPTION, another=False,
    )  # fmt: skip
    version: SourceVersion = source.versions[0]
    session.add(SourcePage(source_version_id=version.id, number=1, start=0))
    stored_issue(session, [person_cells("P-0001", "Elvin Sinagov")])
    stored_issue(session, [person_cells("P-0002", "Ayla Numunali")], departed={"P-0001": None})
    withheld = make.person(session)
    withholdings.withhold(session, person=withheld, reason="They hide.", by=ada, at=make.AT)
    session.flush()
    accounts.remember_source(row, source)
