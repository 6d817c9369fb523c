"""The pages of accounts: who may work here and do what, and the one-time links that let them in."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webapp.domain.accounts import accounts, home_rules, passkeys
from webapp.models import Account, HomeRules
from webapp.vocab.accounts import AuditEvent, Role
from webapp.vocab.words import N_
from webapp.web.access import editor, open_to
from webapp.web.addresses import public_address
from webapp.web.auditing import audited
from webapp.web.db import db, now
from webapp.web.forms.accounts.accounts import (
    HomeRulesForm,
    LinkForm,
    NewAccountForm,
    RevisedAccountForm,
)
from webapp.web.lookups import account_or_404
from webapp.web.saving import saving
from webapp.web.sign_in.password_again import asks_password_again

pages = Blueprint("accounts", __name__)


@pages.get("/accounts")
@open_to(Role.ADMIN)
def list_accounts() -> ResponseReturnValue:
    """Show all accounts."""
    return render_template(
        "accounts/list.html",
        accounts=accounts.accounts(db()),
        with_passkeys=passkeys.accounts_with_passkeys(db()),
        rules=home_rules.home_rules(db()),
        to_be_decided=home_rules.is_to_be_decided(db()),
    )


@pages.route("/accounts/rules", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@asks_password_again
def rules() -> ResponseReturnValue:
    """Decide how this home works."""
    return saving(
        HomeRulesForm(obj=home_rules.home_rules(db())),
        "accounts/rules.html",
        save=_decided,
        done=lambda _: url_for("accounts.list_accounts"),
    )


@pages.route("/accounts/new", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@asks_password_again
def new() -> ResponseReturnValue:
    """Add an account."""
    return saving(
        NewAccountForm(),
        "accounts/form.html",
        save=_added,
        done=lambda row: url_for("accounts.link", account_id=row.id),
        saved=N_("Saved. It can sign in once it has used a link, which you make here."),
        row=None,
    )


@pages.route("/accounts/<uuid:account_id>/revise", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@asks_password_again
def revise(account_id: UUID) -> ResponseReturnValue:
    """Change what an account may do."""
    row = account_or_404(account_id)
    return saving(
        RevisedAccountForm(obj=row),
        "accounts/form.html",
        save=partial(_revised, account=row),
        done=lambda _: url_for("accounts.list_accounts"),
        row=row,
    )


@pages.route("/accounts/<uuid:account_id>/link", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@asks_password_again
def link(account_id: UUID) -> ResponseReturnValue:
    """Make a one-time link for an account, and show it this once."""
    row, form, address = account_or_404(account_id), LinkForm(), None
    if row.active and form.validate_on_submit():
        secret = accounts.make_link(db(), row, now=now())
        audited(AuditEvent.SIGN_IN_LINK, by=editor().id, about=row.id)
        db().commit()
        current_app.logger.info("one-time link for account %s made by account %s", row.id, editor().id)
        address = public_address("sign_in.by_link", secret=secret)
    return render_template("accounts/link.html", row=row, form=form, address=address, life=accounts.LINK_LIFE)


def _added(session: Session, **values: Any) -> Account:
    row = accounts.add_account(session, **values)
    audited(AuditEvent.ACCOUNT_CHANGED, by=editor().id, about=row.id, what=f"added as {row.role}")
    return row


def _revised(session: Session, *, account: Account, **values: Any) -> Account:
    row = accounts.revise_account(session, account, **values)
    what = f"{row.role}" if row.active else f"{row.role}, closed"
    audited(AuditEvent.ACCOUNT_CHANGED, by=editor().id, about=row.id, what=what)
    return row


def _decided(session: Session, **values: Any) -> HomeRules:
    rules = home_rules.decide_rules(session, **values)
    what = f"own claims: {rules.own_claims}; second factor from: {rules.second_factor_from or 'none'}"
    audited(AuditEvent.RULES_DECIDED, by=editor().id, what=what)
    return rules
