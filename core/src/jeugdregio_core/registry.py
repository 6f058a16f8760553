"""Finds the installed plugins, asks each once, and keeps one frozen Rulebook per region.

A plugin that breaks the contract is refused by name and touches no other region.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType

from jeugdregio_core.deadline import DeadlineExceeded, Left, within
from jeugdregio_core.errors import PluginRefused, UnknownRegion, told
from jeugdregio_core.hooks import ENTRY_POINTS
from jeugdregio_core.loading import Plugin, build_rulebook
from jeugdregio_core.rulebook import Rulebook

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Registry:
    """The regions that were loaded, and the plugins that were refused."""

    rulebooks: Mapping[str, Rulebook]
    refused: tuple[PluginRefused, ...] = ()

    def rulebook(self, region: str) -> Rulebook:
        """The rulebook of a region. Raises UnknownRegion, naming the regions there are."""
        try:
            return self.rulebooks[region]
        except KeyError:
            raise UnknownRegion(region, tuple(self.rulebooks)) from None


LOADING_SECONDS = 10.0
"""How long one plugin may take to load or to answer its hooks."""


def build_registry(plugins: Iterable[Plugin], seconds: float = LOADING_SECONDS) -> Registry:
    """Ask every plugin, within a time limit, and keep the sound ones, by region code."""
    offered = list(plugins)
    claims = Counter(plugin.name for plugin in offered)
    rulebooks: dict[str, Rulebook] = {}
    refused: list[PluginRefused] = []
    for plugin in sorted(offered, key=lambda p: p.name):
        try:
            if claims[plugin.name] > 1:
                raise _claimed_twice(plugin, offered)
            rulebooks[plugin.name] = _built(plugin, seconds)
        except PluginRefused as refusal:
            _log.error("%s", refusal)
            refused.append(refusal)
    return Registry(MappingProxyType(rulebooks), tuple(refused))


def _built(plugin: Plugin, seconds: float) -> Rulebook:
    try:
        return within(seconds, lambda: build_rulebook(plugin))
    except (DeadlineExceeded, Left) as error:
        subject, problem = f"regio {plugin.name!r}", f"geeft geen antwoord ({told(error)})."
        raise PluginRefused(plugin.distribution, plugin.version, subject, problem) from error


def load_registry() -> Registry:
    """The registry of everything that is installed."""
    plugins: list[Plugin] = []
    refused: list[PluginRefused] = []
    for point in entry_points(group=ENTRY_POINTS):
        try:
            plugins.append(load_plugin(point))
        except PluginRefused as refusal:
            _log.error("%s", refusal)
            refused.append(refusal)
    built = build_registry(plugins)
    return Registry(built.rulebooks, (*refused, *built.refused))


def load_plugin(point: EntryPoint) -> Plugin:
    """The plugin behind an entry point. Raises PluginRefused."""
    distribution = point.dist.name if point.dist else point.value
    version = point.dist.version if point.dist else "onbekend"
    try:
        module = within(LOADING_SECONDS, point.load)
    except Exception as error:
        problem = f"de module kan niet worden geladen ({told(error)})."
        raise PluginRefused(distribution, version, point.value, problem) from error
    return Plugin(point.name, distribution, version, module)


def _claimed_twice(plugin: Plugin, offered: Iterable[Plugin]) -> PluginRefused:
    others = [p for p in offered if p.name == plugin.name and p is not plugin]
    names = ", ".join(f"{p.distribution} {p.version}" for p in others)
    problem = f"de code wordt ook opgeëist door {names}. Installeer er één."
    return PluginRefused(plugin.distribution, plugin.version, f"regio {plugin.name!r}", problem)
