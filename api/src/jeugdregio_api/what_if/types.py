"""What a proposal comes down to, as the API shows it."""

from datetime import date

from jeugdregio_api.fields import declared, field
from jeugdregio_api.rules.types import Rule
from jeugdregio_api.what_if import queries
from jeugdregio_core.rules.outcome import Verdict


@declared(description="How many allocations go from one verdict to another.")
class VerdictShift:
    """Declared over the Shift of the core."""

    before: Verdict | None = field("As things are; null when no rule says anything of them.")
    after: Verdict | None = field("As proposed.")
    count: int = field("How many; also those whose verdict stays the same.")


@declared(description="A municipality, segment or provider where allocations change.")
class ChangedGroup:
    """Declared over a Group of the core, with its name."""

    code: str = field("Its code.")
    name: str | None = field("What people call it, where that is known.")
    counted: int = field("How many of its allocations run.")
    changed: int = field("How many of them get another verdict.")
    stricter: int = field("How many of those get a stricter one.")


@declared(description="An allocation (toewijzing) that would get another verdict.")
class ChangedAllocation:
    """Declared over the Changed of the core."""

    municipality: str = field("CBS code of the municipality that allocated.")
    number: int = field("The number that it gave; with the municipality it is one allocation.")
    before: Verdict | None = field("As things are; null when no rule says anything of it.")
    after: Verdict | None = field("As proposed.")
    rule_before: Rule | None = field("The rule that objects, as things are; null when none does.")
    rule_after: Rule | None = field("The rule that would object; null when none does.")


@declared(
    description="What a proposed change would do (wat als): every allocation that runs, judged as "
    "if it were asked again, as things are and as proposed. Nothing is stored."
)
class WhatIf:
    """Declared over what the core worked out."""

    on: date = field("The day that is looked at.", queries.on)
    sentence: str = field("What would change, in Dutch.", queries.sentence)
    counted: int = field("How many allocations run on that day or later.", queries.counted)
    changed: int = field("How many would get another verdict.", queries.changed)
    shifts: list[VerdictShift] = field("From which verdict to which.", queries.shifts)
    municipalities: list[ChangedGroup] = field(
        "By the municipality that allocated, most changes first.", queries.municipalities
    )
    segments: list[ChangedGroup] = field("By segment, most changes first.", queries.segments)
    providers: list[ChangedGroup] = field("By provider, most changes first.", queries.providers)
    rules: list[Rule] = field(
        "The rules by which they were judged again: those that the region declares as data.",
        queries.decided,
    )
    left_out: list[Rule] = field(
        "The rules that judge one case at a time and were not asked. They may say more.",
        queries.left_out,
    )
    allocations: list[ChangedAllocation] = field(
        "The allocations that change, by municipality and number.", queries.allocations
    )
