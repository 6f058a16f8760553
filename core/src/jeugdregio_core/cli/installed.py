"""The regions that are installed here."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jeugdregio_core.registry import Registry

HOW_TO_INSTALL = (
    "Er is geen regio geïnstalleerd. Installeer er een, bijvoorbeeld met: "
    "pip install jeugdregio-<regio>"
)


def installed_regions() -> Registry:
    """Load every plugin. A command tells itself what was refused, so the log stays quiet."""
    from jeugdregio_core.registry import load_registry

    logging.getLogger("jeugdregio_core.registry").addHandler(logging.NullHandler())
    return load_registry()
