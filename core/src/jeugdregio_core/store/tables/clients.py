"""Clients and their referrals. A client is a pseudonym: no name, no BSN, no address."""

from datetime import date as Day
from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from jeugdregio_core.model.casework import ReferralStatus
from jeugdregio_core.model.codes import FamilyControl, LivesIn, NeedLevel, ReferrerType
from jeugdregio_core.store.tables.base import Stored, all_or_none, choice, digits, reference


class Client(Stored, table=True):
    """A young person (jeugdige) under the reference that the organisation gave."""

    __tablename__ = "client"
    __table_args__ = (
        UniqueConstraint("region", "reference"),
        Index(None, "region", "family_reference"),
        digits("municipality", 4),
    )

    id: UUID = Field(primary_key=True)
    region: str
    reference: str
    birth_date: Day
    municipality: str
    family_reference: str | None = None
    protection_measure: bool | None = None
    lives_in: LivesIn | None = choice(LivesIn, optional=True)
    need_level: NeedLevel | None = choice(NeedLevel, optional=True)
    family_control: FamilyControl | None = choice(FamilyControl, optional=True)
    retain_until: Day | None = None
    """Last day the file is kept; unknown while there is no term for it."""


class ClientKey(Stored, table=True):
    """The key of a client's pseudonym in the audit log. It goes with the file."""

    __tablename__ = "client_key"

    client_id: UUID = reference("client.id", indexed=False, primary_key=True)
    key: str = Field(repr=False)


class LegalHold(Stored, table=True):
    """A reason not to destroy a file though its term has passed, until it is released."""

    __tablename__ = "legal_hold"
    __table_args__ = (all_or_none("released_at", "released_by", "released_because"),)

    id: UUID = Field(primary_key=True)
    client_id: UUID = reference("client.id")
    reason: str
    set_by: str
    set_at: datetime
    released_by: str | None = None
    released_at: datetime | None = None
    released_because: str | None = None


class Destruction(Stored, table=True):
    """The file that is being destroyed. A row is there only inside the transaction that does it:
    it lets go of what is otherwise never removed."""

    __tablename__ = "destruction"

    client_id: UUID = Field(primary_key=True)


class Referral(Stored, table=True):
    """A referral (verwijzing) of a client to specialised help.

    ``referred_by`` is the code of the organisation that referred, if it is known.
    """

    __tablename__ = "referral"
    __table_args__ = (
        Index(None, "client_id", "status"),
        Index(None, "region", "created_at", "id"),
        Index(None, "region", "status", "created_at", "id"),
        Index(None, "region", "municipality", "created_at", "id"),
        Index(None, "region", "referred_by", "created_at", "id"),
        Index(None, "region", "provider_id", "created_at", "id"),
        digits("municipality", 4),
    )

    id: UUID = Field(primary_key=True)
    region: str
    client_id: UUID = reference("client.id", indexed=False)
    referrer: ReferrerType = choice(ReferrerType)
    received_on: Day
    segment: str | None = None
    profile: str | None = None
    intensity: str | None = None
    advised_intensity: str | None = None
    referred_by: str | None = None
    provider_id: UUID | None = reference("provider.id", optional=True)
    municipality: str
    status: ReferralStatus = choice(ReferralStatus)
    created_at: datetime
