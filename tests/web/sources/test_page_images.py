"""Pages as they are printed: beside the text before and after it is confirmed, for whoever may read it."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.domain.sources.extraction.files import pdf
from tests.support.forms import elements, links, main_text
from tests.support.intake import captured_pdf, printed_source
from webapp.domain.sources import archive
from webapp.models import Source
from webapp.vocab.claims import Visibility

PAGES = ("Elvin Sinagov was arrested.", "Ayla Numunali was not.")
TEXT = "\n\n".join(PAGES)
SECOND = len(PAGES[0]) + 2
PAGE = "/sources/S-0001/versions/1/pages/2"


@pytest.fixture
def printed(session: Session, tmp_path: Path) -> Source:
    """A source of two printed pages."""
    return printed_source(session, tmp_path / "archive", pdf(*PAGES), TEXT, 0, SECOND)


@pytest.mark.parametrize(
    ("visibility", "seen"),
    [
        (Visibility.PUBLIC, ["client", "nemo", "clara", "rafa"]),
        (Visibility.INTERNAL, ["clara", "rafa"]),
        (Visibility.RESTRICTED, ["clara", "rafa"]),
    ],
)
def test_an_image_is_seen_by_those_who_see_the_text_and_kept_by_no_cache(
    request: pytest.FixtureRequest,
    session: Session,
    tmp_path: Path,
    visibility: Visibility,
    seen: list[str],
) -> None:
    printed_source(
        session, tmp_path / "archive", pdf(*PAGES), TEXT, 0, SECOND, visibility=visibility
    )
    for browser in ("client", "nemo", "clara", "rafa"):
        visitor: FlaskClient = request.getfixturevalue(browser)
        text, shown, image = (visitor.get(path) for path in ("/sources/S-0001", PAGE, f"{PAGE}.png"))
        assert shown.status_code == image.status_code == text.status_code == (200 if browser in seen else 404)
        if browser in seen:
            assert image.data.startswith(b"\x89PNG")
            assert "no-store" in image.headers["Cache-Control"]
            assert image.headers["X-Content-Type-Options"] == "nosniff"
        else:
            assert PAGES[1] not in shown.text


def test_a_page_stands_beside_its_text_and_its_neighbours_are_one_link_away(
    printed: Source, client: FlaskClient
) -> None:
    desk = client.get("/sources/S-0001")
    assert [href for href in links(desk) if "/pages/" in href] == [f"{PAGE[:-1]}{page}" for page in (1, 2)]
    shown = client.get(PAGE)
    assert elements(shown, "img")[0].get("src") == f"{PAGE}.png"
    assert PAGES[1] in main_text(shown)
    assert PAGES[0] not in main_text(shown)
    assert f"{PAGE[:-1]}1" in links(shown)


def test_a_citation_opens_its_page_with_its_words_marked(
    session: Session, printed: Source, client: FlaskClient
) -> None:
    claim = make.status(
        session, make.person(session), evidence=make.evidence(session, "Numunali", of=printed)
    )
    (path,) = [href for href in links(client.get(f"/citations/{claim.citations[0].id}")) if "/pages/" in href]
    assert path.startswith(f"{PAGE}?passage=")
    (mark,) = elements(client.get(path), "mark")
    assert mark.text == "Numunali"


def test_before_it_is_confirmed_each_page_can_be_compared_with_its_image(
    session: Session, clara: FlaskClient, nemo: FlaskClient, rafa: FlaskClient, tmp_path: Path
) -> None:
    capture = captured_pdf(session, tmp_path / "archive", pdf(*PAGES), TEXT, 0, SECOND)
    images = [image.get("src") for image in elements(clara.get(f"/captures/{capture.id}"), "img")]
    assert images == [f"/captures/{capture.id}/pages/{page}.png" for page in (1, 2)]
    assert clara.get(images[1]).data.startswith(b"\x89PNG")
    # What waits belongs to whoever brought it.
    assert nemo.get(images[1]).status_code == 403
    assert rafa.get(images[1]).status_code == 303


@pytest.mark.parametrize(
    "path",
    [f"{PAGE[:-1]}3", f"{PAGE[:-1]}3.png", f"{PAGE[:-1]}0.png", "/sources/S-0002/versions/1/pages/1.png"],
)
def test_there_is_no_image_of_a_page_that_is_not_there(
    session: Session, printed: Source, client: FlaskClient, path: str
) -> None:
    make.source(session)
    assert client.get(path).status_code == 404


def test_without_the_file_it_is_said_that_it_is_not_here(
    printed: Source, client: FlaskClient, tmp_path: Path
) -> None:
    archive.remove(tmp_path / "archive", str(printed.versions[0].bytes_sha256))
    assert "The original is not here" in main_text(client.get(f"{PAGE}.png"))
