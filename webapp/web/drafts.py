"""Unsent forms: a posted form kept as a draft, and a draft put back into its form."""

from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from webapp.domain.accounts import drafts
from webapp.models import Account, Draft
from webapp.web.db import db, now

# Under this name a script sends the title of the page beside the fields of its form.
TITLE = "page_title"
_BESIDE = frozenset({TITLE, "opened", "csrf_token"})


def keep_posted(account: Account) -> bool:
    """Keep the posted form as a draft, and tell whether it is kept; the door commits. Raises Refused."""
    address = request.form.get("opened", "")
    title = request.form.get(TITLE, "")
    return drafts.keep(db(), account, address=address, title=title, fields=_posted(), now=now())


def forget_posted(account: Account) -> None:
    """Remove the draft of the posted form, because it is saved; the door commits."""
    drafts.forget_sent(db(), account, address=request.form.get("opened"), fields=_posted(), now=now())


def taken_up_at(address: str) -> str:
    """Return where a draft is taken up again: the page of its form, with the draft in it."""
    path, _, opening = address.partition("#")
    return f"{request.script_root}{path}?draft={opening}"


def taking_up(form: Any, account: Account | None) -> dict[str, Any]:
    """Put the draft that the address asks for into its form, and return what the page tells of drafts.

    To be called where a form is shown for the first time, with what it returns given to the template.
    """
    opening = request.args.get("draft")
    draft = drafts.draft(db(), account, f"{request.path}#{opening}") if account and opening else None
    if draft is not None:
        _fill(form, draft)
        others = []
    else:
        others = drafts.drafts(db(), account, path=request.path) if account else []
    return {"unsent": others, "taken_up": draft, "draft_missing": bool(opening and draft is None)}


def _posted() -> list[tuple[str, str]]:
    return [(name, text) for name, text in request.form.items(multi=True) if name not in _BESIDE]


def _fill(form: Any, draft: Draft) -> None:
    typed = MultiDict((name, text) for name, text in draft.fields)
    for field in form:
        if field.name not in _BESIDE:
            field.process(typed, field.object_data)
    form.opened.data = draft.address
