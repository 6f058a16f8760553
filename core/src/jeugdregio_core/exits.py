"""How a command ends: the exit statuses, and one way to stop with a sentence."""

from __future__ import annotations

from enum import IntEnum
from typing import NoReturn

import typer


class ExitStatus(IntEnum):
    """What a script reads from a command. 64 and 69 are those of sysexits."""

    ALLOWED = 0
    REFUSED = 1
    REVIEW = 2
    UNUSABLE = 64
    UNAVAILABLE = 69


def stop(message: str, status: ExitStatus) -> NoReturn:
    """Tell on standard error why this cannot go on, and end with this status."""
    typer.echo(message, err=True)
    raise typer.Exit(status)
