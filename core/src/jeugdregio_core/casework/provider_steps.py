"""Every step in the administration of providers, under its name and about its provider.

Made is always ``provider``, and beside it what was recorded. All of them raise what
``Desk.carry_out`` raises.
"""

from __future__ import annotations

from functools import partial

from jeugdregio_core.casework import contracting, providers
from jeugdregio_core.casework.actor import Actor
from jeugdregio_core.casework.desk import Desk, Told
from jeugdregio_core.casework.inputs_providers import (
    EndAgreementInput,
    EndContractInput,
    EndTariffInput,
    RecordAgreementInput,
    RecordContractInput,
    RecordTariffInput,
    RegisterProviderInput,
    ReportAvailabilityInput,
)
from jeugdregio_core.store import subjects


def register_provider(desk: Desk, actor: Actor, asked: RegisterProviderInput) -> Told:
    """Register a provider. Made: ``provider``."""
    step = partial(providers.register_provider, asked=asked)
    about = [subjects.provider(asked.region, asked.code)]
    return desk.carry_out(actor, "registerProvider", asked, about, step)


def record_contract(desk: Desk, actor: Actor, asked: RecordContractInput) -> Told:
    """Record a contract. Made: ``contract``."""
    step = partial(contracting.record_contract, asked=asked)
    about = [subjects.provider(asked.region, asked.provider)]
    return desk.carry_out(actor, "recordContract", asked, about, step)


def end_contract(desk: Desk, actor: Actor, asked: EndContractInput) -> Told:
    """Give a contract its last day. Made: ``contract``."""
    step = partial(contracting.end_contract, asked=asked)
    about = [subjects.provider(asked.region, asked.provider)]
    return desk.carry_out(actor, "endContract", asked, about, step)


def record_agreement(desk: Desk, actor: Actor, asked: RecordAgreementInput) -> Told:
    """Record a condition that a provider meets. Made: ``agreement``."""
    step = partial(providers.record_agreement, asked=asked)
    about = [subjects.provider(asked.region, asked.provider)]
    return desk.carry_out(actor, "recordAgreement", asked, about, step)


def end_agreement(desk: Desk, actor: Actor, asked: EndAgreementInput) -> Told:
    """Give a condition its last day. Made: ``agreement``."""
    step = partial(providers.end_agreement, asked=asked)
    about = [subjects.provider(asked.region, asked.provider)]
    return desk.carry_out(actor, "endAgreement", asked, about, step)


def record_tariff(desk: Desk, actor: Actor, asked: RecordTariffInput) -> Told:
    """Record what a provider is paid. Made: ``tariff``."""
    step = partial(contracting.record_tariff, asked=asked)
    about = [subjects.provider(asked.region, asked.provider)]
    return desk.carry_out(actor, "recordTariff", asked, about, step)


def end_tariff(desk: Desk, actor: Actor, asked: EndTariffInput) -> Told:
    """Give a tariff its last day. Made: ``tariff``."""
    step = partial(contracting.end_tariff, asked=asked)
    about = [subjects.provider(asked.region, asked.provider)]
    return desk.carry_out(actor, "endTariff", asked, about, step)


def report_availability(desk: Desk, actor: Actor, asked: ReportAvailabilityInput) -> Told:
    """Report a waiting time. Made: ``availability``."""
    step = partial(providers.report_availability, asked=asked)
    about = [subjects.provider(asked.region, asked.provider)]
    return desk.carry_out(actor, "reportAvailability", asked, about, step)
