"""Forms as a browser handles them: read from the page, filled in over what they hold, and sent."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.html import parsed


def post_form(client: FlaskClient, path: str, /, **values: Any) -> TestResponse:
    """Open a page, put `values` into its form, send it, and return the answer.

    A value of None leaves its field out, a list sends several, the name of a button presses it.
    Raises: AssertionError where the page has no form, or the form has no such field.
    """
    page = client.get(path)
    assert page.status_code == 200, f"{path} answered {page.status_code}"
    return send(client, page, **values)


def send(client: FlaskClient, page: TestResponse, /, **values: Any) -> TestResponse:
    """Put `values` into the form of a page that is already open, send it, and return the answer."""
    form = _form(page)
    filled = _present(form)
    unknown = set(values) - {element.get("name") for element in form.iter() if _named(element)}
    assert not unknown, f"{page.request.path} has no field {', '.join(sorted(unknown))}"
    filled.update(values)
    data = {name: value for name, value in filled.items() if value is not None}
    return client.post(form.get("action") or page.request.full_path, data=data)


def press(client: FlaskClient, page: TestResponse, button: str, /, **values: Any) -> TestResponse:
    """Put `values` into the form of a page and press the button of these words, which leads elsewhere."""
    (pressed,) = (each for each in elements(page, "button") if _text(each) == button)
    data = {name: value for name, value in (_present(_form(page)) | values).items() if value is not None}
    return client.post(pressed.get("formaction", ""), data=data)


def look_and_send(client: FlaskClient, address: str, typed: dict[str, Any]) -> tuple[int, int]:
    """Put `typed` into a form that is looked at before it is saved; return both answers' status codes."""
    page = client.get(address)
    (token,) = elements(page, "input", name="csrf_token")
    sent = fields(page) | {"csrf_token": token.get("value")} | typed
    looked = client.post(address, data=sent | {"look": "y"})
    return looked.status_code, client.post(address, data=sent).status_code


def fields(page: TestResponse) -> dict[str, Any]:
    """Return what the fields of a page's form hold, by name; several values of one name as a list."""
    return {name: value for name, value in _present(_form(page)).items() if name != "csrf_token"}


def errors(page: TestResponse) -> dict[str, str]:
    """Return what a page says is wrong with each field, by the id of the field."""
    return {
        element.get("id", "").removesuffix("-error"): _text(element)
        for element in _parsed(page).iter("p")
        if "error" in element.get("class", "").split()
    }


def main_text(page: TestResponse) -> str:
    """Return the words in the main part of a page, with single spaces."""
    return _text(_main(page))


def links(page: TestResponse) -> list[str]:
    """Return the addresses that the main part of a page leads to."""
    return [element.get("href", "") for element in _main(page).iter("a")]


def elements(page: TestResponse, tag: str, **attributes: str) -> list[Element]:
    """Return the elements of the main part with this tag and these attributes."""
    return [e for e in _main(page).iter(tag) if all(e.get(key) == value for key, value in attributes.items())]


def text_of(element: Element) -> str:
    """Return exactly the characters that stand in an element."""
    return "".join(element.itertext())


def _parsed(page: TestResponse) -> Element:
    return parsed(page.get_data(as_text=True))


def _main(page: TestResponse) -> Element:
    main = _parsed(page).find(".//main")
    assert main is not None, f"{page.request.path} has no main part"
    return main


def _form(page: TestResponse) -> Element:
    forms = [form for form in _main(page).iter("form") if form.get("method", "").lower() == "post"]
    assert forms, f"{page.request.path} has no form"
    return forms[0]


def _present(form: Element) -> dict[str, Any]:
    values_by_name: dict[str, list[str]] = {}
    for element in form.iter():
        if _named(element):
            for value in _values(element):
                values_by_name.setdefault(element.get("name", ""), []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in values_by_name.items()}


def _named(element: Element) -> bool:
    return element.tag in ("input", "select", "textarea", "button") and bool(element.get("name"))


def _values(element: Element) -> Iterator[str]:
    if element.tag == "textarea":
        yield text_of(element).removeprefix("\n")
    elif element.tag == "select":
        options = list(element.iter("option"))
        chosen = [option for option in options if "selected" in option.attrib]
        if not chosen and "multiple" not in element.attrib:
            chosen = options[:1]
        yield from (option.get("value", text_of(option)) for option in chosen)
    elif element.tag == "input" and element.get("type") in ("checkbox", "radio"):
        if "checked" in element.attrib:
            yield element.get("value", "on")
    elif element.tag == "input":
        yield element.get("value", "")


def _text(element: Element) -> str:
    text = ""
    for piece in element.itertext():
        # Words of two elements stand apart on the screen, also where the page has no space between them.
        text += f" {piece}" if text[-1:].isalnum() and piece[:1].isalnum() else piece
    return " ".join(text.split())
