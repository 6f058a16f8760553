"""Ask for an allocation, or for more of one: verzoek om toewijzing (315) and verlenging."""

from __future__ import annotations

from jeugdregio_core.casework import continuing, find, own
from jeugdregio_core.casework.asked import Asked
from jeugdregio_core.casework.desk import Told, Work
from jeugdregio_core.casework.find import Standing
from jeugdregio_core.casework.inputs import RequestAllocationInput
from jeugdregio_core.casework.problems import Declined, ProblemCode, StepProblem
from jeugdregio_core.casework.submission import submit
from jeugdregio_core.model.codes import RequestKind
from jeugdregio_core.rules.input import RequestInput
from jeugdregio_core.store import tables

_NEEDED = {
    "provider": "Noem de aanbieder die de hulp gaat geven.",
    "segment": "Noem het segment of perceel.",
    "start": "Noem de eerste dag van de hulp.",
}


def request_allocation(work: Work, asked: RequestAllocationInput) -> Told:
    """Put a request before the rules and store it with what they said."""
    referral = find.referral(work, asked.referral)
    client = work.session.get_one(tables.Client, referral.client_id)
    of, request = _what(work, client, asked)
    provider = find.provider(work, request.provider or "", "request.provider")
    own.provider(work, provider, "request.provider")
    whole = Asked(
        id=work.new_id(),
        kind=RequestKind.EXTENSION if of else RequestKind.NEW,
        client=client,
        referral=referral,
        provider=provider,
        request=request,
        norms=asked.norms,
        of=of,
    )
    return submit(work, whole)


def _what(
    work: Work, client: tables.Client, asked: RequestAllocationInput
) -> tuple[Standing | None, RequestInput]:
    if asked.extends is None:
        _complete(asked.request)
        return None, asked.request
    of = find.allocation_of(work, client.id, asked.extends, "extends")
    provider = work.session.get_one(tables.Provider, of.allocation.provider_id)
    standing = continuing.as_it_stands(work, of, provider.code)
    return of, continuing.extension(asked.request, standing.request, of.version)


def _complete(request: RequestInput) -> None:
    missing = [
        StepProblem(ProblemCode.INVALID, message, f"request.{name}")
        for name, message in _NEEDED.items()
        if getattr(request, name) is None
    ]
    if missing:
        raise Declined(*missing)
