"""The bounds of one operation."""

from typing import NamedTuple


class Most(NamedTuple):
    """The most that one operation may be."""

    tokens: int = 2000
    depth: int = 10
    aliases: int = 30
    root_fields: int = 15
    cost: int = 5000


USUAL = Most()

USUAL_PLANS = 256
"""How many questions are kept compiled."""
