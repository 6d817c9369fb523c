"""What a typed date is understood as."""

import pytest
from flask.testing import FlaskClient


def understood(client: FlaskClient, text: str) -> object:
    """Return what is answered for a typed date."""
    answer = client.get("/dates/understood", query_string={"text": text})
    assert answer.status_code == 200
    return answer.get_json()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("November 2023", "some time in November 2023"),
        ("20.11.2023", "on 20 November 2023"),
        ("2023?", "some time in 2023, uncertain"),
    ],
)
def test_a_date_is_said_back_in_words(clara: FlaskClient, typed: str, words: str) -> None:
    assert understood(clara, typed) == {"understood": words}


@pytest.mark.parametrize(
    "typed", ["", " ", "31.11.2023", "yesterday", "2024/2023", "x" * 5000, "\x00", "9" * 400, "🚲"]
)
def test_what_is_no_date_is_answered_with_what_is_wrong(clara: FlaskClient, typed: str) -> None:
    assert set(understood(clara, typed)) == {"problem"}  # type: ignore[call-overload]


def test_dates_are_read_for_curators_only(client: FlaskClient, nemo: FlaskClient, clara: FlaskClient) -> None:
    assert client.get("/dates/understood?text=2023").status_code == 303
    assert nemo.get("/dates/understood?text=2023").status_code == 403
    assert clara.post("/dates/understood?text=2023").status_code == 405
