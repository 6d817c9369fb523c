"""A person whose lines are withheld is named by no issue, and all that was frozen stays as it was."""

from hashlib import sha256

import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from tests.support.stored_issues import person_cells, stored_issue
from webapp.domain.checks import check
from webapp.domain.people import merging, people
from webapp.domain.publishing import list_issues, public_issues, withholdings
from webapp.domain.publishing.issue_diff import differences
from webapp.domain.publishing.issue_movements import movements
from webapp.domain.publishing.public_issues import LEFT_OUT, PublicIssue
from webapp.domain.refusals import Refused
from webapp.models import Person
from webapp.vocab.liberty import Status

HIDDEN, REFERENCE = "Qorvex Zulmarit", "P-0001"


def _withhold(session: Session, person: Person, reason: str | None = "They are threatened") -> None:
    withholdings.withhold(session, person=person, reason=reason, by=make.account(session), at=make.AT)


def _show_again(session: Session, person: Person) -> None:
    withholdings.show_again(session, person=person, reason="Safe", by=make.account(session), at=make.AT)


def _issue(session: Session, number: int = 1) -> PublicIssue:
    session.expire_all()
    issue = public_issues.issue(session, number)
    assert issue is not None
    return issue


def _told(issue: PublicIssue) -> str:
    """Return all that an issue tells everybody."""
    shown = (issue.title, issue.note, issue.filter, issue.lines, issue.departed, issue.causes)
    return "".join(map(repr, shown)) + issue.file.decode()


def test_the_line_vanishes_and_every_other_stays_byte_by_byte(session: Session) -> None:
    qorvex, ayla = make.person(session, HIDDEN), make.person(session, "Ayla, called Numunali")
    make.list_issue(session)
    frozen = _issue(session).file
    assert frozen.startswith(b"\xef\xbb\xbf")
    _withhold(session, qorvex)
    issue = _issue(session)
    lines = frozen.splitlines(keepends=True)
    assert issue.file == b"".join(line for line in lines if HIDDEN.encode() not in line)
    assert list(issue.lines) == [ayla.reference]
    assert REFERENCE not in _told(issue)
    assert (len(issue.withheld), issue.cut, issue.people) == (1, [], 2)
    assert issue.file_sha256 == sha256(issue.file).hexdigest() != issue.sha256
    # What was frozen is there, and provably so.
    stored = list_issues.frozen_issue(session, 1)
    assert stored is not None
    assert (stored.file, stored.sha256, sha256(frozen).hexdigest()) == (frozen, issue.sha256, issue.sha256)
    assert list(check(session)) == []
    _show_again(session, qorvex)
    assert _issue(session).file == frozen
    assert _issue(session).file_sha256 == issue.sha256
    _withhold(session, qorvex)
    assert HIDDEN not in _told(_issue(session))


def test_an_issue_frozen_afterwards_names_them_no_more_than_those_before(session: Session) -> None:
    qorvex = make.person(session, HIDDEN)
    make.person(session, "Ayla Numunali")
    _withhold(session, qorvex)
    make.list_issue(session)
    assert HIDDEN not in _told(_issue(session))
    assert len(_issue(session).withheld) == 1


def test_what_other_lines_quote_of_them_is_left_out_with_its_address(session: Session) -> None:
    people = [
        person_cells(REFERENCE, HIDDEN, other_names="Q. Zulmaritli"),
        person_cells(
            "P-0002", "Ayla Numunali", quote="=Ayla and Zulmaritli, Q. were taken, “so”",
            citation_url="http://x/1",
        ),
        person_cells("P-0003", "Bahar Misalli", quote="Qorvex’in dostu Zulmaritdən", charges="helping"),
        person_cells("P-0004", "Ceyhun Ornakov", quote="Zulmar was empty.", citation_url="http://x/4"),
        person_cells("P-0005", HIDDEN, quote="Another who is called so", charges=f"a letter to {HIDDEN}"),
    ]  # fmt: skip
    make.person(session, "Qorvex Zulmarit")
    stored_issue(session, people)
    _withhold(session, session.query(Person).filter_by(reference=REFERENCE).one())
    issue = _issue(session)
    lines = issue.lines
    assert [row["reference"] for row in issue.cut] == ["P-0002", "P-0003", "P-0005"]
    assert (lines["P-0002"]["quote"], lines["P-0002"]["citation_url"]) == ("", "")
    assert (lines["P-0003"]["quote"], lines["P-0003"]["charges"]) == ("", "helping")
    assert lines["P-0004"]["quote"] == "Zulmar was empty."
    assert lines["P-0004"]["citation_url"] == "http://x/4"
    # Somebody else of the name keeps it.
    assert (lines["P-0005"]["name"], lines["P-0005"]["charges"]) == (HIDDEN, "")
    assert lines["P-0005"]["quote"] == "Another who is called so"


def test_title_note_and_what_was_searched_tell_no_name_either(session: Session) -> None:
    qorvex = make.person(session, HIDDEN)
    make.list_issue(session, f"{HIDDEN} and others", "q=qorv&held=no&held=not_stated", note=f"For {HIDDEN}")
    make.list_issue(session, "A list", note="For you")
    _withhold(session, qorvex)
    issue = _issue(session)
    assert (issue.title, issue.note) == (LEFT_OUT, LEFT_OUT)
    assert issue.filter == "q=%E2%80%A6&held=no&held=not_stated"
    assert (_issue(session, 2).title, _issue(session, 2).note) == ("A list", "For you")


def test_records_merged_with_theirs_are_withheld_too_and_stay_so(session: Session) -> None:
    qorvex, earlier, other = (make.person(session, name) for name in (HIDDEN, "Qorveks Zulmarit", "Ayla N."))
    make.list_issue(session)
    edit(session, merging.merge, record=earlier, into=qorvex, version=earlier.version)
    _withhold(session, qorvex)
    assert list(_issue(session).lines) == [other.reference]
    # What is merged afterwards is the same person as well.
    edit(session, merging.merge, record=qorvex, into=other, version=qorvex.version)
    assert _issue(session).lines == {}
    _show_again(session, other)
    assert len(_issue(session).lines) == 3


def test_nothing_between_two_issues_tells_of_them(session: Session) -> None:
    qorvex, ayla, bahar = (make.person(session, name) for name in (HIDDEN, "Ayla Numunali", "Bahar Misalli"))
    for person in (qorvex, ayla, bahar):
        make.status(session, person, Status.ARRESTED, "2024-05-03")
    make.list_issue(session, query="held=yes")
    make.status(session, ayla, Status.RELEASED_SERVED, "2026-02-01")
    make.status(session, qorvex, Status.RELEASED_EARLY, "2026-02-02")
    twin = make.person(session, "Qorveks Zulmarit")
    make.status(session, twin, Status.ARRESTED, "2026-01-03")
    make.list_issue(session, query="held=yes")
    edit(session, merging.merge, record=twin, into=qorvex, version=twin.version)
    make.list_issue(session, query="held=yes")
    edit(session, people.retire_person, qorvex, version=qorvex.version)
    _withhold(session, qorvex)
    first, second, third = (_issue(session, number) for number in (1, 2, 3))
    for earlier, later in ((first, second), (second, third), (first, third)):
        difference = differences(earlier, later)
        told = repr((difference, movements(difference, later.causes), _told(earlier), _told(later)))
        assert not [word for word in ("Zulmarit", REFERENCE, twin.reference) if word in told]
    left = movements(differences(first, second), second.causes)
    assert left.releases == 1


def test_a_record_that_led_to_theirs_and_was_told_apart_since_tells_nothing(session: Session) -> None:
    make.person(session, HIDDEN)
    make.person(session, "Ayla Numunali")
    stored_issue(session, [person_cells("P-0002", "Ayla Numunali")])
    led = {"P-0002": person_cells(REFERENCE, HIDDEN)}
    stored_issue(session, [person_cells("P-0003", "B.")], departed=led)
    _withhold(session, session.query(Person).filter_by(reference=REFERENCE).one())
    assert _issue(session, 2).departed == {"P-0002": None}


def test_a_line_is_withheld_once_and_with_a_reason(session: Session) -> None:
    qorvex = make.person(session, HIDDEN)
    with pytest.raises(Refused, match="^reason: "):
        _show_again(session, qorvex)
    with pytest.raises(Refused, match="^reason: "):
        _withhold(session, qorvex, " ")
    _withhold(session, qorvex)
    with pytest.raises(Refused, match="^reason: .*already"):
        _withhold(session, qorvex)
    (act,) = withholdings.acts(session)
    assert (act.person, act.reason, act.withheld) == (qorvex, "They are threatened", True)
