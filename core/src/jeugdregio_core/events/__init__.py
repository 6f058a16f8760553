"""Tell others what happened in cases: pointers from the outbox, sent or streamed.

Needs the extra ``store``.
"""
