"""Westfriesland: the norm framework lists steps and principles in order, and no figure."""

from __future__ import annotations

from datetime import date

from jeugdregio_core import Status
from jeugdregio_core.rulebook import Rulebook

REGION = "westfriesland"


def test_the_norms_are_named_without_a_figure(rulebook: Rulebook) -> None:
    held = rulebook.norm_framework_on(date(2025, 7, 1))
    assert held.code == "westfriesland-normen-2025"
    assert [part.code for part in held.parts] == [
        *(f"stap-{n}" for n in range(1, 6)),
        *(f"uitgangspunt-{n}" for n in range(1, 12)),
    ]
    assert [(n.code, n.subject, n.unit, n.status, n.value) for n in held.norms] == [
        ("kwaliteit-b", "B", "eis", Status.UNKNOWN, None),
        ("kwaliteit-v", "V", "eis", Status.UNKNOWN, None),
        ("kwaliteit-c", "C", "eis", Status.UNKNOWN, None),
    ]


def test_the_matrix_has_a_code_to_point_at(rulebook: Rulebook) -> None:
    matrix = rulebook.stacking_on(date(2025, 7, 1))
    assert matrix is not None
    assert matrix.code == "westfriesland-stapelen-2025"
