"""`python -m seed [--texts DIR]`: load the seed into the database that the environment names."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from migrations import is_current
from seed.entries import BadSeed
from seed.load import load
from webapp.models import make_engine, writing


def main(arguments: Sequence[str] | None = None) -> str | None:
    """Load the seed and return None, or say in one line why that could not be done."""
    parser = ArgumentParser(prog="python -m seed", description="Load the seed; mend what an older one said.")
    whole = "a folder of whole texts, attached by their hash"
    parser.add_argument("--texts", metavar="DIR", type=Path, help=whole)
    texts: Path | None = parser.parse_args(arguments).texts
    engine = make_engine(database_url(os.environ))
    try:
        if not is_current(engine):
            return "The database is not at the shape of this version: run `habeas upgrade` first."
        with Session(writing(engine)) as session:
            loaded = load(session, at=datetime.now(UTC), texts=texts)
            session.commit()
    except (BadSeed, OSError) as error:
        return str(error)
    except OperationalError as error:
        return f"The database cannot be opened: {error.orig}"
    finally:
        engine.dispose()
    sys.stdout.write(f"{loaded}\n")
    return None


def database_url(environment: Mapping[str, str]) -> str:
    """Return the database that the environment names; the same as that of the `habeas` command."""
    file = Path(environment.get("HABEAS_HOME") or "instance").resolve() / "habeas.sqlite3"
    return environment.get("HABEAS_DATABASE_URL") or f"sqlite:///{file}"


if __name__ == "__main__":
    sys.exit(main())
