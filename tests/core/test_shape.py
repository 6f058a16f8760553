"""What a plugin states has the types that it should have, down to the last part, or is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from jeugdregio_core import (
    Municipality,
    Norm,
    NormFramework,
    Period,
    Permission,
    Profile,
    ProfileSet,
    RegieTable,
    Region,
    Rule,
    RuleTopic,
    Segment,
    Source,
    StackingMatrix,
    Status,
    Term,
    between,
    since,
)
from jeugdregio_core.errors import ContractBroken
from jeugdregio_core.registry import build_registry
from jeugdregio_core.rules.facts import PROFILE
from jeugdregio_core.shape import check_shape

HERE = Source("Handboek")
ALWAYS = since(2015)
FREE = Term("testland-05", "Mag.", Permission.PERMITTED)

REGION = Region(
    code="testland",
    name="Testland",
    organisation="Testland",
    source=HERE,
    municipalities=(Municipality(code="0001", name="Oudorp", valid=ALWAYS, source=HERE),),
)
SET = ProfileSet(
    code="nu",
    title="Nu",
    valid=ALWAYS,
    source=HERE,
    segments=(Segment(code="A", name="Ambulant", source=HERE),),
    profiles=(Profile(code="P", source=HERE, grounds=("Gedrag",)),),
    municipalities=frozenset({"0001"}),
)
NORMS = NormFramework(
    code="normen",
    title="Normen",
    valid=ALWAYS,
    source=HERE,
    norms=(
        Norm(
            code="duur",
            subject="A",
            quantity="duur",
            unit="maand",
            source=HERE,
            status=Status.UNKNOWN,
        ),
    ),
)
MATRIX = StackingMatrix(
    code="stapelen",
    valid=ALWAYS,
    source=HERE,
    segments=("A",),
    cells={("A", "A"): FREE},
    otherwise=FREE,
)
TABLE = RegieTable(
    code="testland-08", title="Regie.", valid=ALWAYS, source=HERE, by=(PROFILE,), roles={}
)
RULE = Rule(
    code="testland-01",
    title="Mag.",
    topic=RuleTopic.ACCESS,
    valid=ALWAYS,
    source=HERE,
    judge=lambda _case: None,
)


def changed(item: Any, **parts: Any) -> Any:
    """The same object with another part, whatever its type."""
    return replace(item, **parts)


def inside(item: Any, field: str, **parts: Any) -> Any:
    """The same object, where the first thing that this field holds has another part."""
    return replace(item, **{field: (changed(getattr(item, field)[0], **parts),)})


WRONG: dict[str, tuple[str, Callable[[], Any], str]] = {
    "a region without a source": (
        "region_identity",
        lambda: changed(REGION, source=None),
        "source",
    ),
    "a region with one town": (
        "region_identity",
        lambda: changed(REGION, municipalities=REGION.municipalities[0]),
        "municipalities",
    ),
    "a nameless town": (
        "region_identity",
        lambda: inside(REGION, "municipalities", name=None),
        "name",
    ),
    "a set without a period": ("region_profile_sets", lambda: [changed(SET, valid=None)], "valid"),
    "a set for a number": (
        "region_profile_sets",
        lambda: [changed(SET, municipalities=frozenset({1}))],
        "municipalities",
    ),
    "a list that could grow": (
        "region_profile_sets",
        lambda: [changed(SET, segments=list(SET.segments))],
        "segments moet tuple met Segment zijn, niet list",
    ),
    "a segment that is a word": (
        "region_profile_sets",
        lambda: [changed(SET, segments=("A",))],
        "segments moet tuple met Segment zijn, niet tuple met str",
    ),
    "a ground that is a number": (
        "region_profile_sets",
        lambda: [inside(SET, "profiles", grounds=(1,))],
        "ProfileSet nu, Profile P: grounds",
    ),
    "norms without a period": (
        "region_norm_framework",
        lambda: [changed(NORMS, valid=None)],
        "valid",
    ),
    "a norm with a word as a value": (
        "region_norm_framework",
        lambda: [inside(NORMS, "norms", value="12", status=Status.KNOWN)],
        "value moet Decimal of None zijn, niet str",
    ),
    "a matrix without a period": (
        "region_stacking",
        lambda: [changed(MATRIX, valid=None)],
        "valid",
    ),
    "a matrix with a number for a segment": (
        "region_stacking",
        lambda: [changed(MATRIX, segments=("A", 2))],
        "segments",
    ),
    "a matrix with a word in a cell": (
        "region_stacking",
        lambda: [changed(MATRIX, cells={("A", "A"): "mag"})],
        "een tabel gaf een fout",
    ),
    "regie without a table": ("region_regie", lambda: [changed(TABLE, roles=None)], "roles"),
    "regie by a word": ("region_regie", lambda: [changed(TABLE, by=("profiel",))], "reads"),
    "a rule without a period": ("region_rules", lambda: [changed(RULE, valid=None)], "valid"),
    "a rule about a word": ("region_rules", lambda: [changed(RULE, topic="toegang")], "topic"),
    "a rule that reads a word": (
        "region_rules",
        lambda: [changed(RULE, reads=("start",))],
        "reads",
    ),
    "a rule without a scope": ("region_rules", lambda: [changed(RULE, scope=None)], "scope"),
    "a rule that is no function": ("region_rules", lambda: [changed(RULE, judge="ja")], "judge"),
    "a rule that begins at an hour": (
        "region_rules",
        lambda: [changed(RULE, valid=Period(datetime(2025, 1, 1)))],
        "Rule testland-01, Period: first moet date zijn, niet datetime",
    ),
}


@pytest.mark.parametrize("way", WRONG)
def test_what_is_built_of_the_wrong_parts_is_refused_by_name(way: str, testland: Any) -> None:
    hook, answer, told = WRONG[way]
    sound = testland.plugin("elders", region_identity=replace(testland.region, code="elders"))
    registry = build_registry([testland.plugin(**{hook: answer}), sound])
    assert list(registry.rulebooks) == ["elders"]
    (refusal,) = registry.refused
    assert told in str(refusal)


def test_what_is_built_of_the_right_parts_is_kept(testland: Any) -> None:
    hooks = {
        "region_identity": REGION,
        "region_profile_sets": [SET],
        "region_norm_framework": [NORMS],
        "region_stacking": [MATRIX],
        "region_regie": [TABLE],
        "region_rules": [RULE],
    }
    assert build_registry([testland.plugin(**hooks)]).refused == ()


def test_what_is_no_dataclass_is_left_alone() -> None:
    check_shape(object())


def test_the_first_part_that_is_wrong_is_named_with_where_it_stands() -> None:
    wrong: Any = between((2025, 1, 1), (2025, 12, 31))
    object.__setattr__(wrong, "last", "ooit")
    region: Any = inside(REGION, "municipalities", valid=wrong)
    with pytest.raises(ContractBroken) as broken:
        check_shape(region)
    assert str(broken.value) == (
        "Region testland, Municipality 0001, Period: last moet date of None zijn, niet str."
    )
