"""Steps in the administration of providers: register them, record what is agreed and the wait."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from jeugdregio_api.catalogue.help import place_on
from jeugdregio_api.context import Info
from jeugdregio_api.fields import declared, field
from jeugdregio_api.providers.types import Provider
from jeugdregio_api.seen import Seen
from jeugdregio_api.steps.taking import Taken, shown, taking
from jeugdregio_api.steps.types import Payload
from jeugdregio_core.casework import inputs_providers as inputs
from jeugdregio_core.casework.reading.questions import Look
from jeugdregio_core.casework.reading.records import ProviderRecord
from jeugdregio_core.rulebook import Rulebook

if TYPE_CHECKING:
    from jeugdregio_core.casework.desk import Work

_taking = partial(taking, among="provider_steps")

register_provider = _taking("register_provider", inputs.RegisterProviderInput)
record_contract = _taking("record_contract", inputs.RecordContractInput)
end_contract = _taking("end_contract", inputs.EndContractInput)
record_agreement = _taking("record_agreement", inputs.RecordAgreementInput)
end_agreement = _taking("end_agreement", inputs.EndAgreementInput)
record_tariff = _taking("record_tariff", inputs.RecordTariffInput)
end_tariff = _taking("end_tariff", inputs.EndTariffInput)
report_availability = _taking("report_availability", inputs.ReportAvailabilityInput)


def _see(work: "Work", taken: Taken, look: Look) -> ProviderRecord | None:
    from jeugdregio_core.casework.reading import registered

    made = taken.made["provider"]
    record = registered.one(work, made["id"], look)
    return record and replace(
        record, name=made["name"], agb_code=made["agbCode"], website=made["website"]
    )


async def _provider(root: Taken, info: Info) -> Seen[ProviderRecord] | None:
    def placed(rulebook: Rulebook, record: ProviderRecord) -> Seen[ProviderRecord]:
        return Seen(record, place_on(rulebook, info.context.today, None), record)

    return await shown(info, root, "provider", _see, placed)


@declared(description="What came of a step in the administration of providers (aanbieders).")
class ProviderPayload(Payload):
    """Declared over what came of a step."""

    provider: Provider | None = field(
        "The provider right after the step, with all that is agreed with it by now; null when the "
        "step was not taken, or only tried.",
        _provider,
    )
