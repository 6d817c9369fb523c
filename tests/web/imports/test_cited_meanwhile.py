"""Who cites words of a list while it is being written is told that, and finds what was typed."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import fields, main_text, post_form, send
from webapp.models import UnfinishedBatch


@pytest.mark.both_engines
def test_words_that_a_list_has_cited_unseen_are_cited_when_it_is_there(
    session: Session, clara: FlaskClient
) -> None:
    person = make.person(session, "Zzyzx Qqwfp")
    source = make.source(session, "A list", "Name,Status\nZzyzx Qqwfp,arrested\n")
    unseen = make.evidence(session, "arrested", of=source).passage
    batch = UnfinishedBatch(
        first_number=10**6, lowest_key=unseen.id, highest_key=type(unseen.id)(int=unseen.id.int + 1),
        begun_at=make.AT,
    )  # fmt: skip
    session.add(batch)
    typed = {"source": source.reference, "quote": "arrested", "status": "arrested", "reason": "Read by Clara"}
    refused = post_form(clara, f"/people/{person.reference}/statuses/new", **typed)
    assert refused.status_code == 409
    assert "These words belong to a list that is being brought in at this moment." in main_text(refused)
    assert fields(refused)["reason"] == "Read by Clara"
    session.delete(batch)
    session.commit()
    assert send(clara, refused).status_code == 303
