"""Where the store holds the facts that rules read of an allocation."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Enum,
    FromClause,
    Select,
    and_,
    case,
    or_,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from jeugdregio_core.casework.reading.rows import table
from jeugdregio_core.columns.held import OPEN
from jeugdregio_core.model.casework import AllocationStatus, DecisionMoment
from jeugdregio_core.rules import facts

ALLOCATION, VERSION, CLIENT = table("allocation"), table("allocation_version"), table("client")
PROVIDER, REQUEST, REFERRAL = table("provider"), table("request"), table("referral")
DECISION = table("decision")
_EARLIER = VERSION.alias("earlier")
_JULIAN = "1721424.5"
"""The julian day of the ordinal 0."""

Read = Callable[[Any], Any]


def _as_it_is(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Source:
    """A column with few different values, and what each of them means as a fact."""

    column: ColumnElement[Any]
    read: Read = _as_it_is
    of: tuple[FromClause, ...] = ()
    """The tables that must be joined for it."""
    among: Column[Any] | None = None
    """The column whose values are all that it can have, where it is not a column itself."""

    @property
    def values_of(self) -> ColumnElement[Any]:
        """What to ask a table for all values."""
        return self.column if self.among is None else self.among

    @property
    def table(self) -> FromClause:
        """The table to ask."""
        if self.of:
            return self.of[-1]
        held: Any = self.values_of
        table: FromClause = held.table
        return table

    @property
    def listed(self) -> tuple[Any, ...] | None:
        """Its values, where the type lists them."""
        kind = self.column.type
        if isinstance(kind, Enum) and kind.enum_class is not None:
            return tuple(kind.enum_class)
        return (False, True) if isinstance(kind, Boolean) else None


def _norm(name: str, read: Read) -> Source:
    return Source(DECISION.c.given["norms"][name].as_string(), read, (DECISION,))


_CHANGED = VERSION.c.changes_so_far > 0
_INTENSITY_BEFORE = (
    select(_EARLIER.c.intensity)
    .where(
        _EARLIER.c.allocation_id == ALLOCATION.c.id,
        _EARLIER.c.changes_so_far < VERSION.c.changes_so_far,
    )
    .order_by(_EARLIER.c.version.desc())
    .limit(1)
    .scalar_subquery()
)

SOURCES: Mapping[str, Source] = {
    facts.MUNICIPALITY.path: Source(CLIENT.c.municipality),
    facts.PROTECTION_MEASURE.path: Source(CLIENT.c.protection_measure),
    facts.NEED_LEVEL.path: Source(CLIENT.c.need_level),
    facts.FAMILY_CONTROL.path: Source(CLIENT.c.family_control),
    facts.LIVES_IN.path: Source(CLIENT.c.lives_in),
    facts.REFERRER.path: Source(REFERRAL.c.referrer, of=(REQUEST, REFERRAL)),
    facts.SEGMENT.path: Source(VERSION.c.segment),
    facts.PROFILE.path: Source(VERSION.c.profile),
    facts.INTENSITY.path: Source(VERSION.c.intensity),
    facts.PRODUCT.path: Source(VERSION.c.product),
    facts.PRODUCT_CATEGORY.path: Source(VERSION.c.product_category),
    facts.CHANGE_OF_INTENSITY.path: Source(
        case((_CHANGED, _INTENSITY_BEFORE)), among=VERSION.c.intensity
    ),
    facts.NORM_DURATION.path: _norm("durationMonths", Decimal),
    facts.NORM_HOURS.path: _norm("hoursPerWeek", Decimal),
    facts.NORM_STAFF_MIX.path: _norm("staffMix", _as_it_is),
}
"""Per path of a fact. Of a document and of a provider see ``documents`` and ``loading``."""
CHANGED, INITIAL = Source(_CHANGED), Source(VERSION.c.initial)
ALLOCATED_BY = Source(ALLOCATION.c.municipality)


def allocations(region: str, on: date, sources: Collection[Source]) -> Select[Any]:
    """The newest versions of what has not ended before this day, to add columns to."""
    joined = (
        ALLOCATION.join(
            VERSION,
            and_(
                VERSION.c.allocation_id == ALLOCATION.c.id,
                VERSION.c.version == ALLOCATION.c.current,
            ),
        )
        .join(CLIENT, CLIENT.c.id == ALLOCATION.c.client_id)
        .join(PROVIDER, PROVIDER.c.id == ALLOCATION.c.provider_id)
    )
    wanted = {joining for source in sources for joining in source.of}
    for joining, on_clause in _JOINS.items():
        if joining in wanted:
            joined = joined.outerjoin(joining, on_clause)
    return (
        select()
        .select_from(joined)
        .where(
            ALLOCATION.c.region == region,
            VERSION.c.status != AllocationStatus.WITHDRAWN,
            or_(VERSION.c.end.is_(None), VERSION.c.end >= on),
        )
    )


_JOINS: Mapping[FromClause, ColumnElement[bool]] = {
    REQUEST: REQUEST.c.id == ALLOCATION.c.request_id,
    REFERRAL: REFERRAL.c.id == REQUEST.c.referral_id,
    DECISION: and_(
        DECISION.c.request_id == ALLOCATION.c.request_id,
        DECISION.c.moment == DecisionMoment.REQUEST,
    ),
}


class day(FunctionElement[int]):  # noqa: N801 - written as the functions of SQL are
    """A day as an ordinal; one that is absent is as late as can be."""

    inherit_cache = True
    type = BigInteger()


@compiles(day)
def _in_sqlite(element: day, compiler: Any, **options: Any) -> str:
    column = compiler.process(element.clauses, **options)
    return f"coalesce(CAST(julianday({column}) - {_JULIAN} AS INTEGER), {OPEN})"


@compiles(day, "postgresql")
def _in_postgresql(element: day, compiler: Any, **options: Any) -> str:
    column = compiler.process(element.clauses, **options)
    return f"coalesce({column} - DATE '0001-01-01' + 1, {OPEN})"
