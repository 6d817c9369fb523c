"""`habeas account`: add an account, or give it a new one-time sign-in link."""

from datetime import UTC, datetime

import click
from sqlalchemy.orm import Session

from webapp.cli.database import opened
from webapp.domain.accounts import accounts, passkeys
from webapp.domain.accounts.audit import AT_THE_COMMAND_LINE, write_entry
from webapp.domain.history.recording import editing
from webapp.models import Account, writing
from webapp.settings import read_settings
from webapp.vocab.accounts import AuditEvent, Role


def sign_in_url(base: str, secret: str) -> str:
    """Return the address at which a one-time secret lets its owner set a password."""
    return f"{base}/sign-in/{secret}"


@click.group()
def account() -> None:
    """Accounts and their one-time sign-in links."""


@account.command()
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
def add(name: str, role: str) -> None:
    """Add the account NAME and print the link by which its owner sets a password."""
    settings, now = read_settings(), datetime.now(UTC)
    with opened(settings.database_url) as engine, Session(writing(engine)) as session:
        new_account = accounts.new_account(name, Role(role))
        # Nobody is signed in at the command line, so an account made here is named as its own maker.
        with editing(session, by=new_account, reason="habeas account add", at=now):
            accounts.store_account(session, new_account)
        secret = accounts.make_link(session, new_account, now=now)
        _write_entry(session, AuditEvent.ACCOUNT_CHANGED, new_account, now)
        _write_entry(session, AuditEvent.SIGN_IN_LINK, new_account, now)
        session.commit()
    click.echo(sign_in_url(settings.public_url, secret))


@account.command()
@click.argument("name")
@click.option("--without-second-factor", is_flag=True, help="Take every second factor away: it was lost.")
def link(name: str, without_second_factor: bool) -> None:
    """Print a new one-time link for the account NAME; earlier links of it end."""
    settings, now = read_settings(), datetime.now(UTC)
    with opened(settings.database_url) as engine, Session(writing(engine)) as session:
        owner = accounts.account_by_name(session, name)
        if owner is None:
            raise click.ClickException(f"There is no account named {name}.")
        if not owner.active:
            raise click.ClickException(f"The account {name} is closed.")
        if without_second_factor:
            with editing(session, by=owner, reason="habeas account link", at=now):
                passkeys.remove_every_factor(session, owner, now=now)
            _write_entry(session, AuditEvent.SECOND_FACTOR_CHANGED, owner, now)
        secret = accounts.make_link(session, owner, now=now)
        _write_entry(session, AuditEvent.SIGN_IN_LINK, owner, now)
        session.commit()
    click.echo(sign_in_url(settings.public_url, secret))


def _write_entry(session: Session, event: AuditEvent, about: Account, now: datetime) -> None:
    write_entry(session, event, at=now, about=about.id, what=AT_THE_COMMAND_LINE)
