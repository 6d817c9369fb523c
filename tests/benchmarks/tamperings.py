"""A thousand tamperings, and whether `check` finds each: `tests.benchmarks.tamperings [NUMBER] [SEED]`."""

# On SQLite, in a small database in which every kind of row stands. Whoever has the file takes the guards
# down, alters one value, removes a row or slips one in, and puts the guards up again; the heads of both
# chains are kept outside. What is not found is printed by table and column, and what is said falsely.

import sys
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests import make
from tests.support.every_edit import EDITS, in_turn
from tests.support.full_record import full_record
from tests.support.tampering import Tampering, tampered
from tests.support.used_database import use
from webapp.cli.upgrade import migrated
from webapp.domain.checks import check, holds_at
from webapp.domain.history.recording import head
from webapp.domain.history.seals import last_seal
from webapp.models import make_engine, writing

NUMBER = 1_000
# After so many, the database as it is must be without fault.
UNTOUCHED = 50
Heads = tuple[tuple[int, str], tuple[int, str]]


def main() -> None:
    """Print how many tamperings were found, which were not, and what was said falsely."""
    number, seed = ([int(word) for word in sys.argv[1:]] + [NUMBER, 1][len(sys.argv) - 1 :])[:2]
    with tempfile.TemporaryDirectory(prefix="habeas-benchmark-") as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'habeas.sqlite3'}")
        heads = fill(engine, Path(folder))
        drawn, begun = Random(seed), time.monotonic()
        missed: Counter[Tampering] = Counter()
        false = 0
        for turn in range(number):
            if turn % UNTOUCHED == 0:
                false += is_found(Session(engine), heads)
            with tampered(engine, drawn) as (connection, act):
                if not is_found(Session(connection), heads):
                    missed[act] += 1
        sys.stdout.write(
            f"{number - missed.total()} of {number} found, {false} said falsely,"
            f" {time.monotonic() - begun:.0f} s\n"
        )
        sys.stdout.writelines(f"{count:5} missed: {act}\n" for act, count in missed.most_common())


def fill(engine: Engine, folder: Path) -> Heads:
    """Fill a new database with every kind of row, as the program writes them, and return the heads."""
    migrated(engine)
    with Session(writing(engine)) as session:
        use(session, folder / "archive")
        full_record(session)
        hours = [make.AT + timedelta(hours=hour) for hour in range(1, len(EDITS) + 1)]
        usual = make.AT
        for _ in in_turn(session, list(EDITS.values()), hours, lambda at: setattr(make, "AT", at), 1):
            pass
        make.AT = usual
        session.commit()
        return head(session), last_seal(session)


def is_found(session: Session, heads: Heads) -> bool:
    """Tell whether `check` says anything, or the heads that were kept are those of the database no more."""
    with session:
        return any(True for _ in check(session)) or not all(holds_at(session, *kept) for kept in heads)


if __name__ == "__main__":
    main()
