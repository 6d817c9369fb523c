"""A passkey in a real browser, with the authenticator that the browser itself plays."""

from dataclasses import replace

from playwright.sync_api import Browser, Page, Request

from tests.browser.conftest import watched
from tests.browser.desk import PASSWORD, use_link
from tests.support.server import Server


def with_authenticator(page: Page) -> None:
    """Give the browser an authenticator that says yes to everything it is asked."""
    developer = page.context.new_cdp_session(page)
    developer.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    developer.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_out(page: Page) -> None:
    """Sign out, and wait until that is so."""
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").wait_for()


def use_passkey(page: Page) -> None:
    """Ask the browser for a passkey at the page that wants one."""
    page.get_by_role("button", name="Use a passkey").click()


def test_a_passkey_is_added_used_with_and_without_a_password_and_removed(
    browser: Browser, live: Server
) -> None:
    # Browsers bind no passkey to a number.
    here = replace(live, url=live.url.replace("127.0.0.1", "localhost"))
    here = replace(here, link=(live.link or "").replace("127.0.0.1", "localhost"))
    with watched(browser, here.url) as page:
        with_authenticator(page)
        use_link(page, here)
        name = page.locator("header .account a").inner_text()
        page.goto("/account")
        page.get_by_role("link", name="Add a passkey").click()
        page.get_by_label("What you call it").fill("This laptop")
        page.get_by_role("button", name="Add it").click()
        page.get_by_text("Write these recovery codes down").wait_for()
        sign_out(page)

        page.goto("/sign-in")
        page.get_by_label("Name", exact=True).fill(name)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        answers: list[Request] = []
        page.on("request", lambda request: answers.append(request) if request.method == "POST" else None)
        use_passkey(page)
        page.get_by_role("button", name="Sign out").wait_for()
        answer = next(request for request in answers if request.url.endswith("/sign-in/passkey"))
        sign_out(page)

        page.goto("/sign-in?next=/account")
        page.get_by_role("link", name="Sign in with a passkey").click()
        token = page.locator("main [name=csrf_token]").input_value()
        kept = dict(answer.post_data_json) | {"csrf_token": token}
        again = page.request.post("/sign-in/passkey", form=kept, headers={"Referer": page.url})
        assert again.status == 422, "an answer was good twice"
        use_passkey(page)
        page.get_by_role("button", name="This laptop").click()
        page.get_by_text("The passkey is removed").wait_for()
        sign_out(page)

        page.goto("/sign-in/passkey")
        use_passkey(page)
        page.get_by_role("heading", name="Not saved").wait_for()
        assert "it is unknown or removed" in page.locator("main").inner_text()
