"""What the administration of providers is asked with: contracts, conditions, tariffs, waits."""

from __future__ import annotations

from typing import Annotated

from jeugdregio_core.casework.inputs import needed
from jeugdregio_core.model.codes import TariffBasis
from jeugdregio_core.record import record
from jeugdregio_core.rules.input import AS_CAMEL_CASE, given
from jeugdregio_core.rules.values import Count, Day, Read, Several, Text, YesOrNo

_KEY = "The same key with the same input has its effect once and gets the first answer again."
_DRY = "Look whether it can be done, and store nothing."
_REGION = "Code of the region."
_PROVIDER = "Code of the provider."
_FIRST = "First day."
_LAST = "Last day; left out when no end is known."

_MOST_CENTS = 2**31 - 1


def _cents(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_CENTS:
        return value
    raise ValueError("Een bedrag is een geheel aantal eurocenten, nul of meer.")


Cents = Annotated[int, Read(_cents)]


@record(kw_only=True)
class RegisterProviderInput:
    """Register a provider (aanbieder), or bring what is known of it up to date."""

    __pydantic_config__ = AS_CAMEL_CASE

    idempotency_key: Text = needed(_KEY)
    dry_run: YesOrNo | None = given(_DRY)
    region: Text = needed(_REGION)
    code: Text = needed("Code of the provider; the same in every region.")
    name: Text = needed("Name.")
    agb_code: Text | None = given("AGB code, eight digits.")
    website: Text | None = given("Website, as an address that begins with https.")


@record(kw_only=True)
class ContractItemInput:
    """A part of what a contract covers."""

    __pydantic_config__ = AS_CAMEL_CASE

    segment: Text = needed("Code of the segment.")
    profile: Text | None = given("Code of the support profile; all of them when left out.")
    intensity: Text | None = given("Code of the intensity; all of them when left out.")


@record(kw_only=True)
class RecordContractInput:
    """Record what a provider and the region agreed for a period (contract)."""

    __pydantic_config__ = AS_CAMEL_CASE

    idempotency_key: Text = needed(_KEY)
    dry_run: YesOrNo | None = given(_DRY)
    region: Text = needed(_REGION)
    provider: Text = needed(_PROVIDER)
    first: Day = needed(_FIRST)
    last: Day | None = given(_LAST)
    lead_contractor: Text | None = given("Code of the lead contractor (hoofdaannemer), if any.")
    items: Several[ContractItemInput] = needed("What it covers.")


@record(kw_only=True)
class EndContractInput:
    """Give a contract its last day, or another one."""

    __pydantic_config__ = AS_CAMEL_CASE

    idempotency_key: Text = needed(_KEY)
    dry_run: YesOrNo | None = given(_DRY)
    region: Text = needed(_REGION)
    provider: Text = needed(_PROVIDER)
    first: Day = needed("First day of the contract.")
    last: Day = needed("Last day of the contract.")


@record(kw_only=True)
class RecordAgreementInput:
    """Record a condition that a provider meets in the region, such as a vergunning."""

    __pydantic_config__ = AS_CAMEL_CASE

    idempotency_key: Text = needed(_KEY)
    dry_run: YesOrNo | None = given(_DRY)
    region: Text = needed(_REGION)
    provider: Text = needed(_PROVIDER)
    code: Text = needed("Code of the condition, such as vergunning.")
    first: Day = needed(_FIRST)
    last: Day | None = given(_LAST)


@record(kw_only=True)
class EndAgreementInput:
    """Give a condition that a provider meets its last day, or another one."""

    __pydantic_config__ = AS_CAMEL_CASE

    idempotency_key: Text = needed(_KEY)
    dry_run: YesOrNo | None = given(_DRY)
    region: Text = needed(_REGION)
    provider: Text = needed(_PROVIDER)
    code: Text = needed("Code of the condition.")
    first: Day = needed("First day of the condition.")
    last: Day = needed("Last day of the condition.")


@record(kw_only=True)
class RecordTariffInput:
    """Record what one provider is paid for an arrangement, where tariffs are agreed apart."""

    __pydantic_config__ = AS_CAMEL_CASE

    idempotency_key: Text = needed(_KEY)
    dry_run: YesOrNo | None = given(_DRY)
    region: Text = needed(_REGION)
    provider: Text = needed(_PROVIDER)
    arrangement: Text = needed("Code of the arrangement.")
    amount_cents: Cents = needed("Amount in whole euro cents.")
    per: TariffBasis = needed("What the amount pays for.")
    first: Day = needed(_FIRST)
    last: Day | None = given(_LAST)
    source: Text = needed("The document that says so.")


@record(kw_only=True)
class EndTariffInput:
    """Give a tariff of one provider its last day, or another one."""

    __pydantic_config__ = AS_CAMEL_CASE

    idempotency_key: Text = needed(_KEY)
    dry_run: YesOrNo | None = given(_DRY)
    region: Text = needed(_REGION)
    provider: Text = needed(_PROVIDER)
    arrangement: Text = needed("Code of the arrangement.")
    first: Day = needed("First day of the tariff.")
    last: Day = needed("Last day of the tariff.")


@record(kw_only=True)
class ReportAvailabilityInput:
    """Report how many days a family waits (beschikbaarheidswijzer)."""

    __pydantic_config__ = AS_CAMEL_CASE

    idempotency_key: Text = needed(_KEY)
    dry_run: YesOrNo | None = given(_DRY)
    region: Text = needed(_REGION)
    provider: Text = needed(_PROVIDER)
    segment: Text = needed("Code of the segment.")
    profile: Text | None = given("Code of the support profile; the whole segment when left out.")
    waiting_days: Count = needed("Number of days.")
    as_of: Day = needed("The day on which the provider says so.")
