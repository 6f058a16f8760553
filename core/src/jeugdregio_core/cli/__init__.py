"""The command line: the edge where people ask, and where today is known."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command: that of the process, or these words."""
    gc.disable()  # what is loaded now stays
    from jeugdregio_core.cli.commands import run

    if arguments is None:
        gc.freeze()
    gc.enable()
    run(sys.argv[1:] if arguments is None else list(arguments))
