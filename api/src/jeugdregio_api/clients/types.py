"""Young people as the API shows them: a pseudonym, never a name or BSN."""

from datetime import date, datetime

import strawberry

from jeugdregio_api.clients import queries
from jeugdregio_api.fields import declared, field
from jeugdregio_api.regions.municipality import Municipality
from jeugdregio_core.model.codes import DocumentKind, FamilyControl, LivesIn, NeedLevel, Party


@declared(description="A document on file (document); its text is kept elsewhere.")
class Document:
    """Declared over the version of a document that was known."""

    id: strawberry.ID = field("Its id.")
    kind: DocumentKind = field("What document it is.")
    version: int = field("Number of this version; the first is 1.")
    recorded_at: datetime = field("When this version was recorded.")
    author: Party | None = field("Who wrote it (opsteller).")
    approved_by: Party | None = field("Who approved it.")
    signed_by: list[Party] = field("Who signed it.")
    dated: date | None = field("Day of the document.", name="date")
    includes: list[str] = field("Codes of parts that it holds.")
    uri: str | None = field("Where the organisation keeps the text.")
    request_id: strawberry.ID | None = field("Id of the request it belongs to, if any.")


@declared(description="A young person (jeugdige), under the reference of the organisation.")
class Client:
    """Declared over a client. What is shown of the person is what is known now."""

    reference: str = field("Reference that the organisation gave.")
    birth_date: date = field("Date of birth (geboortedatum).")
    municipality: Municipality | None = field(
        "The municipality; null when the region never had it.", queries.municipality
    )
    family_reference: str | None = field("Reference that brothers and sisters share.")
    protection_measure: bool | None = field(
        "Whether a child protection measure (jeugdbeschermingsmaatregel) is in force."
    )
    lives_in: LivesIn | None = field("Where the young person lives.")
    need_level: NeedLevel | None = field("Quadrant of the Fries model jeugdhulp.")
    family_control: FamilyControl | None = field("How far the family holds the regie itself.")
    documents: list[Document] = field("The documents on file, oldest first.")
