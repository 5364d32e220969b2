"""What all tables share (数据表的共同部分): kinds of columns, names of constraints."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, Date, DateTime, Enum, Identity, MetaData, Text, Uuid, func
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# Random, so that nobody can guess the number of another unit's object.
Key = Annotated[UUID, mapped_column(Uuid, primary_key=True, default=uuid4)]
Number = Annotated[int, mapped_column(BigInteger, Identity(), primary_key=True)]  # of rows that only ever are listed
Now = Annotated[datetime, mapped_column(DateTime(timezone=True), server_default=func.now())]


class Table(DeclarativeBase):
    """Base of all tables. Times carry their zone; texts have no length in the database, their limits stand where they are taken in."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        datetime: DateTime(timezone=True),
        date: Date,
        list[str]: ARRAY(Text),
        dict[str, Any]: JSONB,
    }


def closed_list(members: type[StrEnum]) -> Enum:
    """Column of a closed list: stored by value, and refused by the database when it is none of them."""
    return Enum(
        members,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=members.__name__.lower(),
        values_callable=lambda kind: [member.value for member in kind],
    )
