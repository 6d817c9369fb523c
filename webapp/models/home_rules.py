"""How a home works, as its administrators decided."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Key, Versioned
from webapp.vocab.accounts import OwnClaims, Role

# One row for all of them, so that two first answers at once do not make two.
THE_HOME = UUID(int=1)


class HomeRules(Base, Versioned):
    """The rules of this home, in one row; there is none before the first is decided."""

    __tablename__ = "home_rules"

    id: Mapped[Key]
    own_claims: Mapped[OwnClaims | None] = mapped_column(comment="none until an administrator is asked")
    second_factor_from: Mapped[Role | None] = mapped_column(comment="of this role and above; none: of nobody")

    __mapper_args__ = {"version_id_col": Versioned.version, "version_id_generator": False}
