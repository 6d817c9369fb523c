"""The pages of cases: the list, one with the timeline of all its accused, adding, correcting, a ruling."""

from functools import partial

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.domain.claims.kinds import KINDS
from webapp.domain.courts import cases
from webapp.domain.courts.case_page import case_record
from webapp.domain.courts.rulings import record_ruling
from webapp.domain.organizations import organizations
from webapp.domain.retiring import retire_record
from webapp.vocab.accounts import Role
from webapp.vocab.claims import ClaimKind
from webapp.vocab.words import N_
from webapp.web.access import EVERYBODY, open_to, reader
from webapp.web.claim_pages import begun, with_content
from webapp.web.db import db, today
from webapp.web.files import or_data
from webapp.web.forms.base import RetiringForm
from webapp.web.forms.claims.hearings import RulingForm
from webapp.web.forms.courts.cases import NewCaseForm, RevisedCaseForm
from webapp.web.lookups import board_url, case_or_404, case_url, page_key, typed_name
from webapp.web.presenters.case_lanes import lanes
from webapp.web.saving import RETIRED, saving

pages = Blueprint("cases", __name__)


@pages.get("/cases")
@open_to(EVERYBODY)
def list_cases() -> ResponseReturnValue:
    """Show the cases page by page, or those called as was typed."""
    typed, ends = typed_name(), {"before": page_key("before"), "after": page_key("after")}
    page, rows = cases.case_page(db(), to=reader(), typed=typed, **ends)
    return render_template("courts/list.html", typed=typed, page=page, cases=rows)


@pages.get("/cases/<reference>")
@open_to(EVERYBODY)
@or_data("api_wholes.case")
def show(reference: str) -> ResponseReturnValue:
    """Show a case: its accused over time, its hearings, its charges, and to which case it led."""
    case = case_or_404(reference)
    record = case_record(db(), case, to=reader(), today=today())
    earlier = case.earlier and cases.case(db(), case.earlier.reference, to=reader())
    court = case.court and organizations.organization(db(), case.court.reference, to=reader())
    return render_template(
        "courts/show.html", case=case, record=record, earlier=earlier, court=court,
        later=cases.later_instances(db(), case, to=reader()), lanes=lanes(record, today()), day=today(),
    )  # fmt: skip


@pages.route("/cases/new", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def new() -> ResponseReturnValue:
    """Add a case."""
    return saving(NewCaseForm(), "courts/form.html", save=cases.add_case, done=case_url, case=None)


@pages.route("/cases/<reference>/revise", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def revise(reference: str) -> ResponseReturnValue:
    """Correct a case."""
    case = case_or_404(reference)
    save = partial(cases.revise_case, row=case)
    return saving(RevisedCaseForm(obj=case), "courts/form.html", save=save, done=case_url, case=case)


@pages.route("/cases/<reference>/retire", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def retire(reference: str) -> ResponseReturnValue:
    """Offer a case no longer for new claims."""
    case = case_or_404(reference)
    return saving(
        RetiringForm(obj=case),
        "courts/retire.html",
        save=partial(retire_record, record=case),
        done=case_url,
        saved=RETIRED,
        case=case,
    )


@pages.route("/cases/<reference>/ruling", methods=["GET", "POST"])
@open_to(Role.CURATOR)
def rule(reference: str) -> ResponseReturnValue:
    """Record a ruling or a hearing for all accused of a case, on one passage."""
    case = case_or_404(reference)
    accused = case_record(db(), case, to=reader(), today=today()).accused
    people = ", ".join(each.record.person.reference for each in accused)
    return saving(
        begun(RulingForm(people=people, case=case, court=case.court), KINDS[ClaimKind.HEARING]),
        "courts/ruling.html",
        save=with_content(record_ruling, KINDS[ClaimKind.HEARING]),
        done=lambda _: board_url() or case_url(case),
        saved=N_("Saved for all of them, as one entry in the history."),
        case=case,
    )
