"""`habeas serve`: make ready what is not, and answer with a production server."""

import os
import resource
import signal
import socket
import sys
from dataclasses import replace
from datetime import UTC, datetime
from ipaddress import ip_address

import click
import waitress
from flask import Flask

from webapp.cli.account import sign_in_url
from webapp.cli.database import opened, require_derived
from webapp.cli.first_start import Seed, load_seed, prepare
from webapp.cli.garbage import collect_rarely
from webapp.cli.serve_log import start_logging
from webapp.cli.serving_lock import serving_lock
from webapp.cli.serving_processes import serve_in_processes, usual_processes
from webapp.domain.history.staged_rows import remove_abandoned
from webapp.domain.imports.batches import alone as batches
from webapp.models import count_rows
from webapp.settings import Settings, read_settings, served_at

OUTGOING = 1 << 20
BACKLOG = 1024
# Of each process; beside them it opens its database, archive and what it sends.
CONNECTIONS = 6_000
_FILES_BESIDE = 300
_FEWEST = 100
LARGEST_BODY = 256 * 1024 * 1024
# Each process opens a connection to the database for each of its threads, of which a server has few to give.
LEAST_THREADS = 8


as_root_option = click.option(
    "--as-root", is_flag=True, envvar="HABEAS_AS_ROOT", help="Serve others as root too, as in a container."
)
processes_option = click.option(
    "--processes", type=click.IntRange(1, 64), default=usual_processes, envvar="HABEAS_PROCESSES",
    help="How many processes answer; by itself one a core, at most four.",
)  # fmt: skip


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to answer at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any free.")
@click.option("--no-seed", is_flag=True, help="Leave a new database without the seed.")
@processes_option
@as_root_option
def serve(host: str, port: int, no_seed: bool, processes: int, as_root: bool) -> None:
    """Serve Habeas; on an empty home, first make the database, load the seed and make an account."""
    settings = read_settings()
    refuse_root(settings, host, as_root=as_root)
    serve_home(settings, host, port, seed=None if no_seed else load_seed, processes=processes)


def refuse_root(settings: Settings, host: str, *, as_root: bool) -> None:
    """Raise ClickException where root would answer others than this machine and nobody said that it may.

    To whoever tries it on their own machine as root it is only said.
    """
    if os.geteuid() != 0 or as_root:
        return
    if _is_this_machine(host) and settings.opens_here_only and settings.proxy is None:
        message = "Habeas runs as root: whoever breaks into it owns this machine. Give it a user of its own."
        click.echo(message, err=True)
        return
    raise click.ClickException(
        "Habeas does not serve others as root: whoever broke into it would own this machine. Start it as a"
        " user of its own; where nothing else runs, as in a container, say --as-root or HABEAS_AS_ROOT=yes."
    )


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def serve_home(settings: Settings, host: str, port: int, *, seed: Seed | None, processes: int) -> None:
    """Serve a home until it is stopped, in so many processes; `seed` fills a database without an account.

    Raises ClickException where the address or the database cannot be had.
    """
    # Before anything is written: a port in use must not leave a half-made home behind.
    with _listening(host, port) as listening, serving_lock(settings.home):
        remove_abandoned(settings.home)
        base = _base(host, listening)
        settings = served_at(settings, base)
        with opened(settings.database_url, make=True) as engine:
            secret = prepare(engine, seed=seed, now=datetime.now(UTC), public_url=settings.public_url)
            require_derived(engine)
            batches.remove_abandoned(engine, settings.home)
            count_rows(engine)
        settings = replace(settings, threads=max(LEAST_THREADS, settings.threads // processes))
        app = _app(settings)
        # A service manager's request to stop: waitress lets requests under way finish, and leaves.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        if secret is not None:
            click.echo(f"Sign in for the first time, within three days: {sign_in_url(base, secret)}")
        click.echo(f"Habeas answers at {base} (stop it with Ctrl+C).")
        questions, inbox = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        with questions, inbox:
            serve_in_processes(
                processes,
                lambda: _answer_beside(app, listening, settings, questions),
                beside=lambda: _answer_costly(app, inbox),
            )


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises ClickException where the address cannot be had."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except socket.gaierror as error:
        reason = error.strerror
    except OSError as error:
        # Python adds the address to some of its messages.
        reason = os.strerror(error.errno or 0)
    except UnicodeError:
        reason = "no such address"
    raise click.ClickException(f"Habeas cannot answer at {host}, port {port}: {reason}.")


def _base(host: str, listening: socket.socket) -> str:
    """Return the address at which a browser on this machine reaches the server."""
    port = listening.getsockname()[1]
    host = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _app(settings: Settings) -> Flask:
    # Late, so that no other command waits for the web.
    from webapp.web.app import create_app
    from webapp.web.compiled_templates import compile_templates

    start_logging()
    app = create_app(settings)
    compile_templates(app)
    collect_rarely()
    return app


def _connections() -> int:
    """Return how many connections this process takes, and let it hold so many files open, if it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = CONNECTIONS + _FILES_BESIDE
    allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return max(allowed - _FILES_BESIDE, _FEWEST)


def _answer(app: Flask, listening: socket.socket, settings: Settings) -> None:
    proxy = settings.proxy
    believed = {"trusted_proxy": proxy, "trusted_proxy_headers": {"x-forwarded-for"}} if proxy else {}
    waitress.serve(
        app,
        sockets=[listening],
        threads=settings.threads,
        # Whoever opens connections and says nothing keeps others out at this number, and no sooner.
        connection_limit=_connections(),
        asyncore_use_poll=True,
        # What is larger than a file may be is answered by the application, with a page that says so. Bodies
        # wait on the disk, and what is larger than this is not even taken in.
        max_request_body_size=LARGEST_BODY,
        # A file that is made faster than it is taken waits for its reader, in memory and not on the disk.
        outbuf_high_watermark=OUTGOING,
        outbuf_overflow=4 * OUTGOING,
        clear_untrusted_proxy_headers=True,
        ident=None,
        **believed,
    )


def _answer_beside(
    app: Flask, listening: socket.socket, settings: Settings, questions: socket.socket
) -> None:
    from webapp.web.costly.pages import answer_apart

    answer_apart(app, questions, settings)
    _answer(app, listening, settings)


def _answer_costly(app: Flask, inbox: socket.socket) -> None:
    from webapp.web.costly.process import answer_questions

    answer_questions(inbox, app)
