"""What is made of what was measured: medians, ratios, goals and the file."""

from __future__ import annotations

import pytest
from benchmarks.measured import Figure, Goal, Measured, Row, Table
from benchmarks.settings import PARTS, Settings, read_settings
from benchmarks.written import figure, number, part, with_parts


def test_one_disturbed_round_does_not_move_a_figure() -> None:
    assert Figure((10.0, 11.0, 900.0)).middle == 11.0


def test_a_ratio_is_of_the_same_round() -> None:
    slow_machine_in_the_second_round = Figure((100.0, 10.0, 90.0))
    ours = Figure((50.0, 5.0, 45.0))
    assert ours.over(slow_machine_in_the_second_round) == Figure((0.5, 0.5, 0.5))


def test_there_is_no_ratio_to_what_was_measured_in_other_rounds() -> None:
    with pytest.raises(ValueError, match="argument"):
        Figure((1.0, 2.0)).over(Figure((1.0,)))


@pytest.mark.parametrize(
    ("middle", "at_most", "verdict"),
    [
        (0.79, False, "NOT reached"),
        (0.8, False, "reached"),
        (1.0, False, "far goal"),
        (0.81, True, "NOT reached"),
        (0.8, True, "reached"),
        (0.5, True, "far goal"),
    ],
)
def test_a_goal_says_how_far_the_median_came(middle: float, at_most: bool, verdict: str) -> None:
    far = 0.5 if at_most else 1.0
    goal = Goal("page", Figure((middle,)), 0.8, far, at_most=at_most)
    assert goal.verdict == verdict


def test_a_goal_without_a_far_goal_is_reached_and_no_more() -> None:
    assert Goal("page", Figure((99.0,)), 2.5).verdict == "reached"


@pytest.mark.parametrize(
    ("value", "told"),
    [(12_345.6, "12,346"), (12.34, "12.3"), (1.234, "1.23"), (0.01234, "0.0123"), (3.0, "3")],
)
def test_a_number_has_three_digits_that_say_something(value: float, told: str) -> None:
    assert number(value) == told


def test_a_figure_tells_its_median_and_from_where_to_where_it_went() -> None:
    assert figure(Figure((3.0, 1.0, 2.0))) == "2 (1-3)"
    assert figure(Figure((2.0,))) == "2"
    assert figure(None) == "-"


def _measured(subject: str) -> Measured:
    rows = [
        Row(subject, {"pages/s": Figure((7.0,))}),
        Row("other", {"p50 ms": Figure((9.0,))}),
    ]
    return Measured(
        tables=[Table("The page", rows, "How to read it.")],
        goals=[Goal("page", Figure((7.0,)), 8.0)],
        notes={"Left out": "Nothing."},
    )


def test_a_section_has_the_goals_and_every_row_under_its_columns() -> None:
    lines = part("pages", _measured("ours"), "On a machine.").splitlines()
    assert lines[0] == "## pages"
    assert "| page | 7 | 8 x | - | NOT reached |" in lines
    assert lines.index("How to read it.") < lines.index("| subject | pages/s | p50 ms |")
    assert "| ours | 7 | - |" in lines
    assert "| other | - | 9 |" in lines
    assert lines[-1] == "Nothing."


def test_a_part_that_was_not_measured_keeps_its_section() -> None:
    first = with_parts("", {"pages": part("pages", _measured("old"), "Then.")})
    both = with_parts(first, {"start": part("start", _measured("new"), "Now.")})
    again = with_parts(both, {"pages": part("pages", _measured("newer"), "Later.")})
    assert "| new | 7 | - |" in again
    assert "| newer | 7 | - |" in again
    assert "| old |" not in again
    assert again.count("\n## ") == 2
    assert with_parts(again, {}) == again


def test_everything_is_measured_unless_a_part_is_asked() -> None:
    assert read_settings({}) == Settings()
    assert read_settings({}).parts == PARTS
    assert read_settings({"BENCH": "start pages"}).parts == ("start", "pages")
    with pytest.raises(SystemExit, match="pages, rules, start; not paegs"):
        read_settings({"BENCH": "paegs"})
