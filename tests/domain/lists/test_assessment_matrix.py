"""All lists side by side: who lists a person, who does not, and three kinds of silence told apart."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from tests import make
from webapp.domain.history.recording import editing
from webapp.domain.imports.lists import likely_reading, list_table
from webapp.domain.imports.recording import record_rows
from webapp.domain.imports.rows import read_rows
from webapp.domain.lists.assessment_matrix import Matrix, assessment_matrix
from webapp.domain.visibility import CURATOR, PUBLIC
from webapp.models import Organization
from webapp.vocab.assessments import Listing
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Status
from webapp.vocab.organizations import OrganizationKind


def listed(
    session: Session, organization: Organization, day: str, *names: str, asked: str = "", **source: object
) -> None:
    """Bring in a list of an organization whose rows mean people by reference; of one nobody decided."""
    text = "Reference,Name\n" + "".join(f"{name}\n" for name in names) + (f",{asked}\n" if asked else "")
    row = make.source(
        session, f"{organization.name} {day}", text, date=day, publisher=organization, **source
    )
    (version,) = row.versions
    table = list_table(version)
    reading = likely_reading(version, table, table.fields)
    reading = replace(reading, listed_by=organization)
    rows = list(read_rows(session, version, table.rows, reading, decisions={}))
    with editing(session, by=make.account(session), reason="A list", at=datetime.now(UTC)):
        record_rows(session, version, rows, state=ClaimState.PUBLISHED)
    session.flush()


def signs(matrix: Matrix) -> dict[str, list[Listing]]:
    """What each organization tells of each person, the organizations by name."""
    order = sorted(range(len(matrix.organizations)), key=lambda place: matrix.organizations[place].name)
    return {row.person.name: [row.cells[place].listing for place in order] for row in matrix.rows}


def test_each_list_tells_who_is_on_it_who_left_and_what_it_cannot_tell(session: Session) -> None:
    committee = make.organization(session, "A Committee", OrganizationKind.NGO)
    union = make.organization(session, "B Union", OrganizationKind.UNION)
    centre = make.organization(session, "C Centre", OrganizationKind.NGO)
    people = {}
    for name, since in (
        ("Ayla Numunali", "2023-11"), ("Bahar Misalli", "2023-11"), ("Ceyhun Ornakov", "2023-11"),
        ("Davud Tajrubov", "2026-05"),
    ):  # fmt: skip
        person = make.person(session, name)
        make.status(session, person, Status.IMPRISONED, since=since)
        people[name] = f"{person.reference},{name}"
    ayla, bahar, ceyhun, davud = people.values()
    listed(session, committee, "2026-09", ayla, bahar, ceyhun)
    listed(session, committee, "2026-10", ayla, bahar, asked="Davud Tajrubov")
    listed(session, union, "2026-10", ayla, bahar)
    listed(session, centre, "2024-03", ayla, ceyhun)
    listed(session, centre, "2026-10", davud)
    matrix = assessment_matrix(session, to=PUBLIC)
    assert signs(matrix) == {
        "Ayla Numunali": [Listing.LISTED, Listing.LISTED, Listing.LISTED],
        "Bahar Misalli": [Listing.LISTED, Listing.LISTED, Listing.NOT_LISTED],
        "Ceyhun Ornakov": [Listing.LEFT, Listing.SILENT, Listing.LISTED],
        "Davud Tajrubov": [Listing.UNDECIDED, Listing.SILENT, Listing.LISTED],
    }
    assert [row.person.name for row in matrix.disagreed] == ["Bahar Misalli", "Ceyhun Ornakov"]


def test_a_list_from_before_the_arrest_says_nothing(session: Session) -> None:
    committee = make.organization(session, "A Committee", OrganizationKind.NGO)
    centre = make.organization(session, "C Centre", OrganizationKind.NGO)
    names = ("Ayla Numunali", "Bahar Misalli", "Davud Tajrubov")
    people = [make.person(session, name) for name in names]
    make.status(session, people[2], Status.IMPRISONED, since="2026-05")
    ayla, bahar, davud = (f"{each.reference},{name}" for each, name in zip(people, names, strict=True))
    listed(session, committee, "2024-03", ayla, bahar)
    listed(session, centre, "2026-10", ayla, bahar, davud)
    assert signs(assessment_matrix(session, to=PUBLIC))["Davud Tajrubov"] == [Listing.SILENT, Listing.LISTED]


def test_strangers_see_no_list_that_is_not_public(session: Session) -> None:
    committee = make.organization(session, "A Committee", OrganizationKind.NGO)
    rows = [f"{make.person(session, name).reference},{name}" for name in ("Ayla Numunali", "Bahar Misalli")]
    listed(session, committee, "2026-10", *rows, visibility=Visibility.INTERNAL)
    assert not assessment_matrix(session, to=PUBLIC).rows
    assert len(assessment_matrix(session, to=CURATOR).rows) == 2
