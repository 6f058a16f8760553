"""Zuid-Holland Zuid: every goal with what it measures, as the slides list them."""

from __future__ import annotations

from datetime import date

import pytest

from jeugdregio_core import Measured, Measurement
from jeugdregio_core.rulebook import Rulebook

REGION = "zhz"

# code, segment, kind, status, comparison, value, unit; a dash where the slides do not say
GOALS = [
    ("onderwijs-uitval", "-", "INSPANNINGSVERPLICHTING", "KNOWN", "FALLING", "-", "-"),
    ("onderwijs-deelname", "-", "BELEIDSDOEL", "UNKNOWN", "NONE", "-", "-"),
    ("onderwijs-1", "1", "INSPANNINGSVERPLICHTING", "UNKNOWN", "NONE", "-", "-"),
    ("onderwijs-2", "2", "INSPANNINGSVERPLICHTING", "UNKNOWN", "NONE", "-", "-"),
    ("onderwijs-3", "3", "RESULTAATAFSPRAAK", "UNKNOWN", "NONE", "-", "-"),
    ("onderwijs-3-startkwalificaties", "3", "MEETAFSPRAAK", "OPEN", "RISING", "-", "-"),
    ("onderwijs-3a-clienten", "3", "MEETAFSPRAAK", "OPEN", "AT_LEAST", "-", "procent"),
    ("onderwijs-7-voorkomen", "7", "BELEIDSDOEL", "UNKNOWN", "NONE", "-", "-"),
    ("onderwijs-7-verzuim", "7", "BELEIDSDOEL", "KNOWN", "FALLING", "-", "-"),
    ("middelen-verblijf", "-", "INSPANNINGSVERPLICHTING", "KNOWN", "AT_MOST", "9", "maanden"),
    ("middelen-afschalen", "-", "INSPANNINGSVERPLICHTING", "UNKNOWN", "NONE", "-", "-"),
    ("middelen-normen", "-", "INSPANNINGSVERPLICHTING", "KNOWN", "AT_LEAST", "85", "procent"),
    ("middelen-1-kosten", "1", "BELEIDSDOEL", "KNOWN", "AT_LEAST", "5", "procent"),
    ("middelen-1-bedden", "1", "RESULTAATAFSPRAAK", "UNKNOWN", "NONE", "-", "-"),
    ("middelen-2-kosten-normenkader", "2", "BELEIDSDOEL", "CONFLICT", "AT_LEAST", "5", "procent"),
    ("middelen-2-kosten-doelen", "2", "INSPANNINGSVERPLICHTING", "CONFLICT", "STABLE", "-", "-"),
    ("middelen-2-plaatsing", "2", "MEETAFSPRAAK", "KNOWN", "ABOVE", "95", "procent"),
    ("middelen-2-bedden", "2", "MEETAFSPRAAK", "UNKNOWN", "NONE", "-", "-"),
    ("middelen-3-onderwijsnorm", "3", "INSPANNINGSVERPLICHTING", "UNKNOWN", "NONE", "-", "-"),
    ("middelen-3-duur", "3", "INSPANNINGSVERPLICHTING", "OPEN", "AT_LEAST", "-", "procent"),
    ("middelen-3-instroom", "3", "INSPANNINGSVERPLICHTING", "OPEN", "AT_LEAST", "-", "procent"),
    ("middelen-4-verwijzingen", "4", "MEETAFSPRAAK", "KNOWN", "AT_LEAST", "70", "procent"),
    ("middelen-5-crisis", "5", "INSPANNINGSVERPLICHTING", "KNOWN", "AT_MOST", "24", "uur"),
    ("middelen-6-verwijzen", "6", "BELEIDSDOEL", "UNKNOWN", "NONE", "-", "-"),
    ("middelen-7-eed", "7", "MEETAFSPRAAK", "KNOWN", "AT_LEAST", "2", "procent"),
]  # fmt: skip


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: goal[0])
def test_a_goal_is_shown_as_the_slides_have_it(
    rulebook: Rulebook, goal: tuple[str, str, str, str, str, str, str]
) -> None:
    targets = rulebook.norm_framework_on(date(2024, 6, 1)).targets
    held = next(t for t in targets if t.code == goal[0])
    value = None if held.value is None else str(held.value)
    said = (held.segment, held.kind.value, held.status.value, held.comparison.value)
    assert tuple(part or "-" for part in (*said, value, held.unit)) == goal[1:]


def test_there_are_no_other_goals(rulebook: Rulebook) -> None:
    targets = rulebook.norm_framework_on(date(2024, 6, 1)).targets
    assert [t.code for t in targets] == [goal[0] for goal in GOALS]


def test_four_goals_are_measured_from_casework_each_in_its_own_way(rulebook: Rulebook) -> None:
    targets = rulebook.norm_framework_on(date(2024, 6, 1)).targets
    assert {t.code: t.measured_by for t in targets if t.measured_by} == {
        "middelen-verblijf": Measurement(Measured.MEAN_STAY, product_category="43"),
        "middelen-normen": Measurement(Measured.WITHIN_NORMS),
        "middelen-2-plaatsing": Measurement(Measured.BEGUN_IN_TIME, within_months=3),
        "middelen-5-crisis": Measurement(Measured.LONGEST_WAIT),
    }
