"""Which regions this process serves, and how it is doing."""

from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import Any

from jeugdregio_core.errors import PluginRefused, UnknownRegion
from jeugdregio_core.guard import Guard
from jeugdregio_core.record import record
from jeugdregio_core.registry import Registry
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.decision import Decision


@record
class Serving:
    """The regions that are served, those asked for but not loaded, and the plugins refused."""

    guards: Mapping[str, Guard]
    missing: tuple[str, ...]
    refused: tuple[PluginRefused, ...]

    @property
    def rulebooks(self) -> tuple[Rulebook, ...]:
        """The rulebooks that are served."""
        return tuple(guard.rulebook for guard in self.guards.values())

    def guard(self, region: str) -> Guard:
        """The guarded rulebook of a region. Raises UnknownRegion, naming the regions there are."""
        try:
            return self.guards[region]
        except KeyError:
            raise UnknownRegion(region, tuple(self.guards)) from None

    def health(self) -> dict[str, Any]:
        """The state of the service.

        Degraded when a region is missing or switched off, or a plugin was refused; the other
        regions answer as usual.
        """
        off = [code for code, guard in self.guards.items() if guard.switched_off]
        return {
            "status": "degraded" if self.refused or self.missing or off else "ok",
            "version": version("jeugdregio-api"),
            "regions": [_region(rulebook) for rulebook in self.rulebooks],
            "missing": list(self.missing),
            "switchedOff": off,
            "refused": [
                {"plugin": refusal.plugin, "version": refusal.version, "subject": refusal.subject}
                for refusal in self.refused
            ],
        }


def serving(
    registry: Registry,
    codes: tuple[str, ...],
    seconds: float,
    told: Callable[[Decision], None] = lambda _decision: None,
) -> Serving:
    """Everything that is loaded, or only these regions; ``seconds`` limits one decision.

    ``told`` hears of every decision.
    """
    loaded = registry.rulebooks
    return Serving(
        {
            code: Guard(loaded[code], seconds, told=told)
            for code in codes or loaded
            if code in loaded
        },
        tuple(code for code in codes if code not in loaded),
        registry.refused,
    )


def _region(rulebook: Rulebook) -> dict[str, Any]:
    stamp = rulebook.stamp
    return {
        "code": rulebook.region.code,
        "name": rulebook.region.name,
        "rulebook": {
            "distribution": stamp.distribution,
            "version": stamp.version,
            "hash": stamp.hash,
        },
    }
