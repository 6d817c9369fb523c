"""The page of all lists side by side: everybody judged, and only those on whom organizations disagree."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import links, main_text
from webapp.vocab.assessments import Outcome


def test_whoever_organizations_disagree_about_is_shown_alone_on_demand(
    session: Session, client: FlaskClient
) -> None:
    assert "No organization's list or judgement is recorded yet" in main_text(client.get("/matrix"))
    ayla, bahar = (make.person(session, name) for name in ("Ayla Numunali", "Bahar Misalli"))
    make.assessment(session, bahar, make.organization(session, "C Centre"))
    session.commit()
    assert "Organizations agree about everybody" in main_text(client.get("/matrix?show=disagreed"))
    for name, outcome in (("A Committee", Outcome.LISTED), ("B Centre", Outcome.NOT_POLITICAL_PRISONER)):
        make.assessment(session, ayla, organization=make.organization(session, name), outcome=outcome)
    session.commit()
    answer = client.get("/matrix")
    words = main_text(answer)
    assert "1 of 2 are disagreed about" in words
    assert "Not a political prisoner" in words
    assert "/matrix?show=disagreed" in links(answer)
    table = [line.split(",") for line in client.get("/matrix.csv").get_data(as_text=True).splitlines()]
    assert table[0][:2] == ["\ufeffreference", "name"]
    assert [line[:2] + line[4:9] for line in table[1:]] == [
        ["P-0001", "Ayla Numunali", "yes", "O-0002", "A Committee", "listed", "listed"],
        ["P-0001", "Ayla Numunali", "yes", "O-0003", "B Centre", "denied", "not_political_prisoner"],
        ["P-0001", "Ayla Numunali", "yes", "O-0001", "C Centre", "silent", ""],
        ["P-0002", "Bahar Misalli", "no", "O-0002", "A Committee", "silent", ""],
        ["P-0002", "Bahar Misalli", "no", "O-0003", "B Centre", "silent", ""],
        ["P-0002", "Bahar Misalli", "no", "O-0001", "C Centre", "listed", "political_prisoner"],
    ]
    only = main_text(client.get("/matrix?show=disagreed&page=9999"))
    assert "Ayla Numunali" in only
    assert "Bahar Misalli" not in only
