"""Nothing typed is lost: a closed tab, a session that ended, and an edit that crossed another."""

import re
from datetime import UTC, datetime

from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from tests.browser.conftest import watched
from tests.browser.desk import PASSWORD, save, sign_in, use_link
from tests.browser.stock import stocking
from tests.support.server import Server
from webapp.models import Account, AccountSession

NEW = "/organizations/new"


def typing(page: Page, selector: str, text: str) -> None:
    """Type into a field key by key, as a person does."""
    page.locator(selector).click()
    page.locator(selector).press_sequentially(text)


def kept(page: Page) -> None:
    """Wait until the page says that what was typed is kept."""
    page.locator(".kept", has_text="Draft kept").wait_for()


def add_organization(page: Page) -> str:
    """Add an organization, and return the address of the form that corrects it."""
    page.goto(NEW)
    page.locator("#name").fill("Union of Invented Couriers")
    page.locator("#country").fill("AZ")
    page.locator("#reason").fill("Named in a report")
    page.get_by_role("button", name="Add", exact=True).click()
    page.locator("h1", has_text="Union of Invented Couriers").wait_for()
    return page.url.partition("?")[0] + "/revise"


def end_sessions(live: Server) -> str:
    """Let every session have run out, and return the name of the account that was signed in."""
    with stocking(live) as session:
        rows = session.scalars(select(AccountSession)).all()
        for row in rows:
            row.expires_at = datetime.now(UTC)
        return session.get_one(Account, rows[-1].account_id).name


def test_a_form_in_a_closed_tab_is_taken_up_again_and_saved(page: Page, live: Server) -> None:
    sign_in(page, live)
    tab = page.context.new_page()
    tab.goto(NEW)
    typing(tab, "#name", "Friends of Ayla Numunali")
    tab.locator("#kind").select_option("ngo")
    kept(tab)
    tab.close()

    page.goto("/")
    page.get_by_role("link", name="1 unsent form").click()
    page.get_by_role("link", name="Add an organization").click()
    expect(page.locator("#name")).to_have_value("Friends of Ayla Numunali")
    expect(page.locator("#kind")).to_have_value("ngo")
    page.locator("#reason").fill("Named in a report")
    page.get_by_role("button", name="Add", exact=True).click()
    page.locator("h1", has_text="Friends of Ayla Numunali").wait_for()
    page.goto("/drafts")
    page.get_by_text("No unsaved drafts").wait_for()


def test_the_form_itself_offers_what_was_begun_to_take_up_or_to_throw_away(page: Page, live: Server) -> None:
    sign_in(page, live)
    page.goto(NEW)
    typing(page, "#name", "Friends of Ayla")
    kept(page)
    page.goto("/")
    page.goto(NEW)
    expect(page.locator("#name")).to_have_value("")
    page.locator(".unsent").get_by_role("link", name="Take it up again").press("Enter")
    expect(page.locator("#name")).to_have_value("Friends of Ayla")
    page.get_by_role("button", name="Discard").press("Enter")
    page.get_by_text("Discarded.").wait_for()
    expect(page.locator("#name")).to_have_value("")
    expect(page.locator(".unsent")).to_have_count(0)


def test_leaving_asks_only_for_what_is_not_kept(page: Page, live: Server) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))
    sign_in(page, live)
    page.goto(NEW)
    typing(page, "#name", "Friends of Ayla")
    kept(page)
    page.goto("/")
    assert dialogs == []
    page.goto(NEW)
    # A line so slow that nothing arrives.
    page.route("**/drafts", lambda _: None)
    typing(page, "#name", "Friends of Elvin")
    page.goto("/")
    assert dialogs == ["beforeunload"]


def test_a_form_that_is_refused_with_nothing_typed_is_no_unsent_form(page: Page, live: Server) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))
    sign_in(page, live)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/drafts") else None)
    page.goto(NEW)
    for _ in range(2):
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_role("alert").wait_for()
    page.goto("/")
    assert (sent, dialogs) == ([], [])
    page.get_by_role("link", name="Organizations").first.wait_for()
    expect(page.get_by_role("link", name="unsent form")).to_have_count(0)

    page.goto(NEW)
    typing(page, "#name", "Friends of Ayla")
    page.locator("#reason").fill("")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("alert").wait_for()
    kept(page)


def test_a_password_is_seen_while_a_button_is_pressed_in(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("Password").fill(PASSWORD)
    show = page.get_by_role("button", name="Show")
    expect(page.locator("#password")).to_have_attribute("type", "password")
    show.click()
    expect(page.locator("#password")).to_have_attribute("type", "text")
    expect(show).to_have_attribute("aria-pressed", "true")
    show.press("Enter")
    expect(page.locator("#password")).to_have_attribute("type", "password")


def test_what_was_typed_a_moment_before_the_tab_closed_is_kept_too(page: Page, live: Server) -> None:
    sign_in(page, live)
    tab = page.context.new_page()
    tab.on("dialog", lambda dialog: dialog.accept())
    tab.goto(NEW)
    typing(tab, "#name", "Typed in haste")
    with tab.expect_event("close"):
        tab.close(run_before_unload=True)
    link = page.get_by_role("link", name="Add an organization")
    for _ in range(50):
        # What a closing tab still sends is on its way when the tab is gone.
        page.goto("/drafts")
        if link.count():
            break
        page.wait_for_timeout(100)
    link.click()
    expect(page.locator("#name")).to_have_value("Typed in haste")


def test_a_session_that_ends_while_typing_loses_nothing_without_scripts(
    page_without_js: Page, live: Server
) -> None:
    page = page_without_js
    use_link(page, live)
    page.goto(NEW)
    page.locator("#name").fill("Friends of Ayla Numunali")
    page.locator("#reason").fill("Named in a report")
    name = end_sessions(live)
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("Your session had ended. What you typed is kept; sign in to go on.").wait_for()
    page.locator("#name").fill(name)
    page.locator("#password").fill(PASSWORD)
    page.locator("main form .actions button").click()
    page.get_by_text("It is not saved yet.").wait_for()
    expect(page.locator("#name")).to_have_value("Friends of Ayla Numunali")
    page.get_by_role("button", name="Add", exact=True).click()
    page.locator("h1", has_text="Friends of Ayla Numunali").wait_for()


def test_edits_in_two_tabs_are_merged_and_a_collision_waits_for_a_decision(
    page: Page, live: Server, browser: Browser
) -> None:
    sign_in(page, live)
    form = add_organization(page)
    page.goto(form)
    with watched(browser, live.url, storage_state=page.context.storage_state()) as other:
        other.goto(form)
        other.locator("#country").fill("GE")
        other.locator("#note").fill("Founded in a kitchen.")
        other.locator("#reason").fill("Other tab")
        save(other)
        other.locator("h1", has_text="Union of Invented Couriers").wait_for()
    page.locator("#language").fill("en")
    page.locator("#note").fill("Founded in a cellar.")
    page.locator("#reason").fill("My tab")
    save(page)

    stale = page.locator(".stale")
    expect(stale).to_contain_text("1 field collides and holds what you typed: decide, and save again.")
    assert stale.locator("tr", has_text="Country").locator("td").all_inner_texts() == [
        "AZ", "GE", "AZ", "theirs, taken over"
    ]  # fmt: skip
    expect(page.locator("#country")).to_have_value("GE")
    expect(page.locator("#note")).to_have_value("Founded in a cellar.")
    page.locator("#note").fill("Founded in a kitchen or a cellar.")
    save(page)
    page.locator("h1", has_text="Union of Invented Couriers").wait_for()
    text = page.locator("main").inner_text()
    assert "Founded in a kitchen or a cellar." in text
    assert "Georgia" in text


def test_whoever_types_is_told_before_the_session_ends(page: Page, live: Server) -> None:
    page.clock.install()
    sign_in(page, live)
    page.goto(NEW)
    warning = page.get_by_role("alert").filter(has_text="Your session ends at")
    page.clock.fast_forward("11:45:00")
    typing(page, "#name", "Friends of Ayla Numunali")
    expect(warning).to_have_count(0)
    page.clock.fast_forward("06:00")
    expect(warning).to_have_text(re.compile(r"at \d\d:\d\d.*Save before then"))
    page.clock.fast_forward("12:00:00")
    expect(page.get_by_role("alert").filter(has_text="Your session has ended.")).to_have_count(1)
