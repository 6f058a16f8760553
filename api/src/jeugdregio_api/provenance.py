"""When something holds, where it is said, and which rulebook answers."""

from datetime import date

from jeugdregio_api.fields import declared, field
from jeugdregio_core.model.codes import Confidence


@declared(description="The days on which something holds (periode); both are included.")
class Period:
    """Declared over the Period of the core."""

    first: date = field("First day.")
    last: date | None = field("Last day; null when no end is known.")


@declared(description="Where a fact or rule comes from (bron), and how sure that is.")
class Source:
    """Declared over the Source of the core."""

    document: str = field("Title of the document.")
    passage: str | None = field("The passage in it: a page, slide or heading.")
    confidence: Confidence = field("Whether the document says it, or how else it is known.")


@declared(
    description="Which rulebook answered. The same question under the same stamp, the same answer."
)
class RulebookStamp:
    """Declared over the Stamp of the core."""

    distribution: str = field("The plugin's distribution.")
    version: str = field("Its version.")
    hash: str = field("Hash of its content.")
