"""A small region that does not exist, to try the core on."""

from collections.abc import Callable, Iterable
from datetime import date
from types import ModuleType
from typing import Any

import pytest
from hypothesis import settings

from jeugdregio_core import (
    Arrangement,
    Case,
    Component,
    Declaration,
    Intensity,
    Municipality,
    NormFramework,
    Profile,
    ProfileSet,
    Region,
    Rule,
    RuleTopic,
    Segment,
    Source,
    StackingMatrix,
    between,
    hookimpl,
    since,
)
from jeugdregio_core.errors import PluginRefused
from jeugdregio_core.loading import Plugin, build_rulebook
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.decision import Decision, Stamp
from jeugdregio_core.rules.input import CaseInput
from jeugdregio_core.rules.outcome import Finding
from jeugdregio_core.rules.parse import parse_case

settings.register_profile("jeugdregio", deadline=None)
settings.load_profile("jeugdregio")

SOURCE = Source("Handboek Testland", "bladzijde 1")
ALWAYS = since(2015)
LONG_AGO = between((2015, 1, 1), (2023, 12, 31))

REGION = Region(
    code="testland",
    name="Testland",
    organisation="Samenwerking Testland",
    source=SOURCE,
    municipalities=(
        Municipality(
            code="0001",
            name="Oudorp",
            valid=between((2015, 1, 1), (2021, 12, 31)),
            source=SOURCE,
            merged_into="0002",
        ),
        Municipality(code="0002", name="Nieuwstad", valid=ALWAYS, source=SOURCE),
    ),
)

OLD_SET = ProfileSet(
    code="oud",
    title="de oude inkoop",
    valid=LONG_AGO,
    source=SOURCE,
    segments=(Segment(code="A", name="Ambulant", source=SOURCE),),
    profiles=(Profile(code="1", source=SOURCE), Profile(code="P", source=SOURCE)),
    intensities=(Intensity(code="X", source=SOURCE),),
)

NEW_SET = ProfileSet(
    code="nieuw",
    title="de nieuwe inkoop",
    valid=since(2024),
    source=SOURCE,
    segments=(
        Segment(code="A", name="Ambulant", source=SOURCE),
        Segment(code="B", name="Wonen", source=SOURCE),
        Segment(code="C", name="Crisis", source=SOURCE, valid=since(2025)),
    ),
    profiles=(
        Profile(code="P", name="Gedrag", segment="A", source=SOURCE),
        Profile(code="Q", segment="B", source=SOURCE),
        Profile(code="R", source=SOURCE),
    ),
    intensities=(
        Intensity(code="LICHT", name="Licht", source=SOURCE),
        Intensity(code="ZWAAR", source=SOURCE, profiles=frozenset({"Q", "R"})),
    ),
    arrangements=(
        Arrangement(code="P-LICHT", segment="A", profile="P", intensity="LICHT", source=SOURCE),
        Arrangement(code="Q-ZWAAR", segment="B", profile="Q", intensity="ZWAAR", source=SOURCE),
    ),
    components=(Component(code="VERVOER", name="Vervoer", segment="A", source=SOURCE),),
)


class Testland:
    """Builders for rules, rulebooks, plugins and questions of a fictitious region."""

    __test__ = False
    source = SOURCE
    always = ALWAYS
    region = REGION
    old_set = OLD_SET
    new_set = NEW_SET

    def rule(self, judge: Callable[[Case], Any], code: str = "testland-01", **parts: Any) -> Rule:
        """A rule that judges with any function."""
        given: dict[str, Any] = {
            "code": code,
            "title": "Een regel.",
            "topic": RuleTopic.ACCESS,
            "valid": ALWAYS,
            "source": SOURCE,
            "judge": judge,
        }
        return Rule(**given | parts)

    def rulebook(
        self,
        *declared: Declaration,
        region: Region = REGION,
        profile_sets: Iterable[ProfileSet] = (OLD_SET, NEW_SET),
        norm_frameworks: Iterable[NormFramework] = (),
    ) -> Rulebook:
        """What the region states, without a plugin around it."""
        return Rulebook(
            region=region,
            profile_sets=tuple(profile_sets),
            stacking=tuple(d for d in declared if isinstance(d, StackingMatrix)),
            norm_frameworks=tuple(norm_frameworks),
            rules=tuple(rule for item in declared for rule in item.rules()),
            stamp=Stamp("jeugdregio-testland", "1.2.3", "abc"),
        )

    def plugin(self, name: str = "testland", **hooks: Any) -> Plugin:
        """A plugin with these hooks; what is not callable is what the hook returns."""
        module = ModuleType(f"{name}_plugin")
        for hook, answer in ({"region_identity": REGION} | hooks).items():
            implementation = answer if callable(answer) else lambda answer=answer: answer
            setattr(module, hook, hookimpl(implementation))
        return Plugin(name, f"jeugdregio-{name}", "1.2.3", module)

    def question(self, *, start: Any = "2025-03-01", **groups: Any) -> CaseInput:
        """A question as a caller writes it, on 1 February 2025."""
        groups["request"] = {"start": start} | groups.get("request", {})
        return parse_case({"region": "testland", "decisionDate": date(2025, 2, 1)} | groups)

    def decide(self, *declared: Declaration, **groups: Any) -> Decision:
        """What these rules say of this question."""
        return self.rulebook(*declared).decide(self.question(**groups))

    def finding(self, decision: Decision, code: str = "testland-01") -> Finding | None:
        """The finding of one rule, or nothing where it had nothing to do with the case."""
        found = [f for f in decision.findings if f.rule.code == code]
        assert len(found) <= 1
        return found[0] if found else None

    def on_stacking(self, decision: Decision) -> list[Finding]:
        """The findings about stacking."""
        return [f for f in decision.findings if f.rule.topic is RuleTopic.STACKING]


@pytest.fixture(scope="session")
def testland() -> Testland:
    """The fictitious region."""
    return Testland()


@pytest.fixture
def refused(testland: Testland) -> Callable[..., PluginRefused]:
    """The refusal of a plugin with these hooks; it names the plugin, its version and the object."""

    def load(name: str = "testland", **hooks: Any) -> PluginRefused:
        with pytest.raises(PluginRefused) as raised:
            build_rulebook(testland.plugin(name, **hooks))
        refusal = raised.value
        assert str(refusal).startswith(f"Plug-in jeugdregio-{name} 1.2.3, {refusal.subject}: ")
        assert str(refusal).endswith(".")
        return refusal

    return load
