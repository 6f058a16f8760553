"""Steps with an allocation: report the delivery, and measure what it brought."""

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from jeugdregio_api.allocations.queries import placed_allocation
from jeugdregio_api.allocations.types import Allocation, Outcome
from jeugdregio_api.context import Info
from jeugdregio_api.fields import declared, field
from jeugdregio_api.seen import Seen
from jeugdregio_api.steps.taking import Taken, shown, taking
from jeugdregio_api.steps.types import Payload
from jeugdregio_core.casework import inputs
from jeugdregio_core.casework.reading.questions import Look
from jeugdregio_core.casework.reading.records import (
    AllocationRecord,
    OutcomeRecord,
    VersionRecord,
)
from jeugdregio_core.rulebook import Rulebook

if TYPE_CHECKING:
    from jeugdregio_core.casework.desk import Work

record_delivery = taking("record_delivery", inputs.RecordDeliveryInput)
record_outcome = taking("record_outcome", inputs.RecordOutcomeInput)


def _see(work: "Work", taken: Taken, look: Look) -> AllocationRecord | None:
    from jeugdregio_core.casework.reading import allocations

    made = taken.made["allocation"]
    wanted = Look(wanted={**look.wanted, "versions": {}})
    record = allocations.one(work, made["municipality"], made["number"], wanted)
    return record and _in_version(record, made["version"])


def _in_version(record: AllocationRecord, number: int) -> AllocationRecord:
    """The allocation as it stood in a version, however many came after it."""
    version = next(one for one in record.versions if one.version == number)
    said = {part.name: getattr(version, part.name) for part in fields(VersionRecord)}
    return replace(record, **said)


async def allocation_of(root: Taken, info: Info) -> Seen[AllocationRecord] | None:
    """The allocation that a step made or changed."""
    return await shown(info, root, "allocation", _see, placed_allocation)


def _see_outcome(work: "Work", taken: Taken, _look: Look) -> OutcomeRecord | None:
    from jeugdregio_core.casework.reading import allocations

    wanted = Look(wanted={"outcomes": {}})
    record = allocations.one(work, taken.asked.municipality, taken.asked.number, wanted)
    measured = record.outcomes if record else ()
    return next((one for one in measured if str(one.id) == taken.made["outcome"]["id"]), None)


def _as_it_is(_rulebook: Rulebook, record: OutcomeRecord) -> OutcomeRecord:
    return record


async def _outcome(root: Taken, info: Info) -> OutcomeRecord | None:
    return await shown(info, root, "outcome", _see_outcome, _as_it_is)


@declared(description="What came of a report of the delivery (305, 307).")
class DeliveryPayload(Payload):
    """Declared over what came of a step."""

    allocation: Allocation | None = field(
        "The allocation right after the step; null when it was not taken, or only tried.",
        allocation_of,
    )


@declared(description="What came of recording a measurement (resultaat).")
class OutcomePayload(Payload):
    """Declared over what came of a step."""

    outcome: Outcome | None = field(
        "The measurement; null when it was not recorded, or only tried.", _outcome
    )
