"""A municipality as the API shows it."""

from jeugdregio_api.fields import declared, field
from jeugdregio_api.provenance import Period, Source


@declared(description="A municipality (gemeente), for as long as it is in the region.")
class Municipality:
    """Declared over the Municipality of the core."""

    code: str = field("CBS code, four digits.")
    name: str = field("Name.")
    part: str | None = field("Part of the region (subregio), where the region has parts.")
    valid: Period = field("When it belongs to the region.", name="period")
    merged_into: str | None = field("CBS code of the municipality it went up in (herindeling).")
    access_name: str | None = field("What people there call the municipal access (toegang).")
    source: Source = field("Where it is said.")
