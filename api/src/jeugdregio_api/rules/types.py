"""Rules and questions as the API shows them."""

from jeugdregio_api.fields import declared, field
from jeugdregio_api.provenance import Period, Source
from jeugdregio_api.rules import queries
from jeugdregio_core.model.codes import FactKind, RuleTopic


@declared(description="A numbered rule of a region (regel).")
class Rule:
    """Declared over the Rule of the core."""

    code: str = field("Code of the rule, such as friesland-05.")
    title: str = field("What the rule says, in Dutch.")
    topic: RuleTopic = field("What the rule is about (onderwerp).")
    valid: Period = field("When the rule is in force.", name="period")
    source: Source = field("Where the rule comes from.")
    facts: list[str] = field(
        "Facts (gegevens) the rule reads, as paths into DecideInput.", queries.facts
    )
    place: str = field("Where the API answers the rule: decide, or a path of fields.")


@declared(description="One answer to choose from (keuze).")
class Option:
    """Declared over the Option of the core."""

    code: str = field("What to send.")
    label: str = field("What people read, in Dutch.")


@declared(description="A fact to ask for on a form (vraag), and the rules that look at it.")
class Question:
    """Declared over the Question of the core."""

    fact: str = field("Place of the fact in DecideInput, such as client.birthDate.", queries.fact)
    label: str = field("What people call it, in Dutch.", queries.label)
    help: str | None = field("How to answer, in Dutch.", queries.help_text)
    kind: FactKind = field("What kind of answer it wants.", queries.kind)
    options: list[Option] = field("The answers to choose from; empty when the answer is free.")
    rules: list[Rule] = field("The rules that look at this fact.")
