"""Ask to change a running allocation: verzoek om wijziging (317)."""

from __future__ import annotations

from dataclasses import replace

from jeugdregio_core.casework import continuing, find
from jeugdregio_core.casework.asked import Asked, first_of, referral_of
from jeugdregio_core.casework.desk import Told, Work
from jeugdregio_core.casework.inputs import RequestChangeInput
from jeugdregio_core.casework.submission import submit
from jeugdregio_core.model.codes import RequestedBy, RequestKind
from jeugdregio_core.store import tables


def request_change(work: Work, asked: RequestChangeInput) -> Told:
    """Put a change before the rules: what was allocated, with what is to become different."""
    of = find.allocation(work, asked.municipality, asked.number)
    provider = work.session.get_one(tables.Provider, of.allocation.provider_id)
    standing = continuing.as_it_stands(work, of, provider.code)
    request = replace(
        standing.request,
        intensity=asked.intensity,
        profile=asked.profile or of.version.profile,
        start=asked.start,
        end=asked.end or of.version.end,
        requested_by=asked.requested_by or RequestedBy.PROVIDER,
    )
    whole = Asked(
        id=work.new_id(),
        kind=RequestKind.CHANGE,
        client=work.session.get_one(tables.Client, of.allocation.client_id),
        referral=referral_of(work, first_of(work, of.allocation)),
        provider=provider,
        request=request,
        norms=standing.norms,
        of=of,
    )
    return submit(work, whole)
