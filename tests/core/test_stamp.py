"""The stamp says which text decided: another text, another stamp."""

import importlib
import sys
from types import ModuleType

import pytest

from jeugdregio_core.stamp import content_hash


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A plugin's package on disk, and a way to read its stamp."""
    monkeypatch.syspath_prepend(tmp_path)
    root = tmp_path / "stempelland"
    (root / "cases").mkdir(parents=True)
    (root / "tabellen").mkdir()
    (root / "__init__.py").write_text("")
    (root / "regels.py").write_text("A = 1\n")
    (root / "tabellen" / "tarief.csv").write_text("a;1\n")
    (root / "cases" / "toegang.toml").write_text("[base]\n")
    yield root
    for name in [n for n in sys.modules if n.partition(".")[0] == "stempelland"]:
        del sys.modules[name]


def stamp(module="stempelland"):
    return content_hash(importlib.import_module(module))


@pytest.mark.parametrize(
    "file",
    ["__init__.py", "regels.py", "tabellen/tarief.csv", "nieuw.py", "nieuw.toml", "nieuw.json"],
)
def test_the_stamp_changes_when_a_file_of_the_package_changes(package, file):
    before = stamp()
    (package / file).write_text("B = 2\n")
    assert stamp() != before


def test_the_stamp_changes_when_a_file_gets_another_name(package):
    before = stamp()
    (package / "regels.py").rename(package / "regel.py")
    assert stamp() != before


def test_moving_text_from_a_name_to_its_content_changes_the_stamp(package):
    (package / "a.py").write_text("b")
    before = stamp()
    (package / "a.py").unlink()
    (package / "a.pyb").write_text("")
    assert stamp() != before


@pytest.mark.parametrize(
    "file", ["cases/toegang.toml", "cases/nieuw.toml", "__pycache__/x.pyc", ".x.swp"]
)
def test_the_stamp_stays_when_a_case_file_changes(package, file):
    before = stamp()
    (package / file).parent.mkdir(exist_ok=True)
    (package / file).write_text("[[case]]\n")
    assert stamp() == before


def test_the_same_text_has_the_same_stamp(package):
    assert stamp() == stamp()
    assert len(stamp()) == 16


def test_a_plugin_that_is_one_module_of_a_package_is_stamped_by_the_whole_package(package):
    before = stamp("stempelland.regels")
    (package / "tabellen" / "tarief.csv").write_text("a;2\n")
    assert stamp("stempelland.regels") != before


def test_a_plugin_that_is_an_object_is_stamped_by_the_package_of_its_class(package):
    (package / "regels.py").write_text("class Plugin:\n    pass\nplugin = Plugin()\n")
    plugin = importlib.import_module("stempelland.regels").plugin
    before = content_hash(plugin)
    (package / "tabellen" / "tarief.csv").write_text("a;2\n")
    assert content_hash(plugin) != before


def test_a_plugin_of_one_file_is_stamped_by_that_file(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    file = tmp_path / "enkelland.py"
    file.write_text("A = 1\n")
    before = stamp("enkelland")
    (tmp_path / "ander.py").write_text("")
    assert stamp("enkelland") == before
    file.write_text("A = 2\n")
    assert stamp("enkelland") != before
    del sys.modules["enkelland"]


def test_a_plugin_without_a_file_is_stamped_by_what_it_holds():
    module = ModuleType("los")
    before = content_hash(module)
    vars(module)["region_rules"] = None
    assert content_hash(module) != before
