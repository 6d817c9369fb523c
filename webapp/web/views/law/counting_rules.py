"""The pages of counting rules of a code of law: adding, correcting, removing one."""

from functools import partial
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.law import counting_rules
from webapp.domain.recounting.wide_acts import WideAct
from webapp.domain.refusals import Refused
from webapp.vocab.accounts import Role
from webapp.vocab.words import N_
from webapp.web.access import editor, open_to
from webapp.web.forms.base import RetiringForm
from webapp.web.forms.imports.lists import CancelForm
from webapp.web.forms.law.counting_rules import NewCountingRuleForm, RevisedCountingRuleForm
from webapp.web.long_jobs import recounting
from webapp.web.long_jobs.recounting import within_request
from webapp.web.lookups import counting_rule_or_404, legal_code_or_404, legal_code_url, source_of_job
from webapp.web.saving import saving, show_refusal

pages = Blueprint("counting_rules", __name__)


@pages.route("/law/<uuid:code_id>/counting-rules/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new(code_id: UUID) -> ResponseReturnValue:
    """Add a counting rule to a code, with the words of the law."""
    code = legal_code_or_404(code_id)
    return saving(
        NewCountingRuleForm(),
        "law/counting_rules/form.html",
        save=within_request(
            partial(counting_rules.add_counting_rule, legal_code=code), WideAct.ADD, code.id
        ),
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
        save=within_request(
            partial(counting_rules.revise_counting_rule, rule=rule), WideAct.REVISE, rule.id
        ),
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
        save=within_request(
            partial(counting_rules.remove_counting_rule, rule=rule), WideAct.REMOVE, rule.id
        ),
        done=legal_code_url,
        saved=N_("Removed. It can be undone in the history."),
        rule=rule,
    )


@pages.route("/law/recounting", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def recount() -> ResponseReturnValue:
    """Tell how far it is with what counts for very many people; begin anew what came to nothing."""
    form = CancelForm()
    if form.validate_on_submit():
        try:
            recounting.start_again(by=editor())
            return redirect(url_for("counting_rules.recount"), code=303)
        except Refused as refused:
            show_refusal(form, refused)
    job = recounting.last_job()
    if job is None:
        return redirect(url_for("legal_codes.list_legal_codes"), code=303)
    status = 422 if form.errors else 200
    source = source_of_job(job)
    return render_template("law/counting_rules/recounting.html", job=job, form=form, source=source), status


@pages.post("/law/recounting/cancel")
@open_to(Role.CURATOR)
def cancel() -> ResponseReturnValue:
    """Have what counts for very many people not be saved."""
    if CancelForm().validate():
        recounting.cancel()
    return redirect(url_for("counting_rules.recount"), code=303)
