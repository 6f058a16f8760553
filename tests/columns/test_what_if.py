"""What if: a policy officer proposes a change and sees which allocations it would touch."""

from __future__ import annotations
