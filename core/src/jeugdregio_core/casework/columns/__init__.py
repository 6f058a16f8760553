"""All allocations of a region that run, read as packed columns, and what a proposal changes.

Needs numpy (extra ``columns``).
"""
