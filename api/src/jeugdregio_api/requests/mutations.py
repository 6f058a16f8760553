"""Steps with a request: ask, answer, and settle a dispute about the intensity."""

from dataclasses import replace
from typing import TYPE_CHECKING

from jeugdregio_api.allocations.mutations import allocation_of
from jeugdregio_api.allocations.types import Allocation
from jeugdregio_api.context import Info
from jeugdregio_api.fields import declared, field
from jeugdregio_api.requests.queries import placed_request
from jeugdregio_api.requests.types import Request
from jeugdregio_api.seen import Seen
from jeugdregio_api.steps.taking import Taken, shown, taking
from jeugdregio_api.steps.types import Payload, StepDecision
from jeugdregio_core.casework import inputs
from jeugdregio_core.casework.reading.questions import Look
from jeugdregio_core.casework.reading.records import RequestRecord
from jeugdregio_core.model.casework import RequestStatus

if TYPE_CHECKING:
    from jeugdregio_core.casework.desk import Work

request_allocation = taking("request_allocation", inputs.RequestAllocationInput)
request_change = taking("request_change", inputs.RequestChangeInput)
answer_request = taking("answer_request", inputs.AnswerRequestInput)
settle_dispute = taking("settle_dispute", inputs.SettleDisputeInput)


def _see(work: "Work", taken: Taken, look: Look) -> RequestRecord | None:
    from jeugdregio_core.casework.reading import requests

    made = taken.made["request"]
    record = requests.one(work, made["id"], look)
    return record and replace(record, status=RequestStatus[made["status"]])


async def _request(root: Taken, info: Info) -> Seen[RequestRecord] | None:
    return await shown(info, root, "request", _see, placed_request)


@declared(description="What came of a step with a request (verzoek).")
class RequestPayload(Payload):
    """Declared over what came of a step."""

    request: Request | None = field(
        "The request right after the step; null when it was not taken, or only tried.", _request
    )
    decision: StepDecision | None = field(
        "What the rules said; null where they were not asked. Also when it was only tried."
    )


@declared(description="What came of an answer to a request (verzoek).")
class AnswerPayload(RequestPayload):
    """Declared over what came of an answer."""

    allocation: Allocation | None = field(
        "What was allocated (toewijzing), right after the step.", allocation_of
    )
