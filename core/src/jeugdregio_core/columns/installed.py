"""Whether what columns need is installed."""

from __future__ import annotations

from importlib.util import find_spec

HOW_TO_INSTALL = "pip install 'jeugdregio-core[columns]'"


class ColumnsMissing(Exception):
    """There is no numpy; the message is Dutch and says how to get it."""

    def __init__(self) -> None:
        super().__init__(
            "Een voorstel doorrekenen kan hier niet, want numpy is niet geïnstalleerd. "
            f"Laat de beheerder dit uitvoeren: {HOW_TO_INSTALL}"
        )


def check_installed() -> None:
    """Raises ColumnsMissing."""
    if find_spec("numpy") is None:
        raise ColumnsMissing
