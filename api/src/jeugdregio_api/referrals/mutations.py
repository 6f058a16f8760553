"""Steps with a referral: record it, or withdraw it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from jeugdregio_api.context import Info
from jeugdregio_api.fields import declared, field
from jeugdregio_api.referrals.queries import placed_referral
from jeugdregio_api.referrals.types import Referral
from jeugdregio_api.seen import Seen
from jeugdregio_api.steps.taking import Taken, shown, taking
from jeugdregio_api.steps.types import Payload
from jeugdregio_core.casework import inputs
from jeugdregio_core.casework.reading.questions import Look
from jeugdregio_core.casework.reading.records import ReferralRecord
from jeugdregio_core.model.casework import ReferralStatus

if TYPE_CHECKING:
    from jeugdregio_core.casework.desk import Work

create_referral = taking("create_referral", inputs.CreateReferralInput)
withdraw_referral = taking("withdraw_referral", inputs.WithdrawReferralInput)


def _see(work: "Work", taken: Taken, look: Look) -> ReferralRecord | None:
    from jeugdregio_core.casework.reading import referrals

    made = taken.made["referral"]
    record = referrals.one(work, made["id"], look)
    return record and replace(record, status=ReferralStatus[made["status"]])


async def _referral(root: Taken, info: Info) -> Seen[ReferralRecord] | None:
    return await shown(info, root, "referral", _see, placed_referral)


@declared(description="What came of a step with a referral (verwijzing).")
class ReferralPayload(Payload):
    """Declared over what came of a step."""

    referral: Referral | None = field(
        "The referral right after the step; null when it was not taken, or only tried.", _referral
    )
