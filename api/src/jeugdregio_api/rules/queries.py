"""Which rules are in force, and which facts they look at."""

from typing import Annotated

import strawberry

from jeugdregio_api.fields import OnDay, ProfileCode, SegmentCode
from jeugdregio_api.seen import Seen
from jeugdregio_api.stated import stated, stated_by
from jeugdregio_core.model.codes import FactKind, RuleTopic
from jeugdregio_core.model.region import Region
from jeugdregio_core.rules.questions import Question
from jeugdregio_core.rules.rule import Rule

Topic = Annotated[
    RuleTopic | None, strawberry.argument(description="Only rules on this topic; all when empty.")
]


@stated_by()
def rules(root: Seen[Region], on: OnDay = None, topic: Topic = None) -> tuple[Rule, ...]:
    """The rules in force, by code."""
    return root.rulebook.rules_on(on or root.on, topic)


@stated_by()
def questions(
    root: Seen[Region],
    on: OnDay = None,
    segment: SegmentCode = None,
    profile: ProfileCode = None,
    municipality: Annotated[
        str | None,
        strawberry.argument(
            description="CBS code of a municipality (gemeente), where a catalogue holds for a part "
            "of the region."
        ),
    ] = None,
) -> tuple[Question, ...]:
    """One question per fact that the rules in force look at."""
    return root.rulebook.questions(on or root.on, segment, profile, municipality)


@stated
def facts(root: Rule) -> list[str]:
    """Where the facts a rule reads stand in a question."""
    return [fact.path for fact in root.facts]


@stated
def fact(root: Question) -> str:
    """Where the fact stands in a question."""
    return root.fact.path


@stated
def label(root: Question) -> str:
    """What people call the fact."""
    return root.fact.label


@stated
def help_text(root: Question) -> str | None:
    """How to answer, where the label does not say it all."""
    return root.fact.help or None


@stated
def kind(root: Question) -> FactKind:
    """What kind of answer is wanted."""
    return root.fact.kind
