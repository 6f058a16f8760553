"""Every hook of the contract stands on its page: signature, example that runs, since when."""

from __future__ import annotations

import inspect
import re
from types import ModuleType
from typing import Any

import pytest
from tests.docs.blocks import INTEGRATORS, blocks

from jeugdregio_core import hooks
from jeugdregio_core.loading import Plugin
from jeugdregio_core.registry import build_registry
from jeugdregio_core.rulebook import Rulebook

PAGE = INTEGRATORS / "hooks.md"
TEXT = PAGE.read_text("utf-8")
HOOKS = {name: hook for name, hook in vars(hooks).items() if name.startswith("region_")}
SHARED, *EXAMPLES = (block for block in blocks(PAGE) if block.language == "python")


def heading(name: str) -> str:
    return f"`{name}{inspect.signature(HOOKS[name])}`".replace("'", "")


def section(name: str) -> str:
    found = re.findall(
        rf"^## {re.escape(heading(name))}\n(.*?)(?=^## |\Z)", TEXT, flags=re.M | re.S
    )
    assert len(found) == 1, f"hooks.md needs one heading: ## {heading(name)}"
    return str(found[0])


def example(name: str) -> str:
    (block,) = [b for b in EXAMPLES if b.heading == heading(name)]
    return block.text


def rulebook(*names: str) -> Rulebook:
    """What a plugin with the examples of these hooks, and of the required one, states."""
    module = ModuleType("voorbeeld")
    for text in (SHARED.text, *(example(n) for n in {"region_identity", *names})):
        exec(text, vars(module))
    registry = build_registry([Plugin("zonnedal", "jeugdregio-zonnedal", "0.1.0", module)])
    assert registry.refused == ()
    return registry.rulebook("zonnedal")


STATED: dict[str, Any] = {
    "region_identity": lambda held: held.region.municipalities,
    "region_profile_sets": lambda held: held.profile_sets,
    "region_stacking": lambda held: held.stacking,
    "region_regie": lambda held: held.rules,
    "region_norm_framework": lambda held: held.norm_frameworks,
    "region_rules": lambda held: held.rules,
}
"""Where the answer of each hook ends up."""


@pytest.mark.parametrize("name", HOOKS)
def test_the_page_says_since_when_a_hook_is_there(name: str) -> None:
    since = re.findall(r"Since (\d+\.\d+)\.", section(name))
    assert since == re.findall(r"Since (\d+\.\d+)\.", inspect.getdoc(HOOKS[name]) or "")
    assert len(since) == 1


@pytest.mark.parametrize("said", ["**Called** ", "**Refused:** "])
@pytest.mark.parametrize("name", HOOKS)
def test_the_page_says_when_a_hook_is_called_and_what_is_refused(name: str, said: str) -> None:
    assert section(name).count(said) == 1


@pytest.mark.parametrize("name", HOOKS)
def test_the_example_of_a_hook_runs_and_arrives_in_the_rulebook(name: str) -> None:
    assert f"def {name}(" in example(name)
    assert STATED[name](rulebook(name)) != ()
    if name != "region_identity":
        assert STATED[name](rulebook()) == ()


def test_the_examples_together_are_one_region() -> None:
    codes = {rule.code for rule in rulebook(*HOOKS).rules}
    assert codes == {"zonnedal-02", "zonnedal-05", "zonnedal-08", "zonnedal-12"}


def test_the_page_has_no_hook_that_is_not_there() -> None:
    named = re.findall(r"^## `(region_\w+)", TEXT, flags=re.M)
    assert named == list(HOOKS)


@pytest.mark.parametrize("hook", HOOKS)
def test_hooks_are_called_once_and_in_the_order_that_the_page_tells(hook: str) -> None:
    asked: list[str] = []
    module = ModuleType("voorbeeld")
    exec(SHARED.text + example("region_identity"), vars(module))
    identity = vars(module)["region_identity"]
    for name in HOOKS:

        def ask(name: str = name) -> Any:
            asked.append(name)
            return identity() if name == "region_identity" else ()

        setattr(module, name, hooks.hookimpl(ask))
    build_registry([Plugin("zonnedal", "jeugdregio-zonnedal", "0.1.0", module)])
    assert asked.count(hook) == 1
    assert asked == [
        "region_identity",
        "region_profile_sets",
        "region_norm_framework",
        "region_rules",
        "region_stacking",
        "region_regie",
    ]
