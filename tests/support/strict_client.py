"""A test client that reads every page it is answered as strictly as a browser's console would."""

from collections import Counter
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.html import mistakes, parsed


class WatchingClient(FlaskClient):
    """A client for `app.test_client_class`; a page at fault raises AssertionError in the test that met it."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Ask as any test client does, and watch the answer and every redirect on the way to it."""
        answer = super().open(*args, **kwargs)
        for each in (*answer.history, answer):
            if each.mimetype == "text/html":
                watch(each)
        return answer


def watch(answer: TestResponse) -> None:
    """Raise AssertionError if an HTML answer breaks a promise that every page keeps."""
    faults = [*_faults_of_headers(answer), *_faults_of_page(answer.get_data(as_text=True))]
    listing = "\n".join(f"- {fault}" for fault in faults)
    assert not faults, (
        f"{answer.request.method} {answer.request.path} answered {answer.status_code} with\n{listing}"
    )


def _faults_of_headers(answer: TestResponse) -> list[str]:
    policy = answer.headers.get("Content-Security-Policy", "")
    faults = []
    if "default-src" not in policy or "'unsafe-" in policy:
        faults.append(f"a Content-Security-Policy that does not protect: {policy!r}")
    if answer.headers.get("Referrer-Policy") != "same-origin":
        faults.append("a Referrer-Policy other than same-origin")
    return faults


def _faults_of_page(text: str) -> list[str]:
    if wrong := mistakes(text):
        return [f"HTML that is not: {wrong[0]}"]
    elements = list(parsed(text).iter())
    return [fault for element in elements for fault in _faults_of_element(element)] + _faults_of_ids(elements)


def _faults_of_element(element: Element) -> list[str]:
    faults = []
    if element.tag == "style" or (element.tag == "script" and not element.get("src")):
        faults.append(f"an inline <{element.tag}>")
    faults += [
        f"an inline {name}= on <{element.tag}>"
        for name in element.attrib
        if name == "style" or name.startswith("on")
    ]
    # A search that is posted changes nothing.
    searches = element.get("action", "").startswith("/search/posted")
    if element.tag == "form" and element.get("method", "").lower() == "post" and not searches:
        tokens = element.findall(".//input[@name='csrf_token']")
        if not any(token.get("value") for token in tokens):
            faults.append(f"a form to {element.get('action')!r} without its csrf_token")
    target = element.get("href", "")
    if element.tag == "a" and urlsplit(target).netloc:
        missing = {"noreferrer", "noopener"} - set(element.get("rel", "").split())
        if missing:
            faults.append(f"a link out to {target} without {' '.join(sorted(missing))}")
    return faults


def _faults_of_ids(elements: list[Element]) -> list[str]:
    ids = Counter(element.get("id") for element in elements if element.get("id"))
    labelled = [element.get("for") for element in elements if element.tag == "label" and element.get("for")]
    return [f"{times} elements with the id {name!r}" for name, times in ids.items() if times > 1] + [
        f"a label for {name!r}, which is not there" for name in labelled if name not in ids
    ]
