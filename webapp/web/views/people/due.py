"""What is due: a board of days that passed without a word and of those to come, and the same as CSV."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from webapp.domain.people import due, verifying
from webapp.domain.people.due import DueLine
from webapp.domain.people.due_question import DueQuestion
from webapp.domain.publishing.csv_writer import heading, lines
from webapp.domain.refusals import Refused
from webapp.domain.text.formula_escape import escaped
from webapp.domain.visibility import in_lists, visible_citations
from webapp.vocab.accounts import Role
from webapp.vocab.terms import DueKind
from webapp.vocab.words import N_
from webapp.web.access import open_to, reader
from webapp.web.addresses import public_address
from webapp.web.db import db, today
from webapp.web.files import whole_file
from webapp.web.kept_figures import kept_part
from webapp.web.lookups import case_or_404
from webapp.web.past_lists import requested_filter
from webapp.web.presenters.due_acts import closed_board
from webapp.web.presenters.due_board import DUE_WITHIN, kept_due_figures

pages = Blueprint("due", __name__)
# So many of those who want to be verified stand under the board.
_MOST_UNVERIFIED = 5
_COLUMNS = (
    "kind", "reference", "name", "due_edtf", "due_latest", "days_overdue", "url", "case", "quote", "source",
    "citation_url",
)  # fmt: skip


@pages.get("/due")
@open_to(Role.CURATOR)
def board() -> ResponseReturnValue:
    """Show what is overdue and what falls due soon, of the people of a list."""
    question, day = _question(), today()
    first = max(request.args.get("from", 0, type=int), 0)
    return render_template(
        "people/due.html", lines=_lines(question, first), first=first, figures=kept_due_figures(question),
        size=due.PAGE, today=day, kinds=list(DueKind), choices=due.AHEAD,
        people_filter=question.people_filter,
        unverified=verifying.unverified(db(), day=day, size=_MOST_UNVERIFIED),
        **{name: getattr(question, name) for name in ("kind", "case", "ahead")},
    )  # fmt: skip


def _lines(question: DueQuestion, first: int) -> Markup:
    """Return the lines of a page; without a form in them they are worked out once until something changes."""
    opened = request.args.get("open")

    def shown() -> Markup:
        lines = due.due_lines(db(), question, first=first)
        page = "people/due_lines.html"
        values = {"today": question.today, "opened": opened, "closed": closed_board()}
        return Markup(render_template(page, lines=lines, **values))

    if opened:
        return shown()
    return kept_part(shown, "due lines", to=reader())


@pages.get("/due.csv")
@open_to(Role.CURATOR)
def table() -> ResponseReturnValue:
    """Send what is due as CSV, each line with the passage that it rests on first."""
    rows = map(_cells, due.due_lines_of_each(db(), _question()))
    return whole_file(heading(_COLUMNS) + lines(rows), "text/csv", "due.csv")


def _cells(line: DueLine) -> list[str]:
    row, claim = line.summary, due.deciding_claim(line)
    case = line.hearings[0].case if line.hearings else None
    cells = [
        line.kind.value, row.reference, escaped(row.name), line.edtf, line.day.isoformat(),
        str(max((today() - line.day).days, 0)), public_address("people.show", reference=row.reference),
        case.reference if case else "",
    ]  # fmt: skip
    citation = next(iter(visible_citations(claim, to=in_lists(reader()))), None) if claim else None
    if citation is None:
        return [*cells, "", "", ""]
    passage = citation.passage
    address = public_address("citations.show", citation_id=citation.id)
    return [*cells, escaped(passage.exact), escaped(passage.source_version.source.title), address]


def _question() -> DueQuestion:
    """Return what the address asks for. Raises Refused."""
    kind, ahead = request.args.get("kind") or None, request.args.get("ahead", DUE_WITHIN, type=int)
    if kind not in (None, *DueKind):
        raise Refused("kind", N_("This is not offered any more; choose another."))
    if ahead not in due.AHEAD:
        raise Refused("ahead", N_("Choose 7, 30 or 90 days."))
    row = case_or_404(request.args["case"]) if request.args.get("case") else None
    return DueQuestion(
        people_filter=requested_filter(), to=in_lists(reader()), today=today(), ahead=ahead,
        kind=DueKind(kind) if kind else None, case=row,
    )  # fmt: skip
