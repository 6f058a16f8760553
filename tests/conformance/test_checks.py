"""Every check of the kit passes a sound region, and fails one that is broken in that one way."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.conformance.conftest import Edit, Install

from jeugdregio_core.conformance import proof
from jeugdregio_core.conformance.assessment import CHECKS, Assessment, assess
from jeugdregio_core.conformance.candidate import NotInstalled, load_candidate
from jeugdregio_core.conformance.check import Level

ACCESS, CATALOGUE, HOOKS = "access.py", "catalogue.py", "__init__.py"
CASES, STACKED = "cases/toewijzing.toml", "cases/stapelen.toml"

OPEN_END = 'return review("Er is geen einddatum. Spreek af wanneer de hulp stopt.")'
YEAR = '"""Een toewijzing duurt hoogstens 365 dagen."""'
OLD_SET = (
    HOOKS,
    "    return (catalogue.SINCE_2025,)",
    "    from dataclasses import replace\n"
    "    from jeugdregio_core import between\n"
    "    then = between((2020, 1, 1), (2022, 12, 31))\n"
    "    old = replace(catalogue.SINCE_2025, code='oud', valid=then)\n"
    "    return (old, catalogue.SINCE_2025)",
)


def said(text: str) -> Edit:
    """The message without an end date becomes this text."""
    return (ACCESS, OPEN_END, f"return review({text})")


def first(code: str) -> Edit:
    """This code runs at the start of the rule about the duration."""
    return (ACCESS, YEAR, f"{YEAR}\n    {code}")


def naming(fields: str) -> list[Edit]:
    """The condition about providers says that it looks at these fields."""
    own = f"from dataclasses import replace\nown = replace(DIFFERENT_PROVIDERS, looks_at={fields})"
    return [
        ("stacking.py", "other_provider = Term(", f"{own}\nother_provider = Term("),
        ("stacking.py", "(DIFFERENT_PROVIDERS,),", "(own,),"),
    ]


BROKEN: Mapping[str, tuple[str, str, list[Edit]]] = {
    "geen organisatie": (
        "identity",
        "heeft geen organisatie",
        [("region.py", 'organisation="Samenwerking jeugd Proefland"', 'organisation=" "')],
    ),
    "een gefuseerde gemeente zonder einde": (
        "identity",
        "9001 is opgegaan in 9002",
        [("region.py", "valid=FROM_2025,", 'valid=FROM_2025, merged_into="9002",')],
    ),
    "een matrix met een segment dat er niet is": (
        "references",
        "segment Z bestaat niet",
        [("stacking.py", 'segments=("A", "B")', 'segments=("A", "B", "Z")')],
    ),
    "een regel voor een profiel dat er niet is": (
        "references",
        "profiel 9 bestaat niet",
        [
            (
                "regie.py",
                'segments=frozenset({"A"})',
                'segments=frozenset({"A"}), profiles=frozenset({"1", "2", "9"})',
            )
        ],
    ),
    "een segment dat nooit geldt": (
        "periods",
        "segment C geldt nooit",
        [
            (
                CATALOGUE,
                "    segments=(",
                "    segments=(\n        Segment(code='C', name='Oud', source=TABLE, "
                "valid=between((2019, 1, 1), (2019, 12, 31))),",
            ),
            (CATALOGUE, "import Declaration", "import between, Declaration"),
        ],
    ),
    "een profiel zonder bron": (
        "sources",
        "Profile 2 mist een bron",
        [(CATALOGUE, "treatment=True, source=TABLE", 'treatment=True, source=type(TABLE)(" ")')],
    ),
    "een regel met een lege bron": (
        "sources",
        "Rule proefland-08 mist een bron",
        [("regie.py", 'source=SLIDES.at("Regie")', 'source=type(SLIDES)(" x"[:1])')],
    ),
    "een zin zonder punt": ("sentences", "eindigt niet", [said('"Er is geen einddatum"')]),
    "een zin zonder hoofdletter": ("sentences", "begint niet", [said('"einddatum ontbreekt."')]),
    "een Engelse zin": (
        "sentences",
        "lijkt geen Nederlands",
        [said('"The end of this allocation is not known."')],
    ),
    "een onbekende zonder punt": (
        "sentences",
        "ProfileSet proefland-2025: unknown",
        [(CATALOGUE, "De tarieven zijn onbekend.", "De tarieven zijn onbekend")],
    ),
    "een geval dat niet klopt": (
        "cases",
        "proefland-02 is PASSED, verwacht NOTICE",
        [(CASES, 'proefland-02 = "PASSED"', 'proefland-02 = "NOTICE"')],
    ),
    "een feit dat niet klopt": (
        "cases",
        "treatment is True, verwacht False",
        [(CASES, "expect.treatment = true", "expect.treatment = false")],
    ),
    "twee gevallen met één naam": (
        "cases",
        "komt 2 keer voor",
        [(CASES, "Profiel 3 bestaat niet.", "Segment C bestaat niet.")],
    ),
    "een regel die struikelt over bijna niets": (
        "stumbles",
        "proefland-05 geeft een fout",
        [
            (ACCESS, "start, end = case[START]", "start, end = case.get(START)"),
            (ACCESS, "if end is None", "if start.year and end is None"),
        ],
    ),
    "een antwoord dat van eerdere vragen afhangt": (
        "determinism",
        "de tweede keer",
        [
            (ACCESS, "LONGEST =", "class Asked:\n    times = 0\n\nLONGEST ="),
            first("Asked.times += 1"),
            said('f"Dit is vraag {Asked.times}."'),
        ],
    ),
    "een antwoord dat van de volgorde van een set afhangt": (
        "determinism",
        "in een ander proces",
        [said("\"Kies uit \" + ', '.join({'een', 'twee', 'drie', 'vier', 'vijf', 'zes'}) + '.'")],
    ),
    "een regel die de klok leest": (
        "side_effects",
        "proefland-05 roept datetime.now aan",
        [first("__import__('datetime').datetime.now()")],
    ),
    "een regel die naar de dag kijkt": (
        "side_effects",
        "proefland-05 roept datetime.today aan",
        [first("type(case.on).today()")],
    ),
    "een regel die dobbelt": (
        "side_effects",
        "proefland-05 roept random.random aan",
        [first("__import__('random').random()")],
    ),
    "een regel die iets op het scherm zet": (
        "side_effects",
        "proefland-05 roept builtins.print aan",
        [first("print('hallo')")],
    ),
    "een regel die een bestand schrijft": (
        "side_effects",
        "open aan",
        [first("open(__file__ + '.log', 'w').close()")],
    ),
    "een regel die verbinding zoekt": (
        "side_effects",
        "proefland-05 roept _socket",
        [first("__import__('socket').getaddrinfo('127.0.0.1', 80)")],
    ),
    "een regel die iets onthoudt": (
        "side_effects",
        "jeugdregio_proefland.access.ASKED verandert",
        [(ACCESS, "LONGEST =", "ASKED: list[int] = []\nLONGEST ="), first("ASKED.append(1)")],
    ),
    "een regel die aan één kant is aangetoond": (
        "both_sides",
        "proefland-06: geen gevallen",
        [
            (STACKED, 'proefland-06 = "PASSED", ', ""),
            (STACKED, 'proefland-06 = "ABSENT", ', ""),
        ],
    ),
    "een feit dat nergens wordt getoond": (
        "both_sides",
        "proefland-04: geen [[fact]]",
        [(CASES, 'rule = "proefland-04"', 'rule = "proefland-05"')] * 2,
    ),
    "een geval dat een regel noemt die er niet is": (
        "both_sides",
        "noemt regel proefland-99",
        [(CASES, 'proefland-08 = "ABSENT"', 'proefland-08 = "ABSENT", proefland-99 = "ABSENT"')],
    ),
    "een regel die een gegeven leest dat hij niet noemt": (
        "undeclared_facts",
        "proefland-05 leest request.end,",
        [(ACCESS, "reads=(START, END)", "reads=(START,)")],
    ),
    "een regel die de lijst leest van een deel dat hij niet noemt": (
        "undeclared_facts",
        "proefland-05 leest running,",
        [first("case.running_beside()")],
    ),
    "een regel die langs de gegevens heen leest": (
        "undeclared_facts",
        "proefland-05 leest case.given",
        [first("case.given.client")],
    ),
    "een voorwaarde die naar meer kijkt dan zij noemt": (
        "undeclared_looks",
        "proefland-06 kijkt bij een lopende toewijzing naar meer",
        naming("frozenset()"),
    ),
    "een voorwaarde die iets noemt dat er niet is": (
        "undeclared_looks",
        "proefland-06 noemt aanbieder in 'looks_at'",
        naming("frozenset({'provider', 'aanbieder'})"),
    ),
    "een gat tussen twee sets": ("gaps", "1 januari 2023 tot en met 31 december 2024", [OLD_SET]),
    "een verklaard gat dat er niet is": (
        "gaps",
        "verklaart een gat",
        [("conformance.toml", "", '[gaps]\nprofielensets = "Niet bekend."\n')],
    ),
    "een naam die ontbreekt zonder dat het er staat": (
        "unknowns",
        "de naam van profiel 2",
        [
            (CATALOGUE, 'name="Herstel", ', ""),
            (CATALOGUE, '"De profielen van segment B zijn onbekend.",', ""),
            (CATALOGUE, '"De tarieven zijn onbekend.",', ""),
        ],
    ),
}

UNLOADABLE: Mapping[str, tuple[str, list[Edit]]] = {
    "een module die een fout geeft": (
        "RuntimeError",
        [(HOOKS, "@hookimpl", "raise RuntimeError\n")],
    ),
    "een matrix die niet symmetrisch is": (
        "A+B zegt iets anders dan B+A",
        [
            (
                "stacking.py",
                'cells={("A", "A"): other_provider}',
                'cells={("A", "B"): other_provider, ("B", "A"): silent}',
            )
        ],
    ),
    "twee sets in één periode": (
        "overlapt",
        [(OLD_SET[0], OLD_SET[1], OLD_SET[2].replace("2022", "2025"))],
    ),
    "een geval dat geen vraag is": (
        "fout: Dit veld bestaat niet",
        [(CASES, "[base]", "[base]\nfout = 1")],
    ),
    "een bestand met een onbekende tabel": ("onbekend: gevallen", [(CASES, "", "[[gevallen]]\n")]),
    "een geval dat weglaat wat er niet is": (
        "staat er al niet",
        [(CASES, 'without = ["request.end"]', 'without = ["request.einde"]')],
    ),
    "een feit zonder plaats": ("ontbreekt: of", [(CASES, 'of = "profileSet.profiles"\n', "")]),
    "een gat zonder reden": (
        "geen reden bij profielensets",
        [("conformance.toml", "", '[gaps]\nprofielensets = " "\n')],
    ),
    "een onbekende verklaring": ("onbekend: gaten", [("conformance.toml", "", "[gaten]\n")]),
}


def failing(found: Assessment) -> dict[str, tuple[str, ...]]:
    return {result.name: result.failures for result in found.results if result.failures}


def test_a_sound_region_reaches_the_highest_level(install: Install) -> None:
    found = assess(install())
    assert failing(found) == {}
    assert found.level is Level.GOUD
    assert found.next_level is None


@pytest.mark.parametrize("way", BROKEN)
def test_a_region_that_is_broken_in_one_way_fails_that_check(
    way: str, install: Install, request: pytest.FixtureRequest
) -> None:
    name, message, edits = BROKEN[way]
    if name != "determinism":
        request.getfixturevalue("one_process")
    failures = failing(assess(install(*edits)))
    assert message in "\n".join(failures.get(name, ())), failures
    assert set(failures) == {name}, failures


def test_every_check_is_shown_to_fail() -> None:
    assert {name for name, _, _ in BROKEN.values()} == {check.name for check in CHECKS}


@pytest.mark.parametrize("way", UNLOADABLE)
def test_a_region_that_cannot_be_loaded_has_no_level_and_says_why(
    way: str, install: Install
) -> None:
    message, edits = UNLOADABLE[way]
    found = assess(install(*edits))
    assert found.level is None
    assert message in "\n".join(failing(found)["loads"])


def test_a_region_under_another_name_than_its_entry_point_is_not_loaded(install: Install) -> None:
    found = assess(install(point="elders = jeugdregio_proefland"))
    assert "die namen moeten gelijk zijn" in "\n".join(failing(found)["loads"])


def test_a_package_without_an_entry_point_is_told_what_is_missing(install: Install) -> None:
    found = assess(install(point="# leeg"))
    assert "geen entry point" in "\n".join(failing(found)["loads"])


def test_a_region_that_another_plugin_claims_too_is_not_loaded(
    install: Install, site: Path
) -> None:
    package = install()
    metadata = site / "elders-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Name: elders\nVersion: 1.0\n", "utf-8")
    points = "[jeugdregio.regions]\nproefland = elders\n"
    (metadata / "entry_points.txt").write_text(points, "utf-8")
    assert "wordt ook opgeëist door 'elders'" in "\n".join(failing(assess(package))["loads"])


def test_a_package_that_is_not_there_is_not_examined() -> None:
    with pytest.raises(NotInstalled, match="pip install"):
        assess("jeugdregio_nergens")


def test_a_rule_that_never_ends_fails_the_check_and_not_the_kit(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jeugdregio_core.conformance.check.SECONDS", 0.2)
    candidate = load_candidate(install(first("while True: pass")))
    assert "na 0.2 seconden nog niet klaar" in "\n".join(proof.cases(candidate))


def test_a_region_that_states_nonsense_fails_the_check_and_not_the_kit(install: Install) -> None:
    broken = 'type("Broken", (str,), {"strip": None})()'
    nonsense = (
        "region.py",
        'organisation="Samenwerking jeugd Proefland"',
        f"organisation={broken}",
    )
    failures = failing(assess(install(nonsense)))["identity"]
    assert "kon niet worden afgemaakt (TypeError" in "\n".join(failures)


def test_a_gap_with_a_reason_is_allowed(install: Install) -> None:
    declared = ("conformance.toml", "", '[gaps]\nprofielensets = "Van toen is niets bewaard."\n')
    assert failing(assess(install(OLD_SET, declared))) == {}


@pytest.mark.parametrize(
    ("way", "level", "following"),
    [
        ("geen organisatie", None, Level.BRONS),
        ("een zin zonder punt", Level.BRONS, Level.ZILVER),
        ("een gat tussen twee sets", Level.ZILVER, Level.GOUD),
    ],
)
def test_the_level_is_the_highest_below_which_everything_holds(
    way: str, level: Level | None, following: Level, install: Install
) -> None:
    found = assess(install(*BROKEN[way][2]))
    assert (found.level, found.next_level) == (level, following)
