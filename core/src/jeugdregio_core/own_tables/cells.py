"""What a cell may hold and how it is read: as people in the Netherlands write it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import TypeAlias

from jeugdregio_core.model.codes import Coded, Unit
from jeugdregio_core.record import record

Cell: TypeAlias = str | int | float | bool | Decimal | date | None
"""What a file holds: only text in a CSV, figures and days too in a workbook."""
Value: TypeAlias = str | int
"""What is kept of it: text, or an amount in whole cents."""

_LONGEST = 300
_HIGHEST_CENTS = 2**31 - 1
_LAST_YEAR = 9999
"""How people write that there is no last day: 31-12-9999."""


@record
class Unusable:
    """A cell without a value of its own. ``why`` completes "de cel ..."."""

    why: str


@record
class Kind:
    """How a cell is read into a value, and written back.

    ``read`` gets a cell that is not empty; it raises ValueError with a Dutch sentence, and gives
    ``None`` for what means nothing. ``shape`` tells people how to write it.
    """

    shape: str
    read: Callable[[Cell], Value | None]
    write: Callable[[Value], Cell] = lambda value: value


def simplified(text: str) -> str:
    """Without accents, capitals and punctuation, so that spelling variants are one."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.findall("[a-z0-9]+", plain.encode("ascii", "ignore").decode()))


def shown(cell: Cell) -> str:
    """A cell in a message: short, and on one line."""
    text = " ".join(str(cell).split())
    return f"'{text}'" if len(text) <= 40 else f"'{text[:40]}...'"


def as_text(cell: Cell) -> str:
    """A cell as people write it in a file without types."""
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, Decimal):
        return str(cell).replace(".", ",")
    return "" if cell is None else str(cell)


def read_text(cell: Cell) -> str:
    """Text on one line; a whole number is its digits. Raises ValueError."""
    if isinstance(cell, date):
        raise ValueError(f"{shown(cell)} is een datum. Maak de kolom op als tekst.")
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        return f"{cell:.15g}"
    text = unicodedata.normalize("NFC", " ".join(str(cell).split()))
    if text[:1] in ("=", "+", "-", "@"):
        raise ValueError(f"{shown(text)} begint als een formule. Begin met een letter of cijfer.")
    if not text.isprintable():
        raise ValueError(f"{shown(text)} bevat een teken dat niet te lezen is.")
    if len(text) > _LONGEST:
        raise ValueError(f"{shown(text)} is langer dan {_LONGEST} tekens.")
    return text


def _matching(pattern: str, wanted: str, cell: Cell) -> str:
    text = read_text(cell)
    if not re.fullmatch(pattern, text):
        raise ValueError(f"{shown(text)} is geen {wanted}.")
    return text


def _amount(cell: Cell) -> int:
    number = _figure(cell) if isinstance(cell, int | float | Decimal) else _euros(str(cell))
    cents = number * 100
    if cents != int(cents):
        raise ValueError(f"{shown(cell)} heeft meer dan twee cijfers achter de komma.")
    if not 0 < cents <= _HIGHEST_CENTS:
        raise ValueError(
            f"{shown(cell)} kan geen tarief zijn: dat is meer dan 0 en hoogstens 21 miljoen euro. "
            "Laat de rij weg als het tarief niet bekend is."
        )
    return int(cents)


def _euros(text: str) -> Decimal:
    plain = re.sub(r"(,-+)$", "", re.sub(r"[\s€]", "", text))
    dutch = re.fullmatch(r"(-?\d{1,3}(?:\.\d{3})+|-?\d+)(?:,(\d+))?", plain)
    if dutch:
        return Decimal(f"{dutch[1].replace('.', '')}.{dutch[2] or 0}")
    if re.fullmatch(r"-?\d+\.\d{1,2}", plain):
        return Decimal(plain)
    raise ValueError(f"{shown(text)} is geen bedrag. Schrijf het als 1.234,56.")


def _number(cell: Cell) -> str:
    if isinstance(cell, int | float | Decimal):
        number = _figure(cell)
    elif re.fullmatch(r"\d{1,9}(,\d{1,9}|\.\d{1,2})?", text := str(cell).strip()):
        number = Decimal(text.replace(",", "."))
    else:
        raise ValueError(f"{shown(cell)} is geen getal zoals 6 of 2,5.")
    if not 0 <= number < 1_000_000 or number != round(number, 4):
        raise ValueError(f"{shown(cell)} is te klein, te groot of te precies voor een norm.")
    return f"{number.normalize():f}"


def _figure(cell: float | Decimal) -> Decimal:
    """A spreadsheet calculates with 15 digits; what comes after them is noise."""
    number = Decimal(f"{cell:.15g}" if isinstance(cell, float) else cell)
    if isinstance(cell, bool) or not number.is_finite():
        raise ValueError(f"{shown(cell)} is geen getal.")
    return number


def _number_or_words(cell: Cell) -> str:
    text = read_text(cell)
    return text if any(letter.isalpha() for letter in text) else _number(cell)


def _written_number(value: Value) -> Cell:
    return Decimal(value) if re.fullmatch(r"\d+(\.\d+)?", str(value)) else value


def _day(cell: Cell) -> str | None:
    day = cell if isinstance(cell, date) else _written_day(str(cell).strip())
    if isinstance(day, datetime):
        if day.time() != datetime.min.time():
            raise ValueError(f"{shown(cell)} is een tijdstip. Geef alleen de dag.")
        day = day.date()
    if day.year == _LAST_YEAR:
        return None
    if not 2000 <= day.year <= 2100:
        raise ValueError(f"{shown(cell)} ligt niet tussen 2000 en 2100.")
    return day.isoformat()


def _written_day(text: str) -> date:
    dutch = re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", text)
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
    parts = dutch.group(3, 2, 1) if dutch else iso.groups() if iso else ("0", "0", "0")
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        raise ValueError(f"{shown(text)} is geen datum zoals 31-12-2026.") from None


def choice(members: Iterable[Coded], also: Mapping[str, Coded] = MappingProxyType({})) -> Kind:
    """One of a closed list, by its code or its label; ``also`` are other words for some."""
    words = dict(also)
    for member in members:
        label = simplified(member.label)
        for word in (simplified(member.value), label, label.removeprefix("per ")):
            words.setdefault(word, member)
        if isinstance(member, Unit):
            words[member.ijw] = member
    known = ", ".join(member.label for member in dict.fromkeys(words.values()))

    def read(cell: Cell) -> str:
        found = words.get(simplified(read_text(cell)))
        if found is None:
            raise ValueError(f"{shown(cell)} kan hier niet. Kies uit: {known}.")
        return str(found)

    labels = {str(member): member.label for member in words.values()}
    return Kind(f"een van: {known}", read, lambda value: labels[str(value)])


TEXT = Kind("tekst", read_text)
CODE = Kind("een code", partial(_matching, r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}", "code"))
PRODUCT_CODE = Kind(
    "letters en cijfers, hoogstens 5",
    partial(_matching, "[A-Za-z0-9]{1,5}", "code van hoogstens 5 letters en cijfers"),
)
CATEGORY = Kind("twee cijfers", partial(_matching, "[0-9]{2}", "categorie van twee cijfers"))
AMOUNT = Kind("euro's, zoals 1.234,56", _amount, lambda value: Decimal(value).scaleb(-2))
NUMBER = Kind("een getal, zoals 2,5", _number, lambda value: Decimal(value))
NUMBER_OR_WORDS = Kind("een getal of woorden", _number_or_words, _written_number)
DAY = Kind("dd-mm-jjjj", _day, lambda value: date.fromisoformat(str(value)))
