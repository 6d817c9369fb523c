"""Passages: finding a quotation in a text, and fixing it as an exact span."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager, undefer

from webapp.domain.refusals import Refused
from webapp.domain.sources.quoted_places import context_of
from webapp.domain.text.quote_location import CONTEXT, Context, Span, context
from webapp.domain.visibility import Reader, may_see_source
from webapp.models import NewRows, Passage, SourcePage, SourceVersion
from webapp.vocab.words import N_


def passage_context(passage: Passage, *, width: int = CONTEXT) -> Context:
    """Return a passage in its context: as kept with the quotation, or from the archived text.

    Where the text is not archived, the context is the one kept, whatever the `width`.
    """
    wide = width > CONTEXT or not (passage.prefix or passage.suffix)
    text = passage.source_version.text if wide else None
    if text is not None:
        return context(text, Span(passage.start, passage.end), width=width)
    return Context(passage.prefix, passage.exact, passage.suffix)


def load_texts(session: Session, cited: Iterable[Passage]) -> None:
    """Load at once the texts from which `passage_context` will take a context that was not kept."""
    bare = {passage.source_version_id for passage in cited if not (passage.prefix or passage.suffix)}
    if bare:
        query = select(SourceVersion).where(SourceVersion.id.in_(bare)).options(undefer(SourceVersion.text))
        session.scalars(query).all()


def fix_passage(session: Session, version: SourceVersion, span: Span, *, exact: str | None = None) -> Passage:
    """Return the passage of a span, made where it is not there yet.

    `exact` is needed for a version whose text is not archived, and must equal the span where it is.
    Raises Refused at field `quote` for a span outside the text or words that differ.
    """
    if not 0 <= span.start < span.end <= version.text_length:
        raise Refused("quote", N_("The passage lies outside the text of the source."))
    around = context_of(session, version, span)
    if around is None:
        if exact is None or len(exact) != span.end - span.start:
            raise Refused(
                "quote", N_("The text of this source is not archived here, so no new words can be cited.")
            )
        around = Context("", exact, "")
    elif exact is not None and exact != around.exact:
        raise Refused("quote", N_("The quotation differs from the text at this place."))
    known = session.scalar(
        select(Passage).where(
            Passage.source_version_id == version.id, Passage.start == span.start, Passage.end == span.end
        )
    )
    if known is not None:
        if known.exact != around.exact:
            raise Refused("quote", N_("Other words are already cited from this place."))
        return known
    passage = Passage(**_columns(version, span, around, _page_at(session, version, span.start)))
    session.add(passage)
    session.flush()
    return passage


def fix_passages(
    session: Session, version: SourceVersion, spans: Iterable[Span], rows: NewRows
) -> dict[Span, Passage]:
    """Return the passages of many spans of an archived text, as `fix_passage` does; those not there yet
    are added to `rows`, which the caller writes.

    Raises Refused at field `quote` for a version whose text is not archived.
    """
    if version.text is None:
        message = N_("The text of this source is not archived here, so no new words can be cited.")
        raise Refused("quote", message)
    wanted = sorted(set(spans))
    if not wanted:
        return {}
    between = Passage.start.between(wanted[0].start, wanted[-1].start)
    known = session.scalars(select(Passage).where(Passage.source_version_id == version.id, between))
    passages = {Span(passage.start, passage.end): passage for passage in known}
    pages = session.scalars(
        select(SourcePage.start).where(SourcePage.source_version_id == version.id).order_by(SourcePage.number)
    ).all()
    for span in wanted:
        if span not in passages:
            page = bisect_right(pages, span.start) or None
            values = _columns(version, span, context(version.text, span), page)
            passages[span] = rows.add(Passage, **values)
    return {span: passages[span] for span in wanted}


def _columns(version: SourceVersion, span: Span, around: Context, page: int | None) -> dict[str, Any]:
    return {
        "source_version": version, "start": span.start, "end": span.end, "exact": around.exact,
        "prefix": around.before, "suffix": around.after, "page": page,
    }  # fmt: skip


def passage(session: Session, passage_id: UUID, *, to: Reader) -> Passage | None:
    """Return one passage, if this reader may see its source."""
    return session.scalar(
        select(Passage)
        .join(Passage.source_version)
        .join(SourceVersion.source)
        .where(Passage.id == passage_id, may_see_source(to))
        .options(contains_eager(Passage.source_version).contains_eager(SourceVersion.source))
    )


def _page_at(session: Session, version: SourceVersion, place: int) -> int | None:
    """Return the page on which a place lies; None for a document without pages."""
    begun = select(func.max(SourcePage.number)).where(
        SourcePage.source_version_id == version.id, SourcePage.start <= place
    )
    return session.scalar(begun)
