"""What is on file, read for an answer: rows and not entities, a fixed number of statements.

``records`` and ``questions`` need no database library, so that a schema can be made without one.
"""
