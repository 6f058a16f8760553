"""What a hand-written route would hold in memory of a region: names, products and tariffs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from jeugdregio_core.model.catalogue import Arrangement, ProfileSet
from jeugdregio_core.model.period import Period
from jeugdregio_core.rulebook import Rulebook

_ENDLESS = "9999-12-31"


def write_catalogue(rulebook: Rulebook, today: date, file: Path) -> None:
    """Keep the catalogues of a region as JSON. What holds for some municipalities goes first."""
    known = {
        "region": rulebook.region.code,
        "municipalities": [
            {"code": one.code, "name": one.name, **_days(one.valid)}
            for one in rulebook.region.municipalities
        ],
        "sets": [
            _set(held, today)
            for held in sorted(rulebook.profile_sets, key=lambda one: one.municipalities is None)
        ],
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(known), "utf-8")


def _set(held: ProfileSet, today: date) -> dict[str, Any]:
    return {
        **_days(held.valid),
        "municipalities": sorted(held.municipalities) if held.municipalities is not None else None,
        "segments": [
            {"code": one.code, "name": one.name, **_days(one.valid)} for one in held.segments
        ],
        "arrangements": {
            f"{one.segment}|{one.profile}|{one.intensity}": _arrangement(held, one, today)
            for one in reversed(held.arrangements)
        },
    }


def _arrangement(held: ProfileSet, one: Arrangement, today: date) -> dict[str, Any]:
    profile, intensity = held.profile(one.profile), held.intensity(one.intensity)
    paid = held.tariff(one, today)
    return {
        "code": one.code,
        "profile": {"code": profile.code, "name": profile.name} if profile else None,
        "intensity": {"code": intensity.code, "name": intensity.name} if intensity else None,
        "product": {"category": one.product.category, "code": one.product.code},
        "tariff": {"amountCents": paid.amount_cents, "per": paid.per, "reason": paid.reason},
    }


def _days(period: Period | None) -> dict[str, str]:
    if period is None:
        return {"first": "", "last": _ENDLESS}
    last = period.last.isoformat() if period.last else _ENDLESS
    return {"first": period.first.isoformat(), "last": last}
