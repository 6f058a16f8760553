"""What a measure is asked, and what it answers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, cast

from sqlalchemy import ColumnElement

from jeugdregio_core.casework.days import midnight
from jeugdregio_core.model.norms import Measurement
from jeugdregio_core.record import record
from jeugdregio_core.store import tables


@record
class Scope:
    """What is counted: in which segment, and over which days, both included."""

    by: Measurement
    segment: str | None
    first: date
    last: date

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """From its first moment up to the first one after it."""
        return midnight(self.first), midnight(self.last + timedelta(days=1))

    def of_segment(self) -> ColumnElement[bool] | bool:
        """Whether a request is about the segment."""
        facts: Any = cast(Any, tables.Request.facts)
        return True if self.segment is None else facts["segment"].as_string() == self.segment


@record
class Count:
    """A figure, over how many, how many were left out, and a Dutch sentence about it."""

    figure: Decimal | None
    counted: int
    left_out: int
    explanation: str
