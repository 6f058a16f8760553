"""A proposed change of what a region declares, worked out on paper: another rulebook.

Nothing is stored and nobody is decided on by it. What a proposal cannot be is told in Dutch.
"""
