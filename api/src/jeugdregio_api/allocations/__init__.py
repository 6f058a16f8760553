"""Allocations: every version, what was delivered and what came of it."""
