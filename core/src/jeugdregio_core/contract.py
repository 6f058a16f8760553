"""What a plugin's answers must be like, object by object."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import TypeVar

from jeugdregio_core.errors import ContractBroken
from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.model.period import Dated, Period
from jeugdregio_core.model.region import Region
from jeugdregio_core.model.source import Source
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.rule import Rule
from jeugdregio_core.rules.stacking import StackingMatrix
from jeugdregio_core.shape import check_shape

D = TypeVar("D", bound=Dated)


def check_rules(rules: Sequence[Rule]) -> None:
    """Every rule has a code, a title, a source and, where it judges no case, a place."""
    for rule in rules:
        subject = f"regel {rule.code}"
        if not rule.title.strip():
            raise ContractBroken(subject, "mist een titel (de docstring van de functie).")
        if not isinstance(rule.source, Source) or not rule.source.document:
            raise ContractBroken(subject, "mist een bron.")
        if rule.judge is None and rule.place == "decide":
            raise ContractBroken(subject, "beoordeelt geen verzoek en noemt geen plaats in de API.")
    check_shape(*rules)


def check_rulebook(rulebook: Rulebook) -> None:
    """The whole: types, codes, periods, symmetry. Raises ContractBroken at the first fault."""
    check_shape(
        rulebook.region, *rulebook.profile_sets, *rulebook.norm_frameworks, *rulebook.tables
    )
    _check_region(rulebook.region)
    _check_codes(rulebook)
    for part in (rulebook.stacking, rulebook.norm_frameworks):
        _check_overlap(part)
    for first, second in combinations(rulebook.profile_sets, 2):
        if _same_place(first, second) and first.valid.overlaps(second.valid):
            _overlapping(first, second)
    for profile_set in rulebook.profile_sets:
        _check_profile_set(profile_set)
    for matrix in rulebook.stacking:
        _check_matrix(matrix)


def _check_region(region: Region) -> None:
    if not re.fullmatch("[a-z][a-z0-9_]*", region.code):
        raise ContractBroken(f"regio {region.code!r}", "de code mag alleen a-z, 0-9 en _ bevatten.")
    for municipality in region.municipalities:
        if not re.fullmatch("[0-9]{4}", municipality.code):
            raise ContractBroken(
                f"gemeente {municipality.name}",
                f"de code {municipality.code!r} moet 4 cijfers zijn.",
            )
    for first, second in combinations(region.municipalities, 2):
        if first.code == second.code and first.valid.overlaps(second.valid):
            raise ContractBroken(f"gemeente {first.code}", "staat er in één periode twee keer.")


def _check_codes(rulebook: Rulebook) -> None:
    prefix = f"{rulebook.region.code}-"
    for rule in rulebook.rules:
        if not rule.code.startswith(prefix):
            raise ContractBroken(f"regel {rule.code}", f"de code moet beginnen met {prefix!r}.")
    by_code: dict[str, list[Rule]] = {}
    for rule in rulebook.rules:
        for other in by_code.setdefault(rule.code, []):
            if rule.valid.overlaps(other.valid):
                raise ContractBroken(
                    f"regel {rule.code}", "de code komt in één periode twee keer voor."
                )
        by_code[rule.code].append(rule)


def _same_place(first: ProfileSet, second: ProfileSet) -> bool:
    a, b = first.municipalities, second.municipalities
    return a is b if a is None or b is None else bool(a & b)


def _check_overlap(items: Sequence[D]) -> None:
    for first, second in combinations(items, 2):
        if first.valid.overlaps(second.valid):
            _overlapping(first, second)


def _overlapping(first: Dated, second: Dated) -> None:
    a, b = getattr(first, "code", first), getattr(second, "code", second)
    raise ContractBroken(
        f"{type(first).__name__} {a}",
        f"de periode ({first.valid}) overlapt die van {b} ({second.valid}).",
    )


def _check_profile_set(held: ProfileSet) -> None:
    subject = f"ProfileSet {held.code}"
    for name, codes in (
        ("segment", [s.code for s in held.segments]),
        ("profiel", [p.code for p in held.profiles]),
        ("intensiteit", [i.code for i in held.intensities]),
        ("arrangement", [a.code for a in held.arrangements]),
        ("product", [c.code for c in held.components]),
    ):
        double = [code for code, times in Counter(codes).items() if times > 1]
        if double:
            raise ContractBroken(subject, f"{name} {', '.join(double)} staat er twee keer.")
    periods: dict[tuple[str, str | None], list[Period]] = {}
    for tariff in held.tariffs:
        others = periods.setdefault((tariff.arrangement, tariff.provider), [])
        if any(tariff.valid.overlaps(other) for other in others):
            raise ContractBroken(
                subject, f"{tariff.arrangement} heeft twee tarieven in één periode."
            )
        others.append(tariff.valid)


def _check_matrix(matrix: StackingMatrix) -> None:
    subject = f"StackingMatrix {matrix.code}"
    if matrix.asymmetric():
        a, b = matrix.asymmetric()[0]
        raise ContractBroken(subject, f"{a}+{b} zegt iets anders dan {b}+{a}.")
    if matrix.unknown_segments():
        raise ContractBroken(
            subject, f"noemt {', '.join(matrix.unknown_segments())}, maar kent dat segment niet."
        )
