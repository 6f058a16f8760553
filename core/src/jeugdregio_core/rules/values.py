"""What a caller may write for one fact: a text, a day, a moment, a number, yes or no, a list.

What does not fit is refused with a Dutch sentence and never bent into something that does: 1 is
no day and "yes" is not true. pydantic is only imported when a question is read.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any, TypeVar

MAX_RECORDS = 200
"""How many allocations, providers, documents or codes one list may hold."""

MAX_TEXT = 100
"""How many characters a code or word may have."""

MAX_COUNT = 999

MAX_NUMBER = 999_999_999
"""The largest number of an allocation in the national messages."""

_ANY_OFFSET = timedelta(days=1)
"""A moment must be on the calendar wherever in the world it is looked at."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Read:
    """Looks at a value before pydantic does. ``look`` raises ValueError with the sentence."""

    look: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self.look, handler(source))


def shown(value: object) -> str:
    """A value as a message repeats it: short, and only where that helps."""
    if isinstance(value, str):
        return repr(value if len(value) <= 40 else f"{value[:40]}…")
    if isinstance(value, float) or (isinstance(value, int) and abs(value) < 10**12):
        return repr(value)
    return "Deze waarde"


def _refuse(value: object, wanted: str) -> ValueError:
    return ValueError(f"{shown(value)} past hier niet. Verwacht wordt {wanted}.")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _refuse(value, "tekst")
    if not value:
        raise ValueError("Deze tekst is leeg. Vul iets in of laat het veld weg.")
    if len(value) > MAX_TEXT:
        raise ValueError(f"Deze tekst is te lang: hooguit {MAX_TEXT} tekens.")
    if not value.isprintable():
        raise ValueError(f"{shown(value)} bevat onleesbare tekens.")
    return value


def _day(value: object) -> date:
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        try:  # quicker than suppress, and every question has days
            return date.fromisoformat(value)
        except ValueError:
            pass
    elif isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise ValueError(f"{shown(value)} is geen datum. Schrijf jjjj-mm-dd.")


def _moment(value: object) -> datetime:
    with suppress(ValueError, OverflowError):
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        if isinstance(moment, datetime) and moment.utcoffset() is not None:
            _ = moment.astimezone(UTC) + _ANY_OFFSET, moment.astimezone(UTC) - _ANY_OFFSET
            return moment
    raise ValueError(
        f"{shown(value)} is geen tijdstip met tijdzone. Schrijf jjjj-mm-ddTuu:mm+uu:mm."
    )


def _yes_or_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _refuse(value, "true of false")


def _count(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_COUNT:
        return value
    raise _refuse(value, f"een geheel getal van 0 tot en met {MAX_COUNT}")


def _number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MAX_NUMBER:
        return value
    raise _refuse(value, f"een nummer van 1 tot en met {MAX_NUMBER}")


def _amount(value: object) -> Decimal:
    if isinstance(value, (int, float, str, Decimal)):
        with suppress(ArithmeticError, ValueError):
            number = Decimal(str(value))
            if 0 <= number < 10**8 and -4 <= int(number.as_tuple().exponent) <= 8:
                return number
    raise _refuse(value, "een getal vanaf 0, tot 100 miljoen en met hooguit 4 decimalen")


def _several(value: object) -> object:
    if value is None:
        return ()
    if not isinstance(value, (list, tuple)):
        raise ValueError("Hier wordt een lijst verwacht.")
    if len(value) > MAX_RECORDS:
        raise ValueError(f"Hooguit {MAX_RECORDS} regels; dit zijn er {len(value)}.")
    return value


def _group(value: object) -> object:
    return {} if value is None else value


Text = Annotated[str, Read(_text)]
Day = Annotated[date, Read(_day)]
Moment = Annotated[datetime, Read(_moment)]
YesOrNo = Annotated[bool, Read(_yes_or_no)]
Count = Annotated[int, Read(_count)]
Number = Annotated[int, Read(_number)]
Amount = Annotated[Decimal, Read(_amount)]
Several = Annotated[tuple[T, ...], Read(_several)]
Group = Annotated[T, Read(_group)]
