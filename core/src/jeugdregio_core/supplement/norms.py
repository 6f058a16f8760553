"""Norms that a deployment supplies, each where its quantity is spoken of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation

from jeugdregio_core.model.codes import Status
from jeugdregio_core.model.norms import UNKNOWN_UNIT, Norm, NormFramework
from jeugdregio_core.model.period import Period
from jeugdregio_core.model.source import Source
from jeugdregio_core.supplement.facts import Comparison, Supplied
from jeugdregio_core.supplement.pieces import Change


def supplied_norm(
    *, subject: str, quantity: str, value: Decimal | float | str, unit: str, source: Source
) -> Norm:
    """A norm from a deployment's table. A ``value`` in words is a norm that is not a figure.

    Raises ValueError, in Dutch, where the value is neither.
    """
    code = f"{subject}-{quantity}"
    return Norm(
        code=code,
        subject=subject,
        quantity=quantity,
        value=None if isinstance(value, str) else _number(value, code),
        text=value if isinstance(value, str) else None,
        unit=unit,
        source=source,
    )


def _number(value: Decimal | float, code: str) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(f"Norm {code}: {value!r} is geen getal.")
    return number


class FrameworkPiece:
    """A norm framework during a part of its period, with what is supplied for it."""

    def __init__(self, held: NormFramework) -> None:
        self.held = held
        self.quantities = {norm.quantity: norm for norm in reversed(held.norms)}
        self._norms = {(norm.subject, norm.quantity): norm for norm in held.norms}

    @property
    def valid(self) -> Period:
        """The days on which it holds."""
        return self.held.valid

    def change(self, norm: Norm, supplied: Supplied) -> Change:
        """Fill in a norm. Raises ValueError, in Dutch, where it does not fit."""
        key = (norm.subject, norm.quantity)
        merged = _merged(
            self._norms.get(key), norm, self.quantities[norm.quantity], supplied.overrules
        )
        return lambda: self._norms.update({key: merged})

    def filled(self) -> NormFramework:
        """The framework with what was supplied."""
        return replace(self.held, norms=tuple(self._norms.values()))


def _merged(held: Norm | None, given: Norm, pattern: Norm, overrules: bool) -> Norm:
    if pattern.unit not in (given.unit, UNKNOWN_UNIT):
        raise ValueError(
            f"Norm {given.code} staat in {given.unit!r}; het normenkader rekent voor "
            f"{given.quantity} in {pattern.unit!r}."
        )
    placed = replace(given, code=held.code if held else given.code, rule=given.rule or pattern.rule)
    if held is None or held.status is not Status.KNOWN:
        return placed
    if (held.value, held.text) == (given.value, given.text):
        return held
    about = f"De norm voor {given.quantity} van {given.subject}"
    compared = Comparison(about, held.source, given.source, overrules)
    compared.settle("", _figure(held), _figure(given))
    return replace(placed, source=compared.source)


def _figure(norm: Norm) -> str:
    return norm.text or f"{norm.value} {norm.unit}"
