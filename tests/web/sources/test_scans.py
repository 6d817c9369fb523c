"""A scan is brought in: read by machine with progress, compared with its images, confirmed and marked."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.forms import elements, main_text, send
from tests.support.intake_forms import NEW, bring
from tests.support.scans import needs_tesseract, scan
from tests.web.sources.test_intake import act
from webapp.domain.sources.extraction import extracted_text

PAGES = ("Elvin Sinagov was arrested on 3 May 2024.", "Ayla Numunali was released on 5 June 2024.")
pytestmark = needs_tesseract


def test_a_scan_is_read_in_steps_and_confirmed_when_all_of_it_is_read(
    monkeypatch: pytest.MonkeyPatch, clara: FlaskClient, client: FlaskClient
) -> None:
    monkeypatch.setattr(extracted_text, "_PATIENCE", 0)
    begun = bring(clara, file=(BytesIO(scan(*PAGES)), "scan.pdf"))
    assert "1 of 2 pages have been read." in main_text(begun)
    path = begun.request.path
    early = clara.post(path, data=NEW | _token(begun))
    assert "Not all of its pages have been read yet" in main_text(early)
    ended = clara.get(act(clara, path, f"{path}/read-on"))
    assert "A machine read it from images of its pages" in main_text(ended)
    assert [image.get("src") for image in elements(ended, "img")] == [
        f"{path}/pages/1.png", f"{path}/pages/2.png",
    ]  # fmt: skip
    saved = send(clara, ended, **NEW)
    assert (saved.status_code, saved.location.partition("?")[0]) == (303, "/sources/S-0001")
    shown = main_text(client.get("/sources/S-0001"))
    assert "A machine read this text" in shown
    assert PAGES[1] in shown
    assert client.get("/sources/S-0001/versions/1/pages/2.png").status_code == 200


def test_it_is_read_again_in_the_languages_that_are_installed_and_in_no_other(clara: FlaskClient) -> None:
    page = bring(clara, file=(BytesIO(scan(PAGES[0], kind="PNG")), "a.png"))
    offered = [box.get("value") for box in elements(page, "input", name="languages")]
    assert "eng" in offered
    path = page.request.path
    for language, answer in (("eng", "(eng), read by machine"), ("../../etc/passwd", "Choose one of those")):
        typed = _token(page) | {"page_reader": "tesseract", "languages": language}
        assert clara.post(f"{path}/read-again", data=typed).location == path
        assert answer in main_text(clara.get(path))


def _token(page: TestResponse) -> dict[str, str]:
    (token, *_) = elements(page, "input", name="csrf_token")
    return {"csrf_token": token.get("value", "")}
