"""The command line: the edge where people ask, and where today is known."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import NoReturn

SELDOM = (50_000, 10, 10)
"""After how many new objects garbage is looked for: what a command loads stays."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command: that of the process, or these words."""
    gc.disable()  # what is loaded now stays
    from jeugdregio_core.cli.commands import run

    if arguments is None:
        gc.freeze()
        gc.set_threshold(*SELDOM)
    gc.enable()
    run(sys.argv[1:] if arguments is None else list(arguments))
