"""When specialised help is not the answer: rules 5 and 6."""

from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Declaration,
    NeedLevel,
    RuleTopic,
    passed,
    refuse,
    rule,
)
from jeugdregio_core.rules.facts import NEED_LEVEL, STANDALONE
from jeugdregio_friesland.sources import FROM_2024, SJH_PAGE, before_2024


@rule(
    "friesland-05",
    topic=RuleTopic.ACCESS,
    valid=FROM_2024,
    source=SJH_PAGE.at("Wanneer zetten we Specialistische Jeugdhulp in?"),
    reads=(NEED_LEVEL,),
    segments=("SJH",),
)
def sjh_is_for_nood_and_crisis(case: Case) -> Answer:
    """SJH is er bij opvoedingsnood en opvoedingscrisis."""
    match case[NEED_LEVEL]:
        case NeedLevel.VRAGEN:
            return refuse(
                "Bij opvoedingsvragen is er geen SJH. De basisvoorziening kan hierbij helpen."
            )
        case NeedLevel.SPANNING:
            return refuse(
                "Bij opvoedingsspanning is er geen SJH. Het gebiedsteam kan hierbij helpen."
            )
    return None


@rule(
    "friesland-06",
    topic=RuleTopic.ACCESS,
    valid=FROM_2024,
    source=SJH_PAGE.at("Begrenzing Specialistische Jeugdhulp"),
    reads=(STANDALONE,),
    segments=("SJH",),
)
def complementary_support_is_local(case: Case) -> Answer:
    """Complementaire ondersteuning, zoals vaktherapie of coaching, is los geen SJH."""
    standalone = case.get(STANDALONE)
    if standalone is None:
        return NOT_APPLICABLE
    if standalone:
        return refuse(
            "Losse complementaire ondersteuning, zoals vaktherapie of coaching, is geen SJH. Vraag "
            "het voorliggend veld of het gebiedsteam."
        )
    return passed("De ondersteuning staat niet los.")


RULES: tuple[Declaration, ...] = (
    sjh_is_for_nood_and_crisis,
    before_2024(sjh_is_for_nood_and_crisis),
    complementary_support_is_local,
)
