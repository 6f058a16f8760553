"""What a hook answers is read strictly: anything else refuses the plugin, and says why."""

from dataclasses import replace

import pytest

from jeugdregio_core import StackingMatrix, hookimpl
from jeugdregio_core.errors import PluginRefused
from jeugdregio_core.hooks import region_identity, region_rules
from jeugdregio_core.loading import build_rulebook


def test_a_misspelt_hook_is_refused_with_the_hooks_there_are(refused):
    refusal = refused(region_ruless=[])
    assert refusal.subject == "hook 'region_ruless'"
    assert refusal.problem == (
        "bestaat niet. Bekend: region_identity, region_profile_sets, region_stacking, "
        "region_regie, region_norm_framework en region_rules."
    )


def test_a_hook_with_an_argument_of_its_own_is_refused(refused):
    refusal = refused(region_rules=lambda day: [])
    assert "region_rules" in str(refusal)
    assert "day" in str(refusal)


@pytest.mark.parametrize(
    "hook",
    [
        "region_profile_sets",
        "region_stacking",
        "region_regie",
        "region_norm_framework",
        "region_rules",
    ],
)
@pytest.mark.parametrize(
    "answer", [42, "tekst", ["tekst"], [None], {"a": 1}, [[]], object(), [lambda case: None]]
)
def test_a_hook_that_gives_something_else_is_refused(refused, hook, answer):
    refusal = refused(**{hook: lambda: answer})
    assert refusal.subject == hook
    assert " geen " in refusal.problem


def test_a_single_thing_where_a_list_belongs_is_refused(testland, refused):
    refusal = refused(region_profile_sets=testland.new_set)
    assert refusal.problem == "moet een lijst geven, geen ProfileSet."


@pytest.mark.parametrize(
    "hook", ["region_identity", "region_profile_sets", "region_rules", "region_stacking"]
)
@pytest.mark.parametrize("error", [ValueError("stuk"), SystemExit("stuk"), KeyError("stuk")])
def test_a_hook_that_fails_is_refused_with_its_error(refused, hook, error):
    def fails():
        raise error

    refusal = refused(**{hook: fails})
    assert refusal.subject == hook
    assert type(error).__name__ in refusal.problem
    assert "stuk" in refusal.problem


def test_a_hook_that_fails_without_a_word_is_told_by_its_kind(refused):
    def fails():
        raise ValueError

    assert refused(region_rules=fails).problem == "de hook gaf een fout (ValueError)."


def test_a_hook_that_fails_halfway_its_list_is_refused_with_its_error(testland, refused):
    def halfway():
        yield testland.rule(lambda case: None)
        raise ValueError("stuk")

    refusal = refused(region_rules=halfway)
    assert refusal.subject == "region_rules"
    assert "ValueError: stuk" in refusal.problem


@pytest.mark.parametrize("error", [ValueError("stuk"), SystemExit("stuk")])
def test_a_table_that_fails_is_refused_with_its_error(refused, error):
    class Table:
        def rules(self):
            raise error

    assert "stuk" in refused(region_rules=[Table()]).problem


def test_a_table_of_something_else_than_rules_is_refused(refused):
    class Table:
        def rules(self):
            return ["regel"]

    assert refused(region_rules=[Table()]).problem == "moet Rule geven, geen str."


def test_a_table_that_was_never_made_is_refused(refused):
    assert "StackingMatrix" in str(refused(region_stacking=[StackingMatrix]))


def test_parts_of_another_type_refuse_the_plugin_and_nothing_else(testland, refused):
    undated = testland.rule(lambda case: None, valid="altijd")
    other = testland.rule(lambda case: None, valid="altijd")
    assert refused(region_rules=[undated, other])
    assert refused(region_profile_sets=[replace(testland.new_set, segments=None)])
    assert refused(region_identity=replace(testland.region, municipalities=42))


def test_an_error_that_cannot_be_printed_still_refuses(refused):
    class Unreadable(Exception):
        def __str__(self):
            raise RuntimeError

    def fails():
        raise Unreadable

    assert "Unreadable" in refused(region_rules=fails).problem


def test_what_is_no_module_is_refused(testland):
    class Broken:
        @property
        def region_identity(self):
            raise RuntimeError("stuk")

    with pytest.raises(PluginRefused):
        build_rulebook(replace(testland.plugin(), module=Broken()))


def test_a_class_with_hooks_is_a_plugin_too(testland):
    class Plugin:
        @hookimpl
        def region_identity(self):
            return testland.region

    assert build_rulebook(replace(testland.plugin(), module=Plugin())).region is testland.region


@pytest.mark.parametrize("hook", [region_identity, region_rules])
def test_every_hook_says_since_when_it_is_there(hook):
    assert "Since 0.1." in hook.__doc__
