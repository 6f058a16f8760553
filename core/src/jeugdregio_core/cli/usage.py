"""A command that typer cannot understand, told in Dutch."""

from __future__ import annotations

import re

import typer

_DUTCH = (
    (r"No such command '(.+?)'", "De opdracht '{}' bestaat niet."),
    (r"No such option: (\S+?)\.?(?:\s|$)", "De optie {} bestaat niet."),
    (r"Missing command", "Noem een opdracht."),
    (r"Missing argument '(.+?)'", "Het gegeven {} ontbreekt."),
    (r"Missing option '(.+?)'", "De optie {} ontbreekt."),
    (r"Option '(.+?)' requires an argument", "De optie {} vraagt een waarde."),
    (r"Option '(.+?)' does not take a value", "De optie {} neemt geen waarde aan."),
    (r"Got unexpected extra argument\S* \((.+)\)", "Dit is te veel: {}."),
    (r"Invalid value for '?(.+?)'?: ", "De waarde van {} past niet."),
)


def in_dutch(error: typer.TyperException) -> str:
    """What is wrong with the command, and where help is to be found.

    A message of typer that is not known here stays as it is.
    """
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "jeugdregio"
    return f"{_sentence(error.format_message())}\nHulp: {command} --help"


def _sentence(message: str) -> str:
    for english, dutch in _DUTCH:
        found = re.match(english, message)
        if found:
            return dutch.format(*found.groups())
    return message
