"""A list that is handed out row by row leaves nothing open behind it."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
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
    next(begun.iter_encoded())
    begun.close()
    assert engines.main.pool.checkedout() == 0
