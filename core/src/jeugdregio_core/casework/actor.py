"""Who asks: an account, in the role and for the organisation that a region's issuer gave it."""

from __future__ import annotations

from jeugdregio_core.model.codes import Coded
from jeugdregio_core.record import record


class Role(Coded):
    """As what somebody works with the files of a region."""

    REGION = "REGION", "regionale organisatie"
    MUNICIPALITY = "MUNICIPALITY", "gemeente"
    PROVIDER = "PROVIDER", "aanbieder"
    REFERRER = "REFERRER", "verwijzer"
    PUBLIC = "PUBLIC", "iedereen"


@record
class Actor:
    """Who asks. Nothing is allowed that is not said here."""

    subject: str
    """An account, never a name."""
    role: Role
    organisation: str | None = None
    """CBS code of a municipality, code of a provider, or code of a referrer (verwijzer)."""
    regions: frozenset[str] = frozenset()
    """Codes of the regions in which the role holds."""
