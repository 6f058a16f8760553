"""The short road and the library's own answer alike: whatever is asked, by whoever asks."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from tests.api.plan.roads import Roads
from tests.support.questions import Question, questions

from jeugdregio_api.access.policy import allowed
from jeugdregio_api.schema import build_schema
from jeugdregio_core.casework.actor import Role

SCHEMA = build_schema()._schema
QUESTIONS = 40


# What one database gives another way than the other, it gives to these two as well.
ASKED = [*(("sqlite", role) for role in Role)]
ASKED += [("postgresql", role) for role in (Role.REGION, Role.PROVIDER)]


@pytest.mark.parametrize(("files", "role"), ASKED, indirect=["files"])
def test_generated_questions_are_answered_alike_on_both_roads(roads: Roads, role: Role) -> None:
    told: Counter[str] = Counter()

    @settings(max_examples=QUESTIONS, deadline=None, suppress_health_check=[*HealthCheck])
    @given(questions(SCHEMA, roads.values, lambda place: role in allowed(place)))
    def both(question: Question) -> None:
        told[roads.alike(role, question.body)] += 1

    both()
    assert told["plan"] >= QUESTIONS / 8, told
