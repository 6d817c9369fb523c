"""While a list is being written every page is asked of the other rows, and answers as ever."""

from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_postgresql
from tests.support.every_address import every_address, rules
from webapp.models import BatchKeys, UnfinishedBatch
from webapp.web.access import opened_to

FILTERED = tuple(
    f"{page}{query}"
    for page in ("/people", "/people.csv", "/people.ftm.json", "/statistics", "/api/v1/people")
    for query in (
        "?q=sinagov", "?status=imprisoned", "?known_on=2026-11-01", "?taken_in=2023", "?sort=since",
    )
)  # fmt: skip


# There a table of which rows are left out has no primary key any more: whoever groups by it and asks for
# other columns of the row is refused, as nobody is in the tests of a page at rest.
@on_postgresql
def test_every_page_answers_while_a_list_is_being_written(
    app: Flask, session: Session, ada: FlaskClient, tmp_path: Path
) -> None:
    with app.app_context():
        plain = [rule.rule for rule in rules(app, "GET") if not rule.arguments and opened_to(rule.endpoint)]
    addresses = [*plain, *every_address(session, tmp_path).values(), *FILTERED]
    session.commit()
    lowest, highest = BatchKeys().bounds
    batch = UnfinishedBatch(first_number=10**6, lowest_key=lowest, highest_key=highest, begun_at=make.AT)
    session.add(batch)
    session.commit()
    answers = {address: ada.get(address, buffered=True).status_code for address in addresses}
    assert {address: status for address, status in answers.items() if status >= 500} == {}
    assert [*answers.values()].count(200) > 150
