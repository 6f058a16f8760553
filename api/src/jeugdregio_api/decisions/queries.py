"""Decide one question."""

from dataclasses import replace
from typing import Annotated

import strawberry

from jeugdregio_api.context import Info
from jeugdregio_api.inputs import DecideInput
from jeugdregio_api.seen import Seen, place
from jeugdregio_core.beside import beside
from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.outcome import Finding, Verdict
from jeugdregio_core.rules.parse import parse_case


async def decide(
    info: Info,
    question: Annotated[
        DecideInput, strawberry.argument(name="input", description="The question (vraag).")
    ],
) -> Seen[Decision]:
    """Decide one question, beside the event loop: a slow plugin keeps nobody else waiting.

    Raises InvalidCase and UnknownRegion.
    """
    given = parse_case(question)
    guard = info.context.serving.guard(given.region)
    dated = replace(given, decision_date=given.decision_date or info.context.today)
    decision = await beside(guard.decide, dated)
    return Seen(decision, place(guard.rulebook, decision.on))


def findings(
    root: Seen[Decision],
    at_least: Annotated[
        Verdict | None,
        strawberry.argument(description="Leave out what is milder than this; all when left out."),
    ] = None,
) -> list[Finding]:
    """Every rule that looked, or only those that were strict enough."""
    least = at_least or Verdict.PASSED
    return [f for f in root.item.findings if f.verdict.strictness >= least.strictness]


def profile_set(root: Seen[Decision]) -> Seen[ProfileSet] | None:
    """The catalogue that was decided by."""
    held = root.item.profile_set
    return root.within(held, root.on) if held else None
