"""Ask one plugin its hooks and turn the answers into a Rulebook, or refuse it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, NoReturn, TypeVar

import pluggy

from jeugdregio_core import hooks
from jeugdregio_core.contract import check_rulebook, check_rules
from jeugdregio_core.errors import ContractBroken, PluginRefused, told
from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.model.norms import NormFramework
from jeugdregio_core.model.region import Region
from jeugdregio_core.model.words import spoken
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.decision import Stamp
from jeugdregio_core.rules.rule import Rule
from jeugdregio_core.rules.stacking import StackingMatrix
from jeugdregio_core.stamp import content_hash

T = TypeVar("T")

MOST = 10_000
"""What one hook may give, or the tables of one hook in rules."""

_DECLARING = ("region_rules", "region_stacking", "region_regie")


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plugin as it was found: entry point name, distribution, version and the module itself."""

    name: str
    distribution: str
    version: str
    module: Any


def build_rulebook(plugin: Plugin) -> Rulebook:
    """Ask the plugin everything and check it. Raises PluginRefused, whatever the plugin does."""
    try:
        return _Reading(plugin).rulebook()
    except (Exception, SystemExit) as error:
        if isinstance(error, PluginRefused):
            raise
        raise PluginRefused(
            plugin.distribution,
            plugin.version,
            f"regio {plugin.name!r}",
            f"kan niet worden gelezen ({told(error)}).",
        ) from error


class _Reading:
    def __init__(self, plugin: Plugin) -> None:
        self.plugin = plugin
        self.manager = pluggy.PluginManager(hooks.PROJECT)
        self.manager.add_hookspecs(hooks)
        try:
            self.manager.register(plugin.module, plugin.name)
        except pluggy.PluginValidationError as error:
            self.refuse("hooks", f"een hook klopt niet ({told(error)}).")
        for hook in self.manager.get_hookcallers(plugin.module) or ():
            if not hook.has_spec():
                known = spoken(name for name in vars(hooks) if name.startswith("region_"))
                self.refuse(f"hook {hook.name!r}", f"bestaat niet. Bekend: {known}.")

    def rulebook(self) -> Rulebook:
        region = self._region()
        profile_sets = self._all("region_profile_sets", ProfileSet)
        frameworks = self._all("region_norm_framework", NormFramework)
        declared = {hook: self._declared(hook) for hook in _DECLARING}
        rules = tuple(r for hook, held in declared.items() for r in self._rules(hook, held))
        stated = tuple(item for held in declared.values() for item in held)
        stamp = Stamp(
            self.plugin.distribution, self.plugin.version, content_hash(self.plugin.module)
        )
        rulebook = Rulebook(
            region=region,
            profile_sets=profile_sets,
            stacking=tuple(item for item in stated if isinstance(item, StackingMatrix)),
            norm_frameworks=frameworks,
            rules=rules,
            tables=tuple(item for item in stated if not isinstance(item, Rule)),
            stamp=stamp,
        )
        self._check(lambda: check_rulebook(rulebook))
        return rulebook

    def refuse(self, subject: str, problem: str) -> NoReturn:
        raise PluginRefused(self.plugin.distribution, self.plugin.version, subject, problem)

    def _ask(self, hook: str) -> Any:
        try:
            return getattr(self.manager.hook, hook)()
        except (Exception, SystemExit) as error:
            self.refuse(hook, f"de hook gaf een fout ({told(error)}).")

    def _region(self) -> Region:
        region = self._ask("region_identity")
        if region is None:
            self.refuse("region_identity", "ontbreekt of geeft niets; deze hook is verplicht.")
        if not isinstance(region, Region):
            self.refuse("region_identity", f"moet een Region geven, geen {_kind(region)}.")
        if region.code != self.plugin.name:
            self.refuse(
                f"regio {region.code!r}",
                f"het entry point heet {self.plugin.name!r}; die namen moeten gelijk zijn.",
            )
        return region

    def _all(self, hook: str, kind: type[T]) -> tuple[T, ...]:
        items = self._items(hook)
        for item in items:
            if not isinstance(item, kind):
                self.refuse(hook, f"moet {kind.__name__} geven, geen {_kind(item)}.")
        return items

    def _declared(self, hook: str) -> tuple[Any, ...]:
        items = self._items(hook)
        for item in items:
            if not callable(getattr(item, "rules", None)):
                self.refuse(hook, f"moet regels of tabellen geven, geen {_kind(item)}.")
        return items

    def _rules(self, hook: str, declared: tuple[Any, ...]) -> tuple[Rule, ...]:
        try:
            found = self._counted(hook, (rule for item in declared for rule in item.rules()))
        except PluginRefused:
            raise
        except (Exception, SystemExit) as error:
            self.refuse(hook, f"een tabel gaf een fout ({told(error)}).")
        for rule in found:
            if not isinstance(rule, Rule):
                self.refuse(hook, f"moet Rule geven, geen {_kind(rule)}.")
        self._check(lambda: check_rules(found))
        return found

    def _items(self, hook: str) -> tuple[Any, ...]:
        answer = self._ask(hook)
        if answer is None:
            return ()
        if not isinstance(answer, Iterable):
            self.refuse(hook, f"moet een lijst geven, geen {_kind(answer)}.")
        try:
            return self._counted(hook, answer)
        except PluginRefused:
            raise
        except (Exception, SystemExit) as error:
            self.refuse(hook, f"de hook gaf een fout ({told(error)}).")

    def _counted(self, hook: str, items: Iterable[T]) -> tuple[T, ...]:
        """All of them. One that never ends would fill the memory before its time is up."""
        found = tuple(islice(items, MOST + 1))
        if len(found) > MOST:
            self.refuse(hook, f"geeft meer dan {MOST} dingen.")
        return found

    def _check(self, check: Callable[[], None]) -> None:
        try:
            check()
        except ContractBroken as broken:
            self.refuse(broken.subject, broken.problem)


def _kind(value: object) -> str:
    return type(value).__name__
