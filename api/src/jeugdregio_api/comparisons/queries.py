"""Compare what regions answer."""

from dataclasses import replace
from typing import Annotated

import strawberry

from jeugdregio_api.context import Info
from jeugdregio_api.inputs import CompareInput
from jeugdregio_api.seen import Seen, place
from jeugdregio_core.beside import beside
from jeugdregio_core.comparison import SideBySide
from jeugdregio_core.comparison import compare as put_side_by_side
from jeugdregio_core.comparison.question import parse_comparison
from jeugdregio_core.comparison.region import Candidate, ComparedRegion
from jeugdregio_core.model.catalogue import Profile, ProfileSet, Segment
from jeugdregio_core.model.region import Region
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.outcome import DecisionVerdict, Finding, Regie, RequiredDocument


async def compare(
    info: Info,
    question: Annotated[
        CompareInput,
        strawberry.argument(name="input", description="The situation and the regions (vraag)."),
    ],
) -> SideBySide:
    """Put one situation to several regions, beside the event loop.

    Raises InvalidCase and UnknownRegion.
    """
    asked = parse_comparison(question)
    dated = replace(asked, decision_date=asked.decision_date or info.context.today)
    return await beside(put_side_by_side, dated, info.context.serving.guards)


def region(root: ComparedRegion) -> Seen[Region]:
    """The region, seen on the day."""
    return Seen(root.rulebook.region, place(root.rulebook, root.on, root.profile_set))


def profile_set(root: ComparedRegion) -> Seen[ProfileSet] | None:
    """The catalogue in force."""
    held = root.profile_set
    return region(root).within(held, root.on) if held else None


def decision(root: ComparedRegion) -> Seen[Decision] | None:
    """The decision, where there was nothing to choose."""
    return region(root).beside(root.decision) if root.decision else None


def candidates(root: ComparedRegion) -> list[Seen[Candidate]]:
    """What there is to choose."""
    return [region(root).beside(candidate) for candidate in root.candidates]


def segment(root: Seen[Candidate]) -> Seen[Segment] | None:
    """The segment of a candidate."""
    held, code = root.profile_set, root.item.segment
    found = held.segment(code, root.on) if held and code else None
    return root.beside(found) if found else None


def profile(root: Seen[Candidate]) -> Seen[Profile] | None:
    """The profile of a candidate."""
    held, code = root.profile_set, root.item.profile
    found = held.profile(code) if held and code else None
    return root.beside(found) if found else None


def verdict(root: Seen[Candidate]) -> DecisionVerdict:
    """The verdict on a candidate."""
    return root.item.decision.verdict


def because(root: Seen[Candidate]) -> tuple[Finding, ...]:
    """The findings behind the verdict on a candidate."""
    return root.item.decision.because


def regie(root: Seen[Candidate]) -> tuple[Regie, ...]:
    """Who directs a candidate."""
    return root.item.decision.regie


def required_documents(root: Seen[Candidate]) -> tuple[RequiredDocument, ...]:
    """The documents of a candidate."""
    return root.item.decision.required_documents
