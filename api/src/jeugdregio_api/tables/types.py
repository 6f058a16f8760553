"""Tables of rules as the API shows them."""

from jeugdregio_api.fields import declared, field
from jeugdregio_api.provenance import Period, Source
from jeugdregio_api.rules.types import Rule
from jeugdregio_api.tables import queries
from jeugdregio_core.model.codes import DocumentKind, Party, ReferrerType, RegieRole, RequestKind
from jeugdregio_core.rules.outcome import Verdict

_SEGMENTS = "Codes of the segments it is about; empty means all."


@declared(
    description="A row of a table of documents: when, which document. An empty list means any; "
    "of profiles and products one must fit."
)
class DocumentRow:
    """Declared over the DocumentRow of the core."""

    profiles: list[str] = field(
        "Codes of support profiles (ondersteuningsprofielen).", queries.profiles
    )
    products: list[str] = field("Codes of products beside the profiles.", queries.products)
    referrers: list[ReferrerType] = field("Who refers (verwijzers).", queries.referrers)
    requests: list[RequestKind] = field("Kinds of request (soorten verzoek).", queries.requests)
    kind: DocumentKind | None = field("The document that is needed; null when none is asked for.")
    author: Party | None = field("Who must write it (opsteller); null when anybody may.")
    note: str | None = field("A remark, in Dutch.", queries.note)
    verdict: Verdict | None = field(
        "What the rule finds where no document is asked for; null where one is.",
        queries.without_document,
    )


@declared(description="Which documents are needed (documenten). The first row that fits decides.")
class DocumentTable:
    """Declared over the DocumentTable of the core."""

    rule: Rule | None = field("The rule that the table stands for.", queries.rule)
    segments: list[str] = field(_SEGMENTS, queries.in_scope)
    rows: list[DocumentRow] = field("The rows, in order.")
    valid: Period = field("When the table is in force.", name="period")
    source: Source = field("Where it is said.")


@declared(description="A change of intensity (wijziging van intensiteit, 317).")
class Move:
    """Declared over a move in the MoveTable of the core."""

    old: str = field("Code of the intensity as it stands.", queries.old, name="from")
    new: str = field("Code of the intensity asked for.", queries.new, name="to")
    allowed: bool = field("Whether this change can be made.", queries.allowed)


@declared(description="Which intensity a running allocation may be changed to (wijziging, 317).")
class MoveTable:
    """Declared over the MoveTable of the core."""

    permitting: Rule | None = field("The rule behind what is allowed.", queries.permitting)
    refusing: Rule | None = field("The rule behind what is not allowed.", queries.refusing)
    segments: list[str] = field(_SEGMENTS, queries.segments_of_moves)
    moves: list[Move] = field("Every change, allowed or not.", queries.moves)
    valid: Period = field("When the table is in force.", name="period")
    source: Source = field("Where it is said.")


@declared(description="A role in directing a case, as a table gives it (regie).")
class AssignedRole:
    """Declared over the Assign of the core."""

    role: RegieRole = field("The role.")
    holder: Party | None = field("Who holds it; null where the sources do not say.")
    explanation: str = field("Why, as a Dutch sentence.")


@declared(description="Who directs for one value of a fact (regie).")
class RegieRow:
    """Declared over a row in the RegieTable of the core."""

    value: str = field("The value, such as the code of a profile.", queries.value)
    roles: list[AssignedRole] = field("Who holds which role.", queries.roles)


@declared(description="Who directs (regie), looked up by the first of its facts that was given.")
class RegieTable:
    """Declared over the RegieTable of the core."""

    rule: Rule | None = field("The rule that the table stands for.", queries.rule)
    segments: list[str] = field(_SEGMENTS, queries.in_scope)
    by: list[str] = field("Facts (gegevens) to look up by, as paths into DecideInput.", queries.by)
    rows: list[RegieRow] = field("Per value who holds which role.", queries.rows)
    valid: Period = field("When the table is in force.", name="period")
    source: Source = field("Where it is said.")
