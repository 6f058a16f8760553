"""The norm framework as the API shows it."""

from datetime import date

from jeugdregio_api.catalogue.types import Segment
from jeugdregio_api.fields import declared, field
from jeugdregio_api.norms import queries
from jeugdregio_api.provenance import Period, Source
from jeugdregio_api.rules.types import Rule
from jeugdregio_core.model.codes import Comparison, Status, TargetKind


@declared(description="A part of the norm framework (onderdeel).")
class NormPart:
    """Declared over the NormPart of the core."""

    code: str = field("Code of the part.")
    title: str = field("Title, in Dutch.")


@declared(description="A limit on a subject (norm).")
class Norm:
    """Declared over the Norm of the core."""

    code: str = field("Code of the norm.")
    subject: str = field("What it limits: a service, a segment or an intensity.")
    quantity: str = field("What is counted, such as duration.")
    value: float | None = field("The limit; null when unknown or not a figure.")
    text: str | None = field("A norm that is not a figure, in Dutch.")
    unit: str = field("Unit (eenheid) of the value, in Dutch.")
    status: Status = field("Whether the value is known.")
    rule: Rule | None = field("The rule that holds a case against it.", queries.rule)
    source: Source = field("Where it is said.")


@declared(description="A target held against a measured figure (toetsing).")
class Evaluation:
    """Declared over the Evaluation of the queries."""

    met: bool | None = field("Whether the figure meets it; null means not specified.")


@declared(description="A goal of the region (doel, KPI) and how it is measured.")
class Target:
    """Declared over the Target of the core."""

    code: str = field("Code of the target.")
    segment: Segment | None = field("Its segment; null when it is about all.", queries.segment)
    core_value: str | None = field("The core value (kernwaarde) it serves, in Dutch.")
    kind: TargetKind = field("How binding it is.")
    description: str = field("What is aimed at, in Dutch.")
    measure: str | None = field("What is measured (maat), in Dutch.")
    comparison: Comparison = field("How a figure is held against the value.")
    value: float | None = field("The figure to reach; null when it is open.")
    unit: str | None = field("Unit (eenheid) of the value, in Dutch.")
    relative_drop: bool = field("Whether the value is a drop in percent against an earlier figure.")
    base_year: int | None = field("Year of that earlier figure (basisjaar).")
    first_day: date | None = field("First day it runs.", queries.first_day, name="from")
    last_day: date | None = field("Last day it runs.", queries.last_day, name="until")
    status: Status = field("Whether the figure is known, open or in conflict.")
    evaluation: Evaluation = field("The target held against a figure.", queries.evaluation)
    rule: Rule | None = field("The rule behind it.", queries.rule)
    source: Source = field("Where it is said.")


@declared(description="A dated norm framework of a region (normenkader).")
class NormFramework:
    """Declared over the NormFramework of the core, seen on a day."""

    code: str = field("Code of the framework.")
    title: str = field("Title, in Dutch.")
    valid: Period = field("When it is in force.", name="period")
    source: Source = field("Where it comes from.")
    parts: list[NormPart] = field("Its parts (onderdelen), in the order of the source.")
    norms: list[Norm] = field("Its norms (normen).", queries.norms)
    targets: list[Target] = field(
        "Its targets (doelen), past and coming ones included.", queries.targets
    )
    unknown: list[str] = field("What the sources leave open, in Dutch.")
