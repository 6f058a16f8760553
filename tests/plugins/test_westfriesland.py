"""Westfriesland: 28 rules, two catalogues, and what of them is known."""

from __future__ import annotations

from datetime import date

import pytest

from jeugdregio_core import Complexity, Frequency, NotInForce, Permission, TariffReason, Unit
from jeugdregio_core.conformance.cases import WorkedCase, rules_without_both_sides, run_case
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_westfriesland.arrangements import parse_product_code

REGION = "westfriesland"
OLD, NEW = date(2025, 6, 30), date(2025, 7, 1)


def test_a_worked_case_holds(rulebook: Rulebook, worked_case: WorkedCase) -> None:
    assert run_case(rulebook, worked_case) == ()


def test_every_rule_has_cases_on_both_sides(
    rulebook: Rulebook, cases: tuple[WorkedCase, ...]
) -> None:
    assert rules_without_both_sides(rulebook, cases) == ()


def test_all_28_rules_are_there(rulebook: Rulebook) -> None:
    codes = {rule.code for rule in rulebook.rules}
    assert [n for n in range(1, 29) if f"{REGION}-{n:02}" not in codes] == []


def test_the_catalogue_changes_between_30_june_and_1_july_2025(rulebook: Rulebook) -> None:
    assert rulebook.profile_set_on(OLD).code == "westfriesland-oud"
    assert rulebook.profile_set_on(NEW).code == "westfriesland-2025"


def test_before_the_old_set_there_is_no_catalogue(rulebook: Rulebook) -> None:
    with pytest.raises(NotInForce, match="1 januari 2019 tot en met 30 juni 2025"):
        rulebook.profile_set_on(date(2018, 12, 31))


def test_segment_b_has_eight_profiles_of_which_the_first_four_are_laag_complex(
    rulebook: Rulebook,
) -> None:
    profiles = rulebook.profile_set_on(NEW).profiles_in("B")
    complexity = {p.code: p.complexity for p in profiles}
    assert list(complexity) == [str(n) for n in range(1, 9)]
    assert [code for code, c in complexity.items() if c is Complexity.LAAG] == ["1", "2", "3", "4"]
    assert [code for code, c in complexity.items() if c is Complexity.MIDDEN] == [
        "5",
        "6",
        "7",
        "8",
    ]


def test_only_midden_complex_profiles_are_said_to_hold_treatment(rulebook: Rulebook) -> None:
    treatment = {p.code: p.treatment for p in rulebook.profile_set_on(NEW).profiles}
    assert [code for code, always in treatment.items() if always] == ["5", "6", "7", "8"]
    assert all(treatment[code] is None for code in "1234")


def test_the_old_set_has_ten_nameless_profiles_and_g_for_two_of_them(rulebook: Rulebook) -> None:
    held = rulebook.profile_set_on(OLD)
    assert [p.code for p in held.profiles] == [str(n) for n in range(1, 11)]
    assert all(p.name is None for p in held.profiles)
    g = held.intensity("G")
    assert g is not None
    assert g.profiles == frozenset({"4", "6"})


def test_four_product_codes_are_confirmed_and_the_other_28_are_not(rulebook: Rulebook) -> None:
    arrangements = rulebook.profile_set_on(NEW).arrangements
    assert len(arrangements) == 32
    confirmed = {a.code for a in arrangements if a.confirmed}
    assert confirmed == {"501PE", "501IN", "504DL", "504DZ"}


def test_an_arrangement_is_counted_in_pieces_per_month_under_category_50(
    rulebook: Rulebook,
) -> None:
    for arrangement in rulebook.profile_set_on(NEW).arrangements:
        product = arrangement.product
        assert (product.category, product.unit, product.frequency) == (
            "50",
            Unit.STUKS,
            Frequency.MAAND,
        )


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("501PE", ("1", "PE")),
        ("508DZ", ("8", "DZ")),
        ("509PE", None),
        ("500PE", None),
        ("501XX", None),
        ("501PE1", None),
        ("45A48", None),
    ],
)
def test_a_product_code_is_taken_apart_or_refused(code: str, parts: tuple[str, str] | None) -> None:
    assert parse_product_code(code) == parts


def test_no_tariff_is_known_and_none_is_zero(rulebook: Rulebook) -> None:
    held = rulebook.profile_set_on(NEW)
    for arrangement in held.arrangements:
        answer = held.tariff(arrangement, NEW)
        assert answer.amount_cents is None
        assert answer.reason is TariffReason.UNKNOWN


def test_the_stacking_matrix_reads_the_same_in_both_orders(rulebook: Rulebook) -> None:
    matrix = rulebook.stacking_on(NEW)
    assert matrix is not None
    shown = {(p.first, p.second): p.term.permission for p in matrix.pairs()}
    assert shown == {
        ("B", "B"): Permission.CONDITIONAL,
        ("B", "V"): Permission.PERMITTED,
        ("B", "C"): Permission.PERMITTED,
        ("V", "V"): Permission.PERMITTED,
        ("V", "C"): Permission.PERMITTED,
        ("C", "C"): Permission.CONDITIONAL,
    }
    assert all(matrix.term(a, b) is matrix.term(b, a) for a in "BVC" for b in "BVC")
    assert rulebook.stacking_on(OLD) is None


def test_the_seven_municipalities_have_their_cbs_codes(rulebook: Rulebook) -> None:
    assert {m.code: m.name for m in rulebook.region.municipalities_on(NEW)} == {
        "0388": "Enkhuizen",
        "0405": "Hoorn",
        "0420": "Medemblik",
        "0432": "Opmeer",
        "0498": "Drechterland",
        "0532": "Stede Broec",
        "1598": "Koggenland",
    }


def test_the_norm_framework_has_five_steps_and_eleven_principles(rulebook: Rulebook) -> None:
    parts = [part.code for part in rulebook.norm_framework_on(NEW).parts]
    assert sum(code.startswith("stap-") for code in parts) == 5
    assert sum(code.startswith("uitgangspunt-") for code in parts) == 11
