"""Words the migrations are written in. What a word makes never changes: releases rest on it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op


def identity(name: str, *, optional: bool = False) -> sa.Column[Any]:
    """A UUID."""
    return sa.Column(name, sa.Uuid(), nullable=optional)


def words(name: str, *, optional: bool = False) -> sa.Column[Any]:
    """Text of any length."""
    return sa.Column(name, sa.String(), nullable=optional)


def code(name: str, *, optional: bool = False) -> sa.Column[Any]:
    """A code of a closed list; ``one_of`` says which."""
    return sa.Column(name, sa.String(40), nullable=optional)


def whole(name: str, *, optional: bool = False) -> sa.Column[Any]:
    """A whole number."""
    return sa.Column(name, sa.Integer(), nullable=optional)


def yes_or_no(name: str, *, optional: bool = False) -> sa.Column[Any]:
    """A Boolean."""
    return sa.Column(name, sa.Boolean(), nullable=optional)


def day(name: str, *, optional: bool = False) -> sa.Column[Any]:
    """A calendar date."""
    return sa.Column(name, sa.Date(), nullable=optional)


def moment(name: str, *, optional: bool = False) -> sa.Column[Any]:
    """A moment in UTC."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=optional)


def primary_key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    """What tells the rows apart."""
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    """What no two rows share."""
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """A row of another table, looked for at commit."""
    return sa.ForeignKeyConstraint(
        [column],
        [f"{target}.id"],
        name=f"fk_{table}_{column}",
        deferrable=True,
        initially="DEFERRED",
    )


def digits(column: str, count: int) -> sa.CheckConstraint:
    """A code of a fixed number of digits."""
    only_digits = f"length({column}) = {count} AND ltrim({column}, '0123456789') = ''"
    return sa.CheckConstraint(only_digits, name=f"{column}_digits")


def one_of(table: str, column: str, codes: str) -> sa.CheckConstraint:
    """The codes that a column may hold, with spaces between them."""
    listed = ", ".join(f"'{code}'" for code in codes.split())
    return sa.CheckConstraint(f"{column} IN ({listed})", name=f"ck_{table}_{column}")


def index(table: str, *columns: str) -> None:
    """Make an index."""
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, [*columns])
