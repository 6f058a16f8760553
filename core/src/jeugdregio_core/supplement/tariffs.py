"""Tariffs that a deployment supplies for one catalogue."""

from __future__ import annotations

from dataclasses import replace

from jeugdregio_core.model.catalogue import Payable, ProfileSet, Tariff, TariffPolicy
from jeugdregio_core.model.codes import TariffReason
from jeugdregio_core.supplement.facts import Comparison, Supplied
from jeugdregio_core.supplement.pieces import Change


class Tariffs:
    """The tariffs of a catalogue, with what is supplied for it. The first that fits holds."""

    def __init__(self, held: ProfileSet) -> None:
        self._held = held
        self._stated = frozenset(held.tariffs)
        self._by_payee: dict[tuple[str, str | None], list[Tariff]] = {}
        for tariff in held.tariffs:
            self._by_payee.setdefault((tariff.arrangement, tariff.provider), []).append(tariff)

    def change(self, given: Tariff, paid: Payable, supplied: Supplied) -> Change:
        """Add a tariff. Raises ValueError, in Dutch, where it does not fit."""
        beside = self._by_payee.setdefault((paid.code, given.provider), [])
        compared = Comparison(
            f"Tarief van {paid.code}", self._held.source, given.source, supplied.overrules
        )
        policy = self._held.policy(paid)
        _check_provider(policy, given)
        if policy is not None and policy.per not in (None, given.per):
            compared.settle("waarvoor wordt betaald", policy.per.label, given.per.label)
        for other in beside:
            if other.valid.overlaps(given.valid):
                self._beside(other, given, compared)
        placed = replace(given, arrangement=paid.code, source=compared.source)
        return lambda: beside.insert(0, placed)

    def filled(self) -> tuple[Tariff, ...]:
        """All tariffs."""
        return tuple(tariff for held in self._by_payee.values() for tariff in held)

    def _beside(self, other: Tariff, given: Tariff, compared: Comparison) -> None:
        amount = euros(other.amount_cents)
        if other not in self._stated:
            raise ValueError(
                f"Tarief van {other.arrangement}: er is al een tarief {other.valid}: {amount}. "
                "Zorg dat de periodes niet overlappen."
            )
        if (other.amount_cents, other.per) != (given.amount_cents, given.per):
            compared.settle(f"het bedrag {other.valid}", amount, euros(given.amount_cents))


def euros(cents: int) -> str:
    """An amount as people write it: ``1.234,56``."""
    return f"{cents / 100:,.2f}".translate(str.maketrans(",.", ".,"))


def _check_provider(policy: TariffPolicy | None, given: Tariff) -> None:
    if policy is not None and policy.reason is TariffReason.NO_TARIFF:
        raise ValueError(f"Bij {given.arrangement} hoort geen tarief.")
    if policy is not None and policy.per_provider:
        if given.provider is None:
            raise ValueError(
                f"Het tarief van {given.arrangement} verschilt per aanbieder. Noem de aanbieder."
            )
    elif given.provider is not None:
        raise ValueError(
            f"Het tarief van {given.arrangement} is voor elke aanbieder gelijk. "
            "Laat de aanbieder weg."
        )
