"""A plugin that misbehaves at start is refused by name; the region beside it answers as usual."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from jeugdregio_core import Municipality, Region, Source, hookimpl, hooks, registry, since
from jeugdregio_core.errors import PluginRefused
from jeugdregio_core.loading import MOST, Plugin
from jeugdregio_core.registry import Registry, build_registry

SOURCE = Source("Verzonnen handboek")
HOOKS = [name for name in vars(hooks) if name.startswith("region_")]


class Ending(BaseException):
    """What no ``except Exception`` catches."""


def raises() -> Any:
    raise RuntimeError("kapot")


def gives_the_wrong_type() -> Any:
    return 5


def gives_a_list_of_the_wrong_type() -> Any:
    return [5]


def leaves() -> Any:
    raise SystemExit(0)


def interrupts() -> Any:
    raise KeyboardInterrupt


def is_cancelled() -> Any:
    raise asyncio.CancelledError


def ends_in_its_own_way() -> Any:
    raise Ending


def never_ends() -> Iterator[Any]:
    return (None for _ in itertools.count())


def never_ends_and_never_yields_to_others() -> Iterator[Any]:
    return itertools.repeat(None)


def breaks_off() -> Iterator[Any]:
    yield from ()
    raise RuntimeError("halverwege kapot")


def breaks_off_and_leaves() -> Iterator[Any]:
    yield from ()
    raise SystemExit(0)


def sleeps() -> Any:
    time.sleep(0.8)
    return []


def region(code: str) -> Region:
    place = Municipality(code="9999", name=code, valid=since(2015), source=SOURCE)
    return Region(code=code, name=code, organisation=code, source=SOURCE, municipalities=(place,))


def plugin(code: str, **answers: Callable[[], Any]) -> Plugin:
    module = ModuleType(f"jeugdregio_{code}")
    given: dict[str, Callable[[], Any]] = {"region_identity": lambda: region(code)} | answers
    for hook, answer in given.items():

        def hooked(answer: Callable[[], Any] = answer) -> Any:
            return answer()

        hooked.__name__ = hook
        setattr(module, hook, hookimpl(hooked))
    return Plugin(code, f"jeugdregio-{code}", "1.0", module)


def registry_with(hook: str, answer: Callable[[], Any]) -> Registry:
    return build_registry([plugin("gezond"), plugin("ziek", **{hook: answer})], seconds=0.3)


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize(
    "answer",
    [
        raises,
        gives_the_wrong_type,
        gives_a_list_of_the_wrong_type,
        leaves,
        interrupts,
        is_cancelled,
        ends_in_its_own_way,
        never_ends,
        never_ends_and_never_yields_to_others,
        breaks_off,
        breaks_off_and_leaves,
        sleeps,
    ],
)
def test_a_hook_that_misbehaves_hurts_only_its_own_region(
    hook: str, answer: Callable[[], Any]
) -> None:
    built = registry_with(hook, answer)
    assert list(built.rulebooks) == ["gezond"]
    (refusal,) = built.refused
    assert (refusal.plugin, refusal.version) == ("jeugdregio-ziek", "1.0")


def test_a_plugin_cannot_take_the_code_of_another_region() -> None:
    built = registry_with("region_identity", lambda: region("gezond"))
    assert list(built.rulebooks) == ["gezond"]
    (refusal,) = built.refused
    assert refusal.plugin == "jeugdregio-ziek"
    assert "gezond" in str(refusal)


class Table:
    """A declaration that gives rules in whatever way it is told."""

    def __init__(self, rules: Callable[[], Any]) -> None:
        self.rules = rules


@pytest.mark.parametrize("hook", ["region_rules", "region_stacking", "region_regie"])
@pytest.mark.parametrize(
    "rules",
    [
        raises,
        gives_the_wrong_type,
        gives_a_list_of_the_wrong_type,
        leaves,
        interrupts,
        is_cancelled,
        ends_in_its_own_way,
        never_ends,
        never_ends_and_never_yields_to_others,
        breaks_off,
        sleeps,
    ],
)
def test_a_table_that_misbehaves_hurts_only_its_own_region(
    hook: str, rules: Callable[[], Any]
) -> None:
    built = registry_with(hook, lambda: [Table(rules)])
    assert list(built.rulebooks) == ["gezond"]
    (refusal,) = built.refused
    assert refusal.plugin == "jeugdregio-ziek"


def test_what_never_ends_is_refused_before_it_fills_the_memory() -> None:
    given = 0

    def counted() -> Iterator[Any]:
        nonlocal given
        while True:
            given += 1
            yield None

    (refusal,) = registry_with("region_rules", counted).refused
    assert refusal.problem == f"geeft meer dan {MOST} dingen."
    assert given == MOST + 1


def test_a_plugin_that_hangs_while_it_is_imported_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "jeugdregio_hangt.py").write_text("import time\ntime.sleep(0.8)\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(registry, "LOADING_SECONDS", 0.2)
    point = EntryPoint("hangt", "jeugdregio_hangt", hooks.ENTRY_POINTS)
    with pytest.raises(PluginRefused, match="jeugdregio_hangt") as refused:
        registry.load_plugin(point)
    assert "na 0.2 seconden nog niet klaar" in refused.value.problem


@pytest.mark.parametrize(
    "ending", ["raise SystemExit", "raise KeyboardInterrupt", "raise GeneratorExit"]
)
def test_a_plugin_that_ends_everything_while_it_is_imported_is_refused_by_name(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"jeugdregio_{ending.split()[1].lower()}"
    (tmp_path / f"{name}.py").write_text(ending, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(PluginRefused, match=name):
        registry.load_plugin(EntryPoint("einde", name, hooks.ENTRY_POINTS))
