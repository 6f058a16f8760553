"""What all tables share: one registry, one way to name constraints, one way to declare a column."""

from enum import Enum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, MetaData, Uuid
from sqlalchemy import Enum as Choice
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

_NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(column_0_name)s",
}


class Stored(SQLModel, registry=registry(metadata=MetaData(naming_convention=_NAMES))):
    """A row. Tables are put together by composition: mapped inheritance does not work here.

    Ids and moments are given by who stores the row; a table never asks for the time. A row does
    not validate what it is given: that is done at the border, and the constraints are the net.
    """

    model_config = {"defer_build": True}  # nobody asks for the validators


def reference(
    target: str,
    *,
    optional: bool = False,
    indexed: bool = True,
    circular: bool = False,
    primary_key: bool = False,
) -> Any:
    """A foreign key. It is checked at commit, so rows may be added in any order.

    Leave out its index only when another one starts with the same column.
    """
    key = ForeignKey(target, deferrable=True, initially="DEFERRED", use_alter=circular)
    column: Column[Any] = Column(
        Uuid, key, index=indexed, nullable=optional, primary_key=primary_key
    )
    return Field(default=None, sa_column=column) if optional else Field(sa_column=column)


def choice(kind: type[Enum], *, optional: bool = False) -> Any:
    """A value of a closed list, kept as its code; the database refuses any other."""
    codes = Choice(
        kind,
        name=None,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [str(member.value) for member in members],
    )
    column: Column[Any] = Column(codes, nullable=optional)
    return Field(default=None, sa_column=column) if optional else Field(sa_column=column)


def json() -> Any:
    """Anything JSON can say. What is stored is replaced, never changed in place."""
    return Field(sa_type=JSON)


def in_order(first: str, last: str) -> CheckConstraint:
    """A last day, when there is one, that does not lie before the first."""
    text = f'"{last}" IS NULL OR "{first}" <= "{last}"'
    return CheckConstraint(text, name=f"{last}_after_{first}")


def between(column: str, low: int, high: int) -> CheckConstraint:
    """A number within bounds, both included."""
    return CheckConstraint(f'"{column}" BETWEEN {low} AND {high}', name=f"{column}_within_bounds")


def at_least(column: str, low: int) -> CheckConstraint:
    """A number that is not below a bound."""
    return CheckConstraint(f'"{column}" >= {low}', name=f"{column}_within_bounds")


def digits(column: str, count: int) -> CheckConstraint:
    """A code of a fixed number of digits."""
    only_digits = f"length({column}) = {count} AND ltrim({column}, '0123456789') = ''"
    return CheckConstraint(only_digits, name=f"{column}_digits")


def all_or_none(*columns: str) -> CheckConstraint:
    """Facts that belong together: all of them are there, or none is."""
    first, *rest = (f"({column} IS NULL)" for column in columns)
    text = " AND ".join(f"{first} = {other}" for other in rest)
    return CheckConstraint(text, name=f"{columns[0]}_complete")
