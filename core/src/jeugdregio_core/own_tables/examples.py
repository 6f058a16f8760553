"""An example of a row for every table of a region, which can be loaded as it is."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from jeugdregio_core.model.catalogue import Arrangement, Intensity, Profile, ProfileSet
from jeugdregio_core.model.codes import Permission, Status, TariffBasis
from jeugdregio_core.own_tables.cells import TEXT, Cell
from jeugdregio_core.own_tables.quantities import quantities
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.stacking import StackingMatrix

Example: TypeAlias = dict[str, Cell]

_SERVICE = "45A01"
_NAME = "Voorbeeldnaam"
_PRODUCT: Example = {"category": "45", "unit": "stuks (output)", "frequency": "per maand"}


def examples(rulebook: Rulebook) -> dict[str, Example]:
    """By table, the cells of one row by the names of their columns."""
    held = max(rulebook.profile_sets, key=lambda s: (bool(s.profiles), s.valid.first))
    found = {"diensten": _service(rulebook, held), "tarieven": _tariff(held)}
    if held.profiles:
        found |= {
            "profielen": _profile(held),
            "intensiteiten": _intensity(held),
            "arrangementen": _arrangement(held),
        }
    if rulebook.norm_frameworks:
        found["normen"] = _norm(rulebook)
    if rulebook.stacking:
        found["stapelen"] = _pair(rulebook.stacking[-1])
    common: Example = {"profile_set": held.code, "document": "Besluit 2026"}
    return {name: example | common for name, example in found.items()}


def _sample(held: ProfileSet) -> Arrangement:
    """An arrangement that no source confirms, or one that could be."""
    unconfirmed = [a for a in held.arrangements if not a.confirmed]
    if unconfirmed:
        return unconfirmed[-1]
    profile, intensity = held.profiles[0], _some_intensity(held)
    return Arrangement(
        code=f"{profile.code}{intensity.code}",
        segment=profile.segment or held.segments[0].code,
        profile=profile.code,
        intensity=intensity.code,
        source=held.source,
    )


def _some_intensity(held: ProfileSet) -> Intensity:
    return held.intensities[0] if held.intensities else Intensity(code="1", source=held.source)


def _profile(held: ProfileSet) -> Example:
    unnamed: list[Profile] = [p for p in held.profiles if p.name is None]
    shown = unnamed[0] if unnamed else held.profiles[0]
    return {"profile": shown.code, "name": shown.name or _NAME, "first_day": held.valid.first}


def _intensity(held: ProfileSet) -> Example:
    shown = _some_intensity(held)
    return {"intensity": shown.code, "name": shown.name or _NAME, "first_day": held.valid.first}


def _arrangement(held: ProfileSet) -> Example:
    shown = _sample(held)
    return _PRODUCT | {
        "segment": shown.segment,
        "profile": shown.profile,
        "intensity": shown.intensity,
        "code": shown.product.code or shown.code.replace("-", "")[:5],
        "first_day": held.valid.first,
    }


def _service(rulebook: Rulebook, held: ProfileSet) -> Example:
    limits = [limit for limit in quantities(rulebook).values() if limit.kind is not None]
    segment = next(s for s in held.segments_on(held.valid.first) if s.contracted)
    return {
        **_PRODUCT,
        **{limit.name: "HBO" if limit.kind is TEXT else Decimal("2.5") for limit in limits},
        "service": _SERVICE,
        "name": _NAME,
        "segment": segment.code,
        "first_day": held.valid.first,
    }


def _tariff(held: ProfileSet) -> Example:
    """Of the arrangement or service that the other examples bring."""
    example: Example = {
        "arrangement": _SERVICE,
        "amount": Decimal("1234.56"),
        "per": TariffBasis.MAAND.label,
        "first_day": held.valid.first,
    }
    if not held.profiles:
        return example
    shown = _sample(held)
    policy = held.policy(shown)
    if policy is not None and policy.per is not None:
        example["per"] = policy.per.label
    if policy is not None and policy.per_provider:
        example["provider"] = "zorg_noord"
    return example | {"arrangement": f"{shown.segment}-{shown.profile}-{shown.intensity}"}


def _norm(rulebook: Rulebook) -> Example:
    framework = rulebook.norm_frameworks[-1]
    shown = next((n for n in framework.norms if n.status is not Status.KNOWN), framework.norms[0])
    limit = quantities(rulebook)[shown.quantity]
    value: Cell = shown.text or shown.value or (_NAME if limit.kind is TEXT else Decimal("2.5"))
    return {
        "subject": shown.subject,
        "quantity": shown.quantity,
        "value": value,
        "unit": limit.unit or "procent",
        "first_day": framework.valid.first,
    }


def _pair(matrix: StackingMatrix) -> Example:
    pairs = list(matrix.pairs())
    silent = [p for p in pairs if p.term.permission is Permission.UNSPECIFIED]
    shown = silent[0] if silent else pairs[0]
    term = shown.term
    known = term.permission is not Permission.UNSPECIFIED
    example: Example = {
        "first": shown.first,
        "second": shown.second,
        "permission": term.permission.label if known else Permission.FORBIDDEN.label,
        "first_day": matrix.valid.first,
    }
    return example | ({"condition": term.condition} if known and term.condition else {})
