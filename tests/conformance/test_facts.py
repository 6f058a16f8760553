"""Worked facts look where the API shows a thing, and say what differs."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jeugdregio_core import (
    Arrangement,
    Comparison,
    Instalment,
    Municipality,
    NormFramework,
    NormPart,
    PaymentSchedule,
    Permission,
    Profile,
    ProfileSet,
    Region,
    Segment,
    Source,
    StackingMatrix,
    Target,
    TargetKind,
    Tariff,
    TariffBasis,
    TariffPolicy,
    TariffReason,
    Term,
    between,
    since,
)
from jeugdregio_core.conformance.facts import WorkedFact, read_facts
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.decision import Stamp

SLIDES = Source("Verzonnen dia's")
VALID = since(2025)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    free = Term("ver-01", "A naast A mag.", Permission.PERMITTED)
    silent = Term("ver-02", "Over B zegt de bron niets.", Permission.UNSPECIFIED)
    return Rulebook(
        region=Region(
            code="ver",
            name="Ver",
            organisation="Ver",
            source=SLIDES,
            municipalities=(
                Municipality(
                    code="9001",
                    name="Oud",
                    valid=between((2015, 1, 1), (2025, 6, 30)),
                    source=SLIDES,
                ),
                Municipality(code="9002", name="Nieuw", valid=VALID, source=SLIDES),
            ),
        ),
        profile_sets=(
            ProfileSet(
                code="ver-2025",
                title="Ver",
                valid=VALID,
                source=SLIDES,
                segments=(Segment(code="A", name="A", source=SLIDES),),
                profiles=(
                    Profile(code="1", treatment=True, grounds=("angst", "rouw"), source=SLIDES),
                    Profile(code="2", name="Twee", source=SLIDES),
                ),
                arrangements=(
                    Arrangement(code="A1P", segment="A", profile="1", intensity="P", source=SLIDES),
                ),
                payment=(
                    TariffPolicy(
                        segment="A",
                        per=TariffBasis.MAAND,
                        reason=TariffReason.UNKNOWN,
                        per_provider=True,
                    ),
                ),
                tariffs=(
                    Tariff(
                        arrangement="A1P",
                        amount_cents=12345,
                        per=TariffBasis.MAAND,
                        valid=VALID,
                        source=SLIDES,
                        provider="een",
                    ),
                ),
                schedules=(
                    PaymentSchedule(
                        rule="ver-03",
                        title="Twee delen",
                        segment="A",
                        valid=VALID,
                        source=SLIDES,
                        per=TariffBasis.TRAJECT,
                        early_end_known=False,
                        instalments=tuple(
                            Instalment(
                                label=n,
                                moment="later",
                                share=s,
                                source=SLIDES,
                                depends_on_result=n == "twee",
                            )
                            for n, s in (("een", Fraction(7, 10)), ("twee", Fraction(3, 10)))
                        ),
                    ),
                ),
            ),
        ),
        stacking=(
            StackingMatrix(
                code="ver",
                valid=VALID,
                source=SLIDES,
                segments=("A", "B"),
                cells={("A", "A"): free},
                otherwise=silent,
            ),
        ),
        norm_frameworks=(
            NormFramework(
                code="ver",
                title="Ver",
                valid=VALID,
                source=SLIDES,
                parts=(NormPart("een", "Eén"), NormPart("twee", "Twee")),
                targets=(
                    Target(
                        code="minder",
                        rule="ver-04",
                        kind=TargetKind.BELEIDSDOEL,
                        description="Minder.",
                        source=SLIDES,
                        comparison=Comparison.AT_LEAST,
                        value=5,  # type: ignore[arg-type]
                        relative_drop=True,
                    ),
                ),
            ),
        ),
        rules=(),
        stamp=Stamp("ver", "1", "0"),
    )


def fact(text: str) -> WorkedFact:
    head = '[[fact]]\nrule = "ver-03"\nname = "Een feit."\non = 2025-09-01\n'
    return next(read_facts(head + text, "feiten.toml"))


HOLD = [
    'of = "profileSet.profiles"\ncode = "1"\nexpect = { treatment = true, name = "" }',
    'of = "profileSet.profiles"\ncode = "1"\nexpect.grounds = ["angst", "rouw"]',
    'of = "profileSet.profiles"\nexpect = { count = 2, code = ["1", "2"] }',
    'of = "profileSet"\nexpect = { code = "ver-2025", source.document = "Verzonnen dia\'s" }',
    'of = "municipalities"\nexpect.code = ["9002"]',
    'of = "municipalities"\ncode = "9002"\nexpect.valid = { first = 2025-01-01, last = "" }',
    'of = "normFramework.parts"\nexpect.count = 2',
    'of = "profileSet.stacking"\ncode = "A+A"\nexpect = { permission = "PERMITTED" }',
    'of = "profileSet.stacking"\ncode = "B+A"\nexpect = { code = "ver-02" }',
    'of = "profileSet.arrangements.tariff"\ncode = "A1P"\n'
    'expect = { amountCents = "", per = "MAAND", reason = "PER_PROVIDER" }',
    'of = "profileSet.arrangements.tariff"\ncode = "A1P"\nwith.provider = "een"\n'
    'expect = { amountCents = 12345, reason = "" }',
    'of = "profileSet.arrangements.payments"\n'
    'with = { segment = "A", totalCents = 999, resultMet = true }\n'
    "expect.amountCents = [699, 300]",
    'of = "profileSet.arrangements.payments"\n'
    'with = { segment = "A", totalCents = 999, resultMet = false }\n'
    "expect.amountCents = [699, 0]",
    'of = "profileSet.arrangements.payments"\n'
    'with = { segment = "A", totalCents = 999, endedEarly = true }\n'
    'expect.amountCents = ["", ""]',
    'of = "profileSet.schedules"\ncode = "ver-03"\nexpect.status = "KNOWN"',
    'of = "normFramework.targets.evaluation"\ncode = "minder"\n'
    'with = { figure = 95, base = 100 }\nexpect.met = true',
    'of = "normFramework.targets.evaluation"\ncode = "minder"\n'
    'with = { figure = 95.1, base = 100 }\nexpect.met = false',
    'of = "normFramework.targets.evaluation"\ncode = "minder"\n'
    'with.figure = "95"\nexpect.met = ""',
    'of = "normFramework.targets"\ncode = "minder"\nexpect.value = 5.0',
]  # fmt: skip
DIFFER = {
    'of = "profileSet.profiles"\ncode = "1"\nexpect.treatment = false': "treatment is True",
    'of = "profileSet.profiles"\ncode = "2"\nexpect.treatment = false': "treatment is ''",
    'of = "profileSet.profiles"\ncode = "1"\nexpect.grounds = ["angst"]': "verwacht ['angst']",
    'of = "profileSet.profiles"\ncode = "1"\nexpect.kleur = "rood"': "kleur bestaat niet",
    'of = "profileSet.profiles"\ncode = "3"\nexpect.name = "x"': "Bekend: 1, 2.",
    'of = "profileSet.profiles"\nexpect.count = true': "count is 2",
    'of = "profileSet.profielen"\nexpect.count = 2': "profielen bestaat niet",
    'of = "profielenset"\nexpect.count = 2': "is geen plaats. Bekend: municipalities,",
    'of = "profileSet.stacking"\ncode = "A"\nexpect.code = "x"': "is geen paar zoals B+C",
    'of = "profileSet.arrangements.payments"\nwith.segment = "Z"\nexpect.count = 0': (
        "geen betaalschema"
    ),
}


@pytest.mark.parametrize("text", HOLD)
def test_a_fact_that_is_so_holds(text: str, rulebook: Rulebook) -> None:
    assert fact(text).failures(rulebook) == ()


@pytest.mark.parametrize("text", DIFFER)
def test_a_fact_that_is_not_so_says_what_differs(text: str, rulebook: Rulebook) -> None:
    assert DIFFER[text] in "\n".join(fact(text).failures(rulebook))


def test_a_fact_on_a_day_that_nothing_holds_says_what_held(rulebook: Rulebook) -> None:
    text = '[[fact]]\nrule = "x"\nname = "x"\non = 2024-12-31\nof = "profileSet"\nexpect.code = "x"'
    failures = next(read_facts(text, "feiten.toml")).failures(rulebook)
    assert "Bekend: vanaf 1 januari 2025" in "\n".join(failures)


def test_a_fact_on_a_day_without_a_matrix_says_so(rulebook: Rulebook) -> None:
    asked = fact('of = "profileSet.stacking"\ncode = "A+A"\nexpect.code = "ver-01"')
    before = WorkedFact(
        name=asked.name, file="x", rule="x", on=date(2024, 1, 1), of=asked.of, expect=asked.expect
    )
    assert "geen stapelmatrix" in "\n".join(before.failures(rulebook))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('name = "x"\nkleur = "rood"', "feiten.toml: x: onbekend: kleur"),
        ('name = "x"\nof = "rules"', "feiten.toml: x: ontbreekt: expect, on, rule"),
    ],
)
def test_a_table_that_is_no_fact_is_refused_by_file_and_name(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        list(read_facts(f"[[fact]]\n{text}", "feiten.toml"))
