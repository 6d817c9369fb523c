"""`habeas reindex`: make the read model anew from the claims and the texts."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from webapp.cli.database import opened
from webapp.domain.imports.batches.alone import alone, remove_left
from webapp.domain.past.filling import fill_all
from webapp.domain.read_model import past_rows, refresh
from webapp.domain.sources import word_index
from webapp.models import writing
from webapp.settings import read_settings


@click.command()
def reindex() -> None:
    """Rebuild the read model, which lists, filters, search and exports are answered from."""
    settings = read_settings()
    with (
        opened(settings.database_url) as engine,
        nothing_unfinished(engine, settings.home),
        Session(writing(engine)) as session,
    ):
        rebuilt = rebuild_people(session)
        indexed = index_texts(session)
        session.commit()
        filled = fill_past(session)
    click.echo(rebuilt)
    click.echo(indexed)
    click.echo(filled)


@contextmanager
def nothing_unfinished(engine: Engine, home: Path) -> Iterator[None]:
    """Remove what is left of lists whose processes are gone, and keep others from writing one in a block.

    Raises ClickException where one is being written.
    """
    home.mkdir(parents=True, exist_ok=True)
    with alone(engine, home) as is_alone:
        if not is_alone:
            raise click.ClickException("A long list is being brought in; wait until that is done.")
        remove_left(engine)
        yield


def rebuild_people(session: Session) -> str:
    """Derive the read model of all people anew, with a progress bar; return what to say of it."""
    people = refresh.count(session)
    _shown(refresh.rebuild(session), people, "People")
    return f"Rebuilt the summaries of {people} people."


def fill_past(session: Session) -> str:
    """Derive of all people what lists of earlier days are answered from, and save it; return what to say."""
    unkept = len(past_rows.unkept(session, after=-1))
    _shown(_saved(session, fill_all(session)), unkept, "Earlier days")
    return f"Derived the earlier versions of {unkept} people."


def _saved(session: Session, steps: Iterable[int]) -> Iterator[int]:
    """Yield the steps of a work of which each part can stand by itself, saved one by one."""
    for number in steps:
        session.commit()
        yield number


def index_texts(session: Session) -> str:
    """Write the words of all texts anew, with a progress bar; return what to say of it."""
    texts = word_index.count(session)
    _shown(word_index.rebuild(session), texts, "Texts")
    return f"Indexed the words of {texts} {'text' if texts == 1 else 'texts'}."


def _shown(steps: Iterable[int], length: int, label: str) -> None:
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        for number in steps:
            bar.update(number)
