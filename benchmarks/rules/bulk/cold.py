"""From a store to an answer: ``python -m benchmarks.rules.bulk.cold ADDRESS``, in its own process.

Prints seconds and processor time to read the columns and to judge them, and the most memory that
the process had, as JSON.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import UTC, datetime
from time import perf_counter, process_time
from uuid import uuid4

from benchmarks.rules.bulk.exported import REGION
from benchmarks.rules.bulk.made_up import ON

from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.casework.columns.what_if import what_if
from jeugdregio_core.casework.desk import Desk
from jeugdregio_core.guard import Guard
from jeugdregio_core.proposals.proposal import Part
from jeugdregio_core.proposals.stacking import StackingProposal
from jeugdregio_core.registry import load_registry
from jeugdregio_core.store.transaction import open_store

PROPOSAL = StackingProposal(Part.SEGMENT, "B", "B", allowed=False)


def main(address: str) -> None:
    """Ask the same what-if twice: from the store, and from what was kept."""
    guard = Guard(load_registry().rulebook(REGION), 60)
    actor = Actor("meting", Role.REGION, regions=frozenset({REGION}))
    with open_store(address) as store:
        desk = Desk(store, lambda _session, _region: guard, lambda: datetime.now(UTC), uuid4)
        found: dict[str, float] = {}
        for name in ("cold", "warm"):
            begun, worked = perf_counter(), process_time()
            answer = desk.look(actor, "what-if", REGION, lambda work: what_if(work, PROPOSAL, ON))
            found[name] = perf_counter() - begun
            found[f"{name} cpu"] = process_time() - worked
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(found | {"changed": answer.difference.changed}))


if __name__ == "__main__":
    main(sys.argv[1])
