"""Record the documents of a young person."""

from typing import TYPE_CHECKING

from jeugdregio_api.clients.types import Document
from jeugdregio_api.context import Info
from jeugdregio_api.fields import declared, field
from jeugdregio_api.steps.taking import Taken, shown, taking
from jeugdregio_api.steps.types import Payload
from jeugdregio_core.casework import inputs
from jeugdregio_core.casework.reading.questions import Look
from jeugdregio_core.casework.reading.records import DocumentRecord
from jeugdregio_core.rulebook import Rulebook

if TYPE_CHECKING:
    from jeugdregio_core.casework.desk import Work

record_document = taking("record_document", inputs.RecordDocumentInput)


def _see(work: "Work", taken: Taken, _look: Look) -> DocumentRecord | None:
    from jeugdregio_core.casework.reading import files

    wanted = Look(wanted={"client": {"documents": {}}})
    file = files.of_client(work, taken.asked.client, wanted)
    documents = file.client.documents if file else ()
    return next((one for one in documents if str(one.id) == taken.made["document"]["id"]), None)


def _as_it_is(_rulebook: Rulebook, record: DocumentRecord) -> DocumentRecord:
    return record


async def _document(root: Taken, info: Info) -> DocumentRecord | None:
    return await shown(info, root, "document", _see, _as_it_is)


@declared(description="What came of recording a document (document).")
class DocumentPayload(Payload):
    """Declared over what came of a step."""

    document: Document | None = field(
        "The document in its newest version; null when it was not recorded, or only tried.",
        _document,
    )
