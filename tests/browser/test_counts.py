"""How many actions and pages each job of a curator takes, by mouse and by keyboard alone."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import make
from tests.browser.desk import sign_in, tab_to
from tests.browser.stock import stocking
from tests.browser.test_reading_desk import drag
from tests.support.server import Server
from webapp.vocab.liberty import Status

ARREST = "Elvin Sinagov was arrested on 3 June 2024, in the street."
NEWS = f"An invented report on letters\n\n{ARREST}\n"
STRANGER = "Journalist Bahar Misalli was arrested on 3 May 2024 in Nowhere."
OTHER = "Ayla Numunali was arrested on 4 May 2024 in Nowhere."
FIVE = ("Turan Qaralamalı", "Leyla Taslaqova", "Samir Nağıllı", "Orxan Röyalı", "Aytən Uydurmalı")
PARDON = f"{', '.join(FIVE)} were pardoned and released on 20 November 2026."


@dataclass
class Hands:
    """Whoever works in a browser; what they do to it is counted, and the pages that they come by."""

    page: Page
    keyboard: bool
    actions: int = 0
    pages: list[str] = field(default_factory=list)

    def begin(self, address: str) -> None:
        """Begin a job on a page, which is not counted."""
        self.page.goto(address)
        self.page.wait_for_load_state()
        self.actions, self.pages = 0, []

    def press(self, control: Locator) -> None:
        """Follow a link or press a button."""
        self._come_to(control)
        if self.keyboard:
            self.page.keyboard.press("Enter")
        else:
            control.click()

    def tick(self, control: Locator) -> None:
        """Tick a box."""
        self._come_to(control)
        if self.keyboard:
            self.page.keyboard.press("Space")
        else:
            control.check()

    def write(self, control: Locator, words: str) -> None:
        """Write into a field."""
        self._come_to(control)
        if self.keyboard:
            self.page.keyboard.insert_text(words)
        else:
            control.fill(words)

    def choose(self, control: Locator, label: str) -> None:
        """Choose one of a list of words."""
        self._come_to(control)
        if self.keyboard:
            self.page.keyboard.type(label)
        else:
            control.select_option(label=label)

    def select(self, words: str) -> None:
        """Select the words of a text that fill lines of it."""
        if not self.keyboard:
            self.actions += 1
            drag(self.page, words)
            return
        self._come_to(self.page.locator("[data-select]"))
        self.page.locator("[data-select][contenteditable]").wait_for()
        for _ in range(30):
            self.page.keyboard.press("Home")
            self.page.keyboard.press("Shift+End")
            while words.startswith(selected := self._selected()):
                if selected == words:
                    return
                self.page.keyboard.press("Shift+ArrowDown")
                self.page.keyboard.press("Shift+End")
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrow keys do not come to {words!r}")

    def _selected(self) -> str:
        return " ".join(str(self.page.evaluate("getSelection().toString()")).split()) or "nothing"

    def came_by(self, *pages: str) -> None:
        """Note a page that was opened."""
        self.pages += pages

    def _come_to(self, control: Locator) -> None:
        self.actions += 1
        if self.keyboard:
            tab_to(self.page, control)
        else:
            control.wait_for()


@pytest.fixture(params=["mouse", "keyboard"])
def hands(request: pytest.FixtureRequest, page: Page, live: Server) -> Hands:
    """An administrator's hands, which use the mouse or the keys."""
    sign_in(page, live)
    page.set_viewport_size({"width": 1240, "height": 1400})
    hands = Hands(page, request.param == "keyboard")
    page.on("framenavigated", lambda frame: hands.came_by(frame.url.removeprefix(live.url).partition("?")[0]))
    return hands


def test_each_job_takes_few_actions(hands: Hands, live: Server) -> None:
    with stocking(live) as session:
        elvin = make.person(session, "Elvin Sinagov").reference
        for name in FIVE:
            make.status(session, make.person(session, name), Status.IMPRISONED)
        strangers = make.source(session, "On two strangers", f"{STRANGER}\n\n{OTHER}").reference
        decree = make.source(session, "On a pardon", PARDON).reference
        disputed = make.person(session, "Kamal Yoxlamalı")
        for status, words in ((Status.IMPRISONED, "He is held"), (Status.AT_LIBERTY, "He is at home")):
            make.status(session, disputed, status, "2024-05-03", evidence=make.evidence(session, words))
    _new_status_from_a_new_text(hands, elvin)
    _new_people(hands, f"/sources/{strangers}")
    _five_people_at_once_and_undone(hands, f"/sources/{decree}")
    _disagreement(hands)
    _issue(hands)
    _dossier_and_who_is_to_verify(hands, elvin)


def _new_status_from_a_new_text(hands: Hands, elvin: str) -> None:
    page = hands.page
    hands.begin(f"/people/{elvin}")
    hands.press(page.get_by_role("link", name="Update status").first)
    hands.write(page.get_by_label("Paste the text"), NEWS)
    hands.choose(page.get_by_label("Kind of text"), "Press article")
    hands.press(page.get_by_role("button", name="Add it and open its desk"))
    page.wait_for_url("**/sources/S-*people=*")
    page.wait_for_load_state()
    hands.select(ARREST)
    page.locator("[data-says]", has_text="Elvin Sinagov").wait_for()
    _save(hands, 1)
    assert hands.actions <= 6
    # The last is the desk again, which says what was saved.
    assert hands.pages[0] == f"/people/{elvin}/statuses/new"
    assert len(set(hands.pages)) == 2


def _new_people(hands: Hands, desk: str) -> None:
    page = hands.page
    hands.begin(desk)
    hands.select(STRANGER)
    page.locator("[data-says]", has_text="somebody new: Bahar Misalli").wait_for()
    _save(hands, 1)
    assert hands.actions == 2
    hands.begin(desk)
    hands.press(page.get_by_role("link", name="Record Ayla Numunali").first)
    page.wait_for_load_state()
    _save(hands, 1)
    assert hands.actions == 2


def _five_people_at_once_and_undone(hands: Hands, desk: str) -> None:
    page = hands.page
    hands.begin(desk)
    hands.select(PARDON)
    page.locator("[data-says]", has_text=FIVE[0]).wait_for()
    _save(hands, 5)
    assert hands.actions == 2
    hands.press(page.locator(".flash.done").get_by_role("link", name="Undo"))
    hands.press(page.get_by_role("button", name="Undo", exact=True))
    page.get_by_text("Undone, as a new change.").wait_for()
    assert hands.actions == 4


def _disagreement(hands: Hands) -> None:
    page = hands.page
    hands.begin("/")
    hands.press(page.get_by_role("link", name="Contradictions on 1 person"))
    hands.press(page.get_by_role("link", name="Use this one").first)
    hands.write(page.locator("#reason"), "Told by the court itself")
    hands.press(page.get_by_role("button", name="Save", exact=True))
    page.get_by_text("No contradictions wait").wait_for()
    assert hands.actions == 4


def _issue(hands: Hands) -> None:
    page = hands.page
    hands.begin("/people?held=yes")
    hands.press(page.locator(".out summary", has_text="More"))
    hands.press(page.get_by_role("link", name="Publish a numbered issue"))
    hands.write(page.get_by_label("Title"), "Held")
    # Asked only where the address is one of this machine alone.
    hands.tick(page.locator("#here_only"))
    hands.press(page.get_by_role("button", name="Publish", exact=True))
    page.get_by_role("heading", level=1, name="Held").wait_for()
    assert hands.actions == 5


def _dossier_and_who_is_to_verify(hands: Hands, person: str) -> None:
    page = hands.page
    hands.begin(f"/people/{person}")
    hands.press(page.get_by_role("link", name="Dossier (print)"))
    hands.press(page.get_by_role("link", name="Show it all the same"))
    page.get_by_role("heading", level=1, name="Elvin Sinagov").wait_for()
    assert hands.actions == 2
    hands.begin("/")
    hands.press(page.get_by_role("link", name="to verify"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("people to verify")
    assert hands.actions == 1


def _save(hands: Hands, people: int) -> None:
    form = hands.page.locator("form#cite")
    name = f"Save for {people} people" if people > 1 else "Save for one person"
    hands.press(form.get_by_role("button", name=name))
    hands.page.locator(".flash.done", has_text="Saved for").wait_for()
