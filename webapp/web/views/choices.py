"""What may be chosen in a field for a record, while somebody types its name: at most fifty, in groups."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from webapp.domain.citing.people_mentioned import find_mentions
from webapp.domain.sources import sources, versions
from webapp.domain.visibility import CURATOR
from webapp.vocab.accounts import Role
from webapp.vocab.organizations import OrganizationKind
from webapp.web.access import open_to
from webapp.web.db import db
from webapp.web.forms.people_fields import PEOPLE, people_in_source, why_nobody
from webapp.web.forms.record_fields import CATALOGUES, Catalogue, RecordField
from webapp.web.lookups import typed_name

pages = Blueprint("choices", __name__)
_CATALOGUES = CATALOGUES | {PEOPLE.name: PEOPLE}


@pages.get("/choices/<any(organizations, sources, provisions, cases, people):name>")
@open_to(Role.CURATOR)
def offered(name: str) -> ResponseReturnValue:
    """Return what is called as was typed, and as what a new organization can be added."""
    catalogue, typed = _CATALOGUES[name], typed_name()
    kinds = [OrganizationKind(kind) for kind in request.args.getlist("kind") if kind in set(OrganizationKind)]
    records = (not typed and _named_in_source(name)) or catalogue.called(typed, kinds)
    options = [_option(catalogue, record) for record in records]
    new = [_new(typed, kind) for kind in kinds] if typed and not catalogue.exactly(typed) else []
    return jsonify(groups=_grouped(name, options, typed), new=new, status=_status(len(options)))


pages.add_app_template_filter(why_nobody)


def _named_in_source(name: str) -> Sequence[Any]:
    """Return the people whom the source of the address may name, the first of them first."""
    source = sources.source(db(), request.args.get("source", ""), to=CURATOR) if name == "people" else None
    version = versions.newest_version(db(), source) if source is not None else None
    mentions = find_mentions(db(), version, to=CURATOR) if version is not None else ()
    return people_in_source(list(dict.fromkeys(person for mention in mentions for person in mention.people)))


def _status(number: int) -> str:
    if not number:
        return gettext("Nothing recorded here is called so.")
    return ngettext("%(num)s to choose from", "%(num)s to choose from", number)


def _option(catalogue: Catalogue, record: Any) -> dict[str, str]:
    return {"text": catalogue.text(record), "detail": catalogue.detail(record)}


def _new(typed: str, kind: OrganizationKind) -> dict[str, str]:
    label = gettext(kind.label)
    return {
        "text": gettext("Add “%(name)s”", name=typed),
        "detail": label,
        "choice": f"{RecordField.NEW}{kind.value}",
        "note": gettext("New: “%(name)s” (%(kind)s) is added when you save.", name=typed, kind=label),
    }


def _grouped(name: str, options: list[dict[str, str]], typed: str) -> list[dict[str, Any]]:
    """Return options that follow one another with the same detail as one group under it."""
    if not typed:
        return [{"label": gettext("Likely here"), "options": options}] if options else []
    if name == PEOPLE.name:
        return [{"label": "", "options": options}]
    groups = groupby(options, key=lambda option: option["detail"])
    return [{"label": label, "options": [row | {"detail": ""} for row in rows]} for label, rows in groups]
