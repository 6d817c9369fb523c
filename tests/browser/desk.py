"""What a curator does at the desk, step by step, in a real browser."""

from datetime import UTC, datetime

from playwright.sync_api import Locator, Page

from tests.browser.stock import TEXT, TITLE, stocking
from tests.support.server import Server
from webapp.cli.first_start import first_account
from webapp.domain.accounts import accounts
from webapp.settings import COOKIE, read_settings
from webapp.web.db import signed_token

PASSWORD = "paper lantern orbit walnut"
HAS_FOCUS = "element => element.isConnected ? element === document.activeElement : null"


def sign_in(page: Page, live: Server) -> None:
    """Be signed in as the administrator, as if a link or a password had been used in this browser before."""
    now = datetime.now(UTC)
    with stocking(live) as session:
        account = first_account(session)
        assert account is not None
        token = accounts.start_session(session, account, now=now)
    value = signed_token(token, read_settings({"HABEAS_HOME": str(live.home)}))
    page.context.add_cookies([{"name": COOKIE, "value": value, "url": live.url}])


def use_link(page: Page, live: Server) -> None:
    """Use the one-time link, choose a password, and be signed in."""
    assert live.link
    page.goto(live.link)
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.locator("main form .actions button").click()
    page.get_by_role("button", name="Sign out").wait_for()


def add_source(page: Page, *, title: str = TITLE, text: str = TEXT) -> str:
    """Add a source by pasting its text and confirming what was read, and return its reference."""
    page.goto("/sources/new")
    page.locator("#text").fill(text)
    page.get_by_role("button", name="Continue: check the text").click()
    page.get_by_label("Title").fill(title)
    page.locator("#kind").select_option("press_article")
    page.get_by_role("button", name="Add this source").click()
    page.get_by_role("heading", name=title).wait_for()
    return page.url.rsplit("/", 1)[1].partition("?")[0].partition("#")[0]


def add_person(page: Page, name: str, quote: str, source: str) -> str:
    """Add a person with the words that name them, and return the reference."""
    page.goto(f"/people/new?source={source}")
    page.locator("#text").fill(name)
    page.locator("#quote").fill(quote)
    page.locator("#reason").fill("Named in the report")
    page.locator("main form button", has_text="Add").last.click()
    page.locator("h1", has_text=name).wait_for()
    return page.url.rsplit("/", 1)[1].partition("?")[0].partition("#")[0]


def save(page: Page) -> None:
    """Press the form's own button."""
    page.get_by_role("button", name="Save", exact=True).click()


def tab_to(page: Page, control: Locator) -> None:
    """Press Tab until a control has the focus."""
    control.wait_for()
    # Looked up once: to find a control by its name, Chromium works out the names of all others.
    element = control.element_handle()
    for _ in range(200):
        focus = element.evaluate(HAS_FOCUS)
        if focus:
            return
        if focus is None:
            element = control.element_handle()
        else:
            page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not come to {control}")
