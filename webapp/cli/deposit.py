"""`habeas deposit` and `habeas timestamp`: a small file of heads that colleagues keep, and since when."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from webapp.cli.database import opened
from webapp.cli.output_file import to_file
from webapp.domain.history.recording import head
from webapp.domain.history.seals import last_seal
from webapp.settings import read_settings

_FILE = click.Path(path_type=Path, dir_okay=False)
_THERE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command()
@click.argument("file", type=_FILE)
def deposit(file: Path) -> None:
    """Add where history and the seals stand to FILE, which others keep for `habeas check --deposited`."""
    with opened(read_settings().database_url) as engine, Session(engine) as session:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        lines = [f"{number}:{sha256} {at}\n" for number, sha256 in (head(session), last_seal(session))]
    earlier = file.read_bytes() if file.exists() else b""
    to_file(file, [earlier, "".join(lines).encode()])
    click.echo("".join(lines), nl=False)


@click.command()
@click.argument("file", type=_THERE)
@click.option("--request", type=_FILE, help="Write here what a time-stamping authority is to be sent.")
@click.option("--response", type=_THERE, help="What the authority answered; it is verified without network.")
@click.option("--root", type=_THERE, multiple=True, help="A certificate of the authority's root, as PEM.")
def timestamp(file: Path, request: Path | None, response: Path | None, root: tuple[Path, ...]) -> None:
    """Ask for an RFC 3161 time-stamp of a file of heads, or verify one: that its lines were there then.

    Nothing is sent to anybody: carry the request to an authority, and its answer back.
    """
    if find_spec("rfc3161_client") is None:
        raise click.UsageError("its library is missing: pip install 'habeas[timestamps]'")
    if (request is None) is (response is None) or (response is not None and not root):
        raise click.UsageError("give --request, or --response with --root.")
    if request is not None:
        to_file(request, [_request(file.read_bytes())])
        click.echo(f"Send {request} to an authority, such as: curl -H 'Content-Type:"
                   f" application/timestamp-query' --data-binary @{request} ADDRESS -o {request}.tsr")
    elif response is not None:
        click.echo(_verified(file, response.read_bytes(), [path.read_bytes() for path in root]))


def _request(data: bytes) -> bytes:
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    builder = TimestampRequestBuilder(hash_algorithm=HashAlgorithm.SHA256)
    request: bytes = builder.data(data).nonce(nonce=True).build().as_bytes()
    return request


def _verified(file: Path, answer: bytes, roots: list[bytes]) -> str:
    """Return in words when which lines of a file were there. Raises ClickException where none were."""
    from rfc3161_client import VerificationError, decode_timestamp_response

    try:
        stamp = decode_timestamp_response(answer)
        info = stamp.tst_info
    except ValueError as error:
        raise click.ClickException(f"this is no time-stamp: {error}") from error
    imprint = info.message_imprint.message
    # What was added to the file since does not void an earlier stamp.
    matching = ((n, data) for n, data in _beginnings(file) if hashlib.sha256(data).digest() == imprint)
    lines, stamped = next(matching, (0, b""))
    if not lines:
        raise click.ClickException(f"the time-stamp is of no beginning of {file}: the lines were changed.")
    try:
        _verifier(stamp, roots).verify_message(stamp, stamped)
    except (VerificationError, ValueError) as error:
        raise click.ClickException(f"the time-stamp does not hold: {error}") from error
    return f"The first {lines} lines of {file} were there on {info.gen_time.isoformat()}."


def _verifier(stamp: Any, roots: list[bytes]) -> Any:
    from cryptography.x509 import load_der_x509_certificate, load_pem_x509_certificates
    from rfc3161_client import VerifierBuilder

    builder = VerifierBuilder()
    for pem in roots:
        for certificate in load_pem_x509_certificates(pem):
            builder = builder.add_root_certificate(certificate)
    own = [load_der_x509_certificate(der) for der in stamp.signed_data.certificates]
    signers = [row for row in own if row.subject != row.issuer and _may_stamp(row)]
    if len(signers) == 1:
        builder = builder.tsa_certificate(signers[0])
    return builder.build()


def _may_stamp(certificate: Any) -> bool:
    from cryptography.x509 import ExtendedKeyUsage, ExtensionNotFound
    from cryptography.x509.oid import ExtendedKeyUsageOID

    try:
        usage = certificate.extensions.get_extension_for_class(ExtendedKeyUsage).value
    except ExtensionNotFound:
        return False
    return ExtendedKeyUsageOID.TIME_STAMPING in usage


def _beginnings(file: Path) -> Iterator[tuple[int, bytes]]:
    lines = file.read_bytes().splitlines(keepends=True)
    return ((number, b"".join(lines[:number])) for number in range(len(lines), 0, -1))
