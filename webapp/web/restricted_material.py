"""Pages that show restricted material: each is written down before it is shown."""

from collections.abc import Iterable

from webapp.domain.visibility import visible_citations
from webapp.models import Claim, Source
from webapp.vocab.accounts import AuditEvent
from webapp.vocab.claims import Visibility
from webapp.web.access import account, reader
from webapp.web.auditing import audited_first


def write_down_restricted(what: str, *, claims: Iterable[Claim] = (), sources: Iterable[Source] = ()) -> None:
    """Write down that somebody is shown a record, by its reference, where restricted material is in it."""
    browser = account()
    if browser is None or not reader().restricted:
        return
    claims = list(claims)
    shown = {claim.visibility for claim in claims} | {source.visibility for source in sources} | {
        citation.passage.source_version.source.visibility
        for claim in claims
        for citation in visible_citations(claim, to=reader())
    }  # fmt: skip
    if Visibility.RESTRICTED in shown:
        audited_first(AuditEvent.RESTRICTED_SHOWN, by=browser.id, what=what)
