"""Of whom a phrase is told in rows of people, items without a name, and beside a lawyer who was taken."""

import pytest

from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.vocab.liberty import Status

PEOPLE = ("Corvin Ashmockle", "Tobias Fennimock", "Henrike Lundquible")


@pytest.mark.parametrize("bullet", ["-", "•", "–", "*"])
def test_an_item_without_a_name_is_no_part_of_the_one_above(bullet: str) -> None:
    told = [*(f"{person}, in exile" for person in PEOPLE), "x-y, died in prison"]
    text = "\n".join(f"{bullet} {words}" for words in told)
    statuses = [each.status for each in name_suggestions(text, [])]
    assert statuses == [Status.EXILED] * 3


@pytest.mark.parametrize("verb", ["was arrested on 3 June", "was remanded in custody", "was detained"])
def test_a_lawyer_who_was_taken_is_told_of(verb: str) -> None:
    for office in ("a lawyer for the group", "lawyer of the union"):
        text = f"{PEOPLE[0]}, {office}, {verb}."
        assert [each.name for each in name_suggestions(text, []) if each.status] == [PEOPLE[0]], text


@pytest.mark.parametrize("status", ["beraat etti", "serbest bırakıldı", "tutuklandı"])
def test_the_end_of_a_clause_is_told_of_who_began_it(status: str) -> None:
    text = f"Rektör Orhan Kurguner {status}, yazar Pelin Uydurtaş'ın talebi reddedildi."
    statuses = {each.name: each.status for each in name_suggestions(text, [])}
    assert statuses.get("Pelin Uydurtaş") is None


def test_how_one_of_several_was_freed_is_not_how_the_others_were() -> None:
    text = f"Released in May: {PEOPLE[0]} (term served), {PEOPLE[1]} (on bail), {PEOPLE[2]} (pardoned)."
    statuses = {each.name: each.status for each in name_suggestions(text, [])}
    assert [statuses[person] for person in PEOPLE[1:]] == [
        Status.RELEASED_PENDING_TRIAL, Status.RELEASED_EARLY,
    ]  # fmt: skip


def test_who_remains_held_after_a_judge_refused_is_told_of() -> None:
    text = f"Two members, {PEOPLE[0]} and {PEOPLE[1]}, remain in detention after a judge rejected it."
    assert [each.name for each in name_suggestions(text, [])] == [*PEOPLE[:2]]
