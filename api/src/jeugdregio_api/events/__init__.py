"""Hear of what happens in cases, while it happens."""
