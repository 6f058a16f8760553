"""Which regions are installed is told to people and to programs; a refusal is never hidden."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jeugdregio_core.loading import Plugin
from jeugdregio_core.registry import Registry, build_registry


@pytest.fixture
def one_of_two_refused(voorbeeld: Any, loaded: Callable[[Registry], None]) -> None:
    sound = Plugin("voorbeeld", "jeugdregio-voorbeeld", "1.2", voorbeeld)
    broken = Plugin("ander", "jeugdregio-ander", "0.3", voorbeeld)
    loaded(build_registry([sound, broken]))


def test_each_region_is_told_with_its_periods_and_number_of_rules(
    jeugdregio: Any, installed: Registry
) -> None:
    ended = jeugdregio("plugins")
    row = next(line for line in ended.out.splitlines() if "voorbeeld" in line)
    assert row.split() == [
        "jeugdregio-voorbeeld",
        "1.2",
        "voorbeeld",
        "Voorbeeldregio",
        *"vanaf 1 januari 2025".split(),
        "6",
    ]
    assert (ended.status, ended.err) == (0, "")


def test_programs_read_each_region(jeugdregio: Any, installed: Registry) -> None:
    ended = jeugdregio("plugins", "--json")
    assert json.loads(ended.out) == {
        "regions": [
            {
                "distribution": "jeugdregio-voorbeeld",
                "version": "1.2",
                "code": "voorbeeld",
                "name": "Voorbeeldregio",
                "profileSets": [
                    {"code": "voorbeeld-2025", "period": {"first": "2025-01-01", "last": None}}
                ],
                "rules": 6,
            }
        ],
        "refused": [],
    }
    assert ended.status == 0


@pytest.mark.usefixtures("one_of_two_refused")
def test_a_refused_plugin_is_told_with_its_reason_and_ends_with_1(jeugdregio: Any) -> None:
    ended = jeugdregio("plugins")
    assert ended.status == 1
    assert "Voorbeeldregio" in ended.out
    assert "Geweigerd: Plug-in jeugdregio-ander 0.3, regio 'voorbeeld': " in ended.out
    assert "het entry point heet 'ander'" in ended.out


@pytest.mark.usefixtures("one_of_two_refused")
def test_programs_read_a_refusal_too(jeugdregio: Any) -> None:
    ended = jeugdregio("plugins", "--json")
    refused = json.loads(ended.out)["refused"]
    assert ended.status == 1
    assert [(r["distribution"], r["version"], r["subject"]) for r in refused] == [
        ("jeugdregio-ander", "0.3", "regio 'voorbeeld'")
    ]
    assert "entry point" in refused[0]["problem"]


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_without_any_region_it_is_told_how_to_install_one(
    jeugdregio: Any, loaded: Callable[[Registry], None], options: tuple[str, ...]
) -> None:
    loaded(Registry({}))
    ended = jeugdregio("plugins", *options)
    assert ended.status == 1
    assert "Er is geen regio geïnstalleerd." in ended.err
    assert "pip install jeugdregio-" in ended.err


def test_a_distribution_that_is_installed_is_found_and_a_broken_one_is_named(
    command: Any, distribution: Any, voorbeeld: Any
) -> None:
    distribution("voorbeeld", Path(voorbeeld.__file__), regions="voorbeeld = voorbeeld")
    distribution("kapot", "import bestaat_niet", regions="kapot = kapot")
    ended = command("plugins", "--json")
    found = json.loads(ended.out)
    assert ended.status == 1
    assert "voorbeeld" in [region["code"] for region in found["regions"]]
    refused = {refusal["distribution"]: refusal["problem"] for refusal in found["refused"]}
    assert "No module named 'bestaat_niet'" in refused["jeugdregio-kapot"]
    assert ended.err == ""
