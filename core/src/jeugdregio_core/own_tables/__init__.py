"""A region's own tables: what public sources leave unknown and the deploying organisation knows.

Needs the extra ``store``. Rows are kept dated and with the document they come from; the rulebook
is filled with them when it is asked for.
"""
