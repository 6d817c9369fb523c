"""What every table shares: its metadata, its key, the names of its constraints."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from sqlalchemy import MetaData, Text, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, mapped_column
from uuid_utils.compat import uuid7

from webapp.models.types import KeyType, UtcDateTime, word_type

Key = Annotated[UUID, mapped_column(primary_key=True, default=uuid7, sort_order=-1)]


class Base(DeclarativeBase):
    """The base of all tables; a violated constraint carries a name that tells its column."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {UUID: KeyType(), datetime: UtcDateTime(), str: Text(), StrEnum: word_type(StrEnum)}


class Versioned:
    """A row that is edited in forms: `version` rises by one with every edit, and guards against lost edits.

    The number is raised by `domain.history` alone; a row changed meanwhile is refused by the UPDATE itself.
    """

    version: Mapped[int] = mapped_column(default=1, sort_order=90)


@event.listens_for(Mapper, "before_mapper_configured")
def _keep_old_values(mapper: Mapper[object], _class: type) -> None:
    # Without this an expired attribute that is overwritten loses its old value, and history with it.
    for column in mapper.column_attrs:
        column.active_history = True
