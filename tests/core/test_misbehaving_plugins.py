"""A plugin that misbehaves at start is refused by name; the region beside it answers as usual."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from jeugdregio_core import Municipality, Region, Source, hookimpl, hooks, since
from jeugdregio_core.loading import Plugin
from jeugdregio_core.registry import Registry, build_registry

SOURCE = Source("Verzonnen handboek")
HOOKS = [name for name in vars(hooks) if name.startswith("region_")]


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


def never_ends() -> Iterator[Any]:
    return (None for _ in itertools.count())


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
        never_ends,
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
