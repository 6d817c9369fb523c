"""The read model: what lists, filters, search and the flat CSV need, derived from everything else."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Enum, ForeignKey, Index, Integer, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base
from webapp.models.claim import Person
from webapp.models.types import BytewiseText, word_type
from webapp.vocab.claims import Audience
from webapp.vocab.liberty import Held, Status
from webapp.vocab.people import PublicationState
from webapp.vocab.terms import DueKind
from webapp.vocab.verification import Freshness

# What a search reads of many people of whom it shows few.
_LOOKED_UP = ("person_id", "state", "sort_key", "name", "other_names")


class PersonSummary(Base):
    """A person as one audience may see them, rewritten in the transaction that changes anything of them.

    Nothing here depends on today's date. Cells of several values are separated by ` | `.
    """

    __tablename__ = "person_summary"
    __table_args__ = (
        Index("ix_person_summary_audience_sort_key", "audience", "sort_key"),
        Index("ix_person_summary_audience_reference", "audience", "reference").ddl_if(dialect="postgresql"),
        # Hundreds are looked up for a search: each row would be a page of its own. PostgreSQL takes no long
        # texts into an index.
        Index("ix_person_summary_looked_up", "audience", "reference", *_LOOKED_UP).ddl_if(dialect="sqlite"),
        Index("ix_person_summary_audience_held_sort_key", "audience", "held", "sort_key"),
        Index("ix_person_summary_audience_status_sort_key", "audience", "status", "sort_key"),
        # Whom nobody has heard of for longest, whom somebody has confirmed of late, and the newest word.
        Index("ix_person_summary_audience_status_heard_on", "audience", "status", "heard_on", "sort_key"),
        Index("ix_person_summary_audience_last_verified_on", "audience", "last_verified_on"),
        Index("ix_person_summary_audience_held_last_word_on", "audience", "held", "last_word_on"),
        # Whose sources contradict each other: few of very many.
        Index("ix_person_summary_audience_conflict", "audience", "conflict", "sort_key"),
        # The orders of the list other than by name.
        Index("ix_person_summary_audience_since", "audience", "status_since_earliest", "sort_key"),
        Index("ix_person_summary_audience_last_word_on", "audience", "last_word_on", "sort_key"),
        # What falls due.
        Index("ix_person_summary_audience_term_ends_on", "audience", "term_ends_on"),
        Index("ix_person_summary_audience_announced_latest", "audience", "announced_latest"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    audience: Mapped[Audience] = mapped_column(primary_key=True)
    reference: Mapped[str]
    state: Mapped[PublicationState]
    sort_key: Mapped[str] = mapped_column(BytewiseText, comment="folded name, a space, the reference: unique")
    name: Mapped[str]
    name_language: Mapped[str | None]
    name_script: Mapped[str]
    other_names: Mapped[str]
    sex: Mapped[str]
    born: Mapped[str]
    occupation: Mapped[str]
    organizations: Mapped[str]
    status: Mapped[Status]
    possible_statuses: Mapped[str] = mapped_column(comment="those that nothing decides between")
    held: Mapped[Held]
    uncertainty: Mapped[str] = mapped_column(comment="why it is uncertain; empty where it is not")
    status_since_edtf: Mapped[str]
    status_since_earliest: Mapped[date | None]
    status_since_latest: Mapped[date | None]
    status_place: Mapped[str]
    held_since_edtf: Mapped[str]
    held_since_earliest: Mapped[date | None] = mapped_column(comment="of the present detention")
    held_since_latest: Mapped[date | None]
    term_ends_on: Mapped[date | None] = mapped_column(comment="last day of the sentence, if computable")
    last_word_on: Mapped[date | None] = mapped_column(comment="the last day by which a source tells so")
    heard_on: Mapped[date] = mapped_column(comment="of word and confirmation the later; never: 0001-01-01")
    announced_status: Mapped[Status | None] = mapped_column(word_type(Status, name="announced_status"))
    announced_edtf: Mapped[str]
    announced_latest: Mapped[date | None]
    conflict: Mapped[bool]
    charges: Mapped[str]
    sentence: Mapped[str]
    assessments: Mapped[str]
    last_verified_on: Mapped[date | None]
    sources: Mapped[str]
    source_count: Mapped[int]
    quote: Mapped[str]
    citation_id: Mapped[UUID | None]
    version: Mapped[int]

    person: Mapped[Person] = relationship()


class LibertySpan(Base):
    """From which day until which day one audience knows one status as a person's current one.

    A person's spans cover every day without a gap, so that on each day exactly one of them holds.
    """

    __tablename__ = "liberty_span"
    __table_args__ = (
        CheckConstraint("begins < ends", name="in_order"),
        Index("ix_liberty_span_person_id", "person_id"),
    )

    audience: Mapped[Audience] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    begins: Mapped[date] = mapped_column(primary_key=True)
    ends: Mapped[date] = mapped_column(comment="the first day that does not belong to it")
    status: Mapped[Status]
    possible_statuses: Mapped[str] = mapped_column(comment="those that nothing decides between")
    held: Mapped[Held]
    uncertainty: Mapped[str] = mapped_column(comment="why it is uncertain; empty where it is not")
    status_since_edtf: Mapped[str]
    status_since_earliest: Mapped[date | None]
    status_since_latest: Mapped[date | None]
    status_place: Mapped[str]
    held_since_edtf: Mapped[str]
    held_since_earliest: Mapped[date | None] = mapped_column(comment="of the present detention")
    held_since_latest: Mapped[date | None]
    term_ends_on: Mapped[date | None]
    last_word_on: Mapped[date | None] = mapped_column(comment="the last day by which a source tells so")
    heard_on: Mapped[date] = mapped_column(comment="of word and confirmation the later; never: 0001-01-01")
    announced_status: Mapped[Status | None] = mapped_column(word_type(Status, name="announced_status"))
    announced_edtf: Mapped[str]
    announced_latest: Mapped[date | None]
    charges: Mapped[str]
    sentence: Mapped[str]
    citation_id: Mapped[UUID | None]
    last_verified_on: Mapped[date | None]
    freshness: Mapped[Freshness | None] = mapped_column(comment="none where the status needs no verifying")


class SummaryFacet(Base):
    """One value by which a summarised person can be filtered: an organization, an occupation, a source."""

    __tablename__ = "summary_facet"
    __table_args__ = (
        Index("ix_summary_facet_lookup", "audience", "facet", "value", "person_id"),
        Index("ix_summary_facet_person_id", "person_id"),
    )

    audience: Mapped[Audience] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    facet: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)


class DueDay(Base):
    """A day on which something falls due of a person: one that is ordered, announced, computed, or recurs."""

    __tablename__ = "due_day"
    __table_args__ = (
        Index("ix_due_day_audience_day", "audience", "day", "kind", "sitting", "person_id"),
        Index("ix_due_day_sitting", "sitting", "audience", "day"),
        Index("ix_due_day_person_id", "person_id"),
    )

    audience: Mapped[Audience] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    kind: Mapped[DueKind] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(primary_key=True, comment="the hearing; of others the person")
    day: Mapped[date] = mapped_column(comment="the last that it may be; of a birthday in the year 9996")
    edtf: Mapped[str] = mapped_column(comment="as a source gives it; empty where it is computed")
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("court_case.id"), index=True)
    sitting: Mapped[str] = mapped_column(comment="what the hearing of several has in common; else a key")


class FacetMembers(Base):
    """The people who have one value of one facet, as a set of the numbers of their references."""

    __tablename__ = "facet_members"
    __table_args__ = (Index("ix_facet_members_audience_facet_number", "audience", "facet", "number"),)

    audience: Mapped[Audience] = mapped_column(primary_key=True)
    facet: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(comment="how many they are")
    members: Mapped[bytes] = mapped_column(comment="a roaring bitmap, in the portable format")


class NameToken(Base):
    """A folded token of a spelling of a person's name: what search and duplicate warnings share."""

    __tablename__ = "name_token"
    __table_args__ = (Index("ix_name_token_person_id", "person_id"),)

    audience: Mapped[Audience] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(BytewiseText, primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)


class NameKey(Base):
    """A key under which a folded token is looked up in spite of slips; what the keys are, spelling says."""

    __tablename__ = "name_key"
    __table_args__ = (Index("ix_name_key_token", "token"),)

    key: Mapped[str] = mapped_column(BytewiseText, primary_key=True)
    token: Mapped[str] = mapped_column(BytewiseText, primary_key=True)


class PersonVersion(Base):
    """A revision that ended a version of what the read model holds of a person; the first one had nothing.

    The rows of a version that ended are in PAST_TABLES, unless it is not kept: then history has to tell.
    """

    __tablename__ = "person_version"
    __table_args__ = (
        Index("ix_person_version_until", "until", "person_id"),
        Index("ix_person_version_kept", "kept", "until"),
    )

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    until: Mapped[int] = mapped_column(primary_key=True, comment="the first revision at which it was over")
    kept: Mapped[bool]


def _past_table(model: type[Base], *orders: tuple[str, ...]) -> Table:
    """Return a table like that of a model, for rows with the revisions since and until which they held."""
    table = Base.metadata.tables[model.__tablename__]
    own = [column for column in table.columns if column.name not in ("person_id", "audience")]
    columns = (
        Column(
            column.name,
            # What a word may be was checked when the row held.
            String(column.type.length) if isinstance(column.type, Enum) else column.type,
            primary_key=column.primary_key,
            nullable=column.nullable,
        )
        for column in (table.c.person_id, table.c.audience, *own)
    )
    name = f"past_{table.name}"
    return Table(
        name,
        Base.metadata,
        *columns,
        Column("since", Integer, nullable=False),
        Column("until", Integer, primary_key=True, autoincrement=False),
        *(Index(f"ix_{name}_audience_{order[0]}", "audience", *order) for order in orders),
    )


# Rows that the read model held of people before, by the model of those that it holds.
PAST_TABLES: dict[type[Base], Table] = {
    PersonSummary: _past_table(PersonSummary, ("sort_key",), ("reference",)),
    LibertySpan: _past_table(LibertySpan),
    SummaryFacet: _past_table(SummaryFacet, ("facet", "value")),
    NameToken: _past_table(NameToken, ("token",)),
}


class SourceWord(Base):
    """A folded word of the text of a source version: what full-text search and name spotting look up."""

    __tablename__ = "source_word"
    __table_args__ = (Index("ix_source_word_source_version_id", "source_version_id"),)

    word: Mapped[str] = mapped_column(BytewiseText, primary_key=True)
    source_version_id: Mapped[UUID] = mapped_column(ForeignKey("source_version.id"), primary_key=True)


# Characters of a part: long enough for a text to have few, short enough to be looked at for each passage.
PART_LENGTH = 16_384


class SourcePart(Base):
    """A stretch of a long text: a passage is held against it, where the whole takes a millisecond a time.

    The database takes no part but that of its text.
    """

    __tablename__ = "source_part"

    source_version_id: Mapped[UUID] = mapped_column(ForeignKey("source_version.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, comment="from 0")
    text: Mapped[str]
