"""What the region wants to reach, and the rules that say so: rules 20 to 26."""

from jeugdregio_core import Declaration, RuleTopic, statement
from jeugdregio_zhz.goals_education import EDUCATION_GOALS
from jeugdregio_zhz.goals_means import MEANS_GOALS
from jeugdregio_zhz.sources import FRAMEWORK, FROM_2022, MEANS

TARGETS = EDUCATION_GOALS + MEANS_GOALS

_TITLES = {
    "zhz-20": "Segment 2: meer dan 95% van de jeugdigen heeft binnen drie maanden een plek.",
    "zhz-21": "Verblijf met behandeling duurt gemiddeld hoogstens 9 maanden.",
    "zhz-22": "In 2024 wordt voor minstens 85% van de jeugdigen niet van de norm afgeweken.",
    "zhz-23": "Segment 1: de gemiddelde kosten per jeugdige zijn in 2024 minstens 5% lager.",
    "zhz-23-segment-2": "Segment 2: over de kosten spreekt de bron zichzelf tegen. Beide lezingen "
    "staan erbij.",
    "zhz-24": "Segment 4: in 2025 minstens 70% minder verwijzingen voor segment 1 dan in 2022.",
    "zhz-25": "Segment 7: de gemiddelde kosten van EED zijn in 2023 minstens 2% lager dan in 2021.",
    "zhz-26": "Een doel met X procent is nog open: daaraan is niet te toetsen.",
    "zhz-26-doelen": "Een doel zonder cijfer wordt getoond en niet getoetst.",
}

RULES: tuple[Declaration, ...] = tuple(
    statement(
        code,
        title,
        topic=RuleTopic.TARGET,
        valid=FROM_2022,
        source=FRAMEWORK if code == "zhz-23-segment-2" else MEANS,
        place="region.normFramework.targets",
    )
    for code, title in _TITLES.items()
)
