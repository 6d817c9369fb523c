"""The law's clock at the desk: a pardon, a ruling for six, a hearing put off twice, a trial held again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests import make
from tests.browser.desk import save, sign_in
from tests.browser.stock import stocking
from tests.support.server import Server
from webapp.vocab.charges import SentenceKind, StepKind
from webapp.vocab.liberty import Status

GIVEN = ("Turan", "Leyla", "Samir", "Orxan", "Kamal")
FAMILY = (
    "Taslaqova", "Nağıllı", "Röyalı", "Sınaqova", "Misalov", "Numunali", "Kağızov", "Dəftərçi", "Qələmzadə",
    "Mürəkkəbov",
)  # fmt: skip
Actions = list[Callable[[], object]]


def done(actions: Actions) -> int:
    """Do these actions one after another, and return how many they were."""
    for act in actions:
        act()
    return len(actions)


def test_a_pardon_halves_what_is_left_of_fifty_terms_in_one_form(page: Page, live: Server) -> None:
    names = [f"{given} {family}" for family in FAMILY for given in GIVEN]
    lead = "I resolve on 25 May 2024 that half of what is left to serve is taken from the terms of:"
    with stocking(live) as session:
        for name in names:
            person = make.person(session, name)
            make.status(session, person, Status.IMPRISONED, "2023-11-20")
            term = {"sentence": SentenceKind.TERM, "years": 9}
            make.step(session, make.charge(session, person), StepKind.CONVICTED, "2023-11-20", **term)
        items = "\n".join(f"{number}. {name}" for number, name in enumerate(names, 1))
        source = make.source(session, "Decree No. 9 on Pardon", f"{lead}\n\n{items}\n").reference
    sign_in(page, live)
    page.goto(f"/sources/{source}")
    actions: Actions = [
        lambda: page.get_by_role("link", name="Record one status for many of them").click(),
        lambda: page.get_by_text("It changes their sentences").click(),
        lambda: page.locator("#step").select_option("remainder_reduced"),
        lambda: page.locator("#numerator").fill("1"),
        lambda: page.locator("#denominator").fill("2"),
        lambda: page.get_by_role("button", name="Look at the names again").click(),
        lambda: page.get_by_role("button", name="Save for 50 people").click(),
    ]
    assert done(actions) == 7
    page.get_by_text("Saved for 50 people. One entry in the history, undone whole.").wait_for()
    page.locator("#recorded a.name").first.click()
    # Nine years from 20 November 2023, of which the rest was halved on 25 May 2024.
    expect(page.locator("main")).to_contain_text("August 2028", use_inner_text=True)


def test_one_ruling_extends_remand_for_six_accused_in_one_form(page: Page, live: Server) -> None:
    today = datetime.now(UTC).date()
    ruled, until = today - timedelta(days=8), today + timedelta(days=60)
    words = f"The court left all six in custody until {until:%d.%m.%Y}."
    with stocking(live) as session:
        case = make.court_case(session)
        for family in FAMILY[:6]:
            person = make.person(session, f"Samir {family}")
            make.status(session, person, Status.PRETRIAL_DETENTION, "2026-01-02")
            make.charge(session, person, case=case)
        source = make.source(session, "News of the court", words).reference
        reference = case.reference
    sign_in(page, live)
    page.goto(f"/cases/{reference}")
    actions: Actions = [
        lambda: page.get_by_role("link", name="Record a ruling for all").click(),
        lambda: page.locator("#source").fill(source),
        lambda: page.locator("#quote").fill(words),
        lambda: page.locator("#proceeding").select_option("extension"),
        lambda: page.locator("#date").fill(ruled.isoformat()),
        lambda: page.locator("#outcome").select_option("held"),
        lambda: page.locator("#ruling").select_option("remand_extended"),
        lambda: page.locator("#until").fill(until.isoformat()),
        lambda: page.locator("#reason").fill("The ruling"),
        lambda: save(page),
    ]
    assert done(actions) == 10
    page.get_by_text("Saved for all of them, as one entry in the history.").wait_for()
    expect(page.locator("#hearings + ol")).to_contain_text("6 accused", use_inner_text=True)
    page.goto("/due?ahead=90")
    for family in FAMILY[:6]:
        expect(page.locator("main")).to_contain_text(f"Samir {family}")


def test_a_hearing_is_postponed_twice_from_the_board(page: Page, live: Server) -> None:
    today = datetime.now(UTC).date()
    days = [(today + timedelta(days=number)).isoformat() for number in (-3, 5, 9)]
    with stocking(live) as session:
        make.hearing(session, make.person(session, "Kamal Yoxlamalı"), date=days[0])
        words = [f"The court put the hearing off to {day}." for day in days[1:]]
        source = make.source(session, "News of the court", "\n".join(words)).reference
    sign_in(page, live)
    for day, sentence in zip(days[1:], words, strict=True):
        page.goto("/due")
        actions: Actions = [
            lambda: page.get_by_role("link", name="Postponed", exact=True).click(),
            lambda: page.locator("#source").fill(source),
            lambda sentence=sentence: page.locator("#quote").fill(sentence),  # type: ignore[misc]
            lambda day=day: page.locator("#postponed_to").fill(day),  # type: ignore[misc]
            lambda: save(page),
        ]
        assert done(actions) == 5
        page.locator(".flash.done").wait_for()
    page.goto("/due")
    # The days before are answered: only the last one waits.
    expect(page.get_by_role("link", name="Postponed", exact=True)).to_have_count(1)
    expect(page.locator("main")).to_contain_text("Kamal Yoxlamalı")
    expect(page.locator("main")).not_to_contain_text("overdue, not confirmed")


def test_a_conviction_is_overturned_and_the_charge_tried_again(page: Page, live: Server) -> None:
    words = (
        "The appeal court annulled the verdict on 3 March 2026.",
        "The second trial ended on 4 May 2026 with four years.",
    )
    with stocking(live) as session:
        person = make.person(session, "Orxan Röyalı")
        make.status(session, person, Status.IMPRISONED, "2025-01-01")
        charge = make.charge(session, person, offence="treason")
        make.step(session, charge, StepKind.CONVICTED, "2025-06-01", sentence=SentenceKind.TERM, years=9)
        source = make.source(session, "News of the court", "\n".join(words)).reference
        reference = person.reference
    sign_in(page, live)
    page.goto(f"/people/{reference}")
    expect(page.locator("main")).to_contain_text("31 December 2033", use_inner_text=True)

    def cited(words: str) -> Actions:
        return [
            lambda: page.locator("#charges ~ * a", has_text="step").first.click(),
            lambda: page.locator("#source").fill(source),
            lambda: page.locator("#quote").fill(words),
        ]

    finished: Actions = [lambda: page.locator("#reason").fill("The ruling"), lambda: save(page)]
    overturned: Actions = [
        *cited(words[0]),
        lambda: page.locator("#step").select_option("overturned"),
        lambda: page.locator("#date").fill("2026-03-03"),
        *finished,
    ]
    assert done(overturned) == 7
    page.locator(".flash.done").wait_for()
    page.goto(f"/people/{reference}")
    expect(page.locator("main")).not_to_contain_text("31 December 2033")
    again: Actions = [
        *cited(words[1]),
        lambda: page.locator("#step").select_option("convicted"),
        lambda: page.locator("#date").fill("2026-05-04"),
        lambda: page.locator("#sentence").select_option("term"),
        lambda: page.locator("#years").fill("4"),
        *finished,
    ]
    assert done(again) == 9
    page.locator(".flash.done").wait_for()
    page.goto(f"/people/{reference}")
    expect(page.locator("main")).to_contain_text("31 December 2028", use_inner_text=True)
