"""Files to hand out come from the list's own address, to those who may have them."""

import fcntl
import io
import json
import re
import zipfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import links, main_text
from webapp.domain.history.installation import installation_id
from webapp.vocab.claims import ClaimState
from webapp.vocab.liberty import Status

FILES = {
    "/people.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "/export/package.zip": "application/zip",
}


@pytest.fixture
def two(session: Session) -> None:
    """Elvin, who is held, and a draft on Bahar."""
    make.status(session, make.person(session, "Elvin Sinagov"), Status.IMPRISONED)
    make.person(session, "Bahar Misalli", state=ClaimState.DRAFT)
    session.commit()


def names(path: str, sent: bytes) -> set[str]:
    """Return who is in a file."""
    if "xlsx" in path:
        rows = load_workbook(io.BytesIO(sent))["People"].iter_rows(min_row=2)
        return {str(row[1].value) for row in rows}
    lines = zipfile.ZipFile(io.BytesIO(sent)).read("persons.csv").decode().splitlines()[1:]
    return {line.split(",")[1] for line in lines}


@pytest.mark.parametrize("path", FILES)
def test_the_list_links_to_the_file_of_its_filter(client: FlaskClient, two: None, path: str) -> None:
    (address,) = [link for link in links(client.get("/people?held=yes")) if link.startswith(path)]
    assert address == f"{path}?held=yes"
    answer = client.get(address)
    assert answer.mimetype == FILES[path]
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert re.fullmatch(r"\d+:[0-9a-f]{64}", answer.headers["Habeas-History"])
    assert names(path, answer.data) == {"Elvin Sinagov"}
    assert names(path, client.get(f"{path}?held=no").data) == set()


def test_entities_come_as_lines_for_who_may_have_them(
    client: FlaskClient, clara: FlaskClient, session: Session, two: None
) -> None:
    answer = client.get("/people.ftm.json?held=yes")
    assert answer.mimetype == "application/json+ftm"
    lines = answer.get_data(as_text=True).splitlines()
    assert json.loads(lines[0])["id"] == f"habeas-{installation_id(session)}-p-0001"
    assert "Misalli" not in clara.get("/people.ftm.json").get_data(as_text=True)
    assert "Misalli" in clara.get("/people.ftm.json?audience=internal").get_data(as_text=True)
    assert client.get("/people.ftm.json?audience=internal").status_code == 403


@pytest.mark.parametrize("path", FILES)
def test_drafts_go_to_curators_who_ask_for_them(
    client: FlaskClient, clara: FlaskClient, two: None, path: str
) -> None:
    assert client.get(f"{path}?audience=internal").status_code == 403
    assert client.get(f"{path}?audience=everything").status_code == 400
    assert client.get(f"{path}?status=nonsense").status_code == 400
    public = clara.get(path)
    assert names(path, public.data) == {"Elvin Sinagov"}
    internal = clara.get(f"{path}?audience=internal")
    assert names(path, internal.data) == {"Elvin Sinagov", "Bahar Misalli"}
    # A file that is passed on says for whom it is.
    saved = [answer.headers["Content-Disposition"] for answer in (public, internal)]
    assert ["-internal." in name for name in saved] == [False, True]


@pytest.mark.parametrize("path", ["/people.xlsx", "/people.ftm.json", "/export/package.zip", "/people/print"])
def test_a_third_costly_file_at_once_is_told_to_come_back(
    client: FlaskClient, two: None, tmp_path: Path, path: str
) -> None:
    with ExitStack() as stack:
        for place in (1, 2):
            taken = stack.enter_context((tmp_path / f".files-{place}.lock").open("w"))
            fcntl.flock(taken, fcntl.LOCK_EX)
        answer = client.get(path)
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert "Other files are being made" in main_text(answer)
        assert b"Elvin" in client.get("/people.csv").data
    # Whether it is read to its end, broken off or not even begun, its place is free again.
    for _ in range(3):
        client.get(path).close()
        begun = client.get(path)
        assert begun.status_code == 200
        next(begun.iter_encoded())
        begun.close()
        assert client.get(path).data
