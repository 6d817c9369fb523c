"""Names of those who tell or decide, folded below the likely new people of a source."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.forms import fields

TEXT = (
    "Bahar Misalli was arrested on 5 May 2022 by Farid Ornakov."
    " “It is a farce,” said the poet Davud Tajrubali."
)


@on_sqlite
def test_who_tells_or_arrests_is_folded_below_and_can_be_recorded_all_the_same(
    session: Session, clara: FlaskClient
) -> None:
    source = make.source(session, text=TEXT)
    page = clara.get(f"/sources/{source.reference}")
    proposed, _, folded = page.text.partition("Possibly new people")[2].partition("2 other names")
    folded = folded.partition("</details>")[0]
    assert "Bahar Misalli" in proposed
    assert "Bahar Misalli" not in folded
    for name in ("Farid Ornakov", "Davud Tajrubali"):
        assert name not in proposed.partition("near")[0]
        assert name in folded
    selected = clara.get(f"/sources/{source.reference}?start={TEXT.index('“')}&end={len(TEXT)}")
    assert fields(selected)["new_name"] == "Davud Tajrubali"
