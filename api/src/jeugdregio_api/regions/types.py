"""A region as the API shows it: the door to everything it states."""

from jeugdregio_api.catalogue import queries as catalogue_queries
from jeugdregio_api.catalogue.types import ProfileSet
from jeugdregio_api.fields import declared, field
from jeugdregio_api.norms import queries as norm_queries
from jeugdregio_api.norms.types import NormFramework
from jeugdregio_api.provenance import RulebookStamp, Source
from jeugdregio_api.regions import queries
from jeugdregio_api.regions.municipality import Municipality
from jeugdregio_api.rules import queries as rule_queries
from jeugdregio_api.rules.types import Question, Rule
from jeugdregio_api.tables import queries as table_queries
from jeugdregio_api.tables.types import DocumentTable, MoveTable, RegieTable


@declared(description="A youth region (jeugdregio): municipalities that buy together.")
class Region:
    """Declared over the Region of the core."""

    code: str = field("Code of the region, such as friesland.")
    name: str = field("Name.")
    organisation: str = field("The organisation that buys for it (regionale organisatie).")
    source: Source = field("Where it is said.")
    municipalities: list[Municipality] = field(
        "Its municipalities (gemeenten) on a day.", queries.municipalities
    )
    profile_sets: list[ProfileSet] = field(
        "Every catalogue (profielenset), each seen on the day nearest to today.",
        catalogue_queries.profile_sets,
    )
    profile_set: ProfileSet | None = field(
        "The catalogue (profielenset) in force on a day.", catalogue_queries.profile_set
    )
    norm_framework: NormFramework | None = field(
        "The norm framework (normenkader) in force on a day.", norm_queries.norm_framework
    )
    rules: list[Rule] = field("The rules (regels) in force on a day, by code.", rule_queries.rules)
    questions: list[Question] = field(
        "What to ask (vragen) before a decision: the facts the rules will look at.",
        rule_queries.questions,
    )
    document_tables: list[DocumentTable] = field(
        "Which documents are needed (documenten), as far as the region states it in tables.",
        table_queries.document_tables,
    )
    move_tables: list[MoveTable] = field(
        "Which intensity may change to which (wijzigen), as far as the region states it in tables.",
        table_queries.move_tables,
    )
    regie_tables: list[RegieTable] = field(
        "Who directs (regie), as far as the region states it in tables.",
        table_queries.regie_tables,
    )
    rulebook: RulebookStamp = field("Which rulebook answers.", queries.stamp)
