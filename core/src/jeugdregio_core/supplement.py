"""What a deployment adds to a region's rulebook: values that the sources leave open.

A supplement fills in what is unknown. It never replaces a known value: where both speak, they
must say the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from hashlib import sha256

from jeugdregio_core.model.codes import Status
from jeugdregio_core.model.norms import Norm, NormFramework
from jeugdregio_core.model.source import Source
from jeugdregio_core.rules.decision import Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """Values from a deployment's own tables, each with its source. Empty adds nothing."""

    norms: tuple[Norm, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.norms)

    def stamp(self, base: Stamp) -> Stamp:
        """The stamp of a rulebook with this added: another hash for every other content."""
        digest = sha256(f"{base.hash} {self!r}".encode()).hexdigest()
        return replace(base, hash=digest[:16])

    def norms_in(self, frameworks: Iterable[NormFramework]) -> tuple[NormFramework, ...]:
        """The frameworks with these norms in them, each where its quantity is spoken of.

        Raises ValueError, in Dutch: a quantity that no framework knows, another unit, or a value
        that differs from a known one.
        """
        held = tuple(frameworks)
        known = {norm.quantity for framework in held for norm in framework.norms}
        for norm in self.norms:
            if norm.quantity not in known:
                raise ValueError(
                    f"Norm {norm.code}: het normenkader kent geen norm voor {norm.quantity!r}. "
                    f"Bekend: {', '.join(sorted(known)) or 'geen enkele'}."
                )
        return tuple(_filled(framework, self.norms) for framework in held)


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


def _filled(framework: NormFramework, norms: Iterable[Norm]) -> NormFramework:
    by_key = {(norm.subject, norm.quantity): norm for norm in framework.norms}
    pattern = {norm.quantity: norm for norm in reversed(framework.norms)}
    for norm in norms:
        if norm.quantity in pattern:
            key = (norm.subject, norm.quantity)
            by_key[key] = _merged(by_key.get(key), norm, pattern[norm.quantity])
    return replace(framework, norms=tuple(by_key.values()))


def _merged(held: Norm | None, given: Norm, pattern: Norm) -> Norm:
    if given.unit != pattern.unit:
        raise ValueError(
            f"Norm {given.code} staat in {given.unit!r}; het normenkader rekent voor "
            f"{given.quantity} in {pattern.unit!r}."
        )
    if held is None or held.status is not Status.KNOWN:
        code = given.code if held is None else held.code
        return replace(given, code=code, rule=given.rule or pattern.rule)
    if (held.value, held.text) != (given.value, given.text):
        raise ValueError(
            f"De norm voor {given.quantity} van {given.subject} is al bekend: {_figure(held)} "
            f"({held.source}). De aanvulling zegt {_figure(given)} ({given.source}). "
            "Haal een van de twee weg."
        )
    return held


def _figure(norm: Norm) -> str:
    return norm.text or f"{norm.value} {norm.unit}"
