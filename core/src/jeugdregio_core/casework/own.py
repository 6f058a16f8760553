"""Whether what a step is about belongs to who takes it. All of them raise Declined."""

from __future__ import annotations

from collections.abc import Collection

from jeugdregio_core.casework.actor import Role
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.problems import ProblemCode, decline
from jeugdregio_core.model.codes import Party
from jeugdregio_core.store import tables

_ACCESS = frozenset({Party.LOKAAL_TEAM, Party.GEMEENTELIJKE_TOEGANG, Party.SOJ})
"""Those whose consent a provider needs."""


def resident(work: Work, municipality: str | None, path: str | None = None) -> None:
    """A municipality works for its own residents."""
    if not work.sight.lives_here(municipality):
        raise decline(
            ProblemCode.NOT_YOUR_ROLE,
            "Deze jeugdige woont niet in uw gemeente. Laat dit over aan de gemeente waar de "
            "jeugdige woont.",
            path,
        )


def referrer(work: Work, code: str | None, path: str) -> str | None:
    """A referrer refers in its own name. The code of who refers, if any."""
    if work.actor.role is not Role.REFERRER:
        return code
    if code not in (None, work.actor.organisation):
        raise decline(
            ProblemCode.NOT_YOUR_ROLE,
            "Een verwijzer verwijst alleen uit eigen naam. Noem uw eigen organisatie, of niets.",
            path,
        )
    return work.actor.organisation


def provider(work: Work, held: tables.Provider, path: str) -> None:
    """A provider asks and reports for itself, or for who works under its contract."""
    if not work.sight.works_for(held.id):
        raise decline(
            ProblemCode.NOT_YOUR_ROLE,
            "Een aanbieder doet dit alleen voor zichzelf. Noem uw eigen organisatie.",
            path,
        )


def recorder(work: Work) -> str | None:
    """The code of the provider that records something; ``None`` where it is no provider."""
    return work.actor.organisation if work.actor.role is Role.PROVIDER else None


def document(work: Work, held: tables.Document) -> None:
    """A provider makes new versions of what it recorded itself."""
    if work.actor.role is Role.PROVIDER and held.recorded_by != work.actor.organisation:
        raise decline(
            ProblemCode.NOT_YOUR_ROLE,
            "Dit document heeft een ander vastgelegd. Leg uw eigen document apart vast.",
            "document",
        )


def word(work: Work, parties: Collection[Party | None], path: str) -> None:
    """What the municipality writes, approves or signs, a provider does not record."""
    if work.actor.role is Role.PROVIDER and not _ACCESS.isdisjoint(parties):
        raise decline(
            ProblemCode.NOT_YOUR_ROLE,
            "Wat de gemeente schrijft, goedkeurt of ondertekent, legt de gemeente zelf vast.",
            path,
        )
