"""A decision as the API shows it."""

from datetime import date

from jeugdregio_api.catalogue.types import ProfileSet
from jeugdregio_api.decisions import queries
from jeugdregio_api.fields import declared, field
from jeugdregio_api.provenance import RulebookStamp
from jeugdregio_api.rules.types import Rule
from jeugdregio_core.model.codes import DocumentKind, Party, RegieRole
from jeugdregio_core.rules.outcome import DecisionVerdict, Verdict


@declared(description="What one rule finds (bevinding).")
class Finding:
    """Declared over the Finding of the core."""

    verdict: Verdict = field("Verdict (oordeel) of this rule.")
    message: str = field("Why, as a Dutch sentence.")
    rule: Rule = field("The rule that looked.")
    missing: str | None = field("Path of the fact that the rule needed and did not find.")
    error: str | None = field("PLUGIN_ERROR where the rule itself failed; a human must judge.")


@declared(description="Who holds a role in directing the case (regie).")
class Regie:
    """Declared over the Regie of the core."""

    role: RegieRole = field("The role.")
    holder: Party | None = field("Who holds it; null where the sources do not say.")
    explanation: str = field("Why, as a Dutch sentence.")
    rule: Rule = field("The rule that says so.")


@declared(description="A document that the case needs (document).")
class RequiredDocument:
    """Declared over the RequiredDocument of the core."""

    kind: DocumentKind = field("What document it is.")
    author: Party | None = field("Who must write it (opsteller); null when anybody may.")
    satisfied: bool = field("Whether it is on file.")
    rule: Rule = field("The rule that asks for it.")


@declared(description="The answer to a question, with every reason (besluit).")
class Decision:
    """Declared over the Decision of the core."""

    verdict: DecisionVerdict = field("The strictest of the findings.")
    on: date = field("The day whose rules were asked (peildatum).")
    profile_set: ProfileSet | None = field(
        "The catalogue (profielenset) decided by; null when none is in force.",
        queries.profile_set,
    )
    findings: list[Finding] = field(
        "Every rule that looked, passed ones included (bevindingen).", queries.findings
    )
    because: list[Finding] = field("The findings that made the verdict (waarom).")
    regie: list[Regie] = field("Who directs the case (regie).")
    required_documents: list[RequiredDocument] = field("Documents that are needed (documenten).")
    rulebook: RulebookStamp = field("Which rulebook decided.")
