"""A hand-written route that gives the same page: the floor that GraphQL is held against.

It reads what the page shows with the best statements we know, and promises nothing: no token, no
audit log, no snapshot. A second form keeps these three promises, by hand.
"""
