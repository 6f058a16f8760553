"""Calendar dates and moments, read as the core reads them on every other road in."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, get_args

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

from jeugdregio_core.rules.values import Day, Moment

_RFC_3339 = "https://www.rfc-editor.org/rfc/rfc3339"


def _reader(kind: Any) -> Callable[[object], Any]:
    """Read a value as this kind of fact; what does not fit is told in a Dutch sentence."""
    look = get_args(kind)[1].look

    def read(value: object) -> Any:
        try:
            return look(value)
        except ValueError as error:
            raise GraphQLError(str(error)) from None

    return read


SCALARS: Mapping[object, ScalarDefinition] = {
    date: strawberry.scalar(
        name="Date",
        description="A calendar date (datum), written yyyy-mm-dd.",
        specified_by_url=_RFC_3339,
        serialize=date.isoformat,
        parse_value=_reader(Day),
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="A moment (tijdstip) with its offset, such as 2025-07-01T09:30+02:00.",
        specified_by_url=_RFC_3339,
        serialize=datetime.isoformat,
        parse_value=_reader(Moment),
    ),
}
