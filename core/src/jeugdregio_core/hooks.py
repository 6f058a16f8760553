"""The whole plugin contract: six hooks, asked once per plugin at start.

A plugin is a module with functions marked ``@hookimpl``. It belongs to one region and is found
through the entry point group ``jeugdregio.regions``, under the code of the region. Only
``region_identity`` is required; a hook left out means: this region has none.
"""

from __future__ import annotations

from collections.abc import Iterable

import pluggy

from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.model.norms import NormFramework
from jeugdregio_core.model.region import Region
from jeugdregio_core.rules.rule import Declaration
from jeugdregio_core.rules.stacking import StackingMatrix

PROJECT = "jeugdregio"
ENTRY_POINTS = "jeugdregio.regions"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec(firstresult=True)
def region_identity() -> Region:  # type: ignore[empty-body]
    """The region: code, name, organisation and dated municipalities. Required. Since 0.1."""


@hookspec(firstresult=True)
def region_profile_sets() -> Iterable[ProfileSet]:  # type: ignore[empty-body]
    """The dated catalogues. Periods may not overlap for one municipality. Since 0.1."""


@hookspec(firstresult=True)
def region_stacking() -> Iterable[StackingMatrix | Declaration]:  # type: ignore[empty-body]
    """Dated matrices, and rules for what a matrix cannot say. Since 0.1."""


@hookspec(firstresult=True)
def region_regie() -> Iterable[Declaration]:  # type: ignore[empty-body]
    """Who directs, in order: the first rule that assigns a role decides it. Since 0.1."""


@hookspec(firstresult=True)
def region_norm_framework() -> Iterable[NormFramework]:  # type: ignore[empty-body]
    """The dated norm frameworks. Periods may not overlap. Since 0.1."""


@hookspec(firstresult=True)
def region_rules() -> Iterable[Declaration]:  # type: ignore[empty-body]
    """Every other rule: access, documents, contracts, messages, payment. Since 0.1."""
