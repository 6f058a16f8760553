"""Where the API shows a fact, looked up in a rulebook."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jeugdregio_core.model.catalogue import ProfileSet, TariffAnswer
from jeugdregio_core.model.payment import Payment
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.stacking import Term


class NothingThere(LookupError):
    """The place is empty or does not exist; the message says what there is."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the API, on a day, for an item, with what is needed to work it out."""

    of: str
    on: date
    rule: str
    code: str | None
    municipality: str | None
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Whether a measured figure meets a target; ``None`` means: not specified."""

    met: bool | None


def look_at(rulebook: Rulebook, place: Place) -> Any:
    """What stands there: an object, or a tuple of them where no code is asked for.

    Raises NothingThere or NotInForce.
    """
    if place.of in _WORKED_OUT:
        return _WORKED_OUT[place.of](rulebook, place)
    head, _, inside = place.of.partition(".")
    if head not in _HELD:
        known = ", ".join(sorted({*_HELD, *_WORKED_OUT}))
        raise NothingThere(f"{place.of} is geen plaats. Bekend: {known}.")
    held = _HELD[head](rulebook, place)
    try:
        held = getattr(held, _snake(inside)) if inside else held
    except AttributeError:
        raise NothingThere(f"{place.of} bestaat niet.") from None
    return held if place.code is None else _picked(held, place.code, place.of)


def _snake(name: str) -> str:
    return re.sub(r"([A-Z])", lambda m: "_" + m[1].lower(), name)


def _picked(items: Any, code: str, of: str) -> Any:
    named = {getattr(item, "code", None) or getattr(item, "rule", None): item for item in items}
    if code not in named:
        raise NothingThere(f"In {of} staat geen {code}. Bekend: {', '.join(map(str, named))}.")
    return named[code]


def _profile_set(rulebook: Rulebook, place: Place) -> ProfileSet:
    return rulebook.profile_set_on(place.on, place.municipality)


def _stacking(rulebook: Rulebook, place: Place) -> Term:
    matrix = rulebook.stacking_on(place.on)
    if matrix is None:
        raise NothingThere(f"Op {place.on} is er geen stapelmatrix.")
    first, _, second = (place.code or "").partition("+")
    if not {first, second} <= set(matrix.segments):
        known = ", ".join(matrix.segments)
        raise NothingThere(f"{place.code} is geen paar zoals B+C. Segmenten: {known}.")
    return matrix.term(first, second)


def _tariff(rulebook: Rulebook, place: Place) -> TariffAnswer:
    held = _profile_set(rulebook, place)
    arrangement = _picked(held.arrangements, place.code or "", place.of)
    return held.tariff(arrangement, place.on, place.given.get("provider"))


def _payments(rulebook: Rulebook, place: Place) -> tuple[Payment, ...]:
    given = place.given
    found = _profile_set(rulebook, place).schedules_for(
        given.get("segment", ""), given.get("intensity"), place.on
    )
    if not found:
        raise NothingThere(f"Op {place.on} is er geen betaalschema voor {dict(given)}.")
    schedule = next((s for s in found if s.rule == place.rule), found[0])
    return schedule.pay(
        given.get("totalCents", 0),
        result_met=given.get("resultMet"),
        ended_early=given.get("endedEarly", False),
    )


def _evaluation(rulebook: Rulebook, place: Place) -> Evaluation:
    targets = rulebook.norm_framework_on(place.on).targets
    target = _picked(targets, place.code or "", place.of)
    base = place.given.get("base")
    figure = Decimal(place.given.get("figure", 0))
    return Evaluation(target.evaluate(figure, None if base is None else Decimal(base)))


_HELD: Mapping[str, Callable[[Rulebook, Place], Any]] = {
    "municipalities": lambda rulebook, place: rulebook.region.municipalities_on(place.on),
    "rules": lambda rulebook, place: rulebook.rules_on(place.on),
    "profileSet": _profile_set,
    "normFramework": lambda rulebook, place: rulebook.norm_framework_on(place.on),
}
_WORKED_OUT: Mapping[str, Callable[[Rulebook, Place], Any]] = {
    "profileSet.stacking": _stacking,
    "profileSet.arrangements.tariff": _tariff,
    "profileSet.arrangements.payments": _payments,
    "normFramework.targets.evaluation": _evaluation,
}
"""Worked out: stacking of ``B+C``; a tariff, perhaps of a ``provider``; the payments of
``totalCents`` for a ``segment`` and ``intensity``, with ``resultMet`` and ``endedEarly``; a target
for a measured ``figure``, perhaps against a ``base``."""
