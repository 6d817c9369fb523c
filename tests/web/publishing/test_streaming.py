"""A list that is handed out row by row leaves nothing open behind it."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.counted_statements import counted
from webapp.web.db import Engines


def test_a_list_gives_its_connection_back_whether_it_is_read_to_the_end_or_not(
    app: Flask, session: Session, client: FlaskClient
) -> None:
    make.person(session)
    engines: Engines = app.extensions["habeas"]

    whole = client.get("/people.csv")
    assert b"Elvin Sinagov" in whole.data
    assert engines.main.pool.checkedout() == 0

    begun = client.get("/people.csv")
    pieces = begun.iter_encoded()
    next(pieces), next(pieces)
    # It is sent while it is read: nothing waits in memory for the end.
    assert engines.main.pool.checkedout() == 1
    begun.close()
    assert engines.main.pool.checkedout() == 0


def test_who_has_a_list_is_told_so_without_anybody_being_looked_up(
    app: Flask, session: Session, client: FlaskClient
) -> None:
    make.person(session)
    session.commit()
    engines: Engines = app.extensions["habeas"]
    for path in ("/people.csv", "/people.ftm.json", "/people.xlsx", "/export/package.zip", "/api/v1/people"):
        tag = client.get(path, buffered=True).headers["ETag"]
        with counted(engines.main) as sent:
            assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
        assert not [statement for statement in sent if "person_summary" in statement]
