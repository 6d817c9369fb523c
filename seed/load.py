"""Load the seed: each text once, by the same functions that the forms call, in one edit a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from seed.cases import Cases
from seed.contents import Named
from seed.documents import Document, documents, packaged
from seed.entries import Entry
from seed.mending import Mended, mend, mend_organizations
from seed.organizations import Organizations
from seed.people import load_person, statements
from seed.seeded import Seeded
from seed.texts import texts_in
from webapp.domain.accounts import accounts
from webapp.domain.history.recording import editing
from webapp.domain.sources import sources, versions
from webapp.domain.sources.description import SourceDescription
from webapp.models import Account, SourceVersion
from webapp.vocab.accounts import Role
from webapp.vocab.claims import Visibility
from webapp.vocab.sources import Reliability, SourceKind

LOADER = "Seed loader"


@dataclass(frozen=True)
class Loaded:
    """How much one load added, attached and withdrew; all zero where everything was there.

    `kept` names, a line each, what the seed no longer says and leaves as it is, since somebody changed it.
    """

    sources: int = 0
    organizations: int = 0
    people: int = 0
    claims: int = 0
    texts: int = 0
    withdrawn: int = 0
    kept: tuple[str, ...] = ()

    def __str__(self) -> str:
        added = ("sources", "organizations", "people", "claims", "texts")
        lines = [", ".join(f"{getattr(self, what)} {what}" for what in added)]
        if self.withdrawn:
            lines.append(f"Withdrawn: {self.withdrawn} claims that the seed no longer makes")
        return "\n".join([*lines, *(f"Kept: {line}" for line in self.kept)])


def load(
    session: Session, *, at: datetime, texts: Path | None = None, data: Traversable | None = None
) -> Loaded:
    """Load every text of the seed that is not in the database yet, and return how much was added.

    What an earlier seed said of a text and today's does not is withdrawn, unless somebody changed it.
    `texts` is a folder: each file in it whose canonical text has the recorded SHA-256 is attached, also to a
    version that an earlier load or anybody else left without its text. `data` is the folder of seed files,
    by default the one that comes with Habeas. The caller commits. Raises BadSeed, and OSError where `texts`
    cannot be read.
    """
    seed_documents = documents(data or packaged())
    known = set(session.scalars(select(SourceVersion.text_sha256)))
    bare = session.scalars(select(SourceVersion).where(SourceVersion.text.is_(None))).all()
    new = [document for document in seed_documents if document.text_sha256 not in known]
    wanted = {version.text_sha256 for version in bare} | {document.text_sha256 for document in new}
    whole = texts_in(texts, wanted=wanted) if texts else {}
    attached = _attach(session, bare, whole, at)
    if not new and accounts.account_by_name(session, LOADER) is None:
        return Loaded(texts=attached)
    by = _loader(session, at)
    seeded = Seeded(session, by)
    described = (entry for document in seed_documents for entry in document.organizations)
    organizations = Organizations(session, described, seeded.organizations())
    tried = (entry for document in seed_documents for entry in document.cases)
    named = Named(organizations, Cases(session, tried, seeded.cases(), organizations))
    mended = _mend(session, seed_documents, named, seeded, at)
    people, claims = 0, mended.added
    for document in new:
        with editing(session, by=by, reason=f"Seed: {document.title}", at=at):
            version = _source(session, document, organizations, whole.get(document.text_sha256))
            for entry in document.organizations:
                organizations.print_names(entry, version)
            for entry in document.people:
                person = statements(session, entry, version=version, named=named)
                claims += len(load_person(session, person))
                people += 1
    attached += sum(document.text_sha256 in whole for document in new)
    return Loaded(
        len(new), organizations.added, people, claims, attached, mended.withdrawn, tuple(mended.kept)
    )


def _mend(
    session: Session,
    seed_documents: Sequence[Document],
    named: Named,
    seeded: Seeded,
    at: datetime,
) -> Mended:
    """Bring what earlier loads recorded to what the seed says today, in one edit a text."""
    mended = Mended()
    for document in seed_documents:
        versions_of_text = select(SourceVersion).where(
            SourceVersion.text_sha256 == document.text_sha256,
            SourceVersion.source_id.in_(seeded.rows("source")),
        )
        version = session.scalar(versions_of_text)
        if version is not None:
            reason = f"Seed: {document.title}: {document.corrected or 'corrected'}"
            with editing(session, by=seeded.loader, reason=reason, at=at):
                mend(session, document, version, named, seeded, mended)
    with editing(session, by=seeded.loader, reason="Seed: organizations, corrected", at=at):
        mended.kept += mend_organizations(session, named.organizations, seeded)
    return mended


def _source(
    session: Session, document: Document, organizations: Organizations, text: str | None
) -> SourceVersion:
    """Add the source of a seed file, with its text where there is one, and return its first version."""
    entry = document.source
    description = SourceDescription(
        title=document.title,
        kind=entry.needed_word("kind", SourceKind),
        publisher=organizations.at(entry, "publisher"),
        authors=entry.text("authors"),
        language=entry.text("language"),
        date=entry.date("date"),
        url=entry.text("url"),
        archive_url=entry.text("archive_url"),
        shelf_mark=entry.text("shelf_mark"),
        reliability=entry.needed_word("reliability", Reliability),
        visibility=Visibility.PUBLIC,
        note="\n\n".join(filter(None, (entry.text("note"), entry.text("date_note")))) or None,
    )
    original: dict[str, Any] = {
        "text_sha256": document.text_sha256,
        "text_length": entry.needed_number("text_length"),
        "bytes_sha256": entry.text("bytes_sha256"),
        "media_type": entry.needed("media_type"),
        "extractor": "decoded as UTF-8",
    }
    entry.finish()
    with entry.at_fault():
        source = sources.add_cited_source(session, description=description, **original)
        (version,) = source.versions
        return version if text is None else versions.attach_text(session, version, text=text)


def _attach(session: Session, bare: Sequence[SourceVersion], whole: dict[str, str], at: datetime) -> int:
    """Attach the texts that were found to versions that lack them, and return how many."""
    fitting = [version for version in bare if version.text_sha256 in whole]
    for version in fitting:
        reason = f"Seed: the text of {version.source.title}"
        place = Entry({}, version.source.reference)
        with editing(session, by=_loader(session, at), reason=reason, at=at), place.at_fault():
            versions.attach_text(session, version, text=whole[version.text_sha256])
    return len(fitting)


def _loader(session: Session, at: datetime) -> Account:
    """Return the account that makes the seed's claims, added where it is missing; nobody can use it."""
    known = accounts.account_by_name(session, LOADER)
    if known is not None:
        return known
    account = accounts.new_account(LOADER, Role.CURATOR)
    account.active = False
    with editing(session, by=account, reason="Seed: the account that loads it", at=at):
        return accounts.store_account(session, account)
