"""Many allocations at once: packed columns, re-decided by what a region declares as data.

Needs numpy (extra ``columns``). The declarations are those that decide a single case: each
tabular rule is asked once per different situation, and a million rows look that answer up.
"""
