"""Cases of courts, hearings as a kind of claim, officials as organizations, and calendars by address."""

import sqlalchemy as sa
from alembic import op

from migrations import guards
from migrations.first.partial_dates import partial_date
from migrations.tables import changed
from migrations.words import allow, among

revision = "0022_cases_and_hearings"
down_revision = "0021_audit"
branch_labels = None
depends_on = None

_KINDS = (
    "person_name", "status_event", "charge", "charge_step", "affiliation", "treatment", "assessment",
    "personal_fact",
)  # fmt: skip
_BODIES = (
    "media", "union", "party", "ngo", "state_body", "intergovernmental", "police", "prison", "court",
    "religious", "armed_group", "other",
)  # fmt: skip
_WORDS = {
    "proceeding": (
        "proceeding",
        ("remand", "extension", "preliminary", "merits", "verdict", "appeal", "cassation", "parole", "other"),
    ),
    "openness": ("openness", ("open", "closed")),
    "outcome": ("hearingoutcome", ("held", "postponed", "cancelled")),
    "ruling": (
        "ruling",
        (
            "remand_ordered", "remand_extended", "remand_replaced", "released", "motion_refused", "convicted",
            "acquitted", "upheld", "changed", "overturned", "parole_granted", "parole_refused", "other",
        ),
    ),
}  # fmt: skip
_COMMENTS = {
    "judges_words": "who else sat, in the source's words",
    "counsel": "who defended, in the source's words",
    "demanded": "what the prosecution asked for, in words",
}


def upgrade() -> None:
    allow("claim", "claimkind", "kind", (*_KINDS[:5], "hearing", *_KINDS[5:]))
    allow("organization", "organizationkind", "kind", (*_BODIES[:-1], "official", "other"))
    op.create_table(
        "court_case",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "reference", sa.Text(), nullable=False, unique=True,
            comment="K-0001: what people quote, never reused",
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("other_names", sa.Text(), comment="separated by semicolons"),
        sa.Column("number", sa.Text(), comment="as the court writes it"),
        sa.Column("court_id", sa.Uuid(), sa.ForeignKey("organization.id"), index=True),
        sa.Column("instance", sa.String(40), nullable=False),
        sa.Column(
            "earlier_id", sa.Uuid(), sa.ForeignKey("court_case.id"), index=True,
            comment="the case of the lower instance that led to this one",
        ),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.CheckConstraint(f"{name} <> ''", name=f"{name}_filled")
          for name in ("reference", "name", "other_names", "number")),
        sa.CheckConstraint("earlier_id <> id", name="earlier_other"),
        sa.CheckConstraint(
            "instance IN ('first', 'appeal', 'cassation', 'constitutional', 'international')", name="instance"
        ),
        sa.CheckConstraint("state IN ('draft', 'published', 'retired')", name="publicationstate"),
    )  # fmt: skip
    op.create_table(
        "hearing",
        sa.Column("id", sa.Uuid(), sa.ForeignKey("claim.id"), primary_key=True),
        sa.Column("proceeding", sa.String(40), nullable=False),
        sa.Column("case_id", sa.Uuid(), sa.ForeignKey("court_case.id"), index=True),
        _organization("court_id"),
        *partial_date("date"),
        sa.Column("hour", sa.Text(), comment="10:30, by the clocks of the court"),
        sa.Column("openness", sa.String(40)),
        *(_organization(f"{judge}_id") for judge in ("judge", "second_judge", "third_judge", "prosecutor")),
        *(sa.Column(name, sa.Text(), comment=comment) for name, comment in _COMMENTS.items()),
        sa.Column("outcome", sa.String(40)),
        *partial_date("postponed_to"),
        sa.Column("ruling", sa.String(40)),
        *(sa.CheckConstraint(f"{name} <> ''", name=f"{name}_filled") for name in _COMMENTS),
        sa.CheckConstraint("hour LIKE '__:__'", name="hour_whole"),
        sa.CheckConstraint(
            "postponed_to_edtf IS NULL OR (outcome IS NOT NULL AND outcome = 'postponed')",
            name="day_of_postponed",
        ),
        *(sa.CheckConstraint(among(column, words), name=name) for column, (name, words) in _WORDS.items()),
    )
    op.create_index("ix_hearing_date_latest", "hearing", ["date_latest"])
    op.create_index("ix_hearing_postponed_to_latest", "hearing", ["postponed_to_latest"])
    _create_calendars()
    with changed("charge") as table:
        comment = "the case of the first instance that tries it"
        table.add_column(sa.Column("case_id", sa.Uuid(), comment=comment))
        table.create_foreign_key(op.f("fk_charge_case_id_court_case"), "court_case", ["case_id"], ["id"])
        table.create_index(op.f("ix_charge_case_id"), ["case_id"])


def downgrade() -> None:
    op.execute("DELETE FROM counter WHERE prefix = 'K'")
    with changed("charge") as table:
        table.drop_index(op.f("ix_charge_case_id"))
        table.drop_constraint(op.f("fk_charge_case_id_court_case"), type_="foreignkey")
        table.drop_column("case_id")
    op.drop_table("calendar_entry")
    op.drop_table("calendar_feed")
    op.drop_table("hearing")
    op.drop_table("court_case")
    with guards.off("claim", "citation"):
        op.execute("DELETE FROM citation WHERE claim_id IN (SELECT id FROM claim WHERE kind = 'hearing')")
        op.execute("DELETE FROM claim WHERE kind = 'hearing'")
    op.execute("UPDATE organization SET kind = 'other' WHERE kind = 'official'")
    allow("organization", "organizationkind", "kind", _BODIES)
    allow("claim", "claimkind", "kind", _KINDS)


def _create_calendars() -> None:
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column("token_hash", sa.Text(), nullable=False, unique=True),
        sa.Column(
            "discreet", sa.Boolean(), nullable=False, comment="whether it leaves out names and references"
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "calendar_entry",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "uid", sa.Text(), nullable=False, unique=True, comment="what a subscriber knows the entry by"
        ),
        sa.Column("kind", sa.Text(), nullable=False, comment="a word of DueKind"),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("case_id", sa.Uuid(), sa.ForeignKey("court_case.id")),
        sa.Column("day", sa.Date(), nullable=False, index=True),
        sa.Column("hour", sa.Text(), comment="10:30, by the clocks of the place"),
        sa.Column(
            "precise", sa.Boolean(), nullable=False,
            comment="whether the day is meant, or the last of several",
        ),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("uid <> ''", name="uid_filled"),
        sa.CheckConstraint("kind <> ''", name="kind_filled"),
    )


def _organization(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey("organization.id"), index=True)
