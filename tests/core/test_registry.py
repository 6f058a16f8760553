"""Installed plugins become rulebooks; a refused one leaves the other regions standing."""

import logging
from dataclasses import replace
from importlib.metadata import EntryPoint, distributions

import pytest

from jeugdregio_core import registry as registry_module
from jeugdregio_core.errors import PluginRefused, UnknownRegion
from jeugdregio_core.registry import build_registry, load_plugin, load_registry


@pytest.fixture
def other(testland):
    """A second, sound region."""
    return testland.plugin("elders", region_identity=replace(testland.region, code="elders"))


def test_every_sound_plugin_is_a_region(testland, other):
    registry = build_registry([testland.plugin(), other])
    assert list(registry.rulebooks) == ["elders", "testland"]
    assert registry.refused == ()
    assert registry.rulebook("elders").region.code == "elders"


def test_an_unknown_region_is_answered_with_the_ones_there_are(testland, other):
    registry = build_registry([testland.plugin(), other])
    with pytest.raises(UnknownRegion, match=r"'nergens'.*Geladen: elders, testland\."):
        registry.rulebook("nergens")
    with pytest.raises(UnknownRegion, match="Geladen: geen enkele"):
        build_registry([]).rulebook("testland")


def test_nobody_can_change_the_regions_afterwards(testland):
    with pytest.raises(TypeError):
        build_registry([testland.plugin()]).rulebooks["testland"] = None  # type: ignore[index]


@pytest.mark.parametrize(
    "hooks",
    [
        {"region_identity": None},
        {"region_ruless": []},
        {"region_rules": lambda day: []},
        {"region_rules": 42},
        {"region_rules": lambda: [][1]},
        {"region_rules": lambda: exec("raise SystemExit(1)")},
        {"region_identity": lambda: exec("raise SystemExit(1)")},
    ],
)
def test_a_refused_plugin_leaves_the_other_regions(testland, other, hooks, caplog):
    registry = build_registry([testland.plugin(**hooks), other])
    assert list(registry.rulebooks) == ["elders"]
    (refusal,) = registry.refused
    assert (refusal.plugin, refusal.version) == ("jeugdregio-testland", "1.2.3")
    (record,) = [r for r in caplog.records if r.levelno == logging.ERROR]
    assert record.getMessage() == str(refusal)


def test_two_plugins_for_one_region_are_both_refused_by_name(testland, other):
    impostor = replace(testland.plugin(), distribution="jeugdregio-namaak", version="9.9")
    registry = build_registry([testland.plugin(), impostor, other])
    assert list(registry.rulebooks) == ["elders"]
    assert [(r.plugin, r.version) for r in registry.refused] == [
        ("jeugdregio-testland", "1.2.3"),
        ("jeugdregio-namaak", "9.9"),
    ]
    assert [r.problem for r in registry.refused] == [
        "de code wordt ook opgeëist door jeugdregio-namaak 9.9. Installeer er één.",
        "de code wordt ook opgeëist door jeugdregio-testland 1.2.3. Installeer er één.",
    ]


def test_a_plugin_cannot_take_the_place_of_another_region(testland):
    thief = testland.plugin("elders")
    registry = build_registry([testland.plugin(), thief])
    assert list(registry.rulebooks) == ["testland"]
    assert registry.refused[0].plugin == "jeugdregio-elders"


class TestInstalled:
    """Plugins are found by entry point; what cannot be imported is refused like the rest."""

    @pytest.fixture
    def install(self, monkeypatch, tmp_path):
        monkeypatch.syspath_prepend(tmp_path)

        def write(name, text):
            module = f"nergens_{name}"
            (tmp_path / f"{module}.py").write_text(text)
            info = tmp_path / f"{module}-0.7.dist-info"
            info.mkdir()
            (info / "METADATA").write_text(f"Name: nergens-{name}\nVersion: 0.7\n")
            (info / "entry_points.txt").write_text(f"[jeugdregio.regions]\n{name} = {module}\n")

        def find(group):
            found = distributions(path=[str(tmp_path)])
            return [point for dist in found for point in dist.entry_points.select(group=group)]

        monkeypatch.setattr(registry_module, "entry_points", find)
        return write

    SOUND = """
from jeugdregio_core import Region, Source, hookimpl

@hookimpl
def region_identity():
    source = Source("Handboek")
    return Region(code="{code}", name="X", organisation="X", source=source, municipalities=())
"""

    def test_an_installed_plugin_is_a_region(self, install):
        install("gezond", self.SOUND.format(code="gezond"))
        registry = load_registry()
        assert list(registry.rulebooks) == ["gezond"]
        assert registry.refused == ()
        stamp = registry.rulebook("gezond").stamp
        assert (stamp.distribution, stamp.version) == ("nergens-gezond", "0.7")

    def test_a_plugin_outside_any_distribution_is_named_by_its_module(self):
        with pytest.raises(PluginRefused, match="Plug-in nergens_kwijt onbekend, nergens_kwijt:"):
            load_plugin(EntryPoint("kwijt", "nergens_kwijt", "jeugdregio.regions"))

    @pytest.mark.parametrize(
        ("text", "error"),
        [
            ("raise ValueError('stuk')", "ValueError: stuk"),
            ("import bestaat_echt_niet", "ModuleNotFoundError"),
            ("dit is geen python", "SyntaxError"),
            ("raise SystemExit(3)", "SystemExit: 3"),
            ("import sys; sys.exit()", "SystemExit"),
            (
                "from jeugdregio_core import between\nbetween((2025, 1, 2), (2025, 1, 1))",
                "De periode eindigt op 1 januari 2025",
            ),
        ],
    )
    def test_a_module_that_cannot_be_imported_is_refused(self, install, text, error):
        install("gezond", self.SOUND.format(code="gezond"))
        install("kapot", text)
        registry = load_registry()
        assert list(registry.rulebooks) == ["gezond"]
        (refusal,) = registry.refused
        assert (refusal.plugin, refusal.version) == ("nergens-kapot", "0.7")
        assert refusal.subject == "nergens_kapot"
        assert error in refusal.problem

    def test_an_error_that_cannot_be_printed_refuses_that_plugin_only(self, install):
        install("gezond", self.SOUND.format(code="gezond"))
        install(
            "kapot",
            "class Stil(Exception):\n    def __str__(self):\n        raise ValueError\nraise Stil",
        )
        registry = load_registry()
        assert list(registry.rulebooks) == ["gezond"]
        assert "Stil" in registry.refused[0].problem

    def test_nothing_installed_is_a_registry_without_regions(self, install):
        assert dict(load_registry().rulebooks) == {}
