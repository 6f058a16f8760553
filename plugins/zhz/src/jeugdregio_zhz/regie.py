"""Who directs: the municipal access steers; what the sources leave open stays open."""

from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Assign,
    Case,
    Declaration,
    Party,
    ReferrerType,
    RegieRole,
    RuleTopic,
    assign,
    rule,
)
from jeugdregio_core.rules.facts import (
    END,
    PROTECTION_MEASURE,
    PROVIDER,
    REFERRER,
    RUNNING,
    START,
)
from jeugdregio_zhz.sources import FRAMEWORK, FROM_2022, MEANS

_ACCESS = Assign(
    RegieRole.REGIE,
    Party.GEMEENTELIJKE_TOEGANG,
    "De toegang van de gemeente (het lokale team) stuurt: zij verlengt en geeft toestemming om af "
    "te wijken van een norm.",
)
_SHARED_WITH_GI = Assign(
    RegieRole.REGIE,
    None,
    "De GI heeft hier ook een toegangsfunctie en werkt samen met het lokale team. Wie van beide "
    "de regie voert, zegt de bron niet.",
)
_MORE_PROVIDERS = Assign(
    RegieRole.CASUSREGIE,
    None,
    "Er is meer dan één aanbieder. Wie dan de casusregie voert, zegt de bron niet.",
)


@rule(
    "zhz-11-regie",
    topic=RuleTopic.REGIE,
    valid=FROM_2022,
    source=FRAMEWORK.derived(),
    reads=(REFERRER, PROTECTION_MEASURE),
)
def the_access_steers(case: Case) -> Answer:
    """De toegang van de gemeente stuurt, behalve waar een GI meedoet."""
    with_gi = case.get(REFERRER) is ReferrerType.GI or case.get(PROTECTION_MEASURE)
    return assign(_SHARED_WITH_GI if with_gi else _ACCESS)


@rule(
    "zhz-30-regie",
    topic=RuleTopic.REGIE,
    valid=FROM_2022,
    source=MEANS.derived(),
    reads=(PROVIDER, RUNNING, START, END),
)
def nobody_is_named_for_several_providers(case: Case) -> Answer:
    """Wie bij meer aanbieders de casusregie voert, is niet bekend."""
    provider = case.get(PROVIDER)
    others = [a for a in case.running_beside() if a.provider is None or a.provider != provider]
    return assign(_MORE_PROVIDERS) if others else NOT_APPLICABLE


RULES: tuple[Declaration, ...] = (the_access_steers, nobody_is_named_for_several_providers)
