"""Whatever is typed into a form or written into an address: a page answers, and nothing is half-saved."""

from typing import Any
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7
from werkzeug.test import TestResponse

from tests import make
from tests.support.claim_forms import CITING, counts
from tests.support.claim_kinds import CLUB, NOUNS
from tests.support.engines import on_sqlite
from tests.support.forms import elements, fields
from webapp.models import Citation, Claim
from webapp.vocab.claims import ClaimState
from webapp.vocab.organizations import OrganizationKind

HOSTILE = (
    "", " \t ", "\x00", "a\x00b", "\x1b[31m", "\r\n.\r\n", "\x85", "\ud800", "\udc00x", "\ufffe", "\ufffd",
    "\u202eniveS", "\u200b", "\u2066x", "👩‍👩‍👧‍👦", "Z\u0351\u036b" * 40, "ﷺ", "x" * 10_000, "ə" * 10_000,
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "|", " | ", "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>', "&#0;", "{{ 7 * 7 }}", "%(name)s", "%s", "' OR 1=1 --", "../../x",
    "31 November 2023", "2023-13-45", "0000", "2024/2020", "../..", "99999-01-01", "٣٤٥", "²", "1_0", "1e9",
    "9" * 5000, "P-9999", "P-1, P-1", "P-" + "9" * 40, "S-9999", "O-0001", str(uuid7()), "not-a-uuid",
    "0-25", "999999999-1", "published", "withdrawn", "None", "y", make.RELEASED,
)  # fmt: skip
VALUES = st.none() | st.sampled_from(HOSTILE) | st.text(max_size=30) | st.lists(st.sampled_from(HOSTILE))
# What pages offer only at times, or never.
BESIDE = ("passage", "match", "look", "id", "kind", "made_by_id", "no such field")


def send(client: FlaskClient, address: str, typed: dict[str, Any]) -> TestResponse:
    """Send a form as bytes, so that halves of characters and the like get through."""
    pairs = [(name, one) for name, value in typed.items() for one in _several(value)]
    body = urlencode([(name, one.encode("utf-8", "surrogatepass")) for name, one in pairs])
    return client.post(address, data=body, content_type="application/x-www-form-urlencoded")


@pytest.fixture
def forms(session: Session) -> dict[str, dict[str, str]]:
    """The address of every form about people, with what is typed there by somebody who means well."""
    make.organization(session, CLUB, OrganizationKind.OTHER)
    who = make.person(session)
    found = {"/people/new": {**CITING, "text": "Ayla Numunali"}}
    for noun in NOUNS:
        found[noun.new(session, who)] = {**CITING, **noun.typed}
    for noun in NOUNS:
        row = noun.made(session, make.person(session, f"Bahar Misalli {noun.name}"))
        found[noun.revise(row)] = {"reason": "Read again"}
    waiting = make.status(session, who, state=ClaimState.DRAFT)
    for act in ("cite", "publish", "withdraw"):
        found[f"/claims/{waiting.id}/{act}"] = {"reason": "Read again"}
    for act in ("revise", "verify"):
        found[f"/people/{who.reference}/{act}"] = {"reason": "Read again"}
    return found


@on_sqlite  # The same code cleans what is typed on both engines, and one is enough for so many tries.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_is_typed_is_saved_whole_with_its_passage_or_refused_with_a_page(
    data: st.DataObject, session: Session, rafa: FlaskClient, forms: dict[str, dict[str, str]]
) -> None:
    address = data.draw(st.sampled_from(sorted(forms)))
    page = rafa.get(address)
    assert page.status_code == 200
    token, *_ = [one.get("value") for one in elements(page, "input", name="csrf_token")]
    honest = fields(page) | forms[address]
    names = st.sampled_from(sorted({*honest, *BESIDE}))
    typed = honest | data.draw(st.dictionaries(names, VALUES, min_size=1, max_size=4)) | {"csrf_token": token}
    before = counts(session)

    answer = send(rafa, address, typed)

    assert answer.status_code in (200, 303, 422)
    if answer.status_code == 303:
        assert "/new" not in address or counts(session) > before
        assert rafa.get(answer.location).status_code == 200
        assert rafa.get("/people").status_code == 200
        assert b"\x00" not in rafa.get("/people.csv?audience=internal").data
    else:
        assert counts(session) == before
        assert "look" in typed or answer.status_code == 422
    uncited = select(Claim.id).where(~select(Citation.id).where(Citation.claim_id == Claim.id).exists())
    assert session.scalars(uncited).all() == []


@on_sqlite  # As above.
def test_whatever_stands_in_an_address_is_answered_with_a_page(rafa: FlaskClient, session: Session) -> None:
    make.person(session)
    before = counts(session)
    for value in HOSTILE:
        hostile = quote(value.encode("utf-8", "surrogatepass"), safe="")
        begun = f"?source={hostile}&passage={hostile}"
        assert rafa.get(f"/people/P-0001/statuses/new{begun}").status_code == 200, value
        assert rafa.get(f"/people/P-0001{begun}").status_code == 200, value
        for address in (
            f"/people/{hostile}/statuses/new",
            f"/citations/{hostile}",
            f"/claims/{hostile}/cite",
        ):
            assert rafa.get(address).status_code in (301, 308, 404), value
    assert counts(session) == before


def _several(value: Any) -> list[str]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
