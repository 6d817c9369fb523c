"""A reference that people quote means one record for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from webapp.domain.people import people
from webapp.domain.references import canonical_reference, next_reference
from webapp.models import Counter, writing


def test_references_are_given_out_in_order_with_four_figures_at_least(session: Session) -> None:
    assert [next_reference(session, "P") for _ in range(3)] == ["P-0001", "P-0002", "P-0003"]
    assert next_reference(session, "S") == "S-0001"
    counter = session.get(Counter, "P")
    assert counter is not None
    counter.last = 9999
    assert next_reference(session, "P") == "P-10000"


def test_the_reference_of_a_retired_record_is_not_given_to_another(session: Session) -> None:
    first = make.person(session)
    edit(session, people.retire_person, first, version=first.version)
    session.commit()
    assert make.person(session, "Ayla Numunali").reference == "P-0002"


def test_those_who_ask_at_the_same_moment_get_different_references(engine: Engine) -> None:
    together = Barrier(4)

    def taken(_: int) -> list[str]:
        found = []
        # Each has a connection open already, so that none is late.
        with engine.connect():
            together.wait()
        together.wait()
        with Session(writing(engine)) as session:
            for _ in range(5):
                found.append(next_reference(session, "P"))
                session.commit()
        return found

    with ThreadPoolExecutor(4) as pool:
        given = [reference for found in pool.map(taken, range(4)) for reference in found]
    assert sorted(given) == [f"P-{number:04d}" for number in range(1, 21)]


@pytest.mark.parametrize("typed", ["P-0012", "p-12", "P12", " p0012 ", "P-00012", "p-１２", "P-١٢"])
def test_a_reference_is_understood_as_people_write_it(typed: str) -> None:
    assert canonical_reference(typed) == "P-0012"


@pytest.mark.parametrize(
    "typed", ["", "P", "12", "P-0", "P-0000", "Q-12", "P--12", "P-12a", "PP-12", "P-²", "P-" + "1" * 30]
)
def test_what_is_no_reference_means_no_record(typed: str) -> None:
    assert canonical_reference(typed) is None
