"""Twins: whether a text that somebody brings in is here already, by its bytes, its text or its address."""

import re
from functools import partial
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session

from webapp.domain.history.chain import await_turn, in_turn
from webapp.domain.refusals import Refused
from webapp.models import Revision, Source, SourceVersion
from webapp.vocab.words import N_

_DEFAULT_PORTS = {80, 443}
# What senders append to see who followed a link; it leads to the same page without.
_TRACKING = frozenset(
    {"dclid", "fbclid", "gbraid", "gclid", "igshid", "mc_cid", "mc_eid", "msclkid", "wbraid", "yclid"}
)


class AlreadyHere(Refused):
    """What was brought in is here already: `twin` is the version that it equals."""

    def __init__(self, field: str, twin: SourceVersion) -> None:
        reference, number = twin.source.reference, twin.number
        if number == 1:
            super().__init__(field, N_("This text is already here as %(reference)s."), reference=reference)
        else:
            message = N_("This text is already here as %(reference)s, version %(number)s.")
            super().__init__(field, message, reference=reference, number=number)
        self.twin = twin


def of_text(session: Session, text_sha256: str) -> SourceVersion | None:
    """Return the oldest version of any source that has this canonical text."""
    return _oldest(session, SourceVersion.text_sha256 == text_sha256)


def of_bytes(session: Session, bytes_sha256: str) -> SourceVersion | None:
    """Return the oldest version of any source that was read from these very bytes."""
    return _oldest(session, SourceVersion.bytes_sha256 == bytes_sha256)


def refuse_text(session: Session, field: str, text_sha256: str) -> None:
    """Raise AlreadyHere where a version of any source has this canonical text.

    Whoever asks the same meanwhile waits for this transaction to end: one text never makes two sources.
    """
    await_turn(session)
    twin = of_text(session, text_sha256)
    if twin is not None:
        raise AlreadyHere(field, twin)
    # In a long edit others may have brought it in before its turn comes.
    in_turn(session, partial(_refuse_second, session, field, text_sha256))


def _refuse_second(session: Session, field: str, text_sha256: str) -> None:
    # History tells of what others brought in, and not yet of what this edit did.
    recorded = exists().where(Revision.row_id == SourceVersion.id)
    twin = _oldest(session, and_(SourceVersion.text_sha256 == text_sha256, recorded))
    if twin is not None:
        raise AlreadyHere(field, twin)


def refuse_bytes(session: Session, field: str, bytes_sha256: str) -> None:
    """Raise AlreadyHere where a version of any source was read from these very bytes."""
    twin = of_bytes(session, bytes_sha256)
    if twin is not None:
        raise AlreadyHere(field, twin)


def at_address(session: Session, url: str | None) -> Source | None:
    """Return the oldest source that has this address, however either is written."""
    wanted = normalised(url) if url else None
    if wanted is None:
        return None
    host = re.split("[/?:]", wanted, maxsplit=1)[0]
    likely = select(Source).where(Source.url.icontains(host, autoescape=True)).order_by(Source.reference)
    return next((row for row in session.scalars(likely) if normalised(row.url or "") == wanted), None)


def normalised(url: str) -> str | None:
    """Return what two spellings of one web address share, or None where it is no web address.

    Scheme, `www.`, default port, closing slash, fragment, the order of the query, percent-encoding and
    parameters that only tell who followed a link make no difference.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    name = host.rstrip(".").removeprefix("www.")
    place = name if port is None or port in _DEFAULT_PORTS else f"{name}:{port}"
    query = sorted(
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if key.lower() not in _TRACKING and not key.lower().startswith("utm_")
    )
    path = unquote(parts.path).rstrip("/")
    return f"{place}{path}?{urlencode(query)}" if query else f"{place}{path}"


def _oldest(session: Session, same: ColumnElement[bool]) -> SourceVersion | None:
    return session.scalar(select(SourceVersion).where(same).order_by(SourceVersion.id).limit(1))
