"""The pages of counting rules of a code of law: adding, correcting, removing one."""

from functools import partial
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.domain.law import counting_rules
from webapp.vocab.accounts import Role
from webapp.vocab.words import N_
from webapp.web.access import open_to
from webapp.web.forms.base import RetiringForm
from webapp.web.forms.law.counting_rules import NewCountingRuleForm, RevisedCountingRuleForm
from webapp.web.lookups import counting_rule_or_404, legal_code_or_404, legal_code_url
from webapp.web.saving import saving

pages = Blueprint("counting_rules", __name__)


@pages.route("/law/<uuid:code_id>/counting-rules/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new(code_id: UUID) -> ResponseReturnValue:
    """Add a counting rule to a code, with the words of the law."""
    code = legal_code_or_404(code_id)
    return saving(
        NewCountingRuleForm(),
        "law/counting_rules/form.html",
        save=partial(counting_rules.add_counting_rule, legal_code=code),
        done=lambda _: legal_code_url(code),
        code=code,
        rule=None,
    )


@pages.route("/counting-rules/<uuid:rule_id>/revise", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(rule_id: UUID) -> ResponseReturnValue:
    """Correct a counting rule, or say until when it held."""
    rule = counting_rule_or_404(rule_id)
    return saving(
        RevisedCountingRuleForm(obj=rule),
        "law/counting_rules/form.html",
        save=partial(counting_rules.revise_counting_rule, rule=rule),
        done=lambda row: legal_code_url(row.legal_code),
        code=rule.legal_code,
        rule=rule,
    )


@pages.route("/counting-rules/<uuid:rule_id>/remove", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def remove(rule_id: UUID) -> ResponseReturnValue:
    """Remove a counting rule that was recorded by mistake."""
    rule = counting_rule_or_404(rule_id)
    return saving(
        RetiringForm(obj=rule),
        "law/counting_rules/remove.html",
        save=partial(counting_rules.remove_counting_rule, rule=rule),
        done=legal_code_url,
        saved=N_("Removed. It can be undone in the history."),
        rule=rule,
    )
