"""What a server has compiled before it answers: the first visitor of a page waits for none of it."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.web.conftest import settings_of
from webapp.web.app import create_app
from webapp.web.compiled_templates import compile_templates


@on_sqlite
def test_no_template_of_the_pages_that_most_people_open_is_compiled_when_they_are_opened(
    session: Session, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = make.person(session)
    make.status(session, who)
    make.charge(session, who)
    session.commit()
    app = create_app(settings_of(url, tmp_path))
    compile_templates(app)

    def compiled(_source: str, name: str, *_: object, **__: object) -> None:
        raise AssertionError(f"{name} is compiled while somebody waits")

    monkeypatch.setattr(app.jinja_env, "compile", compiled)
    browser = app.test_client()
    for path in ("/", "/people", "/people?held=yes", "/people/P-0001", "/statistics", "/sources/S-0001"):
        assert browser.get(path).status_code == 200, path
