"""Names of what a write is about. Writes about the same subject wait for each other.

It spares them a re-run and proves nothing: the transaction itself keeps the rules.
"""

from __future__ import annotations


def client(region: str, reference: str) -> str:
    """Everything of one client."""
    return f"client:{region}:{reference}"


def provider(region: str, code: str) -> str:
    """The contracts, tariffs and waiting times of one provider."""
    return f"provider:{region}:{code}"


def numbers(municipality: str) -> str:
    """The allocation numbers of a municipality."""
    return f"numbers:{municipality}"


def tables(region: str) -> str:
    """The region's own tables."""
    return f"tables:{region}"


def key(region: str, subject: str, value: str) -> str:
    """One idempotency key of one asker."""
    return f"key:{region}:{subject}:{value}"


def webhooks() -> str:
    """The queues of all subscribers."""
    return "webhooks"


def audit(region: str) -> str:
    """The end of a region's audit log. The store takes it itself, as the last one."""
    return f"audit:{region}"
