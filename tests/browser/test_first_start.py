"""The first start: a link, a password, and one is in; signing out ends it."""

import re

from playwright.sync_api import Browser, expect

from tests.browser.conftest import watched
from tests.browser.desk import PASSWORD, use_link
from tests.browser.stock import stocking
from tests.support.server import Server
from webapp.cli.first_start import first_account


def test_the_printed_link_sets_a_password_once_and_signs_in(browser: Browser, first_start: Server) -> None:
    with watched(browser, first_start.url) as page:
        use_link(page, first_start)
        with stocking(first_start) as session:
            account = first_account(session)
            assert account is not None
            name = account.name
            assert (account.password_hash or "").startswith("$argon2id$v=19$m=65536,t=3,p=4$")
        expect(page.locator(".account")).to_have_text(re.compile(rf"^\s*{name}"))
        cookies = page.context.cookies()
        page.get_by_role("button", name="Sign out").click()
        page.get_by_role("link", name="Sign in").wait_for()
        # A session that was signed out opens nothing any more.
        page.context.add_cookies(cookies)
        page.goto("/people/new")
        expect(page).to_have_url(re.compile("/sign-in"))
        page.context.clear_cookies()
        page.goto(first_start.link or "")
        expect(page.locator("input[type=password]")).to_have_count(0)
        page.goto("/sign-in")
        page.get_by_label("Name").fill(name)
        page.locator("input[type=password]").fill(PASSWORD)
        page.locator("main form .actions button").click()
        page.get_by_role("button", name="Sign out").wait_for()
