"""Every text crosses one border: what would hide, break or lie is refused at its field, all else stays."""

import unicodedata
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain import input_rules
from webapp.domain.refusals import Refused

CONTROLS = ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9f"]
INVISIBLE = "\u200b\u200e\u200f\u202a\u202e\u2066\u2069\u061c\ufeff\u2060\u00ad"


@pytest.mark.parametrize("char", CONTROLS)
def test_control_characters_are_refused_everywhere(char: str) -> None:
    for clean in (input_rules.clean_line, input_rules.required_line, input_rules.clean_text):
        with pytest.raises(Refused, match=f"^note: .*U\\+{ord(char):04X}"):
            clean("note", f"Elvin{char}Sinagov")


@pytest.mark.parametrize("char", ["\ud83d", "\uffff", "\ufdd0"])
def test_what_is_no_character_is_refused(char: str) -> None:
    with pytest.raises(Refused, match=f"^note: .*U\\+{ord(char):04X}"):
        input_rules.clean_text("note", f"Elvin {char}")


def test_a_letter_that_was_lost_on_the_way_is_not_taken_for_one() -> None:
    with pytest.raises(Refused, match="^name: A letter was lost on the way"):
        input_rules.clean_line("name", "\ufffdlvin Sinagov")


@pytest.mark.parametrize("char", INVISIBLE)
def test_a_name_holds_nothing_that_cannot_be_seen(char: str) -> None:
    with pytest.raises(Refused, match=f"^name: There is an invisible character .U\\+{ord(char):04X}"):
        input_rules.clean_line("name", f"Elvin{char}Sinagov")


@pytest.mark.parametrize("text", ["علی‌رضا", "क्‍ष", "👩‍🚀", "Ayla 🇦🇿", "e\u0301", "Qur’an"])
def test_joiners_emoji_and_marks_that_writing_needs_are_kept(text: str) -> None:
    assert input_rules.clean_line("name", text) == normalize("NFC", text)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_line_is_one_line(end: str) -> None:
    with pytest.raises(Refused, match=r"^name: Write this on one line\."):
        input_rules.clean_line("name", f"Elvin{end}Sinagov")
    assert input_rules.clean_line("name", "Elvin\u2028Sinagov") == "Elvin Sinagov"


def test_a_line_has_single_spaces_and_none_at_its_ends() -> None:
    assert input_rules.clean_line("name", " \t Elvin \u00a0  Sinagov ") == "Elvin Sinagov"


def test_a_text_keeps_its_paragraphs() -> None:
    text = "\r\n one\r\ntwo\rthree\n\n\tfour \n"
    assert input_rules.clean_text("note", text) == "one\ntwo\nthree\n\n\tfour"


@pytest.mark.parametrize("blank", [None, "", " ", "\n\t", "\u00a0\u2003"])
def test_a_blank_is_nothing_and_is_refused_where_something_is_needed(blank: str | None) -> None:
    assert input_rules.clean_line("name", blank) is None
    assert input_rules.clean_text("name", blank) is None
    with pytest.raises(Refused, match=r"^name: This is needed\."):
        input_rules.required_line("name", blank)


@pytest.mark.parametrize("clean", [input_rules.clean_line, input_rules.required_line, input_rules.clean_text])
def test_a_text_as_long_as_the_limit_is_taken_and_one_longer_is_refused(clean: object) -> None:
    assert clean("name", "a" * 50, limit=50) == "a" * 50  # type: ignore[operator]
    with pytest.raises(Refused, match="^name: This is 51 characters long; at most 50 are taken"):
        clean("name", "a" * 51, limit=50)  # type: ignore[operator]


@given(st.text())
def test_what_was_cleaned_is_clean(text: str) -> None:
    for clean in (input_rules.clean_line, input_rules.clean_text):
        try:
            cleaned = clean("name", text)
        except Refused:
            continue
        if cleaned is None:
            continue
        assert cleaned == normalize("NFC", cleaned)
        assert cleaned == cleaned.strip() != ""
        assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in cleaned if char not in "\n\t")
        assert clean("name", cleaned) == cleaned
        cleaned.encode()


@pytest.mark.parametrize("tag", ["az", "ru", "az-Cyrl", "en-GB", "sr-Latn-RS"])
def test_a_language_is_a_tag(tag: str) -> None:
    assert input_rules.language_tag("language", f" {tag} ") == tag


@pytest.mark.parametrize("tag", ["Azerbaijani", "a", "az_AZ", "az-", "аз", "az;ru"])
def test_a_language_in_words_is_refused(tag: str) -> None:
    with pytest.raises(Refused, match="^language: Write the language as a code"):
        input_rules.language_tag("language", tag)


def test_a_country_is_two_capitals() -> None:
    assert input_rules.country_code("country", " az ") == "AZ"
    assert input_rules.country_code("country", "") is None


@pytest.mark.parametrize("code", ["AZE", "A", "Azerbaijan", "А3", "ΑΖ", "ß"])
def test_a_country_in_words_is_refused(code: str) -> None:
    with pytest.raises(Refused, match="^country: Write the country as two letters"):
        input_rules.country_code("country", code)


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "http://example.org:8080/a?b=c#d", "https://örnək.example/məqalə", "https://[::1]/"],
)
def test_a_web_address_is_kept_as_it_is(address: str) -> None:
    assert input_rules.web_address("url", f" {address} ") == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "data:text/html,x", "ftp://example.org", "//example.org", "example.org",
        "http://", "https:///path", "http://[", "http://example.org:99999", "http://example.org:x",
        "https://exa mple.org", "JaVaScRiPt://example.org/%0aalert(1)", "mailto:a@example.org",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(Refused, match="^url: Write a whole address"):
        input_rules.web_address("url", address)
