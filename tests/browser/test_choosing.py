"""Choosing a record while its name is typed: by keys alone, a new one in place, and without scripts."""

from playwright.sync_api import Page, expect

from tests import make
from tests.browser.desk import save, sign_in
from tests.browser.stock import person_in_report, stocking
from tests.support.server import Server

ARREST = "Elvin Sinagov, its chair, was arrested on 3 May 2024."


def _open_form(page: Page, live: Server) -> str:
    """Sign in, open the form of a status with its passage chosen, and return the person's reference."""
    sign_in(page, live)
    person, source = person_in_report(live, "Elvin Sinagov", ARREST)
    page.goto(f"/people/{person}/statuses/new?source={source}")
    page.locator("#status").select_option("arrested")
    page.locator("#passage .choice", has_text=ARREST).locator("input").check()
    page.locator("#reason").fill("Read")
    return person


def _add(live: Server, name: str) -> str:
    """Record somebody else, and return the reference."""
    with stocking(live) as session:
        return make.person(session, name).reference


def test_an_organization_is_added_and_then_chosen_by_keys_alone(page: Page, live: Server) -> None:
    person = _open_form(page, live)
    place = page.get_by_role("combobox", name="Place", exact=True)
    place.press_sequentially("Prison of Nowhere")
    options = page.get_by_role("option", name="Add “Prison of Nowhere”")
    options.first.wait_for()
    expect(place).to_have_attribute("aria-expanded", "true")
    place.press("ArrowDown")
    active = place.get_attribute("aria-activedescendant")
    expect(page.locator(f"[id='{active}']")).to_have_attribute("aria-selected", "true")
    place.press("Enter")
    expect(place).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".combobox", has_text="is added when you save")).to_be_visible()
    save(page)
    expect(page.locator("#statuses + ol")).to_contain_text("Prison of Nowhere")

    page.goto(f"/people/{person}/statuses/new")
    place.press_sequentially("nowhere")
    page.get_by_role("option", name="Prison of Nowhere (").wait_for()
    place.press("Escape")
    expect(place).to_have_value("nowhere")
    expect(place).to_have_attribute("aria-expanded", "false")
    place.press("ArrowDown")
    page.get_by_role("option", name="Prison of Nowhere (").wait_for()
    place.press("ArrowDown")
    place.press("Enter")
    assert place.input_value().startswith("Prison of Nowhere (O-")


def test_without_scripts_the_form_asks_which_one_is_meant(page_without_js: Page, live: Server) -> None:
    page = page_without_js
    _open_form(page, live)
    page.locator("#place").fill("Prison of Nowhere")
    save(page)
    page.locator("[data-question]").get_by_label("Add it: Place of detention").check()
    save(page)
    expect(page.locator("#statuses + ol")).to_contain_text("Prison of Nowhere")


def test_people_are_added_to_a_line_one_after_the_other_by_keys_alone(page: Page, live: Server) -> None:
    _open_form(page, live)
    _add(live, "Ayla Numunali")
    line = page.get_by_role("combobox", name="About")
    chosen = line.input_value()
    line.press("End")
    line.press_sequentially(", ayl")
    offered = page.get_by_role("option", name="Ayla Numunali (")
    offered.wait_for()
    line.press("ArrowDown")
    expect(offered).to_have_attribute("aria-selected", "true")
    line.press("Enter")
    assert line.input_value().startswith(f"{chosen}, Ayla Numunali (P-")
    expect(line).to_have_attribute("aria-expanded", "false")
    save(page)
    expect(page.locator(".flash.done")).to_contain_text("Saved.")


def test_without_scripts_a_name_of_several_is_asked_about(page_without_js: Page, live: Server) -> None:
    page = page_without_js
    person = _open_form(page, live)
    namesake = _add(live, "Elvin Sinagov")
    page.locator("#people").fill("Elvin Sinagov")
    save(page)
    question = page.locator("[data-question]")
    expect(question.get_by_label(f"Elvin Sinagov ({namesake})")).not_to_be_checked()
    question.get_by_label(f"Elvin Sinagov ({person})").check()
    save(page)
    expect(page.locator("h1")).to_contain_text("Elvin Sinagov")
    expect(page.locator(".soft", has_text=person).first).to_be_visible()
