"""A comparison as the API shows it."""

from datetime import date

from jeugdregio_api.catalogue.types import Profile, ProfileSet, Segment
from jeugdregio_api.comparisons import queries
from jeugdregio_api.decisions.types import Decision, Finding, Regie, RequiredDocument
from jeugdregio_api.fields import declared, field
from jeugdregio_api.provenance import Source
from jeugdregio_api.regions.types import Region
from jeugdregio_api.rules.types import Rule
from jeugdregio_core.comparison.differences import Aspect
from jeugdregio_core.rules.outcome import DecisionVerdict


@declared(description="A segment, and a profile where it has any, that could be asked for.")
class Candidate:
    """Declared over the Candidate of the core."""

    segment: Segment | None = field("The segment.", queries.segment)
    profile: Profile | None = field(
        "The support profile (ondersteuningsprofiel); null where the segment has none.",
        queries.profile,
    )
    intensities: list[str] = field(
        "Codes of the intensities (intensiteiten) it holds for, for the same reasons; empty where "
        "there were none to choose."
    )
    verdict: DecisionVerdict = field("What the region would decide.", queries.verdict)
    because: list[Finding] = field("The findings that made the verdict (waarom).", queries.because)
    regie: list[Regie] = field("Who would direct the case (regie).", queries.regie)
    required_documents: list[RequiredDocument] = field(
        "Documents that would be needed (documenten).", queries.required_documents
    )


@declared(
    description="What one region answers. Either the decision is there, or there are candidates. "
    "Without a municipality of the region the family is taken to live there."
)
class ComparedRegion:
    """Declared over the ComparedRegion of the core."""

    region: Region = field("The region (jeugdregio).", queries.region)
    on: date = field("The day whose rules were asked (peildatum).")
    profile_set: ProfileSet | None = field(
        "The catalogue (profielenset) in force, with its stacking table; null when there is none.",
        queries.profile_set,
    )
    reason: str | None = field("Why no catalogue is in force, in Dutch; null when one is.")
    decision: Decision | None = field(
        "The decision (besluit); null where a segment or profile is left to choose.",
        queries.decision,
    )
    candidates: list[Candidate] = field(
        "Every segment and profile that is left to choose (keuzes), in the order of the catalogue.",
        queries.candidates,
    )
    more: bool = field("Whether there is more to choose than was looked at.")


@declared(description="What one region says of an aspect.")
class Statement:
    """Declared over the Statement of the core."""

    region: str = field("Code of the region.")
    message: str = field("What it says, in Dutch.")
    rules: list[Rule] = field("The rules that say so.")
    source: Source | None = field("Where it is said, where no rule says it.")


@declared(description="An aspect on which not all regions say the same (verschil).")
class Difference:
    """Declared over the Difference of the core."""

    aspect: Aspect = field("What it is about.")
    title: str = field("Heading, in Dutch.")
    statements: list[Statement] = field("What each region says of it, in the order asked.")


@declared(description="One situation in several regions, side by side (vergelijking).")
class SideBySide:
    """Declared over the SideBySide of the core."""

    regions: list[ComparedRegion] = field("What each region answers, in the order asked.")
    differences: list[Difference] = field("Where they differ and why; empty when they agree.")
