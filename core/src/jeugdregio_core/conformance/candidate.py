"""The plugin that is examined: what it states, its worked cases, and what it declared."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec

from jeugdregio_core.conformance.cases import WorkedCase, load_cases
from jeugdregio_core.conformance.facts import WorkedFact, load_facts
from jeugdregio_core.errors import PluginRefused
from jeugdregio_core.hooks import ENTRY_POINTS
from jeugdregio_core.loading import Plugin
from jeugdregio_core.registry import build_registry, load_plugin
from jeugdregio_core.rulebook import Rulebook

DECLARATIONS = "conformance.toml"
"""The file in a plugin's package that declares deviations, such as gaps, with their reasons."""


class NotInstalled(LookupError):
    """There is no package of this name here."""


class NotExaminable(ValueError):
    """The plugin is here and cannot be loaded; every reason is a Dutch sentence."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A plugin that loads, with what it is examined on."""

    package: str
    plugin: Plugin
    rulebook: Rulebook
    cases: tuple[WorkedCase, ...]
    facts: tuple[WorkedFact, ...]
    gaps: Mapping[str, str]
    """Declared gaps: what has one, and why."""


def load_candidate(package: str) -> Candidate:
    """Load the plugin in this package. Raises NotInstalled or NotExaminable."""
    point = _entry_point(package)
    try:
        plugin = load_plugin(point)
    except PluginRefused as refused:
        raise NotExaminable(str(refused)) from refused
    registry = build_registry([plugin])
    if registry.refused:
        raise NotExaminable(*map(str, registry.refused))
    try:
        return Candidate(
            package=package,
            plugin=plugin,
            rulebook=registry.rulebook(point.name),
            cases=load_cases(package, point.name),
            facts=load_facts(package),
            gaps=_declared_gaps(package),
        )
    except ValueError as error:
        told = str(error).rstrip(".")
        raise NotExaminable(f"Een bestand van {package} is niet te lezen: {told}.") from error


def _entry_point(package: str) -> EntryPoint:
    try:
        found = find_spec(package)
    except (ImportError, ValueError):
        found = None
    if found is None:
        raise NotInstalled(
            f"Het pakket {package!r} is hier niet geïnstalleerd. "
            "Installeer het eerst, bijvoorbeeld met: pip install -e ."
        )
    points = [p for p in entry_points(group=ENTRY_POINTS) if p.module == package]
    if not points:
        raise NotExaminable(
            f"Het pakket {package!r} wordt niet gevonden als plug-in: het heeft geen entry point "
            f'in [project.entry-points."{ENTRY_POINTS}"].'
        )
    point = points[0]
    others = [p for p in entry_points(group=ENTRY_POINTS, name=point.name) if p.module != package]
    if others:
        raise NotExaminable(
            f"De regio {point.name!r} wordt ook opgeëist door {others[0].module!r}. "
            "Haal een van de twee weg."
        )
    return point


def _declared_gaps(package: str) -> Mapping[str, str]:
    file = resources.files(package) / DECLARATIONS
    if not file.is_file():
        return {}
    declared = tomllib.loads(file.read_text("utf-8"))
    gaps: Mapping[str, str] = declared.pop("gaps", {})
    if declared:
        raise ValueError(f"{DECLARATIONS}: onbekend: {', '.join(sorted(declared))}")
    unexplained = [name for name, reason in gaps.items() if not str(reason).strip()]
    if unexplained:
        raise ValueError(f"{DECLARATIONS}: geen reden bij {', '.join(unexplained)}")
    return gaps
