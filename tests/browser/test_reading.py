"""Reading: find a person in any spelling, open the quotation, follow it to its source."""

from playwright.sync_api import Page


def test_a_person_is_found_in_another_script_and_opens_the_quotation(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("Гасанлы")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ulvi Hasanli").click()
    claim = page.locator("#statuses + ol li").first
    assert not claim.locator("blockquote").is_visible()
    claim.locator("summary").click()
    assert "imprisoned on false accusations" in claim.locator("blockquote mark").inner_text()
    claim.get_by_role("link", name="in context").click()
    assert "/citations/" in page.url
    page.locator("main").get_by_role("link", name="Freedom for Political Prisoners").first.click()
    assert "/sources/S-" in page.url


def test_without_scripts_every_quotation_opens_and_every_filter_works(page_without_js: Page) -> None:
    page = page_without_js
    page.goto("/people")
    page.locator(".facets").get_by_role("link", name="Courier", exact=True).click()
    assert page.locator("h1").inner_text() == "2 people"
    page.get_by_role("link", name="Aykhan Israfilov").click()
    page.locator("details.says summary").first.click()
    assert page.locator("details.says blockquote").first.is_visible()


def test_a_filter_is_kept_when_one_comes_back(page: Page) -> None:
    page.goto("/people")
    page.locator(".facets").get_by_role("link", name="Journalist", exact=True).click()
    assert page.locator("h1").inner_text() == "7 people"
    page.get_by_role("link", name="Hafiz Babali").click()
    page.locator("h1", has_text="Hafiz Babali").wait_for()
    page.go_back()
    assert page.locator("h1").inner_text() == "7 people"


def test_on_a_phone_nothing_reaches_past_the_edge(phone: Page) -> None:
    for path in ("/", "/people", "/people/P-0001", "/sources", "/organizations", "/law", "/sign-in"):
        phone.goto(path)
        widths = phone.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert widths[0] <= widths[1], path


def test_what_no_passage_says_is_shown_as_not_stated(page: Page) -> None:
    page.goto("/people?q=Arakaki")
    page.get_by_role("link", name="César Arakaki").click()
    assert "not stated" in page.locator(".glance").inner_text().lower()
