"""Worked facts: what the catalogue, a payment or a target says, for rules that judge no case.

A ``[[fact]]`` table stands beside the cases in ``cases/*.toml``. It names its ``rule``, looks at
what holds ``on`` a day, and says what to ``expect`` there::

    [[fact]]
    rule = "voorbeeld-05"
    name = "Profiel 5 bevat altijd behandeling."
    on = 2025-07-01
    of = "profileSet.profiles"
    code = "5"
    expect.treatment = true

``of`` is a place in the API without ``region.``, and ``code`` picks one item there. Without a
code ``expect`` is about all items: their ``count``, or a field of each as a list. Places that
need more are asked ``with`` it: see :mod:`jeugdregio_core.conformance.places`. An empty text
stands for: not known.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from jeugdregio_core.conformance.cases import case_files
from jeugdregio_core.conformance.places import NothingThere, Place, look_at
from jeugdregio_core.model.period import NotInForce
from jeugdregio_core.rulebook import Rulebook

_KEYS = {"rule", "name", "on", "of", "municipality", "code", "with", "expect"}
_NUMBERS = (int, Decimal, Fraction)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedFact:
    """One fact with what is expected of it. ``file`` tells where it stands."""

    name: str
    file: str
    rule: str
    on: date
    of: str
    expect: Mapping[str, Any]
    code: str | None = None
    municipality: str | None = None
    given: Mapping[str, Any] = field(default_factory=dict)

    def failures(self, rulebook: Rulebook) -> tuple[str, ...]:
        """Every expectation that the rulebook does not meet, as a sentence."""
        place = Place(self.of, self.on, self.rule, self.code, self.municipality, self.given)
        try:
            return tuple(_differences(look_at(rulebook, place), self.expect, self.of))
        except (NothingThere, NotInForce) as error:
            return (str(error),)


def load_facts(package: str) -> tuple[WorkedFact, ...]:
    """Every fact in ``cases/*.toml`` of a plugin's package. Raises ValueError."""
    return tuple(
        fact
        for file in case_files(package)
        for fact in read_facts(file.read_text("utf-8"), file.name)
    )


def read_facts(text: str, file: str) -> Iterator[WorkedFact]:
    """The facts in one file. Raises ValueError that names file and fact."""
    for table in tomllib.loads(text, parse_float=Decimal).get("fact", []):
        where = f"{file}: {table.get('name', '')}"
        if unknown := sorted(set(table) - _KEYS):
            raise ValueError(f"{where}: onbekend: {', '.join(unknown)}")
        if missing := sorted({"rule", "name", "on", "of", "expect"} - set(table)):
            raise ValueError(f"{where}: ontbreekt: {', '.join(missing)}")
        yield WorkedFact(
            file=file,
            given=table.get("with", {}),
            **{key: value for key, value in table.items() if key != "with"},
        )


def _differences(actual: Any, expected: Mapping[str, Any], where: str) -> Iterator[str]:
    for key, value in expected.items():
        path = f"{where}.{key}"
        try:
            found = _field(actual, re.sub(r"([A-Z])", lambda m: "_" + m[1].lower(), key))
        except AttributeError:
            yield f"{path} bestaat niet"
            continue
        if isinstance(value, dict):
            yield from _differences(found, value, path)
        elif not _same(found, value):
            yield f"{path} is {_plain(found)!r}, verwacht {value!r}"


def _field(actual: Any, name: str) -> Any:
    if not isinstance(actual, tuple):
        return getattr(actual, name)
    return len(actual) if name == "count" else tuple(getattr(item, name) for item in actual)


def _same(found: Any, expected: Any) -> bool:
    found = _plain(found)
    if isinstance(found, list) and isinstance(expected, list):
        return len(found) == len(expected) and all(map(_same, found, expected))
    if isinstance(found, _NUMBERS) and isinstance(expected, _NUMBERS):
        return Fraction(found) == Fraction(expected)
    return type(found) is type(expected) and bool(found == expected)


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value
