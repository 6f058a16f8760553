"""The file of one young person as the API shows it."""

from jeugdregio_api.allocations.types import Allocation
from jeugdregio_api.clients.types import Client
from jeugdregio_api.fields import declared, field
from jeugdregio_api.files import queries
from jeugdregio_api.referrals.types import Referral


@declared(description="The file of one young person (dossier).")
class ClientFile:
    """Declared over what is on file."""

    client: Client = field("The young person, with the documents on file.", queries.client)
    referrals: list[Referral] = field("The referrals, newest first.", queries.referrals)
    allocations: list[Allocation] = field(
        "The allocations, newest first, also those without a referral.", queries.allocations
    )
