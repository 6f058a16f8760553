"""The catalogue as the API shows it."""

from jeugdregio_api.catalogue import queries
from jeugdregio_api.fields import declared, field
from jeugdregio_api.payment import queries as payment_queries
from jeugdregio_api.payment.types import Payment, PaymentSchedule
from jeugdregio_api.provenance import Period, Source
from jeugdregio_api.regions.municipality import Municipality
from jeugdregio_api.rules.types import Rule
from jeugdregio_core.model.codes import (
    Complexity,
    Frequency,
    Permission,
    Status,
    TariffBasis,
    TariffReason,
    Unit,
)


@declared(description="A part of the purchase (segment, perceel).")
class Segment:
    """Declared over the Segment of the core."""

    code: str = field("Code of the segment, owned by the region.")
    name: str = field("Name, in Dutch.")
    complexity: list[Complexity] = field("How complex the questions in it are (complexiteit).")
    contracted: bool = field("False where the region knows it but does not buy it here.")
    note: str | None = field("A remark, in Dutch.")
    valid: Period | None = field("Only where it differs from that of the set.", name="period")
    source: Source = field("Where it is said.")


@declared(description="A support profile (ondersteuningsprofiel).")
class Profile:
    """Declared over the Profile of the core."""

    code: str = field("Code of the profile, owned by the region.")
    name: str | None = field("Name, in Dutch; null when unknown.")
    status: Status = field("Whether the name is known.")
    need: str | None = field("The need for support (ondersteuningsbehoefte), in Dutch.")
    grounds: list[str] = field("Grounds (grondslagen), in Dutch.")
    complexity: Complexity | None = field("How complex the question is (complexiteit).")
    treatment: bool | None = field("Whether it always holds treatment (behandeling).")
    segment: Segment | None = field("Its segment; null when unknown.", queries.segment_of)
    source: Source = field("Where it is said.")


@declared(description="A shortest and longest length in months (richtlijn duur).")
class MonthRange:
    """Declared over a pair of whole months."""

    shortest: int = field("Shortest length, in months.", queries.shortest)
    longest: int = field("Longest length, in months.", queries.longest)


@declared(description="How much help (intensiteit).")
class Intensity:
    """Declared over the Intensity of the core."""

    code: str = field("Code of the intensity, owned by the region.")
    name: str | None = field("Name, in Dutch; null when unknown.")
    family: str | None = field("Group it belongs to, such as herstel or duurzaam.")
    guide_months: MonthRange | None = field(
        "Guide length (richtlijn duur), not a hard limit; null when unknown.", queries.guide_months
    )
    profiles: list[Profile] = field(
        "Profiles it exists for; every profile where no limit is known.", queries.profiles_of
    )
    source: Source = field("Where it is said.")


@declared(description="What the iJw messages call it (product).")
class Product:
    """Declared over the Product of the core; what is unknown is null."""

    category: str | None = field("Product category (productcategorie), two digits.")
    code: str | None = field("Product code (productcode), at most five characters.")
    unit: Unit | None = field("Unit (eenheid, WJ756).")
    frequency: Frequency | None = field("Frequency (frequentie, WMO757).")
    name: str | None = field("Name, in Dutch.")


@declared(description="The tariff (tarief) on a day, or the reason there is none.")
class Tariff:
    """Declared over the TariffAnswer of the core."""

    amount_cents: int | None = field("Amount in whole euro cents; null when not known, never 0.")
    per: TariffBasis | None = field("What the amount pays for.")
    reason: TariffReason | None = field("Why there is no amount.")
    source: Source | None = field("Where the amount is said; null when there is none.")


@declared(description="A profile with an intensity, as it is allocated (arrangement, PIC).")
class Arrangement:
    """Declared over the Arrangement of the core."""

    code: str = field("Code of the arrangement, owned by the region.")
    confirmed: bool = field("Whether a published table names this combination.")
    segment: Segment | None = field("Its segment.", queries.segment_of)
    profile: Profile | None = field("Its support profile.", queries.profile_of)
    intensity: Intensity | None = field("Its intensity.", queries.intensity_of)
    product: Product = field("The product in the iJw messages.")
    tariff: Tariff | None = field("What is paid for it on a day.", queries.tariff)
    payments: list[Payment] = field(
        "Every part of a whole amount (betalingen), by its schedule on the day of the set; "
        "empty when there is none.",
        payment_queries.payments_of_arrangement,
    )
    source: Source = field("Where it is said.")


@declared(description="A product beside the profiles, such as transport (vervoer).")
class Component:
    """Declared over the Component of the core."""

    code: str = field("Code, owned by the region.")
    name: str = field("Name, in Dutch.")
    segment: Segment | None = field("Its segment.", queries.segment_of)
    product: Product = field("The product in the iJw messages.")
    tariff: Tariff | None = field("What is paid for it on a day.", queries.tariff)
    source: Source = field("Where it is said.")


@declared(description="Whether two segments may stand beside each other (stapelen).")
class StackingPair:
    """Declared over a cell of the stacking matrix."""

    first: str = field("Code of one segment.")
    second: str = field("Code of the other segment.")
    permission: Permission = field("What the rules say of the pair.", queries.permission)
    condition: str | None = field("What must hold, as a Dutch clause.", queries.condition)
    rule: Rule | None = field("The rule that says so.", queries.stacking_rule)


@declared(description="A dated catalogue of a region (profielenset).")
class ProfileSet:
    """Declared over the ProfileSet of the core, seen on a day."""

    code: str = field("Code of the set, owned by the region.")
    title: str = field("Title, in Dutch.")
    valid: Period = field("When the set is in force.", name="period")
    source: Source = field("Where the set comes from.")
    municipalities: list[Municipality] = field(
        "Municipalities (gemeenten) it holds for.", queries.municipalities
    )
    segments: list[Segment] = field("Segments on the day.", queries.segments)
    profiles: list[Profile] = field("Support profiles (ondersteuningsprofielen).", queries.profiles)
    intensities: list[Intensity] = field("Intensities (intensiteiten).", queries.intensities)
    arrangements: list[Arrangement] = field(
        "Profiles with an intensity, as they are allocated.", queries.arrangements
    )
    components: list[Component] = field("Products beside the profiles.", queries.components)
    stacking: list[StackingPair] = field(
        "The stacking matrix (stapelen) in force on the day; empty when there is none.",
        queries.stacking,
    )
    schedules: list[PaymentSchedule] = field(
        "How amounts are paid out (betaalschema's) on the day.", payment_queries.schedules
    )
    unknown: list[str] = field("What the sources leave open, in Dutch.")
