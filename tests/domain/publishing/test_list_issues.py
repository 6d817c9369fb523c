"""An issue of the list is frozen once, stays byte by byte, and says what differs from the one before."""

from hashlib import sha256

import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from tests.support.stored_issues import FIRST_COLUMNS, person_cells, stored_issue
from webapp.domain.checks import check
from webapp.domain.claims import recording
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.people import people
from webapp.domain.publishing import list_issues, public_issues
from webapp.domain.publishing.issue_cells import cells_of
from webapp.domain.publishing.issue_diff import Differences, differences
from webapp.domain.publishing.people_columns import COLUMN_NAMES
from webapp.domain.publishing.people_csv import people_csv
from webapp.domain.refusals import Refused
from webapp.domain.visibility import PUBLIC
from webapp.models import Account, ListIssue
from webapp.vocab.claims import ClaimState
from webapp.vocab.liberty import Status


def test_an_issue_is_the_list_of_its_day_for_ever(session: Session) -> None:
    person = make.person(session, "Elvin Sınaqov")
    make.status(session, person, Status.ARRESTED, "2024-05-03")
    make.person(session, "Bahar Misalli", state=ClaimState.DRAFT)
    frozen = make.list_issue(session, "Held in Nowhere", "held=yes")
    options = {"to": PUBLIC, "today": make.AT.date(), "public_url": "http://localhost"}
    file = b"".join(people_csv(session, PeopleFilter(held=("yes",)), **options))
    make.status(session, person, Status.RELEASED_SERVED, "2026-01-01")
    make.name(session, person, "Elvin S.")
    session.commit()
    session.expire_all()
    again = list_issues.frozen_issue(session, 1)
    assert again is not None
    assert (again.file, again.sha256) == (file, sha256(file).hexdigest())
    assert (again.number, again.people, again.filter, again.as_of) == (1, 1, "held=yes", make.AT.date())
    assert again is frozen
    assert list(check(session)) == []


def test_numbers_count_from_one_without_a_gap(session: Session) -> None:
    make.person(session)
    assert make.list_issue(session).number == 1
    with pytest.raises(Refused, match="^title: Nobody is on this list"):
        make.list_issue(session, query="q=nobody")
    session.rollback()
    make.person(session)
    assert make.list_issue(session).number == 1
    assert [issue.number for issue in (make.list_issue(session), make.list_issue(session))] == [2, 3]
    with pytest.raises(Refused, match="^title: "):
        make.list_issue(session, " ")


def test_an_issue_with_another_file_is_found(session: Session) -> None:
    make.person(session)
    by = session.query(Account).first()
    session.add(
        ListIssue(
            number=2, title="Forged", filter="", as_of=make.AT.date(), made_at=make.AT, made_by=by, people=1,
            sha256="a" * 64, file=b"reference\r\nP-0001\r\n", departed={},
        )
    )  # fmt: skip
    session.flush()
    assert [str(fault) for fault in check(session)] == [
        "counter I: it stands at 0, below I-0002",
        "list issue 2: it stands in the place of issue 1",
        "list issue 2: its file is not the one whose hash was recorded",
    ]


def test_what_differs_is_told_with_the_reason(session: Session) -> None:
    names = ("Elvin Sinagov", "Ayla Numunali", "Bahar Misalli", "Ceyhun Ornakov", "Farid Tajrubali")
    elvin, ayla, bahar, ceyhun, farid = (make.person(session, name) for name in names)
    for person in (elvin, ayla, bahar, ceyhun):
        make.status(session, person, Status.ARRESTED, "2024-05-03")
    first = make.list_issue(session, query="held=yes")
    make.status(session, elvin, Status.RELEASED_SERVED, "2026-02-01")
    make.status(session, ayla, Status.IMPRISONED, "2025-01-01")
    make.charge(session, bahar, offence="treason")
    edit(session, people.retire_person, ceyhun, version=ceyhun.version)
    make.status(session, farid, Status.PRETRIAL_DETENTION, "2026-03-01")
    second = make.list_issue(session, query="held=yes")
    difference = _between(session, first, second)
    assert [row["reference"] for row in difference.added] == [farid.reference]
    left = {row.before["reference"]: row.now and row.now["status"] for row in difference.removed}
    assert left == {elvin.reference: "released_served", ceyhun.reference: None}
    assert [(change.person["reference"], change.cells["status"]) for change in difference.moved] == [
        (ayla.reference, ("arrested", "imprisoned"))
    ]
    corrected = {change.person["reference"]: change.cells for change in difference.corrected}
    assert corrected.pop(bahar.reference)["charges"] == ("", "treason")
    assert all("status" not in cells for cells in corrected.values())
    nothing = _between(session, second, make.list_issue(session, query="held=yes"))
    assert (nothing.added, nothing.removed, nothing.moved, nothing.corrected) == ([], [], [], [])


def test_a_withdrawn_claim_shows_as_a_correction_not_as_a_move(session: Session) -> None:
    person = make.person(session)
    charge = make.charge(session, person, offence="treason")
    first = make.list_issue(session)
    edit(session, recording.withdraw_claim, claim=charge, version=charge.version)
    difference = _between(session, first, make.list_issue(session))
    assert difference.moved == []
    assert [change.cells for change in difference.corrected] == [{"charges": ("treason", "")}]
    assert cells_of(first.file)[person.reference]["charges"] == "treason"


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (FIRST_COLUMNS, (*FIRST_COLUMNS, "nationality")),
        ([name for name in FIRST_COLUMNS if name != "sentence"], FIRST_COLUMNS),
        (FIRST_COLUMNS, [name for name in FIRST_COLUMNS if name != "sentence"]),
    ],
    ids=["gained", "older", "lost"],
)
def test_a_column_that_only_one_issue_has_is_no_difference(
    session: Session, earlier: list[str], later: list[str]
) -> None:
    ayla = person_cells("P-0002", "Ayla Numunali", sentence="7y", nationality="Nowhere")
    elvin = person_cells("P-0001", "Elvin Sinagov")
    first = stored_issue(session, [elvin, ayla], earlier)
    released = list(person_cells("P-0001", "Elvin Sinagov", "released_served").values())
    second = stored_issue(session, [ayla | {"charges": "treason"}], later, {"P-0001": released})
    difference = _between(session, first, second)
    assert (difference.added, difference.moved) == ([], [])
    assert [change.cells for change in difference.corrected] == [{"charges": ("", "treason")}]
    (departed,) = difference.removed
    assert departed.now is not None
    assert (departed.now["status"], departed.now["version"]) == ("released_served", "")
    assert list(check(session)) == []


def test_the_length_of_a_sentence_is_the_same_in_the_words_of_earlier_issues(session: Session) -> None:
    first = stored_issue(session, [person_cells("P-0001", "Elvin Sinagov", sentence="7 years | 1 month")])
    same = person_cells("P-0001", "Elvin Sinagov", sentence="term of 7 years | term of 1 month")
    second = stored_issue(session, [same])
    third = stored_issue(session, [same | {"sentence": "term of 8 years | term of 1 month"}])
    assert _between(session, first, second).corrected == []
    assert [change.cells["sentence"][1] for change in _between(session, first, third).corrected] == [
        "term of 8 years | term of 1 month"
    ]


def test_what_is_known_of_the_departed_is_stored_by_column_name(session: Session) -> None:
    elvin, bahar = make.person(session, "Elvin Sinagov"), make.person(session, "Bahar Misalli")
    for person in (elvin, bahar, make.person(session, "Ayla Numunali")):
        make.status(session, person, Status.ARRESTED, "2024-05-03")
    make.list_issue(session, query="held=yes")
    make.status(session, elvin, Status.RELEASED_SERVED, "2026-02-01")
    edit(session, people.retire_person, bahar, version=bahar.version)
    second = make.list_issue(session, query="held=yes")
    session.expire_all()
    departed = second.departed
    assert departed.keys() == {elvin.reference, bahar.reference}
    assert departed[bahar.reference] is None
    row = departed[elvin.reference]
    assert isinstance(row, dict)
    assert tuple(row) == (*COLUMN_NAMES, "cause")
    assert (row["name"], row["status"]) == ("Elvin Sinagov", "released_served")


def _between(session: Session, earlier: ListIssue, later: ListIssue) -> Differences:
    before, after = (public_issues.issue(session, issue.number) for issue in (earlier, later))
    assert before
    assert after
    return differences(before, after)
