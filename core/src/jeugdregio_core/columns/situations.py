"""The different situations that rows are in: what rules read of them, each combination once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jeugdregio_core.columns.distinct import distinct
from jeugdregio_core.columns.held import Coded, Numbers
from jeugdregio_core.columns.views import BESIDE, DAY, PLACE, View
from jeugdregio_core.model.codes import RequestKind
from jeugdregio_core.rules.facts import PROVIDER
from jeugdregio_core.rules.input import (
    AllocationInput,
    CaseInput,
    ClientInput,
    NormInput,
    ReferralInput,
    RequestInput,
)

_GROUPS = {
    "client": ClientInput,
    "referral": ReferralInput,
    "request": RequestInput,
    "changeOf": AllocationInput,
    "norms": NormInput,
}
_QUICK = 1 << 18
"""So many combinations are counted off without leaving the processor."""
ALIKE, NOT_ALIKE = "a", "b"
"""Stand-ins for providers, of which only matters whether they are the same."""


@dataclass(frozen=True, slots=True)
class Situation:
    """One combination: the question, on which day and in which municipality it is asked."""

    given: CaseInput
    on: date
    place: str | None
    """A municipality with the same catalogues."""


@dataclass(frozen=True, slots=True, eq=False)
class Joint:
    """Every combination of parts once, and which of them each row (or pair) has."""

    parts: Mapping[str, Coded]
    """Per part its value in each combination."""
    index: Numbers

    @property
    def size(self) -> int:
        """How many combinations there are."""
        return len(self.parts[DAY].numbers)

    @classmethod
    def of(cls, parts: Mapping[str, Coded], order: NDArray[np.int32] | None = None) -> Joint:
        """Join the parts of the rows, which ``index`` may have in another order."""
        index, many = _joined([*parts.values()])
        row = np.empty(many, np.int32)  # one that has the combination
        row[index] = np.arange(len(index), dtype=np.int32)
        told = {name: Coded(part.values, part.numbers[row]) for name, part in parts.items()}
        return cls(told, index if order is None else index[order])

    def seen_by(self, view: View) -> tuple[tuple[Situation, ...], Numbers]:
        """The situations as some rules see them, and which of them each combination is."""
        seen = Joint.of({name: self.parts[name] for name in view.parts})
        told = [
            [part.values[number] for number in part.numbers.tolist()]
            for part in seen.parts.values()
        ]
        rows = (dict(zip(seen.parts, row, strict=True)) for row in zip(*told, strict=True))
        return tuple(_situation(view, row) for row in rows), seen.index


def _joined(parts: Sequence[Coded]) -> tuple[Numbers, int]:
    """Per row the number of its combination, and how many there are.

    What occurs is counted off again before there could be too many to do so quickly.
    """
    index: Numbers = np.zeros(len(parts[0].numbers), np.int32)
    many = 1
    for part in parts:
        if many * part.size > _QUICK:
            found, index = distinct(index, many)
            many = len(found)
        index = index.astype(_wide_enough(many * part.size), copy=False)
        index *= part.size
        index += part.numbers
        many *= part.size
    found, index = distinct(index, many)
    return index, len(found)


def _wide_enough(many: int) -> type[np.integer[Any]]:
    return np.int32 if many <= np.iinfo(np.int32).max else np.int64


def _situation(view: View, values: Mapping[str, Any]) -> Situation:
    facts = {path: values[path] for path in view.facts}
    running: tuple[AllocationInput, ...] = ()
    if view.paired:
        running = (AllocationInput(**{name: values[BESIDE + name] for name in view.fields}),)
        facts[PROVIDER.path] = ALIKE
    return Situation(question(facts, values[DAY], running), values[DAY], values[PLACE])


def question(
    facts: Mapping[str, Any], on: date, running: tuple[AllocationInput, ...] = ()
) -> CaseInput:
    """The question with these facts, by path; ``None`` is not known. Asked on that day."""
    grouped: dict[str, dict[str, Any]] = {}
    for path, value in facts.items():
        head, _, name = path.partition(".")
        if value is not None and name:
            grouped.setdefault(head, {})[_snake(name)] = value
    groups = {_snake(head): _GROUPS[head](**fields) for head, fields in grouped.items()}
    return CaseInput(
        region="",
        decision_date=on,
        kind=facts.get("kind") or RequestKind.NEW,
        documents=facts.get("documents") or (),
        running=running,
        **groups,
    )


@cache
def _snake(name: str) -> str:
    return re.sub("([A-Z])", lambda found: "_" + found[1].lower(), name)
